"""Forms of model cooperatives."""

from __future__ import annotations

from django import forms

from cooperatives.enums.pilots import PilotPart
from cooperatives.forms.files import FactForm
from cooperatives.models import Cooperative, PilotRole
from lmhtx.base import clock
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm


class PilotForm(FactForm):
    """Ghi vai trò mô hình."""

    part = forms.ChoiceField(label="Vai trò", choices=[("", "– Chọn –"), *PilotPart.choices()])
    programme = forms.CharField(
        label="Chương trình, mô hình",
        max_length=200,
        help_text="Ví dụ: Mô hình HTX điểm liên huyện. Ghi cùng một tên cho mọi HTX của mô hình.",
    )
    hub = PickerField(
        Cooperative.objects.none(),
        label="HTX điểm",
        required=False,
        help_text="Chỉ chọn khi ghi HTX vệ tinh.",
    )
    valid_from = DateField(label="Từ ngày")
    ground = forms.CharField(label="Căn cứ", max_length=200, help_text="Kế hoạch, quyết định chọn HTX.")

    def prepare(self) -> None:
        """Hubs of today within reach; the programme that was written last."""
        hubs = PilotRole.objects.on(clock.today()).filter(part=PilotPart.HUB).values("cooperative")
        rows = Cooperative.objects.visible_to(self.user).filter(pk__in=hubs).exclude(pk=self.cooperative.pk)
        self.fields["hub"].queryset = rows.select_related("commune")
        newest = PilotRole.objects.order_by("-id").values_list("programme", flat=True).first()
        self.fields["programme"].initial = newest


class PilotEndForm(HouseForm):
    """Thôi vai trò mô hình."""

    valid_to = DateField(label="Đến hết ngày")
    end_reason = forms.CharField(
        label="Lý do, văn bản", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
