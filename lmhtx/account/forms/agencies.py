"""Agencies, their names, aliases, successors and groups."""

from __future__ import annotations

from django import forms

from lmhtx.base import clock
from lmhtx.directory.models import Agency, Commune, GroupMember
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.ui.fields import DateField, PickerField
from lmhtx.ui.forms import HouseForm, HouseModelForm


class AgencyForm(HouseModelForm):
    """An entry of the directory."""

    parent = PickerField(Agency.objects.none(), label="Trực thuộc", required=False)
    commune = PickerField(Commune.objects.none(), label="Xã, phường", required=False)

    class Meta:
        model = Agency
        fields = (
            "kind",
            "name",
            "short_name",
            "parent",
            "commune",
            "valid_from",
            "phone",
            "email",
            "is_notified",
            "note",
        )
        help_texts = {
            "name": "Chỉ sửa ở đây khi gõ sai. Cơ quan đổi tên thì dùng “Đổi tên từ ngày” để văn bản cũ giữ tên cũ.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["parent"].queryset = Agency.objects.valid_on(today).exclude(pk=self.instance.pk)
        self.fields["commune"].queryset = Commune.objects.filter(valid_to__isnull=True).select_related(
            "province"
        )
        if self.instance.kind != AgencyKind.ALLIANCE:
            self.fields["kind"].choices = [c for c in AgencyKind.choices if c[0] != AgencyKind.ALLIANCE]


class RenameForm(HouseForm):
    """A new name from a day on."""

    name = forms.CharField(label="Tên mới", max_length=250)
    short_name = forms.CharField(label="Tên ngắn mới", max_length=80, required=False)
    since = DateField(label="Từ ngày", help_text="Văn bản trước ngày này vẫn in tên cũ.")
    source = forms.CharField(label="Căn cứ", max_length=250, help_text="Số, ngày văn bản đổi tên.")


class ReplaceForm(HouseForm):
    """The last day of an agency and who takes over."""

    last_day = DateField(label="Hoạt động đến hết ngày")
    successor = PickerField(
        Agency.objects.none(),
        label="Cơ quan kế tiếp",
        required=False,
        help_text="Tên cũ gặp trong văn bản sau ngày này sẽ được hiểu là cơ quan kế tiếp.",
    )

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Agency.objects.valid_on(clock.today()).exclude(pk=agency.pk)


class AliasForm(HouseForm):
    """Another way of writing."""

    alias = forms.CharField(label="Cách viết khác", max_length=250)


class MemberForm(HouseModelForm):
    """An agency that belongs to a group from a day on."""

    member = PickerField(Agency.objects.none(), label="Cơ quan")

    class Meta:
        model = GroupMember
        fields = ("member", "valid_from")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = Agency.objects.valid_on(clock.today())
        self.initial["valid_from"] = clock.today()


class MapForm(HouseForm):
    """Which agency a name in a paper means."""

    agency = PickerField(
        Agency.objects.none(),
        label="Tên này là cơ quan, đơn vị",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.valid_on(clock.today())
