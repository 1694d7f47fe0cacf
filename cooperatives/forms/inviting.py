"""The form of an invitation in bulk: whom, where, by which ways."""

from __future__ import annotations

from typing import Any

from django import forms

from cooperatives.enums.inviting import InviteChannel, Invitee
from cooperatives.queries.places import communes_today
from lmhtx.directory.models import Commune
from lmhtx.ui.fields import ManyPickerField
from lmhtx.ui.forms import HouseForm


class InviteForm(HouseForm):
    """Mời hàng loạt."""

    invitee = forms.ChoiceField(label="Mời ai", choices=Invitee.choices())
    communes = ManyPickerField(
        Commune.objects.none(),
        label="Chỉ ở xã, phường",
        required=False,
        help_text="Để trống là mọi nơi; chọn các xã của một cán bộ để mời theo địa bàn.",
    )
    channels = forms.MultipleChoiceField(
        label="Mời bằng", choices=InviteChannel.choices(), widget=forms.CheckboxSelectMultiple
    )
    is_again = forms.BooleanField(label="Mời cả nơi hôm nay đã được mời bằng cách đó", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = communes_today()
