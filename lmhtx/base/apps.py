"""Loads each app's dated values, rights, contributions and background work once all models are ready."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.conf import settings

LOADED = ("checks", "legal", "access", "tasks", "contributions")


class BaseConfig(AppConfig):
    """The ground floor."""

    name = "lmhtx.base"
    label = "base"
    verbose_name = "Nền móng"

    def ready(self) -> None:
        """Import what each installed app of ours gives to the house, and the checks that guard the start."""
        ours = [app.name for app in apps.get_app_configs() if app.path.startswith(str(_root()))]
        for module in LOADED:
            for name in ours:
                if find_spec(f"{name}.{module}") is not None:
                    import_module(f"{name}.{module}")


def _root() -> object:
    return settings.ROOT
