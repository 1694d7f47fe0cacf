"""Papers of cooperatives: the rule said of all at once, K2a on past days, acts, what is told by itself."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cooperatives.access.papers import PaperPerm
from cooperatives.actions import papers as acts
from cooperatives.actions.merging import merge_double
from cooperatives.enums.papers import CopyKind, DigitalState, PaperEnd, PaperKind, PaperState
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, CooperativePaper, StatusEvent
from cooperatives.queries import papers
from cooperatives.rules.papers import digital_state, is_digitised_file, missing_papers, paper_state
from lmhtx.audit.models import Entry
from lmhtx.directory.models import ParameterValue
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.cooperatives.test_rules import CASES, paper_of
from tests.factories.cooperatives import cooperative
from tests.factories.papers import paper, whole_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


def scan(name: str = "ban-quet.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "Bản quét".encode())


def new(kind: str = "charter", **facts) -> CooperativePaper:
    return CooperativePaper(kind=kind, **{"issued_on": date(2026, 9, 1), **facts})


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(CASES) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def file_from(row: dict[str, str]) -> Cooperative:
    """A cooperative with the papers of a case, as far as the database allows them side by side."""
    made = cooperative(kind=row["kind"], first_registered_on=row["founded_on"] or None)
    for words in filter(None, row["papers"].split("; ")):
        held = paper_of(words)
        year = {"year": held.year}
        ends = {"ended_on": held.ended_on, "end": "replaced"} if held.ended_on else {}
        paper(made, held.kind, held.digitised_on, through_on=held.through_on, **year, **ends)
    return made


def set_value(key: str, value: object) -> None:
    ParameterValue.objects.create(
        key=f"cooperatives.{key}", value=value, valid_from=date(2024, 7, 1), source="Quyết định nội bộ"
    )


@pytest.mark.parametrize(
    "on",
    [
        date(2024, 6, 30),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 7, 10),
        date(2026, 9, 14),
        TODAY,
        date(2026, 9, 16),
        date(2027, 7, 1),
    ],
)
def test_the_statement_over_all_says_what_the_rule_says_of_each(on):
    for row in rows_of("missing_papers.csv"):
        file_from(row)
    terms = papers.paper_terms_on(on)

    whole, lacks = set(), {kind: set() for kind in PaperKind}
    for one in Cooperative.objects.all():
        facts = [row.facts for row in one.papers.all()]
        about = {"founded_on": one.first_registered_on, "papers": facts, "day": on, "terms": terms}
        if is_digitised_file(Kind(one.kind), **about):
            whole.add(one)
        for kind in missing_papers(Kind(one.kind), **about):
            lacks[kind].add(one)

    assert set(papers.digitised_files_on(on)) == whole
    for kind, expected in lacks.items():
        assert set(Cooperative.objects.filter(papers.lacking(kind, on, terms))) == expected, kind
    assert bool(whole) == (on >= date(2024, 7, 1))


def test_states_in_sql_are_those_of_the_rules(farm):
    for row in rows_of("paper_state.csv"):
        ends = {"ended_on": row["ended_on"], "end": row["end"]} if row["ended_on"] else {}
        if row["end"] in {"revoked", "mistaken"}:
            ends["end_reason"] = "Sai"
        paper(farm, "licence", through_on=row["through_on"] or None, **ends)
    paper(farm, "charter", TODAY)
    with_file = paper(farm, "land")
    acts.add_paper_file(paper=with_file, by=User.objects.get(username="chuyenvien"), file=scan())

    seen = set()
    for day in (date(2026, 8, 1), date(2026, 9, 9), date(2026, 9, 14), TODAY, date(2026, 10, 16)):
        for one in CooperativePaper.objects.with_state(day):
            assert one.state == paper_state(one.facts, day=day), (one.pk, day)
            has_file = Attachment.objects.of(one).exists()
            is_digitised = one.digitised_on is not None
            assert one.digital == digital_state(is_digitised=is_digitised, has_file=has_file)
            seen |= {one.state, one.digital}
    assert seen == {*map(str, PaperState), *map(str, DigitalState)}


def figure(day: date = TODAY) -> tuple[int, int, Decimal | None]:
    one = standing_of(BY_KEY["K2"], day).figures[0]
    return one.numerator, one.denominator, one.share


def test_k2a_counts_whole_digitised_files_of_those_that_stood_on_the_day(farm):
    whole_file(farm, date(2026, 8, 1))
    gone = cooperative(name="HTX đã giải thể")
    whole_file(gone, date(2026, 8, 1))
    StatusEvent.objects.create(
        cooperative=gone, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 8, 20), has_debts=False
    )
    cooperative(name="HTX chưa có gì")
    fund = cooperative(name="Quỹ", kind=Kind.CREDIT_FUND)
    whole_file(fund, date(2026, 8, 1))
    group = cooperative(name="Tổ chưa đăng ký", kind=Kind.GROUP, first_registered_on=None)

    assert figure() == (1, 2, Decimal("50.0"))
    assert figure(date(2026, 8, 1)) == (2, 3, Decimal("66.6"))
    assert figure(date(2026, 7, 31)) == (0, 3, Decimal(0))
    assert set(papers.without_file_on(TODAY)) == {fund, group}
    assert papers.count_digitised_files(TODAY) == 1
    set_value("PAPERS_COUNT_CREDIT_FUNDS", value=True)
    set_value("PAPERS_COUNT_UNREGISTERED", value=True)
    assert figure() == (2, 4, Decimal("50.0"))
    assert standing_of(BY_KEY["K2"], TODAY).figures[1].numerator == 0


def test_what_happens_today_leaves_figures_of_past_days_as_they_were(farm, officer):
    held = {row.kind: row for row in whole_file(farm, date(2026, 8, 1))}
    acts.replace_paper(paper=held["charter"], new=new(), by=officer)

    assert figure() == (0, 1, Decimal(0))
    assert figure(date(2026, 9, 14)) == (1, 1, Decimal(100))


def test_a_paper_is_recorded_filed_and_digitised(farm, officer, unit_head):
    made = acts.record_paper(
        cooperative=farm, paper=new("registration", number="4707"), by=officer, file=scan()
    )
    assert str(made) == "Giấy chứng nhận đăng ký số 4707"
    assert list(papers.waiting_papers(unit_head)) == [made]
    with pytest.raises(Refused, match="Còn thiếu nơi cấp"):
        acts.digitise_paper(paper=made, by=unit_head, copy_kind=CopyKind.CERTIFIED)
    made.issuer = "Ủy ban nhân dân huyện"
    acts.change_paper(paper=made, by=officer)
    (file,) = Attachment.objects.of(made)
    acts.drop_paper_file(paper=made, attachment=file, by=officer)
    with pytest.raises(Refused, match="chưa có tệp"):
        acts.digitise_paper(paper=made, by=unit_head, copy_kind=CopyKind.CERTIFIED)
    acts.add_paper_file(paper=made, by=officer, file=scan())

    made = acts.digitise_paper(paper=made, by=unit_head, copy_kind=CopyKind.SIGNED)

    assert (made.digitised_on, made.digitised_by, made.copy_kind) == (TODAY, unit_head, "signed")
    assert not papers.waiting_papers(unit_head).exists()
    (file,) = Attachment.objects.of(made)
    for act in (
        lambda: acts.digitise_paper(paper=made, by=unit_head, copy_kind=CopyKind.SIGNED),
        lambda: acts.change_paper(paper=made, by=officer),
        lambda: acts.add_paper_file(paper=made, by=officer, file=scan()),
        lambda: acts.drop_paper_file(paper=made, attachment=file, by=officer),
    ):
        with pytest.raises(Refused, match="đã xác nhận số hóa"):
            act()
    assert list(Entry.objects.of(made).order_by("pk").values_list("verb", flat=True)) == [
        f"cooperatives.paper.{verb}"
        for verb in ("recorded", "changed", "file_dropped", "file_added", "digitised")
    ]


def test_only_one_of_a_kind_stands_in_the_file(farm, officer):
    first = acts.record_paper(cooperative=farm, paper=new(issued_on=date(2024, 5, 6)), by=officer)
    with pytest.raises(Refused, match="đang có “Điều lệ” cấp ngày 06/05/2024"):
        acts.record_paper(cooperative=farm, paper=new(), by=officer)
    with pytest.raises(Refused, match="không được cấp trước"):
        acts.replace_paper(paper=first, new=new(issued_on=date(2024, 5, 5)), by=officer)

    second = acts.replace_paper(paper=first, new=new("land", number="2"), by=officer, file=scan())

    first.refresh_from_db()
    assert (first.end, first.ended_on, first.replaced_by) == (PaperEnd.REPLACED, TODAY, second)
    assert (second.kind, second.cooperative) == ("charter", farm)
    assert Attachment.objects.of(second).count() == 1
    with pytest.raises(Refused, match="đã thay thế"):
        acts.replace_paper(paper=first, new=new(), by=officer)
    for _time in range(2):
        acts.record_paper(cooperative=farm, paper=new("land"), by=officer)


def test_yearly_papers_stand_once_for_each_year(farm, officer):
    first = acts.record_paper(cooperative=farm, paper=new("finances", year=2024), by=officer)
    second = acts.record_paper(cooperative=farm, paper=new("finances", year=2025), by=officer)
    with pytest.raises(Refused, match="đang có “Báo cáo tài chính năm 2025”"):
        acts.record_paper(cooperative=farm, paper=new("finances", year=2025), by=officer)
    second.year = 2024
    with pytest.raises(Refused, match="của năm 2024"):
        acts.change_paper(paper=second, by=officer)
    newer = acts.replace_paper(paper=first, new=new(), by=officer)
    assert (newer.kind, newer.year) == ("finances", 2024)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"issued_on": date(2026, 9, 16)}, "chưa đến"),
        ({"through_on": date(2026, 8, 31)}, "trước ngày cấp"),
        ({"year": 2025}, "để trống năm"),
        ({"kind": "minutes"}, "của năm nào"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(facts, why, farm, officer):
    with pytest.raises(Refused, match=why):
        acts.record_paper(cooperative=farm, paper=new(**facts), by=officer)
    assert not CooperativePaper.objects.exists()


def test_a_paper_taken_back_leaves_the_file_and_says_why(farm, officer):
    made = acts.record_paper(cooperative=farm, paper=new("licence", number="1"), by=officer)
    with pytest.raises(Refused, match="lý do"):
        acts.end_paper(paper=made, by=officer, end=PaperEnd.REVOKED, end_reason=" ")
    ended = acts.end_paper(paper=made, by=officer, end=PaperEnd.REVOKED, end_reason="QĐ 12")

    assert (ended.ended_on, ended.state_today) == (TODAY, PaperState.REVOKED)
    with pytest.raises(Refused, match="rút"):
        acts.end_paper(paper=made, by=officer, end=PaperEnd.MISTAKEN, end_reason="Nhầm")


def test_only_the_unit_that_keeps_the_register_acts(farm, officer, officer_of_other_unit, controller):
    made = paper(farm)
    for permission in (PaperPerm.RECORD_PAPER, PaperPerm.DIGITISE_PAPER):
        assert officer.has_perm(permission, made)
        assert not officer_of_other_unit.has_perm(permission, made)
        assert not controller.has_perm(permission, made)
    assert controller.has_perm(PaperPerm.VIEW_PAPER, made)
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        acts.record_paper(cooperative=farm, paper=new("land"), by=officer_of_other_unit)
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        acts.digitise_paper(paper=made, by=controller, copy_kind=CopyKind.SIGNED)
    assert not papers.waiting_papers(controller).exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"year": 2025},
        {"kind": "finances"},
        {"through_on": date(2020, 2, 29)},
        {"copy_kind": "signed"},
        {"digitised_on": TODAY, "copy_kind": "signed"},
        {"digitised_on": date(2020, 2, 29), "copy_kind": "signed", "digitised_by_id": 1},
        {"ended_on": TODAY},
        {"end": "replaced"},
        {"ended_on": TODAY, "end": "revoked"},
        {"end_reason": "Sai"},
        {"page_count": 0},
        {"area_ha": 0},
        {"output_tonnes": 0},
    ],
)
def test_the_database_keeps_halves_out(facts, farm):
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperativePaper.objects.create(
            **{"cooperative": farm, "kind": "charter", "issued_on": date(2020, 3, 1), **facts}
        )


def test_the_database_keeps_one_of_a_kind_and_one_a_year(farm):
    paper(farm, "charter")
    paper(farm, "charter", ended_on=TODAY, end="replaced")
    paper(farm, "finances", year=2025)
    for facts in ({"kind": "charter"}, {"kind": "finances", "year": 2025}):
        with pytest.raises(IntegrityError), transaction.atomic():
            paper(farm, **facts)


def test_keepers_are_told_thirty_days_before_and_after(farm, officer):
    made = paper(farm, "vietgap", number="VG-1", through_on=date(2026, 10, 15))
    paper(farm, "haccp", through_on=date(2026, 10, 15), ended_on=TODAY, end="revoked", end_reason="QĐ")
    ended = cooperative(name="HTX đã giải thể", status=Status.DISSOLVED_FREELY)
    Cooperative.objects.filter(pk=ended.pk).update(status=Status.DISSOLVED_FREELY)
    paper(ended, "haccp", through_on=date(2026, 10, 15))

    told = [one for one in papers.due_papers(TODAY) if one.person_id == officer.pk]
    after = list(papers.due_papers(made.through_on + timedelta(days=1)))

    assert [one.line for one in told] == [
        "VietGAP số VG-1 (Hợp tác xã Xuân Lộc) sắp hết hạn ngày 15/10/2026."
    ]
    assert {one.stage for one in told} == {"T-30"}
    assert {one.stage for one in after} == {"T+1"}
    assert list(papers.due_papers(date(2026, 9, 14))) == []
    assert list(papers.due_papers(made.through_on)) == []


def test_whose_turn_comes_on_a_rest_day_is_told_of_before_it(farm):
    paper(farm, "vietgap", through_on=date(2026, 10, 19))

    assert list(papers.due_papers(date(2026, 9, 17))) == []
    assert {one.stage for one in papers.due_papers(date(2026, 9, 18))} == {"T-30"}


def test_papers_are_found_by_number_without_accents_within_reach(farm, officer, partner, outsider, admin):
    made = paper(farm, "licence", number="12/GP-UBND", title="Khai thác nước ngầm")

    assert list(papers.find_papers(officer, "12/gp")) == [made]
    assert list(papers.find_papers(officer, "khai thac nuoc")) == [made]
    assert list(papers.find_papers(partner, "12/gp")) == []
    for stranger in (outsider, admin):
        assert list(papers.find_papers(stranger, "12/gp")) == []


def test_the_papers_of_a_double_go_to_the_kept_file_unless_one_is_there(farm, officer):
    double = cooperative(name="Hợp tác xã Xuân Lộc 2")
    paper(farm, "charter")
    paper(farm, "land")
    twin, old = paper(double, "charter"), paper(double, "charter", ended_on=TODAY, end="replaced")
    land, plan = paper(double, "land"), paper(double, "plan")

    merge_double(cooperative=farm, by=officer, double=double, reason="Một hợp tác xã ghi hai lần")

    assert set(double.papers.all()) == {twin}
    assert {old, land, plan} < set(farm.papers.all())
