"""How registers of reports are searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from lmhtx.reports.enums import RunState, Span
from lmhtx.reports.models import ReportRun, ReportSchedule
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class RunFilter(HouseFilterSet):
    """Filters of the register of reports."""

    search_in = ("folded",)
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=RunState.choices())
    span = django_filters.ChoiceFilter(label="Kỳ", choices=Span.choices())
    closed_from = DayFilter(label="Số liệu đến, từ ngày", field_name="last_on", lookup_expr="gte")
    closed_to = DayFilter(label="Số liệu đến, đến ngày", field_name="last_on", lookup_expr="lte")

    class Meta:
        model = ReportRun
        fields: ClassVar[list[str]] = []


class ScheduleFilter(HouseFilterSet):
    """Filters of the register of wanted reports."""

    search_in = ("subject_label",)
    span = django_filters.ChoiceFilter(label="Kỳ", choices=Span.choices())

    class Meta:
        model = ReportSchedule
        fields: ClassVar[list[str]] = []
