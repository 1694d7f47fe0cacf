"""Contracts and shops: on a file, in the lists, and counted for the tasks that ask for so many of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cooperatives.access.register import Perm
from cooperatives.enums.register import ENDED
from cooperatives.legal import market as legal
from cooperatives.models import ChainContract, Cooperative, OnlineShop
from cooperatives.queries.watching import DAYS_AFTER, ends_told_on, keepers_on
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.parameters import value
from lmhtx.people.models import User
from lmhtx.vn.text import search_words

KEY = "cooperatives.chain"
GONE = sorted(str(status) for status in ENDED)


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


def ending_for(user: User) -> QuerySet[ChainContract]:
    """Contracts that run out within the days of the notice, in the work of the day of whoever keeps the register."""
    day = clock.today()
    rows: Any = market_rows(user, ChainContract).filter(
        valid_to__range=(day, day + timedelta(days=_notice_days(day))), end_reason=""
    )
    found: QuerySet[ChainContract] = rows.exclude(cooperative__status__in=GONE).order_by("valid_to", "pk")
    return found if user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()) else found.none()


def due_contracts(day: date) -> Iterable[DueNotice]:
    """Contracts that run out within the days of the notice, and those that have run out, for the keepers."""
    days = _notice_days(day)
    first, last = day - timedelta(days=DAYS_AFTER), ends_told_on(day, days)[1]
    rows = ChainContract.objects.filter(
        valid_to__range=(first, last), end_reason="", cooperative__merged_into__isnull=True
    ).exclude(cooperative__status__in=GONE)
    people = keepers_on(day, Perm.EDIT_COOPERATIVE)
    for row in rows.exclude(valid_to=day).select_related("cooperative").order_by("pk"):
        ends_on: Any = row.valid_to
        word = "sắp hết hạn" if ends_on > day else "đã hết hạn"
        for person in people:
            yield DueNotice(
                stage=f"T-{days}" if ends_on > day else "T+1",
                subject_id=row.pk,
                person_id=person,
                due_on=ends_on,
                line=f"Hợp đồng {row} ({row.cooperative}) {word} ngày {ends_on:%d/%m/%Y}.",
                url=row.get_absolute_url(),
            )


def _notice_days(day: date) -> int:
    return int(str(value(legal.CHAIN_NOTICE_DAYS.key, on=max(day, legal.HOUSE_MARKET.effective))))


def find_contracts(user: User, words: str) -> QuerySet[ChainContract]:
    """Contracts by partner, product, number or cooperative, newest first."""
    found: QuerySet[ChainContract] = _found(user, words, ChainContract)
    return found


def find_shops(user: User, words: str) -> QuerySet[OnlineShop]:
    """Shops by name, address or cooperative, newest first."""
    found: QuerySet[OnlineShop] = _found(user, words, OnlineShop)
    return found


def _found(user: User, words: str, model: type[ChainContract | OnlineShop]) -> Any:
    rows = market_rows(user, model)
    if not user.has_perm(Perm.VIEW_COOPERATIVE):
        rows = rows.none()
    for word in search_words(words).split():
        rows = rows.filter(Q(folded__contains=word) | Q(cooperative__folded__contains=word))
    return rows.order_by("-valid_from", "-pk")


def _cooperatives(rows: Any) -> int:
    return int(rows.order_by().values("cooperative").distinct().count())
