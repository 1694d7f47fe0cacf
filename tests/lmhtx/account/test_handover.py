"""Bàn giao: nothing open stays under who leaves, what he did keeps his name, his ways in end that minute."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from lmhtx.account.access import may_hand_over
from lmhtx.account.actions import handover as actions
from lmhtx.account.actions.delegations import delegate
from lmhtx.account.actions.users import let_go
from lmhtx.audit.models import Entry
from lmhtx.audit.sealing import seal_entries as seal
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.contributions import Ending, Holding, temporarily
from lmhtx.directory.models import Agency
from lmhtx.notices.models import Notice
from lmhtx.notices.reminders import run
from lmhtx.outbox.models import Message
from lmhtx.people.delegation import Delegation
from lmhtx.people.handover import Handover
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from plans.actions import extensions, reports
from plans.enums import AssignmentRole, ReportKind
from plans.models import Assignment, Reading, Task, TaskSeries
from tests.factories.plans import agency, series, task

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db) -> User:
    """The other officer of the unit."""
    return User.objects.get(username="chuyenvien2")


@pytest.fixture
def burdened(officer, colleague, unit_head) -> User:
    """Nguyễn Thị Hạnh with one thing of every kind, and something done."""
    done = task(text="Đã xong", person=officer, assigner=unit_head)
    account = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)
    reports.accept_report(report=reports.submit_report(task=done, by=officer, account=account), by=unit_head)
    task(text="Phụ trách", person=officer, assigner=unit_head, due_on=date(2026, 9, 16))
    task(text="Phối hợp", person=colleague).helpers.add(officer)
    given = task(text="Đã giao", person=colleague, assigner=officer)
    progress = reports.Account(kind=ReportKind.PROGRESS, text="Được nửa", percent=50)
    reports.submit_report(task=given, by=colleague, account=progress)
    asked = Task.objects.get(text="Phụ trách")
    extensions.ask_extension(task=asked, by=officer, to_due_on=date(2026, 10, 1), reason="Chờ số liệu")
    Reading.objects.create(name="phu-luc.docx", created_by=officer)
    delegate(
        delegation=Delegation(
            person=officer,
            substitute=colleague,
            valid_from=date(2026, 9, 20),
            valid_to=date(2026, 9, 22),
            ground="Đơn nghỉ",
        ),
        by=officer,
    )
    Notice.objects.all().delete()
    return officer


def open_under(person: User) -> list[str]:
    return [str(row) for held in actions.held_by(person) for row in held.rows]


def test_all_goes_to_one_and_nothing_stays(as_, office_chief, burdened, unit_head, colleague) -> None:
    signed_in = as_(burdened)
    browser = as_(office_chief)
    address = reverse("user_leave", args=[burdened.pk])
    preview = browser.get(address).content.decode()
    assert "Nhiệm vụ phụ trách: 1" in preview
    assert "Phụ lục đang đọc" in preview

    response = browser.post(address, {"note": "Nghỉ hưu theo QĐ 9", "to": unit_head.pk})

    made = Handover.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert open_under(burdened) == []
    assert Task.objects.get(text="Phụ trách").person == unit_head
    assert list(Task.objects.get(text="Phối hợp").helpers.all()) == [unit_head]
    assert Task.objects.get(text="Đã giao").assigner == unit_head
    assert Reading.objects.get().created_by == unit_head
    # What he did stays under his name.
    done = Task.objects.get(text="Đã xong")
    assert (done.person, done.reports.get().created_by) == (burdened, burdened)
    assert Entry.objects.filter(verb="plans.report.submitted", by=burdened).count() == 1
    # His ways in end that minute.
    burdened.refresh_from_db()
    assert not burdened.is_active
    assert signed_in.get(reverse("profile")).status_code == 302
    assert Delegation.objects.get().revoked_by == office_chief
    paper = browser.get(made.get_absolute_url()).content.decode()
    assert f"<b>{burdened}</b>" in paper
    assert f"<b>{unit_head}</b>" in paper
    assert "Nhiệm vụ phụ trách (1)" in paper


def test_the_trail_still_verifies_and_nobody_reminds_him(
    office_chief, burdened, unit_head, colleague
) -> None:
    actions.hand_over(
        person=burdened, by=office_chief, note="Nghỉ hưu", receiver=lambda _k, _r: unit_head, is_leaving=True
    )
    seal()
    call_command("audit_verify")
    Notice.objects.all().delete()
    Message.objects.all().delete()

    run(date(2026, 9, 15))
    asked = Task.objects.get(text="Phụ trách").extensions.get()
    asked.refresh_from_db()
    extensions.approve_extension(extension=asked, by=User.objects.get(username="chutich"))

    assert not Notice.objects.filter(person=burdened).exists()
    assert not Message.objects.filter(person=burdened).exists()
    told = Notice.objects.filter(person=unit_head)
    assert told.filter(reminder="plans.due").exists()
    # The answer to what he had asked for reaches who holds the task now.
    assert told.filter(line__startswith="Đã duyệt gia hạn").exists()


def test_repeating_tasks_go_too_and_who_takes_them_is_told(
    office_chief, officer, colleague, unit_head
) -> None:
    monthly = series(text="Báo cáo giao ban", person=officer)
    paused = series(text="Thống kê thu chi", person=officer, paused_at=clock.now(), paused_by=unit_head)
    ended = series(text="Đã hết hạn", person=officer, ends_on=date(2026, 9, 14))

    def receiver(_kind, thing):
        return colleague if thing == monthly else unit_head

    made = actions.hand_over(person=officer, by=office_chief, note="Chuyển phòng", receiver=receiver)

    assert [TaskSeries.objects.get(pk=one.pk).person for one in (monthly, paused, ended)] == [
        colleague,
        unit_head,
        officer,
    ]
    assert {line.title for line in made.lines.all()} == {"Việc định kỳ phụ trách"}
    assert Entry.objects.filter(verb="plans.series.handed_over", by=office_chief).count() == 2
    told = Notice.objects.get(person=colleague)
    assert (told.line, told.url) == (
        "Nhận bàn giao việc định kỳ: Báo cáo giao ban",
        monthly.get_absolute_url(),
    )
    # Somebody who had its form open is told that it has changed.
    with pytest.raises(Stale):
        monthly.claim_version(monthly.version)


def test_kinds_and_single_things_go_to_different_people(as_, unit_head, burdened, colleague) -> None:
    second = task(text="Phụ trách hai", person=burdened)
    form = {
        "note": "Chuyển phòng",
        "to": colleague.pk,
        "kind-plans.assigned": unit_head.pk,
        f"row-plans.in_charge-{second.pk}": unit_head.pk,
    }

    as_(unit_head).post(reverse("user_handover", args=[burdened.pk]), form)

    assert Task.objects.get(text="Phụ trách").person == colleague
    assert Task.objects.get(text="Phụ trách hai").person == unit_head
    assert Task.objects.get(text="Đã giao").assigner == unit_head
    # Who is in charge does not help as well.
    assert list(Task.objects.get(text="Phối hợp").helpers.all()) == []
    burdened.refresh_from_db()
    assert burdened.is_active


def test_a_kind_without_a_receiver_is_named(as_, unit_head, burdened, colleague) -> None:
    form = {"note": "Chuyển phòng", "kind-plans.in_charge": colleague.pk}

    response = as_(unit_head).post(reverse("user_handover", args=[burdened.pk]), form)

    assert response.status_code == 422
    assert "Hãy chọn người nhận" in response.content.decode()
    assert not Handover.objects.exists()


def test_who_may_hand_over_what(office_chief, unit_head, officer, admin, deputy) -> None:
    unit = agency("policy")

    assert may_hand_over(admin, deputy)
    assert may_hand_over(office_chief, unit)
    assert may_hand_over(unit_head, officer)
    assert not may_hand_over(unit_head, deputy)
    assert not may_hand_over(unit_head, unit)


def test_heads_of_other_units_see_nothing(as_, burdened) -> None:
    other = User.objects.get(username="giamdocquy")

    assert as_(other).get(reverse("user_handover", args=[burdened.pk])).status_code == 404


def test_what_cannot_be_is_refused(office_chief, officer, burdened, unit_head, colleague) -> None:
    with pytest.raises(Refused, match="Chỉ trưởng đơn vị"):
        actions.hand_over(person=burdened, by=officer, note="-", receiver=lambda _k, _r: unit_head)
    with pytest.raises(Refused, match="Chưa chọn người nhận"):
        actions.hand_over(person=burdened, by=office_chief, note="-", receiver=lambda _k, _r: None)
    with pytest.raises(Refused, match="phải là người khác"):
        actions.hand_over(person=burdened, by=office_chief, note="-", receiver=lambda _k, _r: burdened)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    with pytest.raises(Refused, match="không còn giữ chức vụ"):
        actions.hand_over(person=burdened, by=office_chief, note="-", receiver=lambda _k, _r: colleague)


def test_a_kind_that_does_not_move_undoes_the_whole(office_chief, burdened, unit_head) -> None:
    stuck = Holding(
        key="thu.ket",
        title="Việc kẹt",
        of=lambda user: User.objects.filter(pk=user.pk),
        give=lambda _rows, _giver, _to, _by: None,
    )
    with temporarily(stuck), pytest.raises(Refused, match=r"Còn việc chưa bàn giao được: Việc kẹt \(1\)"):
        actions.hand_over(person=burdened, by=office_chief, note="-", receiver=lambda _k, _r: unit_head)


def test_every_ending_is_called(office_chief, officer) -> None:
    ended: list[tuple[User, User]] = []
    with temporarily(Ending(key="thu.duong_dan", end=lambda user, by: ended.append((user, by)))):
        let_go(user=officer, by=office_chief, note="Nghỉ hưu")

    assert ended == [(officer, office_chief)]


def test_the_last_of_a_role_leaves_only_when_confirmed(as_, office_chief, clerk) -> None:
    browser, address = as_(office_chief), reverse("user_leave", args=[clerk.pk])
    assert "người cuối cùng giữ vai trò Văn thư" in browser.get(address).content.decode()
    with pytest.raises(Refused, match="người cuối cùng giữ vai trò Văn thư"):
        let_go(user=clerk, by=office_chief)

    assert browser.post(address, {"note": "Nghỉ hưu"}).status_code == 422
    browser.post(address, {"note": "Nghỉ hưu", "is_confirmed": "on"})

    clerk.refresh_from_db()
    assert not clerk.is_active


def test_who_took_something_may_read_the_paper_and_others_not(
    office_chief, burdened, colleague, clerk
) -> None:
    made = actions.hand_over(person=burdened, by=office_chief, note="-", receiver=lambda _k, _r: colleague)

    assert str(made) == f"Biên bản bàn giao của {burdened}"
    assert Handover.objects.visible_to(colleague).exists()
    assert Handover.objects.visible_to(office_chief).exists()
    assert not Handover.objects.visible_to(clerk).exists()


# Units


@pytest.fixture
def merged(db) -> Agency:
    """A unit whose successor is the office."""
    unit = agency("policy")
    unit.successor = agency("office")
    unit.save()
    return unit


def test_a_unit_hands_all_to_its_successor(as_, office_chief, merged, officer) -> None:
    led = task(text="Chủ trì", leads=("policy",), partners=("office",))
    both = task(text="Cả hai", leads=("policy", "office"))
    Posting.objects.create(user=officer, unit=merged, role="officer", valid_from=date(2026, 9, 15))
    browser, address = as_(office_chief), reverse("agency_handover", args=[merged.pk])
    assert "Nhiệm vụ làm đầu mối: <b>2</b>" in browser.get(address).content.decode()

    browser.post(address, {"note": "Sáp nhập theo QĐ 1"})

    assert actions.held_by(merged) == []
    led.refresh_from_db()
    assert led.followed_by == merged.successor
    leads = Assignment.objects.filter(task=led, role=AssignmentRole.LEAD)
    assert [one.agency for one in leads] == [merged.successor]
    assert Assignment.objects.filter(task=both).count() == 1
    now = Posting.objects.on(date(2026, 9, 15)).filter(user=officer)
    assert {one.unit for one in now} == {merged.successor}
    assert Posting.objects.filter(user=officer, unit=merged, valid_to=date(2026, 9, 14)).exists()
    paper = Handover.objects.get()
    assert str(merged.successor) in browser.get(paper.get_absolute_url()).content.decode()


def test_a_unit_hands_over_what_comes_back(admin, office_chief, merged) -> None:
    for text in ("Báo cáo giao ban", "Thống kê thu chi"):
        series(text=text, unit=merged)

    actions.hand_over_unit(unit=merged, by=admin, note="Sáp nhập theo QĐ 1")

    assert {one.unit for one in TaskSeries.objects.all()} == {merged.successor}
    told = Notice.objects.get(person=office_chief)
    assert (told.line, told.url) == ("Nhận bàn giao việc định kỳ: 2 việc", reverse("series_list"))


def test_a_unit_without_successor_or_right_stays(as_, office_chief, unit_head, merged) -> None:
    with pytest.raises(Refused, match="Chỉ Chánh Văn phòng"):
        actions.hand_over_unit(unit=merged, by=unit_head, note="-")
    with pytest.raises(Refused, match="Chưa ghi đơn vị kế tiếp"):
        actions.hand_over_unit(unit=agency("fund"), by=office_chief, note="-")
    assert as_(office_chief).get(reverse("agency_handover", args=[agency("fund").pk])).status_code == 404


def test_a_unit_that_keeps_something_keeps_all(office_chief, merged) -> None:
    stuck = Holding(
        key="thu.ket",
        title="Việc kẹt",
        of=lambda unit: Agency.objects.filter(pk=unit.pk),
        give=lambda _rows, _giver, _to, _by: None,
        is_of_unit=True,
    )
    with temporarily(stuck), pytest.raises(Refused, match="Còn việc chưa bàn giao được"):
        actions.hand_over_unit(unit=merged, by=office_chief, note="-")
