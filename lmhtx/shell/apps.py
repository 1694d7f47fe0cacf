"""The hall as Django knows it."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Menu and first pages."""

    name = "lmhtx.shell"
    label = "shell"
    verbose_name = "Trang chung"
