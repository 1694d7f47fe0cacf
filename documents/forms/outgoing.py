"""What comes in by hand about outgoing papers."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from documents.actions.drafting import Draft, Place
from documents.enums.incoming import OPEN_STATES, Circulation, Urgency
from documents.enums.outgoing import Fault, Prefix, SendWay
from documents.forms.incoming_acts import staff, units
from documents.models import (
    DocumentNumber,
    DocumentType,
    Incoming,
    IssuingBody,
    Outgoing,
    SigningAuthority,
    UnitAbbreviation,
)
from lmhtx.base import clock
from lmhtx.directory.matching import match_all
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.fields import DateField, ManyPickerField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

COPIES = re.compile(r"^(?P<name>.+?)\s*[;(]\s*0*(?P<copies>\d{1,3})\s*bản\s*\)?$", re.IGNORECASE)
NAME_LENGTH = 200


def places_of(text: str) -> list[Place]:
    """Who gets the paper, a line each: "UBND tỉnh; 2 bản" is two copies; names of the directory are known."""
    written = []
    for line in text.splitlines():
        plain = line.strip().lstrip("-+•").strip().rstrip(";.").strip()
        if not plain or plain.casefold().startswith(("như trên", "lưu:")):
            continue
        found = COPIES.match(plain)
        written.append((found["name"], int(found["copies"])) if found else (plain, 1))
    known = match_all({name for name, _ in written}, on=clock.today())
    return [Place(name[:NAME_LENGTH], max(copies, 1), known.get(name)) for name, copies in written]


def text_of(outgoing: Outgoing) -> str:
    """Those who get it, as the form shows them."""
    rows = outgoing.recipients.all()
    return "\n".join(f"{one.name}; {one.copies} bản" if one.copies > 1 else one.name for one in rows)


class OutgoingForm(HouseForm):
    """Soạn thảo văn bản đi."""

    type = forms.ModelChoiceField(DocumentType.objects.none(), label="Loại văn bản", empty_label="– Chọn –")
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ModelChoiceField(Agency.objects.none(), label="Đơn vị soạn thảo", empty_label=None)
    addressees = forms.CharField(
        label="Kính gửi",
        required=False,
        help_text="Mỗi dòng một nơi.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label="Nội dung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Mỗi dòng một đoạn. Bỏ trống nếu tải tệp Word hoặc PDF.",
    )
    file = forms.FileField(label="Tệp dự thảo (Word, PDF)", required=False)
    places = forms.CharField(
        label="Nơi nhận",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một nơi; nhiều bản thì thêm “; 2 bản”. “Như trên” và “Lưu” tự in.",
    )
    body = forms.ModelChoiceField(IssuingBody.objects.none(), label="Chủ thể ban hành", empty_label=None)
    signer = PickerField(User.objects.none(), label="Người ký", required=False)
    prefix = forms.ChoiceField(label="Quyền hạn ký", choices=Prefix.choices(), initial=Prefix.NONE)
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices(), initial=Urgency.ORDINARY)
    circulation = forms.ChoiceField(
        label="Phạm vi lưu hành", choices=Circulation.choices(), initial=Circulation.NONE
    )
    reply_due_on = DateField(label="Hạn trả lời", required=False)
    answers = ManyPickerField(Incoming.objects.none(), label="Trả lời văn bản đến", required=False)
    pages = forms.IntegerField(label="Số trang", required=False, min_value=1, max_value=999)
    note = forms.CharField(label="Ghi chú trong sổ", required=False, max_length=500)
    change = forms.CharField(label="Lần này thay đổi gì", required=False, max_length=300)

    FACTS: ClassVar[tuple[str, ...]] = (
        "body",
        "type",
        "subject",
        "unit",
        "signer",
        "prefix",
        "urgency",
        "circulation",
        "addressees",
        "reply_due_on",
        "pages",
        "note",
    )

    def __init__(self, *args: Any, user: User, outgoing: Outgoing | None = None, **kwargs: Any) -> None:
        first = _first(user) if outgoing is None else _as_held(outgoing)
        super().__init__(*args, **{**kwargs, "initial": first})
        self.fields["type"].queryset = DocumentType.objects.administrative()
        self.fields["body"].queryset = IssuingBody.objects.on(clock.today())
        self.fields["signer"].queryset = staff()
        # What waits for an answer, and what was chosen: the whole book would be a page of its own.
        chosen = [one.pk for one in self.initial.get("answers", ())]
        seen = Incoming.objects.visible_to(user).in_book()
        self.fields["answers"].queryset = seen.filter(Q(state__in=OPEN_STATES) | Q(pk__in=chosen))
        self.fields["unit"].queryset = units().filter(pk__in=[*user.agency_ids, *_unit_of(outgoing)])
        if outgoing is not None and outgoing.amends_id:
            self.fields["type"].queryset = DocumentType.objects.filter(pk=outgoing.type_id)

    def written(self) -> Draft:
        """What was written, as the act takes it."""
        told = self.cleaned_data
        return Draft(
            facts={name: told[name] for name in self.FACTS},
            text=told["text"],
            file=told["file"],
            note=told["change"],
            places=places_of(told["places"]),
            answers=list(told["answers"]),
        )


def _unit_of(outgoing: Outgoing | None) -> list[int]:
    return [] if outgoing is None else [outgoing.unit_id]


def _first(user: User) -> dict[str, Any]:
    body = IssuingBody.objects.on(clock.today()).order_by("kind", "pk").first()
    return {"unit": next(iter(sorted(user.agency_ids)), None), "body": body}


def _as_held(outgoing: Outgoing) -> dict[str, Any]:
    version = outgoing.versions.filter(replaced_at__isnull=True).first()
    held = {name: getattr(outgoing, name) for name in OutgoingForm.FACTS}
    return {
        **held,
        "text": version.text if version is not None else "",
        "places": text_of(outgoing),
        "answers": list(outgoing.answers.all()),
    }


class NoteForm(HouseForm):
    """Ý kiến."""

    note = forms.CharField(
        label="Ý kiến", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignForm(HouseForm):
    """Ghi đã ký giấy."""

    signed_on = DateField(label="Ngày ký")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"signed_on": clock.today()}})


class NumberForm(HouseForm):
    """Cấp số."""

    dated_on = DateField(label="Ngày văn bản")
    held = forms.ModelChoiceField(
        DocumentNumber.objects.none(),
        label="Dùng số đang giữ",
        required=False,
        empty_label="– Không, lấy số kế tiếp –",
    )

    def __init__(self, *args: Any, series: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"dated_on": clock.today()}})
        held = DocumentNumber.objects.filter(series_year__series=series, state="held")
        self.fields["held"].queryset = held
        if not held.exists():
            del self.fields["held"]


class ConsultForm(HouseForm):
    """Lấy ý kiến đơn vị."""

    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label="Đơn vị được hỏi", widget=forms.CheckboxSelectMultiple
    )
    question = forms.CharField(label="Cần ý kiến về", required=False, max_length=500)
    due_on = DateField(label="Trả lời trước", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units()


class AnswerConsultForm(HouseForm):
    """Trả lời ý kiến."""

    answer = forms.CharField(label="Ý kiến", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class CheckerForm(HouseForm):
    """Giao người kiểm tra thể thức."""

    person = PickerField(User.objects.none(), label="Người kiểm tra thể thức")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = staff()


class IssueForm(HouseForm):
    """Phát hành."""

    way = forms.ChoiceField(label="Gửi qua", choices=SendWay.choices(), initial=SendWay.AXIS)


class FileForm(HouseForm):
    """Đưa vào lưu."""

    kept_at = forms.CharField(
        label="Đơn vị, người nhận bản lưu", max_length=200, initial="Văn thư; đơn vị soạn thảo"
    )


class ScanForm(HouseForm):
    """Bản quét có chữ ký và dấu."""

    file = forms.FileField(label="Bản quét (PDF màu, từ 200 dpi)")


class ReceiptForm(HouseForm):
    """Ghi nơi nhận đã nhận."""

    received_on = DateField(label="Ngày nhận")
    words = forms.CharField(label="Người ký nhận", required=False, max_length=150)


class AmendForm(HouseForm):
    """Đính chính, thay thế."""

    fault = forms.ChoiceField(label="Sai ở đâu", choices=Fault.choices(), widget=forms.RadioSelect)
    subject = forms.CharField(label="Trích yếu văn bản mới", required=False, max_length=500)


class VolumeForm(HouseForm):
    """In sổ."""

    volume = forms.IntegerField(label="Quyển số", min_value=1, max_value=99, initial=1)
    first_number = forms.IntegerField(label="Từ số", min_value=1, initial=1)
    last_number = forms.IntegerField(label="Đến số", min_value=1)

    def __init__(self, *args: Any, last: int | None = None, **kwargs: Any) -> None:
        first = {"last_number": last} if last else {}
        super().__init__(*args, **{**kwargs, "initial": {"volume": 1, "first_number": 1, **first}})


class AuthorityForm(HouseModelForm):
    """Thẩm quyền ký."""

    class Meta:
        model = SigningAuthority
        fields: ClassVar[tuple[str, ...]] = (
            "person",
            "body",
            "prefix",
            "post",
            "types",
            "scope",
            "given_by_head",
            "valid_from",
            "valid_to",
            "document",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "given_by_head"):
            self.fields[name].queryset = staff()
        self.fields["types"].queryset = DocumentType.objects.administrative()


class AbbreviationForm(HouseModelForm):
    """Ký hiệu đơn vị."""

    class Meta:
        model = UnitAbbreviation
        fields: ClassVar[tuple[str, ...]] = ("unit", "abbreviation", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units()
