"""Named constraints whose messages a person understands."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q


def both_or_neither(first: str, second: str, *, message: str, name: str) -> CheckConstraint:
    """Two fields that are filled together or not at all."""
    together = Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )
    return CheckConstraint(condition=together, name=name, violation_error_message=message)


def in_order(earlier: str, later: str, *, message: str, name: str) -> CheckConstraint:
    """Two days of which the second is not before the first, where both are known."""
    ordered = (
        Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)})
    )
    return CheckConstraint(condition=ordered, name=name, violation_error_message=message)


def positive(field: str, *, message: str, name: str) -> CheckConstraint:
    """A number that is above zero where it is known."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": 0}),
        name=name,
        violation_error_message=message,
    )
