"""Who acts for whom."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.access import REGISTERED, may_hand_on
from lmhtx.access.matrix import areas
from lmhtx.account.access import people_in_reach
from lmhtx.base import clock
from lmhtx.people.delegation import Delegation
from lmhtx.people.models import User
from lmhtx.ui.fields import PickerField
from lmhtx.ui.forms import HouseModelForm


class DelegationForm(HouseModelForm):
    """Ủy quyền, vắng mặt."""

    person = PickerField(User.objects.none(), label="Người ủy quyền (người vắng mặt)")
    substitute = PickerField(User.objects.none(), label="Người làm thay")
    permissions = forms.MultipleChoiceField(
        label="Chỉ giao những quyền này",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu mục nào: giao mọi quyền mà người ủy quyền được giao lại.",
    )

    class Meta:
        model = Delegation
        fields = ("person", "substitute", "kind", "valid_from", "valid_to", "ground", "permissions")
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "kind": "Trợ lý thường trực chỉ nhập thay (giao việc, ý kiến chỉ đạo, báo cáo), "
            "không ký, không duyệt gia hạn, không xác nhận kết quả.",
            "valid_to": "Hết ngày này, người làm thay tự động thôi quyền.",
            "ground": "Giấy ủy quyền, quyết định cử đi học, đơn nghỉ phép… Ví dụ: Thông báo số 12/TB-LM.",
        }

    def __init__(self, *args: Any, user: User, person: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at_work = User.objects.visible_to(user).at_work(clock.today())
        self.fields["person"].queryset = at_work.filter(people_in_reach(user))
        self.fields["substitute"].queryset = at_work
        shown = person or user
        self.fields["permissions"].choices = _choices(shown)
        self.initial.setdefault("person", shown.pk)
        self.initial["valid_from"] = clock.today()

    def clean_permissions(self) -> list[str]:
        """Only what the house knows."""
        return [key for key in self.cleaned_data["permissions"] if key in REGISTERED]


def _choices(person: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the person may hand on, by area."""
    held = set(may_hand_on(person, only_entering=False))
    found = [
        (area.name, [(row.permission.value, row.permission.label) for row in area.rows])
        for area in areas()
        if held.intersection(row.permission.value for row in area.rows)
    ]
    return [(name, [pair for pair in pairs if pair[0] in held]) for name, pairs in found]
