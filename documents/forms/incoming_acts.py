"""What comes in by hand when something is done with an incoming paper."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from documents.enums.incoming import Reason
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.people.roles import LEADERS, STAFF
from lmhtx.ui.fields import DateField, ManyPickerField, PickerField
from lmhtx.ui.forms import HouseForm


def units() -> Any:
    """The Alliance's units of today."""
    return Agency.objects.units().valid_on(clock.today()).order_by("name")


def staff() -> Any:
    """The Alliance's people at work today."""
    today = clock.today()
    return User.objects.at_work(today).filter(postings__role__in=STAFF).distinct()


def leaders() -> Any:
    """Who leads the Alliance today."""
    today = clock.today()
    return User.objects.at_work(today).filter(postings__role__in=LEADERS).distinct()


class PresentForm(HouseForm):
    """Trình văn bản."""

    to = forms.ModelChoiceField(User.objects.none(), label="Trình", empty_label=None)
    note = forms.CharField(label="Ý kiến của Văn phòng", required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = leaders()


class DirectForm(HouseForm):
    """Cho ý kiến chỉ đạo."""

    lead = forms.ChoiceField(label="Chủ trì")
    partners = forms.MultipleChoiceField(label="Phối hợp", required=False)
    informed = forms.MultipleChoiceField(label="Để biết", required=False)
    due_on = DateField(label="Thời hạn", required=False)
    text = forms.CharField(
        label="Nội dung", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {f"unit-{one.pk}": one for one in units()}
        self.found |= {f"person-{one.pk}": one for one in staff().order_by("sort_name")}
        choices = [
            ("Đơn vị", [(key, str(one)) for key, one in self.found.items() if key.startswith("unit")]),
            ("Cá nhân", [(key, str(one)) for key, one in self.found.items() if key.startswith("person")]),
        ]
        self.fields["lead"].choices = [("", "Chọn đơn vị hoặc cá nhân"), *choices]
        for name in ("partners", "informed"):
            self.fields[name].choices = choices

    def words(self) -> dict[str, Any]:
        """Lead, partners, those who are to know, deadline and words, as the act takes them."""
        told = self.cleaned_data
        return {
            "lead": self.found[told["lead"]],
            "partners": [self.found[key] for key in told["partners"] if key != told["lead"]],
            "informed": [
                self.found[key] for key in told["informed"] if key not in {told["lead"], *told["partners"]}
            ],
            "due_on": told["due_on"],
            "text": told["text"],
        }


class EnterForm(DirectForm):
    """Nhập bút phê giấy."""

    said_by = forms.ModelChoiceField(User.objects.none(), label="Bút phê của", empty_label=None)
    photo = forms.FileField(label="Ảnh chụp trang có bút phê")

    field_order: ClassVar[tuple[str, ...]] = ("said_by", "photo", "lead", "partners", "due_on", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].queryset = leaders()
        del self.fields["informed"]
        self.order_fields(self.field_order)

    def words(self) -> dict[str, Any]:
        """Without those who are to know: six boxes are enough."""
        self.cleaned_data["informed"] = []
        return super().words()


class AssignForm(HouseForm):
    """Giao người giải quyết."""

    person = PickerField(User.objects.none(), label="Người giải quyết")
    helpers = ManyPickerField(User.objects.none(), label="Người phối hợp", required=False)
    due_on = DateField(label="Thời hạn", required=False)
    text = forms.CharField(
        label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "helpers"):
            self.fields[name].queryset = staff()


class ProposeForm(HouseForm):
    """Ý kiến đề xuất."""

    text = forms.CharField(label="Ý kiến đề xuất", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(HouseForm):
    """Đã có văn bản trả lời."""

    answer = forms.CharField(
        label="Số, ký hiệu văn bản trả lời", max_length=120, help_text="Ví dụ 312/LM-VP ngày 20/9/2026."
    )


class ReasonForm(HouseForm):
    """Lý do."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(HouseForm):
    """Trả lại nơi gửi."""

    reason = forms.ChoiceField(label="Vì sao", choices=Reason.choices())
    words = forms.CharField(
        label="Nói rõ thêm", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
