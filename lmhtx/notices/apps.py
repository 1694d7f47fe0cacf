"""Notices as Django knows them."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Telling people."""

    name = "lmhtx.notices"
    label = "notices"
    verbose_name = "Thông báo"
