"""For each path of facts.json, how the database tells the same; `*` stands for any rank.

A rule is a function of the value and of the ranks in its path; it answers whether the database agrees.
Sentences that the content words in its own way are in ``prose.py``.
"""

from collections.abc import Callable
from typing import Any

from activities.choices import Involvement
from activities.models import Outcome
from cnclctpa.reference.choices import Certainty, CountingUnit, MandateRole, Precision
from cnclctpa.reference.models import Framework, Office, Source
from evaluation.choices import TipTier
from plans.choices import Pillar, PlanProperty
from tests.content.stored import (
    assessment,
    cites,
    event,
    figure,
    law,
    organisation,
    plan,
    text_of,
    workshop,
)

COMMITTEE = "comite-national"
PRESIDENTS = ["presidence-boubacar-toure", "presidence-oumou-niare"]
MINISTERS = [
    "ministre-sanogo-aminata-malle",
    "ministre-tiena-coulibaly",
    "ministre-malick-coulibaly",
    "ministre-mamoudou-kassogue",
]
BODIES = [
    "ministere-justice",
    "ministere-maliens-exterieur",
    "ministere-femme-enfant-famille",
    "ministere-securite",
    "ministere-economie-finances",
    "ministere-affaires-religieuses",
    "inspection-du-travail",
    "ong-non-nommees",
    "unicef",
    "minusma",
    "onudc",
    "oim",
]
TIERS = {
    "Tier 1": TipTier.TIER_1,
    "Tier 2": TipTier.TIER_2,
    "Tier 2 Watch List": TipTier.WATCH_LIST,
    "Tier 3": TipTier.TIER_3,
}
PILLARS = {
    "prévention": Pillar.PREVENTION,
    "poursuite": Pillar.PROSECUTION,
    "protection": Pillar.PROTECTION,
    "partenariat": Pillar.PARTNERSHIP,
}
# How the dossier names those who took part.
NAMES = {
    "Allemagne": "allemagne",
    "Allemagne (selon une partie des textes)": "allemagne",
    "Ambassade des États-Unis (appui financier)": "ambassade-etats-unis",
    "Comité national": COMMITTEE,
    "HCDH": "hcdh",
    "HCDH/MINUSMA": "hcdh",
    "Justice": "ministere-justice",
    "Maliens de l’extérieur et Intégration africaine": "ministere-maliens-exterieur",
    "Mali": "etat-malien",
    "MINUSMA": "minusma",
    "Ministère de la Justice": "ministere-justice",
    "OIM": "oim",
    "OIM (assistance technique)": "oim",
    "ONG": "ong-non-nommees",
    "ONUDC": "onudc",
    "Pays-Bas": "pays-bas",
    "Pays-Bas (COMPASS)": "pays-bas",
    "Promotion de la Femme, de l’Enfant et de la Famille": "ministere-femme-enfant-famille",
    "Sécurité et Protection civile": "ministere-securite",
    "UNICEF": "unicef",
    "Union européenne": "union-europeenne",
    "États-Unis": "etats-unis",
}
# The purpose of a workshop in the dossier → its title here.
TOPICS = {
    "Lancement de la mise en œuvre du plan 2015-2017": "Lancement de la mise en œuvre du plan 2015-2017",
    "Formation acteurs judiciaires, inspecteurs du travail, société civile": (
        "Formation des acteurs judiciaires, des inspecteurs du travail et de la société civile"
    ),
    "Renforcement des capacités du Comité": "Renforcement des capacités du Comité",
    "Évaluation du plan triennal 2015-2017 et élaboration du plan 2018-2022": (
        "Évaluation du plan triennal 2015-2017 et élaboration du plan 2018-2022"
    ),
    "Consultation sur la révision de la loi 2012-023": "Consultation sur la révision de la loi n° 2012-023",
    "Finalisation et validation du plan 2018-2022": "Finalisation et validation du plan 2018-2022",
    "Lancement officiel du plan 2018-2022": "Lancement officiel du plan 2018-2022",
    "Validation du plan d’action annuel 2020": "Validation du plan d’action annuel 2020",
    "Validation du mécanisme national de référencement (MRN)": (
        "Validation du mécanisme national de référencement (MRN)"
    ),
    "Formation à la classification ICS-TIP": (
        "Formation à la classification ICS-TIP des données administratives sur la traite"
    ),
    "Lancement du plan 2023-2027": "Lancement du plan 2023-2027",
    "Remise du rapport annuel 2024 et 1re réunion ordinaire 2025 du Comité": (
        "Remise du rapport annuel 2024 et première réunion ordinaire de 2025 du Comité"
    ),
}
STEPS = {
    "phase préparatoire": "preparation",
    "phase d’évaluation de l’ancien plan": "evaluation",
    "phase d’élaboration": "drafting",
    "phase de validation": "validation",
}
# What is counted in the tables of TIP reports.
COUNTED = {
    "enquetes": CountingUnit.INVESTIGATION,
    "poursuites": CountingUnit.PROSECUTION,
    "condamnations": CountingUnit.CONVICTION,
    "victimes_identifiees": CountingUnit.VICTIM,
    "budget_comite": CountingUnit.XOF,
}
CERTAINTIES = {"certain": Certainty.CERTAIN, "probable (déduction)": Certainty.PROBABLE}
FIRST_TIP_YEAR = 2012
# What the dossier opposes to an article of 2023.
LEVELS = {
    2017: TipTier.TIER_3,
    2020: TipTier.WATCH_LIST,
    2021: TipTier.WATCH_LIST,
    2022: TipTier.WATCH_LIST,
    2023: TipTier.TIER_2,
    2024: TipTier.WATCH_LIST,
}


