"""What comes in by hand about plans and tasks."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import OURS, AgencyKind
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from lmhtx.ui.fields import DateField, ManyPickerField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from plans.enums import PlanKind
from plans.models import Plan, Task

HOUR = {"label": "Giờ hạn", "required": False, "help_text": "Để trống nếu tính hết ngày. Ví dụ 16:00."}


def staff() -> Any:
    """The Alliance's people at work today."""
    today = clock.today()
    return User.objects.at_work(today).filter(postings__role__in=STAFF).distinct()


class HourField(forms.TimeField):
    """An hour typed as 16:00, 16h00 or 16h."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        """Take the ways in which hours are written here."""
        super().__init__(input_formats=["%H:%M", "%Hh%M", "%Hh", "%H giờ %M", "%H giờ"], **options)
        self.error_messages["invalid"] = "Giờ phải viết như 16:00 hoặc 16h30."


class GiveTaskForm(HouseForm):
    """Giao việc."""

    text = forms.CharField(label="Nội dung việc", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    person = PickerField(
        User.objects.none(),
        label="Người phụ trách",
        required=False,
        help_text="Có thể để trống khi giao cho cơ quan, đơn vị.",
    )
    helpers = ManyPickerField(User.objects.none(), label="Người phối hợp", required=False)
    leads = ManyPickerField(
        Agency.objects.none(),
        label="Cơ quan, đơn vị chủ trì",
        required=False,
        help_text="Để trống thì đơn vị của người phụ trách chủ trì.",
    )
    due_on = DateField(label="Hạn", required=False)
    due_time = HourField(**HOUR)
    counted_days = forms.IntegerField(
        label="Hoặc trong bao nhiêu ngày làm việc",
        required=False,
        min_value=1,
        max_value=250,
        help_text="Tính từ ngày mai, bỏ ngày nghỉ. Nếu sau này có lịch nghỉ bù, hạn được tính lại.",
    )
    product = forms.CharField(label="Sản phẩm cần có", required=False, max_length=2000)
    is_urgent = forms.BooleanField(label="Hỏa tốc (báo ngay cho người nhận)", required=False)
    plan = PickerField(Plan.objects.none(), label="Thuộc kế hoạch", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = staff()
        self.fields["helpers"].queryset = staff()
        self.fields["leads"].queryset = Agency.objects.valid_on(clock.today())
        self.fields["plan"].queryset = Plan.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        """Somebody must do it; an hour needs its day; the day lies ahead."""
        data = super().clean() or {}
        if not data.get("person") and not data.get("leads"):
            self.add_error("person", "Hãy chọn người phụ trách, hoặc cơ quan, đơn vị chủ trì.")
        check_due(self, {**data, "due_on": data.get("due_on") or data.get("counted_days")})
        if data.get("due_on") and data.get("counted_days"):
            self.add_error("counted_days", "Chỉ ghi một trong hai: ngày hạn, hoặc số ngày làm việc.")
        if (day := data.get("due_on")) and day < clock.today():
            self.add_error("due_on", f"Ngày {day:%d/%m/%Y} đã qua; hãy chọn ngày từ hôm nay trở đi.")
        return data


def check_due(form: forms.Form, data: dict[str, Any]) -> None:
    """An hour without a day says nothing."""
    if data.get("due_time") and not data.get("due_on"):
        form.add_error("due_on", "Đã ghi giờ thì phải ghi ngày.")


class QuickTaskForm(HouseForm):
    """Giao việc nhanh: one typed line."""

    line = forms.CharField(
        label="Giao nhanh",
        max_length=1000,
        widget=forms.TextInput(
            attrs={"placeholder": "Lan, Hùng: danh sách OCOP, 15h thứ Sáu", "autocomplete": "off"}
        ),
        help_text="Viết: tên người: việc cần làm, hạn. "
        "Hạn có thể là “chiều nay”, “mai”, “thứ Sáu”, “25/9”, “16h30 ngày 25/9”.",
    )


class InChargeForm(HouseForm):
    """Phân công người phụ trách."""

    unit = PickerField(Agency.objects.none(), label="Đơn vị đầu mối")
    person = PickerField(User.objects.none(), label="Người phụ trách", required=False)
    helpers = ManyPickerField(User.objects.none(), label="Người phối hợp", required=False)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {"unit": task.followed_by_id, "person": task.person_id, "helpers": list(task.helpers.all())},
        )
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Agency.objects.valid_on(clock.today()).filter(kind=AgencyKind.UNIT)
        self.fields["person"].queryset = staff()
        self.fields["helpers"].queryset = staff()


class CommentForm(HouseForm):
    """Trao đổi."""

    text = forms.CharField(
        label="Nội dung trao đổi", max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CheckPointForm(HouseForm):
    """Báo tình hình tại mốc kiểm tra."""

    line = forms.CharField(label="Tình hình (một dòng)", max_length=500)


class CheckPointsForm(HouseForm):
    """Đặt các mốc kiểm tra."""

    days = forms.CharField(
        label="Các mốc kiểm tra",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một ngày, ví dụ 30/09/2026. Mốc chỉ dùng trong nội bộ, không đổi hạn trong văn bản.",
    )

    def clean_days(self) -> list[date]:
        """Each line is a day."""
        field = DateField()
        return [field.clean(line.strip()) for line in self.cleaned_data["days"].splitlines() if line.strip()]


class PlanForm(HouseModelForm):
    """Thông tin văn bản."""

    keeper = PickerField(Agency.objects.none(), label="Cơ quan theo dõi chung")
    followed_by = PickerField(Agency.objects.none(), label="Đơn vị của Liên minh theo dõi")
    issuer = PickerField(Agency.objects.none(), label="Cơ quan ban hành", required=False)
    kind = forms.ChoiceField(label="Loại văn bản", choices=PlanKind.choices())

    class Meta:
        model = Plan
        fields: ClassVar[list[str]] = [
            "kind",
            "number",
            "symbol",
            "issued_on",
            "title",
            "issuer",
            "keeper",
            "followed_by",
            "year_from",
            "year_to",
        ]
        widgets: ClassVar[dict[str, Any]] = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.valid_on(clock.today()).exclude(kind=AgencyKind.GROUP)
        self.fields["keeper"].queryset = agencies
        self.fields["issuer"].queryset = agencies
        self.fields["followed_by"].queryset = agencies.filter(kind__in=OURS)
