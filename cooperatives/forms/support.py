"""Forms of policies, confirmations and support."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from cooperatives.enums.register import Kind, Sector
from cooperatives.enums.support import COUNTED, LISTED, Asked, ConditionPart, Known, Money
from cooperatives.forms.files import FactForm
from cooperatives.models import SupportPolicy
from lmhtx.base import clock
from lmhtx.ui.fields import DateField, MoneyField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm

CHOOSE = ("", "– Chọn –")


class PolicyForm(HouseModelForm):
    """Chính sách hỗ trợ."""

    valid_from = DateField(label="Áp dụng từ ngày")
    valid_to = DateField(
        label="Đến hết ngày", required=False, help_text="Còn áp dụng, chưa có hạn thì để trống."
    )

    class Meta:
        model = SupportPolicy
        fields: ClassVar[list[str]] = [
            "key",
            "name",
            "group",
            "legal_basis",
            "valid_from",
            "valid_to",
            "is_verified",
            "doubt",
        ]
        help_texts: ClassVar[dict[str, str]] = {
            "key": "Chữ ngắn để gọi chính sách qua các bản, ví dụ ND113_HTX.",
            "legal_basis": "Số, ngày văn bản, điều, khoản.",
            "is_verified": "Chỉ đánh dấu khi đã so điều kiện với nguyên văn.",
        }


class PolicyUpdateForm(PolicyForm):
    """Sửa chính sách hỗ trợ."""

    class Meta(PolicyForm.Meta):
        fields: ClassVar[list[str]] = [name for name in PolicyForm.Meta.fields if name != "key"]


class EditionForm(HouseForm):
    """Lập bản mới."""

    valid_from = DateField(
        label="Bản mới áp dụng từ ngày", help_text="Bản cũ hết áp dụng vào ngày liền trước."
    )
    legal_basis = forms.CharField(
        label="Căn cứ của bản mới", max_length=300, help_text="Số, ngày văn bản, điều, khoản."
    )


class ConditionForm(HouseForm):
    """Thêm điều kiện."""

    part = forms.ChoiceField(label="Phần", choices=ConditionPart.choices())
    test = forms.ChoiceField(label="Xét", choices=[CHOOSE, *Asked.choices()])
    bound = forms.IntegerField(
        label="Mức",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Chỉ ghi cho điều kiện so với một mức: số tháng, số thành viên, tỷ lệ.",
    )
    allowed = forms.MultipleChoiceField(
        label="Trong các loại",
        required=False,
        choices=[("Loại hình", Kind.choices()), ("Lĩnh vực", Sector.choices()[:-1])],
        widget=forms.SelectMultiple,
        help_text="Chỉ chọn cho điều kiện về loại hình, lĩnh vực.",
    )
    place = forms.CharField(label="Điểm, khoản", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A number or a list just where the test asks for one."""
        cleaned: dict[str, Any] = super().clean()
        test = cleaned.get("test")
        if test in COUNTED and not cleaned.get("bound") and "bound" not in self.errors:
            self.add_error("bound", "Điều kiện này so với một mức; hãy ghi mức.")
        if test not in COUNTED:
            cleaned["bound"] = 0
        words: Any = {Asked.KIND: Kind, Asked.SECTOR: Sector}.get(Asked(test)) if test else None
        cleaned["allowed"] = [one for one in cleaned.get("allowed", []) if words and one in set(words)]
        if test in LISTED and not cleaned["allowed"]:
            self.add_error("allowed", "Hãy chọn ít nhất một loại của điều kiện này.")
        return cleaned


class ConfirmForm(FactForm):
    """Xác nhận điều kiện hỗ trợ."""

    known = forms.ChoiceField(label="Điều xác nhận", choices=[CHOOSE, *Known.choices()])
    holds = forms.TypedChoiceField(
        label="Đúng hay không",
        choices=[CHOOSE, ("true", "Đúng"), ("false", "Không đúng")],
        coerce=lambda word: word == "true",
    )
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(
        label="Có giá trị đến hết ngày",
        required=False,
        help_text="Điều chỉ đúng cho năm trước thì ghi ngày cuối năm nay.",
    )
    ground = forms.CharField(
        label="Căn cứ", max_length=250, help_text="Giấy tờ đã xem: báo cáo tài chính, văn bản của xã…"
    )


class SupportForm(FactForm):
    """Ghi khoản hỗ trợ."""

    policy = PickerField(SupportPolicy.objects.none(), label="Theo chính sách")
    content = forms.CharField(
        label="Nội dung hỗ trợ", max_length=250, help_text="Hỗ trợ gì, bao nhiêu: lớp học, máy, kho lạnh…"
    )
    money = forms.ChoiceField(label="Nguồn kinh phí", choices=[CHOOSE, *Money.choices()])
    giver = forms.CharField(label="Cơ quan, đơn vị hỗ trợ", max_length=200)
    amount_vnd = MoneyField(label="Số tiền hỗ trợ dự kiến", min_value=1)
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(label="Đến hết ngày")

    def prepare(self) -> None:
        """Policies of today first; those of the past for decisions of the past."""
        rows = SupportPolicy.objects.visible_to(self.user).filter(Q(valid_from__lte=clock.today()))
        self.fields["policy"].queryset = rows.order_by("-valid_to", "group", "name", "id")


class ApproveForm(HouseForm):
    """Ghi phê duyệt hỗ trợ."""

    decision = forms.CharField(label="Số quyết định", max_length=60)
    decided_on = DateField(
        label="Ngày quyết định", help_text="Điều kiện được xét và lưu theo chính sách, số liệu của ngày này."
    )
    amount_vnd = MoneyField(label="Số tiền được phê duyệt", min_value=1)
    exception = forms.CharField(
        label="Vì sao vẫn hỗ trợ",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi theo sổ hợp tác xã không đủ điều kiện.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GiveForm(HouseForm):
    """Ghi đã hỗ trợ."""

    given_on = DateField(label="Hỗ trợ ngày")
    given_vnd = MoneyField(label="Số tiền đã hỗ trợ", min_value=1)


class SupportEndForm(HouseForm):
    """Kết thúc, rút khoản hỗ trợ."""

    ended_on = DateField(label="Ngày")
    end_note = forms.CharField(
        label="Kết quả, lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
