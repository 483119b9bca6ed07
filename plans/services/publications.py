"""What is frozen for the public: prepared by one person, approved by another. Each writes the trail."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import read_again, save
from plans.choices import PublicationKind
from plans.conditions import check_year
from plans.freezing import content_of
from plans.models import Plan, Publication
from plans.protecting import is_publishable


@transaction.atomic
def prepare_publication(
    plan: Plan, *, kind: str, content: object, year: int | None = None, by: User
) -> Publication:
    """Freeze what is to be shown, with its digest; the public sees it once another person approves it."""
    if year is not None:
        check_year(plan, year)
        if kind == PublicationKind.PROTECTED_FIGURES and not is_publishable(content, year=year):
            raise ValidationError(_("This is not what may be published of protected counts."))
    publication = Publication(
        plan=plan, kind=kind, year=year, content=content, digest=digest_of(content), prepared_by=by
    )
    with because("publication.prepared", by=by):
        save(publication)
    return publication


def freeze(plan: Plan, *, by: User) -> Publication:
    """Keep what a plan says as it is published. Nobody approves it: it is what was shown."""
    return prepare_publication(plan, kind=PublicationKind.PLAN, content=content_of(plan), by=by)


@transaction.atomic
def approve_publication(publication: Publication, *, by: User) -> Publication:
    """Show to the public what another person prepared, unchanged since."""
    read_again(publication)
    if publication.approved_at:
        raise ValidationError(_("This publication is already approved."))
    if publication.withdrawn_at:
        raise ValidationError(_("This publication has been withdrawn: prepare another one."))
    if by.pk == publication.prepared_by_id:
        raise ValidationError(_("The person who prepared a publication cannot approve it."))
    if digest_of(publication.content) != publication.digest:
        raise ValidationError(_("This publication is no longer as it was prepared: prepare another one."))
    publication.approved_at, publication.approved_by = timezone.now(), by
    with because("publication.approved", by=by):
        publication.save(update_fields=["approved_at", "approved_by"])
    return publication


@transaction.atomic
def withdraw_publication(publication: Publication, *, reason: str, by: User) -> Publication:
    """Stop showing a publication. What was read stays read: it still counts in every later audit."""
    read_again(publication)
    if publication.withdrawn_at:
        raise ValidationError(_("This publication has already been withdrawn."))
    if not reason.strip():
        raise ValidationError(_("Say why this publication is withdrawn."))
    publication.withdrawn_at, publication.withdrawn_reason = timezone.now(), reason.strip()
    with because("publication.withdrawn", by=by, reason=publication.withdrawn_reason):
        publication.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return publication


def digest_of(content: object) -> str:
    """SHA-256, in hexadecimal, of a content that JSON can hold, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()
