"""What a person ticks in the settings of notices."""

from __future__ import annotations

from typing import Any

from django import forms

from lmhtx.notices.queries import choices
from lmhtx.notices.wishes import Wish
from lmhtx.ui.forms import HouseForm


class WishesForm(HouseForm):
    """Two ticks for each kind of notice."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices(person)
        for choice in self.choices:
            for way, is_on in (("portal", choice.wish.is_on_portal), ("mail", choice.wish.is_on_mail)):
                self.fields[f"{choice.kind.key}:{way}"] = forms.BooleanField(required=False, initial=is_on)

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Title, tick for the portal, tick for mail."""
        return [
            (choice.kind.title, self[f"{choice.kind.key}:portal"], self[f"{choice.kind.key}:mail"])
            for choice in self.choices
        ]

    def wishes(self) -> dict[str, Wish]:
        """What was ticked, by kind."""
        ticked = self.cleaned_data
        return {
            choice.kind.key: Wish(ticked[f"{choice.kind.key}:portal"], ticked[f"{choice.kind.key}:mail"])
            for choice in self.choices
        }
