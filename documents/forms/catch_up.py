"""What comes in by hand about registers that come in."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.catch_up_sheets import FIELDS
from documents.enums.numbers import Authority, Direction
from documents.forms.incoming import BookField, FilesField, open_book
from documents.models import Series
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm


class CatchUpForm(HouseForm):
    """Nhập bù sổ trong ngày."""

    series = BookField(Direction.INCOMING)
    files = FilesField(
        label="Sổ xuất từ Đồng Nai-S và các tệp đã tải về",
        help_text="Thả cùng lúc: tệp Excel của sổ và các tệp văn bản, để rời hoặc trong tệp .zip.",
    )
    is_seen_open = forms.BooleanField(
        label="Các tệp bị hỏi về dấu mật: tôi đã xem, không phải văn bản mật", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_book(self)


class ColumnsForm(HouseForm):
    """Chọn cột của sổ."""

    def __init__(self, *args: Any, headings: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        choices = [("", "Bỏ qua"), *FIELDS.items()]
        for place, one in enumerate(headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=one["heading"], choices=choices, required=False, initial=one["field"]
            )

    def columns(self) -> dict[str, str]:
        """What each heading means; those that nobody wants are left out."""
        told = {
            one["heading"]: self.cleaned_data[f"column-{place}"] for place, one in enumerate(self.headings)
        }
        return {heading: name for heading, name in told.items() if name}


class BookImportForm(HouseForm):
    """Nhập sổ cũ của năm."""

    series = forms.ModelChoiceField(Series.objects.none(), label="Sổ", empty_label=None)
    year = forms.IntegerField(label="Năm của sổ", min_value=1945, max_value=2100)
    file = forms.FileField(
        label="Tệp Excel của sổ",
        help_text="Sổ đi cần cột “Số, ký hiệu” và “Ngày tháng văn bản”; sổ đến cần “Số đến” và “Ngày đến”.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Series.objects.on(clock.today()).filter(numbers_from=Authority.PORTAL)
        self.fields["series"].queryset = rows.order_by("direction", "name")
        self.fields["year"].initial = clock.today().year


class ProvinceListForm(HouseForm):
    """Đưa sổ của Đồng Nai-S vào."""

    file = forms.FileField(
        label="Sổ xuất từ Đồng Nai-S (Excel)",
        help_text="Của một tháng hoặc cả năm; số đã đưa vào trước đó mà tệp này không có thì vẫn giữ.",
    )


class EnterNumberForm(HouseForm):
    """Nhập số của Đồng Nai-S."""

    number = forms.CharField(
        label="Số đã cấp ở Đồng Nai-S", max_length=60, help_text="Ví dụ 245 hoặc 245/KH-LM."
    )
    dated_on = DateField(label="Ngày văn bản")
