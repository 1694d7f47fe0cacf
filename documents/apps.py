"""The app documents as Django knows it."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "documents"
    verbose_name = "Văn bản"
