"""Reports and papers as Django knows them."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Papers of the office."""

    name = "lmhtx.reports"
    label = "reports"
    verbose_name = "Báo cáo, văn bản"
