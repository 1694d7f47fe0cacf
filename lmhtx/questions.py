"""What a question for the queue "Cần tôi quyết" is made of; apps contribute them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """One way to answer; `act(thing, by, words)` is the app's own act, `phrases` are words offered at first.

    Of a question that asks for more than words, the act of a verdict with `takes_details` gets them by name.
    """

    key: str
    label: str
    done: str
    act: Callable[..., Any]
    is_main: bool = False
    takes_details: bool = False
    needs_words: bool = False
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Something that waits for a person's decision.

    `rows(user)` are those that wait for this person, without those under a deferred decision
    (`Decision.objects.waiting_on(key)`); `dress(rows)` adds what is shown of them. `since` names the column by which
    the oldest comes first. `seen(user)` is whatever of the kind exists for the person, waiting or not. `show(thing)`
    gives what the template shows as `shown`; `files(thing)` the attachments that are shown page by page.

    A question that needs more than words (who, until when) has `details(data, user, thing)`: a form whose `told()`
    gives plain values that are kept with the decision. It asks by its `details_template`, which gets it as `form`.
    """

    key: str
    title: str
    permission: str
    rows: Callable[[Any], QuerySet[Any]]
    dress: Callable[[QuerySet[Any]], QuerySet[Any]]
    since: str
    seen: Callable[[Any], QuerySet[Any]]
    show: Callable[[Any], dict[str, Any]]
    template: str
    verdicts: tuple[Verdict, ...]
    files: Callable[[Any], Iterable[Any]]
    details: Callable[[Any, Any, Any], Any] | None = None
    details_template: str = ""
    order: int = 100

    def verdict(self, key: str) -> Verdict | None:
        """The way to answer of that key."""
        return next((one for one in self.verdicts if one.key == key), None)
