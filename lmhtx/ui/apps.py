"""The face as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Pages, forms, lists."""

    name = "lmhtx.ui"
    label = "ui"
    verbose_name = "Giao diện"
