"""The page that says what the figures mean: what it computes is what a colleague finds by hand."""

import ast
import gzip
import operator
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import translation

from activities.schedule import Timeliness
from cnclctpa.portal.reporting.method import report_on_method
from tests.portal.reading import as_written, plain, shown, source

pytestmark = pytest.mark.django_db

ADDRESS = "/about/method/"
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["fr", "en"])

# Other pages lead to these.
ANCHORS = """unknown percentages day progress expected dates timeliness late silent roll-up curve
indicators not-computable targets aggregation ratios breaks indicators-together
money gap execution currencies small-numbers readers publication past-day""".split()

# Each line of each example, with the operation that gives it, as worked out with a pencil.
BY_HAND = {
    "share_reported": ["5", "16", "5 ÷ 16 = 31,25 %", "31,3 %"],
    "milestones": ["1", "1", "2", "(1 + 1) ÷ (1 + 1 + 2) = 50 %", "2 ÷ 3 = 66,7 %"],
    "reports": ["20 %", "45 %", "non renseigné", "20 %", "45 %"],
    "expected_share": [
        "365",
        "31 + 28 + 31 + 30 + 31 + 30 = 181",
        "181 ÷ 365 = 49,6 %",
        "0 ÷ 365 = 0 %",
        "364 ÷ 365 = 99,7 %",
        "365 ÷ 365 = 100 %",
    ],
    "dates": [
        "31 décembre 2025",
        "31 mars 2026",
        "0",
        "31 + 28 + 31 = 90",
        "365 ÷ 365 = 100 %",
        "365 ÷ (365 + 90) = 80,2 %",
    ],
    "due_day": ["30 juin 2025", "dans les temps", "en retard"],
    "ten_points": [
        "49,6 %",
        "49,6 − 40 = 9,6",
        "dans les temps",
        "49,6 − 39 = 10,6",
        "en deçà de l’attendu",
    ],
    "silence": [
        "1er janv. – 30 juin 2025",
        "silencieuse",
        "non silencieuse",
        "non silencieuse",
        "non silencieuse",
    ],
    "mean_of_progress": [
        "90 %",
        "30 %",
        "non renseigné",
        "exclue",
        "exclue",
        "(1 × 90 % + 2 × 30 % + 1 × 0 %) ÷ (1 + 2 + 1) = 37,5 %",
        "(1 × 90 % + 2 × 30 %) ÷ (1 + 2) = 50 %",
        "2 sur 3",
        "1",
        "1",
    ],
    "expected_together": [
        "181 ÷ 365 = 49,6 %",
        "181 ÷ 730 = 24,8 %",
        "sans dates",
        "(1 × 49,6 % + 2 × 24,8 %) ÷ (1 + 2) = 33,1 %",
        "1",
    ],
    "counted_by_state": ["1", "1", "2", "1 + 1 + 2 = 4"],
    "counted_by_region": ["1", "1", "2", "2"],
    "rising": ["20", "60", "50", "(50 − 20) ÷ (60 − 20) = 75 %"],
    "falling": [
        "80",
        "40",
        "(60 − 80) ÷ (40 − 80) = 50 %",
        "(100 − 80) ÷ (40 − 80) = −50 %",
        "0 %",
        "(30 − 80) ÷ (40 − 80) = 125 %",
        "100 %",
    ],
    "special_cases": [*["non calculable"] * 4, "100 %", "0 %", "100 %", "0 %"],
    "cumulative": [
        "20",
        "40",
        "60",
        "35",
        "(35 − 20) ÷ (40 − 20) = 75 %",
        "(35 − 20) ÷ (60 − 20) = 37,5 %",
    ],
    "yearly": [
        "100",
        "90",
        "80",
        "80 ÷ 100 = 80 %",
        "(90 + 80) ÷ (100 + 100) = 85 %",
        "(90 + 80) ÷ (100 + 100 + 100) = 56,7 %",
    ],
    "periods": [
        "10",
        "30",
        "5",
        "25",
        "25",
        "10 + 30 + 5 + 25 = 70",
        "(10 + 30 + 5 + 25) ÷ 4 = 17,5",
        "30",
    ],
    "places": ["30", "50", "30 + 50 = 80", "(30 + 50) ÷ 2 = 40", "non calculable"],
    "ratios": ["30 ÷ 40 = 75 %", "10 ÷ 60 = 16,7 %", "(30 + 10) ÷ (40 + 60) = 40 %", "non calculable"],
    "mean_of_rates": [
        "75 %",
        "100 %",
        "0 %",
        "non calculable",
        "(75 % + 100 % + 0 %) ÷ 3 = 58,3 %",
        "3 sur 4 renseignés",
    ],
    "execution": [
        "150",
        "90",
        "45",
        "45 ÷ 150 = 30 %",
        "45 ÷ 90 = 50 %",
        "non calculable",
        "30 − 15 = 15",
        "30 − 20 = 10",
    ],
    "currencies": [
        "655,957",
        "100,50 × 655,957 = 65 924",
        "20,25 × 655,957 = 13 283",
        "65 924 + 13 283 = 79 207",
    ],
    "bands": [
        "moins de 11",
        "moins de 11",
        "de 11 à 24",
        "de 11 à 24",
        "environ 30",
        "environ 30",
        "environ 40",
    ],
    "parts_and_total": ["28", "13", "28 + 13 = 41", "environ 30", "de 11 à 24", "environ 40"],
    "percentages": ["environ 50", "environ 60", "environ 30", "50 ÷ 60 = 83 %", "non calculable"],
    "breakdowns": ["ventilation non publiée", "environ 30 · moins de 11"],
    "put_together": [
        "11",
        "11",
        "11",
        "1",
        "34 − 3 × 11 = 1",
        "de 11 à 24",
        "de 11 à 24",
        "de 11 à 24",
    ],
    "past_day": ["dès l’origine", "1er mars 2025", "1er juin 2025", "2", "3", "3", "2", "20 %"],
}


