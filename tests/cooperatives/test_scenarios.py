"""The scenarios by which the office judges the register, each done through the pages as its people do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.urls import reverse

from cooperatives.actions import cooperatives as acts
from cooperatives.actions.digital import record_evidence, verify_evidence
from cooperatives.enums.digital import DigitalItem
from cooperatives.enums.ratings import Band, RatingState, Unrated
from cooperatives.enums.register import Size, Status
from cooperatives.models import (
    Cooperative,
    DigitalEvidence,
    Member,
    OcopCertificate,
    Product,
    Rating,
    RatingRound,
    Rubric,
    StatusEvent,
)
from cooperatives.queries.products import due_certificates
from lmhtx.contributions import Obstacle, temporarily
from lmhtx.directory.models import Commune, ParameterValue
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.factories.cooperatives import code, commune

pytestmark = pytest.mark.django_db
# What the circular leaves open, as the office has filled it in.
OPEN_POINTS = {10: 8, 11: 12, 12: 6, 13: 4, 14: 6, 15: 4}


def body(response) -> str:
    return response.content.decode()


def registered(browser, name: str, **typed) -> Cooperative:
    """A file that somebody has entered by the page."""
    given = {
        "kind": "htx",
        "code": code(),
        "name": name,
        "commune": commune().pk,
        "change_number": "0",
        "first_registered_on": "01/03/2020",
        **typed,
    }
    made = browser.post(reverse("cooperative_create"), given)
    assert made.status_code == HTTPStatus.FOUND, body(made)
    return Cooperative.objects.get(name=name)


def record(browser, one: Cooperative, what: str, **typed):
    """A fact that somebody has entered by the page of the file."""
    return browser.post(reverse("fact_record", args=[one.pk, what]), typed)


def recorded(browser, one: Cooperative, what: str, **typed) -> None:
    answer = record(browser, one, what, **typed)
    assert answer.status_code == HTTPStatus.FOUND, body(answer)


def figure(browser, line: str, period: str):
    """What the table of figures says of a line in a period."""
    page = browser.get(reverse("figure_table"), {"ky": period})
    return next(row for row in page.context["table"].rows if row.line.code == line).now.value


def test_scenario_1_the_tax_code_names_its_right_check_digit_and_is_taken_once(officer, as_):
    """A right code is taken, a wrong one told its digit, one of Bình Phước taken in Đồng Xoài, a second one refused."""
    browser = as_(officer)
    farm = registered(browser, "HTX Nông nghiệp Xuân Lộc", code="3600123457")
    typed = {"kind": "htx", "name": "HTX khác", "commune": commune().pk, "change_number": "0"}

    wrong = browser.post(reverse("cooperative_create"), {**typed, "code": "3600123458"})
    there = Commune.objects.get(name__endswith="Đồng Xoài", valid_to__isnull=True)
    moved = registered(browser, "HTX Đồng Xoài", code="3800456125", commune=there.pk)
    twice = browser.post(reverse("cooperative_create"), {**typed, "code": "3600123457"})

    assert farm.code == "3600123457"
    assert "Mã số thuế không hợp lệ (số kiểm tra phải là 7)" in body(wrong)
    assert moved.commune == there
    assert "Mã số này đã có trong sổ." in body(twice)
    assert Cooperative.objects.count() == 2


@pytest.mark.parametrize(
    ("official", "revenue", "capital", "size"),
    [
        ("350", "12.000.000.000", "4.000.000.000", Size.MEDIUM),
        ("210", "60 tỷ", "", Size.MEDIUM),
        ("49", "80 tỷ", "", Size.TINY),
        ("350", "", "", Size.UNKNOWN),
    ],
    ids=["350-members-12-ty", "210-members-60-ty", "49-members-80-ty", "no-money-known"],
)
def test_scenario_2_size_follows_official_members_and_money(official, revenue, capital, size, officer, as_):
    """A farming cooperative is vừa, vừa or siêu nhỏ by both conditions of a row; associates do not count."""
    browser = as_(officer)
    farm = registered(browser, "HTX Nông nghiệp Xuân Lộc")
    recorded(browser, farm, "nganh", line="2025:0111", is_main="on")
    for place in range(3):  # of the 200 associates some are enough: none of them may be counted
        given = {"kind": "associate", "form": "person", "valid_from": "1/1/2025"}
        recorded(browser, farm, "thanh-vien", name=f"Liên kết {place}", **given)

    recorded(
        browser,
        farm,
        "so-lieu",
        year="2025",
        official_members=official,
        revenue_vnd=revenue,
        capital_vnd=capital,
        source="Báo cáo năm",
    )

    farm.refresh_from_db()
    assert farm.size == size
    assert Size(size).label in body(browser.get(farm.get_absolute_url()))
    assert farm.name in body(browser.get(reverse("cooperative_list"), {"size": str(size)}))


def test_scenario_3_a_member_s_share_of_the_charter_capital_is_capped(officer, as_):
    """310 of 1.000 million is refused in a cooperative and taken in a union; 25 % of 2016 comes in as old data."""
    browser = as_(officer)
    farm = registered(browser, "HTX Xuân Lộc", charter_vnd="1.000.000.000")
    union = registered(browser, "Liên hiệp HTX Đồng Nai", kind="lhhtx", charter_vnd="1.000.000.000")
    old = registered(
        browser, "HTX lập năm 2016", charter_vnd="1.000.000.000", first_registered_on="01/06/2016"
    )
    typed = {"name": "Nguyễn Văn An", "kind": "official", "form": "person", "valid_from": "1/6/2026"}

    refused = record(browser, farm, "thanh-vien", **typed, capital_vnd="310.000.000")
    recorded(browser, union, "thanh-vien", **typed, capital_vnd="310.000.000")
    recorded(
        browser,
        old,
        "thanh-vien",
        **{**typed, "valid_from": "1/6/2016"},
        capital_vnd="250.000.000",
        is_legacy="on",
    )

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nguyễn Văn An góp 31 % vốn điều lệ, quá mức ≤ 30 %" in body(refused)
    assert not Member.objects.filter(cooperative=farm)
    assert Member.objects.get(cooperative=union).capitals.get().capital_vnd == 310_000_000
    assert Member.objects.get(cooperative=old).capitals.get().capital_vnd == 250_000_000


def test_scenario_4_dissolutions_count_by_the_day_of_effect_and_debts_stand_in_the_way(officer, as_, at_day):
    """D, effective 10/06 and recorded on the 20th, is in the half year's count; E, effective on the 20th, is not."""
    at_day(date(2026, 6, 22))
    browser = as_(officer)
    first, second = registered(browser, "HTX D"), registered(browser, "HTX E")
    typed = {"status": "dissolved_freely", "document_number": "12/NQ-ĐHTV", "has_debts": "false"}
    half = "half:2026:1"
    assert figure(browser, "6a", half) == 0

    recorded(browser, first, "tinh-trang", **typed, effective_on="10/6/2026")
    owed = Obstacle(act="cooperatives.end", find=lambda _: ["Còn dư nợ Quỹ 300.000.000 đồng."])
    with temporarily(owed):
        blocked = record(browser, second, "tinh-trang", **typed, effective_on="20/6/2026")
    assert "Còn dư nợ Quỹ 300.000.000 đồng." in body(blocked)
    assert StatusEvent.objects.count() == 1
    recorded(browser, second, "tinh-trang", **typed, effective_on="20/6/2026")

    assert figure(browser, "6a", half) == 1
    page = browser.get(reverse("figure_table"), {"ky": half})
    row = next(one for one in page.context["table"].rows if one.line.code == "6a")
    behind = body(browser.get(row.address))
    assert "HTX D" in behind
    assert "HTX E" not in behind
    shown = browser.get(reverse("register_board")).context["board"]
    ended = next(picture for picture in shown.pictures if picture.title == "Tình trạng").bars
    assert [(bar.label, bar.count) for bar in ended] == [(Status.DISSOLVED_FREELY.label, 2)]


