"""The nouns of plans."""

from plans.models.assignment import Assignment
from plans.models.batch import ReportBatch
from plans.models.change import Change, Extension
from plans.models.feed import CalendarFeed
from plans.models.indicator import IndicatorSnapshot
from plans.models.letter import LetterBundle, UrgingLetter
from plans.models.plan import Plan, PlanVersion, VersionRow
from plans.models.process import Process, ProcessStep, ProcessTemplate, StepTask
from plans.models.reading import Reading
from plans.models.report import Report, ReportedQuantity
from plans.models.series import SeriesRun, TaskSeries
from plans.models.task import CheckPoint, Comment, Target, Task
from plans.models.week_sheet import WeekSheet

__all__ = [
    "Assignment",
    "CalendarFeed",
    "Change",
    "CheckPoint",
    "Comment",
    "Extension",
    "IndicatorSnapshot",
    "LetterBundle",
    "Plan",
    "PlanVersion",
    "Process",
    "ProcessStep",
    "ProcessTemplate",
    "Reading",
    "Report",
    "ReportBatch",
    "ReportedQuantity",
    "SeriesRun",
    "StepTask",
    "Target",
    "Task",
    "TaskSeries",
    "UrgingLetter",
    "VersionRow",
    "WeekSheet",
]
