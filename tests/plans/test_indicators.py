"""The targets of 2030 over real rows: counted, listed, kept, and honest where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from lmhtx import contributions
from lmhtx.counting import Indicator, IndicatorPart, TargetSource
from lmhtx.workflow import Refused
from plans.actions import indicators as acts
from plans.models import IndicatorSnapshot, Target, Task
from plans.queries import indicators as figures
from plans.targets import BY_KEY, TARGETS
from tests.factories import plans as make
from tests.plans.test_pages import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def stand_ins(count: int, reached: int) -> None:
    """Tasks in the place of member cooperatives: so many, of which so many are urgent and count."""
    unit = make.agency("policy")
    Task.objects.bulk_create(
        Task(text=f"HTX {place}", followed_by=unit, is_urgent=place < reached, due_on=date(2026, 8, 1))
        for place in range(count)
    )


def of_tasks(key: str = "K4", part: str = "K4") -> Indicator:
    """Urgent tasks among those due by the day; those of a plan are left out."""
    return Indicator(
        key=key,
        definition="HTX thành viên đang hoạt động có ứng dụng công nghệ số.",
        source="Kế hoạch 245/KH-LM",
        version=2,
        parts=(
            IndicatorPart(
                key=part,
                label="HTX thành viên đạt",
                numerator=lambda day: Task.objects.filter(is_urgent=True, due_on__lte=day),
                denominator=lambda day: Task.objects.filter(due_on__lte=day, plan__isnull=True),
                exceptions=lambda day: Task.objects.filter(due_on__lte=day, plan__isnull=False),
            ),
        ),
    )


def the_figure(day: date = TODAY) -> figures.Figure:
    return figures.standing_of(BY_KEY["K4"], day).figures[0]


@pytest.mark.parametrize(
    ("reached", "share", "verdict"), [(139, Decimal("69.5"), False), (140, Decimal("70.0"), True)]
)
def test_k4_of_200_member_cooperatives(reached, share, verdict):
    stand_ins(200, reached)

    with contributions.temporarily(of_tasks()):
        figure = the_figure(date(2030, 12, 31))

    assert (figure.share, figure.is_reached, figure.target_percent) == (share, verdict, Decimal(70))


def test_target_that_nobody_counts_has_no_figure():
    standings = figures.targets_on(TODAY)

    assert [one.target for one in standings] == list(TARGETS)
    assert {figure.share for one in standings for figure in one.figures} == {None}
    assert [one.target_percent for one in standings] == [Decimal(n) for n in (60, 50, 60, 30, 60)]
    assert [one.final_percent for one in standings] == [Decimal(n) for n in (100, 90, 100, 70, 100)]


def test_nothing_to_count_is_no_figure():
    with contributions.temporarily(of_tasks()):
        figure = the_figure()

    assert (figure.share, figure.is_reached) == (None, None)


def test_before_the_way_begins_its_first_year_is_asked_for():
    assert figures.standing_of(BY_KEY["K4"], date(2025, 11, 30)).target_percent == 30


def test_numerator_counts_only_what_stands_in_the_denominator():
    stand_ins(4, 2)
    make.task(plan=make.plan(), is_urgent=True, due_on=date(2026, 8, 1))

    with contributions.temporarily(of_tasks()):
        figure = the_figure()
        counts = {
            which: figures.rows_of(figure.part, which, TODAY).count()
            for which in ("dat", "chua-dat", "ngoai-le")
        }

    assert (figure.numerator, figure.denominator) == (2, 4)
    assert counts == {"dat": 2, "chua-dat": 2, "ngoai-le": 1}


def test_part_without_exceptions_lists_none():
    stand_ins(2, 1)
    whole = of_tasks().parts[0]
    part = IndicatorPart(key="x", label="x", numerator=whole.numerator, denominator=whole.denominator)

    assert figures.rows_of(part, "ngoai-le", TODAY).count() == 0


def test_month_end_is_kept_once_and_counted_again():
    stand_ins(4, 3)
    with contributions.temporarily(of_tasks()):
        (kept,) = acts.keep_month_ends(today=TODAY)
        again = acts.keep_month_ends(today=TODAY)
        stand_ins(1, 1)
        now = the_figure(date(2026, 8, 31))
        mark = figures.fingerprint(now.part, date(2026, 8, 31))

    assert (kept.on, kept.numerator, kept.denominator, kept.definition_version) == (
        date(2026, 8, 31),
        3,
        4,
        2,
    )
    assert (again, now.numerator, now.denominator) == ([], 4, 5)
    assert mark != kept.fingerprint
    assert str(kept) == "K4 đến 31/08/2026: 3/4"


def test_months_missed_are_kept_and_an_empty_one_is_not():
    stand_ins(4, 3)
    with contributions.temporarily(of_tasks()):
        acts.keep_figures(on=date(2026, 8, 31))
        acts.keep_month_ends(today=date(2026, 12, 3))
        acts.keep_figures(on=date(2026, 7, 31))

    assert list(IndicatorSnapshot.objects.order_by("on").values_list("on", flat=True)) == [
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
        date(2026, 11, 30),
    ]


def test_trend_stands_against_the_way_to_2030():
    stand_ins(4, 3)
    with contributions.temporarily(of_tasks()):
        acts.keep_figures(on=date(2026, 8, 31))
        (trend,) = figures.trends_of(figures.standing_of(BY_KEY["K4"], TODAY))

    assert [(point.on, point.share) for point in trend.points] == [(date(2026, 8, 31), Decimal("75.0"))]
    assert [percent for _year, _x, percent in trend.years] == [Decimal(n) for n in (30, 40, 50, 60, 70)]
    assert trend.way.startswith("149.7,95.5")


def test_pages_show_figures_and_open_the_rows_one_may_see(as_, chairman, officer):
    stand_ins(4, 3)
    make.task(plan=make.plan(), is_urgent=True, due_on=date(2026, 8, 1), text="Việc trong kế hoạch")
    with contributions.temporarily(of_tasks()):
        acts.keep_month_ends(today=TODAY)
        home = as_(chairman).get(reverse("indicator_list")).content.decode()
        page = as_(chairman).get(reverse("indicator_detail", args=["K4"])).content.decode()
        past = (
            as_(chairman).get(reverse("indicator_detail", args=["K4"]), {"thang": "2026-08"}).content.decode()
        )
        rows = as_(chairman).get(reverse("indicator_rows", args=["K4", "K4", "dat"])).content.decode()
        unseen = as_(officer).get(reverse("indicator_rows", args=["K4", "K4", "dat"])).content.decode()
        beside = as_(officer).get(reverse("indicator_rows", args=["K4", "K4", "ngoai-le"])).content.decode()

    assert "75,0" in home
    assert "Chưa có dữ liệu" in home
    assert "Định nghĩa lần 2" in page
    assert "Tính lại hôm nay: khớp" in past
    assert "HTX 0" in rows
    assert "anh/chị được xem 0" in unseen
    assert "Việc trong kế hoạch" in beside


def of_august(browser) -> str:
    page = browser.get(reverse("indicator_detail", args=["K4"]), {"thang": "2026-08"}).content.decode()
    return " ".join(page.split())


def test_a_month_whose_records_have_changed_says_so_with_both_figures(as_, chairman):
    stand_ins(4, 3)
    with contributions.temporarily(of_tasks()):
        acts.keep_month_ends(today=TODAY)
        stand_ins(1, 1)
        changed = of_august(as_(chairman))

    assert "Số liệu đã đổi từ khi chốt" in changed
    assert "<b>3/4</b> (75,0 %)" in changed
    assert "<b>4/5</b> (80,0 %)" in changed
    assert "đã được bổ sung hoặc sửa sau khi chốt" in changed


def test_equal_figures_of_other_rows_are_no_match(as_, chairman):
    stand_ins(4, 3)
    with contributions.temporarily(of_tasks()):
        acts.keep_month_ends(today=TODAY)
        first, last = Task.objects.order_by("pk").first(), Task.objects.order_by("pk").last()
        Task.objects.filter(pk=first.pk).update(is_urgent=False)
        Task.objects.filter(pk=last.pk).update(is_urgent=True)
        swapped = of_august(as_(chairman))
    with contributions.temporarily(replace(of_tasks(), version=3)):
        redefined = of_august(as_(chairman))

    assert "Số bằng nhau nhưng không còn là những dòng ấy" in swapped
    assert "Khi chốt dùng định nghĩa lần 2, nay là lần 3" in redefined


@pytest.mark.parametrize(
    "asked", [("K9", "K4", "dat"), ("K4", "K4x", "dat"), ("K4", "K4", "gì"), ("K3", "K3", "dat")]
)
def test_rows_of_nothing_are_not_found(asked, as_, chairman):
    with contributions.temporarily(of_tasks()):
        assert as_(chairman).get(reverse("indicator_rows", args=asked)).status_code == 404


def test_page_beyond_the_last_is_the_last(as_, chairman):
    with contributions.temporarily(of_tasks()):
        address = reverse("indicator_rows", args=["K4", "K4", "dat"])

        assert as_(chairman).get(address, {"page": "7"}).status_code == 200


def test_list_costs_the_same_for_few_rows_and_for_many(as_, chairman):
    with contributions.temporarily(of_tasks()):
        stand_ins(3, 1)
        one = queries_of(as_(chairman), reverse("indicator_list"))
        stand_ins(30, 20)

        assert queries_of(as_(chairman), reverse("indicator_list")) == one


def test_work_streams_are_the_tasks_of_plan_245(chairman):
    plan = make.plan(number="245", symbol="KH-LM")
    first = make.task(plan=plan, text="Số hóa hồ sơ", percent=40)
    make.task(plan=plan, parent=first)

    assert figures.work_streams(chairman)[0]["percent"] == 40
    assert len(figures.work_streams(chairman)) == 1


def test_without_plan_245_there_are_no_streams(chairman):
    assert figures.work_streams(chairman) == []


@pytest.fixture
def target() -> Target:
    return Target.objects.create(task=make.task(), quantity=18, unit="HTX điểm")


@pytest.fixture
def pilots():
    """Counts the cooperatives that stand as pilots: here, urgent tasks."""
    source = TargetSource(
        key="pilots",
        label="HTX điểm trong sổ",
        unit="HTX",
        count=lambda _day: Task.objects.filter(is_urgent=True).count(),
    )
    with contributions.temporarily(source):
        yield source


def test_quantity_is_counted_live_and_a_typed_figure_needs_its_reason(target, pilots, as_, office_chief):
    stand_ins(20, 17)
    browser = as_(office_chief)
    offered = browser.get(target.task.get_absolute_url()).content.decode()
    browser.post(reverse("target_count", args=[target.pk]), {"source_key": "pilots"})
    counted = browser.get(target.task.get_absolute_url()).content.decode()
    refused = browser.post(reverse("target_type", args=[target.pk]), {"done": "18"})
    browser.post(reverse("target_type", args=[target.pk]), {"done": "18", "note": "Một HTX chưa vào sổ"})
    typed = browser.get(target.task.get_absolute_url()).content.decode()

    assert "Đếm từ sổ" in offered
    assert "<b>17/18</b>" in counted
    assert refused.status_code == 422
    assert "<b>17/18</b>" in typed
    assert "Một HTX chưa vào sổ" in typed


def test_source_must_be_known_and_a_reason_given(target, pilots, office_chief):
    with pytest.raises(Refused, match="Không có cách đếm"):
        acts.count_target(target=target, by=office_chief, source_key="khác")
    with pytest.raises(Refused, match="phải nêu lý do"):
        acts.type_target(target=target, by=office_chief, done=Decimal(3), note=" ")


def test_outsiders_see_no_kept_figures(partner, officer):
    IndicatorSnapshot.objects.create(
        key="K4",
        part="K4",
        on=date(2026, 8, 31),
        numerator=1,
        denominator=2,
        target_percent=30,
        definition_version=1,
        fingerprint="x",
    )

    assert [IndicatorSnapshot.objects.visible_to(who).count() for who in (partner, officer)] == [0, 1]
