"""The nouns of plans."""

from plans.models.assignment import Assignment
from plans.models.change import Change, Extension
from plans.models.feed import CalendarFeed
from plans.models.letter import UrgingLetter
from plans.models.plan import Plan, PlanVersion, VersionRow
from plans.models.reading import Reading
from plans.models.report import Report, ReportedQuantity
from plans.models.task import CheckPoint, Comment, Target, Task

__all__ = [
    "Assignment",
    "CalendarFeed",
    "Change",
    "CheckPoint",
    "Comment",
    "Extension",
    "Plan",
    "PlanVersion",
    "Reading",
    "Report",
    "ReportedQuantity",
    "Target",
    "Task",
    "UrgingLetter",
    "VersionRow",
]
