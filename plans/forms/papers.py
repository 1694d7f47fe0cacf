"""For which week a sheet is wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm
from plans.queries.week_sheets import monday_of


class WeekForm(HouseForm):
    """Lập bảng việc đầu tuần."""

    week_on = DateField(
        label="Tuần có ngày",
        help_text="Tuần trước, tuần này hoặc tuần sau. Bảng đã lập trước đó vẫn giữ nguyên.",
    )

    def clean_week_on(self) -> date:
        """The Monday of the week of the day that was given."""
        day: Any = self.cleaned_data["week_on"]
        return monday_of(day)
