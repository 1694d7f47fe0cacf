"""What comes in by hand about standard processes and their runs."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF, Role
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from plans.forms.tasks import staff
from plans.models import Plan, ProcessStep, ProcessTemplate

OUR_ROLES = [(role.value, role.label) for role in Role if role in STAFF]


def units_today() -> Any:
    """The Alliance's units of today."""
    return Agency.objects.valid_on(clock.today()).filter(kind=AgencyKind.UNIT)


class ProcessTemplateForm(HouseModelForm):
    """Quy trình mẫu."""

    unit = PickerField(Agency.objects.none(), label="Đơn vị chủ trì")

    class Meta:
        model = ProcessTemplate
        fields: ClassVar[list[str]] = ["title", "unit", "valid_from", "note", "is_active"]
        widgets: ClassVar[dict[str, Any]] = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_today()


class StepForm(HouseModelForm):
    """Bước của quy trình mẫu."""

    after = forms.ModelChoiceField(
        ProcessStep.objects.none(),
        label="Sau bước",
        required=False,
        empty_label="– Không, mở ngay từ đầu –",
        help_text="Để trống thì bước này mở ngay từ đầu, chạy song song với các bước khác.",
    )
    lead_unit = PickerField(
        Agency.objects.none(),
        label="Đơn vị thực hiện",
        required=False,
        help_text="Để trống thì đơn vị chủ trì quy trình thực hiện.",
    )
    lead_role = forms.ChoiceField(
        label="Người có vai trò",
        required=False,
        choices=[("", "– Trưởng đơn vị phân công –"), *OUR_ROLES],
        help_text="Nếu đơn vị có đúng một người giữ vai trò này, người đó phụ trách ngay khi bắt đầu.",
    )
    offset_days = forms.IntegerField(label="Số ngày làm việc", min_value=0, max_value=250)

    class Meta:
        model = ProcessStep
        fields: ClassVar[list[str]] = [
            "text",
            "product",
            "after",
            "base",
            "offset_days",
            "lead_unit",
            "lead_role",
        ]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = self.instance.template.steps.all()
        if self.instance.pk:
            earlier = earlier.filter(position__lt=self.instance.position)
        self.fields["after"].queryset = earlier
        self.fields["lead_unit"].queryset = units_today()


class ProcessStartForm(HouseForm):
    """Bắt đầu quy trình."""

    title = forms.CharField(label="Tên lần này", max_length=250)
    started_on = DateField(label="Ngày bắt đầu")
    person = PickerField(User.objects.none(), label="Người phụ trách chung", required=False)
    plan = PickerField(Plan.objects.none(), label="Thuộc kế hoạch", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = staff()
        self.fields["plan"].queryset = Plan.objects.visible_to(user)

    def clean_started_on(self) -> date:
        """A process starts today or later."""
        day: date = self.cleaned_data["started_on"]
        if day < clock.today():
            raise forms.ValidationError(f"Ngày {day:%d/%m/%Y} đã qua; hãy chọn ngày từ hôm nay trở đi.")
        return day


class SkipForm(HouseForm):
    """Bỏ qua một bước."""

    reason = forms.CharField(label="Lý do bỏ qua", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
