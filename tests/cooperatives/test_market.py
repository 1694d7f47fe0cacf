"""Contracts of value chains and shops on platforms: acts, lists, counts."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.market import add_contract, close_shop, end_contract, open_shop
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import Status
from cooperatives.models import ChainContract, Cooperative, OnlineShop, StatusEvent
from cooperatives.queries.market import (
    chains_of,
    count_chained,
    count_contracts,
    count_selling,
    count_shops,
    due_contracts,
    ending_for,
    find_contracts,
    find_shops,
    shops_of,
)
from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
SPRING = date(2026, 3, 1)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Bưởi Tân Triều")


def contract(farm: Cooperative, by, **facts) -> ChainContract:
    told = {"partner": "Siêu thị Xanh", "product": "Bưởi da xanh", "valid_from": SPRING} | facts
    return add_contract(cooperative=farm, by=by, **told)


def shop(farm: Cooperative, by, **facts) -> OnlineShop:
    told = {"platform": "shopee", "address": "https://shopee.vn/htx-tan-trieu", "valid_from": SPRING} | facts
    return open_shop(cooperative=farm, by=by, **told)


def dissolved() -> Cooperative:
    """A cooperative that came to its end in August."""
    farm = cooperative()
    StatusEvent.objects.create(
        cooperative=farm, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 8, 1), has_debts=False
    )
    refresh([farm.pk])
    farm.refresh_from_db()
    return farm


def test_contracts_and_those_who_have_them_are_counted_on_any_day(farm, officer):
    contract(farm, officer)
    contract(farm, officer, product="Bưởi đường lá cam", valid_to=date(2026, 8, 31))
    other = cooperative()
    contract(other, officer)
    StatusEvent.objects.create(
        cooperative=other, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 9, 10), has_debts=False
    )

    days = (date(2026, 2, 28), date(2026, 8, 31), date(2026, 9, 1), TODAY)
    assert [(count_contracts(day), count_chained(day)) for day in days] == [(0, 0), (3, 2), (2, 2), (1, 1)]


def test_one_contract_with_a_partner_for_the_same_thing_at_a_time(farm, officer):
    made = contract(farm, officer, quantity=120, measure="tonne", value_vnd=3_600_000_000)
    with pytest.raises(
        Refused, match=r"Siêu thị Xanh đang có hợp đồng về Bưởi da xanh từ 01/03/2026, không thời hạn"
    ):
        contract(farm, officer, partner="siêu thị  XANH", product="bưởi DA xanh")

    for day, why in ((date(2026, 2, 1), "trước ngày bắt đầu"), (date(2026, 9, 16), "chưa đến")):
        with pytest.raises(Refused, match=why):
            end_contract(contract=made, by=officer, valid_to=day, end_reason="Hết vụ")
    end_contract(contract=made, by=officer, valid_to=date(2026, 8, 31), end_reason="Hết vụ")
    with pytest.raises(Refused, match="Đã hết từ sau ngày 31/08/2026"):
        end_contract(contract=made, by=officer, valid_to=TODAY, end_reason="x")

    again = contract(farm, officer, valid_from=date(2026, 9, 1), valid_to=date(2027, 8, 31))
    before = contract(farm, officer, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))
    with pytest.raises(Refused, match="đến hết 31/08/2027"):
        contract(farm, officer, valid_from=date(2027, 8, 31))
    end_contract(contract=again, by=officer, valid_to=TODAY, end_reason="Đối tác thôi mua")
    assert (str(before), farm.chain_contracts.count()) == ("Bưởi da xanh – Siêu thị Xanh", 3)


def test_what_cannot_be_is_refused(farm, officer, clerk):
    for why, act in (
        ("Chỉ phòng giữ sổ", lambda: contract(farm, clerk)),
        ("Chỉ phòng giữ sổ", lambda: shop(farm, clerk)),
        ("đã chấm dứt", lambda: contract(dissolved(), officer)),
        ("đã chấm dứt", lambda: shop(dissolved(), officer)),
        ("không được trước", lambda: contract(farm, officer, valid_to=date(2026, 2, 1))),
        ("chưa đến", lambda: shop(farm, officer, valid_from=date(2026, 9, 16))),
        ("không thuộc Shopee", lambda: shop(farm, officer, address="https://tiki.vn/a")),
    ):
        with pytest.raises(Refused, match=why):
            act()


def test_an_address_is_one_shop(farm, officer):
    made = shop(farm, officer)
    with pytest.raises(Refused, match="gian hàng của hợp tác xã này từ 01/03/2026"):
        shop(farm, officer, address="http://www.shopee.vn/htx-tan-trieu/?ref=1")
    with pytest.raises(Refused, match="gian hàng của Hợp tác xã Bưởi Tân Triều"):
        shop(cooperative(), officer)
    assert [(count_shops(day), count_selling(day)) for day in (date(2026, 2, 28), TODAY)] == [(0, 0), (1, 1)]

    close_shop(shop=made, by=officer, valid_to=date(2026, 9, 14), end_reason="Ít đơn")

    assert count_shops(TODAY) == 0
    assert str(shop(farm, officer, valid_from=TODAY, name="Bưởi Tân Triều")) == "Bưởi Tân Triều"
    assert str(made) == "Gian hàng Shopee"


def test_the_database_keeps_one_open_and_days_in_order(farm, officer):
    contract(farm, officer)
    shop(farm, officer)
    facts = {"cooperative": farm, "partner": "Siêu thị Xanh", "product": "Bưởi da xanh", "valid_from": SPRING}
    for wrong in (
        {},
        {"valid_to": date(2026, 2, 1)},
        {"product": "b", "quantity": 5},
        {"product": "b", "quantity": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChainContract.objects.create(**facts | wrong)
    facts = {"cooperative": farm, "platform": "shopee", "address": "https://shopee.vn/htx-tan-trieu"}
    for wrong in ({}, {"address": "https://shopee.vn/b", "valid_to": date(2026, 2, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OnlineShop.objects.create(valid_from=SPRING, **facts | wrong)


def test_both_are_kept_from_the_file(client, farm, officer):
    client.force_login(officer)
    address = reverse("fact_record", args=[farm.pk, "lien-ket"])
    facts = {"partner": "Siêu thị Xanh", "product": "Bưởi", "valid_from": "01/03/2026", "quantity": "120"}
    assert "Sản lượng phải kèm đơn vị" in client.post(address, facts).content.decode()
    client.post(address, {**facts, "measure": "tonne", "value_vnd": "3,6 tỷ"})
    client.post(address, {**facts, "quantity": "", "product": "Bưởi khô", "measure": "tonne"})
    made = farm.chain_contracts.get(product="Bưởi")
    assert (made.quantity, made.value_vnd) == (120, 3_600_000_000)
    assert farm.chain_contracts.get(product="Bưởi khô").measure == ""

    address = reverse("fact_record", args=[farm.pk, "gian-hang"])
    facts = {"platform": "tiki", "address": "https://shopee.vn/htx", "valid_from": "01/03/2026"}
    assert "không thuộc Tiki" in client.post(address, facts).content.decode()
    client.post(address, {**facts, "platform": "shopee"})
    page = client.get(farm.get_absolute_url()).content.decode()
    assert "120 tấn" in client.get(reverse("contract_list")).content.decode()
    assert "3.600.000.000" in page
    assert "https://shopee.vn/htx" in page

    for name, thing in (("contract_end", made), ("shop_close", farm.online_shops.get())):
        address = reverse(name, args=[thing.pk])
        assert client.get(address).status_code == HTTPStatus.OK
        client.post(address, {"valid_to": "31/08/2026", "end_reason": "Hết vụ"})
        thing.refresh_from_db()
        assert (thing.valid_to, thing.end_reason) == (date(2026, 8, 31), "Hết vụ")
    assert "Hết vụ" in client.get(farm.get_absolute_url()).content.decode()


def test_only_those_with_something_to_see_get_the_panels(farm, officer, clerk):
    assert (chains_of(clerk, farm), shops_of(clerk, farm)) == (None, None)
    assert chains_of(officer, farm) == {"rows": [], "may_edit": True}
    contract(farm, officer, valid_to=date(2026, 6, 1))

    assert [row.holds for row in chains_of(clerk, farm)["rows"]] == [False]


def test_the_lists_show_what_the_targets_count_in_as_many_questions_for_any_many(client, farm, officer):
    client.force_login(officer)
    contract(farm, officer)
    shop(farm, officer)
    for address in (reverse("contract_list"), reverse("shop_list")):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(3):
            other = cooperative()
            contract(other, officer, valid_to=date(2026, 9, 1))
            shop(other, officer, address=f"https://shopee.vn/{other.pk}")
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) <= len(few)

    for source in collected(TargetSource):
        if source.key in {"cooperatives.chain_contracts", "cooperatives.shops"}:
            address = f"{reverse(source.listed.url_name)}?{source.listed.on(TODAY)}"
            assert len(client.get(address).context["table"].data) == source.count(TODAY), source.key
    assert len(client.get(f"{reverse('contract_list')}?holds=false").context["table"].data) == 6
    assert len(client.get(f"{reverse('shop_list')}?q=tan%20trieu").context["table"].data) == 1
    assert client.get(f"{reverse('contract_list')}?xuat=xlsx").status_code == HTTPStatus.OK
    assert client.get(f"{reverse('shop_list')}?xuat=xlsx").status_code == HTTPStatus.OK


def test_keepers_are_told_of_contracts_that_run_out(farm, officer, clerk):
    soon = contract(farm, officer, product="Bưởi", valid_to=date(2026, 10, 10))
    gone = contract(farm, officer, product="Ổi", valid_to=date(2026, 9, 12))
    contract(farm, officer, product="Cam", valid_to=date(2026, 12, 31))

    told = [(one.subject_id, one.stage) for one in due_contracts(TODAY) if one.person_id == officer.pk]

    assert told == [(soon.pk, "T-30"), (gone.pk, "T+1")]
    assert list(ending_for(officer)) == [soon]
    assert list(ending_for(clerk)) == []


def test_contracts_and_shops_are_found_by_word_and_cooperative(farm, officer, outsider):
    deal = contract(farm, officer)
    shop = OnlineShop.objects.create(
        cooperative=farm, platform="shopee", address="https://shopee.vn/htx", valid_from=SPRING
    )

    assert list(find_contracts(officer, "tan trieu")) == [deal]
    assert list(find_shops(officer, "shopee.vn")) == [shop]
    assert list(find_contracts(outsider, "tan trieu")) == []
    assert list(find_shops(outsider, "shopee")) == []
