"""The trail as people read it: who did what, when, from which value to which, why, and by which way."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils import formats
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import Truncator, capfirst
from django.utils.timezone import is_naive, localtime, make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.forms.fields import is_year

from .masking import NOTHING, masked_in, model_of
from .models import Entry, EntryQuerySet
from .verbs import in_words

#: Which fields each entry (by its key) must not tell; those left out tell everything.
Mask = Callable[[Iterable[Entry]], Mapping[int, frozenset[str]]]

#: What tells nobody anything; what is frozen is told by its digest.
NOT_TOLD = ("id", "password", "token_digest", "content")
#: A text longer than that is told by its beginning.
LONGEST = 1000

#: A day or an instant.
Moment = TypeVar("Moment", bound=date)


@dataclass(frozen=True)
class Difference:
    """From which value to which; ``is_masked`` when the reader is not told either."""

    label: str
    before: str
    after: str
    is_masked: bool = False


@dataclass(frozen=True)
class Change:
    """One entry of the trail. ``kind`` and ``name`` say of what, ``key`` its number, even once it is gone."""

    position: int
    at: datetime
    who: str
    did: str
    kind: str
    name: str
    key: str
    reason: str
    way: str
    differences: tuple[Difference, ...]


def nothing_masked(entries: Iterable[Entry]) -> Mapping[int, frozenset[str]]:
    """For those who read every exact count."""
    return {}


def entries_of(*rows: models.Model) -> EntryQuerySet:
    """The entries about these rows, the latest first, to be paged."""
    several: dict[ContentType, list[str]] = defaultdict(list)
    for row in rows:
        several[ContentType.objects.get_for_model(row)].append(str(row.pk))
    asked = models.Q(pk__in=[])
    for kind, keys in several.items():
        asked |= models.Q(content_type=kind, object_pk__in=keys)
    return Entry.objects.filter(asked).select_related("actor").order_by("-position")


def changes_of(*rows: models.Model, mask: Mask = masked_in) -> list[Change]:
    """All that was done to these rows, the latest first; protected counts are masked but for `mask`."""
    return told(list(entries_of(*rows)), mask=mask)


def told(entries: list[Entry], *, mask: Mask = masked_in) -> list[Change]:
    """Entries as people read them, in a number of queries that does not depend on how many there are."""
    hidden, named = mask(entries), Names(entries)
    return [_told(entry, hidden.get(entry.pk, NOTHING), named) for entry in entries]


def _told(entry: Entry, hidden: frozenset[str], named: "Names") -> Change:
    model = model_of(entry)
    return Change(
        position=entry.position,
        at=entry.timestamp,
        who=str(entry.actor or entry.actor_email or _("the program")),
        did=in_words(entry.verb),
        kind=str(model._meta.verbose_name) if model else "",
        name=entry.object_repr,
        key=entry.object_pk,
        reason=entry.reason,
        way=entry.get_way_display(),
        differences=_differences(entry, model, hidden, named),
    )


def _differences(entry: Entry, model, hidden: frozenset[str], named: "Names") -> tuple[Difference, ...]:
    """What is written otherwise but reads the same, such as 1 and 1.00, is no difference."""
    several = (
        _difference(model, name, values, name in hidden, named)
        for name, values in (entry.changes_dict or {}).items()
        if name not in NOT_TOLD
    )
    return tuple(one for one in several if one.is_masked or one.before != one.after)


def _difference(model, name: str, values: Any, is_masked: bool, named: "Names") -> Difference:
    field = field_of(model, name)
    label = label_of(field) if field else name
    if is_masked:
        return Difference(label, masked_words(), masked_words(), is_masked=True)
    if isinstance(values, dict):
        names = ", ".join(map(str, values.get("objects", ())))
        return Difference(label, *(("", names) if values.get("operation") == "add" else (names, "")))
    before, after = (_worded(field, value, named) for value in values)
    return Difference(label, before, after)


def masked_words() -> str:
    return _("masked")


def field_of(model: type[models.Model] | None, name: str) -> models.Field | None:
    # The trail names what a row itself has, never what leads back to it.
    try:
        return cast("models.Field | None", model._meta.get_field(name) if model else None)
    except FieldDoesNotExist:
        return None


def label_of(field: models.Field) -> str:
    """Its name; of a text in two languages, with the language."""
    translated = getattr(field, "translated_field", None)
    if translated is None:
        return capfirst(str(own_name(field)))
    name = capfirst(str(translated.verbose_name))
    return _("%(name)s (English)") % {"name": name} if field.name.endswith("_en") else name


def own_name(field: models.Field) -> Any:
    """A link that was given no name has that of what it leads to."""
    name = getattr(field, "verbose_name", field.name)
    is_unnamed = field.many_to_one and name == field.name.replace("_", " ")
    return target_of(field)._meta.verbose_name if is_unnamed else name


def target_of(relation: models.Field) -> type[models.Model]:
    """What a link leads to: once the program has started, no longer a name of a model."""
    return cast("type[models.Model]", relation.related_model)


def _worded(field: models.Field | None, value: Any, named: "Names") -> str:
    """A value of the trail, which keeps texts, as the language of the reader writes it."""
    if value in (None, "", "None"):
        return ""
    if field is None:
        return shortened(value)
    if field.is_relation:
        return named.of(field, str(value))
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, str(value))


def _plain(field: models.Field, value: str) -> str:
    if isinstance(field, models.BooleanField):
        return _("yes") if value == "True" else _("no")
    if isinstance(field, models.DateTimeField):
        return instant(at) if (at := _parsed(parse_datetime, value)) else value
    if isinstance(field, models.DateField):
        return formats.date_format(on) if (on := _parsed(parse_date, value)) else value
    if isinstance(field, models.DecimalField | models.IntegerField) and not is_year(field):
        return _number(value)
    return shortened(value)


def _parsed(parse: Callable[[str], Moment | None], value: str) -> Moment | None:
    try:
        return parse(value)
    except ValueError:
        return None


def instant(when: datetime) -> str:
    """The trail keeps instants in universal time."""
    aware = make_aware(when, UTC) if is_naive(when) else when
    return formats.date_format(localtime(aware), "DATETIME_FORMAT")


def _number(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return typography.number(number, get_language() or "fr") if number.is_finite() else value


def shortened(value: Any) -> str:
    return Truncator(str(value)).chars(LONGEST)


class Names:
    """The names of the rows that entries refer to by their keys, read once for each model."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        keys: dict[type[models.Model], set[str]] = defaultdict(set)
        for entry in entries:
            for name, values in (entry.changes_dict or {}).items():
                field = field_of(model_of(entry), name)
                if field is not None and field.is_relation and isinstance(values, list):
                    keys[target_of(field)] |= {str(one) for one in values if one not in (None, "", "None")}
        self.found = {model: self._read(model, several) for model, several in keys.items()}

    @staticmethod
    def _read(model: type[models.Model], keys: set[str]) -> dict[str, str]:
        known = {key for key in keys if _is_key(model, key)}
        related = [one.name for one in model._meta.concrete_fields if one.is_relation and not one.null]
        rows = model._base_manager.filter(pk__in=known).select_related(*related)
        return {str(row.pk): str(row) for row in rows}

    def of(self, field: models.Field, key: str) -> str:
        return self.found.get(target_of(field), {}).get(key) or _("number %(key)s") % {"key": key}


def _is_key(model: type[models.Model], key: str) -> bool:
    try:
        model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return True
