"""Who is away and who assists whom in the demonstration office."""

from __future__ import annotations

from datetime import date, timedelta

from lmhtx.account.actions.delegations import delegate
from lmhtx.people.delegation import Delegation, DelegationKind
from lmhtx.people.models import User

# (who, for whom he acts, how, days from today to the first and to the last, ground)
ROWS = (
    ("tindung", "giamdocquy", DelegationKind.ABSENCE, -1, 5, "Thông báo số 31/TB-LM: Giám đốc Quỹ đi học"),
    ("vanthu", "phochutich", DelegationKind.ASSISTANT, -14, 107, "Thông báo số 18/TB-LM: phân công trợ lý"),
)


def load(day: date) -> None:
    """One absence with a substitute, and the standing assistant of the Phó Chủ tịch."""
    people = {user.username: user for user in User.objects.all()}
    for substitute, person, kind, first, last, ground in ROWS:
        one = Delegation(
            person=people[person],
            substitute=people[substitute],
            kind=kind,
            valid_from=day + timedelta(days=first),
            valid_to=day + timedelta(days=last),
            ground=ground,
        )
        delegate(delegation=one, by=people[person])
