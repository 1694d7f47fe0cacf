"""Invitations in bulk: whom they reach, once a day, batch by batch, their letters, texts and mails, and who may."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import invite_files, inviting
from cooperatives.actions.inviting import ask_to_invite, invite_batch, note_sent
from cooperatives.actions.representatives import join
from cooperatives.enums.inviting import InviteChannel, Invitee
from cooperatives.models import Cooperative, Invitation, Invite, InviteSet, Period
from cooperatives.queries.inviting import invited_in, outlook, wanted, zalo_text
from cooperatives.tasks import forget_invite_codes, invite_next, invite_on_paper
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job
from lmhtx.outbox.models import Contact, Message
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period, representative
from tests.lmhtx.reports.papers import pages_of

pytestmark = pytest.mark.django_db
JOB, FILES_JOB = "cooperatives.invite_batch", "cooperatives.invite_files"
LETTER, ZALO, MAIL, ACCOUNT = (
    InviteChannel.LETTER,
    InviteChannel.ZALO,
    InviteChannel.MAIL,
    InviteChannel.ACCOUNT,
)


@pytest.fixture
def call() -> Period:
    return period()


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Một", phone="0912 345 678", email="Mot@Example.VN")


def run(one: InviteSet) -> InviteSet:
    """All its batches and its files, as the workers do them."""
    while (job := Job.objects.filter(name=JOB).order_by("-pk").first()) and one.reached >= 0:
        invite_next(**job.arguments)
        before, one = one.reached, InviteSet.objects.get(pk=one.pk)
        if one.finished_at or one.reached in (before, -1):
            break
    if one.finished_at is None:
        invite_on_paper(one.pk)
    return InviteSet.objects.get(pk=one.pk)


def ask(call, by, *channels, **how) -> InviteSet:
    return ask_to_invite(period=call, by=by, channels=[str(one) for one in channels], **how)


def words_of(one: InviteSet, channel: InviteChannel) -> str:
    file = Attachment.objects.of(one).get(kind=channel)
    from django.core.files.storage import default_storage  # noqa: PLC0415

    with default_storage.open(file.blob.stored_name) as body:
        return "\n".join(page.extract_text() for page in pages_of(body.read()))


def test_whom_it_means(farm, call, officer):
    inside = representative(cooperative(name="HTX Đã vào")).cooperative
    done = cooperative(name="HTX Đã nộp")
    handed_in(done, call, by=officer)
    far = cooperative(name="HTX Xa", commune=commune(1))

    def named(**how):
        return {one.name for one in wanted(call, officer, **how)}

    assert named(invitee=Invitee.MISSING) == {farm.name, inside.name, far.name}
    assert named(invitee=Invitee.NOT_IN) == {farm.name, far.name}
    assert named(invitee=Invitee.ASKED) == {farm.name, inside.name, far.name, done.name}
    assert named(invitee=Invitee.MISSING, communes=[far.commune_id]) == {far.name}


def test_what_each_way_reaches_is_said_before(farm, call, officer):
    cooperative(name="HTX Bàn", phone="0251 3822 000", email="khong phai")
    representative(cooperative(name="HTX Đã vào"))
    run(ask(call, officer, LETTER))

    told = {
        one.channel: (one.reached, one.today, one.renewed)
        for one in outlook(call, wanted(call, officer, invitee="missing"))
    }

    assert told[LETTER] == (3, 3, 2)
    assert told[ZALO] == (1, 0, 0)
    assert told[MAIL] == (1, 0, 0)
    assert told[ACCOUNT] == (1, 0, 0)


def test_letters_lie_by_commune_behind_a_list_to_sign(farm, call, officer):
    far = cooperative(name="HTX Xa", commune=commune(1))
    inside = representative(cooperative(name="HTX Đã vào")).cooperative

    one = run(ask(call, officer, LETTER))

    words = words_of(one, LETTER)
    assert one.finished_at is not None
    assert words.count("BẢNG KÊ KÝ NHẬN") == 2
    code = Invite.objects.get(cooperative=farm).code
    assert code in words
    assert Invite.objects.get(cooperative=inside).invitation is None
    assert "đã có người khai" in " ".join(words.split())
    joined = join(code=code, full_name="An", post="Giám đốc", password="dong-lua-vang-9")
    assert joined.cooperative == farm
    assert Invite.objects.get(cooperative=far).code != code
    assert code.replace("-", "") not in Invite.objects.get(cooperative=farm).sealed_code


def test_a_second_run_does_no_harm(farm, call, officer):
    one = ask(call, officer, LETTER, MAIL)
    first = Job.objects.get(name=JOB)

    invite_next(**first.arguments)
    invite_next(**first.arguments)

    assert Invite.objects.count() == 2
    assert Invitation.objects.count() == 2
    assert Message.objects.count() == 1
    one = run(InviteSet.objects.get(pk=one.pk))
    code = Invite.objects.get(channel=LETTER).code
    invite_on_paper(one.pk)
    assert Attachment.objects.of(one).count() == 1
    assert Invite.objects.get(channel=LETTER).code == code


def test_many_go_in_batches_each_behind_the_other(call, officer, monkeypatch):
    monkeypatch.setattr(inviting, "BATCH", 2)
    for number in range(5):
        cooperative(name=f"HTX {number}", phone=f"09123456{number:02}")

    one = run(ask(call, officer, ZALO))

    assert (one.done, one.total, one.invites.count()) == (5, 5, 5)
    assert Job.objects.filter(name=JOB).count() == 4
    assert Job.objects.filter(name=FILES_JOB).count() == 1


def test_nobody_is_invited_twice_a_day_by_the_same_way_unless_asked(farm, call, officer):
    run(ask(call, officer, LETTER))
    again = run(ask(call, officer, LETTER, ZALO))
    assert [one.channel for one in again.invites.all()] == [ZALO]

    old = Invite.objects.get(channel=LETTER).code
    asked = run(ask(call, officer, LETTER, is_again=True))
    with pytest.raises(Refused, match="Mã chưa đúng"):
        join(code=old, full_name="An", post="Giám đốc", password="dong-lua-vang-9")
    assert join(code=asked.invites.get().code, full_name="An", post="Giám đốc", password="dong-lua-vang-9")


def test_the_code_of_another_way_stays(farm, call, officer):
    run(ask(call, officer, LETTER))
    run(ask(call, officer, ZALO))

    assert Invitation.objects.filter(withdrawn_at=None).count() == 2


@pytest.mark.parametrize("facts", [{"is_again": False}, {"invite_set": None}], ids=["day", "set"])
def test_the_database_keeps_it_once(farm, call, officer, facts):
    one = run(ask(call, officer, LETTER))
    first = Invite.objects.get()
    other = InviteSet.objects.create(period=call, channels=["letter"], created_by=officer)
    again = (
        {"is_again": True, "invite_set": one}
        if "invite_set" in facts
        else {"is_again": False, "invite_set": other}
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Invite.objects.create(
            period=call, cooperative=farm, channel=LETTER, invited_on=first.invited_on, **again
        )


def test_the_mail_holds_one_link_and_wants_no_account(farm, call, officer):
    run(ask(call, officer, MAIL))

    message = Message.objects.get()
    assert (message.address, message.person, message.contact.address) == (
        "mot@example.vn",
        None,
        "mot@example.vn",
    )
    assert message.link == f"{reverse('join')}#ma={Invite.objects.get().code}"
    assert "0912" not in message.text


def test_who_wants_no_mail_is_not_reached(farm, call, officer):
    Contact.objects.create(address="mot@example.vn", refused_at=clock.now())

    one = run(ask(call, officer, MAIL))

    assert not Message.objects.exists()
    assert (one.invites.count(), one.finished_at is not None) == (0, True)


def test_a_text_for_zalo_is_short_and_tells_nothing_personal(call, officer):
    cooperative(name="Hợp tác xã " + "Rất dài " * 25, phone="0912345678", representative="Nguyễn Văn An")
    call.title = "Số liệu " + "rất dài " * 13
    call.save()
    inside = representative(cooperative(name="HTX Trong", phone="0912345679")).cooperative
    run(ask(call, officer, ZALO))

    texts = {one.cooperative.name: zalo_text(one) for one in Invite.objects.all()}

    assert all(len(text) <= 300 for text in texts.values())
    assert not any("0912" in text or "Nguyễn Văn An" in text for text in texts.values())
    assert "đăng nhập" in texts[inside.name]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"channels": []}, "ít nhất một cách"),
        ({"communes": "far"}, "Không có hợp tác xã nào"),
        ({"by": "chairman"}, "Chỉ phòng"),
        ({"state": "locked"}, "Đợt đã khóa"),
    ],
)
def test_what_is_refused(farm, call, officer, chairman, change, sentence):
    how = {"period": call, "by": officer, "channels": ["letter"]} | change
    if "communes" in change:
        how["communes"] = [commune(5)]
    if "by" in change:
        how["by"] = chairman
    if how.pop("state", ""):
        call.state = "locked"

    with pytest.raises(Refused, match=sentence):
        ask_to_invite(**how)


def test_only_keepers_tick(farm, call, officer, chairman):
    run(ask(call, officer, ZALO))
    with pytest.raises(Refused, match="Chỉ phòng"):
        note_sent(invite=Invite.objects.get(), by=chairman, is_sent=True)


def test_codes_and_files_go_after_two_weeks(farm, call, officer, at_day, as_):
    one = run(ask(call, officer, LETTER, ZALO))
    assert forget_invite_codes() == ""

    at_day(clock.today() + timedelta(days=15))
    assert forget_invite_codes() == "Đã xóa tệp của 1 lần mời."

    one = InviteSet.objects.get(pk=one.pk)
    assert one.forgotten_at is not None
    assert not Attachment.objects.of(one).exists()
    assert {invite.code for invite in one.invites.all()} == {""}
    browser = as_(officer)
    assert "đã xóa" in browser.get(one.get_absolute_url()).content.decode()
    assert browser.get(reverse("invite_zalo", args=[one.pk])).url == one.get_absolute_url()


def test_from_the_board_to_the_tick(farm, call, officer, as_, django_capture_on_commit_callbacks):
    browser = as_(officer)
    assert "Mời hàng loạt" in browser.get(call.get_absolute_url()).content.decode()
    new = reverse("invite_new", args=[call.pk])
    shown = browser.get(f"{new}?invitee=not_in&communes={farm.commune_id}&channels=zalo").content.decode()
    assert "cấp mã mới" in shown
    told = {"invitee": "missing", "channels": ["zalo", "letter"], "communes": [farm.commune_id]}
    assert not InviteSet.objects.exists()
    browser.post(new, {**told, "count": "1"})
    assert not InviteSet.objects.exists()
    browser.post(new, told)
    one = run(InviteSet.objects.get())

    page = browser.get(one.get_absolute_url()).content.decode()
    assert "thu-moi-" in page
    assert "tin-zalo-" in page
    zalo = reverse("invite_zalo", args=[one.pk])
    shown = browser.get(zalo).content.decode()
    invite = Invite.objects.get(channel=ZALO)
    assert f"#ma={invite.code}" in shown
    assert "https://zalo.me/0912345678" in shown
    tick = reverse("invite_sent", args=[invite.pk])
    browser.post(tick, {"sent": "1"})
    assert "Còn 0 nơi" in browser.get(zalo).content.decode()
    assert invited_in(call, officer)[1].ticked == 1
    browser.post(tick)
    assert Invite.objects.get(pk=invite.pk).sent_at is None
    board = browser.get(call.get_absolute_url()).content.decode()
    assert "Thư giấy có mã: 1 hợp tác xã" in board
    assert "Tin Zalo" in browser.get(reverse("missing_list", args=[call.pk])).content.decode()


def test_who_only_looks_comes_to_no_code(farm, call, officer, chairman, own_or_commune, as_):
    one = run(ask(call, officer, LETTER))
    file = Attachment.objects.of(one).get()
    for person in (chairman, own_or_commune):
        browser = as_(person)
        for name, thing in (("invite_new", call), ("invite_set_detail", one), ("invite_zalo", one)):
            status = browser.get(reverse(name, args=[thing.pk])).status_code
            assert status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
        assert browser.get(file.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert as_(officer).get(file.get_absolute_url()).status_code == HTTPStatus.OK
    assert InviteSet.objects.visible_to(chairman).exists()
    assert not InviteSet.objects.visible_to(own_or_commune).exists()


@pytest.fixture
def own_or_commune(farm) -> User:
    return representative(farm).user


def test_the_page_of_texts_asks_as_often_for_one_as_for_three(call, officer, as_):
    def asked() -> int:
        one = run(ask(call, officer, ZALO, is_again=True))
        browser = as_(officer)
        browser.get(reverse("invite_zalo", args=[one.pk]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(reverse("invite_zalo", args=[one.pk]))
        return len(queries)

    cooperative(name="HTX A", phone="0912345670")
    first = asked()
    cooperative(name="HTX B", phone="0912345671")
    cooperative(name="HTX C", phone="0912345672")
    assert asked() == first


def test_a_thousand_letters_in_pieces(call, officer, monkeypatch):
    monkeypatch.setattr(invite_files, "AT_ONCE", 2)
    for number in range(5):
        cooperative(name=f"HTX {number}", commune=commune(number % 2))

    one = run(ask(call, officer, LETTER))

    file = Attachment.objects.of(one).get()
    words = words_of(one, LETTER)
    assert words.count("Kính gửi") == 5
    assert words.count("BẢNG KÊ") == 2
    assert file.name == f"thu-moi-{one.pk}.pdf"


def test_a_batch_of_a_finished_set_is_left(farm, call, officer):
    one = run(ask(call, officer, MAIL))
    assert invite_batch(invite_set=one, after=one.reached).finished_at == one.finished_at