def office(slug: str) -> Office:
    return Office.objects.get(slug=slug)


def attested(slug: str, value: str) -> bool:
    """A date as the dossier writes it, to the day or to the month; `A / B` are two, `A–B` two years."""
    days = [one.on.isoformat() for one in office(slug).attestations.all() if one.on]
    wanted = value.replace("–", " / ").split(" / ")
    return all(any(day.startswith(part) for day in days) for part in wanted)


def takes_part(rank: int, name: str, involvement: Involvement) -> bool:
    return (
        workshop(rank).organisations.filter(organisation__slug=NAMES[name], involvement=involvement).exists()
    )


def supports(rank: int, name: str) -> bool:
    partner = plan(rank).partners.filter(organisation__slug=NAMES[name]).first()
    told = name.partition("(")[2].removesuffix(")")
    is_doubtful = told.startswith("selon")
    return (
        partner is not None
        and (partner.certainty == Certainty.UNCERTAIN) is is_doubtful
        and (is_doubtful or told in (partner.support_fr or ""))
    )


def statement(rank: int, about: PlanProperty, certainty: Certainty = Certainty.NOT_FOUND) -> bool:
    return plan(rank).statements.filter(about=about, certainty=certainty, is_retained=True).exists()


def step(rank: int, kind: str) -> Any:
    return plan(rank).steps.get(kind=kind)


def adopted(value: str | None, rank: int) -> bool:
    found = plan(rank)
    if value is None:
        return found.adopted_on is None and found.adopted_certainty == Certainty.NOT_FOUND
    is_month = len(value) == len("2014-12")
    expected = Precision.MONTH if is_month else Precision.DAY
    return found.adopted_on.isoformat().startswith(value) and found.adopted_precision == expected


def tip_year(rank: int) -> int:
    return FIRST_TIP_YEAR + rank


def tip_number(key: str) -> Callable[..., bool]:
    def rule(value: int | None, rank: int) -> bool:
        found = assessment(tip_year(rank)).figures.filter(
            counting_unit=COUNTED[key], certainty__in=(Certainty.CERTAIN, Certainty.PROBABLE)
        )
        return [one.value for one in found] == ([] if value is None else [value])

    return rule


def number(slug: str, *, part: str = "", words: bool = False) -> Callable[..., bool]:
    """The value of a figure, of one of its parts, or the words of its source."""

    def rule(value: Any, *ranks: int) -> bool:
        found = figure(slug)
        if words:
            return found.words_fr == value
        return (found.parts.get(label_fr=part).value if part else found.value) == value

    return rule


