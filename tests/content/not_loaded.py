"""The facts of the dossier that the database does not hold, and why."""

WHEN_EVALUATIONS_ENTER = "criteria enter with evaluations, in a later part: nothing yet reads them"
CATALOGUE = (
    "levels are choices of the code; their French names are in the catalogue, with the glossary’s words"
)
PERSONS = "names of facilitators and representatives are not kept: organisations are"
ABOUT_THE_DOSSIER = "says how the dossier was made, not a fact"

# A path of facts.json, `*` standing for any rank → the reason.
NOT_LOADED = {
    "ateliers.*.consultante": PERSONS,
    "ateliers.*.representante_oim": PERSONS,
    "criteres_cad.*.code": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.definition_fr": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.depuis": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.en": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.fr": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.question_en": WHEN_EVALUATIONS_ENTER,
    "criteres_cad.*.question_fr": WHEN_EVALUATIONS_ENTER,
    "criteres_cad_sources.*": WHEN_EVALUATIONS_ENTER,
    "echelle_tip.*.fr": CATALOGUE,
    "meta.etabli": ABOUT_THE_DOSSIER,
    "meta.regle": ABOUT_THE_DOSSIER,
    "territoire": "refers to two other files, compared by test_territory.py",
}
