"""Products and their certificates: rules, acts, lists, reminders, counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.merging import merge_double
from cooperatives.actions.products import add_product, certify_product, revoke_certificate
from cooperatives.enums.products import CertificateEnd, CertificateState
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, OcopCertificate, Product
from cooperatives.queries.board import board_of
from cooperatives.queries.products import (
    count_certified,
    due_certificates,
    find_products,
    products_of,
)
from cooperatives.rules.products import certificate_state
from lmhtx.base import clock
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Bưởi Tân Triều")


@pytest.fixture
def product(farm: Cooperative, officer) -> Product:
    return add_product(cooperative=farm, by=officer, name="Bưởi đường lá cam", group="food")


def test_a_certificate_counts_through_its_last_day_and_not_the_day_after(product, officer):
    certificate = certify_product(product=product, by=officer, stars=4, issued_on=date(2023, 7, 20))

    assert certificate.through_on == date(2026, 7, 20)
    assert [count_certified(day) for day in (date(2023, 7, 19), date(2026, 7, 20), date(2026, 7, 21))] == [
        0,
        1,
        0,
    ]


def test_an_upgrade_replaces_and_the_product_counts_once(product, officer):
    first = certify_product(product=product, by=officer, stars=3, issued_on=date(2024, 5, 6))
    second = certify_product(
        product=product, by=officer, stars=4, issued_on=date(2026, 5, 6), points=Decimal(80)
    )
    first.refresh_from_db()

    assert (first.end, first.ended_on, second.end) == (CertificateEnd.REPLACED, date(2026, 5, 6), "")
    assert count_certified(TODAY) == 1
    assert count_certified(date(2026, 5, 5)) == 1
    assert OcopCertificate.objects.in_force(date(2026, 5, 5)).get() == first


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"stars": 4, "issued_on": date(2026, 12, 1)}, "chưa đến"),
        ({"stars": 4, "issued_on": date(2026, 1, 1), "points": Decimal("69.99")}, "69,99 điểm là 3 sao"),
        ({"stars": 3, "issued_on": date(2026, 1, 1), "points": Decimal(40)}, "40 điểm là 2 sao"),
        ({"stars": 4, "issued_on": date(2024, 1, 1)}, "Đã có giấy chứng nhận cấp ngày 02/02/2025"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(facts, why, product, officer):
    certify_product(product=product, by=officer, stars=3, issued_on=date(2025, 2, 2))

    with pytest.raises(Refused, match=why):
        certify_product(product=product, by=officer, **facts)
    assert product.certificates.count() == 1


def test_the_same_product_is_not_added_twice(product, farm, officer, clerk):
    with pytest.raises(Refused, match="đã có sản phẩm"):
        add_product(cooperative=farm, by=officer, name="BƯỞI đường lá cam", group="food")
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        add_product(cooperative=farm, by=clerk, name="Bưởi da xanh", group="food")


def test_a_revoked_certificate_counts_no_longer_from_that_day(product, officer):
    certificate = certify_product(product=product, by=officer, stars=5, issued_on=date(2025, 1, 1))
    with pytest.raises(Refused, match="trước ngày cấp"):
        revoke_certificate(certificate=certificate, by=officer, ended_on=date(2024, 1, 1), end_reason="x")
    with pytest.raises(Refused, match="chưa đến"):
        revoke_certificate(certificate=certificate, by=officer, ended_on=date(2027, 1, 1), end_reason="x")

    revoke_certificate(certificate=certificate, by=officer, ended_on=date(2026, 3, 1), end_reason="Không đạt")

    assert [count_certified(day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [1, 0]
    with pytest.raises(Refused, match="còn hiệu lực đến ngày 01/03/2026"):
        certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 2, 1))
    with pytest.raises(Refused, match="rồi"):
        revoke_certificate(certificate=certificate, by=officer, ended_on=TODAY, end_reason="x")


def test_the_state_in_sql_is_the_state_of_the_rule(product):
    facts = {"product": product, "stars": 3}
    ends = [(None, ""), (date(2026, 3, 1), "revoked"), (date(2026, 9, 1), "replaced")]
    for through in (
        date(2026, 5, 1),
        date(2026, 9, 15),
        date(2026, 12, 14),
        date(2026, 12, 15),
        date(2027, 1, 1),
    ):
        for ended_on, end in ends:
            one = OcopCertificate(
                issued_on=date(2024, 1, 1), through_on=through, ended_on=ended_on, end=end, **facts
            )
            if not ended_on:
                one.product = Product.objects.create(
                    cooperative=product.cooperative, name=f"Đến {through}", group="food"
                )
            one.save()

    for day in (date(2026, 2, 1), date(2026, 4, 30), TODAY, date(2027, 2, 1)):
        for one in OcopCertificate.objects.with_state(day):
            end = CertificateEnd(one.end) if one.end else None
            said = certificate_state(through=one.through_on, ended_on=one.ended_on, end=end, day=day)
            assert one.state == said, (one.through_on, one.ended_on, day)
    assert {one.state_today for one in OcopCertificate.objects.all()} == set(CertificateState)


def test_the_database_keeps_one_open_certificate_and_whole_ends(product):
    facts = {"product": product, "issued_on": date(2025, 1, 1), "through_on": date(2028, 1, 1)}
    OcopCertificate.objects.create(stars=3, **facts)
    for wrong in (
        {"stars": 3},
        {"stars": 2, "ended_on": TODAY, "end": "revoked"},
        {"stars": 3, "ended_on": TODAY},
        {"stars": 3, "ended_on": TODAY, "end": "revoked", "through_on": date(2024, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            OcopCertificate.objects.create(**facts | wrong)


def test_keepers_are_told_thirty_days_before_and_the_day_after(product, officer):
    certificate = certify_product(product=product, by=officer, stars=4, issued_on=date(2023, 10, 15))
    people = {notice.person_id for notice in due_certificates(TODAY)}
    after = list(due_certificates(certificate.through_on + timedelta(days=1)))

    assert certificate.through_on == date(2026, 10, 15)
    assert officer.pk in people
    assert {notice.stage for notice in due_certificates(TODAY)} == {"T-30"}
    assert {notice.stage for notice in after} == {"T+1"}
    assert "đã hết hạn ngày 15/10/2026" in after[0].line
    assert {notice.stage for notice in due_certificates(date(2026, 9, 16))} == {"T-30"}
    assert list(due_certificates(date(2026, 9, 14))) == []


def test_whose_turn_comes_on_a_rest_day_is_told_of_before_it(product, officer):
    certify_product(product=product, by=officer, stars=4, issued_on=date(2023, 10, 19))
    friday, saturday_mark = date(2026, 9, 18), date(2026, 10, 19) - timedelta(days=30)

    assert saturday_mark == date(2026, 9, 19)
    assert list(due_certificates(date(2026, 9, 17))) == []
    assert {notice.stage for notice in due_certificates(friday)} == {"T-30"}


def test_products_are_found_without_accents_within_reach(product, officer, partner, clerk):
    assert list(find_products(officer, "buoi duong")) == [product]
    assert list(find_products(partner, "buoi duong")) == []
    assert products_of(clerk, product.cooperative) == {"products": [product], "may_edit": False}
    assert products_of(clerk, cooperative(name="HTX Khác")) is None


def test_from_the_file_to_the_list_and_back(farm, officer, as_):
    browser = as_(officer)
    record = reverse("fact_record", args=[farm.pk, "san-pham"])
    assert browser.post(record, {"name": "Bưởi", "group": "food"}).status_code == HTTPStatus.FOUND
    product = Product.objects.get()
    page = reverse("product_certify", args=[product.pk])

    wrong = browser.post(page, {"stars": "4", "points": "55", "issued_on": "01/02/2026"})
    right = browser.post(
        page, {"stars": "4", "points": "75,5", "issued_on": "01/02/2026", "number": "12/OCOP"}
    )

    assert "55 điểm là 3 sao" in wrong.content.decode()
    assert right.status_code == HTTPStatus.FOUND
    listed = browser.get(reverse("product_list"), {"stars": "4", "state": "valid"})
    assert listed.context["table"].paginator.count == 1
    assert browser.get(reverse("product_list"), {"state": "expired"}).context["table"].paginator.count == 0
    shown = browser.get(farm.get_absolute_url()).content.decode()
    assert "12/OCOP" in shown
    certificate = product.certificates.get()
    revoke = reverse("certificate_revoke", args=[certificate.pk])
    assert (
        browser.post(revoke, {"ended_on": "01/03/2026", "end_reason": "Sai"}).status_code == HTTPStatus.FOUND
    )
    assert "Đã thu hồi" in browser.get(farm.get_absolute_url()).content.decode()
    assert browser.get(page).status_code == HTTPStatus.OK
    assert browser.get(revoke).status_code == HTTPStatus.OK


def test_another_ones_products_are_out_of_reach(product, officer, partner, clerk, as_):
    certificate = certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 2, 1))
    for name, thing in (("product_certify", product), ("certificate_revoke", certificate)):
        assert as_(clerk).get(reverse(name, args=[thing.pk])).status_code == HTTPStatus.FORBIDDEN
    assert list(as_(partner).get(reverse("product_list")).context["table"].rows) == []


def test_a_list_of_many_costs_as_much_as_a_list_of_one(officer, as_):
    def one_more(place: int) -> None:
        made = add_product(
            cooperative=cooperative(name=f"HTX {place}", commune=commune(place)),
            by=officer,
            name="Cà phê",
            group="drink",
        )
        certify_product(product=made, by=officer, stars=3, issued_on=date(2026, 1, place + 1))

    def asked() -> int:
        browser.get(reverse("product_list"))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse("product_list")).status_code == HTTPStatus.OK
        return len(seen)

    browser = as_(officer)
    one_more(1)
    few = asked()
    one_more(2)
    one_more(3)

    assert asked() == few
    given = browser.get(reverse("product_list"), {"xuat": "excel"})
    assert given.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}


def test_the_board_draws_products_by_stars_and_opens_their_list(product, officer, as_):
    certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 2, 1))
    (bar,) = next(one for one in board_of(officer).pictures if one.title == "Sản phẩm OCOP theo sao").bars

    assert (bar.label, bar.count) == ("4 sao", 1)
    assert as_(officer).get(bar.address).context["table"].paginator.count == 1
    with clock.standing_at(clock.end_of(date(2029, 2, 2))):
        assert count_certified(clock.today()) == 0


def test_a_doubles_products_are_not_counted(product, officer, farm):
    certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 2, 1))
    kept = cooperative(name="HTX Được giữ", status=Status.ACTIVE)
    Cooperative.objects.filter(pk=farm.pk).update(merged_into=kept)

    assert count_certified(TODAY) == 0
    assert list(find_products(officer, "buoi")) == []


def test_what_points_to_a_double_points_to_the_kept_file_unless_it_is_there_already(product, officer, farm):
    certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 2, 1))
    other = add_product(cooperative=farm, by=officer, name="Rượu bưởi", group="drink")
    kept = cooperative(name="Hợp tác xã Bưởi Tân Triều 2")
    twin = add_product(cooperative=kept, by=officer, name="Rượu bưởi", group="drink")

    merge_double(cooperative=kept, by=officer, double=farm, reason="Một hợp tác xã ghi hai lần")

    assert set(kept.products.all()) == {product, twin}
    assert set(farm.products.all()) == {other}
    assert count_certified(TODAY) == 1
    assert farm.names.count() == 1
