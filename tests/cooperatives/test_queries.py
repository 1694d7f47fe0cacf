"""What lists, trackers and reminders read; rules and their expressions say the same."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.db import connection

from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import DISSOLVED, EndKind, Ground, Kind, MemberKind, Status
from cooperatives.models import (
    Capital,
    Cooperative,
    CooperativeAddress,
    Member,
    MemberCapital,
    StatusEvent,
    YearFigures,
)
from cooperatives.queries.board import board_of
from cooperatives.queries.case import case_of, people_of
from cooperatives.queries.ends import dissolved_this_year, end_kind_case, end_rows, ends
from cooperatives.queries.files import (
    ended_within,
    find_cooperatives,
    grounds_of,
    in_the_way,
    months,
    status_as_of,
    to_review,
)
from cooperatives.queries.members import breaches_on, counts_on
from cooperatives.queries.places import by_commune, communes_today, old_communes
from cooperatives.queries.watching import due_suspensions, run_out_for
from cooperatives.rules.statuses import end_kind
from lmhtx.base import clock
from lmhtx.contributions import Obstacle, temporarily
from lmhtx.directory.models import Commune
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def happened(farm: Cooperative, status: Status, on: date, **facts) -> StatusEvent:
    """An event on record, and the row in line with it."""
    event = StatusEvent.objects.create(cooperative=farm, status=status, effective_on=on, **facts)
    refresh([farm.pk])
    farm.refresh_from_db()
    return event


def test_dissolutions_are_counted_by_the_day_of_effect():
    early, late = cooperative(name="HTX D"), cooperative(name="HTX E")
    with clock.standing_at(clock.end_of(date(2026, 6, 20))):
        event = happened(early, Status.DISSOLVED_FREELY, date(2026, 6, 10), has_debts=False)
        happened(late, Status.DISSOLVED_FREELY, date(2026, 6, 20), has_debts=False)

    counted = ended_within(date(2025, 12, 15), date(2026, 6, 14), DISSOLVED)

    assert list(counted) == [event]
    assert clock.day_of(event.recorded_at) == date(2026, 6, 20)
    assert early.is_ended
    assert late.is_ended
    assert dissolved_this_year(TODAY) == 2
    assert dissolved_this_year(date(2026, 6, 14)) == 1


def test_a_corrected_dissolution_is_not_counted():
    farm = cooperative()
    wrong = happened(farm, Status.DISSOLVED_FREELY, date(2026, 6, 10), has_debts=False)
    happened(farm, Status.ACTIVE, date(2026, 6, 10), corrects=wrong, reason="Nhầm")

    assert not ended_within(date(2026, 1, 1), TODAY, DISSOLVED)
    assert farm.status == Status.ACTIVE


def test_the_register_as_it_stood_on_a_day():
    farm = cooperative(first_registered_on=date(2020, 3, 1))
    cooperative(first_registered_on=date(2026, 8, 1))
    happened(farm, Status.STOPPED, date(2025, 5, 1))

    assert [row.status_then for row in status_as_of(date(2025, 4, 30))] == [None]
    assert [row.status_then for row in status_as_of(date(2025, 5, 1))] == ["stopped"]
    assert status_as_of(TODAY).count() == 2


def test_communes_of_the_day_and_of_today(officer):
    old = Commune.objects.filter(valid_to__isnull=False, went_into__isnull=False).first()
    new = old.went_into.get(is_default=True).new if old.went_into.count() > 1 else old.went_into.get().new
    farm = cooperative(commune=new)
    CooperativeAddress.objects.filter(cooperative=farm).update(old_commune=old)
    happened(farm, Status.STOPPED, date(2025, 12, 1))

    (then,) = by_commune(date(2025, 6, 30), officer)
    (past,) = by_commune(date(2025, 6, 30), officer, of_today=True)
    (now,) = by_commune(TODAY, officer)

    assert (then.commune, then.count, then.active) == (old, 1, 1)
    assert (past.commune, past.active) == (new, 1)
    assert (now.commune, now.count, now.active) == (new, 1, 0)
    assert communes_today().count() == 95
    assert old_communes().exists()


def test_an_unknown_old_commune_is_counted_where_it_is_now(officer):
    farm = cooperative()

    (then,) = by_commune(date(2025, 6, 30), officer)

    assert then.commune == farm.commune


REVIEWED = [
    ("đủ cả", {}, None, (20, 20), []),
    ("hết hạn", {}, ("suspended", date(2026, 1, 1), date(2026, 9, 14)), None, [Ground.SUSPENSION_OVER]),
    ("còn hạn", {}, ("suspended", date(2026, 1, 1), date(2026, 9, 15)), None, []),
    ("ngừng lâu", {}, ("stopped", date(2025, 9, 15), None), None, [Ground.INACTIVE]),
    ("ít thành viên", {}, None, (4, 4), [Ground.TOO_FEW_MEMBERS]),
    ("năm trước đủ", {}, None, (4, 6), []),
    ("không họp", {"last_assembly_on": date(2025, 3, 15)}, None, None, [Ground.NO_ASSEMBLY]),
    ("chưa mã", {"code": None}, None, None, [Ground.NO_CODE]),
    (
        "tổ hợp tác",
        {"code": None, "kind": Kind.GROUP, "last_assembly_on": date(2020, 1, 1)},
        None,
        (2, 2),
        [],
    ),
    ("tổ một người", {"kind": Kind.GROUP}, None, (1, 1), [Ground.TOO_FEW_MEMBERS]),
    ("đã hết", {"code": None}, ("dissolved_freely", date(2026, 1, 1), None), (1, 1), []),
]


@pytest.mark.parametrize(
    ("name", "facts", "event", "members", "expected"), REVIEWED, ids=[r[0] for r in REVIEWED]
)
def test_the_list_to_review_says_what_the_rule_says(name, facts, event, members, expected):
    farm = cooperative(name=name, **facts)
    if event:
        status, since, until = event
        debts = False if status.startswith("dissolved") else None
        happened(farm, Status(status), since, until_on=until, has_debts=debts)
    for year, count in zip((2025, 2024), members or (), strict=False):
        YearFigures.objects.create(cooperative=farm, year=year, official_members=count)

    found = list(to_review(Cooperative.objects.all(), TODAY))

    assert [grounds_of(row, TODAY, months(TODAY)) for row in found] == ([expected] if expected else [])
    assert case_of(farm).grounds == [ground.label for ground in expected]


def test_years_apart_are_no_two_years_running():
    farm = cooperative()
    for year in (2025, 2020):
        YearFigures.objects.create(cooperative=farm, year=year, official_members=2)

    assert not to_review(Cooperative.objects.all(), TODAY)


@pytest.mark.parametrize(
    ("status", "is_free", "has_debts"),
    list(
        product(
            (Status.STOPPED, Status.DISSOLVING, Status.DISSOLVED_FREELY, Status.DISSOLVED_BY_FORCE),
            (None, True, False),
            (None, True, False),
        )
    ),
)
def test_the_kind_of_an_end_in_the_database_is_the_rule(status, is_free, has_debts):
    if status in DISSOLVED and has_debts is None:
        return
    StatusEvent.objects.create(
        cooperative=cooperative(), status=status, effective_on=TODAY, is_free=is_free, has_debts=has_debts
    )

    row = StatusEvent.objects.annotate(end_kind=end_kind_case()).get()

    assert row.end_kind == end_kind(status, is_free=is_free, has_debts=has_debts)


def test_the_tracker_counts_each_kind_and_stage(officer, outsider):
    waiting, going, gone, before, back = (cooperative(name=f"HTX {n}") for n in range(5))
    happened(waiting, Status.STOPPED, date(2026, 2, 1))
    happened(going, Status.STOPPED, date(2026, 2, 1))
    happened(going, Status.DISSOLVING, date(2026, 3, 1), is_free=True, has_debts=False)
    happened(gone, Status.DISSOLVED_BY_FORCE, date(2026, 4, 1), has_debts=True)
    happened(before, Status.DISSOLVED_FREELY, date(2025, 4, 1), has_debts=False)
    happened(back, Status.STOPPED, date(2026, 2, 1))
    happened(back, Status.ACTIVE, date(2026, 5, 1))

    rows = {
        row.kind: (row.waiting, row.under_way, row.dissolved, row.total) for row in end_rows(officer, 2026)
    }

    assert rows == {
        EndKind.FREELY_CLEAR: (0, 1, 0, 1),
        EndKind.FREELY_OWING: (0, 0, 0, 0),
        EndKind.FORCED_CLEAR: (0, 0, 0, 0),
        EndKind.FORCED_OWING: (0, 0, 1, 1),
        EndKind.UNSORTED: (1, 0, 0, 1),
    }
    assert {event.cooperative for event in ends(officer)} == {waiting, going, gone, before}
    assert not ends(outsider)


def test_suspensions_are_told_a_week_before_and_the_day_after(officer, unit_head):
    soon, over, far = (cooperative(name=f"HTX {n}") for n in range(3))
    for farm, until in ((soon, date(2026, 9, 22)), (over, date(2026, 9, 14)), (far, date(2026, 9, 30))):
        happened(farm, Status.SUSPENDED, date(2026, 3, 1), until_on=until)

    told = list(due_suspensions(TODAY))

    assert {(notice.stage, notice.subject_id) for notice in told} == {("T-7", soon.pk), ("T+1", over.pk)}
    assert {officer.pk, unit_head.pk} <= {notice.person_id for notice in told}
    assert "đã hết hạn tạm ngừng ngày 14/09/2026" in next(n.line for n in told if n.stage == "T+1")


def test_what_has_run_out_waits_on_the_desk_of_who_keeps_the_register(officer, chairman):
    farm = cooperative()
    happened(farm, Status.SUSPENDED, date(2026, 3, 1), until_on=date(2026, 9, 14))

    assert list(run_out_for(officer)) == [farm]
    assert not run_out_for(chairman)


def test_the_search_needs_no_accents_and_puts_names_as_typed_first(officer, outsider):
    typed, folded = cooperative(name="HTX Tân Tiến"), cooperative(name="HTX Tàn Tiên")

    assert list(find_cooperatives(officer, "Tân Tiến")) == [typed, folded]
    assert list(find_cooperatives(officer, typed.code)) == [typed]
    assert not find_cooperatives(outsider, "tan tien")


def test_the_search_reads_the_index_of_trigrams():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM cooperatives_cooperative WHERE folded LIKE '%xuan loc%' AND folded LIKE '%ntt%'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "cooperative_folded_trigrams" in plan


def test_members_are_counted_by_kind_with_what_they_hold_on_the_day():
    farm = cooperative()
    Capital.objects.create(cooperative=farm, valid_from=date(2020, 1, 1), charter_vnd=1000)
    official = Member.objects.create(cooperative=farm, name="An", valid_from=date(2020, 1, 1))
    Member.objects.create(
        cooperative=farm, name="Bình", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1)
    )
    MemberCapital.objects.create(member=official, valid_from=date(2020, 1, 1), capital_vnd=100)
    MemberCapital.objects.create(member=official, valid_from=date(2026, 1, 1), capital_vnd=400)
    refresh([farm.pk])
    farm.refresh_from_db()

    counts = {count.label: (count.count, count.capital_vnd) for count in counts_on(farm, TODAY)}

    assert counts == {
        MemberKind.OFFICIAL.label: (1, 400),
        MemberKind.ASSOCIATE_WITH_CAPITAL.label: (0, 0),
        MemberKind.ASSOCIATE.label: (0, 0),
    }
    assert [breach.who for breach in breaches_on(farm, TODAY)] == ["An"]
    assert breaches_on(farm, date(2019, 1, 1)) == []
    assert [str(breach) for breach in people_of(farm).breaches] == [
        "An góp 40 % vốn điều lệ, quá mức ≤ 30 % (Luật Hợp tác xã số 17/2023/QH15, Điều 74 khoản 1)."
    ]


def test_what_stands_in_the_way_is_asked_of_all_who_may_know():
    farm = cooperative()
    other = Obstacle(act="people.leave", find=lambda _: ["Việc khác."])
    mine = Obstacle(act="cooperatives.end", find=lambda one: [f"{one}: còn dư nợ."])

    with temporarily(other, mine):
        assert in_the_way(farm) == [(f"{farm}: còn dư nợ.", True)]
        assert case_of(farm).warnings == [f"{farm}: còn dư nợ."]


def test_refreshing_many_costs_as_much_as_refreshing_one(django_assert_num_queries):
    one = cooperative()
    with connection.execute_wrapper(_count := Counting()):
        refresh([one.pk])
    before = _count.seen
    ids = [cooperative(commune=commune(n)).pk for n in range(5)]
    with connection.execute_wrapper(_count := Counting()):
        refresh(ids)

    assert _count.seen == before


class Counting:
    """Counts statements."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        return execute(sql, params, many, context)


