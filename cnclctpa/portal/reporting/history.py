"""The history of an object as its page shows it: a sentence, the changes of one page, what narrows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.audit.history import Change, masked_in, nothing_masked, told
from cnclctpa.audit.models import Entry
from cnclctpa.folding import fold
from plans.readers import Reader

from .history_parts import entries_about

#: Changes on one page.
PAGE = 50
ACTIONS = {
    "created": Entry.Action.CREATE,
    "changed": Entry.Action.UPDATE,
    "removed": Entry.Action.DELETE,
}


@dataclass(frozen=True)
class Counted:
    """So many entries of one action about one kind of object."""

    did: str
    kind: str
    of: str
    count: int


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list, or to widen it again when it is the current one."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Filter:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class History:
    title: str
    changes: list[Change]
    page: Page
    filters: tuple[Filter, ...]
    is_narrowed: bool
    is_masked: bool
    query: str


def report_on(row: Model, parts: tuple[str, ...], *, reader: Reader, asked: Mapping[str, str]) -> History:
    entries = entries_about(row, parts)
    counts = counted(entries)
    kept = {name: asked[name] for name in ("did", "of") if asked.get(name) in told_apart(counts, name)}
    page = Paginator(narrowed(entries, kept), PAGE).get_page(asked.get("page"))
    changes = told(list(page), mask=nothing_masked if reader.reads_every_count else masked_in)
    return History(
        title=title(sum(one.count for one in counts), entries),
        changes=changes,
        page=page,
        filters=filters(counts, kept),
        is_narrowed=bool(kept),
        is_masked=any(difference.is_masked for change in changes for difference in change.differences),
        query=urlencode(kept),
    )


def counted(entries: QuerySet) -> list[Counted]:
    rows = entries.order_by().values_list("content_type", "action").annotate(count=Count("pk"))
    actions = {action: name for name, action in ACTIONS.items()}
    return sorted(
        (Counted(actions[action], *words_of(kind), count) for kind, action, count in rows),
        key=lambda one: fold(one.kind),
    )


def words_of(kind: int) -> tuple[str, str]:
    """A kind of object in words, and in an address."""
    content_type = ContentType.objects.get_for_id(kind)
    model = content_type.model_class()
    return str(model._meta.verbose_name if model else content_type.model), content_type.model


def told_apart(counts: list[Counted], name: str) -> set[str]:
    return {getattr(one, name) for one in counts}


def narrowed(entries: QuerySet, kept: Mapping[str, str]) -> QuerySet:
    if "did" in kept:
        entries = entries.filter(action=ACTIONS[kept["did"]])
    if "of" in kept:
        entries = entries.filter(content_type__model=kept["of"])
    return entries


def filters(counts: list[Counted], kept: Mapping[str, str]) -> tuple[Filter, ...]:
    """Those that have something to tell apart; the counts of each are under the other."""
    deeds = {"created": _("additions"), "changed": _("changes"), "removed": _("removals")}
    kinds = {one.of: one.kind for one in counts}
    several = (("did", _("What was done"), deeds), ("of", _("To what"), kinds))
    made = (Filter(label, tuple(choices(name, words, counts, kept))) for name, label, words in several)
    return tuple(one for one in made if len(one.choices) > 1)


def choices(
    name: str, words: Mapping[str, str], counts: list[Counted], kept: Mapping[str, str]
) -> Iterator[Choice]:
    others = {key: value for key, value in kept.items() if key != name}
    under = [one for one in counts if all(getattr(one, key) == value for key, value in others.items())]
    for value, label in words.items():
        count = sum(one.count for one in under if getattr(one, name) == value)
        is_current = kept.get(name) == value
        if count or is_current:
            yield Choice(
                label, count, urlencode(others if is_current else {**others, name: value}), is_current
            )


def title(count: int, entries: QuerySet) -> str:
    """How often it changed, when last and by whom."""
    latest = entries.first()
    if latest is None:
        return _("Nothing is written in the trail of this object")
    day = typography.day(localdate(latest.timestamp), get_language() or "fr")
    sentence = ngettext(
        "%(count)s change, made on %(day)s by %(who)s",
        "%(count)s changes, the latest on %(day)s by %(who)s",
        count,
    )
    return sentence % {"count": count, "day": day, "who": told([latest])[0].who}
