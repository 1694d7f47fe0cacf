"""What comes in by hand about inspections."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.models import Inspection
from lmhtx.base import clock
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.ui.fields import ManyPickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

FIRST_YEAR, LAST_YEAR = 2000, 2100


class InspectionForm(HouseModelForm):
    """Đợt kiểm tra."""

    members = ManyPickerField(
        label="Thành viên đoàn",
        queryset=User.objects.none(),
        help_text="Người có vai trò “Đoàn kiểm tra”; quản trị hệ thống mở tài khoản và phân công vai trò trước.",
    )

    class Meta:
        model = Inspection
        fields: ClassVar[tuple[str, ...]] = (
            "decision",
            "agency",
            "members",
            "first_year",
            "last_year",
            "starts_on",
            "ends_on",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inspectors = Posting.objects.on(clock.today()).filter(role=Role.INSPECTOR)
        self.fields["members"].queryset = User.objects.filter(
            is_active=True, pk__in=inspectors.values("user")
        )


class YearsForm(HouseForm):
    """Năm kiểm tra."""

    tu = forms.IntegerField(label="Từ năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    den = forms.IntegerField(label="Đến năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean(self) -> dict[str, Any]:
        """The last year is not before the first."""
        told: dict[str, Any] = super().clean() or {}
        if "tu" in told and "den" in told and told["den"] < told["tu"]:
            self.add_error("den", "Năm cuối phải từ năm đầu trở đi.")
        return told
