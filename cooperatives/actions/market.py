"""Contracts and shops of cooperatives come and go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.market import Platform
from cooperatives.enums.register import ENDED
from cooperatives.models import ChainContract, Cooperative, OnlineShop
from cooperatives.rules.market import address_fault, plain_address
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused


@transaction.atomic
def add_contract(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    partner: str,
    product: str,
    valid_from: date,
    valid_to: date | None = None,
    **facts: Any,
) -> ChainContract:
    """The cooperative has this contract; one with the same partner for the same thing must be over by then."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    _refuse_gone(cooperative)
    if valid_to is not None and valid_to < valid_from:
        raise Refused("Ngày hết hạn không được trước ngày bắt đầu.")
    partner, product = " ".join(partner.split()), " ".join(product.split())
    rows = cooperative.chain_contracts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    if valid_to is not None:
        rows = rows.filter(valid_from__lte=valid_to)
    told = (fold(partner), fold(product))
    same = next((one for one in rows if (fold(one.partner), fold(one.product)) == told), None)
    if same is not None:
        until = f"đến hết {same.valid_to:%d/%m/%Y}" if same.valid_to else "không thời hạn"
        raise Refused(
            f"Với {same.partner} đang có hợp đồng về {same.product} từ {same.valid_from:%d/%m/%Y}, {until};"
            " hãy ghi chấm dứt hợp đồng đó trước."
        )
    made = ChainContract.objects.create(
        cooperative=cooperative,
        partner=partner,
        product=product,
        valid_from=valid_from,
        valid_to=valid_to,
        created_by=rights_of(by),
        **facts,
    )
    record("cooperatives.chain.added", cooperative, by=by, contract=str(made))
    return made


@transaction.atomic
def end_contract(
    *, contract: ChainContract, by: Actor | User, valid_to: date, end_reason: str
) -> ChainContract:
    """The contract is over after the day."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, contract.cooperative)
    held = ChainContract.objects.select_for_update().get(pk=contract.pk)
    _end(held, valid_to, end_reason)
    record("cooperatives.chain.ended", held.cooperative, by=by, contract=str(held), note=held.end_reason)
    return held


@transaction.atomic
def open_shop(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    platform: str,
    address: str,
    valid_from: date,
    name: str = "",
) -> OnlineShop:
    """The cooperative sells there from the day on; an address is one shop."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    _refuse_gone(cooperative)
    if valid_from > clock.today():
        raise Refused("Ngày mở chưa đến; hãy ghi khi gian hàng đã mở.")
    if fault := address_fault(Platform(platform), address):
        raise Refused(fault)
    plain = plain_address(address)
    rows = OnlineShop.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from), address=plain)
    same = rows.select_related("cooperative").first()
    if same is not None:
        whose = "hợp tác xã này" if same.cooperative_id == cooperative.pk else str(same.cooperative)
        raise Refused(f"Địa chỉ này đã ghi là gian hàng của {whose} từ {same.valid_from:%d/%m/%Y}.")
    made = OnlineShop.objects.create(
        cooperative=cooperative,
        platform=platform,
        address=plain,
        name=name.strip(),
        valid_from=valid_from,
        created_by=rights_of(by),
    )
    record("cooperatives.shop.opened", cooperative, by=by, shop=str(made), address=plain)
    return made


@transaction.atomic
def close_shop(*, shop: OnlineShop, by: Actor | User, valid_to: date, end_reason: str) -> OnlineShop:
    """Nothing is sold there after the day."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, shop.cooperative)
    held = OnlineShop.objects.select_for_update().get(pk=shop.pk)
    _end(held, valid_to, end_reason)
    record("cooperatives.shop.closed", held.cooperative, by=by, shop=str(held), note=held.end_reason)
    return held


def _end(held: ChainContract | OnlineShop, valid_to: date, end_reason: str) -> None:
    if held.valid_to is not None and (held.end_reason or held.valid_to < clock.today()):
        raise Refused(f"Đã hết từ sau ngày {held.valid_to:%d/%m/%Y}.")
    if valid_to < held.valid_from:
        raise Refused(f"Ngày cuối không được trước ngày bắt đầu, {held.valid_from:%d/%m/%Y}.")
    if valid_to > clock.today():
        raise Refused("Ngày cuối chưa đến; hãy ghi khi đã chấm dứt.")
    held.valid_to, held.end_reason = valid_to, end_reason.strip()
    held.save(update_fields=["valid_to", "end_reason"])


def _refuse_gone(cooperative: Cooperative) -> None:
    if cooperative.status in ENDED:
        raise Refused("Hợp tác xã đã chấm dứt; chỉ ghi cho hợp tác xã còn tồn tại.")
