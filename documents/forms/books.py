"""What comes in by hand about books, types and the beginning of a year."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.models import DocumentType, Series
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class SeriesForm(HouseModelForm):
    """Sổ văn bản."""

    class Meta:
        model = Series
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "direction",
            "body",
            "types",
            "numbers_from",
            "directives_from",
            "valid_from",
            "valid_to",
            "note",
        )


class DocumentTypeForm(HouseModelForm):
    """Loại văn bản."""

    class Meta:
        model = DocumentType
        fields: ClassVar[tuple[str, ...]] = ("name", "abbreviation", "group", "resolve_days", "is_active")


class StartForm(HouseForm):
    """Số bắt đầu của năm."""

    last_number = forms.IntegerField(
        label="Số cuối đã dùng", min_value=1, max_value=999_999, help_text="Số kế tiếp sẽ là số này cộng một."
    )
    last_dated_on = DateField(label="Ngày của số cuối đã dùng")
    ground = forms.CharField(label="Căn cứ", max_length=250, help_text="Ví dụ: sổ giấy quyển 2, trang 31.")

    def clean_last_dated_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["last_dated_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày của số cuối không được sau hôm nay.")
        return day


class HoldForm(HouseForm):
    """Giữ số."""

    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ KH-LM.")
    reason = forms.CharField(label="Lý do, cho văn bản nào", max_length=250)


class CancelForm(HouseForm):
    """Hủy số."""

    reason = forms.CharField(label="Lý do hủy", max_length=250)
