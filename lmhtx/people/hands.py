"""Whose hands did it: columns that name who acted keep the person at the keys, not the one he stands in for.

While somebody stands in, `request.user` is the person he acts for, because rights and scope are that person's.
Whatever a view or act then puts into a column called `by` or `…_by` is turned into the true person here, for
every model of the house at once, so that no act can forget it. A column `InNameOf` beside it keeps the other name.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

MISSING = object()


def names_a_doer(field: Any) -> bool:
    """Whether the column says who did something: a person, called `by` or `…_by`."""
    is_person = isinstance(field, models.ForeignKey) and field.related_model is apps.get_model(
        settings.AUTH_USER_MODEL
    )
    return is_person and (field.name == "by" or field.name.endswith("_by"))


class TruePerson(ForwardManyToOneDescriptor):
    """The door of such a column: lets in the person at the keys and remembers the other name."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        hands = getattr(value, "stand_in", None)
        instance.__dict__[_memo(self.field.name)] = value if hands is not None else None
        super().__set__(instance, value if hands is None else hands)


class InNameOf(models.ForeignKey):
    """The person in whose name the doer of the column `beside` acted; empty when he acted for himself."""

    def __init__(self, beside: str = "", **options: Any) -> None:
        """Without `beside` it is a copy of the field, as migrations and the history make them."""
        self.beside = beside
        options.setdefault("to", settings.AUTH_USER_MODEL)
        options.setdefault("on_delete", models.PROTECT)
        super().__init__(
            **{"null": True, "blank": True, "editable": False, "related_name": "+", **options},
        )

    def deconstruct(self) -> Any:
        """An ordinary foreign key as far as the database is concerned."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        """Take the name that came with the doer."""
        person = model_instance.__dict__.get(_memo(self.beside), MISSING)
        if person is not MISSING:
            setattr(model_instance, self.name, person)
        return super().pre_save(model_instance, add)


def _memo(column: str) -> str:
    return f"_in_name_of_{column}"


def install() -> None:
    """Put the door before every such column of every model; once, when all models are ready."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if names_a_doer(field):
                setattr(model, field.name, TruePerson(field))
