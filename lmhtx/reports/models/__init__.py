"""Periodic reports, what they were counted from, and the register that orders them."""

from lmhtx.reports.models.drift import ReportDrift
from lmhtx.reports.models.run import CountedRecord, ReportRun
from lmhtx.reports.models.schedule import ReportSchedule
from lmhtx.reports.models.text import ReportText

__all__ = ["CountedRecord", "ReportDrift", "ReportRun", "ReportSchedule", "ReportText"]