def year_of(*slugs: str) -> Callable[..., bool]:
    def rule(value: Any) -> bool:
        return all(
            (one.period_from.isoformat(), one.period_to.isoformat()) == PERIODS[str(value)]
            for one in map(figure, slugs)
        )

    return rule


PERIODS = {
    "2015–nov. 2017": ("2015-01-01", "2017-11-30"),
    "2017": ("2017-01-01", "2017-12-31"),
    "2018": ("2018-01-01", "2018-12-31"),
    "2023": ("2023-01-01", "2023-12-31"),
    "fév. 2023": ("2023-02-01", "2023-02-28"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2017-01-01 → 2022-10-31": ("2017-01-01", "2022-10-31"),
    "2017 → sept. 2021": ("2017-01-01", "2021-09-30"),
    "fév. 2025": ("2025-02-01", "2025-02-28"),
}
# The national data of the dossier, in its order: the figures of each entry.
NATIONAL = [
    ["enfants-secourus-2017", "personnes-poursuivies-2017"],
    ["affaires-pendantes-2015-2017", "textes-de-loi-distribues-2015-2017", "reunions-statutaires-2015-2017"],
    ["condamnations-2018"],
    ["personnes-formees-sensibilisees-2023", "victimes-2023", "dossiers-juges-2023", "personnes-jugees-2023"],
    ["condamnations-kayes-fevrier-2023"],
    [
        "victimes-2024",
        "migrants-assistes-2024",
        "dossiers-enquete-2024",
        "personnes-enquetees-2024",
        "dossiers-poursuites-2024",
        "condamnations-2024",
        "personnes-sensibilisees-2024",
        "enquetes-ouvertes-2024",
        "part-enfants-2024-50",
        "part-enfants-2024-53",
    ],
    ["victimes-oim-2017-2022"],
    ["victimes-oim-2017-2021"],
    ["arrestations-fevrier-2025"],
]
CERTAINTY_WORDS = {
    "certain": Certainty.CERTAIN,
    "probable": Certainty.PROBABLE,
    "incertain": Certainty.UNCERTAIN,
}


def national_certainty(value: str, rank: int) -> bool:
    retained = [one for one in map(figure, NATIONAL[rank]) if one.is_retained]
    return {one.certainty for one in retained} == {CERTAINTY_WORDS[value.split()[0]]}


def law_certainty(value: str, rank: int) -> bool:
    is_certain = value.startswith("certain")
    is_followed = "adoption ultérieure inconnue" not in value
    return (law(rank).certainty == Certainty.CERTAIN) is is_certain and (
        is_followed or "On n’a pas trouvé s’ils ont été adoptés depuis." in text_of(law(rank))
    )


def first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def objective(value: str, rank: int, position: int) -> bool:
    found = plan(rank).objectives.get(code=f"O{position + 1}")
    if value.startswith("systématisation"):
        return (
            found.title_fr == "Systématisation de la collecte de données"
            and "« la systématisation de la c… »" in (found.description_fr)
        )
    if value.startswith("Objectif I"):
        return value.startswith(found.title_fr) and "à la fin de mai 2021" in found.description_fr
    return first_lower(found.title_fr) == value


def axis(value: str, rank: int, position: int) -> bool:
    found = plan(rank).axes.get(position=position + 1)
    return value in (found.title_fr, found.title_fr.replace(" et ", " / "))


def dated(rank: int, value: str, place: int) -> bool:
    found = workshop(rank)
    return (found.starts_on, found.ends_on)[place].isoformat() == value


def has_acronym(value: str, rank: int) -> bool:
    text, _, used = value.partition(" (")
    found = organisation(COMMITTEE).acronyms.get(position=rank + 1)
    by = found.used_by_fr.casefold().replace(" et ", ", ").replace(" ", "").replace(",", "")
    wanted = used.removesuffix(")").casefold().replace(",", "").replace(" ", "")
    return found.text == text and wanted in by


RULES: dict[str, Callable[..., bool]] = {
    "meta.alerte_classement": lambda value: (
        "jamais cette phrase" in value and {year: assessment(year).tier for year in LEVELS} == LEVELS
    ),
    # The committee
    "comite.noms_variantes.*": has_acronym,
    "comite.creation.decret": lambda value: value.replace("n°", "n° ") in text_of(organisation(COMMITTEE)),
    "comite.creation.date": lambda value: (
        event("creation-du-comite").on.isoformat() == value
        and organisation(COMMITTEE).active_from.isoformat() == value
    ),
    "comite.creation.sources.*": lambda value, rank: (
        cites(event("creation-du-comite"), value) and cites(organisation(COMMITTEE), value)
    ),
    "comite.structures_vues.*.nom": lambda value, rank: (
        value.removesuffix(" (non nommées)").removeprefix("ONG")
        in organisation(BODIES[rank]).name_fr
        + "".join(one.text for one in organisation(BODIES[rank]).acronyms.all())
    ),
    "comite.structures_vues.*.source": lambda value, rank: cites(organisation(BODIES[rank]), value),
    "comite.structures_vues.*.statut": lambda value, rank: (
        organisation(BODIES[rank])
        .mandates.get(role=MandateRole.CITED)
        .note_fr.casefold()
        .startswith(first_lower(value.split(" au ")[0]).split(" de ")[0])
    ),
    "comite.presidence.*.nom": lambda value, rank: office(PRESIDENTS[rank]).person == value,
    "comite.presidence.*.attestations.*": lambda value, rank, place: attested(PRESIDENTS[rank], value),
    "comite.presidence.*.sources.*": lambda value, rank, place: cites(office(PRESIDENTS[rank]), value),
    "comite.presidence.*.variantes_graphie.*": lambda value, rank, place: (
        office(PRESIDENTS[rank]).spellings[place] == value
    ),
    "comite.ministres_justice.*.nom": lambda value, rank: (
        value.replace("(ou Mahamadou) ", "") == office(MINISTERS[rank]).person
        and ("Mahamadou" not in value or office(MINISTERS[rank]).spellings == ["Mahamadou Kassogué"])
    ),
    "comite.ministres_justice.*.attestation": lambda value, rank: (
        value in text_of(office(MINISTERS[rank])) or attested(MINISTERS[rank], value)
    ),
    # Plans
    "plans.*.id": lambda value, rank: f"PAN-{plan(rank).slug}" == value and plan(rank).is_published,
    "plans.*.titre": lambda value, rank: plan(rank).title_fr == value,
    "plans.*.titre_officiel_verifie": lambda value, rank: plan(rank).is_title_official is value,
    "plans.*.periode.*": lambda value, rank, place: (
        (plan(rank).starts_on.year, plan(rank).ends_on.year)[place] == value
    ),
    "plans.*.type": lambda value, rank: f"Plan {value}, de " in text_of(plan(rank)),
    "plans.*.adoption.date": adopted,
    "plans.*.adoption.organe": lambda value, rank: f"par le {value}" in step(rank, "adoption").description_fr,
    "plans.*.lancement.date": lambda value, rank: (
        plan(rank).launched_on.isoformat() == step(rank, "launch").starts_on.isoformat() == value
    ),
    "plans.*.lancement.lieu": lambda value, rank: step(rank, "launch").place_fr == value,
    "plans.*.lancement.ministre": lambda value, rank: (
        value.replace("(Mahamadou) ", "") in step(rank, "launch").description_fr
    ),
    "plans.*.lancement.preside_par": lambda value, rank: workshop(6).chair_fr.startswith(value),
    "plans.*.axes": lambda value, rank: (
        value is None
        and {one.certainty for one in plan(rank).axes.all()} == {Certainty.PROBABLE}
        and not any(one.is_wording_official for one in plan(rank).axes.all())
    ),
    "plans.*.axes.*": axis,
    "plans.*.axes_mapping_4p.*": lambda value, rank, position: (
        plan(rank).axes.get(position=position).pillar == PILLARS[value]
    ),
    "plans.*.ordre_des_axes": lambda value, rank: not plan(rank).are_axes_numbered_officially,
    "plans.*.objectifs.*": objective,
    "plans.*.budget_total_fcfa": lambda value, rank: (
        plan(rank).total_budget == value
        and (value is None or number(f"budget-plan-{plan(rank).slug}")(value))
    ),
    "plans.*.budget_comite.*.annee": lambda value, *ranks: (
        figure("dotation-comite-2017").period_to.year == value
    ),
    "plans.*.budget_comite.*.montant_fcfa": number("dotation-comite-2017"),
    "plans.*.budget_comite.*.devise": lambda value, *ranks: (
        figure("dotation-comite-2017").counting_unit == value
    ),
    "plans.*.contribution_etat_fcfa_environ": lambda value, rank: (
        number("contribution-etat-2018-2022")(value) and figure("contribution-etat-2018-2022").is_approximate
    ),
    "plans.*.budget_usd_selon_DOL": number("budget-2018-2022-dol"),
    "plans.*.budget_usd_2019_selon_DOL": number("allocation-2019-dol"),
    "plans.*.plans_annuels.*.annee": lambda value, rank, place: plan(rank).annual_plans.get().year == value,
    "plans.*.plans_annuels.*.activites": lambda value, rank, place: (
        plan(rank).annual_plans.get().number_of_activities_fr == value
    ),
    "plans.*.plans_annuels.*.axes": lambda value, rank, place: (
        plan(rank).annual_plans.get().number_of_axes == value
    ),
    "plans.*.plans_annuels.*.budget_fcfa": lambda value, rank, place: (
        plan(rank).annual_plans.get().budget == value == figure("budget-plan-annuel-2020").value
    ),
    "plans.*.plans_annuels.*.valide_le": lambda value, rank, place: (
        plan(rank).annual_plans.get().adopted_on.isoformat() == value
    ),
    "plans.*.evaluation.date": lambda value, rank: (
        value == f"{step(1, 'evaluation').starts_on}/{step(1, 'evaluation').ends_on.day}"
    ),
    "plans.*.evaluation.lieu": lambda value, rank: step(1, "evaluation").place_fr == value,
    "plans.*.evaluation.outils.*": lambda value, rank, place: value in text_of(plan(rank)),
    "plans.*.evaluation.rapport_produit": lambda value, rank: (
        (Outcome.objects.get(slug="sikasso-2018-rapport-evaluation").status == "done") is value
    ),
    "plans.*.evaluation.taux_execution": lambda value, rank: (
        value is None and statement(rank, PlanProperty.EXECUTION)
    ),
    "plans.*.partenaires.*": lambda value, rank, place: supports(rank, value),
    "plans.*.processus.*": lambda value, rank, place: (
        step(rank, STEPS[value]).position == place + 1 and step(rank, STEPS[value]).starts_on is None
    ),
    "plans.*.sources.*": lambda value, rank, place: cites(plan(rank), value),
    "partenaires_par_plan.PAN-2015-2017.*": lambda value, place: supports(0, value),
    "partenaires_par_plan.PAN-2018-2022.*": lambda value, place: supports(1, value),
    "partenaires_par_plan.PAN-2023-2027.*": lambda value, place: supports(2, value),
    # Workshops
    "ateliers.*.id": lambda value, rank: value == f"W{rank + 1}" and workshop(rank) is not None,
    "ateliers.*.date.*": lambda value, rank, place: dated(rank, value, place),
    "ateliers.*.lieu": lambda value, rank: all(
        word in workshop(rank).place_fr for word in value.replace("(", "").replace(")", "").split()
    ),
    "ateliers.*.objet": lambda value, rank: TOPICS[value] == workshop(rank).title_fr,
    "ateliers.*.sources.*": lambda value, rank, place: cites(workshop(rank), value),
    "ateliers.*.partenaires.*": lambda value, rank, place: takes_part(rank, value, Involvement.PARTNER),
    "ateliers.*.financement.*": lambda value, rank, place: takes_part(rank, value, Involvement.FUNDER),
    "ateliers.*.financement_fr.*": lambda value, rank, place: takes_part(rank, value, Involvement.FUNDER),
    "ateliers.*.financement_en_corps.*": lambda value, rank, place: (
        workshop(rank)
        .organisations.get(organisation__slug=NAMES[value], involvement=Involvement.FUNDER)
        .certainty
        == Certainty.CERTAIN
    ),
    "ateliers.*.sous_l_egide": lambda value, rank: takes_part(rank, value, Involvement.AUSPICES),
    "ateliers.*.organisateurs.*": lambda value, rank, place: takes_part(rank, value, Involvement.ORGANISER),
    "ateliers.*.presents.*": lambda value, rank, place: takes_part(rank, value, Involvement.PRESENT),
    "ateliers.*.participants_comite": lambda value, rank: (
        value == f"environ {workshop(rank).participations.get(position=1).total}"
        and workshop(rank).participations.get(position=1).is_approximate
    ),
    "ateliers.*.dont_femmes": lambda value, rank: (
        workshop(rank).participations.get(position=1).women == value
        and workshop(rank).participations.get(position=1).men is None
    ),
    "ateliers.*.representants_onudc_oim": lambda value, rank: (
        workshop(rank).participations.get(position=2).sex_not_stated == value
        and workshop(rank).participations.get(position=2).women is None
    ),
    "ateliers.*.participants": lambda value, rank: (
        workshop(rank).participations.get().words_fr == value
        and workshop(rank).participations.get().total == 50
    ),
    "ateliers.*.phases.*.jours": lambda value, rank, place: (
        value
        == "-".join(
            str((day - workshop(rank).starts_on).days + 1)
            for day in (
                workshop(rank).sessions.get(position=place + 1).starts_on,
                workshop(rank).sessions.get(position=place + 1).ends_on,
            )
        )
    ),
    "ateliers.*.outils.*": lambda value, rank, place: value in text_of(workshop(rank)),
    "ateliers.*.programme": lambda value, rank: (
        workshop(rank).frameworks.filter(title_fr__contains=value).exists()
    ),
    # TIP reports
    "tip_niveaux_par_annee.*.annee_rapport": lambda value, rank: assessment(tip_year(rank)).year == value,
    "tip_niveaux_par_annee.*.niveau": lambda value, rank: assessment(tip_year(rank)).tier == TIERS[value],
    "tip_niveaux_par_annee.*.certitude": lambda value, rank: (
        assessment(tip_year(rank)).certainty == CERTAINTIES[value]
    ),
    "tip_niveaux_par_annee.*.sources.*": lambda value, rank, place: cites(assessment(tip_year(rank)), value),
    **{f"tip_niveaux_par_annee.*.chiffres.{key}": tip_number(key) for key in COUNTED},
    "tip_niveaux_par_annee.*.chiffres.formes_ou_sensibilises": lambda value, rank: (
        value is None
        and not assessment(tip_year(rank)).figures.filter(search_text__contains="sensibilis").exists()
    ),
    "tip_niveaux_anterieurs.*.annee_rapport": lambda value, rank: assessment(2011).year == value,
    "tip_niveaux_anterieurs.*.niveau": lambda value, rank: assessment(2011).tier == TIERS[value],
    "tip_niveaux_anterieurs.*.sources.*": lambda value, rank, place: cites(assessment(2011), value),
    "echelle_tip.*.code": lambda value, rank: TIERS[value] == list(TipTier)[rank],
    # National data
    "donnees_nationales.*.annee": lambda value, rank: year_of(*NATIONAL[rank])(value),
    "donnees_nationales.*.perimetre": lambda value, rank: (
        value == "année civile" and year_of(*NATIONAL[rank])(2017)
    ),
    "donnees_nationales.*.sources.*": lambda value, rank, place: any(
        cites(figure(slug), value) for slug in NATIONAL[rank]
    ),
    "donnees_nationales.*.certitude": national_certainty,
    "donnees_nationales.*.enfants_secourus": number("enfants-secourus-2017"),
    "donnees_nationales.*.personnes_poursuivies": number("personnes-poursuivies-2017"),
    "donnees_nationales.*.affaires_pendantes": number("affaires-pendantes-2015-2017", words=True),
    "donnees_nationales.*.textes_de_loi_distribues": number("textes-de-loi-distribues-2015-2017", words=True),
    "donnees_nationales.*.reunions_statutaires": number("reunions-statutaires-2015-2017"),
    "donnees_nationales.*.condamnations": lambda value, rank: (
        figure(
            {2: "condamnations-2018", 4: "condamnations-kayes-fevrier-2023", 5: "condamnations-2024"}[rank]
        ).value
        == value
    ),
    "donnees_nationales.*.personnes_formees_et_sensibilisees": number("personnes-formees-sensibilisees-2023"),
    "donnees_nationales.*.victimes_identifiees_assistees_protegees": number("victimes-2023"),
    "donnees_nationales.*.dossiers_juges": number("dossiers-juges-2023"),
    "donnees_nationales.*.personnes_jugees": number("personnes-jugees-2023"),
    "donnees_nationales.*.juridictions.*": lambda value, rank, place: (
        value in figure("dossiers-juges-2023").scope_fr
    ),
    "donnees_nationales.*.victimes": number("victimes-2024"),
    "donnees_nationales.*.hommes": lambda value, rank: number(
        {5: "victimes-2024", 7: "victimes-oim-2017-2021"}[rank], part="hommes"
    )(value),
    "donnees_nationales.*.femmes": lambda value, rank: number(
        {5: "victimes-2024", 7: "victimes-oim-2017-2021"}[rank], part="femmes"
    )(value),
    "donnees_nationales.*.enfants": number("victimes-2024", part="enfants"),
    "donnees_nationales.*.migrants_assistes.total": number("migrants-assistes-2024"),
    "donnees_nationales.*.migrants_assistes.femmes": number("migrants-assistes-2024", part="femmes"),
    "donnees_nationales.*.migrants_assistes.hommes": number("migrants-assistes-2024", part="hommes"),
    "donnees_nationales.*.migrants_assistes.enfants": number("migrants-assistes-2024", part="enfants"),
    "donnees_nationales.*.dossiers_enquete": number("dossiers-enquete-2024"),
    "donnees_nationales.*.personnes_enquetees": number("personnes-enquetees-2024"),
    "donnees_nationales.*.personnes_enquetees_hommes": number("personnes-enquetees-2024", part="hommes"),
    "donnees_nationales.*.personnes_enquetees_femmes": number("personnes-enquetees-2024", part="femmes"),
    "donnees_nationales.*.dossiers_poursuites": number("dossiers-poursuites-2024"),
    "donnees_nationales.*.personnes_sensibilisees": number("personnes-sensibilisees-2024", words=True),
    "donnees_nationales.*.victimes_assistees_par_OIM": lambda value, rank: (
        figure({6: "victimes-oim-2017-2022", 7: "victimes-oim-2017-2021"}[rank]).value == value
    ),
    "donnees_nationales.*.arrestations": number("arrestations-fevrier-2025"),
    "donnees_nationales.*.lieu": lambda value, rank: value in figure("arrestations-fevrier-2025").scope_fr,
    # Law
    "droit.*.certitude": law_certainty,
    "droit.*.sources.*": lambda value, rank, place: cites(law(rank), value),
    # Goals
    "odd.*.indicateur": lambda value, rank: Framework.objects.filter(
        title_fr__endswith=f"indicateur {value}"
    ).exists(),
    "odd.*.fr": lambda value, rank: Framework.objects.filter(
        description_fr__startswith=f"« {value} »"
    ).exists(),
    "odd.*.cible": lambda value, rank: Framework.objects.filter(
        title_fr__contains=f"cible {value} :"
    ).exists(),
    "odd.*.gardien": lambda value, rank: Framework.objects.filter(
        description_fr__contains=f"organisme responsable : {value.split()[0]}."
    ).exists(),
    "odd_source": lambda value: (
        value.rsplit(" ", 1)[-1] in Source.objects.get(slug="odd-metadonnees").note_fr
    ),
}
