"""Who acts for whom: what may be set, what standing in does, what it never does."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.access import ENTERING, PERSONAL, REGISTERED, may_hand_on, refusal_of, roles_with
from lmhtx.account.access import may_delegate, people_in_reach
from lmhtx.account.actions import delegations as actions
from lmhtx.account.demo import load
from lmhtx.account.queries import done_in_my_name
from lmhtx.account.standing_in import stand_in_for
from lmhtx.audit.models import Entry
from lmhtx.notices.models import Notice
from lmhtx.notices.reminders import run
from lmhtx.people.delegation import Delegation, absence_of, delegations_today, remembering
from lmhtx.people.hands import names_a_doer
from lmhtx.people.models import Actor, Posting, User, actor, rights_of
from lmhtx.workflow import Refused
from plans.actions import extensions, reports
from plans.actions.tasks import comment_task, put_in_charge
from plans.enums import ReportKind
from plans.models import Change, Comment, Task
from tests.factories.plans import task

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 14), date(2026, 9, 20)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def away(
    person: User, substitute: User, *, kind: str = "absence", first=FIRST, last=LAST, **facts
) -> Delegation:
    """A delegation set by the person himself."""
    one = Delegation(
        person=person,
        substitute=substitute,
        kind=kind,
        valid_from=first,
        valid_to=last,
        ground="TB 12",
        **facts,
    )
    return actions.delegate(delegation=one, by=person)


def standing(delegation: Delegation) -> User:
    """The person acted for, as a view gets him."""
    one = actions.usable(delegation.substitute, date(2026, 9, 15), delegation.pk)
    return stand_in_for(one, fresh(delegation.substitute))


@pytest.fixture
def stood_in(as_, deputy, office_chief):
    """A browser of Chánh Văn phòng who acts for the Phó Chủ tịch."""
    one = away(deputy, office_chief)
    browser = as_(office_chief)
    browser.post(reverse("stand_in_begin", args=[one.pk]))
    return browser


@pytest.fixture
def assistant(as_, deputy, clerk):
    """A browser of the văn thư who is the Phó Chủ tịch's standing assistant."""
    one = away(deputy, clerk, kind="assistant", last=date(2026, 12, 31))
    browser = as_(clerk)
    browser.post(reverse("stand_in_begin", args=[one.pk]))
    return browser


def report_on(duty: Task, by: User, kind: ReportKind = ReportKind.PROGRESS):
    account = reports.Account(kind=kind, text="Đã làm", percent=50)
    return reports.submit_report(task=duty, by=by, account=account)


# Setting


def test_a_person_sets_his_own_and_gives_all_he_can(deputy, office_chief) -> None:
    one = away(deputy, office_chief)

    assert one.created_by == deputy
    assert set(one.permissions) == set(may_hand_on(deputy, only_entering=False))
    assert not PERSONAL & set(one.permissions)
    assert Entry.objects.get(verb="people.delegation.set").note == "TB 12"


def test_only_what_was_named_and_held_is_given(deputy, office_chief) -> None:
    one = away(deputy, office_chief, permissions=["plans.judge_report", "people.manage_people", "khong.co"])

    assert one.permissions == ["plans.judge_report"]


def test_an_assistant_gets_entering_only(deputy, clerk) -> None:
    one = away(deputy, clerk, kind="assistant")

    assert set(one.permissions) <= ENTERING
    assert "plans.assign_task" in one.permissions
    with pytest.raises(Refused, match="không có quyền nào giao được"):
        away(
            deputy,
            clerk,
            kind="assistant",
            permissions=["plans.judge_report"],
            first=date(2027, 1, 1),
            last=date(2027, 1, 2),
        )


@pytest.mark.parametrize(
    ("who", "whose", "may"),
    [
        ("officer", "officer", True),
        ("unit_head", "officer", True),
        ("unit_head", "officer_of_other_unit", False),
        ("officer", "unit_head", False),
        ("office_chief", "deputy", True),
        ("office_chief", "unit_head", False),
        ("office_chief", "partner", True),
        ("office_chief", "admin", False),
        ("partner", "keeper", False),
        ("admin", "deputy", False),
    ],
)
def test_who_may_set_it_for_whom(request, who: str, whose: str, may: bool) -> None:
    user, person = request.getfixturevalue(who), request.getfixturevalue(whose)

    assert may_delegate(user, person) is may
    assert User.objects.filter(people_in_reach(user), pk=person.pk).exists() is may


