"""People and their posts."""

from __future__ import annotations

import re

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import STAFF, Role
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,}")


class UserForm(HouseModelForm):
    """Who the person is."""

    class Meta:
        model = User
        fields = ("full_name", "username", "email", "phone")
        help_texts = {
            "username": "Chữ thường không dấu, chữ số, dấu chấm; ví dụ: nguyenvanan.",
            "email": "Để nhận thư nhắc việc; có thể đăng nhập bằng địa chỉ này.",
        }
        error_messages = {"username": {"unique": "Tên đăng nhập này đã có người dùng."}}

    def clean_username(self):
        username = self.cleaned_data["username"].strip().lower()
        if not USERNAME.fullmatch(username):
            raise forms.ValidationError(
                "Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch; ít nhất 3 ký tự."
            )
        if User.objects.filter(username=username).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có người dùng.")
        return username


class PostingForm(HouseModelForm):
    """What the person is, where and from when."""

    unit = PickerField(
        Agency.objects.none(),
        label="Đơn vị, cơ quan",
        required=False,
        help_text="Chỉ quản trị hệ thống không thuộc đơn vị nào.",
    )

    class Meta:
        model = Posting
        fields = ("role", "unit", "post", "valid_from", "valid_to", "decision")
        help_texts = {
            "role": "Vai trò quyết định quyền; xem trang “Vai trò và quyền”.",
            "valid_to": "Để trống nếu chưa có ngày kết thúc.",
            "decision": "Số, ngày quyết định phân công.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Agency.objects.valid_on(clock.today()).exclude(kind=AgencyKind.GROUP)
        self.fields["post"].empty_label = "– Chọn –"
        self.initial["valid_from"] = clock.today()

    def clean(self):
        cleaned = super().clean()
        role, unit = cleaned.get("role"), cleaned.get("unit")
        if not role or unit is None:
            return cleaned
        if role in STAFF and not unit.is_ours:
            self.add_error("unit", "Vai trò này thuộc Liên minh; hãy chọn một phòng, đơn vị của Liên minh.")
        if role in (Role.AGENCY_OFFICER, Role.COOPERATIVE) and unit.is_ours:
            self.add_error("unit", "Vai trò này dành cho cơ quan ngoài; hãy chọn cơ quan ngoài.")
        return cleaned


class EndForm(HouseForm):
    """The last day of something."""

    last_day = DateField(label="Đến hết ngày", help_text="Ghi ngày hôm qua nếu muốn thôi quyền ngay bây giờ.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = clock.today()


class EndPostingForm(EndForm):
    """The last day of a post; of a role's last holder it asks once more."""

    def __init__(self, *args, last, **kwargs):
        super().__init__(*args, **kwargs)
        if last:
            words = f"Đây là người cuối cùng giữ vai trò {', '.join(last)}; vẫn kết thúc"
            self.fields["is_confirmed"] = forms.BooleanField(label=words)


class LeaveForm(HouseForm):
    """Why somebody leaves or a unit hands over."""

    note = forms.CharField(
        label="Lý do, quyết định",
        max_length=300,
        help_text="Ví dụ: nghỉ hưu theo Quyết định số …, chuyển công tác.",
    )
