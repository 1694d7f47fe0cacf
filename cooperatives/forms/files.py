"""Forms of a cooperative's own file and of what holds of it from a day on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cooperatives import vsic
from cooperatives.models import Cooperative
from cooperatives.queries.places import communes_today, old_communes
from lmhtx.base import clock
from lmhtx.directory.models import Agency, Commune
from lmhtx.ui.fields import DateField, MoneyField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm
from lmhtx.vn.identity import BadNumber, phone

GROUND = {
    "label": "Căn cứ",
    "max_length": 200,
    "required": False,
    "help_text": "Số, ngày văn bản hoặc giấy chứng nhận.",
}


class PhoneField(forms.CharField):
    """A telephone number, checked and written alike."""

    def clean(self, value: Any) -> str:
        """Ten or eleven figures, or what is wrong with them."""
        written = super().clean(value)
        try:
            return phone(written) if written else ""
        except BadNumber as bad:
            raise ValidationError(str(bad), code="phone") from bad


class DayForm(HouseForm):
    """Đếm đến cuối ngày nào, theo xã nào."""

    day = DateField(label="Tính đến hết ngày", required=False)
    of_today = forms.BooleanField(label="Quy về xã, phường hiện nay", required=False)


class CooperativeForm(HouseModelForm):
    """Hồ sơ hợp tác xã."""

    phone = PhoneField(label="Điện thoại", required=False, max_length=30)
    website = forms.URLField(label="Trang mạng", required=False, max_length=200, assume_scheme="https")
    registered_by = PickerField(Agency.objects.none(), label="Cơ quan đăng ký", required=False)

    class Meta:
        model = Cooperative
        fields: ClassVar[list[str]] = [
            "kind",
            "code",
            "phone",
            "email",
            "website",
            "first_registered_on",
            "change_number",
            "changed_registration_on",
            "registered_by",
            "registered_by_written",
            "governance",
            "model_2020",
            "last_assembly_on",
            "size_by_hand",
            "size_ground",
            "source",
            "verified_on",
            "note",
        ]
        help_texts: ClassVar[dict[str, str]] = {
            "code": "10 chữ số, trùng mã số thuế. Để trống nếu chưa có; đã ghi thì không đổi được.",
            "size_by_hand": "Chỉ dùng khi chưa có ngưỡng hoặc số liệu để tính.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_by"].queryset = Agency.objects.all()
        if self.instance.pk and self.instance.code:
            self.fields["code"].disabled = True

    def clean_code(self) -> str | None:
        """No code is no code, not an empty one."""
        return self.cleaned_data.get("code") or None


class NewCooperativeForm(CooperativeForm):
    """Lập hồ sơ hợp tác xã."""

    text = forms.CharField(label="Địa chỉ", required=False, max_length=300)
    commune = PickerField(Commune.objects.none(), label="Xã, phường", required=False)
    charter_vnd = MoneyField(label="Vốn điều lệ", required=False)
    contributed_vnd = MoneyField(label="Vốn thực góp", required=False)

    class Meta(CooperativeForm.Meta):
        fields: ClassVar[list[str]] = ["name", "short_name", "foreign_name", *CooperativeForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = communes_today()
        names = ["kind", "code", "name", "short_name", "foreign_name", "text", "commune"]
        self.order_fields([*names, "charter_vnd", "contributed_vnd"])

    @property
    def place(self) -> dict[str, Any]:
        """Where it is seated."""
        commune = self.cleaned_data["commune"]
        return {"text": self.cleaned_data["text"] or str(commune or ""), "commune": commune}

    @property
    def capital(self) -> dict[str, Any]:
        """What it is founded on."""
        return {name: self.cleaned_data[name] for name in ("charter_vnd", "contributed_vnd")}


class FactForm(HouseForm):
    """A form about one cooperative, which it may look at."""

    def __init__(self, *args: Any, cooperative: Cooperative, user: Any, **kwargs: Any) -> None:
        self.cooperative, self.user = cooperative, user
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill what the fields offer; override."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the act is given."""
        return dict(self.cleaned_data)


class NameForm(FactForm):
    """Đổi tên từ ngày."""

    valid_from = DateField(label="Từ ngày")
    name = forms.CharField(label="Tên mới", max_length=250)
    short_name = forms.CharField(label="Tên viết tắt", max_length=120, required=False)
    foreign_name = forms.CharField(label="Tên tiếng nước ngoài", max_length=250, required=False)
    ground = forms.CharField(**GROUND)


