"""Forms of what happens to a cooperative, and of its people and members."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cooperatives.actions.statuses import Happening
from cooperatives.enums.register import Education, MemberForm, MemberKind, Post, Sex, Status
from cooperatives.forms.files import FactForm, PhoneField
from cooperatives.models import Cooperative, Person, StatusEvent
from lmhtx.base import clock
from lmhtx.ui.fields import DateField, ManyPickerField, MoneyField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from lmhtx.vn.identity import BadNumber, citizen_number

YES_NO = (("", "Chưa rõ"), ("true", "Có"), ("false", "Không"))


def _answer(value: str) -> bool | None:
    return {"true": True, "false": False}.get(value)


class CitizenField(forms.CharField):
    """Twelve figures of a citizen's number; what is typed is never shown again."""

    def clean(self, value: Any) -> str:
        """The figures, or what is wrong with them."""
        written = super().clean(value)
        try:
            return citizen_number(written) if written else ""
        except BadNumber as bad:
            raise ValidationError(str(bad), code="citizen") from bad


class StatusForm(FactForm):
    """Ghi tình trạng."""

    status = forms.ChoiceField(label="Tình trạng", choices=[("", "– Chọn –"), *Status.choices()])
    effective_on = DateField(label="Có hiệu lực ngày")
    until_on = DateField(
        label="Tạm ngừng đến hết ngày", required=False, help_text="Chỉ ghi khi tạm ngừng kinh doanh."
    )
    document_number = forms.CharField(label="Số văn bản", max_length=60, required=False)
    document_on = DateField(label="Ngày văn bản", required=False)
    issuer = forms.CharField(label="Cơ quan ra văn bản", max_length=200, required=False)
    is_free = forms.ChoiceField(label="Giải thể tự nguyện", choices=YES_NO, required=False)
    has_debts = forms.ChoiceField(label="Còn nợ, tài sản", choices=YES_NO, required=False)
    successors = ManyPickerField(
        Cooperative.objects.none(),
        label="Hợp tác xã kế tiếp",
        required=False,
        help_text="Khi chuyển đổi, sáp nhập, hợp nhất, chia.",
    )
    corrects = PickerField(StatusEvent.objects.none(), label="Đính chính sự kiện", required=False)
    reason = forms.CharField(
        label="Lý do", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    knows_warnings = forms.BooleanField(label="Đã biết các điểm còn vướng", required=False)

    def prepare(self) -> None:
        """Own events to put right, others to go on in its place."""
        self.fields["corrects"].queryset = StatusEvent.objects.counting().filter(cooperative=self.cooperative)
        others = Cooperative.objects.visible_to(self.user).exclude(pk=self.cooperative.pk)
        self.fields["successors"].queryset = others.select_related("commune")

    @property
    def facts(self) -> dict[str, Any]:
        """The happening, and whether the warnings are known."""
        data = dict(self.cleaned_data)
        knows = data.pop("knows_warnings")
        data |= {name: _answer(data[name]) for name in ("is_free", "has_debts")}
        data |= {"status": Status(data["status"]), "successors": tuple(data["successors"])}
        return {"happening": Happening(**data), "knows_warnings": knows}


class PersonForm(HouseModelForm):
    """Người của hợp tác xã."""

    citizen = CitizenField(
        label="Số định danh cá nhân",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text="12 chữ số; lưu ở dạng niêm kín, chỉ hiện ba số cuối.",
    )
    phone = PhoneField(label="Điện thoại", required=False, max_length=30)

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "full_name",
            "sex",
            "born_on",
            "birth_year",
            "phone",
            "education",
            "is_trained",
        ]


class NewPersonForm(FactForm):
    """Thêm người."""

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    post = forms.ChoiceField(
        label="Chức danh", choices=[("", "– Không giữ chức danh –"), *Post.choices()], required=False
    )
    since = DateField(label="Giữ chức danh từ ngày", required=False)
    term_ends_on = DateField(label="Hết nhiệm kỳ ngày", required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "Chưa rõ"), *Sex.choices()], required=False)
    born_on = DateField(label="Ngày sinh", required=False)
    phone = PhoneField(label="Điện thoại", required=False, max_length=30)
    education = forms.ChoiceField(
        label="Trình độ", choices=[("", "Chưa rõ"), *Education.choices()], required=False
    )
    is_trained = forms.ChoiceField(label="Đã qua bồi dưỡng", choices=YES_NO, required=False)
    citizen = CitizenField(
        label="Số định danh cá nhân",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text="12 chữ số; lưu ở dạng niêm kín, chỉ hiện ba số cuối.",
    )

    @property
    def facts(self) -> dict[str, Any]:
        """The person, and apart from him the post."""
        data = dict(self.cleaned_data)
        data["is_trained"] = _answer(data["is_trained"])
        office = {name: data.pop(name) for name in ("post", "since", "term_ends_on")}
        return {"office": office, **data}


class OfficeForm(HouseForm):
    """Giữ chức danh."""

    post = forms.ChoiceField(label="Chức danh", choices=Post.choices())
    valid_from = DateField(label="Từ ngày")
    term_ends_on = DateField(label="Hết nhiệm kỳ ngày", required=False)


class EndForm(HouseForm):
    """Thôi giữ chức danh, ra khỏi hợp tác xã."""

    valid_to = DateField(label="Đến hết ngày")


class ReasonForm(HouseForm):
    """Lý do xem số định danh."""

    reason = forms.CharField(label="Lý do xem", max_length=300)


class MemberAddForm(FactForm):
    """Thêm thành viên."""

    name = forms.CharField(label="Tên thành viên", max_length=200, required=False)
    person = PickerField(Person.objects.none(), label="Hoặc chọn người đã có", required=False)
    kind = forms.ChoiceField(label="Loại thành viên", choices=MemberKind.choices())
    form = forms.ChoiceField(label="Là", choices=MemberForm.choices())
    is_foreign = forms.BooleanField(label="Nhà đầu tư nước ngoài", required=False)
    valid_from = DateField(label="Vào ngày")
    capital_vnd = MoneyField(label="Vốn góp", required=False)
    is_legacy = forms.BooleanField(label="Dữ liệu cũ: vượt mức vốn góp chỉ cảnh báo", required=False)

    def prepare(self) -> None:
        """The people of the cooperative."""
        self.fields["person"].queryset = Person.objects.filter(cooperative=self.cooperative)
        self.fields["valid_from"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """Somebody must be named."""
        data = super().clean() or {}
        if not data.get("name") and not data.get("person"):
            self.add_error("name", "Hãy ghi tên thành viên hoặc chọn người đã có.")
        return data


class MemberCapitalForm(HouseForm):
    """Vốn góp của thành viên."""

    valid_from = DateField(label="Từ ngày")
    capital_vnd = MoneyField(label="Vốn góp")
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)
