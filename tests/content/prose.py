"""Sentences of the dossier that the content words in its own way, in two languages.

For each path of facts.json: a fragment of what the dossier says (None where it found nothing), the row
that tells it here, and the fragments that one must read there. When the dossier changes its sentence, the
fragment is missing and the test asks to look again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from activities.models import Outcome
from cnclctpa.reference.models import Office
from tests.content.stored import assessment, figure, law, organisation, plan, text_of, workshop


@dataclass(frozen=True)
class Sentence:
    said: str | None
    row: Callable[[], Any]
    told: tuple[str, ...]

    def agrees(self, value: str | None) -> bool:
        is_said = value is None if self.said is None else value is not None and self.said in value
        text = text_of(self.row())
        return is_said and all(fragment in text for fragment in self.told)


def sentence(said: str | None, row: Callable[..., Any], about: Any, *told: str) -> Sentence:
    return Sentence(said, lambda: row(about), told)


def office(slug: str) -> Office:
    return Office.objects.get(slug=slug)


def outcome(slug: str) -> Outcome:
    return Outcome.objects.get(slug=slug)


COMMITTEE = "comite-national"

PROSE = {
    # The committee
    "comite.tutelle": sentence(
        "Ministère de la Justice", organisation, COMMITTEE, "relève du ministère de la Justice"
    ),
    "comite.decrets_posterieurs": sentence(None, organisation, COMMITTEE, "Aucun décret postérieur"),
    "comite.composition_officielle": sentence(None, organisation, COMMITTEE, "aucune liste de membres"),
    "comite.composition_note": sentence(
        "aucune liste de membres n’est certaine",
        organisation,
        COMMITTEE,
        "Le texte du décret n’a pas été trouvé : aucune liste de membres n’est certaine.",
    ),
    "comite.presidence.0.titre": sentence(
        "président ; conseiller technique du ministre de la Justice",
        office,
        "presidence-boubacar-toure",
        "président du Comité, conseiller technique du ministre de la Justice",
    ),
    "comite.presidence.1.titre": sentence(
        "présidente / coordinatrice ; magistrate ; aussi coordinatrice du PNIL",
        office,
        "presidence-oumou-niare",
        "présidente du Comité, dite aussi coordinatrice ; magistrate",
        "Aussi coordinatrice du PNIL",
    ),
    "comite.presidence.1.debut": sentence(
        "2022 ou après", office, "presidence-oumou-niare", "nommée en 2022 ou après"
    ),
    "comite.presidence.1.distinction": sentence(
        "TIP Report Hero 2024 (cérémonie : 2 juillet 2024",
        office,
        "presidence-oumou-niare",
        "« TIP Report Hero » en 2024",
        "cérémonie le 2 juillet 2024 selon Focus on Africa, date non recoupée",
    ),
    "comite.rythme": sentence(
        "réunions mensuelles (ONUDC 2019) ; «première réunion ordinaire» annuelle signalée en 2024 et 2025",
        organisation,
        COMMITTEE,
        "L’ONUDC parle en 2019 de réunions mensuelles",
        "« première réunion ordinaire » de l’année en 2024 et en 2025",
    ),
    "comite.precurseur": sentence(
        "la traite des enfants, créé le 8 septembre 2006",
        organisation,
        COMMITTEE,
        "comité national de suivi des programmes de lutte contre la traite des enfants",
        "8 septembre 2006",
    ),
    # Plans
    "plans.0.adoption.precision": sentence("mois", plan, 0, "en décembre 2014 ; le jour n’est pas connu"),
    "plans.0.objectifs_source": sentence(
        "reformulés par la presse (bamada 2016), pas le texte officiel",
        plan,
        0,
        "reformulés par la presse ; ce n’est pas le texte officiel",
    ),
    "plans.0.declinaison": sentence(
        "trois plans opérationnels annuels", plan, 0, "trois plans opérationnels annuels"
    ),
    "plans.0.evaluation.constat": sentence(
        "nombreuses formations et campagnes de sensibilisation ; coordination et opérationnalisation",
        outcome,
        "sikasso-2018-coordination-a-renforcer",
        "La coordination et l’opérationnalisation du Comité sont à renforcer.",
    ),
    "plans.0.certitude": sentence(
        "dates certaines ; objectifs probables ; budget total inconnu",
        plan,
        0,
        "Le budget total n’a pas été trouvé.",
    ),
    "plans.1.adoption.precision": sentence(
        "fin de l’atelier de validation 25-29 juin 2018, Sikasso",
        plan,
        1,
        "à la fin de l’atelier de validation du 25 au 29 juin 2018, à Sikasso",
    ),
    "plans.1.elaboration.duree": sentence("9 mois", plan, 1, "Plan élaboré en 9 mois"),
    "plans.1.elaboration.atelier": sentence(
        "19-23 mars 2018, Sikasso", plan, 1, "à Sikasso du 19 au 23 mars 2018"
    ),
    "plans.1.evaluation.phase": sentence(
        "évaluation de l’ancien plan (processus 2023-2027)", plan, 1, "une phase d’évaluation de ce plan"
    ),
    "plans.1.agence_prevue": sentence(
        "ANCTP-TiM (Agence nationale de coordination de la lutte contre la traite et le trafic",
        plan,
        1,
        "la lutte contre la traite et le trafic illicite de migrants (ANCTP-TiM) est prévue",
    ),
    "plans.1.certitude": sentence(
        "certain sauf titre exact", plan, 1, "L’intitulé exact varie selon les sources"
    ),
    "plans.1.piege": sentence(
        "«un peu plus d’un million Cfa (1 572 550 000 francs Cfa)» : c’est 1,57 milliard",
        plan,
        1,
        "« un peu plus d’un million Cfa »",
        "1 572 550 000 francs CFA, soit 1,57 milliard",
    ),
    "plans.2.adoption.note": sentence(
        "maliactu : «adopté en octobre 2023» ; le lancement est du 19 octobre 2023",
        plan,
        2,
        "Maliactu écrit que le plan a été « adopté en octobre 2023 »",
        "le lancement du 19 octobre 2023",
    ),
    "plans.2.processus_piege": sentence(
        "annonce «trois phases» et en énumère quatre",
        plan,
        2,
        "annonce « trois phases »",
        "Il en énumère quatre.",
    ),
    "plans.2.axes_discordance": sentence(
        "maliactu compte cinq axes (prévention, partenariat, prise en charge, répression, statistiques)",
        plan,
        2,
        "Maliactu compte cinq axes : prévention, partenariat, prise en charge, répression, statistiques.",
    ),
    "plans.2.certitude": sentence(
        "certain (budget : ORTM, prévisionnel)", plan, 2, "Budget prévisionnel de 2 992 000 000 FCFA."
    ),
    # Workshops
    "ateliers.2.discordance": sentence(
        "fin le 1er novembre selon la presse, le 2 selon l’ONUDC",
        workshop,
        2,
        "L’ONUDC fait finir l’atelier le 2 novembre 2017",
        "La presse le fait finir le 1er novembre 2017",
    ),
    "ateliers.3.phases.0.contenu": sentence(
        "évaluation par groupes de travail puis plénière",
        workshop,
        3,
        "Par groupes de travail, puis en plénière.",
    ),
    "ateliers.3.phases.1.contenu": sentence(
        "initiation à la GAR puis élaboration du plan",
        workshop,
        3,
        "Initiation à la gestion axée sur les résultats, puis élaboration du plan 2018-2022",
    ),
    "ateliers.3.cadres.0": sentence(
        "Stratégie régionale traite/trafic 2015-2020",
        lambda rank: workshop(rank).frameworks.get(slug="strategie-regionale-2015-2020"),
        3,
        "« Stratégie régionale traite/trafic 2015-2020 »",
    ),
    "ateliers.3.cadres.1": sentence(
        "Programme régional ONUDC Afrique de l’Ouest 2016-2020",
        lambda rank: workshop(rank).frameworks.get(slug="programme-regional-onudc-2016-2020"),
        3,
        "Programme régional de l’ONUDC pour l’Afrique de l’Ouest 2016-2020",
    ),
    "ateliers.3.discordances.0": sentence(
        "Allemagne absente du corps du texte anglais, présente en bandeau",
        workshop,
        3,
        "l’Allemagne, que le texte anglais ne nomme que dans son bandeau",
    ),
    "ateliers.3.discordances.1": sentence(
        "clôture «jeudi» (Infosplusgabon) alors que le 23 mars 2018 est un vendredi",
        workshop,
        3,
        "Infosplusgabon le fait finir « jeudi »",
        "Le 23 mars 2018 est un vendredi.",
    ),
    "ateliers.3.discordances.2": sentence(
        "AMAP : clôture «le 16 mars dernier»", workshop, 3, "L’AMAP date la clôture du « 16 mars dernier »"
    ),
    "ateliers.9.note": sentence(
        "date de fin déduite de «quatre jours»", workshop, 9, "La date de fin est déduite", "« quatre jours »"
    ),
    # TIP reports
    "tip_niveaux_par_annee.0.note": sentence(
        "«Law enforcement officials prosecuted 11 trafficking …» (phrase tronquée",
        figure,
        "tip-2012-poursuites",
        "“Law enforcement officials prosecuted 11 trafficking …”",
    ),
    "tip_niveaux_par_annee.2.note": sentence(
        "loi de 2012 non distribuée aux juges ; aucune campagne ni formation",
        assessment,
        2014,
        "Aucune poursuite ni condamnation : la loi de 2012 n’est pas distribuée aux juges.",
        "Aucune campagne ni formation.",
    ),
    "tip_niveaux_par_annee.3.chiffres.pan": sentence(
        "Dérogation à la rétrogradation en Tier 3 grâce à un «written plan» (plan 2015-2017)",
        assessment,
        2015,
        "Dérogation à la rétrogradation en catégorie 3",
        "(en anglais : “written plan”), le plan 2015-2017",
    ),
    "tip_niveaux_par_annee.3.discordance": sentence(
        "Enquêtes : 1 selon le résumé Factbook 2015 ; «failed to investigate» (0) selon l’introduction",
        assessment,
        2015,
        "Aucune enquête, selon l’introduction du rapport",
        "“failed to investigate”",
        "Une enquête, selon le résumé de The World Factbook.",
    ),
    "tip_niveaux_par_annee.5.note": sentence(
        "Premières condamnations sous la loi de 2012 (nombre non lu), 1 trafiquant emprisonné ; "
        "ligne budgétaire anti-traite ; déclassé d’office après 4 ans en Watch List",
        assessment,
        2017,
        "Premières condamnations au titre de la loi de 2012 (nombre non lu), un trafiquant emprisonné",
        "ligne budgétaire contre la traite",
        "déclassé d’office après quatre ans de liste de surveillance",
    ),
    "tip_niveaux_par_annee.6.note": sentence(
        "Plus d’enquêtes, de poursuites et de victimes identifiées ; décaissement de fonds spécifiques",
        assessment,
        2018,
        "Plus d’enquêtes, de poursuites et de victimes identifiées ; décaissement de fonds spécifiques.",
    ),
    "tip_niveaux_par_annee.7.chiffres.pan": sentence(
        "Approbation du PAN 2018-2022", assessment, 2019, "Approbation du plan 2018-2022."
    ),
    "tip_niveaux_par_annee.7.note": sentence(
        "«largest number of traffickers in Malian history» ; 2 policiers poursuivis",
        assessment,
        2019,
        "“largest number of traffickers in Malian history”",
        "Deux policiers poursuivis.",
    ),
    "tip_niveaux_par_annee.8.note": sentence(
        "215 enfants utilisés par des groupes armés identifiés (ne sont pas tous des victimes de traite "
        "au sens pénal) ; premières poursuites d’esclavage héréditaire",
        assessment,
        2020,
        "215 enfants utilisés par des groupes armés sont identifiés ; tous ne sont pas des victimes",
        "Premières poursuites pour esclavage héréditaire.",
    ),
    "tip_niveaux_par_annee.10.chiffres.pan": sentence(
        "Plan écrit doté de ressources : dérogation TVPA à la rétrogradation en Tier 3",
        assessment,
        2022,
        "un plan écrit doté de ressources vaut dérogation à la rétrogradation en catégorie 3",
    ),
    "tip_niveaux_par_annee.10.note": sentence(
        "3e année consécutive de Watch List ; adoption du MRN",
        assessment,
        2022,
        "Troisième année de suite sur la liste de surveillance",
        "Adoption du mécanisme national de référencement.",
    ),
    "tip_niveaux_par_annee.11.note": sentence(
        "Première session spéciale d’assises sur l’esclavage ; lancement du MRN et d’une base statistique",
        assessment,
        2023,
        "Première session spéciale d’assises sur l’esclavage",
        "du mécanisme national de référencement et d’une base statistique des victimes",
    ),
    "tip_niveaux_par_annee.12.note": sentence("Rétrogradé.", assessment, 2024, "Le Mali est rétrogradé."),
    "tip_niveaux_par_annee.13.note": sentence(
        "le Factbook liste tous les pays Tier 2 WL et Tier 3 du rapport 2025 (Burkina Faso et Niger y sont), "
        "pas le Mali. Texte du rapport non lu.",
        assessment,
        2025,
        "dont le Burkina Faso et le Niger : le Mali n’y figure plus",
        "le texte du rapport n’a pas été lu",
    ),
    # National data
    "donnees_nationales.2.detail": sentence(
        "tentative de traite de 3 enfants vers la Côte d’Ivoire",
        figure,
        "condamnations-2018",
        "Tentative de traite de 3 enfants vers la Côte d’Ivoire.",
    ),
    "donnees_nationales.4.detail": sentence(
        "Cour d’assises de Kayes : 7 peines de mort, 1 peine de 5 ans",
        figure,
        "condamnations-kayes-fevrier-2023",
        "Cour d’assises de Kayes",
        "peines de mort",
        "peine de 5 ans",
    ),
    "donnees_nationales.5.discordances.0": sentence(
        "«430 enquêtes ouvertes» (AMAP, aBamako, malikonews) contre «93 dossiers d’enquêtes",
        figure,
        "enquetes-ouvertes-2024",
        "AMAP, aBamako, malikonews",
        "430 enquêtes ouvertes",
        "430 est le nombre de personnes enquêtées, dans 93 dossiers",
    ),
    "donnees_nationales.5.discordances.1": sentence(
        "291 + 113 = 404, soit 26 personnes sans ventilation par sexe",
        figure,
        "personnes-enquetees-2024",
        "291 hommes et 113 femmes font 404",
        "26 autres personnes",
    ),
    "donnees_nationales.5.discordances.2": sentence(
        "enfants 53 % (AMAP, L’Essor) ou 50 % (infhonnete) ; 337/629 = 53,6 %",
        figure,
        "part-enfants-2024-50",
        "337 sur 629 font 53,6 %",
    ),
    "donnees_nationales.5.discordances.3": sentence(
        "rapport de 36 pages (AMAP) ou 46 pages (L’Essor) ou «une trentaine» (Gazette)",
        workshop,
        11,
        "36 pages, selon l’AMAP.",
        "46 pages, selon L’Essor.",
        "« Une trentaine » de pages, selon La Gazette du Sahel.",
    ),
    "donnees_nationales.5.discordances.4": sentence(
        "5 mai 2025 dit «mardi» (aBamako, AMAP) ou «lundi» (AMAP, Gazette) : c’était un lundi",
        workshop,
        11,
        "« Mardi » (aBamako, et une dépêche de l’AMAP).",
        "Le 5 mai 2025, un lundi (AMAP, La Gazette du Sahel).",
    ),
    # Law
    "droit.0.texte": sentence(
        "Loi n°2012-023 du 12 juillet 2012 relative à la lutte contre la traite",
        law,
        0,
        "Loi n° 2012-023 du 12 juillet 2012 relative à la lutte contre la traite des personnes",
    ),
    "droit.0.points.0": sentence(
        "définition conforme au Protocole de Palerme", law, 0, "conforme au Protocole de Palerme"
    ),
    "droit.0.points.1": sentence(
        "exploitation organisée de la mendicité (art. 3), trafic illicite de migrants (art. 4)",
        law,
        0,
        "exploitation organisée de la mendicité (article 3), trafic illicite de migrants (article 4)",
    ),
    "droit.0.points.2": sentence(
        "art. 7 : réclusion de 5 à 10 ans (jusqu’à perpétuité",
        law,
        0,
        "Article 7 : réclusion de 5 à 10 ans, jusqu’à la perpétuité",
    ),
    "droit.1.texte": sentence(
        "Loi n°2024-027 du 13 décembre 2024 portant Code pénal",
        law,
        1,
        "Loi n° 2024-027 du 13 décembre 2024 portant Code pénal",
    ),
    "droit.1.points.0": sentence("adoptée par le CNT le 31 octobre 2024", law, 1, "(CNT) le 31 octobre 2024"),
    "droit.1.points.1": sentence(
        "art. 324-11 et s. : esclavage et pratiques assimilées ; 10 ans et 10 M FCFA",
        law,
        1,
        "Articles 324-11 et suivants",
        "10 ans et 10 millions de FCFA",
    ),
    "droit.1.discordance": sentence(
        "ASF Canada date l’approbation du 14 décembre 2024",
        law,
        1,
        "Avocats sans frontières Canada date son approbation du 14 décembre 2024.",
    ),
    "droit.2.texte": sentence(
        "Constitution du 22 juillet 2023 (interdiction de l’esclavage)",
        law,
        2,
        "Constitution du 22 juillet 2023 : interdiction de l’esclavage",
    ),
    "droit.3.texte": sentence(
        "projets «en cours d’adoption» en mai 2025", law, 3, "En mai 2025", "« en cours d’adoption »"
    ),
    "droit.4.texte": sentence(
        "Protocole de Palerme : ratification", law, 4, "Ratification du Protocole de Palerme"
    ),
    "droit.4.points.0": sentence(
        "loi n°02-021/ANRM du 3 juin 2002 (maliweb 2017)", law, 4, "Loi n° 02-021/ANRM du 3 juin 2002"
    ),
    "droit.4.points.1": sentence("12 avril 2002 (autre article maliweb)", law, 4, "12 avril 2002"),
    "droit.4.discordance": sentence(
        "GLO.ACT écrit «Mali ratified the UNTOC on 12 July 2012» : c’est la date de la loi 2012-023",
        law,
        4,
        "“Mali ratified the UNTOC on 12 July 2012”",
        "C’est la date de la loi n° 2012-023",
    ),
}

# Reports of which the dossier says nothing of the plan: nothing of it is told here either.
UNSAID = {
    f"tip_niveaux_par_annee.{rank}.chiffres.pan": Sentence(
        None, lambda year=2012 + rank: assessment(year), ()
    )
    for rank in (0, 1, 2, 4, 5, 6, 8, 9, 11, 12, 13)
}
PROSE |= UNSAID
