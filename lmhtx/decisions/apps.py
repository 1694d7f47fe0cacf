"""Decisions as Django knows them."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What waits for a person's decision, and decisions that wait to hold."""

    name = "lmhtx.decisions"
    label = "decisions"
    verbose_name = "Cần tôi quyết"
