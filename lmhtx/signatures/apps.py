"""The room as Django knows it."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Signatures: trusted roots and checks."""

    name = "lmhtx.signatures"
    label = "signatures"
    verbose_name = "Chữ ký số"