def test_the_board_counts_what_its_lists_show(officer):
    first, second, gone = (cooperative(name=name) for name in ("HTX Một", "HTX Hai", "HTX Ba"))
    Cooperative.objects.filter(pk=first.pk).update(kind=Kind.UNION, is_member=True, commune=commune())
    Cooperative.objects.update(first_registered_on=date(2020, 5, 4))
    YearFigures.objects.create(cooperative=first, year=2025, official_members=60, revenue_vnd=2_000_000)
    YearFigures.objects.create(cooperative=second, year=2025, official_members=40)
    happened(gone, Status.DISSOLVED_FREELY, date(2026, 3, 1), has_debts=False)

    board = board_of(officer)

    assert (board.standing, board.active, board.allied) == (2, 2, 1)
    drawn = {picture.title: [(bar.label, bar.count) for bar in picture.bars] for picture in board.pictures}
    assert drawn["Tình trạng"] == [(Status.ACTIVE.label, 2), (Status.DISSOLVED_FREELY.label, 1)]
    assert sorted(drawn["Loại hình"]) == sorted([(Kind.COOPERATIVE.label, 1), (Kind.UNION.label, 1)])
    assert drawn["15 xã, phường nhiều nhất"][0][1] >= 1
    assert drawn["Còn trong sổ vào cuối năm"][:2] == [("15/09/2026", 2), ("31/12/2025", 3)]
    assert drawn["Đăng ký mới theo năm"] == [("2020", 3)]
    assert drawn["Giải thể theo năm"] == [("2026", 1)]
    (totals,) = board.totals
    assert (totals.members, totals.members_n, totals.revenue_vnd, totals.revenue_n) == (100, 2, 2_000_000, 1)
    assert totals.capital_vnd is None
