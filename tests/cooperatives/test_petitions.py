"""Petitions from the first word to the register, kind by kind, and all that may go wrong on the way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from cooperatives.actions import petitions as acts
from cooperatives.actions.applying import Extra
from cooperatives.actions.people import add_person, give_office
from cooperatives.actions.petition_papers import add_petition_paper
from cooperatives.enums.forms import FormSource
from cooperatives.enums.papers import PaperKind
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.enums.register import Post, Size, Status
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Cooperative,
    CooperativePaper,
    Office,
    Person,
    Petition,
    SupportPolicy,
    SupportRecord,
    YearFigures,
)
from cooperatives.queries.papers import digitised_files_on, papers_panel
from cooperatives.queries.petition_queue import (
    asked_of,
    due_corrections,
    due_of,
    due_petitions,
    find_petitions,
    petition_rows,
    waiting_for,
)
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db

DIRECTOR = {
    "post": "director",
    "full_name": "Lê Thị Mới",
    "since": "1/9/2026",
    "term_ends_on": "31/8/2031",
    "is_head": "yes",
    "decision": "Nghị quyết số 3/NQ-ĐH ngày 28/8/2026",
    "phone": "0912 345 678",
}


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Một")


@pytest.fixture
def own(farm) -> User:
    """The person who sends for the farm."""
    return representative(farm).user


def written(farm: Cooperative, own: User, kind: PetitionKind, /, **typed: str) -> Petition:
    begun = acts.begin_petition(cooperative=farm, kind=kind, by=own)
    return acts.save_petition(petition=begun, by=own, typed={**begun.typed, **typed}, version=begun.version)


def sent(farm: Cooperative, own: User, kind: PetitionKind, /, **typed: str) -> Petition:
    one = written(farm, own, kind, **typed)
    return acts.send_petition(petition=one, by=own, declared_by="", version=one.version)


def accepted(one: Petition, by: User, *items: str, **extra: object) -> Petition:
    return acts.accept_petition(
        petition=one,
        by=by,
        items=items or ["all"],
        extra=Extra(**extra),  # type: ignore[arg-type]
    )


def scan(name: str = "nghi-quyet.png", colour: str = "white") -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", (40, 30), colour).save(body, "PNG")
    return SimpleUploadedFile(name, body.getvalue(), "image/png")


# From the draft to the sending.


def test_there_is_one_draft_of_a_kind_begun_from_the_register(farm, own):
    Cooperative.objects.filter(pk=farm.pk).update(phone="0251 3822 345")
    farm.refresh_from_db()

    first = acts.begin_petition(cooperative=farm, kind=PetitionKind.CONTACT, by=own)
    again = acts.begin_petition(cooperative=farm, kind=PetitionKind.CONTACT, by=own)

    assert (first, first.typed) == (again, {"phone": "0251 3822 345"})
    assert Entry.objects.filter(verb="cooperatives.petition.begun").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.create(cooperative=farm, kind=PetitionKind.CONTACT)


def test_what_means_nothing_is_kept_and_not_sent(farm, own):
    one = written(farm, own, PetitionKind.CONTACT, phone="không nhớ", email="htx", website="h t x")
    assert one.typed["phone"] == "không nhớ"

    with pytest.raises(Refused, match="không hợp lệ") as refused:
        acts.send_petition(petition=one, by=own, declared_by="", version=one.version)

    assert "địa chỉ thư chưa đúng" in str(refused.value)
    assert "địa chỉ trang chưa đúng" in str(refused.value)
    assert Petition.objects.get().state == PetitionState.DRAFT


def test_what_is_missing_is_named(farm, own):
    one = written(farm, own, PetitionKind.PERSON, post="director")

    with pytest.raises(Refused, match="Còn thiếu: Họ và tên người mới, Giữ chức danh từ ngày, Nghị quyết"):
        acts.send_petition(petition=one, by=own, declared_by="", version=one.version)


def test_an_older_version_overwrites_nothing(farm, own):
    one = written(farm, own, PetitionKind.CONTACT, phone="0912345678")

    with pytest.raises(Stale):
        acts.save_petition(petition=one, by=own, typed={"phone": "0987654321"}, version=1)
    with pytest.raises(Refused, match="máy khác"):
        acts.send_petition(petition=one, by=own, declared_by="", version=1)


def test_what_is_sent_is_changed_no_more_and_may_be_taken_back(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    with pytest.raises(Refused, match="đã gửi"):
        acts.save_petition(petition=one, by=own, typed={}, version=one.version)

    acts.withdraw_petition(petition=one, by=own, note="Ghi nhầm")

    with pytest.raises(Refused, match="Đã rút"):
        accepted(one, officer, "phone")
    farm.refresh_from_db()
    assert farm.phone == ""


def test_staff_and_communes_send_on_behalf_and_say_on_which_ground(farm, officer):
    one = written(farm, officer, PetitionKind.CONTACT, phone="0912345678")
    with pytest.raises(Refused, match="căn cứ"):
        acts.send_petition(petition=one, by=officer, declared_by="An", version=one.version)

    one = acts.send_petition(
        petition=one, by=officer, declared_by="An", version=one.version, ground="Gọi ông An 9 giờ 15/9"
    )

    assert (one.source, one.declared_by) == (FormSource.ON_BEHALF, "An")
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.filter(pk=one.pk).update(ground="")


def test_nothing_is_in_the_register_before_it_is_accepted(farm, own):
    for kind, typed in (
        (PetitionKind.PERSON, DIRECTOR),
        (PetitionKind.CHARTER, {"charter_vnd": "2 tỷ", "valid_from": "1/9/2026", "decision": "NQ 3"}),
        (PetitionKind.CONTACT, {"phone": "0912345678"}),
    ):
        sent(farm, own, kind, **typed)

    farm.refresh_from_db()
    assert (farm.phone, farm.charter_vnd, farm.representative) == ("", None, "")
    assert not Person.objects.filter(cooperative=farm).exists()


# Each kind in the register.


def test_a_new_director_takes_the_place_of_the_old_one(farm, own, officer):
    old = add_person(cooperative=farm, by=officer, full_name="Nguyễn Văn Cũ")
    for post in (Post.DIRECTOR, Post.REPRESENTATIVE):
        give_office(person=old, by=officer, post=post, valid_from=date(2021, 9, 1))
    one = sent(farm, own, PetitionKind.PERSON, **DIRECTOR)
    assert one.before["told"]["full_name"] == "Nguyễn Văn Cũ"

    done = accepted(one, officer)

    farm.refresh_from_db()
    assert (done.state, done.applied, farm.representative) == ("accepted", ["all"], "Lê Thị Mới")
    new = Office.objects.get(person__full_name="Lê Thị Mới", post=Post.DIRECTOR)
    assert (new.valid_from, new.term_ends_on) == (date(2026, 9, 1), date(2031, 8, 31))
    assert f"Đề nghị số {one.pk}" in new.ground
    assert set(old.offices.values_list("valid_to", flat=True)) == {date(2026, 8, 31)}
    assert new.person.phone == "0912345678"
    assert Entry.objects.filter(verb="cooperatives.cooperative.petition_applied").count() == 1


def test_a_namesake_is_asked_about_and_never_guessed(farm, own, officer):
    same = add_person(cooperative=farm, by=officer, full_name="Lê Thị Mới")
    one = sent(farm, own, PetitionKind.PERSON, **DIRECTOR)

    with pytest.raises(Refused, match="đã có Lê Thị Mới"):
        accepted(one, officer)
    assert not Office.objects.exists()
    accepted(one, officer, person=same)

    assert Person.objects.filter(cooperative=farm).count() == 1
    assert same.offices.count() == 2


def test_another_person_of_that_name_is_a_new_one(farm, own, officer):
    add_person(cooperative=farm, by=officer, full_name="Lê Thị Mới")

    accepted(sent(farm, own, PetitionKind.PERSON, **DIRECTOR), officer, is_new_person=True)

    assert Person.objects.filter(cooperative=farm, full_name="Lê Thị Mới").count() == 2


def test_a_term_that_begins_before_the_old_one_changes_nothing(farm, own, officer):
    old = add_person(cooperative=farm, by=officer, full_name="Nguyễn Văn Cũ")
    give_office(person=old, by=officer, post=Post.DIRECTOR, valid_from=date(2026, 9, 5))
    one = sent(farm, own, PetitionKind.PERSON, **DIRECTOR)

    with pytest.raises(Refused, match="không được trước ngày giữ chức"):
        accepted(one, officer)

    one.refresh_from_db()
    assert (one.state, Person.objects.count()) == (PetitionState.SENT, 1)


def test_the_seat_moves_and_the_old_address_stays_in_the_history(farm, own, officer):
    one = sent(
        farm, own, PetitionKind.ADDRESS, text="Ấp 3", commune=str(commune(1).pk), valid_from="1/9/2026"
    )
    assert one.before["told"]["text"] == "Ấp 1"

    accepted(one, officer)

    farm.refresh_from_db()
    assert (farm.address, farm.commune) == ("Ấp 3", commune(1))
    rows = list(farm.addresses.order_by("valid_from"))
    assert (rows[0].valid_to, rows[1].ground) == (date(2026, 8, 31), one.told)


def test_contacts_are_accepted_one_by_one(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678", email="a@b.vn", website="htx.vn")

    done = accepted(one, officer, "phone", "website")

    farm.refresh_from_db()
    assert (farm.phone, farm.email, farm.website) == ("0912345678", "", "https://htx.vn")
    assert (done.applied, farm.source) == (["phone", "website"], one.told)


def test_nothing_chosen_is_no_answer(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")

    with pytest.raises(Refused, match="ít nhất một phần"):
        accepted(one, officer, "email")


def test_charter_capital_changes_from_its_day(farm, own, officer):
    one = sent(
        farm, own, PetitionKind.CHARTER, charter_vnd="2,5 tỷ", valid_from="1/9/2026", decision="NQ số 3"
    )

    accepted(one, officer)

    farm.refresh_from_db()
    row = farm.capitals.get()
    assert (farm.charter_vnd, row.ground) == (2_500_000_000, f"{one.told}; NQ số 3")


def test_lines_of_business_are_added_dropped_and_made_main(farm, own, officer):
    old = Activity.objects.create(cooperative=farm, version="2025", code="0111", is_main=True)
    gone = Activity.objects.create(cooperative=farm, version="2025", code="0112")
    one = sent(
        farm,
        own,
        PetitionKind.ACTIVITIES,
        main="0118 – Trồng rau, đậu các loại và trồng hoa",
        added_1="0119",
        added_2="0121",
        dropped=str(gone.pk),
    )

    accepted(one, officer, "main", "added_1", "dropped")

    rows = dict(farm.activities.values_list("code", "is_main"))
    assert rows == {"0111": False, "0118": True, "0119": False}
    assert not Activity.objects.get(pk=old.pk).is_main


@pytest.mark.parametrize(
    "typed", [{"main": "9"}, {"main": "xyz"}, {"dropped": "999999"}, {"added_1": "99999"}]
)
def test_a_line_that_nobody_knows_is_not_sent(typed, farm, own):
    one = written(farm, own, PetitionKind.ACTIVITIES, **typed)

    with pytest.raises(Refused, match=r"hãy chọn"):
        acts.send_petition(petition=one, by=own, declared_by="", version=one.version)


def test_members_told_out_of_season_do_not_hide_the_last_whole_year(farm, own, officer):
    Activity.objects.create(cooperative=farm, version="2025", code="0111", is_main=True)
    YearFigures.objects.create(
        cooperative=farm, year=2025, official_members=350, revenue_vnd=12 * 10**9, capital_vnd=4 * 10**9
    )
    one = sent(farm, own, PetitionKind.MEMBERS, year="2026", official_members="352", female_members="100")

    accepted(one, officer, "official_members")

    farm.refresh_from_db()
    row = YearFigures.objects.get(cooperative=farm, year=2026)
    assert (row.official_members, row.female_members, row.source) == (352, None, one.told)
    assert farm.size == Size.MEDIUM


def test_a_suspension_is_an_event_with_its_document(farm, own, officer):
    one = sent(
        farm,
        own,
        PetitionKind.STATUS,
        status="suspended",
        effective_on="1/9/2026",
        until_on="28/2/2027",
        document_number="05/NQ-ĐH",
        document_on="25/8/2026",
        reason="Thiếu nguyên liệu",
    )

    accepted(one, officer)

    farm.refresh_from_db()
    event = farm.status_events.get()
    assert (farm.status, farm.suspended_until_on) == (Status.SUSPENDED, date(2027, 2, 28))
    assert (event.document_number, event.document_on) == ("05/NQ-ĐH", date(2026, 8, 25))
    assert event.reason == f"{one.told}. Thiếu nguyên liệu"


def test_a_dissolution_is_a_notice_and_ends_nothing_by_itself(farm, own, officer):
    accepted(
        sent(
            farm,
            own,
            PetitionKind.STATUS,
            status="dissolving",
            effective_on="1/9/2026",
            document_number="05/NQ-ĐH",
            document_on="25/8/2026",
        ),
        officer,
    )

    farm.refresh_from_db()
    assert (farm.status, farm.is_ended) == (Status.DISSOLVING, False)


def test_support_that_is_accepted_is_planned_and_linked(farm, own, officer):
    policy = SupportPolicy.objects.get(key="ND113_HTX")
    one = sent(
        farm,
        own,
        PetitionKind.SUPPORT,
        policy=str(policy.pk),
        content="Bồi dưỡng giám đốc",
        amount_vnd="24 triệu",
        starts_on="1/10/2026",
        ends_on="31/12/2026",
        purpose="Học quản trị",
    )
    with pytest.raises(Refused, match="nguồn kinh phí"):
        accepted(one, officer)

    done = accepted(one, officer, money="local", giver="Sở Tài chính")

    made = SupportRecord.objects.get()
    assert (done.support, made.state, made.amount_vnd) == (made, "planned", 24_000_000)
    assert made.petition == done


def test_a_cooperative_joins_and_leaves_by_decisions(farm, own, officer):
    joining = sent(farm, own, PetitionKind.JOIN, reason="Cùng phát triển", decision="NQ số 4")
    with pytest.raises(Refused, match="số và ngày quyết định"):
        accepted(joining, officer)
    with pytest.raises(Refused, match="chưa đến"):
        accepted(joining, officer, decision="12/QĐ-LM", decided_on=date(2026, 12, 1))
    accepted(joining, officer, decision="12/QĐ-LM", decided_on=date(2026, 9, 14))
    farm.refresh_from_db()
    assert farm.is_member
    with pytest.raises(Refused, match="đang là thành viên"):
        acts.begin_petition(cooperative=farm, kind=PetitionKind.JOIN, by=own)

    leaving = sent(farm, own, PetitionKind.LEAVE, reason="Chuyển tỉnh", decision="NQ số 5")
    accepted(leaving, officer, decision="13/QĐ-LM", decided_on=date(2026, 9, 15))

    row = AllianceMembership.objects.get()
    assert (row.decision, row.left_decision) == ("12/QĐ-LM", "13/QĐ-LM")
    assert row.left_reason == f"{leaving.told}. Chuyển tỉnh"


PAPER = {"kind": "charter", "issued_on": "1/3/2020"}


def test_a_paper_counts_only_once_somebody_has_compared_it(farm, own, officer):
    one = written(farm, own, PetitionKind.PAPER, **PAPER)
    add_petition_paper(petition=one, by=own, file=scan("dieu-le.png"))
    one = acts.send_petition(petition=one, by=own, declared_by="", version=one.version)
    today = clock.today()

    done = accepted(one, officer)

    paper = CooperativePaper.objects.get()
    assert (done.paper, paper.digitised_on) == (paper, None)
    assert [held.name for held in Attachment.objects.of(paper)] == ["dieu-le.png"]
    assert PaperKind.CHARTER in dict(papers_panel(officer, farm)["missing"])
    assert not digitised_files_on(today).filter(pk=farm.pk).exists()


def test_a_paper_compared_at_once_renews_the_old_one(farm, own, officer):
    old = CooperativePaper.objects.create(cooperative=farm, kind="charter", issued_on=date(2015, 3, 1))
    one = written(farm, own, PetitionKind.PAPER, **PAPER)
    add_petition_paper(petition=one, by=own, file=scan())
    one = acts.send_petition(petition=one, by=own, declared_by="", version=one.version)

    done = accepted(one, officer, copy_kind="certified")

    old.refresh_from_db()
    assert (old.end, old.replaced_by, done.paper.digitised_by) == ("replaced", done.paper, officer)
    assert PaperKind.CHARTER not in dict(papers_panel(officer, farm)["missing"])


def test_a_paper_without_a_file_is_not_recorded(farm, own, officer):
    one = sent(farm, own, PetitionKind.PAPER, **PAPER)

    with pytest.raises(Refused, match="chưa có tệp"):
        accepted(one, officer)
    assert not CooperativePaper.objects.exists()


# Asked, refused, two at once, late.


def test_fields_are_asked_about_and_the_days_stand_still(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    asked = acts.ask_petition(
        petition=one, by=officer, asks={"phone": "Số của ai?", "x": "?"}, note="Xem lại số điện thoại"
    )
    assert (asked.asks, list(asked_of(own))) == ({"phone": "Số của ai?"}, [asked])
    Petition.objects.update(asked_at=asked.asked_at - timedelta(days=7))

    one = written_again(asked, own, phone="0987654321")
    again = acts.send_petition(petition=one, by=own, declared_by="", version=one.version)

    assert (again.state, again.paused_days) == (PetitionState.RESENT, 5)
    assert again.first_sent_at < again.sent_at
    accepted(again, officer, "phone")
    farm.refresh_from_db()
    assert farm.phone == "0987654321"


def written_again(one: Petition, own: User, **typed: str) -> Petition:
    return acts.save_petition(petition=one, by=own, typed={**one.typed, **typed}, version=one.version)


def test_who_asks_or_refuses_says_why(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")

    with pytest.raises(Refused, match="lý do"):
        acts.ask_petition(petition=one, by=officer, asks={}, note="")
    with pytest.raises(Refused, match="lý do"):
        acts.refuse_petition(petition=one, by=officer, note=" ")
    acts.refuse_petition(petition=one, by=officer, note="Số này của người khác")

    again = acts.begin_petition(cooperative=farm, kind=PetitionKind.CONTACT, by=own)
    assert (again.pk != one.pk, again.state) == (True, PetitionState.DRAFT)


def test_of_two_reviewers_the_second_is_told_who_was_first(farm, own, officer, unit_head):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    accepted(one, officer, "phone")

    for act in (
        lambda: accepted(one, unit_head, "phone"),
        lambda: acts.refuse_petition(petition=one, by=unit_head, note="Sai"),
        lambda: acts.ask_petition(petition=one, by=unit_head, asks={}, note="?"),
    ):
        with pytest.raises(Refused, match=f"{officer} đã trả lời đề nghị này lúc"):
            act()
    assert Petition.objects.get().judged_by == officer


def test_only_the_unit_that_keeps_the_register_answers(farm, own, chairman, clerk):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")

    for who in (own, chairman, clerk, User.objects.get(username="chuyenvienvp")):
        with pytest.raises(Refused):
            accepted(one, who, "phone")
    farm.refresh_from_db()
    assert farm.phone == ""


def test_nobody_writes_on_another_ones_petition(farm, own):
    stranger = representative(cooperative(name="HTX Hai"), "htxhai").user
    one = written(farm, own, PetitionKind.CONTACT, phone="0912345678")

    for act in (
        lambda: acts.begin_petition(cooperative=farm, kind=PetitionKind.JOIN, by=stranger),
        lambda: acts.save_petition(petition=one, by=stranger, typed={}, version=one.version),
        lambda: acts.send_petition(petition=one, by=stranger, declared_by="", version=one.version),
        lambda: acts.withdraw_petition(petition=one, by=stranger),
        lambda: add_petition_paper(petition=one, by=stranger, file=scan()),
    ):
        with pytest.raises(Refused):
            act()
    assert list(petition_rows(stranger)) == []
    assert not Petition.objects.visible_to(stranger).exists()


def test_an_ended_cooperative_sends_nothing(farm, own):
    Cooperative.objects.filter(pk=farm.pk).update(status=Status.DISSOLVED_FREELY)
    farm.refresh_from_db()

    with pytest.raises(Refused, match="kết thúc"):
        acts.begin_petition(cooperative=farm, kind=PetitionKind.CONTACT, by=own)


def test_keepers_are_told_of_what_is_not_answered_in_time(farm, own, officer, chairman):
    day = timezone.make_aware(datetime(2026, 9, 1, 9))
    late = petition(farm, by=own, sent_at=day)
    petition(farm, by=own, kind=PetitionKind.JOIN, values={"reason": "x"})

    assert due_of([late])[late.pk] == date(2026, 9, 9)
    told = list(due_petitions(date(2026, 9, 10)))

    assert officer.pk in {one.person_id for one in told}
    assert {one.subject_id for one in told} == {late.pk}
    assert list(due_petitions(date(2026, 9, 9))) == []
    assert chairman.pk not in {one.person_id for one in told}


def test_a_cooperative_is_told_what_is_asked(farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    acts.ask_petition(petition=one, by=officer, asks={"phone": "Số của ai?"}, note="")

    told = list(due_corrections(clock.today()))
    later = list(due_corrections(clock.today() + timedelta(days=1)))

    assert [(one.person_id, one.subject_id) for one in told] == [(own.pk, one.pk)]
    assert [(one.stage, one.due_on) for one in told] == [(one.stage, one.due_on) for one in later]


def test_the_queue_shows_corrected_ones_first_and_is_found_by_name_and_number(farm, own, officer, clerk):
    first = petition(farm, by=own)
    second = petition(
        farm, by=own, kind=PetitionKind.JOIN, state=PetitionState.RESENT, values={"reason": "x"}
    )
    acts.begin_petition(cooperative=farm, kind=PetitionKind.CHARTER, by=own)

    assert list(waiting_for(officer)) == [second, first]
    assert list(waiting_for(clerk)) == []
    assert set(find_petitions(officer, "mot")) == {first, second}
    assert list(find_petitions(officer, str(first.pk))) == [first]
    assert list(find_petitions(clerk, "mot")) == []
