"""Workflows as Django knows them."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """How cases move."""

    name = "lmhtx.workflow"
    label = "workflow"
    verbose_name = "Quy trình"