def report(language: str):
    with translation.override(language):
        return report_on_method()


def lines(example) -> list:
    return [*example.given, *example.found]


def written(line) -> str:
    value = plain(line.absent if line.value is None else line.value).replace("\u00a0", " ")
    return f"{plain(line.how)} = {value}" if line.how else value


def test_every_example_is_worked_out_by_hand():
    found = {name: [written(line) for line in lines(one)] for name, one in report("fr").examples.items()}
    assert found == BY_HAND


OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def worked_out(node: ast.expr) -> Decimal:
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](worked_out(node.left), worked_out(node.right))
    if isinstance(node, ast.UnaryOp):
        return -worked_out(node.operand)
    return Decimal(str(node.value))


def figure(text: str, language: str) -> str:
    """A written figure or operation, as Python reads it."""
    decimal, thousands = (",", "\u202f") if language == "fr" else (".", ",")
    text = re.sub(r"\u202f?%", "%", text).replace(thousands, "").replace(decimal, ".")
    text = text.replace("−", "-").replace("×", "*").replace("÷", "/")
    return re.sub(r"([\d.]+)%", r"(\1/100)", text)


@EVERY_LANGUAGE
def test_every_operation_written_gives_the_number_beside_it(language):
    checked = 0
    for line in (line for one in report(language).examples.values() for line in lines(one) if line.how):
        exact = worked_out(ast.parse(figure(line.how, language), mode="eval").body)
        shown_value = line.value.removesuffix("%").removesuffix("\u202f")
        if line.value.endswith("%"):
            exact *= 100
        told = Decimal(figure(shown_value, language))
        assert exact.quantize(told, ROUND_HALF_UP) == told, line
        checked += 1
    assert checked == 46


@EVERY_LANGUAGE
def test_page_shows_every_line_of_every_example(client, language):
    page = shown(client, ADDRESS if language == "fr" else f"/en{ADDRESS}")
    for example in report(language).examples.values():
        told = [
            (line.words, line.how, line.absent if line.value is None else line.value)
            for line in lines(example)
        ]
        words = [example.title, *(part for one in told for part in one if part)]
        assert plain(" ".join(words)) in page


