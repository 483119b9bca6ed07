"""What a publication says of the protected counts of a year, audited with everything ever published.

Its content is this JSON, in which ``low`` and ``high`` bound a count and ``rounded`` is the nearest ten::

    {"year": 2024,
     "figures": [
       {"of": "indicator:12",          what is counted: an indicator or an activity, by its key
        "label": "2.1.3",              its code, for the reader of the file
        "span": "2024",                the year; "to-2024": all since the start; "baseline"
        "edition": 1,                  another number when a correction made the former one untrue
        "total": {"low": 35, "high": 44, "rounded": 40},      null when withheld
        "breakdowns": {"sex": [{"categories": ["women"], "low": 25, "high": 34, "rounded": 30}, …]},
        "whole_of": ["2023/1", "2024/1"],     the spans and editions that make this one
        "stated": "37",                the figure as public sources state it, else null
        "sources": [4],                their keys
        "is_percentage": false}]}      then ``total`` is its base, broken down as "@share"

What was published and still holds is repeated word for word: it teaches nothing new, and no difference
between two publications betrays a small correction.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from plans.choices import PublicationKind
from plans.counts import Count, Counts
from plans.disclosure import (
    LEAST_VALUES,
    Band,
    Disclosure,
    Knowledge,
    Published,
    Table,
    band,
    confines,
    disclose,
)
from plans.models import Plan, Publication
from plans.protected import BASELINE, Groups, figures_in, in_year, up_to


def ever_published(plan: Plan) -> QuerySet[Publication]:
    """All that the audit counts with, oldest first: what stands, what was withdrawn, what may be approved."""
    return (
        Publication.objects.filter(plan=plan, kind=PublicationKind.PROTECTED_FIGURES)
        .exclude(Q(approved_at__isnull=True) & Q(withdrawn_at__isnull=False))
        .order_by("prepared_at", "pk")
    )


def content_of_protected_figures(
    year: int, counts: Iterable[Counts], *, published: Iterable[Mapping] = ()
) -> dict:
    """What may be published of a year. ``published`` are the contents of everything ever published."""
    history: dict[str, list[Record]] = defaultdict(list)
    for content in published:
        for record in records_in(content):
            history[record.of].append(record)
    figures = [
        record.as_json
        for one in sorted(counts, key=lambda one: one.of)
        for record in Audit(one, history[one.of]).figures(year)
    ]
    return {"year": year, "figures": figures}


@dataclass(frozen=True)
class Record:
    """One figure as a publication says it."""

    of: str
    label: str
    span: str
    edition: int
    total: Band | None
    breakdowns: Mapping[str, Groups] = field(default_factory=dict)
    whole_of: tuple[str, ...] = ()
    stated: Decimal | None = None
    sources: tuple[int, ...] = ()
    is_percentage: bool = False

    @property
    def key(self) -> str:
        return f"{self.span}/{self.edition}"

    @property
    def published(self) -> Iterator[Published]:
        if self.total is not None:
            yield Published(self.key, "", Disclosure(self.total))
            for dimension, groups in self.breakdowns.items():
                yield Published(self.key, dimension, Disclosure(self.total, groups))

    @property
    def smalls(self) -> Iterator[Hashable]:
        """The names of the small counts that it tells without their being public already."""
        if self.total is not None and self.total.is_small and self.stated is None:
            yield self.key
        for dimension, groups in self.breakdowns.items():
            yield from ((self.key, dimension, names) for names, told in groups if told.is_small)

    @property
    def as_json(self) -> dict:
        return {
            "of": self.of,
            "label": self.label,
            "span": self.span,
            "edition": self.edition,
            "total": None if self.total is None else _told(self.total),
            "breakdowns": {
                dimension: [{"categories": sorted(map(str, names)), **_told(part)} for names, part in groups]
                for dimension, groups in self.breakdowns.items()
            },
            "whole_of": list(self.whole_of),
            "stated": None if self.stated is None else str(self.stated),
            "sources": list(self.sources),
            "is_percentage": self.is_percentage,
        }


def _told(told: Band) -> dict:
    return {"low": told.low, "high": told.high, "rounded": told.rounded}


def records_in(content: Mapping) -> Iterator[Record]:
    for one, figure in zip(content["figures"], figures_in(content), strict=True):
        yield Record(
            of=figure.of,
            label=one["label"],
            span=figure.span,
            edition=one["edition"],
            total=figure.total,
            breakdowns=figure.breakdowns,
            whole_of=tuple(one["whole_of"]),
            stated=figure.stated,
            sources=figure.sources,
            is_percentage=figure.is_percentage,
        )


def is_publishable(content: Any, *, year: int) -> bool:
    """Whether a content is written as told above, and tells no count that only its band should tell."""
    try:
        return content["year"] == year and all(_is_in_bands(record) for record in records_in(content))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False


def _is_in_bands(record: Record) -> bool:
    """A total that public sources state may be exact: they have to be named."""
    told = [part for groups in record.breakdowns.values() for _names, part in groups]
    if record.stated is not None:
        return bool(record.sources) and all(part == band(part.low) for part in told)
    totals = [] if record.total is None else [record.total]
    return all(part == band(part.low) for part in [*told, *totals])


def holds(record: Record, count: Count, whole_of: tuple[str, ...] = ()) -> bool:
    """Whether what was published is still true of the count as it is now known."""
    if record.stated != count.stated or record.is_percentage != count.is_percentage:
        return False
    if record.total is None:
        return True
    return (
        count.total is not None
        and record.whole_of == whole_of
        and _is_in(count.total, record.total)
        and all(
            _are_in(count.breakdowns.get(dimension, {}), groups)
            for dimension, groups in record.breakdowns.items()
        )
    )


def _are_in(parts: Mapping[Hashable, int], groups: Groups) -> bool:
    return {name for names, _told in groups for name in names} == parts.keys() and all(
        _is_in(sum(parts[name] for name in names), told) for names, told in groups
    )


def _is_in(count: int, told: Band) -> bool:
    return told.low <= count <= told.high


class Audit:
    """The figures of one thing counted, each told after all that is known of it, by this one too."""

    def __init__(self, counts: Counts, history: Iterable[Record]):
        self.counts = counts
        self.records: list[Record] = []
        self.knowledge = Knowledge()
        for record in history:
            self._learn(record)

    def figures(self, year: int) -> Iterator[Record]:
        if self.counts.baseline is not None:
            yield self._figure(BASELINE, self.counts.baseline)
        if year in self.counts.years:
            yield self._figure(in_year(year), self.counts.years[year])
            yield from self._since_the_start(year)

    def _since_the_start(self, year: int) -> Iterator[Record]:
        """The total of the years, as the former such total and this year: a chain, never another sum.

        Without the former total, or after a correction that made it untrue, it is not told.
        """
        years = sorted(one for one in self.counts.years if one <= year)
        totals = [self.counts.years[one].total for one in years]
        known = [total for total in totals if total is not None]
        spans = [up_to(one) for one in years[-2:-1]] + [in_year(year)]
        parts = [last for span in spans if (last := self._last(span)) is not None and last.total is not None]
        if not self.counts.adds_up or len(known) < len(years) or len(parts) < len(spans):
            return
        former = parts[0].total if len(parts) > 1 else None
        is_chained = former is None or _is_in(sum(known[:-1]), former)
        is_last = not any(self._last(up_to(one)) for one in self.counts.years if one > year)
        count, whole_of = Count(sum(known)), tuple(part.key for part in parts)
        last = self._last(up_to(year))
        is_repeated = last is not None and last.total is not None and holds(last, count, whole_of)
        if is_repeated or (is_chained and is_last):
            yield self._figure(up_to(year), count, whole_of)

    def _figure(self, span: str, count: Count, whole_of: tuple[str, ...] = ()) -> Record:
        last = self._last(span)
        if last is not None and holds(last, count, whole_of):
            record = replace(last, label=self.counts.label, whole_of=whole_of)
        else:
            record = self._new(span, count, whole_of, edition=1 if last is None else last.edition + 1)
        record = self._with_total(record, count)
        for dimension in sorted(count.breakdowns.keys() - record.breakdowns.keys()):
            record = self._with_breakdown(record, dimension, count)
        self._learn(record)
        return record

    def _new(self, span: str, count: Count, whole_of: tuple[str, ...], *, edition: int) -> Record:
        return Record(
            of=self.counts.of,
            label=self.counts.label,
            span=span,
            edition=edition,
            total=None,
            whole_of=whole_of,
            stated=count.stated,
            sources=count.sources,
            is_percentage=count.is_percentage,
        )

    def _with_total(self, record: Record, count: Count) -> Record:
        if count.total is None or record.total is not None:
            return record
        told = band(count.total) if count.stated is None else Band(count.total, count.total)
        tried = replace(record, total=told)
        return record if self._betrays(tried) else tried

    def _with_breakdown(self, record: Record, dimension: str, count: Count) -> Record:
        if record.total is None or count.total is None:
            return record
        try:
            told = disclose(
                Table(record.key, count.total, count.breakdowns[dimension]),
                dimension=dimension,
                knowledge=self._after(record),
                smalls=self._smalls(record),
            )
        except ValueError:
            return record
        # By name: the order of the audit, by count, would tell which of two small counts is the larger.
        groups = tuple(sorted(told.groups, key=lambda group: sorted(map(str, group[0]))))
        tried = replace(record, breakdowns={**record.breakdowns, dimension: groups})
        return record if told.is_withheld or self._betrays(tried) else tried

    def _last(self, span: str) -> Record | None:
        return next((record for record in reversed(self.records) if record.span == span), None)

    def _learn(self, record: Record) -> None:
        self.knowledge = self._after(record)
        self.records.append(record)

    def _after(self, record: Record) -> Knowledge:
        known = self.knowledge
        new = [one for one in record.published if one not in known.published]
        has_sum = record.total is not None and record.whole_of
        return Knowledge(
            (*known.published, *new),
            {**known.sums, record.key: record.whole_of} if has_sum else known.sums,
        )

    def _smalls(self, record: Record) -> list[Hashable]:
        return [name for one in (*self.records, record) for name in one.smalls]

    def _betrays(self, record: Record) -> bool:
        """Whether publishing it would confine a small count, told now or ever before."""
        after, smalls = self._after(record), self._smalls(record)
        try:
            return confines(after, smalls) or self._betrays_across_editions(record, after)
        except ValueError:
            # What was published before a correction cannot be true together with what comes after it.
            return True

    def _betrays_across_editions(self, record: Record, after: Knowledge) -> bool:
        """The same for a reader who supposes that a correction left a small count as it was."""
        seen: dict[Hashable, tuple[int, int]] = {}
        for one in (*self.records, record):
            for name in one.smalls:
                timeless = (one.span, name[1:] if isinstance(name, tuple) else "")
                low, high = after.intervals[name]
                former_low, former_high = seen.get(timeless, (low, high))
                seen[timeless] = max(low, former_low), min(high, former_high)
        return any(0 <= high - low < LEAST_VALUES - 1 for low, high in seen.values())