class AddressForm(FactForm):
    """Chuyển địa chỉ từ ngày."""

    valid_from = DateField(label="Từ ngày")
    text = forms.CharField(label="Địa chỉ", max_length=300)
    commune = PickerField(Commune.objects.none(), label="Xã, phường hiện nay")
    old_text = forms.CharField(label="Địa chỉ như ghi trên giấy", max_length=300, required=False)
    old_commune = PickerField(Commune.objects.none(), label="Xã, phường cũ", required=False)
    ground = forms.CharField(**GROUND)

    def prepare(self) -> None:
        """Communes of today and of the past."""
        self.fields["commune"].queryset = communes_today()
        self.fields["old_commune"].queryset = old_communes()


class CapitalForm(FactForm):
    """Ghi vốn từ ngày."""

    valid_from = DateField(label="Từ ngày")
    charter_vnd = MoneyField(label="Vốn điều lệ")
    contributed_vnd = MoneyField(label="Vốn thực góp", required=False)
    ground = forms.CharField(**GROUND)


class FiguresForm(FactForm):
    """Số liệu năm dùng để tính quy mô."""

    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2100)
    official_members = forms.IntegerField(
        label="Thành viên chính thức", min_value=0, max_value=10**6, required=False
    )
    revenue_vnd = MoneyField(label="Doanh thu", required=False)
    capital_vnd = MoneyField(label="Tổng nguồn vốn", required=False)
    source = forms.CharField(label="Nguồn số liệu", max_length=200)

    def prepare(self) -> None:
        """The year before, as a rule."""
        self.fields["year"].initial = clock.today().year - 1

    def clean(self) -> dict[str, Any]:
        """At least one figure; the year has begun."""
        data = super().clean() or {}
        figures = ("official_members", "revenue_vnd", "capital_vnd")
        if not self.errors and all(data.get(name) is None for name in figures):
            self.add_error("official_members", "Hãy ghi ít nhất một số liệu.")
        if (data.get("year") or 0) > clock.today().year:
            self.add_error("year", "Năm này chưa đến.")
        return data


class OldNumberForm(FactForm):
    """Số giấy chứng nhận cũ."""

    number = forms.CharField(label="Số giấy chứng nhận cũ", max_length=60)
    issued_on = DateField(label="Cấp ngày", required=False)
    issuer = forms.CharField(label="Nơi cấp", max_length=200, required=False)


class ActivityForm(FactForm):
    """Thêm ngành nghề."""

    line = forms.ChoiceField(label="Mã ngành", choices=[])
    detail = forms.CharField(label="Chi tiết", max_length=300, required=False)
    is_main = forms.BooleanField(label="Là ngành chính", required=False)

    def prepare(self) -> None:
        """The lines of the edition in force; the one before is there for papers of its time."""
        offered = [
            (
                f"{version.decision}",
                [(f"{version.key}:{line.code}", str(line)) for line in vsic.registered(version.key)],
            )
            for version in reversed(vsic.versions())
        ]
        self.fields["line"].choices = [("", "– Chọn –"), *offered]
        self.fields["line"].widget.attrs["data-lmhtx-picker"] = "one"

    @property
    def facts(self) -> dict[str, Any]:
        """Edition and code apart."""
        version, code = self.cleaned_data["line"].split(":")
        return {
            "version": version,
            "code": code,
            **{name: self.cleaned_data[name] for name in ("detail", "is_main")},
        }


class DoubleForm(FactForm):
    """Gộp hồ sơ trùng."""

    double = PickerField(
        Cooperative.objects.none(),
        label="Hồ sơ trùng, sẽ dẫn về hồ sơ này",
        help_text="Mã số, số cũ của hồ sơ trùng được giữ để tìm. Việc gộp không hoàn tác được.",
    )
    reason = forms.CharField(label="Lý do", max_length=300)

    def prepare(self) -> None:
        """Every other file within reach."""
        others = Cooperative.objects.visible_to(self.user).exclude(pk=self.cooperative.pk)
        self.fields["double"].queryset = others.select_related("commune")


class AdmitForm(FactForm):
    """Kết nạp vào Liên minh."""

    admitted_on = DateField(label="Kết nạp ngày")
    decision = forms.CharField(label="Quyết định kết nạp", max_length=120)


class LetGoForm(FactForm):
    """Ra khỏi Liên minh."""

    left_on = DateField(label="Ra ngày")
    left_decision = forms.CharField(label="Quyết định cho ra", max_length=120)
    left_reason = forms.CharField(label="Lý do", max_length=250, required=False)
