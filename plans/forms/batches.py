"""The letter over a report on many tasks, the sheet that comes back, and for whom one reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm
from plans.actions.batches import NEEDS_BOTH
from plans.forms.reports import FilesField


class LetterForm(HouseForm):
    """Văn bản của cơ quan."""

    paper_number = forms.CharField(
        label="Số, ký hiệu văn bản", max_length=100, required=False, help_text="Để trống nếu chưa có văn bản."
    )
    paper_on = DateField(label="Ngày văn bản", required=False)
    files = FilesField(label="Tệp văn bản", required=False)

    def clean(self) -> dict[str, Any]:
        """Number and day belong together, and no letter comes from tomorrow."""
        data = super().clean() or {}
        number, day = data.get("paper_number"), data.get("paper_on")
        if bool(number) != bool(day) and "paper_on" not in self.errors:
            self.add_error("paper_on" if number else "paper_number", NEEDS_BOTH)
        if day and day > clock.today():
            self.add_error("paper_on", "Ngày văn bản không thể sau hôm nay.")
        return data


class SheetForm(HouseForm):
    """Biểu đã điền."""

    sheet = forms.FileField(label="Biểu đã điền (.xlsx, .docx)")


class ForAgencyForm(HouseForm):
    """Nhập thay."""

    agency = PickerField(Agency.objects.none(), label="Nhập thay cơ quan, đơn vị")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (AgencyKind.OUTSIDE, AgencyKind.UNIT)
        self.fields["agency"].queryset = Agency.objects.valid_on(clock.today()).filter(kind__in=kinds)


def read_day(words: str) -> Any:
    """A day as a sheet says it; None where it says none."""
    try:
        return DateField(required=False).clean(words)
    except ValidationError:
        return None
