"""Excel in and out as Django knows it."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Lists out, registers in."""

    name = "lmhtx.exchange"
    label = "exchange"
    verbose_name = "Nhập, xuất Excel"