def test_others_are_refused(officer, deputy, office_chief) -> None:
    one = Delegation(person=deputy, substitute=office_chief, valid_from=FIRST, valid_to=LAST, ground="-")
    with pytest.raises(Refused, match="do chính người ấy, trưởng đơn vị"):
        actions.delegate(delegation=one, by=officer)


def test_whoever_stands_in_hands_nothing_on(deputy, office_chief, officer) -> None:
    stand_in = standing(away(deputy, office_chief))

    assert not may_delegate(stand_in, deputy)
    with pytest.raises(Refused):
        actions.delegate(
            delegation=Delegation(
                person=deputy, substitute=officer, valid_from=FIRST, valid_to=LAST, ground="-"
            ),
            by=stand_in,
        )


def test_what_does_not_fit_is_refused_with_its_reason(
    deputy, chairman, office_chief, partner, officer
) -> None:
    with pytest.raises(Refused, match="Không ai ủy quyền cho chính mình"):
        away(deputy, deputy)
    with pytest.raises(Refused, match="Ngày cuối phải từ ngày đầu"):
        away(deputy, office_chief, first=LAST, last=FIRST)
    with pytest.raises(Refused, match="Khoảng ngày này đã qua"):
        away(deputy, office_chief, first=date(2026, 1, 1), last=date(2026, 1, 2))
    with pytest.raises(Refused, match="không cùng cơ quan"):
        away(deputy, partner)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(Refused, match="không còn giữ chức vụ"):
        away(deputy, fresh(officer))
    away(deputy, office_chief)
    with pytest.raises(Refused, match="đã được ủy quyền thay"):
        away(deputy, office_chief, first=LAST, last=date(2026, 9, 30))
    with pytest.raises(Refused, match="cũng vắng mặt trong khoảng"):
        away(chairman, deputy)
    with pytest.raises(Refused, match="đang nhận làm thay"):
        away(office_chief, chairman)


def test_people_of_one_outside_agency_stand_in_for_each_other(keeper) -> None:
    colleague = User.objects.get(username="giamdocsotc")

    assert away(keeper, colleague).pk


def test_the_database_refuses_the_same_pair_on_one_day(deputy, office_chief) -> None:
    away(deputy, office_chief)
    twin = Delegation(person=deputy, substitute=office_chief, valid_from=LAST, valid_to=LAST, ground="-")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            person=deputy, substitute=deputy, valid_from=LAST, valid_to=LAST, ground="-"
        )


# Standing in


def test_every_act_in_somebodys_name_carries_both_names(deputy, office_chief, officer) -> None:
    """The law of the house: whatever is recorded while standing in names who did it and for whom."""
    duty = task(person=officer, assigner=deputy)
    report = report_on(duty, officer)
    as_deputy = standing(away(deputy, office_chief))

    reports.accept_report(report=report, by=as_deputy)
    put_in_charge(task=duty, by=as_deputy, person=officer)
    comment = comment_task(task=duty, by=as_deputy, text="Tốt")

    told = Entry.objects.exclude(verb__startswith="people.").filter(by=office_chief)
    assert set(told.values_list("by", "on_behalf_of")) == {(office_chief.pk, deputy.pk)}
    assert told.count() == 3
    report.refresh_from_db()
    assert (report.judged_by, report.judged_for) == (office_chief, deputy)
    written = Comment.objects.get(pk=comment.pk)
    assert (written.by, written.written_for) == (office_chief, deputy)


