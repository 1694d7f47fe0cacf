"""The people as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and their posts."""

    name = "lmhtx.people"
    label = "people"
    verbose_name = "Người dùng"
