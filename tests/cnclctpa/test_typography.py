from datetime import date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa import typography

THIN = "\u202f"
WIDE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (629, "629", "629"),
        (1234567, f"1{THIN}234{THIN}567", "1,234,567"),
        (Decimal("1234.50"), f"1{THIN}234,5", "1,234.5"),
        (Decimal("2992000000.00"), f"2{THIN}992{THIN}000{THIN}000", "2,992,000,000"),
        (Decimal("1E+3"), f"1{THIN}000", "1,000"),
        (0.1, "0,1", "0.1"),
        (-12, "−12", "−12"),
        (Decimal("-0.0"), "0", "0"),
        (None, "non renseigné", "not recorded"),
    ],
)
def test_number_is_written_as_each_language_does(value, french, english):
    assert typography.number(value, "fr") == french
    assert typography.number(value, "en") == english


def test_number_rounds_half_up_and_keeps_the_decimals_asked_for():
    assert [
        typography.number(Decimal(value), "fr", decimals=0) for value in ("0.5", "1.5", "2.5", "-2.5")
    ] == [
        "1",
        "2",
        "3",
        "−3",
    ]
    assert typography.number(Decimal("2"), "fr", decimals=2) == "2,00"
    assert typography.number(2.675, "en", decimals=2) == "2.68"
    assert typography.number(Decimal("-0.04"), "fr", decimals=1) == "0,0"


def test_percent_takes_a_share_of_one():
    assert typography.percent(0.453, "fr") == f"45,3{THIN}%"
    assert typography.percent(Decimal("0.536"), "en") == "53.6%"
    assert typography.percent(Decimal("0.125"), "fr", decimals=0) == f"13{THIN}%"
    assert typography.percent(None, "fr") == "non renseigné"


def test_money_names_its_currency():
    assert typography.money(2992000000, "fr") == f"2{THIN}992{THIN}000{THIN}000{WIDE}FCFA"
    assert typography.money(2992000000, "en") == f"XOF{WIDE}2,992,000,000"
    assert typography.money(350000, "fr", currency="USD") == f"350{THIN}000{WIDE}dollars"
    assert typography.money(350000, "en", currency="USD") == f"USD{WIDE}350,000"
    assert typography.money(5, "fr", currency="CHF") == f"5{WIDE}CHF"
    assert typography.money(None, "en") == "not recorded"


def test_millions_are_short_enough_for_a_mark():
    assert typography.millions(5817000000, "fr") == f"5{THIN}817{WIDE}M"
    assert typography.millions(1572550000, "en", decimals=1) == "1,572.6M"
    assert typography.millions(None, "fr") == "non renseigné"


@pytest.mark.parametrize(
    ("precision", "french", "english"),
    [
        ("day", f"1er{WIDE}février 2019", f"1{WIDE}February 2019"),
        ("month", "février 2019", "February 2019"),
        ("year", "2019", "2019"),
    ],
)
def test_day_is_no_more_precise_than_what_is_known(precision, french, english):
    when = date(2019, 2, 1)
    assert typography.day(when, "fr", precision=precision) == french
    assert typography.day(when, "en", precision=precision) == english


def test_day_knows_the_short_months_datetimes_and_the_unknown():
    assert typography.day(date(2022, 11, 29), "fr", short=True) == f"29{WIDE}nov. 2022"
    assert typography.day(datetime(2022, 8, 21, 23, 0), "fr") == f"21{WIDE}août 2022"
    assert typography.day(None, "fr") == "non renseigné"
    assert typography.day(None, "en") == "not recorded"


@pytest.mark.parametrize(
    ("start", "end", "precision", "french", "english"),
    [
        ((2018, 3, 19), (2018, 3, 23), "day", f"19-23{WIDE}mars 2018", f"19–23{WIDE}March 2018"),
        ((2018, 3, 1), (2018, 3, 5), "day", f"1er-5{WIDE}mars 2018", f"1–5{WIDE}March 2018"),
        ((2018, 3, 19), (2018, 3, 19), "day", f"19{WIDE}mars 2018", f"19{WIDE}March 2018"),
        (
            (2022, 11, 29),
            (2022, 12, 2),
            "day",
            f"29{WIDE}nov. – 2{WIDE}déc. 2022",
            f"29{WIDE}Nov – 2{WIDE}Dec 2022",
        ),
        (
            (2021, 12, 30),
            (2022, 1, 2),
            "day",
            f"30{WIDE}décembre 2021 – 2{WIDE}janvier 2022",
            f"30{WIDE}December 2021 – 2{WIDE}January 2022",
        ),
        ((2018, 3, 1), (2018, 6, 30), "month", "mars-juin 2018", "March–June 2018"),
        ((2018, 3, 1), (2018, 3, 31), "month", "mars 2018", "March 2018"),
        (
            (2017, 12, 1),
            (2018, 2, 1),
            "month",
            "décembre 2017 – février 2018",
            "December 2017 – February 2018",
        ),
        ((2018, 1, 1), (2022, 12, 31), "year", "2018-2022", "2018-2022"),
        ((2018, 1, 1), (2018, 12, 31), "year", "2018", "2018"),
    ],
)
def test_period_says_what_both_dates_share_only_once(start, end, precision, french, english):
    assert typography.period(date(*start), date(*end), "fr", precision=precision) == french
    assert typography.period(date(*start), date(*end), "en", precision=precision) == english


