"""Values of parameters and the letterhead."""

from __future__ import annotations

from django import forms

from lmhtx.directory.models import OrganizationProfile, ParameterValue
from lmhtx.directory.parameters import ValueKind, kind_of, stored
from lmhtx.ui.fields import DateField
from lmhtx.ui.forms import HouseModelForm

FIELDS = {
    ValueKind.BOOL: lambda: forms.TypedChoiceField(
        label="Giá trị", choices=[("1", "Có"), ("0", "Không")], coerce=lambda answer: answer == "1"
    ),
    ValueKind.INT: lambda: forms.IntegerField(
        label="Giá trị", widget=forms.TextInput(attrs={"inputmode": "numeric"})
    ),
    ValueKind.DECIMAL: lambda: forms.DecimalField(label="Giá trị", localize=True, widget=forms.TextInput()),
    ValueKind.DATE: lambda: DateField(label="Giá trị"),
    ValueKind.TIME: lambda: forms.TimeField(
        label="Giá trị", widget=forms.TextInput(attrs={"placeholder": "07:00"})
    ),
    ValueKind.TEXT: lambda: forms.CharField(label="Giá trị", widget=forms.Textarea(attrs={"rows": 4})),
}

WORDS = ("name", "superior", "place", "address", "email", "website", "phone")
HELP = {
    "place": "Địa danh in trước ngày tháng của văn bản.",
    "address": "In ở chân trang đầu của văn bản, cùng thư điện tử, trang thông tin điện tử, điện thoại; để trống thì "
    "không in.",
}


class ValueForm(HouseModelForm):
    """What a parameter is worth from a day on, and which paper says so."""

    class Meta:
        model = ParameterValue
        fields = ("valid_from", "source", "is_doubtful")
        help_texts = {
            "valid_from": "Những gì đã tính cho ngày trước ngày này không thay đổi.",
            "source": "Số, ngày, điều khoản của văn bản, hoặc quyết định nội bộ.",
            "is_doubtful": "Đánh dấu khi chưa đọc được nguyên văn.",
        }

    def __init__(self, *args, parameter, **kwargs):
        super().__init__(*args, **kwargs)
        self.parameter = parameter
        field = FIELDS[kind_of(parameter)]()
        if parameter.unit not in ("có/không", "bảng"):
            field.label = f"Giá trị ({parameter.unit})"
        self.fields = {"value": field, **self.fields}
        field.widget.attrs.setdefault(
            "class", "form-select" if isinstance(field.widget, forms.Select) else "form-control"
        )

    def save(self, commit=True):  # noqa: FBT002 - Django's signature
        self.instance.key = self.parameter.key
        self.instance.value = stored(self.cleaned_data["value"])
        return super().save(commit)


class LetterheadForm(HouseModelForm):
    """Name, superior, place and how to reach the Alliance from a day on; what does not change stands there already."""

    class Meta:
        model = OrganizationProfile
        fields = (*WORDS, "valid_from", "source", "is_doubtful")
        help_texts = {
            **HELP,
            "valid_from": "Văn bản trước ngày này vẫn in tên cũ.",
        }


class LetterheadWordsForm(HouseModelForm):
    """Mends the words of a letterhead without touching its days."""

    class Meta:
        model = OrganizationProfile
        fields = (*WORDS, "source", "is_doubtful")
        help_texts = HELP
