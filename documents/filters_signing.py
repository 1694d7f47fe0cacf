"""How the list of certificates is searched."""

from __future__ import annotations

from typing import ClassVar

from documents.models import SigningCertificate
from lmhtx.ui.filters import HouseFilterSet


class CertificateFilter(HouseFilterSet):
    """Filters of the list of certificates."""

    search_in = ("name", "person__full_name", "body__name")

    class Meta:
        model = SigningCertificate
        fields: ClassVar[list[str]] = []
