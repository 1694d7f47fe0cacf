"""The app hr as Django knows it."""

from django.apps import AppConfig


class HrConfig(AppConfig):
    """Staff records."""

    name = "hr"
    verbose_name = "Cán bộ"
