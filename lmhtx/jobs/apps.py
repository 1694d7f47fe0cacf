"""Work behind the page as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work."""

    name = "lmhtx.jobs"
    label = "jobs"
    verbose_name = "Việc chạy nền"
