"""Files as Django knows them."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files."""

    name = "lmhtx.files"
    label = "files"
    verbose_name = "Tệp"
