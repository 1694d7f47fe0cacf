"""Communes and provinces, whose kinds and names change."""

from __future__ import annotations

from lmhtx.directory.models import Commune, Province
from lmhtx.ui.forms import HouseModelForm


class CommuneForm(HouseModelForm):
    """Kind and name of a commune."""

    class Meta:
        model = Commune
        fields = ("kind", "name", "code", "valid_from", "valid_to")
        help_texts = {"kind": "xã, phường, thị trấn, đặc khu"}


class ProvinceForm(HouseModelForm):
    """Kind and name of a province."""

    class Meta:
        model = Province
        fields = ("kind", "name", "valid_to", "successor")
        help_texts = {"kind": "tỉnh hoặc thành phố"}
