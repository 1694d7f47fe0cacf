"""What a cooperative lets everybody see, as its own people and the staff look at it."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from cooperatives.access.public import PublicPerm
from cooperatives.models import Cooperative, PublicAgreement
from cooperatives.queries.public import listed
from lmhtx.people.models import User


def publicity_of(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """What the file of a cooperative tells: the agreements, newest first, and whether it is listed today."""
    agreements = list(cooperative.public_agreements.select_related("withdrawn_by", "created_by"))
    return {
        "agreements": agreements,
        "living": next((one for one in agreements if one.withdrawn_at is None), None),
        "is_listed": listed().filter(pk=cooperative.pk).exists(),
        "may_publish": user.has_perm(PublicPerm.PUBLISH_COOPERATIVE, cooperative),
    }


def own_publicity(user: User) -> list[dict[str, Any]]:
    """Each cooperative that the person works for, with its living agreement."""
    living = Prefetch("public_agreements", queryset=PublicAgreement.objects.living(), to_attr="living")
    rows = Cooperative.objects.visible_to(user).prefetch_related(living).order_by("name", "id")
    shown = set(listed().filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
    return [
        {"cooperative": one, "living": one.living[0] if one.living else None, "is_listed": one.pk in shown}
        for one in rows
    ]
