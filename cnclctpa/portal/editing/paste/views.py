"""The page where lines are pasted, and the one that shows what will be made of them before it is."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

import plans.converters  # noqa: F401  the converters that addresses are written with
from cnclctpa.forms.fields import DayField
from cnclctpa.forms.pasted import MOST_BYTES, MOST_LINES, TooMuchError
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.paste.columns import LABELS, LEAD, SERVES, TITLE
from cnclctpa.portal.editing.paste.knowledge import Knowledge, knowledge_of
from cnclctpa.portal.editing.paste.making import make
from cnclctpa.portal.editing.paste.reading import Cell, Line, Read, read, understand
from cnclctpa.portal.editing.plans import is_open
from cnclctpa.portal.editing.undo import undoable
from cnclctpa.work.once import key_of, new_key, once
from plans.choices import PlanStatus
from plans.models import Plan, Result

#: Different words for unknown organisations that are asked about: the others are mended in their cells.
MOST_ASKED = 30
#: What the button of a page asks for.
READ, CHECK, MAKE = "read", "check", "make"


class UnderForm(forms.Form):
    """What the pasted lines serve that do not say it, and since when they count."""

    under = forms.ChoiceField(
        label=gettext_lazy("What these activities serve"),
        required=False,
        help_text=gettext_lazy("For the lines that do not say it themselves."),
    )
    added_on = DayField(label=gettext_lazy("Added to the plan on"))

    def __init__(self, *args, known: Knowledge, **options):
        super().__init__(*args, **options)
        told = [
            (code, f"\u2003↳ {one}" if isinstance(one, Result) else str(one))
            for code, one in known.serves.items()
        ]
        self.fields["under"].choices = [("", _("Choose…")), *told]  # type: ignore[attr-defined]
        if known.plan.status == PlanStatus.DRAFT:
            del self.fields["added_on"]


@dataclass
class Wording:
    """Words that name no organisation, the lines that have them, and the near names."""

    place: int
    words: str
    count: int
    near: list[tuple[int, str]]
    chosen: str = ""


@dataclass
class Preview:
    """What the page shows of the lines: what will be made, what is wrong, what is left out."""

    lines: list[Line]
    names: tuple[str, ...]
    ignored: list[str] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)

    @property
    def made(self) -> list[Line]:
        return [line for line in self.lines if line.is_made]

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.is_wrong]

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if not line.is_made]

    @property
    def headings(self) -> list[str]:
        return [str(LABELS[name]) for name in self.names]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request, plan):
    of = plan_of(request.user, plan)
    if not request.user.has_perm(EDIT, of):
        raise PermissionDenied
    known = knowledge_of(of)
    step = request.POST.get("step", "")
    if request.method != "POST" or step not in (READ, CHECK, MAKE):
        return show_box(request, known)
    if step == READ:
        return show_what_was_read(request, known)
    if step == CHECK:
        return show_preview(request, known, typed_preview(request, known))
    return once(request, lambda: carry_out(request, known))


def asked_under(request, known: Knowledge) -> str:
    """What the address, or the form, says that the lines serve."""
    names = ("under",) if request.method == "POST" else ("result", "objective")
    asked = next(filter(None, (request.POST.get(name) or request.GET.get(name) for name in names)), "")
    return asked if asked in known.serves else ""


def show_box(request, known: Knowledge, *, refusal: str = ""):
    today = f"{timezone.localdate():%d/%m/%Y}"
    under = UnderForm(initial={"under": asked_under(request, known), "added_on": today}, known=known)
    context = {"text": request.POST.get("text", ""), "refusal": refusal or closed(known), "under": under}
    return render(request, "portal/editing/paste.html", context | about(known.plan))


def closed(known: Knowledge) -> str:
    """Why no line can be pasted into this plan now; empty when some can."""
    if not is_open(known.plan):
        return _("This plan is over: nothing is added to it any more.")
    if not known.serves:
        return _(
            "This plan has no objective yet: add one in its matrix first, which the activities will serve."
        )
    return ""


def about(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "is_demonstration": plan.is_demonstration,
        "back": reverse("portal:plan-matrix", args=[plan.slug]),
        "most_lines": MOST_LINES,
    }


def show_what_was_read(request, known: Knowledge):
    text = request.POST.get("text", "")
    try:
        found = read(text, known)
    except TooMuchError as refused:
        return show_box(request, known, refusal=too_much(refused))
    if not found.lines:
        return show_box(request, known, refusal=_("There is no line to read: paste some in the box."))
    return show_preview(request, known, preview_of(request, known, found, is_new=True))


def too_much(refused: TooMuchError) -> str:
    if refused.lines:
        return _("%(count)d lines were pasted: at most %(most)d are read at once. Paste them in parts.") % {
            "count": refused.lines,
            "most": MOST_LINES,
        }
    return _("This is %(size)d kB of text: at most %(most)d are read at once. Paste it in parts.") % {
        "size": refused.size // 1000,
        "most": MOST_BYTES // 1000,
    }


def typed_preview(request, known: Knowledge) -> Preview:
    """As the page sends the lines back, mended."""
    typed = request.POST
    names = tuple(name for name in LABELS if name in typed.getlist("name"))
    places = range(min(whole(typed.get("count", "")), MOST_LINES + 1))
    lines = [
        Line(
            whole(typed.get(f"{place}-number", "")) or place + 1,
            {name: Cell(name, typed.get(f"{place}-{name}", "")) for name in names},
            is_made=f"{place}-make" in typed,
            why="" if f"{place}-make" in typed else _("unticked"),
        )
        for place in places
        if f"{place}-{TITLE}" in typed
    ]
    choose_leads(typed, lines, known)
    found = Read(names, lines, [one[:200] for one in typed.getlist("ignored")])
    return preview_of(request, known, found, is_new=False)


def whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def choose_leads(typed, lines: list[Line], known: Knowledge) -> None:
    """What was chosen once for words is meant by every line that has them."""
    chosen = {}
    for place in range(MOST_ASKED):
        key = whole_key(typed.get(f"organisation-{place}", ""))
        if key in known.organisations:
            chosen[typed.get(f"words-{place}", "")] = str(known.organisations[key])
    for line in lines:
        cell = line.cells.get(LEAD)
        if cell and cell.text in chosen:
            cell.text = chosen[cell.text]


def whole_key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def preview_of(request, known: Knowledge, found: Read, *, is_new: bool) -> Preview:
    understand(found.lines, known, under=asked_under(request, known), is_new=is_new)
    names = found.names
    if SERVES not in names and any(SERVES in line.cells for line in found.lines):
        names = tuple(name for name in LABELS if name in names or name == SERVES)
    for line in found.lines:
        line.cells = {name: line.cells.get(name, Cell(name, "")) for name in names}
    return Preview(found.lines, names, found.ignored, wordings_of(found.lines, known))


def wordings_of(lines: list[Line], known: Knowledge) -> list[Wording]:
    counts: dict[str, int] = {}
    for line in lines:
        cell = line.cells[LEAD] if LEAD in line.cells else Cell(LEAD, "")
        if line.is_made and LEAD not in line.values and cell.text:
            counts[cell.text] = counts.get(cell.text, 0) + 1
    asked = list(counts.items())[:MOST_ASKED]
    return [
        Wording(place, words, count, known.leads.near(words)) for place, (words, count) in enumerate(asked)
    ]


def show_preview(request, known: Knowledge, preview: Preview):
    under = UnderForm(request.POST, known=known)
    under.is_valid()
    context = {
        "preview": preview,
        "under": under,
        "organisations": sorted(map(str, known.organisations.values())),
        "codes": list(known.serves.items()),
        "form_key": request.POST.get("form_key") if key_of(request) else new_key(),
    }
    return render(request, "portal/editing/paste_preview.html", context | about(known.plan))


def carry_out(request, known: Knowledge):
    preview = typed_preview(request, known)
    under = UnderForm(request.POST, known=known)
    if preview.wrong or not preview.made or not under.is_valid():
        return show_preview(request, known, preview)
    count = len(preview.made)
    sentence = ngettext(
        "One activity has been added from pasted lines.",
        "%(count)d activities have been added from pasted lines.",
        count,
    ) % {"count": count}
    with undoable(request.user, known.plan, sentence):
        added_on = under.cleaned_data.get("added_on")
        made = make(preview.made, known, added_on=added_on, by=request.user)
    if not made:
        return show_preview(request, known, preview)
    messages.success(request, sentence)
    return redirect(reverse("portal:plan-matrix", args=[known.plan.slug]))


urlpatterns = [path("plans/<plan:plan>/matrix/paste/", paste, name="matrix-paste")]
