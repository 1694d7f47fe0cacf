"""The app fund as Django knows it."""

from django.apps import AppConfig


class FundConfig(AppConfig):
    """The support fund."""

    name = "fund"
    verbose_name = "Quỹ hỗ trợ phát triển"
