"""The app plans as Django knows it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans and tasks."""

    name = "plans"
    verbose_name = "Kế hoạch"
