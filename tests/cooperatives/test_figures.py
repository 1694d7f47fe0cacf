"""The table of figures: each way of computing, both periods, the lists behind, who sees what, how it leaves."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives.actions.people import add_person
from cooperatives.actions.products import add_product, certify_product
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.register import Kind, MemberForm, Sector, Size, Status
from cooperatives.figure_lines import PARTS, How, line_of, lines
from cooperatives.forms.figures import reach_of
from cooperatives.models import (
    AllianceMembership,
    Capital,
    ChainContract,
    Cooperative,
    CooperativePaper,
    DigitalEvidence,
    Learner,
    Member,
    Office,
    OnlineShop,
    Rating,
    RatingRound,
    Rubric,
    SupportPolicy,
    SupportRecord,
    TrainingClass,
    YearFigures,
)
from cooperatives.queries.figure_parts import support_within
from cooperatives.queries.figure_rows import CONDITIONS, rows_behind, rows_for
from cooperatives.queries.figure_table import days_of, figures_of, table_of
from cooperatives.rules.sizes import size, thresholds
from lmhtx.audit.models import Entry
from lmhtx.contributions import temporarily
from lmhtx.counting import TableFigures
from lmhtx.directory.models import Agency
from lmhtx.exchange.actions.exports import ask_export, make_export
from lmhtx.people.models import Posting, User
from lmhtx.reports.rules import Days
from lmhtx.ui.exports import NoList, listing_at
from tests.cooperatives.test_rules import CASES
from tests.factories.cooperatives import commune, cooperative
from tests.lmhtx.reports.papers import pages_of

pytestmark = pytest.mark.django_db
HALF_YEAR = (date(2026, 1, 1), date(2026, 6, 30))
HALF = Days(date(2025, 12, 15), date(2026, 6, 14))
FARMING = "Lớn: 300; 50 tỷ; 10 tỷ | Vừa: 200; 10 tỷ; 5 tỷ | Nhỏ: 50; 2 tỷ; 1 tỷ"


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


def told(user, days: Days = HALF) -> dict[str, object]:
    return {code: one.value for code, one in figures_of(days, user).items()}


def yearly(one: Cooperative, year: int = 2025, **figures: int) -> YearFigures:
    return YearFigures.objects.create(cooperative=one, year=year, **figures)


def test_every_line_names_what_is_known():
    assert len({line.code for line in lines()}) == len(lines())
    for line in lines():
        assert line.part in PARTS
        assert {line.among, line.where} <= set(CONDITIONS)
        assert line.why or line.how != How.NONE
    assert {line.code.rstrip("abcde") for line in lines()} == {str(number) for number in range(1, 48)}
    assert line_of("99") is None
    assert line_of("2").title == "đang hoạt động"


def test_what_stands_is_counted_at_the_close_and_what_flows_within_the_days(officer, farm):
    cooperative(name="Sáng lập trong kỳ", first_registered_on=date(2026, 6, 14))
    cooperative(name="Sáng lập sau kỳ", first_registered_on=date(2026, 6, 15))
    fund = cooperative(name="Quỹ tín dụng", kind=Kind.CREDIT_FUND)
    cooperative(name="Tổ hợp tác", kind=Kind.GROUP, code=None)
    cooperative(name="Liên hiệp", kind=Kind.UNION)
    stopped = cooperative(name="Ngừng")
    for one, status, day in (
        (stopped, Status.STOPPED, date(2026, 6, 14)),
        (fund, Status.STOPPED, date(2026, 6, 15)),
    ):
        record_status(cooperative=one, by=officer, happening=Happening(status=status, effective_on=day))

    found = told(officer)

    assert {code: found[code] for code in ("1", "2", "3", "4", "5", "9a", "10")} == {
        "1": 4, "2": 3, "3": 0, "4": 1, "5": 1, "9a": 3, "10": 1,
    }  # fmt: skip
    assert (found["30a"], found["33a"], found["33b"], found["34"]) == (1, 1, 0, 0)
    assert found["1"] == found["2"] + found["3"] + found["4"]
    assert found["1"] == sum(found[code] for code in ("7", "8", "9", "9a", "10"))


def test_the_movement_leads_from_the_beginning_to_the_end(officer, farm, as_):
    cooperative(name="Mới", first_registered_on=date(2026, 3, 1))
    gone = cooperative(name="Giải thể")
    merged = cooperative(name="Sáp nhập")
    for one, status, facts in (
        (gone, Status.DISSOLVED_FREELY, {"has_debts": False}),
        (merged, Status.MERGED, {"successors": (farm,)}),
    ):
        happening = Happening(status=status, effective_on=date(2026, 4, 1), document_number="1", **facts)
        record_status(cooperative=one, by=officer, happening=happening)

    movement = as_(officer).get(reverse("figure_table"), {"ky": "half:2026:1"}).context["table"].movement

    assert (movement.begin, movement.new, movement.ended, movement.other, movement.end) == (3, 1, 1, -1, 2)


def test_nobody_s_figure_is_not_nought_and_means_are_of_those_who_told(officer, farm):
    other = cooperative(name="HTX thứ hai")
    cooperative(name="HTX không nộp")
    yearly(farm, official_members=50, revenue_vnd=2_000_000_000, workers=10, wage_vnd=5_000_000)
    yearly(other, official_members=None, revenue_vnd=1_000_000_000, workers=30, wage_vnd=7_000_000)
    yearly(farm, year=2024, official_members=40)

    found = figures_of(HALF, officer)

    assert (found["13"].value, found["13"].n, found["13"].of) == (50, 1, 3)
    assert (found["25"].value, found["25"].n, found["25"].of) == (Decimal("1500.0"), 2, 3)
    # 10 people with 60 and 30 with 84 million a year: 78, not the mean of means 72.
    assert (found["28"].value, found["28"].n) == (Decimal("78.0"), 2)
    assert (found["27"].value, found["27"].n, found["27"].why) == (
        None,
        0,
        "Chưa hồ sơ nào có số liệu năm 2025.",
    )
    assert (found["24"].value, found["24"].why) == (None, "Phiếu số liệu năm chưa hỏi tổng tài sản.")
    assert found["45a"].value is None
    assert found["37b"].value == Decimal("0.0")
    assert figures_of(Days(date(2024, 12, 15), date(2025, 6, 14)), officer)["13"].value == 40


def test_an_empty_register_tells_no_shares_and_no_money(officer):
    found = figures_of(HALF, officer)

    assert found["1"].value == 0
    assert (found["11c"].value, found["11c"].n, found["11c"].why) == (
        None,
        None,
        "Không có hợp tác xã nào để tính tỷ lệ.",
    )
    assert (found["22"].value, found["22"].why) == (None, "Chưa hồ sơ nào có số này.")
    assert found["28"].value is None


def test_what_hangs_on_a_cooperative_is_counted_as_of_the_close(officer, unit_head, farm):
    union = cooperative(name="Liên hiệp", kind=Kind.UNION)
    Member.objects.create(cooperative=union, name="HTX A", form=MemberForm.LEGAL_PERSON)
    Member.objects.create(cooperative=union, name="Ông B", form=MemberForm.PERSON)
    Capital.objects.create(cooperative=farm, valid_from=date(2021, 1, 1), charter_vnd=1_234_567_890)
    Capital.objects.create(cooperative=farm, valid_from=date(2026, 7, 1), charter_vnd=9_000_000_000)
    AllianceMembership.objects.create(cooperative=farm, admitted_on=date(2026, 1, 5), decision="1/QĐ")
    AllianceMembership.objects.create(
        cooperative=union,
        admitted_on=date(2020, 1, 5),
        decision="2",
        left_on=date(2026, 2, 1),
        left_decision="3",
    )
    for kind, through in (("linkage", date(2026, 6, 14)), ("vietgap", date(2026, 6, 13)), ("tracing", None)):
        CooperativePaper.objects.create(
            cooperative=farm,
            kind=kind,
            issued_on=date(2025, 1, 1),
            through_on=through,
            number="1",
            issuer="Sở",
        )
    for item in ("A1", "B1"):
        DigitalEvidence.objects.create(
            cooperative=farm, item=item, evidenced_on=date(2026, 1, 1), note="x",
            verified_on=date(2026, 1, 2), verified_by=unit_head,
        )  # fmt: skip

    found = told(officer)

    assert (found["31"], found["22"]) == (1, Decimal("1.235"))
    assert (found["42a"], found["42b"], found["42c"]) == (1, 1, 1)
    assert (found["37a"], found["39"], found["41a"], found["41b"]) == (1, 0, 1, 1)
    assert (found["40a"], found["40b"], found["40c"]) == (1, Decimal("100.0"), 1)


def test_contracts_shops_and_support_of_the_register_count_too(officer, farm, outsider):
    other = cooperative(name="HTX Khác")
    ChainContract.objects.create(
        cooperative=farm,
        partner="Công ty A",
        product="Bưởi",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 6, 14),
    )
    ChainContract.objects.create(
        cooperative=other,
        partner="Công ty A",
        product="Bưởi",
        valid_from=date(2025, 1, 1),
        valid_to=date(2026, 6, 13),
    )
    for one, day in ((farm, date(2026, 6, 14)), (other, date(2026, 6, 15))):
        OnlineShop.objects.create(
            cooperative=one, platform="shopee", address=f"https://shopee.vn/{one.pk}", valid_from=day
        )
    policy = SupportPolicy.objects.get(key="ND113_HTX")
    for given_on, amount in ((date(2026, 6, 14), 1_500_000), (date(2026, 6, 15), 9_000_000)):
        SupportRecord.objects.create(
            cooperative=farm, policy=policy, content=f"Máy {amount}", money="local", giver="Sở", amount_vnd=amount,
            starts_on=given_on, ends_on=given_on, state="given", decision="1/QĐ", decided_on=date(2026, 1, 5),
            verdict="passes", given_on=given_on, given_vnd=amount,
        )  # fmt: skip

    found = told(officer)

    assert (found["37a"], found["41b"]) == (1, 1)
    assert (found["44a"], found["44b"]) == (1, Decimal("1.5"))
    assert support_within(outsider, *HALF_YEAR) == {"44a": 0, "44b": 0}
    assert support_within(User.objects.create_user("nguoila", full_name="Người Lạ"), *HALF_YEAR) == {}


def test_ratings_count_once_approved(officer, unit_head, farm):
    round_ = RatingRound.objects.create(
        year=2025,
        rubric=Rubric.objects.get(key="TT01_2020"),
        opened_on=date(2025, 11, 1),
        closes_on=date(2025, 12, 15),
    )
    facts = {"state": "approved", "total": 70, "approved_by": unit_head}
    Rating.objects.create(round=round_, cooperative=farm, band="fair", approved_on=date(2026, 1, 10), **facts)
    Rating.objects.create(
        round=round_, cooperative=cooperative(name="Yếu"), band="poor", approved_on=date(2026, 1, 10), **facts
    )
    Rating.objects.create(round=round_, cooperative=cooperative(name="Chưa duyệt"))

    found = told(officer)

    assert (found["11a"], found["11b"], found["11c"]) == (1, 2, Decimal("50.0"))
    assert told(officer, Days(date(2024, 12, 15), date(2025, 12, 14)))["11b"] == 0


def test_sizes_of_all_are_those_of_the_rule(officer):
    with (Path(CASES) / "size.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    table = thresholds(FARMING)
    expected = {}
    for place, row in enumerate(rows):
        facts = {
            name: int(row[name]) if row[name] else None for name in ("members", "revenue_vnd", "capital_vnd")
        }
        one = cooperative(name=f"HTX {place}")
        Cooperative.objects.filter(pk=one.pk).update(sector=Sector.FARMING)
        yearly(
            one,
            official_members=facts["members"],
            revenue_vnd=facts["revenue_vnd"],
            capital_vnd=facts["capital_vnd"],
        )
        expected[one.pk] = size(table, **facts).size
    by_hand = cooperative(name="Nhập tay", size_by_hand=Size.LARGE, size_ground="Quyết định")
    expected[by_hand.pk] = Size.LARGE

    assert dict(rows_for(HALF, officer).values_list("pk", "size_then")) == expected


def test_classes_are_counted_for_whoever_may_see_them(officer, clerk, farm):
    for ends_on in (date(2026, 6, 14), date(2026, 6, 15)):
        training = TrainingClass.objects.create(title="Kỹ năng số", starts_on=ends_on, ends_on=ends_on)
        for name, sessions in (("An", 2), ("Bình", 0)):
            Learner.objects.create(
                training=training, cooperative=farm, full_name=name, identity=name, session_count=sessions,
                recorded_on=ends_on,
            )  # fmt: skip

    found = told(officer)
    assert (found["43a"], found["43b"]) == (1, 1)
    assert told(clerk)["43a"] is None


def test_another_app_gives_its_lines(officer, as_):
    fund = TableFigures(
        key="fund.loans", codes=("45a",), values=lambda _user, _first, last: {"45a": Decimal(last.year)}
    )
    with temporarily(fund):
        page = as_(officer).get(reverse("figure_table"), {"ky": "half:2026:1"})

    row = next(one for one in page.context["table"].rows if one.line.code == "45a")
    assert (row.now.value, row.base.value, row.change, row.growth, row.remark) == (
        2026,
        2025,
        1,
        0,
        row.line.why,
    )


def test_both_periods_stand_beside_each_other(officer, as_, farm):
    cooperative(name="Mới", first_registered_on=date(2026, 1, 1))
    page = as_(officer).get(reverse("figure_table"), {"ky": "half:2026:1"})

    table = page.context["table"]
    rows = {row.line.code: row for row in table.rows}
    assert (table.reach.first_on, table.reach.last_on) == (HALF.first_on, HALF.last_on)
    assert days_of(table.reach)[1] == Days(date(2024, 12, 15), date(2025, 6, 14))
    assert (table.year, table.base_year) == (2025, 2024)
    one = rows["1"]
    assert (one.now.value, one.base.value, one.change, one.growth) == (2, 1, 1, 100)
    assert rows["5"].growth is None  # against nought
    assert rows["37b"].growth is None  # of a share
    assert rows["24"].change is None
    words = page.content.decode()
    assert "chưa có dữ liệu" in words
    assert "6 tháng đầu năm 2026" in words
    assert f'<a href="{one.address}">2</a>' in words


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({}, date(2025, 12, 15), date(2026, 9, 14)),
        ({"ky": "month:2026:6"}, date(2026, 5, 15), date(2026, 6, 14)),
        ({"ky": "quarter:2026:1"}, date(2025, 12, 15), date(2026, 3, 14)),
        ({"ky": "year:2025:1"}, date(2024, 12, 15), date(2025, 12, 14)),
        ({"ky": "half:2026:1", "chot": "calendar"}, date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_periods_are_those_of_the_decree_or_of_the_calendar(asked, first, last, officer, as_):
    reach = as_(officer).get(reverse("figure_table"), asked).context["table"].reach

    assert (reach.first_on, reach.last_on) == (first, last)


@pytest.mark.parametrize("asked", [{"ky": "year:2026:1"}, {"ky": "x"}, {"chot": "x"}])
def test_a_period_that_cannot_be_is_told(asked, officer, as_):
    page = as_(officer).get(reverse("figure_table"), asked)

    assert page.context["table"] is None
    assert page.context["form"].errors


def test_the_list_behind_a_figure_has_as_many_rows_as_it_says(officer, farm, as_):
    yearly(farm, official_members=50)
    cooperative(name="Liên hiệp", kind=Kind.UNION)
    cooperative(name="HTX hai")
    for code, one in figures_of(HALF, officer).items():
        line = line_of(code)
        if line.how == How.COUNT:
            assert rows_behind(line, HALF, officer).count() == one.value, code
        elif line.how in {How.TOTAL, How.MEAN, How.WEIGHTED}:
            assert rows_behind(line, HALF, officer).count() == one.n, code

    address = reverse("figure_rows", args=["13", "2025-12-15", "2026-06-14"])
    page = as_(officer).get(address)
    assert "Hợp tác xã Xuân Lộc" in page.content.decode()
    assert "HTX hai" not in page.content.decode()
    assert as_(officer).get(address, {"xuat": "xlsx"}).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "args", [("99", "2026-01-01", "2026-02-01"), ("24", "2026-01-01", "2026-02-01"), ("1", "x", "y")]
)
def test_there_is_no_list_behind_what_is_not_there(args, officer, as_):
    assert as_(officer).get(reverse("figure_rows", args=args)).status_code == HTTPStatus.NOT_FOUND


def test_people_of_a_commune_see_the_figures_of_their_own(farm):
    villager = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    agency = Agency.objects.create(kind="outside", name="Ủy ban nhân dân xã Một", commune=commune())
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from=date(2025, 1, 1))
    cooperative(name="HTX xã khác", commune=commune(3))

    assert told(villager)["1"] == 1


def test_the_table_leaves_as_a_workbook_and_on_paper(officer, farm, as_):
    browser, asked = as_(officer), {"ky": "half:2026:1"}
    sheet = load_workbook(
        BytesIO(browser.get(reverse("figure_table"), {**asked, "xuat": "xlsx"}).getvalue())
    ).worksheets[0]

    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["1"][3:7] == (1, 1, 0, 0)
    assert rows["24"][3] == "chưa có dữ liệu"

    paper = browser.get(reverse("figure_table"), {**asked, "xuat": "pdf"})
    words = " ".join(page.extract_text() for page in pages_of(paper.getvalue()))
    assert "6 tháng đầu năm 2026" in words
    assert "chưa có" in words


def test_the_table_costs_the_same_however_many_there_are(officer, farm, as_):
    browser, address = as_(officer), reverse("figure_table")

    def cost() -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            browser.get(address)
        return len(seen)

    before = cost()
    for place in range(3):
        yearly(cooperative(name=f"HTX {place}"), official_members=9)

    assert cost() == before
    assert before < 40


def test_a_table_is_whole(officer, farm):
    table = table_of(reach_of("half:2026:1", "decree"), officer, year_first_on=HALF.first_on)

    assert [title for title, _rows in table.parts] == [f"{key}. {words}" for key, words in PARTS.items()]
    assert len(table.rows) == len(lines())


def sheets_of(answer) -> dict[str, list[tuple]]:
    book = load_workbook(BytesIO(answer.getvalue()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def furnished(farm, officer) -> None:
    """Something on every sheet."""
    yearly(farm, official_members=50, revenue_vnd=2 * 10**9)
    person = add_person(
        cooperative=farm, by=officer, full_name="=Trần Thị Hoà", citizen="075180001234", phone="0912345678"
    )
    Office.objects.create(person=person, post="director", valid_from=date(2025, 1, 1))
    Member.objects.create(cooperative=farm, name="An")
    AllianceMembership.objects.create(cooperative=farm, admitted_on=date(2026, 1, 5), decision="1/QĐ")
    CooperativePaper.objects.create(cooperative=farm, kind="charter", issued_on=date(2025, 1, 1))
    product = add_product(cooperative=farm, by=officer, name="Bưởi", group="food")
    certify_product(product=product, by=officer, stars=4, issued_on=date(2025, 7, 20))
    happening = Happening(status=Status.STOPPED, effective_on=date(2026, 8, 1), reason="Hết vốn")
    record_status(cooperative=farm, by=officer, happening=happening)
    round_ = RatingRound.objects.create(
        year=2025,
        rubric=Rubric.objects.get(key="TT01_2020"),
        opened_on=date(2025, 11, 1),
        closes_on=date(2025, 12, 15),
    )
    Rating.objects.create(round=round_, cooperative=farm)


def test_the_whole_register_leaves_as_one_workbook(officer, farm, as_):
    furnished(farm, officer)
    cooperative(name="HTX khác")
    browser = as_(officer)
    assert reverse("register_export") in browser.get(reverse("cooperative_list")).content.decode()

    sheets = sheets_of(browser.get(reverse("register_export"), {"q": "xuan loc"}))

    assert list(sheets) == [
        "Hợp tác xã", "Quá trình hoạt động", "Thành viên Liên minh", "Số liệu năm", "Người giữ chức danh",
        "Thành viên (tổng số)", "Giấy tờ, chứng nhận", "Sản phẩm OCOP", "Đánh giá, xếp loại", "Bộ lọc",
    ]  # fmt: skip
    assert {name: len(rows) - 1 for name, rows in sheets.items() if name != "Bộ lọc"} == dict.fromkeys(
        list(sheets)[:-1], 1
    )
    person = sheets["Người giữ chức danh"][1]
    assert person[-1] == "•••••••••234"
    assert "'=Trần Thị Hoà" in person
    assert sheets["Thành viên (tổng số)"][1][3:] == (1, 0, 0)
    assert "075180001234" not in str(sheets)
    assert (
        Entry.objects.filter(verb="exchange.list.exported").get().note.startswith("Cả sổ hợp tác xã, 9 dòng")
    )


def test_the_whole_register_shows_what_a_person_may_see(clerk, officer, farm, as_, outsider):
    furnished(farm, officer)

    seen = sheets_of(as_(clerk).get(reverse("register_export")))

    assert "Người giữ chức danh" not in seen
    assert "Hợp tác xã" in seen
    assert as_(outsider).get(reverse("register_export")).status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(NoList):
        listing_at(reverse("register_export"), outsider)


def test_a_long_register_is_made_behind_the_page_with_progress(officer, farm, as_, monkeypatch):
    furnished(farm, officer)
    monkeypatch.setattr("lmhtx.ui.exports.LONG", 2)
    monkeypatch.setattr("lmhtx.ui.books.SAID_EVERY", 2)
    sent = as_(officer).get(reverse("register_export"), {"q": "xuan"})
    assert sent.url.startswith(reverse("export_create"))
    assert "Cả sổ hợp tác xã" in as_(officer).get(sent.url).content.decode()

    export = ask_export(address=f"{reverse('register_export')}?q=xuan", by=officer)
    told: list[int] = []
    kept = make_export(export=export, told=told.append)

    assert (export.row_count, told) == (9, [2, 4, 6, 8])
    assert kept.name.startswith("ca-so-hop-tac-xa")