def test_scenario_5_a_total_of_79_9_is_fair_a_young_one_unrated_and_99_points_open_nothing(
    officer, admin, chairman, as_
):
    """24,5 and 23,0 and 32,4 make 79,9: khá; founded on 15/03/2026: not rated in 2026; a rubric of 99 stays closed."""
    browser, keeper, leader = as_(officer), as_(admin), as_(chairman)
    farm = registered(browser, "HTX Xuân Lộc")
    young = registered(browser, "HTX trẻ", first_registered_on="15/03/2026")
    rubric = Rubric.objects.get(key="TT01_2020")

    def give(number: int, points: int) -> None:
        one = rubric.criteria.get(number=number)
        address = reverse("criterion_update", args=[one.pk])
        keeper.post(address, {"title": one.title, "max_points": str(points)})

    for number, points in {**OPEN_POINTS, 15: 3}.items():
        give(number, points)
    typed = {"year": "2026", "rubric": rubric.pk, "closes_on": "15/12/2026"}
    closed = browser.post(reverse("round_open"), typed)
    assert "Tổng điểm tối đa là 99, phải bằng 100 mới mở được đợt." in body(closed)
    assert not RatingRound.objects.exists()
    give(15, 4)
    ParameterValue.objects.create(
        key="cooperatives.RATING_STEP", value="0.1", valid_from=date(2026, 1, 1), source="Quyết định nội bộ"
    )
    assert browser.post(reverse("round_open"), typed).status_code == HTTPStatus.FOUND

    sheet = Rating.objects.get(cooperative=farm)
    lower = {3: "5,5", 5: "1", 11: "4,4"}  # 24,5 of I, 23,0 of II, 32,4 of III and IV
    points = {
        f"points_{one.pk}": lower.get(one.number, f"{one.max_points:n}") for one in rubric.criteria.all()
    }
    browser.post(reverse("rating_score", args=[sheet.pk]), points)
    browser.post(reverse("rating_move", args=[sheet.pk, "nop"]), {"note": ""})
    browser.post(reverse("rating_appraise", args=[sheet.pk]), points)
    leader.post(reverse("rating_move", args=[sheet.pk, "duyet"]), {"note": ""})

    sheet.refresh_from_db()
    assert (sheet.total, sheet.band, sheet.state) == (Decimal("79.9"), Band.FAIR, RatingState.APPROVED)
    assert Rating.objects.get(cooperative=young).unrated == Unrated.TOO_YOUNG
    assert "Không đánh giá (dưới 12 tháng)" in body(browser.get(reverse("rating_list")))


