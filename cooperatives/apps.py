"""The app cooperatives as Django knows it."""

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    """Register of cooperatives."""

    name = "cooperatives"
    verbose_name = "Hợp tác xã"
