"""Yearly forms from the call to the verified figures, and all that may go wrong on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cooperatives.actions import representatives as people
from cooperatives.actions import submissions as acts
from cooperatives.actions.periods import lock_period, open_period, reopen_period
from cooperatives.actions.reminding import ask_to_remind
from cooperatives.enums.forms import FormSource, FormState
from cooperatives.enums.register import Kind, Size, Status
from cooperatives.models import Cooperative, Invitation, Period, Representative, Submission, YearFigures
from cooperatives.models.representative import digest_of
from cooperatives.queries.before import peers_of
from cooperatives.queries.forms import board_of, missing_in, owed_by, waiting_first, whole_of
from cooperatives.tasks import invite_next
from lmhtx.audit.models import Entry
from lmhtx.base.models import Stale
from lmhtx.outbox.models import Message
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period, representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    made = cooperative(name="HTX Một")
    YearFigures.objects.create(
        cooperative=made, year=2024, official_members=40, revenue_vnd=2_000_000_000, capital_vnd=900_000_000
    )
    return made


@pytest.fixture
def call() -> Period:
    return period()


@pytest.fixture
def own(farm) -> User:
    """The person who fills in for the farm."""
    return representative(farm).user


def filled(farm: Cooperative, call: Period, own: User, **typed: str) -> Submission:
    """A form of the farm with these figures typed."""
    begun = acts.begin_form(period=call, cooperative=farm, by=own)
    return acts.save_form(
        submission=begun, by=own, typed={**begun.typed, **typed}, notes={}, version=begun.version
    )


def sent(farm: Cooperative, call: Period, own: User, **typed: str) -> Submission:
    form = filled(farm, call, own, **typed)
    return acts.submit_form(submission=form, by=own, declared_by="", version=form.version)


def test_a_form_begins_from_the_verified_figures_and_there_is_one_only(farm, call, own):
    first = acts.begin_form(period=call, cooperative=farm, by=own)
    again = acts.begin_form(period=call, cooperative=farm, by=own)

    assert first.pk == again.pk
    assert first.typed == {
        "official_members": "40",
        "revenue_vnd": "2.000.000.000",
        "capital_vnd": "900.000.000",
    }
    assert Entry.objects.filter(verb="cooperatives.form.begun").count() == 1


def test_an_unchanged_form_is_sent_as_it_opens(farm, call, own):
    form = sent(farm, call, own)

    assert form.state == FormState.SUBMITTED
    assert form.source == FormSource.SELF
    assert form.declared_by == str(own)
    assert form.values == {"official_members": 40, "revenue_vnd": 2_000_000_000, "capital_vnd": 900_000_000}


def test_what_is_declared_touches_no_verified_figure_until_it_is_applied(farm, call, own, officer):
    form = sent(farm, call, own, revenue_vnd="2,4 tỷ", official_members="45")
    assert not YearFigures.objects.filter(year=2025).exists()

    acts.apply_form(submission=form, by=officer, keys=["revenue_vnd"], note="đã gọi hỏi")

    row = YearFigures.objects.get(cooperative=farm, year=2025)
    assert (row.revenue_vnd, row.official_members) == (2_400_000_000, None)
    assert row.source == "Phiếu Số liệu năm 2025, hợp tác xã tự khai"
    form.refresh_from_db()
    assert (form.state, form.applied, form.judged_by) == (FormState.ACCEPTED, ["revenue_vnd"], officer)


def test_size_follows_the_applied_figures(farm, call, own, officer):
    Cooperative.objects.filter(pk=farm.pk).update(sector="farming", size=Size.UNKNOWN)
    form = sent(farm, call, own)
    acts.apply_form(submission=form, by=officer, keys=list(form.values))

    assert Entry.objects.filter(verb="cooperatives.cooperative.figures_recorded").exists()


def test_nothing_is_applied_by_halves(farm, call, own, officer):
    form = sent(farm, call, own)

    with pytest.raises(Refused, match="ít nhất một số"):
        acts.apply_form(submission=form, by=officer, keys=["no_such_figure"])

    form.refresh_from_db()
    assert (form.state, form.judged_at) == (FormState.SUBMITTED, None)


def test_two_people_judge_one_form_and_the_second_is_told(farm, call, own, officer, unit_head):
    form = sent(farm, call, own)
    acts.apply_form(submission=form, by=officer, keys=list(form.values))

    with pytest.raises(Refused, match="Đã áp dụng"):
        acts.refuse_form(submission=form, by=unit_head, note="Sai")
    assert Submission.objects.get().judged_by == officer


def test_an_older_version_overwrites_nothing(farm, call, own):
    form = filled(farm, call, own, revenue_vnd="1 tỷ")

    with pytest.raises(Stale):
        acts.save_form(submission=form, by=own, typed={"revenue_vnd": "3 tỷ"}, notes={}, version=1)
    with pytest.raises(Refused, match="máy khác"):
        acts.submit_form(submission=form, by=own, declared_by="An", version=1)

    assert Submission.objects.get().typed["revenue_vnd"] == "1 tỷ"


def test_what_cannot_be_read_is_kept_but_not_sent(farm, call, own):
    form = filled(farm, call, own, revenue_vnd="hai tỷ rưỡi")
    assert form.typed["revenue_vnd"] == "hai tỷ rưỡi"

    with pytest.raises(Refused, match="Doanh thu cả năm"):
        acts.submit_form(submission=form, by=own, declared_by="", version=form.version)


def test_an_empty_form_is_not_sent(farm, call, own):
    begun = acts.begin_form(period=call, cooperative=farm, by=own)
    form = acts.save_form(submission=begun, by=own, typed={}, notes={}, version=1)

    with pytest.raises(Refused, match="chưa có số liệu"):
        acts.submit_form(submission=form, by=own, declared_by="", version=form.version)


def test_a_doubted_figure_is_sent_with_a_reason_or_as_unclear(farm, call, own):
    form = filled(farm, call, own, revenue_vnd="2 triệu")
    with pytest.raises(Refused, match="nhầm giữa đồng"):
        acts.submit_form(submission=form, by=own, declared_by="", version=form.version)

    form = acts.save_form(
        submission=form,
        by=own,
        typed=form.typed,
        notes={"revenue_vnd": "Chưa rõ"},
        version=form.version,
    )
    assert (
        acts.submit_form(submission=form, by=own, declared_by="", version=form.version).state == "submitted"
    )


def test_a_form_that_is_sent_is_changed_no_more(farm, call, own):
    form = sent(farm, call, own)

    with pytest.raises(Refused, match="đã nộp"):
        acts.save_form(submission=form, by=own, typed={}, notes={}, version=form.version)


def test_figures_are_asked_about_and_the_clock_stands_still(farm, call, own, officer, settings):
    form = sent(farm, call, own)
    asked = acts.ask_correction(
        submission=form, by=officer, asks={"revenue_vnd": "Có cả tiền hỗ trợ không?", "x": "?"}, note=""
    )
    assert asked.asks == {"revenue_vnd": "Có cả tiền hỗ trợ không?"}
    Submission.objects.update(asked_at=asked.asked_at - timedelta(days=2))

    form = filled(farm, call, own, revenue_vnd="1,9 tỷ")
    again = acts.submit_form(submission=form, by=own, declared_by="", version=form.version)

    assert again.state == FormState.RESUBMITTED
    assert again.paused_seconds >= 2 * 86_400
    assert again.first_submitted_at < again.submitted_at


def test_corrected_forms_come_first_in_the_queue(farm, call, own, officer):
    other = cooperative(name="HTX Hai")
    handed_in(other, call, by=officer)
    mine = handed_in(farm, call, by=own, state=FormState.RESUBMITTED)

    assert waiting_first(Submission.objects.to_review())[0] == mine


def test_a_refusal_needs_a_reason_and_lets_the_cooperative_begin_anew(farm, call, own, officer):
    form = sent(farm, call, own)
    with pytest.raises(Refused, match="lý do"):
        acts.refuse_form(submission=form, by=officer, note=" ")
    acts.refuse_form(submission=form, by=officer, note="Của năm khác")
    assert list(missing_in(call, officer)) == [farm]

    assert acts.begin_form(period=call, cooperative=farm, by=own).state == FormState.DRAFT


def test_staff_enter_for_those_who_cannot_and_say_on_what_ground(farm, call, officer):
    form = filled(farm, call, officer)
    with pytest.raises(Refused, match="Nhập hộ phải ghi căn cứ"):
        acts.submit_form(submission=form, by=officer, declared_by="Ông An", version=form.version)

    sent_form = acts.submit_form(
        submission=form, by=officer, declared_by="Ông An", version=form.version, ground="Gọi ông An lúc 9 giờ"
    )

    assert (sent_form.source, sent_form.declared_by) == (FormSource.ON_BEHALF, "Ông An")
    assert board_of(call, officer)[0].self_percent == 0


def test_a_locked_period_refuses_and_keeps_what_was_typed(farm, call, own, officer):
    form = filled(farm, call, own, revenue_vnd="2,1 tỷ")
    locked = lock_period(period=call, by=officer, note="Hết hạn")

    with pytest.raises(Refused, match="đã khóa"):
        acts.submit_form(submission=form, by=own, declared_by="", version=form.version)
    kept = acts.save_form(submission=form, by=own, typed=form.typed, notes={}, version=form.version)
    assert kept.typed["revenue_vnd"] == "2,1 tỷ"
    with pytest.raises(Refused, match="đã khóa"):
        acts.begin_form(period=locked, cooperative=cooperative(name="HTX Hai"), by=officer)

    reopen_period(period=locked, by=officer, note="Theo đề nghị của xã")
    assert acts.submit_form(submission=kept, by=own, declared_by="", version=kept.version)


def test_nothing_is_judged_while_the_period_is_locked(farm, call, own, officer):
    form = sent(farm, call, own)
    lock_period(period=call, by=officer, note="Đã chốt số")

    for act in (
        lambda: acts.apply_form(submission=form, by=officer, keys=["revenue_vnd"]),
        lambda: acts.ask_correction(submission=form, by=officer, asks={}, note="?"),
    ):
        with pytest.raises(Refused, match="mở lại đợt"):
            act()


def test_locking_needs_a_reason_and_happens_once(call, farm, officer):
    with pytest.raises(Refused, match="lý do"):
        lock_period(period=call, by=officer, note="")
    lock_period(period=call, by=officer, note="Hết hạn")
    with pytest.raises(Refused, match="Đã khóa"):
        lock_period(period=call, by=officer, note="Hết hạn")


def test_a_period_is_opened_by_who_keeps_the_register(officer, chairman):
    days = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
    facts = {"year": 2024, "title": "Số liệu năm 2024", "due_on": date(2026, 10, 1), **days}
    draft = Period(**facts, kinds=["htx"], statuses=["active"])
    with pytest.raises(Refused):
        open_period(period=draft, by=chairman)

    opened = open_period(period=draft, by=officer, communes=[commune(0)])

    cooperative(name="Xa", commune=commune(1))
    near = cooperative(name="Gần", commune=commune(0))
    cooperative(name="Tổ", kind=Kind.GROUP, commune=commune(0))
    cooperative(name="Mới", commune=commune(0), first_registered_on=date(2025, 2, 1))
    assert opened.version
    assert list(missing_in(opened, officer)) == [near]
    assert str(opened) == "Số liệu năm 2024"


def test_the_board_counts_due_on_time_late_and_missing(call, officer):
    for place, name in enumerate(["Một", "Hai", "Ba"]):
        cooperative(name=name, commune=commune(0), code=None)
        cooperative(name=f"{name} xa", commune=commune(place), code=None)
    farms = {one.name: one for one in Cooperative.objects.all()}
    handed_in(farms["Một"], call, by=officer)
    late = handed_in(farms["Hai"], call, by=officer)
    Submission.objects.filter(pk=late.pk).update(first_submitted_at=timezone.now() + timedelta(days=400))
    handed_in(farms["Ba"], call, by=officer, state=FormState.DRAFT)

    whole = whole_of(board_of(call, officer))

    assert (whole.due, whole.on_time, whole.late, whole.missing, whole.received) == (6, 1, 1, 4, 2)
    assert whole.self_percent == 100
    assert board_of(period(2010), officer) == []
    assert whole_of([]).self_percent is None


def test_only_the_missing_are_reminded_and_once_a_day(farm, call, own, officer):
    User.objects.filter(pk=own.pk).update(email="khai@example.vn")
    done = representative(cooperative(name="HTX Hai"), "htxhai")
    User.objects.filter(pk=done.user_id).update(email="hai@example.vn")
    handed_in(done.cooperative, call, by=done.user)

    for _time in range(2):
        asked = ask_to_remind(period=call, by=officer)
        invite_next(asked.pk, 0)
        invite_next(asked.pk, 0)

    assert [message.address for message in Message.objects.all()] == ["khai@example.vn"]


def test_reminding_is_for_the_keepers_while_the_period_is_open(call, chairman, officer):
    with pytest.raises(Refused, match="Chỉ phòng"):
        ask_to_remind(period=call, by=chairman)
    locked = lock_period(period=call, by=officer, note="Hết hạn")
    with pytest.raises(Refused, match="khóa"):
        ask_to_remind(period=locked, by=officer)


def test_the_usual_sums_need_enough_peers(farm, call, officer):
    assert peers_of(farm, call) == {}
    earlier = period(2023)
    for place in range(5):
        other = cooperative(name=f"HTX {place}", code=None)
        YearFigures.objects.create(cooperative=other, year=2022, revenue_vnd=(place + 1) * 10**9)

    assert peers_of(farm, earlier) == {"revenue_vnd": 3 * 10**9}
    assert peers_of(farm, earlier) == {"revenue_vnd": 3 * 10**9}


def test_a_person_comes_in_by_a_code_that_works_once(farm, officer):
    code = people.invite(cooperative=farm, by=officer)
    assert Invitation.objects.get().digest == digest_of(code.lower())

    one = people.join(
        code=code.lower(), full_name=" Trần  Thị Khai ", post="Kế toán", password="dong-lua-vang-9"
    )

    assert (one.user.username, one.user.full_name) == (f"htx{farm.code}", "Trần Thị Khai")
    assert list(Cooperative.objects.visible_to(one.user)) == [farm]
    with pytest.raises(Refused, match="Mã chưa đúng"):
        people.join(code=code, full_name="B", post="B", password="dong-lua-vang-9")


def test_a_code_that_is_wrong_or_old_or_of_an_ended_one_opens_nothing(farm, officer):
    code = people.invite(cooperative=farm, by=officer)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    other = people.invite(cooperative=farm, by=officer)
    Cooperative.objects.filter(pk=farm.pk).update(status=Status.DISSOLVED_FREELY)

    for typed in (code, other, "AAAA-BBBB-CCCC", ""):
        with pytest.raises(Refused, match="Mã chưa đúng"):
            people.join(code=typed, full_name="A", post="B", password="dong-lua-vang-9")
    with pytest.raises(Refused, match="kết thúc"):
        people.invite(cooperative=Cooperative.objects.get(), by=officer)


def test_one_person_works_for_several_and_several_for_one(farm, call, own, officer):
    other = cooperative(name="HTX Hai")
    people.join_more(code=people.invite(cooperative=other, by=officer), user=own, post="Giám đốc")
    second = people.join(
        code=people.invite(cooperative=farm, by=officer), full_name="B", post="B", password="dong-lua-vang-9"
    )
    third = people.join(
        code=people.invite(cooperative=farm, by=officer), full_name="C", post="C", password="dong-lua-vang-9"
    )

    assert {one.cooperative for one in owed_by(own)} == {farm, other}
    assert third.user.username == f"{second.user.username}b"
    with pytest.raises(Refused, match="người của hợp tác xã"):
        people.join_more(code=people.invite(cooperative=other, by=officer), user=officer, post="A")


def test_a_cooperative_cannot_have_more_people_than_letters(farm, officer):
    names = [f"htx{farm.code}{letter}" for letter in ["", *"bcdefghijklmnopqrstuvwxyz"]]
    User.objects.bulk_create(User(username=name) for name in names)

    with pytest.raises(Refused, match="quá nhiều"):
        people.join(
            code=people.invite(cooperative=farm, by=officer),
            full_name="A",
            post="B",
            password="dong-lua-vang-9",
        )


def test_who_stops_sees_nothing_any_more(farm, own, officer, chairman):
    one = Representative.objects.get()
    with pytest.raises(Refused):
        people.end_representative(representative=one, by=chairman)
    people.end_representative(representative=one, by=officer)

    assert not Cooperative.objects.visible_to(User.objects.get(pk=own.pk)).exists()
    assert str(one) == "Trần Thị Khai (Kế toán)"


def test_strangers_do_nothing(farm, call, own, chairman, officer_of_other_unit):
    form = sent(farm, call, own)
    other = representative(cooperative(name="HTX Hai"), "htxhai").user

    for by in (other, chairman, officer_of_other_unit):
        with pytest.raises(Refused):
            acts.begin_form(period=call, cooperative=farm, by=by)
        with pytest.raises(Refused):
            acts.save_form(submission=form, by=by, typed={}, notes={}, version=form.version)
        with pytest.raises(Refused):
            acts.apply_form(submission=form, by=by, keys=["revenue_vnd"])
        with pytest.raises(Refused):
            people.invite(cooperative=farm, by=by)
    with pytest.raises(Refused):
        acts.apply_form(submission=form, by=own, keys=["revenue_vnd"])


def test_the_tables_keep_what_must_hold(farm, call, officer):
    wrong = (
        {"state": FormState.SUBMITTED},
        {"state": FormState.ACCEPTED, "submitted_at": timezone.now(), "submitted_by": officer},
        {
            "state": FormState.SUBMITTED,
            "submitted_at": timezone.now(),
            "submitted_by": officer,
            "source": FormSource.ON_BEHALF,
        },
    )
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(period=call, cooperative=farm, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        period(2024, kinds=[])
    assert str(Invitation(cooperative=farm)) == "Thư mời HTX Một"
