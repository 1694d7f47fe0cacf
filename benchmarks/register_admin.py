"""Django's own change list of cooperatives, with the columns and filters of the register: the baseline of its list."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import path

from cooperatives.models import Cooperative
from lmhtx.urls import urlpatterns as portal


class OpenSite(AdminSite):
    """An admin that lets everyone in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever is signed in."""
        return request.user.is_authenticated


class CooperativeAdmin(ModelAdmin):
    """The same columns, join and filters; rows a page, counts and order as Django and the model have them."""

    list_display = (
        "name", "code", "kind", "commune", "status", "sector", "size", "representative", "charter_vnd",
        "first_registered_on",
    )  # fmt: skip
    list_select_related = ("commune",)
    search_fields = ("name", "short_name", "foreign_name", "code")
    list_filter: ClassVar[tuple[str, ...]] = ("kind", "status", "sector", "size", "is_member", "commune")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Everyone looks."""
        return True

    has_change_permission = has_module_permission = has_view_permission


site = OpenSite(name="admin")
site.register(Cooperative, CooperativeAdmin)
urlpatterns = [path("do-bang-admin/", site.urls), *portal]
