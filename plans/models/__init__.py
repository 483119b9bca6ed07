from plans.models.framework import Axis, Result, StrategicObjective
from plans.models.plans import Plan, PlanPartner, PlanStatement
from plans.models.process import AnnualPlan, ProcessParticipation, ProcessStep

__all__ = [
    "AnnualPlan",
    "Axis",
    "Plan",
    "PlanPartner",
    "PlanStatement",
    "ProcessParticipation",
    "ProcessStep",
    "Result",
    "StrategicObjective",
]
