"""Forms of papers."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from cooperatives.enums.papers import ANNUAL, CERTIFICATES, LEGAL, CopyKind, PaperEnd, PaperKind
from cooperatives.models import CooperativePaper
from lmhtx.base import clock
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm, HouseModelForm

KINDS = [
    ("", "– Chọn –"),
    ("Giấy tờ pháp lý", [(kind.value, kind.label) for kind in LEGAL]),
    ("Chứng nhận, mã số", [(kind.value, kind.label) for kind in CERTIFICATES]),
]


class PaperForm(HouseModelForm):
    """Ghi giấy tờ."""

    kind = forms.ChoiceField(label="Loại giấy tờ", choices=KINDS)
    year = forms.IntegerField(
        label="Của năm",
        required=False,
        min_value=1990,
        max_value=2100,
        help_text="Chỉ ghi cho báo cáo hoạt động, báo cáo tài chính, biên bản đại hội thường niên.",
    )
    issued_on = DateField(label="Ngày cấp, ngày lập")
    through_on = DateField(
        label="Có giá trị đến hết ngày", required=False, help_text="Không có thời hạn thì để trống."
    )
    link = forms.URLField(
        label="Liên kết tra cứu",
        required=False,
        assume_scheme="https",
        help_text="Trang của mã truy xuất, của cơ quan cấp.",
    )
    file = forms.FileField(
        label="Tệp", required=False, help_text="Bản quét hoặc bản ký số; thêm tệp khác ở trang của giấy tờ."
    )

    class Meta:
        model = CooperativePaper
        fields: ClassVar[list[str]] = [
            "kind",
            "year",
            "number",
            "title",
            "issuer",
            "issued_on",
            "through_on",
            "page_count",
            "area_ha",
            "output_tonnes",
            "link",
        ]
        help_texts: ClassVar[dict[str, str]] = {
            "area_ha": "Chỉ ghi cho chứng nhận, mã số vùng trồng.",
            "output_tonnes": "Chỉ ghi cho chứng nhận, mã số vùng trồng.",
        }

    def clean_issued_on(self) -> date:
        """A paper is recorded once it has been given."""
        day: date = self.cleaned_data["issued_on"]
        if day > clock.today():
            raise forms.ValidationError("Ngày cấp không được sau hôm nay.", code="future")
        return day

    def clean(self) -> dict[str, Any]:
        """A yearly paper says of which year; another has none."""
        cleaned: dict[str, Any] = super().clean()
        kind = cleaned.get("kind") or self.instance.kind
        if kind not in ANNUAL:
            cleaned["year"] = None
        elif "year" in self.fields and not cleaned.get("year") and "year" not in self.errors:
            self.add_error("year", "Giấy tờ hằng năm phải ghi của năm nào.")
        return cleaned


class PaperUpdateForm(PaperForm):
    """Sửa giấy tờ."""

    file = None
    kind = None

    class Meta(PaperForm.Meta):
        fields: ClassVar[list[str]] = [name for name in PaperForm.Meta.fields if name != "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What the paper is stays; only a yearly one has a year."""
        super().__init__(*args, **kwargs)
        if self.instance.kind not in ANNUAL:
            del self.fields["year"]


class PaperReplaceForm(PaperForm):
    """Thay thế giấy tờ."""

    kind = None
    year = None

    class Meta(PaperForm.Meta):
        fields: ClassVar[list[str]] = [name for name in PaperForm.Meta.fields if name not in {"kind", "year"}]


class PaperEndForm(HouseForm):
    """Thôi dùng giấy tờ."""

    end = forms.ChoiceField(
        label="Vì sao",
        choices=[
            ("", "– Chọn –"),
            *((one.value, one.label) for one in PaperEnd if one != PaperEnd.REPLACED),
        ],
    )
    end_reason = forms.CharField(
        label="Lý do, văn bản", max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )


class PaperFileForm(HouseForm):
    """Thêm tệp."""

    file = forms.FileField(label="Tệp", help_text="Bản quét hoặc bản ký số của giấy tờ.")


class DigitiseForm(HouseForm):
    """Xác nhận số hóa."""

    copy_kind = forms.ChoiceField(label="Tệp là", choices=[("", "– Chọn –"), *CopyKind.choices()])
    is_read = forms.BooleanField(
        label="Đã mở tệp: đủ trang, đọc rõ, khớp số, ngày, nơi cấp đã ghi",
    )


def first_kind(word: str) -> dict[str, str]:
    """What the form begins with when the address names a kind."""
    return {"kind": word} if word in set(PaperKind) else {}
