"""Who sees the directory: every signed-in person; what each may change is a matter of rights."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class OpenQuerySet(models.QuerySet[Any]):
    """Rows that are no secret within the house."""

    def visible_to(self, user: Any) -> Self:
        """All of them for a signed-in person, none for others."""
        return self if user.is_authenticated else self.none()
