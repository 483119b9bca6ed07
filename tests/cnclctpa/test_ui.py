import re
from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from cnclctpa import stylesheet
from cnclctpa.charts.table import Column, table

CSS = settings.BASE_DIR / "static" / "css"
# Names that crispy writes for scripts and layouts; nothing hangs on their look.
UNDRESSED = re.compile(
    r"(text|email|password|number|date|url|file|clearablefile)input|textarea|select|checkboxinput|checkbox|radioselect"
    r"|requiredField|ctrlHolder|control-group|alert-block|form-group|asteriskField"
)


def render(source, language="fr", **context):
    with translation.override(language):
        return Template("{% load ui typography %}" + source).render(Context(context)).strip()


def component(name, language="fr", **context):
    with translation.override(language):
        return render_to_string(f"components/{name}.html", context)


# The style sheet


def test_style_sheet_is_the_one_its_sources_make():
    assert (CSS / "site.css").read_text(encoding="utf-8") == stylesheet.build(CSS), "run manage.py build_css"


def test_every_source_is_in_the_style_sheet():
    assert {path.stem for path in (CSS / "src").glob("*.css")} == set(stylesheet.SOURCES)


def test_build_css_writes_the_same_file_again(capsys):
    before = (CSS / "site.css").read_bytes()
    call_command("build_css")
    assert (CSS / "site.css").read_bytes() == before
    assert f"{len(before)} bytes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "compacted"),
    [
        ("/* why */ a { color : red; }", "a{color :red}"),
        ("a {\n  margin: 0 auto;\n}\nb { top: 0; }", "a{margin:0 auto}b{top:0}"),
        ("h1 { font-size: clamp(1rem, 2rem + 1vw, 3rem); }", "h1{font-size:clamp(1rem,2rem + 1vw,3rem)}"),
        (
            "@media (min-width: 58rem) { a:hover { x: y !important; } }",
            "@media (min-width:58rem){a:hover{x:y !important}}",
        ),
        ("li + li::before, a > b { x: y; }", "li + li::before,a > b{x:y}"),
    ],
)
def test_compacting_keeps_what_css_reads(written, compacted):
    assert stylesheet.compact(written) == compacted


