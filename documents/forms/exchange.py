"""What comes in by hand about the exchange of papers."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.forms.incoming import FilesField
from documents.models import OrganCode
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class ReceiveForm(HouseForm):
    """Nhận thông điệp edXML."""

    files = FilesField(
        label="Tệp edXML",
        help_text="Tệp .edxml hoặc .xml tải về từ Đồng Nai-S hoặc bên gửi: văn bản mới, thu hồi, cập nhật, trạng thái.",
    )
    is_seen_open = forms.BooleanField(label="Tôi đã xem, không phải văn bản mật", required=False)


class OrganCodeForm(HouseModelForm):
    """Mã định danh cơ quan."""

    agency = PickerField(Agency.objects.none(), label="Cơ quan")
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Đến hết ngày", required=False)

    class Meta:
        model = OrganCode
        fields: ClassVar[tuple[str, ...]] = (
            "agency",
            "scheme",
            "code",
            "valid_from",
            "valid_to",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (AgencyKind.ALLIANCE, AgencyKind.OUTSIDE, AgencyKind.UNIT)
        self.fields["agency"].queryset = Agency.objects.filter(kind__in=kinds).order_by("name")
        if not self.instance.pk:
            self.fields["valid_from"].initial = clock.today()

    def clean_code(self) -> str:
        """In capitals, as the standard writes it."""
        return str(self.cleaned_data["code"]).strip().upper()
