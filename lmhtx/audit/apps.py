"""The audit trail as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done."""

    name = "lmhtx.audit"
    label = "audit"
    verbose_name = "Nhật ký"
