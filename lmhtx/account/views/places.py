"""Communes, the old ones leading to those of today, and provinces."""

from __future__ import annotations

from lmhtx.account.access import DirectoryPerm
from lmhtx.account.actions.values import save_place
from lmhtx.account.filters import CommuneFilter, ProvinceFilter
from lmhtx.account.forms.places import CommuneForm, ProvinceForm
from lmhtx.account.tables import CommuneTable, ProvinceTable
from lmhtx.directory.models import Commune, Province
from lmhtx.ui.pages import DetailPage, ListPage, UpdatePage

COMMUNES = (("Xã, phường", "commune_list"),)
PROVINCES = (("Tỉnh, thành phố", "province_list"),)


class CommuneList(ListPage):
    """Xã, phường."""

    model, table, filterset = Commune, CommuneTable, CommuneFilter
    permission = DirectoryPerm.VIEW_DIRECTORY
    title = "Xã, phường"
    default_order = "name"
    offered_views = (("Hiện nay", "state=now"), ("Trước 01/7/2025", "state=past"))

    def queryset(self):
        return super().queryset().select_related("province")


class CommuneDetail(DetailPage):
    """Một xã, phường: từ đâu đến, nay về đâu."""

    model, permission, crumbs = Commune, DirectoryPerm.VIEW_DIRECTORY, COMMUNES
    template = "directory/commune_detail.html"

    def queryset(self):
        return super().queryset().select_related("province")

    def context(self, **extra):
        commune = extra["object"]
        return super().context(
            went_into=commune.went_into.select_related("new__province").order_by("-is_default", "new__name"),
            came_from=commune.came_from.select_related("old__province").order_by(
                "old__old_district", "old__name"
            ),
            agencies=commune.agencies.all(),
            may_edit=self.request.user.has_perm(DirectoryPerm.EDIT_DIRECTORY),
            **extra,
        )


class CommuneUpdate(UpdatePage):
    """Sửa tên, loại xã phường."""

    model, form, permission, crumbs = Commune, CommuneForm, DirectoryPerm.EDIT_DIRECTORY, COMMUNES

    def act(self, form):
        return save_place(place=form.save(commit=False), by=self.request.user)


class ProvinceList(ListPage):
    """Tỉnh, thành phố."""

    model, table, filterset = Province, ProvinceTable, ProvinceFilter
    permission = DirectoryPerm.VIEW_DIRECTORY
    title = "Tỉnh, thành phố"
    default_order = "name"
    offered_views = (("Hiện nay", "state=now"), ("Trước 01/7/2025", "state=past"))

    def queryset(self):
        return super().queryset().select_related("successor")


class ProvinceUpdate(UpdatePage):
    """Sửa tên, loại tỉnh, thành phố."""

    model, form, permission, crumbs = Province, ProvinceForm, DirectoryPerm.EDIT_DIRECTORY, PROVINCES

    def act(self, form):
        return save_place(place=form.save(commit=False), by=self.request.user)
