"""The API as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other programs ask of the portal."""

    name = "lmhtx.api"
    label = "api"
    verbose_name = "API"
