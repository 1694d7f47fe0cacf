"""What comes in by hand about incoming papers."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms

from cooperatives.models import Cooperative
from documents.enums.incoming import Channel, Circulation, Urgency
from documents.enums.numbers import Direction
from documents.models import DocumentType, Incoming, Series
from documents.symbols import read_reference, tidy_symbol
from lmhtx.base import clock
from lmhtx.directory.matching import find_agency
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseForm

HAS_MARK = "Văn bản này có dấu MẬT, TỐI MẬT hoặc TUYỆT MẬT"


def books(direction: Direction) -> Any:
    """The books of one direction in use today."""
    return Series.objects.on(clock.today()).filter(direction=direction).order_by("body__kind", "name")


class ManyFilesInput(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        """Each of them as one file is."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        return [super(FilesField, self).clean(one, initial) for one in files]


class BookField(forms.ModelChoiceField):
    """Which book; where there is one it is chosen."""

    def __init__(self, direction: Direction, **options: Any) -> None:
        self.direction = direction
        super().__init__(Series.objects.none(), label="Sổ", empty_label=None, **options)


def open_book(form: Any) -> None:
    """Offer the books of today; one alone needs no choosing."""
    field = form.fields["series"]
    field.queryset = books(field.direction)
    held = list(field.queryset[:2])
    if len(held) == 1:
        field.initial = held[0].pk
        field.widget = forms.HiddenInput()
        field.widget.choices = field.choices