def test_scenario_6_an_ocop_certificate_of_20_07_2023_runs_out_on_20_07_2026(officer, as_, at_day):
    """Soon from 21/04/2026 on, told by 20/06/2026 at the latest, no longer in the count of products on 21/07/2026."""
    at_day(date(2026, 4, 20))
    browser = as_(officer)
    farm = registered(browser, "HTX Bưởi Tân Triều")
    recorded(browser, farm, "san-pham", name="Bưởi đường lá cam", group="food")
    product = Product.objects.get()
    browser.post(reverse("product_certify", args=[product.pk]), {"stars": "4", "issued_on": "20/7/2023"})
    assert OcopCertificate.objects.get().through_on == date(2026, 7, 20)

    def in_state(state: str) -> bool:
        return farm.name in body(browser.get(reverse("product_list"), {"state": state}))

    assert (in_state("valid"), in_state("soon")) == (True, False)
    at_day(date(2026, 4, 21))
    assert (in_state("valid"), in_state("soon")) == (False, True)
    told = [n for n in range(1, 31) if list(due_certificates(date(2026, 6, n)))]
    assert min(told) <= 20
    at_day(date(2026, 8, 31))
    assert figure(browser, "38c", "month:2026:7") == 1  # closed on 14/07
    assert figure(browser, "38c", "month:2026:8") == 0
    assert in_state("expired")


def test_scenario_7_k4_needs_both_groups_verified_among_members_at_work(officer, unit_head, as_):
    """139 of 200 are 69,5 %: not reached; 140 are 70,0 %: reached; the only declared and the gone do not count."""

    def member(name: str) -> Cooperative:
        one = acts.register_cooperative(cooperative=Cooperative(name=name, code=code()), by=officer)
        acts.admit(cooperative=one, by=officer, admitted_on=date(2026, 1, 1), decision="1/QĐ-LM")
        return one

    def declare(one: Cooperative) -> None:
        for item in (DigitalItem.ACCOUNTS, DigitalItem.MARKET):
            facts = {"item": item, "evidenced_on": date(2026, 9, 1), "note": "Ảnh chụp"}
            record_evidence(cooperative=one, by=officer, **facts)

    def verify(one: Cooperative) -> None:
        for proof in DigitalEvidence.objects.filter(cooperative=one):
            verify_evidence(evidence=proof, by=unit_head)

    members = [member(f"HTX {place:03d}") for place in range(200)]
    for one in members[:145]:
        declare(one)
    for one in members[:139]:
        verify(one)
    gone = member("HTX đã giải thể")
    declare(gone)
    verify(gone)
    ended = {"status": "dissolved_freely", "document_number": "1", "has_debts": "false"}
    recorded(as_(officer), gone, "tinh-trang", **ended, effective_on="10/9/2026")

    def k4() -> tuple[int, int, Decimal | None, bool | None]:
        found = standing_of(BY_KEY["K4"], date(2026, 9, 15))
        one = replace(found.figures[0], target_percent=found.final_percent)
        return one.numerator, one.denominator, one.share, one.is_reached

    assert k4() == (139, 200, Decimal("69.5"), False)
    verify(members[139])
    assert k4() == (140, 200, Decimal("70.0"), True)
    assert "70,0" in body(as_(officer).get(reverse("indicator_detail", args=["K4"])))
