"""Contracts and shops: on a file, in the lists, and counted for the tasks that ask for so many of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from cooperatives.access.register import Perm
from cooperatives.models import ChainContract, Cooperative, OnlineShop
from lmhtx.base import clock
from lmhtx.people.models import User


def chains_of(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """What the file of a cooperative shows of its contracts; nothing for whoever could neither see nor add any."""
    return _panel(user, cooperative, list(cooperative.chain_contracts.all()))


def shops_of(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """The same of its shops."""
    return _panel(user, cooperative, list(cooperative.online_shops.all()))


def _panel(user: User, cooperative: Cooperative, rows: list[Any]) -> dict[str, Any] | None:
    may_edit = user.has_perm(Perm.EDIT_COOPERATIVE, cooperative)
    if not (rows or may_edit):
        return None
    today = clock.today()
    for row in rows:
        row.holds = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    return {"rows": rows, "may_edit": may_edit}


def market_rows(user: User, model: type[ChainContract | OnlineShop]) -> Any:
    """Contracts or shops within reach, with their cooperative."""
    rows: Any = model.objects.visible_to(user).filter(cooperative__merged_into__isnull=True)
    return rows.select_related("cooperative__commune")


def count_contracts(day: date) -> int:
    """How many contracts hold on the day."""
    return ChainContract.objects.counting(day).count()


def count_chained(day: date) -> int:
    """How many cooperatives have a contract that holds on the day."""
    return _cooperatives(ChainContract.objects.counting(day))


def count_shops(day: date) -> int:
    """How many shops are open on the day."""
    return OnlineShop.objects.counting(day).count()


def count_selling(day: date) -> int:
    """How many cooperatives have a shop that is open on the day."""
    return _cooperatives(OnlineShop.objects.counting(day))


def _cooperatives(rows: Any) -> int:
    return int(rows.order_by().values("cooperative").distinct().count())
