"""The directory as Django knows it."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Names and places."""

    name = "lmhtx.directory"
    label = "directory"
    verbose_name = "Danh bạ"