def test_states_come_in_the_order_of_their_rules_and_examples_are_in_them(client):
    states = report("fr").states
    assert [state.timeliness for state in states] == list(Timeliness)
    page = shown(client, ADDRESS)
    names = [
        "Abandonnée",
        "Achevée",
        "Achevée en retard",
        "Non réalisée",
        "Sans dates",
        "À venir",
        "En retard",
        "Suspendue",
        "Sans rapport",
        "Démarrage tardif",
        "En deçà de l’attendu",
        "Dans les temps",
    ]
    rows = [
        plain(f"{rank} {name} {state.rule} {state.situation}").casefold()
        for rank, (name, state) in enumerate(zip(names, states, strict=True), start=1)
    ]
    assert [row for row in rows if row not in page.casefold()] == []


def test_situations_of_states_say_the_facts_that_were_computed():
    told = [plain(state.situation).replace("\u00a0", " ") for state in report("fr").states]
    assert told == [
        "Abandonnée le 15 mai, à 60 %.",
        "Échéance le 31 mai, achevée le 20 mai.",
        "Échéance le 31 mai, reportée au 30 juin, achevée le 20 juin.",
        "À 40 %, dans un plan terminé le 30 juin.",
        "Commence le 1er janvier, sans date de fin.",
        "Commence le 1er juillet.",
        "Échéance le 30 juin, à 90 %.",
        "Suspendue le 10 juin, à 50 %.",
        "Devait commencer le 1er janvier ; aucun rapport.",
        "Devait commencer le 1er janvier ; rapport au 31 mars : « non commencée ».",
        "À 30 % ; 49,6 % attendus.",
        "À 45 % ; 49,6 % attendus.",
    ]


def cells(table) -> list[list[str]]:
    return [[plain(row.name), *(plain(cell.text) for cell in row.cells)] for row in table.rows]


def test_curve_by_quarter_is_worked_out_by_hand():
    # Days over: 89, 180, 272 and 364, of 365; of 455 from the decision of 15 May.
    assert cells(report("fr").quarters) == [
        ["31 mars 2025", "24,4 %", "24,4 %", "20 %"],
        ["30 juin 2025", "49,3 %", "39,6 %", "40 %"],
        ["30 septembre 2025", "74,5 %", "59,8 %", "à venir"],
        ["31 décembre 2025", "99,7 %", "80 %", "à venir"],
    ]


def test_gaps_are_added_line_by_line(client):
    assert cells(report("fr").gaps) == [
        ["2025", "100", "60", "40"],
        ["2026", "50", "90", "0"],
        ["Les deux années", "150", "150", "40"],
    ]
    assert "Les deux années 150 150 40" in shown(client, ADDRESS)


@EVERY_LANGUAGE
def test_every_anchor_is_there_once_and_every_link_inside_leads_to_one(client, language):
    page = source(client, ADDRESS if language == "fr" else f"/en{ADDRESS}")
    found = re.findall(r'\bid="([^"]+)"', page)
    assert [anchor for anchor in ANCHORS if found.count(anchor) != 1] == []
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(found) == set()


def test_english_page_is_wholly_english(client):
    main = source(client, f"/en{ADDRESS}").partition("<main")[2].partition("</main>")[0]
    assert 'lang="fr"' not in main
    text = plain(re.sub(r"<[^>]+>", " ", main))
    assert re.findall(r"[àâçèêëîïôùû«»]|\b(?:le|les|des|une|du|aux|pour|avec)\b", text) == []
    assert "Expected on 1 July 2025 181 ÷ 365 49.6%" in text
    assert "20.25 × 655.957 13,283" in text


def test_page_warns_that_its_examples_are_made_up(client):
    assert "Les exemples sont inventés ; ils ne disent rien du Mali." in shown(client, ADDRESS)


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_every_page_leads_to_the_method(client, address):
    footer = as_written(client.get(address).content.decode()).partition("<footer")[2]
    assert f'href="{address}about/method/"' in footer


def test_method_stands_among_the_pages_about_the_site(client):
    assert '<a href="/about/method/" aria-current="page">Méthode</a>' in source(client, ADDRESS)


def test_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(ADDRESS)


@EVERY_LANGUAGE
def test_page_is_light(client, language):
    page = client.get(ADDRESS if language == "fr" else f"/en{ADDRESS}").content
    assert len(gzip.compress(page, compresslevel=6)) <= 14_000
