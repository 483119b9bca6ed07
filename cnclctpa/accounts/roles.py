"""Roles and what they grant, as data. Rules about one object are in the ``permissions.py`` of each app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    PARTNER = "partner", _("partner")
    FOCAL_POINT = "focal_point", _("focal point")
    SECRETARIAT = "secretariat", _("permanent secretariat")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(TextChoices):
    """How far a permission reaches."""

    ALL = "all", _("everywhere")
    OWN_ORGANISATION = "own_organisation", _("for one’s own organisation")
    BY_INVITATION = "by_invitation", _("by invitation")


class Permission(TextChoices):
    SEE_PUBLISHED = "see_published", _("See published plans and validated figures")
    SEE_SHARED_DRAFTS = (
        "see_shared_drafts",
        _("See shared draft plans, reports awaiting validation and the funding by funder"),
    )
    SEE_PUBLIC_DOCUMENTS = "see_public_documents", _("See the documents marked public")
    SEE_PARTNER_DOCUMENTS = "see_partner_documents", _("See the documents marked for partners")
    SEE_ORGANISATION_DOCUMENTS = "see_organisation_documents", _("See the documents of organisations")
    SEE_EVERY_DOCUMENT = "see_every_document", _("See every document")
    SEE_PROTECTED_COUNTS = "see_protected_counts", _("See the exact value of protected counts")
    EXPORT = "export", _("Export the reports and the lists that I may see")
    REPORT_PROGRESS = "report_progress", _("Report on the progress of activities")
    VALIDATE_REPORTS = "validate_reports", _("Validate reports or send them back")
    EDIT_PLANS = (
        "edit_plans",
        _(
            "Edit and publish plans, activities, indicators, workshops and recommendations; "
            "open and close reporting campaigns"
        ),
    )
    FILL_SHEETS = "fill_sheets", _("Fill the sheets of an open evaluation")
    CONSOLIDATE_EVALUATIONS = "consolidate_evaluations", _("Consolidate and freeze an evaluation")
    APPROVE_PUBLICATIONS = "approve_publications", _("Approve a publication that another person prepared")
    ADMINISTER = (
        "administer",
        _(
            "Manage accounts, roles, reference lists and every record; read the whole history; "
            "export everything but protected counts"
        ),
    )


PUBLIC = {
    Permission.SEE_PUBLISHED: Scope.ALL,
    Permission.SEE_PUBLIC_DOCUMENTS: Scope.ALL,
    Permission.EXPORT: Scope.ALL,
}

GRANTS = {
    Role.PARTNER: {
        **PUBLIC,
        Permission.SEE_SHARED_DRAFTS: Scope.ALL,
        Permission.SEE_PARTNER_DOCUMENTS: Scope.ALL,
    },
    Role.FOCAL_POINT: {
        **PUBLIC,
        Permission.SEE_SHARED_DRAFTS: Scope.ALL,
        Permission.SEE_ORGANISATION_DOCUMENTS: Scope.OWN_ORGANISATION,
        Permission.SEE_PROTECTED_COUNTS: Scope.OWN_ORGANISATION,
        Permission.REPORT_PROGRESS: Scope.OWN_ORGANISATION,
        Permission.FILL_SHEETS: Scope.BY_INVITATION,
    },
    Role.SECRETARIAT: {
        **PUBLIC,
        Permission.SEE_SHARED_DRAFTS: Scope.ALL,
        Permission.SEE_PARTNER_DOCUMENTS: Scope.ALL,
        Permission.SEE_ORGANISATION_DOCUMENTS: Scope.ALL,
        Permission.SEE_EVERY_DOCUMENT: Scope.ALL,
        Permission.SEE_PROTECTED_COUNTS: Scope.ALL,
        Permission.REPORT_PROGRESS: Scope.ALL,
        Permission.VALIDATE_REPORTS: Scope.ALL,
        Permission.EDIT_PLANS: Scope.ALL,
        Permission.FILL_SHEETS: Scope.ALL,
        Permission.CONSOLIDATE_EVALUATIONS: Scope.ALL,
        Permission.APPROVE_PUBLICATIONS: Scope.ALL,
    },
    Role.ADMINISTRATOR: {
        **PUBLIC,
        Permission.SEE_SHARED_DRAFTS: Scope.ALL,
        Permission.SEE_PARTNER_DOCUMENTS: Scope.ALL,
        Permission.SEE_ORGANISATION_DOCUMENTS: Scope.ALL,
        Permission.SEE_EVERY_DOCUMENT: Scope.ALL,
        Permission.ADMINISTER: Scope.ALL,
    },
}

#: Roles that mean nothing without an organisation.
OF_AN_ORGANISATION = (Role.PARTNER, Role.FOCAL_POINT)

#: Roles whose password alone opens nothing.
WITH_SECOND_FACTOR = (Role.SECRETARIAT, Role.ADMINISTRATOR)