def test_no_column_of_the_house_names_the_absent_as_the_doer(deputy, office_chief) -> None:
    as_deputy = standing(away(deputy, office_chief))
    columns = [(m, f) for m in apps.get_models() for f in m._meta.local_fields if names_a_doer(f)]

    assert len(columns) > 20
    for model, field in columns:
        assert getattr(model(**{field.name: as_deputy}), field.attname) == office_chief.pk, field
    Delegation.objects.update(revoked_by=as_deputy, revoked_at="2026-09-15T10:00+07:00")
    assert Delegation.objects.get().revoked_by == office_chief


def test_an_actor_is_the_hands_and_rights_are_the_persons(deputy, office_chief) -> None:
    as_deputy = standing(away(deputy, office_chief))
    given = Actor(user=deputy)

    assert actor(as_deputy) == Actor(user=office_chief, on_behalf_of=deputy)
    assert (actor(given), rights_of(given), rights_of(as_deputy)) == (given, deputy, as_deputy)
    assert as_deputy.hands == {deputy.pk, office_chief.pk}


def test_what_a_task_is_given_in_his_name_stays_his(stood_in, deputy, office_chief, officer) -> None:
    form = {"text": "Soạn tờ trình", "person": officer.pk, "due_on": "30/9/2026"}

    stood_in.post(reverse("task_give"), form)

    given = Task.objects.get(text="Soạn tờ trình")
    assert (given.assigner, given.created_by) == (deputy, office_chief)


def test_a_clear_bar_says_who_acts_for_whom(stood_in, deputy, office_chief) -> None:
    page = stood_in.get(reverse("home")).content.decode()

    assert f"<b>{office_chief}</b> đang làm thay <b>{deputy}</b>" in page
    assert "Thôi làm thay" in page
    stood_in.post(reverse("stand_in_end"))
    assert "đang làm thay" not in stood_in.get(reverse("home")).content.decode()


def test_the_top_bar_offers_it_and_the_trail_knows_it(as_, deputy, office_chief) -> None:
    one = away(deputy, office_chief)
    browser = as_(office_chief)

    assert f"Làm thay {deputy}" in browser.get(reverse("home")).content.decode()
    browser.post(reverse("stand_in_begin", args=[one.pk]))

    entry = Entry.objects.get(verb="people.delegation.used")
    assert (entry.by, entry.on_behalf_of) == (office_chief, None)
    assert f"Làm thay {deputy}</button>" not in browser.get(reverse("home")).content.decode()


def test_nobody_begins_by_somebody_elses_delegation(as_, deputy, office_chief, clerk) -> None:
    one = away(deputy, office_chief)

    assert as_(clerk).post(reverse("stand_in_begin", args=[one.pk])).status_code == 404


def test_no_second_role_while_standing_in(stood_in, chairman, office_chief) -> None:
    other = away(chairman, office_chief)

    answer = stood_in.post(reverse("stand_in_begin", args=[other.pk]), follow=True)

    assert "đang làm thay người khác" in answer.content.decode()


def test_a_day_outside_of_it_gives_nothing(deputy, office_chief) -> None:
    one = away(deputy, office_chief, first=date(2026, 9, 16))
    with pytest.raises(Refused, match="không còn hiệu lực hôm nay"):
        actions.begin_standing_in(delegation=one, by=office_chief)


@pytest.mark.parametrize(
    "name",
    ["profile", "account_change_password", "wishes_edit", "delegation_create"],
)
def test_personal_pages_stay_closed(stood_in, name: str) -> None:
    response = stood_in.get(reverse(name))

    assert response.status_code == 403
    assert "Đây là trang riêng của từng người" in response.content.decode()


def test_nothing_is_handed_on(stood_in, deputy, office_chief, clerk) -> None:
    as_deputy = standing(Delegation.objects.get())

    assert not as_deputy.has_perm("people.set_delegation", deputy)
    with pytest.raises(Refused, match="do chính người ấy"):
        actions.delegate(
            delegation=Delegation(
                person=deputy, substitute=clerk, valid_from=FIRST, valid_to=LAST, ground="-"
            ),
            by=as_deputy,
        )
    assert stood_in.post(reverse("delegation_revoke", args=[Delegation.objects.get().pk])).status_code == 403


