"""What a person ticks in the settings of notices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from lmhtx.notices.queries import choices
from lmhtx.notices.wishes import Wish
from lmhtx.outbox.addresses import is_set_up
from lmhtx.outbox.models import Channel
from lmhtx.ui.forms import HouseForm

WAYS = {
    "portal": "Trong cổng",
    "mail": "Qua thư",
    Channel.PUSH.value: "Thông báo đẩy",
    Channel.SMS.value: "SMS",
    Channel.ZALO.value: "Zalo",
}


class WishesForm(HouseForm):
    """A tick for each kind of notice and each channel that the office sends by."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices(person)
        self.ways = {
            way: words
            for way, words in WAYS.items()
            if way not in {Channel.SMS, Channel.ZALO} or is_set_up(Channel(way))
        }
        for choice in self.choices:
            for way in self.ways:
                is_on = getattr(choice.wish, f"is_on_{way}")
                self.fields[f"{choice.kind.key}:{way}"] = forms.BooleanField(required=False, initial=is_on)

    def rows(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """Title, then each way with its tick."""
        return [
            (
                choice.kind.title,
                [(words, self[f"{choice.kind.key}:{way}"]) for way, words in self.ways.items()],
            )
            for choice in self.choices
        ]

    def wishes(self) -> dict[str, Wish]:
        """What was ticked, by kind; a channel that the page does not show stays as it was."""
        ticked = self.cleaned_data
        return {
            choice.kind.key: replace(
                choice.wish, **{f"is_on_{way}": ticked[f"{choice.kind.key}:{way}"] for way in self.ways}
            )
            for choice in self.choices
        }