def test_colours_are_named_only_among_the_tokens():
    named = {
        path.name: found
        for path in (CSS / "src").glob("*.css")
        if path.name not in {"tokens.css", "print.css"}
        and (found := re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", path.read_text()))
    }
    assert named == {}


def test_every_token_used_is_defined():
    css = (CSS / "site.css").read_text()
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


class EveryField(forms.Form):
    name = forms.CharField(help_text="Comme sur la pièce.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    mail = forms.EmailField()
    word = forms.CharField(widget=forms.PasswordInput)
    plan = forms.ChoiceField(choices=[("a", "A")])
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()
    proof = forms.FileField()

    def clean(self):
        raise forms.ValidationError("Rien ne va.")


@pytest.mark.parametrize("data", [None, {}])
def test_every_name_that_crispy_writes_is_dressed(data):
    html = render_crispy_form(EveryField(data))
    names = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    css = (CSS / "site.css").read_text()
    undressed = {name for name in names if f".{name}" not in css and not UNDRESSED.fullmatch(name)}
    assert undressed == set()
    assert {"form-control", "form-select", "form-check-input"} <= names


# Tags


@pytest.mark.parametrize(
    ("value", "name", "shape"),
    [
        ("prevention", "Prevention", "<circle"),
        ("protection", "Protection", "M1.4 1.4h13.2"),
        ("prosecution", "Prosecution", "M8 .8 15.8 15H.2z"),
        ("partnership", "Partnership", "M8 0l8 8-8 8-8-8z"),
    ],
)
def test_pillar_is_a_shape_and_a_name(value, name, shape):
    html = render("{% pillar value %}", "en", value=value)
    assert shape in html
    assert html.endswith(f"</svg>{name}</span>")


@pytest.mark.parametrize("value", ["", None, "other"])
def test_a_pillar_that_is_not_known_is_hatched(value):
    assert "url(#hatch)" in render("{% pillar value %}", value=value)


def test_icons_are_decorative_unless_they_have_a_label():
    assert 'aria-hidden="true"' in render('{% icon "document" %}')
    labelled = render('{% icon "late" "en retard" %}')
    assert 'role="img" aria-label="en retard"' in labelled
    assert "aria-hidden" not in labelled


def test_unknown_is_hatching_and_words():
    assert "not recorded</span>" in render("{% unknown %}", "en")
    assert "liste non publiée</span>" in render('{% unknown "liste non publiée" %}')


def test_certainty_is_a_word_and_doubt_looks_different():
    assert render('{% certainty "certain" %}', "en") == '<span class="tag">certain</span>'
    assert render('{% certainty "uncertain" %}', "en") == '<span class="tag tag-doubtful">uncertain</span>'


def content(language, **fields):
    thing = SimpleNamespace(**{"title": fields.get("title_en") or fields["title_fr"], **fields})
    return render('{% content thing "title" %}', language, thing=thing)


def test_content_says_when_an_english_page_has_only_the_french():
    french_only = content("en", title_fr="L'atelier : bilan", title_en="")
    assert french_only == (
        '<span lang="fr">L’atelier\u202f: bilan</span> <small class="in-french">(in French)</small>'
    )


def test_content_that_is_a_sign_is_of_no_language():
    assert content("en", title_fr="%", title_en="") == "%"


def test_content_in_the_language_of_the_page_has_no_mark():
    assert content("fr", title_fr="L'atelier", title_en="") == "L’atelier"
    assert content("en", title_fr="L'atelier", title_en="The workshop") == "The workshop"


def test_content_that_is_empty_is_nothing_and_markup_is_escaped():
    assert content("en", title_fr="", title_en="") == ""
    assert content("fr", title_fr="<b>gras</b>", title_en="") == "&lt;b&gt;gras&lt;/b&gt;"


def test_content_as_paragraphs_is_marked_too():
    thing = SimpleNamespace(note="Un.\n\n<i>Deux</i>.", note_fr="Un.", note_en="")
    html = render('{% content thing "note" paragraphs=True %}', "en", thing=thing)
    assert html.startswith('<div lang="fr"><p>Un.</p>\n\n<p>&lt;i&gt;Deux&lt;/i&gt;.</p></div>')
    assert "(in French)" in html


SOURCE = SimpleNamespace(
    title="Le plan lancé",
    publisher="ORTM",
    url="https://example.org/plan",
    language="fr",
    published_on=None,
    published_precision="day",
)


def test_sources_are_one_click_away_and_keep_the_visit_to_themselves():
    html = render("{% sources found %}", "en", found=[SOURCE, SimpleNamespace(**{**vars(SOURCE), "url": ""})])
    assert html.startswith('<details class="sources"><summary>2 sources</summary>')
    assert '<a href="https://example.org/plan" rel="noreferrer" hreflang="fr" lang="fr">Le plan' in html
    assert "Le plan lancé</a>, </span>ORTM" in html
    assert '<cite lang="fr">Le plan lancé</cite>, </span>ORTM' in html


def test_title_of_a_source_is_set_in_the_language_of_the_source():
    found = [SimpleNamespace(**{**vars(SOURCE), "title": "Mali : 53 % des victimes"})]
    assert ">Mali\u202f: 53\u202f% des victimes</a>" in render("{% sources found %}", "en", found=found)


def test_a_fact_without_source_shows_no_empty_button():
    assert render("{% sources found %}", found=[]) == ""


def test_lines_leave_out_those_that_are_empty():
    assert render("{% for line in text|lines %}[{{ line }}]{% endfor %}", text="Un\n\n Deux ") == "[Un][Deux]"


# Components


def test_page_head_shows_its_pillar_or_none():
    assert "edge-protection" in component("page_head", title="Axe 2", pillar="protection")
    assert component("page_head", title="Plans").count("<p") == 0


def test_facts_without_value_are_unknown_in_words():
    html = component(
        "facts",
        "en",
        facts=[
            {"term": "Budget", "value": "2,992", "note": "ORTM"},
            {"term": "Adoption", "value": ""},
            {"term": "Activities", "value": None, "words": "list not published"},
        ],
    )
    assert re.findall(r"<dd>(?:<span.*?</svg>)?([^<]+)", html) == [
        "2,992",
        "not recorded",
        "list not published",
    ]
    assert "<small>ORTM</small>" in html


def test_table_region_is_named_and_reached_by_keyboard():
    made = table(
        "Budgets", ["Plan", Column("FCFA", is_number=True)], [("2015-2017", None), ("2018-2022", "5")]
    )
    html = component("table", "en", table=made)
    assert '<div class="table-wrap" tabindex="0" role="region" aria-label="Budgets">' in html
    assert '<th scope="row">2015-2017</th><td data-l="FCFA" class="num"><span class="unknown">' in html
    assert '<td data-l="FCFA" class="num">5</td>' in html


def test_pager_keeps_what_the_address_asks():
    page = Paginator(range(30), 10).page(2)
    html = component("pager", "en", page=page, query="q=Sikasso")
    assert 'href="?q=Sikasso&amp;page=1"' in html
    assert 'href="?q=Sikasso&amp;page=3"' in html
    assert "Page 2 of 3" in html
    assert component("pager", page=Paginator(range(3), 10).page(1), query="").strip() == ""


def test_doubt_shows_every_statement_and_which_one_is_kept():
    def statement(text, *, is_retained, reason=""):
        return SimpleNamespace(
            text=text,
            text_fr=text,
            text_en="",
            reason=reason,
            reason_fr=reason,
            reason_en="",
            certainty="probable",
            is_retained=is_retained,
            sources=SimpleNamespace(all=lambda: [SOURCE]),
        )

    html = component(
        "doubt",
        "en",
        title="Axes",
        statements=[
            statement("Quatre axes", is_retained=True),
            statement("Cinq axes", is_retained=False, reason="Une seule source."),
        ],
    )
    assert (
        html.index("Quatre axes")
        < html.index(">retained<")
        < html.index("Cinq axes")
        < html.index(">not retained<")
    )
    assert "Une seule source." in html
    assert html.count("1 source<") == 2


def test_empty_state_says_what_to_do():
    html = component(
        "empty", title="Aucun atelier", text="Revenez.", address="/plans/", action="Voir les plans", level=2
    )
    assert "<h2>Aucun atelier</h2>" in html
    assert '<a class="btn" href="/plans/">Voir les plans</a>' in html


# Pages


def test_foot_of_every_page_leads_to_the_figures_the_texts_and_the_sources(client):
    foot = client.get("/en/nowhere/").content.decode().partition('<footer class="foot">')[2]
    for address in ("/en/about/figures/", "/en/about/law/", "/en/about/sources/"):
        assert f'href="{address}"' in foot


@pytest.mark.django_db
def test_a_page_of_either_language_links_to_the_same_page_in_the_other(client):
    french = client.get("/about/?a=1").content.decode()
    english = client.get("/en/about/?a=1").content.decode()
    assert '<a href="/en/about/?a=1" lang="en" hreflang="en">English</a>' in french
    assert '<a href="/about/?a=1" lang="fr" hreflang="fr">Français</a>' in english
    assert '<html lang="en">' in english


def test_a_page_that_does_not_exist_leads_to_the_home_page_of_the_other_language(client):
    html = client.get("/nulle-part/")
    assert html.status_code == 404
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in html.content.decode()


def test_error_page_speaks_the_language_of_its_address(client):
    assert "This page does not exist" in client.get("/en/nowhere/").content.decode()


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_of_failure_need_no_context_no_database_and_no_address(template):
    with translation.override("en"):
        html = render_to_string(template)
    assert "What was kept" in html
    assert "css/site.css" in html


def test_help_notice_is_absent_until_the_secretariat_writes_it(client, settings):
    assert "help-notice" not in client.get("/nulle-part/").content.decode()
    settings.HELP_NOTICE_FR = "Appelez le 116.\nAnonyme."
    assert "<p>Appelez le 116.</p><p>Anonyme.</p>" in client.get("/nulle-part/").content.decode()
    assert "<p>Appelez le 116.</p>" in client.get("/en/nowhere/").content.decode()
    settings.HELP_NOTICE_EN = "Call 116."
    assert "<p>Call 116.</p>" in client.get("/en/nowhere/").content.decode()