def test_it_ends_at_midnight(stood_in, at_day, deputy) -> None:
    at_day(LAST)
    assert "đang làm thay" in stood_in.get(reverse("home")).content.decode()

    at_day(date(2026, 9, 21))
    page = stood_in.get(reverse("home")).content.decode()

    assert "Việc làm thay đã kết thúc" in page
    assert "Thôi làm thay" not in page


def test_it_ends_at_once_when_taken_back(stood_in, as_, deputy) -> None:
    one = Delegation.objects.get()

    as_(deputy).post(reverse("delegation_revoke", args=[one.pk]))

    assert "Việc làm thay đã kết thúc" in stood_in.get(reverse("home")).content.decode()
    with pytest.raises(Refused, match="đã được thu hồi trước đó"):
        actions.revoke_delegation(delegation=one, by=deputy)


def test_others_do_not_take_it_back(officer, deputy, office_chief) -> None:
    with pytest.raises(Refused, match="hoặc Chánh Văn phòng thu hồi"):
        actions.revoke_delegation(delegation=away(deputy, office_chief), by=officer)


@pytest.mark.parametrize("change", [{"is_active": False}, "no post"])
def test_it_ends_at_once_when_the_person_leaves(stood_in, deputy, change) -> None:
    if change == "no post":
        Posting.objects.filter(user=deputy).update(valid_to=date(2026, 9, 14))
    else:
        User.objects.filter(pk=deputy.pk).update(**change)

    assert "Việc làm thay đã kết thúc" in stood_in.get(reverse("home")).content.decode()


def test_it_ends_at_once_when_the_substitute_leaves(stood_in, office_chief) -> None:
    User.objects.filter(pk=office_chief.pk).update(is_active=False)

    assert stood_in.get(reverse("home")).status_code == 302


# Judging


def test_neither_judges_what_the_other_sent(deputy, office_chief, officer) -> None:
    theirs = task(person=office_chief, assigner=deputy)
    sent = report_on(theirs, office_chief)
    as_deputy = standing(away(deputy, office_chief))
    with pytest.raises(Refused, match="không có quyền"):
        reports.accept_report(report=sent, by=as_deputy)

    his = task(person=officer, assigner=deputy, text="Việc khác")
    in_his_name = report_on(his, as_deputy)
    assert (in_his_name.created_by, in_his_name.created_for) == (office_chief, deputy)
    with pytest.raises(Refused, match="không có quyền"):
        reports.accept_report(report=in_his_name, by=fresh(deputy))


def test_a_substitute_does_not_accept_his_own_task_reported_by_a_colleague(
    deputy, officer, office_chief
) -> None:
    own = task(person=office_chief, assigner=deputy)
    sent = report_on(own, officer)

    assert not standing(away(deputy, office_chief)).has_perm("plans.judge_report", sent)


# The standing assistant


def test_an_assistant_enters_an_order_with_who_said_it(assistant, deputy, clerk, officer) -> None:
    duty = task(person=officer, assigner=deputy)
    form = {
        "kind": "due",
        "ground": "phone",
        "said_by": str(deputy),
        "said_on": "15/9/2026",
        "due_on": "31/10/2026",
    }

    response = assistant.post(reverse("task_change", args=[duty.pk]), form)

    assert response.status_code == 302
    change = Change.objects.get()
    assert (change.created_by, change.created_for, change.said_by) == (clerk, deputy, str(deputy))
    page = assistant.get(duty.get_absolute_url()).content.decode()
    assert f"{clerk} (thay {deputy})" in page


def test_an_assistant_gives_a_task_as_dictated(assistant, deputy, clerk, officer) -> None:
    assistant.post(
        reverse("task_give"), {"text": "Việc đọc cho ghi", "person": officer.pk, "due_on": "30/9/2026"}
    )

    given = Task.objects.get(text="Việc đọc cho ghi")
    assert (given.assigner, given.created_by) == (deputy, clerk)