def test_period_with_one_end_is_that_day_and_without_any_is_unknown():
    assert typography.period(date(2018, 3, 19), None, "fr") == f"19{WIDE}mars 2018"
    assert typography.period(None, date(2018, 3, 19), "fr") == f"19{WIDE}mars 2018"
    assert typography.period(None, None, "en") == "not recorded"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'Essor", "L’Essor"),
        ("environ 25 membres ; 5 femmes", f"environ 25 membres{THIN}; 5 femmes"),
        ("Sources : deux", f"Sources{THIN}: deux"),
        ("Pourquoi?", f"Pourquoi{THIN}?"),
        ('dit "plus de 36 000"', f"dit «{THIN}plus de 36{THIN}000{THIN}»"),
        ("« catégorie III »", f"«{THIN}catégorie{WIDE}III{THIN}»"),
        ("la catégorie 3, articles 4 et 5", f"la catégorie{WIDE}3, articles{WIDE}4 et 5"),
        ("les catégories Inconnue", "les catégories Inconnue"),
        ("le 1ᵉʳ mars, la 1ʳᵉ fois", f"le 1er{WIDE}mars, la 1re fois"),
        ("53 % des victimes, 50% ailleurs", f"53{THIN}% des victimes, 50{THIN}% ailleurs"),
        ("5 817 000 000 FCFA", f"5{THIN}817{THIN}000{THIN}000{WIDE}FCFA"),
        ("le 1er février 2019", f"le 1er{WIDE}février 2019"),
        ("le 19 mars 2018", f"le 19{WIDE}mars 2018"),
        ("décret n°2011-036", f"décret n°{WIDE}2011-036"),
        ("Bamako - Sikasso...", "Bamako – Sikasso…"),
        ("en 2024 629 victimes", "en 2024 629 victimes"),
        ("https://example.org/?a=1:2", "https://example.org/?a=1:2"),
        ("à 10:30", "à 10:30"),
        ("Vraiment ?!", f"Vraiment{THIN}?!"),
    ],
)
def test_typeset_gives_french_text_what_a_keyboard_does_not(typed, printed):
    assert typography.typeset(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('It\'s "open": really?', "It’s “open”: really?"),
        (f"2023{THIN}: women, 53{THIN}% ; men 47 %", "2023: women, 53%; men 47%"),
        ("the level was Tier 3", f"the level was Tier{WIDE}3"),
        ("https://example.org/?a=1 :2", "https://example.org/?a=1 :2"),
    ],
)
def test_typeset_gives_english_its_quotes_and_its_own_spaces(typed, printed):
    assert typography.typeset(typed, "en") == printed


@pytest.mark.parametrize("whole", ["2015-2017", "2011-036/PM-RM", "036/PM-RM", "ML-BKO", "19–23", "Tier 3"])
def test_unbroken_keeps_periods_and_references_on_one_line_as_they_are_written(whole):
    kept = f'<span class="whole">{whole}</span>'
    assert typography.unbroken(f"<p>le {whole}, puis</p>") == f"<p>le {kept}, puis</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/plans/2015-2017/" title="2015-2017">peut-être</a>',
        "<title>2015-2017</title>",
        "<svg><svg></svg><text>2015-2017</text></svg>",
        "<option>2015-2017</option><textarea>2015-2017</textarea>",
        "<!-- 2015-2017 -->",
        "https://example.org/2015-2017/a-b",
        "A-t-on lu, au 12-avril",
    ],
)
def test_unbroken_leaves_attributes_drawings_and_plain_hyphens(html):
    assert typography.unbroken(html) == html


@given(st.text(alphabet=" aL1er2'\"«»;:!?%…-.°nN\u202f\u00a0€0", max_size=40))
def test_typeset_twice_changes_nothing_more(text):
    once = typography.typeset(text, "fr")
    assert typography.typeset(once, "fr") == once


@pytest.mark.parametrize(
    ("source", "french", "english"),
    [
        ("{{ n|number }}", f"5{THIN}461", "5,461"),
        ("{{ n|number:1 }}", f"5{THIN}461,0", "5,461.0"),
        ("{{ share|percent:0 }}", f"45{THIN}%", "45%"),
        ("{{ n|money }}", f"5{THIN}461{WIDE}FCFA", f"XOF{WIDE}5,461"),
        ('{{ n|money:"USD" }}', f"5{THIN}461{WIDE}dollars", f"USD{WIDE}5,461"),
        ("{{ big|millions }}", f"5{THIN}817{WIDE}M", "5,817M"),
        ('{{ start|day:"month" }}', "mars 2018", "March 2018"),
        ("{{ end|short_day }}", f"2{WIDE}avr. 2018", f"2{WIDE}Apr 2018"),
        ("{{ start|until:end }}", f"19{WIDE}mars – 2{WIDE}avr. 2018", f"19{WIDE}Mar – 2{WIDE}Apr 2018"),
        ('{% period start end precision="year" %}', "2018", "2018"),
        ("{{ text|typeset }}", "L’un &amp; l’autre", "L’un &amp; l’autre"),
        ('{{ title|typeset:"fr" }}', f"Mali{THIN}: 53{THIN}%", f"Mali{THIN}: 53{THIN}%"),
        (
            "{% unbroken %}{{ law }}{% endunbroken %}",
            'n° <span class="whole">2012-023</span>',
            'n° <span class="whole">2012-023</span>',
        ),
        ("{{ none|day }}", "non renseigné", "not recorded"),
    ],
)
def test_filters_follow_the_language_of_the_page(source, french, english):
    context = Context(
        {
            "n": 5461,
            "big": 5817000000,
            "share": Decimal("0.4529"),
            "start": date(2018, 3, 19),
            "end": date(2018, 4, 2),
            "text": "L'un & l'autre",
            "title": "Mali : 53 %",
            "law": "n° 2012-023",
            "none": None,
        }
    )
    template = Template("{% load typography %}" + source)
    with translation.override("fr"):
        assert template.render(context) == french
    with translation.override("en"):
        assert template.render(context) == english
