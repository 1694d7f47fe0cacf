"""Who hears as well while somebody is away: what is told to him goes to his substitute too, marked as his."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lmhtx.people.delegation import Delegation, substitutes
from lmhtx.people.models import User


def with_substitutes(people: Iterable[User], line: str) -> Iterator[tuple[User, str]]:
    """The people with the line each is told; a substitute who hears it anyway hears it once, as himself."""
    told = list(people)
    away = substitutes()
    reached = {person.pk for person in told}
    for person in told:
        yield person, line
        delegation = away.get(person.pk)
        if delegation is not None and delegation.substitute_id not in reached:
            reached.add(delegation.substitute_id)
            yield delegation.substitute, instead(delegation, line)


def instead(delegation: Delegation, line: str) -> str:
    """The line as the substitute reads it."""
    return f"(thay {delegation.person}) {line}"
