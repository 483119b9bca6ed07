from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministry", _("ministry")
    PUBLIC_BODY = "public_body", _("public body")
    JUSTICE = "justice", _("justice")
    SECURITY_FORCE = "security_force", _("security force")
    LOCAL_AUTHORITY = "local_authority", _("local authority")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    UN_AGENCY = "un_agency", _("United Nations agency")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organisation")
    BILATERAL = "bilateral", _("bilateral partner")
    OTHER = "other", _("other")


class MandateRole(models.TextChoices):
    MEMBER = "member", _("member")
    SECRETARIAT = "secretariat", _("secretariat")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("technical and financial partner")
    CITED = "cited", _("cited in a source")


class Division(models.TextChoices):
    """How the country was divided: the name of a division is the year it dates from."""

    D2012 = "2012", _("8 regions and Bamako")
    D2016 = "2016", _("10 regions and Bamako")
    D2023 = "2023", _("19 regions and Bamako")


#: When each division held: the oldest is older than the year it is filed under.
ERAS = {
    Division.D2012: _("until 2016"),
    Division.D2016: _("from 2016 to 2023"),
    Division.D2023: _("since 2023"),
}


class RegionKind(models.TextChoices):
    REGION = "region", _("region")
    DISTRICT = "district", _("district")


class Precision(models.TextChoices):
    """How much of a date is known; the rest of the stored date is its first day."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("certain")
    PROBABLE = "probable", _("probable")
    UNCERTAIN = "uncertain", _("uncertain")
    NOT_FOUND = "not_found", _("not found")


class EventKind(models.TextChoices):
    CREATION = "creation", _("creation of a body")
    LAW = "law", _("legal text")
    PLAN = "plan", _("plan")
    WORKSHOP = "workshop", _("workshop")
    REPORT = "report", _("report")
    OTHER = "other", _("other event")


class FrameworkKind(models.TextChoices):
    STRATEGY = "strategy", _("strategy")
    PROGRAMME = "programme", _("programme")
    GOAL = "goal", _("international goal")


class Topic(models.TextChoices):
    RESULTS = "results", _("results published by the State and its partners")
    FUNDING = "funding", _("budgets and allocations")
    ASSESSMENT = "assessment", _("figures of international reports")
    TERRITORY = "territory", _("territory")
    NEIGHBOURS = "neighbours", _("elsewhere in the region")


class CountingUnit(models.TextChoices):
    """What is counted: a case is not a person, a person is not a conviction."""

    PERSON = "person", _("people")
    VICTIM = "victim", _("victims")
    CHILD = "child", _("children")
    MIGRANT = "migrant", _("migrants")
    INVESTIGATION = "investigation", _("investigations")
    CASE = "case", _("case files")
    PROSECUTION = "prosecution", _("prosecutions")
    CONVICTION = "conviction", _("convictions")
    ARREST = "arrest", _("arrests")
    MEETING = "meeting", _("meetings")
    COPY = "copy", _("copies")
    ACTIVITY = "activity", _("activities")
    XOF = "XOF", _("CFA francs")
    USD = "USD", _("United States dollars")
    AREA = "area", _("administrative areas")
    PERCENT = "percent", _("per cent")


class Dimension(models.TextChoices):
    SEX = "sex", _("by sex")
    SEX_AND_AGE = "sex_and_age", _("by sex and age")
    SENTENCE = "sentence", _("by sentence")
