"""The people as Django knows them."""

from django.apps import AppConfig

from lmhtx.people import hands


class PeopleConfig(AppConfig):
    """People and their posts."""

    name = "lmhtx.people"
    label = "people"
    verbose_name = "Người dùng"

    def ready(self) -> None:
        """Columns that name who acted keep the person at the keys."""
        hands.install()