@pytest.mark.parametrize("name", ["report_accept", "report_return", "extension_approve", "extension_refuse"])
def test_an_assistant_accepts_and_grants_nothing(assistant, deputy, officer, name: str) -> None:
    duty = task(person=officer, assigner=deputy)
    paper = (
        report_on(duty, officer)
        if name.startswith("report")
        else extensions.ask_extension(
            task=duty, by=officer, to_due_on=date(2026, 11, 1), reason="Chờ số liệu"
        )
    )

    response = assistant.post(reverse(name, args=[paper.pk]), {"note": "Được"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "Trợ lý thường trực chỉ nhập thay" in page
    assert f"Việc này do {deputy} trực tiếp làm." in page


def test_acts_refuse_an_assistant_as_pages_do(deputy, clerk, officer) -> None:
    duty = task(person=officer, assigner=deputy)
    sent = report_on(duty, officer)
    asked = extensions.ask_extension(task=duty, by=officer, to_due_on=date(2026, 11, 1), reason="Chờ")
    as_deputy = standing(away(deputy, clerk, kind="assistant"))

    with pytest.raises(Refused, match=r"Trợ lý thường trực chỉ nhập thay.*xác nhận"):
        reports.accept_report(report=sent, by=as_deputy)
    with pytest.raises(Refused, match=r"Trợ lý thường trực chỉ nhập thay.*gia hạn"):
        extensions.approve_extension(extension=asked, by=as_deputy)


def test_an_assistant_holds_nothing_but_looking_and_entering(deputy, clerk) -> None:
    """Signing, granting, accepting, issuing: whatever right the house has or gets is closed unless it is entering."""
    as_deputy = standing(away(deputy, clerk, kind="assistant"))
    held = {key for key in REGISTERED if as_deputy.has_perm(key)}

    assert {key for key in held if not key.partition(".")[2].startswith("view_")} <= ENTERING
    closed = {key for key in REGISTERED if as_deputy.has_role(*roles_with(key))} - held
    assert {"plans.judge_report", "plans.judge_extension", "plans.urge_agency"} <= closed
    assert all(f"do {deputy} trực tiếp làm" in refusal_of(as_deputy, key) for key in closed)


def test_what_was_not_given_says_so(deputy, office_chief) -> None:
    as_deputy = standing(away(deputy, office_chief, permissions=["plans.assign_task"]))

    assert "không nằm trong ủy quyền" in refusal_of(as_deputy, "plans.judge_report")
    assert refusal_of(as_deputy, "plans.assign_task") == ""
    assert refusal_of(as_deputy, "people.manage_people") == ""
    assert refusal_of(deputy, "plans.judge_report") == ""


# Being away


def test_who_is_away_is_marked_where_picked_and_where_named(
    as_, deputy, office_chief, officer, unit_head
) -> None:
    away(officer, unit_head)
    duty = task(person=officer, assigner=deputy)
    browser = as_(office_chief)

    words = f"vắng mặt đến 20/9, {unit_head} thay"
    for address in (
        duty.get_absolute_url(),
        reverse("task_list"),
        reverse("task_give"),
        officer.get_absolute_url(),
    ):
        assert words in browser.get(address).content.decode(), address
    assert words in as_(officer).get(reverse("home")).content.decode()


def test_names_of_a_page_cost_one_question(deputy, office_chief) -> None:
    away(deputy, office_chief)
    with CaptureQueriesContext(connection) as queries, remembering():
        assert absence_of(deputy.pk).substitute == office_chief
        assert absence_of(office_chief.pk) is None
        assert len(delegations_today()) == 1

    assert len(queries) == 1


def test_another_year_is_told_in_full(deputy, office_chief) -> None:
    assert "15/01/2027" in away(deputy, office_chief, last=date(2027, 1, 15)).absence


def test_what_is_told_at_once_reaches_the_substitute_too(deputy, office_chief, officer) -> None:
    duty = task(person=officer, assigner=deputy)
    away(deputy, office_chief)

    report_on(duty, officer)

    lines = dict(Notice.objects.values_list("person", "line"))
    assert lines.keys() == {deputy.pk, office_chief.pk}
    assert lines[office_chief.pk] == f"(thay {deputy}) {lines[deputy.pk]}"


def test_the_morning_reaches_the_substitute_too(officer, unit_head) -> None:
    task(person=officer, due_on=date(2026, 9, 16))
    away(officer, unit_head)

    run(date(2026, 9, 15))

    mine = Notice.objects.filter(person=officer, reminder="plans.due").values_list("line", flat=True)
    theirs = Notice.objects.filter(person=unit_head, line__startswith=f"(thay {officer})")
    assert len(mine) == 1
    assert theirs.get().line.endswith(mine[0])


def test_the_person_hears_next_morning_what_was_done_in_his_name(
    stood_in, deputy, office_chief, officer
) -> None:
    stood_in.post(reverse("task_give"), {"text": "Việc một", "person": officer.pk, "due_on": "30/9/2026"})

    told = list(done_in_my_name(date(2026, 9, 16)))

    assert [(one.person_id, one.line) for one in told] == [
        (deputy.pk, f"{office_chief} đã làm thay anh/chị 1 việc ngày 15/09/2026")
    ]


# Pages


def test_the_register_and_its_pages(as_, deputy, office_chief, officer, partner) -> None:
    one = away(deputy, office_chief)
    over = away(officer, User.objects.get(username="chuyenvien2"))
    actions.revoke_delegation(delegation=over, by=fresh(officer))
    browser = as_(office_chief)

    assert str(deputy) in browser.get(reverse("delegation_list"), {"state": "now"}).content.decode()
    assert "Đã thu hồi" in browser.get(reverse("delegation_list"), {"state": "over"}).content.decode()
    page = browser.get(one.get_absolute_url()).content.decode()
    assert "Bắt đầu làm thay" in page
    assert "Xác nhận hoặc trả lại báo cáo" in page
    assert as_(partner).get(one.get_absolute_url()).status_code == 404


def test_it_is_set_through_its_page(as_, office_chief, deputy, chairman) -> None:
    browser = as_(office_chief)
    form = {
        "person": deputy.pk,
        "substitute": office_chief.pk,
        "kind": "assistant",
        "valid_from": "15/9/26",
        "valid_to": "31/12/26",
        "ground": "TB 3",
    }

    assert str(deputy) in browser.get(reverse("delegation_create"), {"person": deputy.pk}).content.decode()
    response = browser.post(reverse("delegation_create"), form)

    one = Delegation.objects.get()
    assert response["Location"] == one.get_absolute_url()
    assert (one.person, one.created_by) == (deputy, office_chief)
    assert (
        browser.post(
            reverse("delegation_create"), {**form, "person": chairman.pk, "substitute": ""}
        ).status_code
        == 422
    )


def test_an_officer_chooses_himself_only(as_, officer, deputy) -> None:
    form = {
        "person": deputy.pk,
        "substitute": officer.pk,
        "kind": "absence",
        "valid_from": "15/9/26",
        "valid_to": "16/9/26",
        "ground": "-",
    }

    assert as_(officer).post(reverse("delegation_create"), form).status_code == 422
    assert not Delegation.objects.exists()


def test_whoever_leaves_stands_in_for_nobody(deputy, office_chief, chairman, clerk) -> None:
    mine, theirs = away(deputy, office_chief), away(chairman, clerk, kind="assistant")

    actions.end_delegations(deputy, office_chief)
    actions.end_delegations(clerk, office_chief)

    assert [fresh_one.revoked_by for fresh_one in Delegation.objects.filter(pk__in=[mine.pk, theirs.pk])] == [
        office_chief,
        office_chief,
    ]


def test_the_list_costs_the_same_for_many(as_, office_chief, deputy, officer, unit_head) -> None:
    browser, counts = as_(office_chief), []
    for person, substitute in ((deputy, unit_head), (officer, unit_head)):
        away(person, substitute)
        browser.get(reverse("delegation_list"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("delegation_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_demonstration_has_an_absence_and_an_assistant(deputy, clerk) -> None:
    load(date(2026, 9, 15))

    kinds = {one.kind: one for one in delegations_today()}
    assert kinds.keys() == {"absence", "assistant"}
    assert (kinds["assistant"].person, kinds["assistant"].substitute) == (deputy, clerk)
