"""Takes the demonstration away: its plans, then its bodies and its accounts. Nothing real goes with it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import Invitation, Membership, User
from cnclctpa.audit.causes import because
from cnclctpa.demonstration.parts import PARTS, rows_of
from cnclctpa.demonstration.people import remove_people
from cnclctpa.demonstration.texts import texts
from cnclctpa.reference.models import Acronym, Mandate, Organisation, OrganisationStatement
from plans.models import Category, Dimension, Plan

#: How many of the real objects that stand in the way are named.
SHOWN = 10


@transaction.atomic
def remove() -> tuple[int, int]:
    """Take everything away: how many accounts are gone, how many stay closed because the trail names them.

    Refused while something real refers to it: what, and to what, is said.
    """
    check_nothing_real_refers_to_it()
    with because("demonstration.removed"):
        erase(fictitious_plans())
        for dimension in fictitious_dimensions():
            dimension.delete()
    return remove_people()


def erase(plans: QuerySet[Plan]) -> None:
    """A plan leaves one entry in the trail: its own. Its parts, a hundred thousand perhaps, leave none."""
    for model in reversed(PARTS):
        rows = rows_of(model, plans)
        relations: tuple[Any, ...] = model._meta.many_to_many
        for field in relations:
            links = field.remote_field.through._default_manager.all()
            links.filter(**{f"{field.m2m_field_name()}__in": rows})._raw_delete(links.db)
        rows._raw_delete(rows.db)
    for plan in plans.order_by("-starts_on", "-pk"):
        plan.delete()


def fictitious_plans() -> QuerySet[Plan]:
    return Plan.objects.filter(is_demonstration=True)


def fictitious_dimensions() -> QuerySet[Dimension]:
    """Those of the texts only: people may name one of their own « demo-graphie »."""
    return Dimension.objects.filter(slug__in=[one["slug"] for one in texts("breakdowns")["dimension"]])


def check_nothing_real_refers_to_it() -> None:
    found = list(islice(real_references(), SHOWN + 1))
    if not found:
        return
    reason = _("Real content refers to the demonstration: change it or remove it first.")
    more = [_("… and others.")] if len(found) > SHOWN else []
    raise ValidationError([reason, *found[:SHOWN], *more])


def real_references() -> Iterator[str]:
    """Each row from outside that names a row of the demonstration, in words."""
    inside = fictitious_rows()
    for model, rows in inside.items():
        relations: list[Any] = model._meta.get_fields(include_hidden=True)
        for relation in relations:
            if not relation.auto_created or relation.concrete or not relation.is_relation:
                continue
            source, field = relation.related_model, relation.field
            if source._meta.auto_created or source in GO_WITH_THEIR_BODY:
                continue
            others = source._default_manager.filter(**{f"{field.name}__in": rows})
            if source in inside:
                others = others.exclude(pk__in=inside[source])
            for other in others.order_by("pk").distinct():
                yield _("%(kind)s “%(name)s”, by its field “%(field)s”") % {
                    "kind": capfirst(source._meta.verbose_name),
                    "name": other,
                    "field": field.verbose_name,
                }


#: What an organisation takes with it: nothing of it is left to point anywhere.
GO_WITH_THEIR_BODY = (Acronym, Mandate, OrganisationStatement)


def fictitious_rows() -> dict[type[Model], QuerySet]:
    """All that goes, by model; accounts are not: those that the trail or anything else names stay, closed."""
    plans, organisations = fictitious_plans(), Organisation.objects.filter(is_demonstration=True)
    dimensions = fictitious_dimensions()
    return {
        Plan: plans,
        **{model: rows_of(model, plans) for model in PARTS},
        Dimension: dimensions,
        Category: Category.objects.filter(dimension__in=dimensions),
        Organisation: organisations,
        Membership: Membership.objects.filter(user__in=User.objects.demonstration()),
        Invitation: Invitation.objects.filter(organisation__in=organisations),
    }
