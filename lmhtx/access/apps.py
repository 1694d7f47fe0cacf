"""Rights as Django knows them."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Rights."""

    name = "lmhtx.access"
    label = "access"
    verbose_name = "Phân quyền"
