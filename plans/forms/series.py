"""What comes in by hand about repeating tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseModelForm
from plans.enums import DayRule, Rhythm
from plans.forms.processes import units_today
from plans.forms.tasks import staff
from plans.models import TaskSeries
from plans.rhythms import why_not


class SeriesForm(HouseModelForm):
    """Việc định kỳ."""

    rhythm = forms.ChoiceField(label="Nhịp", choices=Rhythm.choices())
    day_rule = forms.ChoiceField(label="Cách tính hạn", choices=DayRule.choices())
    unit = PickerField(Agency.objects.none(), label="Đơn vị thực hiện")
    person = PickerField(User.objects.none(), label="Người phụ trách", required=False)

    class Meta:
        model = TaskSeries
        fields: ClassVar[list[str]] = [
            "text",
            "product",
            "rhythm",
            "day_rule",
            "number",
            "ahead_days",
            "unit",
            "person",
            "starts_on",
            "ends_on",
        ]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_today()
        self.fields["person"].queryset = staff()

    def clean(self) -> dict[str, Any]:
        """A rule must fit its rhythm."""
        data = super().clean() or {}
        if {"rhythm", "day_rule", "number"} <= data.keys():
            reason = why_not(Rhythm(data["rhythm"]), DayRule(data["day_rule"]), data["number"])
            if reason:
                self.add_error("number" if reason.startswith("Số") else "day_rule", reason)
        return data
