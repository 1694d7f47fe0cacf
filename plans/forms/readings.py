"""What comes in by hand about a paper to be read and about the rows of an amended one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm
from plans.actions.readings import LONGEST_PASTE
from plans.actions.writing import Consent
from plans.models import Plan

ACCEPTED = ".docx,.doc,.odt,.rtf,.xlsx,.xls,.ods,.pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp"


class FilesInput(forms.ClearableFileInput):
    """A file box that takes several photos of one paper."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files chosen, in the order of choosing; their checks belong to the act."""

    widget = FilesInput(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, empty when nothing was chosen; an empty file is told by the checks of uploads."""
        del initial
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file]


class ReadingForm(HouseForm):
    """A paper to be read: files or a pasted table, the year, the plan that it amends."""

    files = FilesField(
        label="Chọn tệp văn bản",
        required=False,
        help_text="Word, Excel, PDF hoặc ảnh chụp. Nhiều ảnh chụp các trang của cùng một văn bản: chọn cùng lúc.",
    )
    pasted = forms.CharField(
        label="Hoặc dán bảng vào đây",
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-annex-paste": ""}),
        help_text="Chép bảng trong Word hoặc Excel rồi bấm Ctrl+V.",
    )
    year = forms.IntegerField(
        label="Năm của kế hoạch",
        required=False,
        min_value=1945,
        max_value=2100,
        help_text="Để trống nếu văn bản có ghi năm. Dùng cho thời hạn không ghi năm, như “Quý II”.",
    )
    plan = PickerField(
        Plan.objects.none(),
        label="Đọc lại cho kế hoạch",
        required=False,
        help_text="Chọn khi đây là bản sửa đổi của kế hoạch đã ghi: các nhiệm vụ được đối chiếu, tiến độ giữ nguyên.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the plans within the person's reach."""
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = Plan.objects.visible_to(user)
        self.fields["year"].widget.attrs["placeholder"] = str(clock.today().year)

    def clean(self) -> dict[str, Any]:
        """One of the two ways of handing in a paper."""
        data = super().clean() or self.cleaned_data
        if not data.get("files") and not (data.get("pasted") or "").strip():
            self.add_error("files", "Hãy chọn tệp, hoặc dán bảng vào ô bên dưới.")
        return data


class ConsentForm(forms.Form):
    """What the person agrees to when the draft is written."""

    leaves_doubts = forms.BooleanField(required=False)
    is_another_plan = forms.BooleanField(required=False)

    @property
    def consent(self) -> Consent:
        """The answers as the act takes them."""
        self.is_valid()
        return Consent(
            leaves_doubts=self.cleaned_data.get("leaves_doubts", False),
            is_another_plan=self.cleaned_data.get("is_another_plan", False),
        )


class NameForm(forms.Form):
    """A written name and the agency that it means."""

    name = forms.CharField(max_length=500, strip=True)
    agency = forms.ModelChoiceField(Agency.objects.all())


class DeadlineForm(forms.Form):
    """The words of a deadline with the year and the day of issue of their paper."""

    words = forms.CharField(required=False, max_length=500)
    year = forms.IntegerField(required=False, min_value=1945, max_value=2100)
    issued_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])


PAIR, GONE = "pair-", "gone-"


def chosen_pairs(posted: Any) -> dict[str, int]:
    """Row of the draft → old task, as a person paired them."""
    chosen = ((name.removeprefix(PAIR), posted[name]) for name in posted if name.startswith(PAIR))
    return {key: int(value) for key, value in chosen if value.isdigit()}


def chosen_removed(posted: Any, left_over: Iterable[int]) -> frozenset[int]:
    """The old tasks that the paper drops, of those that no row continues."""
    return frozenset(pk for pk in left_over if posted.get(f"{GONE}{pk}") == "remove")
