"""Upkeep as Django knows it."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Keeping the house standing."""

    name = "lmhtx.upkeep"
    label = "upkeep"
    verbose_name = "Trông nom hệ thống"
