"""Personal links: for whom, and what the reporter says of himself at first use."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.links import Reporter
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm


class ReporterForm(HouseForm):
    """Người báo cáo mới của một cơ quan ngoài."""

    agency = PickerField(Agency.objects.none(), label="Cơ quan")
    full_name = forms.CharField(
        label="Họ và tên",
        max_length=150,
        required=False,
        help_text="Để trống nếu chưa biết: người nhận tự ghi họ tên, chức vụ khi mở liên kết lần đầu.",
    )
    phone = forms.CharField(
        label="Điện thoại", max_length=30, required=False, help_text="Để mở sẵn cuộc trò chuyện Zalo."
    )
    email = forms.EmailField(label="Thư điện tử", required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["agency"].queryset = Agency.objects.valid_on(clock.today()).filter(
            kind=AgencyKind.OUTSIDE
        )

    def clean_agency(self) -> Agency:
        """An agency whose work this person follows."""
        agency: Agency = self.cleaned_data["agency"]
        if not self.by.has_perm(PeoplePerm.ISSUE_LINK, agency):
            raise forms.ValidationError("Đơn vị của anh/chị không theo dõi việc nào của cơ quan này.")
        return agency

    def clean_email(self) -> str:
        """An address belongs to one person only."""
        email = str(self.cleaned_data["email"])
        if email and User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Địa chỉ thư này đã thuộc về người khác.")
        return email

    def reporter(self) -> Reporter:
        """The person as the act takes him."""
        return Reporter(**self.cleaned_data)


class IntroduceForm(HouseForm):
    """Họ tên, chức vụ của người báo cáo."""

    full_name = forms.CharField(label="Họ và tên", max_length=150, min_length=3)
    post = forms.CharField(label="Chức vụ", max_length=120, help_text="Ví dụ: Chuyên viên Phòng Tổng hợp.")
