"""A plan written from nothing by keyboard alone, in its matrix, then published: no mouse is touched."""

import re

import pytest

pytestmark = pytest.mark.browser

SLUG = "2033-2037"
MATRIX = f"/plans/{SLUG}/matrix/"
AXES = (
    ("Prévenir la traite", "p", ("Les communes refusent la traite", "Les médias parlent juste")),
    ("Protéger les victimes", "pro", ("Chaque victime est accueillie", "Chaque victime est orientée")),
)
ACTIVITIES = ("Former les relais", "Tenir des causeries", "Diffuser un livret")
OPEN = "tr.edit form.line-form"


def test_plan_is_written_by_keyboard_and_published(signed_in_page, tmp_path):
    page = signed_in_page
    make_the_plan(page)
    page.goto(MATRIX)
    for number, (title, pillar, objectives) in enumerate(AXES, start=1):
        write_axis(page, title, pillar)
        for place, objective in enumerate(objectives, start=1):
            code = f"{number}.{place}"
            write_objective(page, f"{number}", objective)
            write_several(page, code, "n", "activity", ACTIVITIES[: 2 if place == 2 else 3])
            write_several(
                page, code, "i", "indicator", ["Personnes touchées"] if code != "1.1" else ["A", "B"]
            )
    page.reload()
    assert page.locator("tr.axis[id]").count() == 2
    assert page.locator("tr.obj").count() == 4
    assert page.locator("tr.act").count() == 10
    assert page.locator("tr[id^=indicator]").count() == 5
    codes = page.locator("tr.act a.ed").all_inner_texts()
    assert codes == [
        f"{one}.a{n}" for one in ("1.1", "1.2", "2.1", "2.2") for n in (1, 2, 3) if n < 3 or one[2] == "1"
    ]
    move_a_line(page)
    page.screenshot(path=tmp_path / "matrix.png", full_page=True)
    publish(page)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def type_into(page, text):
    page.keyboard.type(text)


def stand_on(page, code):
    """With the key that goes to a code: the line that has it takes the focus."""
    press(page, "c")
    type_into(page, code)
    press(page, "Enter")
    page.wait_for_function("code => document.activeElement.textContent.trim() === code", arg=code)


def open_line(page, key):
    press(page, key)
    page.wait_for_selector(OPEN)
    page.wait_for_function("() => document.activeElement.matches('tr.edit input')")


def save_line(page, line):
    """Saved, and the focus is on its line."""
    press(page, "Control+Enter")
    page.wait_for_selector(OPEN, state="detached")
    page.wait_for_function("kind => document.activeElement.closest('tr')?.id.startsWith(kind)", arg=line)


def write_axis(page, title, pillar):
    open_line(page, "a")
    type_into(page, title)
    press(page, "Tab")
    type_into(page, pillar)  # a list of choices takes the one that begins so
    save_line(page, "axis-")


def write_objective(page, axis, title):
    stand_on(page, axis)
    open_line(page, "o")
    type_into(page, title)
    save_line(page, "objective-")


def write_several(page, objective, key, kind, titles):
    """One after the other: once saved, the next form is open, with the focus in its title."""
    stand_on(page, objective)
    open_line(page, key)
    before = page.locator(f"tr[id^={kind}]").count()
    for number, title in enumerate(titles, start=1):
        type_into(page, title)
        press(page, "Control+Enter")
        page.wait_for_function(
            "([kind, count]) => document.querySelectorAll(`tr[id^=${kind}]`).length === count"
            " && document.activeElement.matches('tr.edit input') && !document.activeElement.value",
            arg=[kind, before + number],
        )
    press(page, "Escape")
    page.wait_for_selector(OPEN, state="detached")
    page.wait_for_function("() => document.activeElement.matches('a.ed')")


def move_a_line(page):
    page.locator("body").focus()
    page.reload()
    stand_on(page, "1.1.a1")
    title = page.locator("tr.act th").first.inner_text()
    press(page, "Alt+ArrowDown")
    page.wait_for_function("() => document.activeElement.textContent.trim() === '1.1.a2'")
    assert page.locator("tr.act th").nth(1).inner_text() == title
    press(page, "Alt+ArrowUp")
    page.wait_for_function("() => document.activeElement.textContent.trim() === '1.1.a1'")


def make_the_plan(page):
    """By its form, with the keys alone."""
    page.goto("/plans/new/")
    page.focus("[name=title_fr]")
    type_into(page, "Plan d’action national 2033-2037")
    page.focus("[name=starts_on]")
    press(page, "Control+a")
    type_into(page, "01/01/2033")
    page.focus("[name=ends_on]")
    press(page, "Control+a")
    type_into(page, "31/12/2037")
    page.locator("[name=sources]").first.evaluate(
        "box => { box.closest('details')?.setAttribute('open', ''); }"
    )
    page.locator("[name=sources]").first.focus()
    press(page, "Space")
    page.focus("form.edit .btn-primary")
    press(page, "Enter")
    page.wait_for_load_state()
    if page.locator("[name=agreed]").count():
        page.focus("form.edit .btn-primary")
        press(page, "Enter")
    page.wait_for_url(re.compile(rf".*/plans/{SLUG}/.*"))


def publish(page):
    """From its own page, then anybody reads the plan."""
    page.goto(f"/plans/{SLUG}/publication/")
    deed = page.locator("form", has=page.locator("[name=deed][value=publish]"))
    for box in deed.locator("input[type=checkbox]").all():
        box.focus()
        press(page, "Space")
    deed.locator("button[type=submit]").focus()
    press(page, "Enter")
    page.wait_for_selector("main .messages")
    stranger = page.context.browser.new_context().new_page()
    answer = stranger.goto(page.url.split("/plans/")[0] + MATRIX)
    assert answer.status == 200
    assert stranger.locator("tr.act").count() == 10
    stranger.context.close()
