"""The columns of a pasted table of activities, and the words by which people head them."""

from django.utils.translation import gettext_lazy as _

CODE, SERVES, TITLE, LEAD, STARTS, ENDS = "code", "serves", "title", "lead", "starts", "ends"
PERIOD, WEIGHT, REGIONS, DESCRIPTION, OTHER = "period", "weight", "regions", "description", "other"

#: Folded; the first column whose words a heading holds is the one: “code of the activity” is a code.
HEADINGS = {
    OTHER: (
        *("indicateur", "indicateurs", "indicator", "indicators", "budget", "cout", "couts", "cost", "costs"),
        *("montant", "financement", "funding", "source", "sources", "bailleur", "bailleurs", "partenaire"),
        *("partenaires", "partner", "partners", "observation", "observations", "commentaires", "comments"),
        *("hypotheses", "beneficiaires", "cible", "cibles", "statut", "etat", "avancement", "axe", "axes"),
    ),
    CODE: ("code", "codes", "n", "no", "num", "numero", "ref", "reference"),
    STARTS: ("debut", "demarrage", "commencement", "start", "starts", "begins", "beginning", "from"),
    ENDS: ("fin", "echeance", "achevement", "date limite", "end", "ends", "until", "deadline"),
    PERIOD: (
        *("periode", "periodes", "calendrier", "chronogramme", "dates", "date", "delai", "delais", "duree"),
        *("echeancier", "planning", "period", "schedule", "quand", "when", "annee", "annees", "trimestre"),
    ),
    WEIGHT: ("poids", "ponderation", "coefficient", "weight"),
    REGIONS: (
        *("region", "regions", "lieu", "lieux", "localite", "localites", "zone", "zones", "place", "places"),
        *("where", "localisation"),
    ),
    DESCRIPTION: ("description", "descriptif", "detail", "details", "contenu", "precisions"),
    SERVES: (
        *("objectif", "objectifs", "resultat", "resultats", "effet", "effets", "produit", "produits"),
        *("extrant", "extrants", "objective", "objectives", "result", "results", "outcome", "output"),
    ),
    LEAD: (
        *("chef de file", "chefs de file", "responsable", "responsables", "structure", "structures", "lead"),
        *("organisation", "organisations", "organisme", "organismes", "institution", "institutions"),
        *("service", "services", "acteur", "acteurs", "pilote", "porteur", "responsible", "agency", "qui"),
    ),
    TITLE: (
        *("intitule", "intitules", "titre", "titres", "activite", "activites", "action", "actions"),
        *("libelle", "tache", "taches", "title", "titles", "activity", "activities"),
    ),
}
#: Without headings, the columns are these.
ORDER = (TITLE, LEAD, STARTS, ENDS)

#: Those that the preview shows, in its order; the first four always.
LABELS = {
    TITLE: _("Title"),
    LEAD: _("Lead organisation"),
    STARTS: _("Start"),
    ENDS: _("End"),
    SERVES: _("Objective or result"),
    REGIONS: _("Regions"),
    WEIGHT: _("Weight"),
    DESCRIPTION: _("Description"),
    CODE: _("Code"),
}
ALWAYS = ORDER
