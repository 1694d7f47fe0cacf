"""What comes in by hand about the archive: hand-overs, destructions, loans."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.forms.incoming_acts import leaders, staff
from documents.models import WorkFile
from lmhtx.people.models import User
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm

LINES = forms.Textarea(attrs={"rows": 2})


class HandOverForm(HouseForm):
    """Giao nộp lưu trữ."""

    files = forms.ModelMultipleChoiceField(
        WorkFile.objects.none(), label="Hồ sơ", widget=forms.CheckboxSelectMultiple
    )
    block = forms.CharField(
        label="Tên khối hồ sơ, tài liệu",
        max_length=200,
        help_text="Ví dụ Tài liệu thi đua, khen thưởng năm 2025.",
    )
    boxes = forms.IntegerField(label="Tài liệu giấy: số hộp, cặp", min_value=0, max_value=9999, initial=0)
    metres = forms.DecimalField(
        label="Tài liệu giấy: số mét giá", min_value=0, max_digits=6, decimal_places=2, initial=0
    )
    condition = forms.CharField(
        label="Tình trạng hồ sơ, tài liệu", max_length=500, initial="Đầy đủ, sắp xếp theo thứ tự thời gian"
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].queryset = files
        if not files.exists():
            self.fields["files"].help_text = "Chưa có hồ sơ nào đã kết thúc, thuộc diện nộp lưu, của anh/chị."

    def clean_files(self) -> list[WorkFile]:
        """Of one unit."""
        chosen = list(self.cleaned_data["files"])
        if len({one.unit_id for one in chosen}) > 1:
            raise forms.ValidationError("Mỗi biên bản giao nhận chỉ gồm hồ sơ của một đơn vị.")
        return chosen


class ReceiveForm(HouseForm):
    """Nhận vào lưu trữ."""

    shelf = forms.CharField(
        label="Hộp, cặp, giá trong kho", max_length=60, required=False, help_text="Chỉ hồ sơ giấy."
    )


class DestructionForm(HouseForm):
    """Lập đợt hủy."""

    title = forms.CharField(label="Tên đợt", max_length=200)
    files = forms.ModelMultipleChoiceField(
        WorkFile.objects.none(), label="Hồ sơ hết thời hạn", widget=forms.CheckboxSelectMultiple
    )
    grounds = forms.CharField(
        label="Bản thuyết minh", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].queryset = files
        if not files.exists():
            self.fields["files"].help_text = "Chưa có hồ sơ nào hết thời hạn bảo quản."


class AgreeForm(HouseForm):
    """Thông qua đợt hủy."""

    council = forms.CharField(label="Hội đồng xét hủy", max_length=500, widget=LINES)
    decision = forms.CharField(label="Quyết định hủy", max_length=200, help_text="Số, ký hiệu, ngày.")


class MinutesForm(HouseForm):
    """Ghi đã hủy."""

    minutes = forms.CharField(
        label="Biên bản hủy",
        max_length=500,
        widget=LINES,
        help_text="Ngày hủy, cách hủy, những người có mặt.",
    )


class LoanForm(HouseForm):
    """Cho mượn bản lưu."""

    borrower = PickerField(User.objects.none(), label="Người mượn trong cơ quan", required=False)
    borrower_written = forms.CharField(
        label="Họ tên người mượn", max_length=150, required=False, help_text="Để trống nếu đã chọn ở trên."
    )
    allowed_by = PickerField(User.objects.none(), label="Người cho phép sử dụng")
    lent_on = DateField(label="Ngày mượn")
    due_on = DateField(label="Hạn trả")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["borrower"].queryset = staff()
        self.fields["allowed_by"].queryset = (
            leaders() | staff().filter(postings__role="office_chief")
        ).distinct()

    def clean(self) -> Any:
        """Somebody who borrows, days in order."""
        told = super().clean() or self.cleaned_data
        if told.get("borrower") is not None:
            told["borrower_written"] = str(told["borrower"])
        if not told.get("borrower_written"):
            raise forms.ValidationError("Hãy chọn hoặc ghi tên người mượn.")
        if told.get("lent_on") and told.get("due_on") and told["due_on"] < told["lent_on"]:
            raise forms.ValidationError("Hạn trả phải từ ngày mượn trở đi.")
        return told


class ReturnLoanForm(HouseForm):
    """Nhận lại bản lưu."""

    returned_on = DateField(label="Ngày trả")