class BringForm(HouseForm):
    """Đưa văn bản đến vào."""

    series = BookField(Direction.INCOMING)
    files = FilesField(
        label="Tệp của một văn bản",
        help_text="PDF, ảnh chụp các trang, Word. Máy đọc trang đầu và đề nghị sẵn số, ngày, trích yếu.",
    )
    channel = forms.ChoiceField(label="Đến qua", choices=Channel.choices(), initial=Channel.PAPER)
    is_secret = forms.BooleanField(label=HAS_MARK, required=False)
    is_seen_open = forms.BooleanField(label="Tôi đã xem, không phải văn bản mật", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_book(self)


class RegisterForm(HouseForm):
    """Vào sổ văn bản đến."""

    series = BookField(Direction.INCOMING)
    reference = forms.CharField(
        label="Số, ký hiệu", required=False, max_length=100, help_text="Ví dụ 222/TB-UBND, 57-NQ/TW."
    )
    issued_on = DateField(label="Ngày văn bản", required=False)
    issuer_written = forms.CharField(label="Tác giả (cơ quan, người ban hành)", max_length=250)
    type = forms.ModelChoiceField(DocumentType.objects.none(), label="Loại văn bản", required=False)
    subject = forms.CharField(label="Trích yếu", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices(), initial=Urgency.ORDINARY)
    arrival_number = forms.IntegerField(
        label="Số đến (lấy từ Đồng Nai-S)", required=False, min_value=1, max_value=9_999_999
    )
    channel = forms.ChoiceField(label="Đến qua", choices=Channel.choices(), initial=Channel.PAPER)
    arrived_on = DateField(label="Ngày đến", required=False, help_text="Để trống là hôm nay.")
    demanded_on = DateField(label="Hạn trả lời ghi trong văn bản", required=False)
    circulation = forms.ChoiceField(
        label="Phạm vi lưu hành", choices=Circulation.choices(), initial=Circulation.NONE
    )
    signer = forms.CharField(label="Người ký", required=False, max_length=150)
    signer_post = forms.CharField(label="Chức vụ người ký", required=False, max_length=150)
    pages = forms.IntegerField(label="Số trang", required=False, min_value=1, max_value=9999)
    copies = forms.IntegerField(label="Số bản", required=False, min_value=1, max_value=999)
    cooperatives = forms.CharField(
        label="Hợp tác xã liên quan",
        required=False,
        max_length=300,
        help_text="Mã số hợp tác xã, cách nhau bằng dấu phẩy.",
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)
    is_secret = forms.BooleanField(label=HAS_MARK, required=False)
    twin_reason = forms.CharField(
        label="Nếu không phải văn bản trùng, ghi rõ vì sao", required=False, max_length=300
    )

    # Shown at once; the rest stands behind "Thông tin khác".
    FIRST: ClassVar[tuple[str, ...]] = (
        "series",
        "reference",
        "issued_on",
        "issuer_written",
        "type",
        "subject",
        "urgency",
        "arrival_number",
    )

    def __init__(self, *args: Any, incoming: Incoming | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].queryset = DocumentType.objects.filter(is_active=True)
        open_book(self)
        if not any(book.numbers_from == "province" for book in self.fields["series"].queryset):
            del self.fields["arrival_number"]
        if incoming is not None:
            for name in ("channel", "arrived_on", "series"):
                del self.fields[name]

    @property
    def first_fields(self):
        """What is asked at once."""
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def other_fields(self):
        """What may be told as well."""
        return [self[name] for name in self.fields if name not in {*self.FIRST, "is_secret", "twin_reason"}]

    def clean_arrived_on(self):
        """Not a day to come."""
        day = self.cleaned_data["arrived_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("Ngày đến không được sau hôm nay.")
        return day

    def clean_cooperatives(self):
        """The cooperatives of these codes; an unknown code is named."""
        codes = [code.strip() for code in self.cleaned_data["cooperatives"].split(",") if code.strip()]
        found = list(Cooperative.objects.filter(code__in=codes))
        known = {one.code for one in found}
        if unknown := [code for code in codes if code not in known]:
            raise forms.ValidationError(f"Sổ không có hợp tác xã mã số {', '.join(unknown)}.")
        return found

    def clean_issued_on(self):
        """Not a day to come."""
        day = self.cleaned_data["issued_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("Ngày văn bản sau hôm nay; hãy xem lại ngày trên văn bản.")
        return day

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        told = dict(self.cleaned_data)
        reference = read_reference(told.pop("reference"))
        told["number"], told["symbol"] = reference.number, tidy_symbol(reference.symbol)
        told["issuer"] = find_agency(told["issuer_written"])
        for name in ("series", "channel", "arrived_on", "is_secret", "arrival_number"):
            told.pop(name, None)
        return told

    def moment(self) -> datetime | None:
        """The moment at which it came: now, or the morning of an earlier day."""
        day = self.cleaned_data.get("arrived_on")
        if day is None or day == clock.today():
            return None
        return clock.end_of(day, time(8, 0))


class EditForm(RegisterForm):
    """Sửa thông tin văn bản đến."""

    FIRST: ClassVar[tuple[str, ...]] = (*RegisterForm.FIRST, "reason")
    reason = forms.CharField(
        label="Vì sao sửa",
        max_length=300,
        help_text="Ví dụ “gõ nhầm ngày”; hiện ở phần Lịch sử và khi kiểm tra.",
    )

    def __init__(self, *args: Any, incoming: Incoming, **kwargs: Any) -> None:
        names = {"issued_on", "issuer_written", "subject", "urgency", "circulation", "signer", "note"}
        names |= {"signer_post", "pages", "copies", "demanded_on"}
        first = {name: getattr(incoming, name) for name in names}
        codes = incoming.cooperatives.values_list("code", flat=True)
        first |= {"reference": incoming.reference, "type": incoming.type_id, "cooperatives": ", ".join(codes)}
        super().__init__(*args, incoming=incoming, initial=first, **kwargs)
        for name in ("is_secret", "twin_reason", "arrival_number"):
            self.fields.pop(name, None)


class ArrivalForm(HouseForm):
    """Ghi thêm bản đến."""

    channel = forms.ChoiceField(label="Đến qua", choices=Channel.choices())
    note = forms.CharField(label="Ghi chú", required=False, max_length=250)
