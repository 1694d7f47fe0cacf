"""The app emulation as Django knows it."""

from django.apps import AppConfig


class EmulationConfig(AppConfig):
    """Award rounds."""

    name = "emulation"
    verbose_name = "Thi đua - khen thưởng"
