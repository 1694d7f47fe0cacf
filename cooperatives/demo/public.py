"""About half of the invented cooperatives at work let everybody see them, each as far as it likes."""

from __future__ import annotations

import random
from datetime import date, timedelta

from cooperatives.enums.public import ASKED_FOR, PublicField
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, PublicAgreement
from cooperatives.queries.publishing import touch_public
from lmhtx.people.models import User
from lmhtx.vn.text import fold

SHARE, PHONES, MAILS, HEADS, SITES, TAKEN_BACK = 0.5, 0.7, 0.3, 0.4, 0.15, 0.04
DAYS_BACK = 200


def write_public(cooperatives: list[Cooperative], day: date) -> None:
    """Most show their telephone, fewer the name of who represents them; a few have taken it back."""
    dice = random.Random(11)  # noqa: S311 - invention, not secrets
    staff = User.objects.get(username="chuyenvien")
    chosen = [one for one in cooperatives if one.status == Status.ACTIVE and dice.random() < SHARE]
    PublicAgreement.objects.bulk_create(
        _agreement(one, number, day, staff, dice) for number, one in enumerate(chosen, 1)
    )
    touch_public()


def _agreement(one: Cooperative, number: int, day: date, staff: User, dice: random.Random) -> PublicAgreement:
    held = {
        PublicField.PHONE: bool(one.phone) and dice.random() < PHONES,
        PublicField.EMAIL: bool(one.email) and dice.random() < MAILS,
        PublicField.REPRESENTATIVE: bool(one.representative) and dice.random() < HEADS,
    }
    agreed_on = day - timedelta(days=dice.randrange(5, DAYS_BACK))
    agreement = PublicAgreement(
        cooperative=one,
        shows=[field.value for field in ASKED_FOR if held[field]],
        shown_name=one.representative if held[PublicField.REPRESENTATIVE] else "",
        website=f"https://htx-{one.pk}.example" if dice.random() < SITES else "",
        agreed_by=one.representative or fold(one.name).title(),
        agreed_on=agreed_on,
        paper=f"Giấy đồng ý số {number:03}, ngày {agreed_on:%d/%m/%Y}",
        created_by=staff,
    )
    if dice.random() < TAKEN_BACK:
        agreement.withdrawn_at, agreement.withdrawn_by = agreement.created_at, staff
        agreement.withdrawn_reason = "Hợp tác xã đề nghị"
    return agreement
