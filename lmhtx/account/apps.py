"""Sign-in and the pages of the directory as Django knows them."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Sign-in, people and directory; the label `account` belongs to allauth."""

    name = "lmhtx.account"
    label = "portal_account"
    verbose_name = "Người dùng, danh bạ và tham số"
