from plans.models.confidence import Confidence
from plans.models.framework import Axis, Result, StrategicObjective
from plans.models.indicators import (
    Category,
    Definition,
    Dimension,
    Indicator,
    Measurement,
    MeasurementPart,
    Target,
)
from plans.models.plans import Plan, PlanPartner, PlanStatement
from plans.models.process import AnnualPlan, ProcessParticipation, ProcessStep
from plans.models.publications import Publication

__all__ = [
    "AnnualPlan",
    "Axis",
    "Category",
    "Confidence",
    "Definition",
    "Dimension",
    "Indicator",
    "Measurement",
    "MeasurementPart",
    "Plan",
    "PlanPartner",
    "PlanStatement",
    "ProcessParticipation",
    "ProcessStep",
    "Publication",
    "Result",
    "StrategicObjective",
    "Target",
]
