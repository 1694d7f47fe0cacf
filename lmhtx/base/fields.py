"""Fields whose unit is part of their kind."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lmhtx.vn.text import fold


class FoldedField(models.TextField):
    """The folded words of other fields, kept beside them so that search needs no accents."""

    words_of = staticmethod(fold)

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        """`of` names the fields whose words are folded together."""
        self.of = of
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Keep `of` in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's signature
        """Fold the words as they stand at each save."""
        del add
        words = self.words_of(" ".join(str(getattr(model_instance, name) or "") for name in self.of))
        setattr(model_instance, self.attname, words)
        return words


def year_field(label: str, **options: Any) -> models.PositiveSmallIntegerField[Any, Any]:
    """A calendar year from 1945 to 2100."""
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(1945), MaxValueValidator(2100)], **options
    )
