"""The outbox as Django knows it."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What leaves the house."""

    name = "lmhtx.outbox"
    label = "outbox"
    verbose_name = "Thư gửi đi"
