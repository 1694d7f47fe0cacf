"""What is asked of a person who brings a workbook."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.contributions import Exchange
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseForm


class BringForm(HouseForm):
    """A filled workbook, and where its rows belong."""

    within = PickerField(None, required=False)
    file = forms.FileField(
        label="Tệp Excel đã điền",
        help_text="Tệp .xlsx theo mẫu ở trang này. Hệ thống kiểm tra và cho xem trước, chưa ghi gì.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn tệp Excel.", "empty": "Tệp trống, không có nội dung."},
    )

    def __init__(self, *args: Any, exchange: Exchange, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if exchange.within is None:
            del self.fields["within"]
            return
        field = self.fields["within"]
        field.queryset, field.label = exchange.within(user), exchange.within_label
        field.empty_label = "– Không thuộc kế hoạch nào –"
