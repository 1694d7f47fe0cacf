"""Who may sign in whose name, and the short names of units."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from documents.access.outgoing import OutPerm
from documents.actions import authority as acts
from documents.filters import SigningAuthorityFilter, UnitAbbreviationFilter
from documents.forms.outgoing import AbbreviationForm, AuthorityForm
from documents.models import SigningAuthority, UnitAbbreviation
from documents.tables import SigningAuthorityTable, UnitAbbreviationTable
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

AUTHORITIES = (("Thẩm quyền ký", "authority_list"),)
ABBREVIATIONS = (("Ký hiệu đơn vị", "abbreviation_list"),)


class AuthorityList(ListPage):
    """Thẩm quyền ký."""

    model, table, filterset = SigningAuthority, SigningAuthorityTable, SigningAuthorityFilter
    permission = OutPerm.KEEP_AUTHORITY
    title = "Thẩm quyền ký"
    button = Button("Ghi thẩm quyền ký", "authority_create", permission=OutPerm.KEEP_AUTHORITY)
    empty = "Chưa ghi thẩm quyền ký nào"

    def queryset(self) -> Any:
        """With what each row names."""
        return super().queryset().select_related("person", "body")


class AuthorityCreate(CreatePage):
    """Ghi thẩm quyền ký."""

    model, form = SigningAuthority, AuthorityForm
    permission = OutPerm.KEEP_AUTHORITY
    title = "Ghi thẩm quyền ký"
    crumbs = AUTHORITIES
    message = "Đã ghi thẩm quyền ký."

    def act(self, form: Any) -> SigningAuthority:
        """Write it down."""
        return acts.keep_authority(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("authority_list")


class AuthorityUpdate(UpdatePage):
    """Sửa thẩm quyền ký."""

    model, form = SigningAuthority, AuthorityForm
    permission = OutPerm.KEEP_AUTHORITY
    title = "Sửa thẩm quyền ký"
    crumbs = AUTHORITIES

    def act(self, form: Any) -> SigningAuthority:
        """Mend it."""
        return acts.keep_authority(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("authority_list")


class AbbreviationList(ListPage):
    """Ký hiệu đơn vị."""

    model, table, filterset = UnitAbbreviation, UnitAbbreviationTable, UnitAbbreviationFilter
    permission = OutPerm.KEEP_AUTHORITY
    title = "Ký hiệu đơn vị"
    button = Button("Thêm ký hiệu", "abbreviation_create", permission=OutPerm.KEEP_AUTHORITY)
    empty = "Chưa có ký hiệu đơn vị nào"

    def queryset(self) -> Any:
        """With the unit of each."""
        return super().queryset().select_related("unit")


class AbbreviationCreate(CreatePage):
    """Thêm ký hiệu đơn vị."""

    model, form = UnitAbbreviation, AbbreviationForm
    permission = OutPerm.KEEP_AUTHORITY
    title = "Thêm ký hiệu đơn vị"
    crumbs = ABBREVIATIONS
    message = "Đã ghi ký hiệu."

    def act(self, form: Any) -> UnitAbbreviation:
        """Write it down."""
        return acts.keep_abbreviation(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("abbreviation_list")


class AbbreviationUpdate(UpdatePage):
    """Sửa ký hiệu đơn vị."""

    model, form = UnitAbbreviation, AbbreviationForm
    permission = OutPerm.KEEP_AUTHORITY
    title = "Sửa ký hiệu đơn vị"
    crumbs = ABBREVIATIONS

    def act(self, form: Any) -> UnitAbbreviation:
        """Mend it."""
        return acts.keep_abbreviation(form=form, by=self.request.user)

    def address(self, thing: Any) -> str:
        """Back to the list."""
        del thing
        return reverse("abbreviation_list")
