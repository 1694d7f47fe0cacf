"""Getting in again: by a letter, by a code from the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lmhtx.account.actions import entry as actions
from lmhtx.account.models import TRIES_PER_NAME, DeskCode, Door, Presence, SignInFailure
from lmhtx.account.models.desk_code import LETTERS, TRIES, in_groups
from lmhtx.account.passwords import UNIKEY
from lmhtx.audit.models import Entry
from lmhtx.outbox.models import Message
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
NEW = {"new_password": "dong-lua-moi-77", "new_password_again": "dong-lua-moi-77"}
FORGOTTEN, CODE, CHOOSE = "/tai-khoan/quen-mat-khau/", "/tai-khoan/ma-tai-cho/", "/tai-khoan/mat-khau-moi/"
DOOR = "/tai-khoan/dang-nhap/"


def letter_of(user: User) -> Message:
    """The letter with the link."""
    return Message.objects.get(person=user, subject="Đặt lại mật khẩu")


def give(user: User, by: User, *, password: bool = True, factor: bool = False) -> str:
    """A code for somebody."""
    return actions.give_code(
        user=user, is_for_password=password, is_for_second_factor=factor, note="Gặp mặt", by=by
    )


def enter(client: Client, username: str, code: str):
    """Type a code."""
    return client.post(CODE, {"username": username, "code": code})


# By letter


def test_known_and_unknown_addresses_get_the_same_answer(client: Client, clerk: User) -> None:
    known = client.post(FORGOTTEN, {"email": "VanThu@lmhtx.example"}, follow=True)
    unknown = Client().post(FORGOTTEN, {"email": "ai-do@lmhtx.example"}, follow=True)

    said = [re.findall(r"Nếu địa chỉ này có[^<]*", page.content.decode()) for page in (known, unknown)]
    assert said[0] == said[1] != []
    assert known.redirect_chain == unknown.redirect_chain
    assert Message.objects.count() == 1
    assert letter_of(clerk).link.startswith("/tai-khoan/dat-lai-mat-khau/")
    assert Entry.objects.filter(verb="people.reset.asked", subject_id=clerk.pk).count() == 1


def test_who_has_left_gets_no_letter(client: Client, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    client.post(FORGOTTEN, {"email": clerk.email})

    assert not Message.objects.exists()


def test_who_never_had_a_password_gets_no_letter(client: Client, clerk: User) -> None:
    clerk.set_unusable_password()
    clerk.save()

    client.post(FORGOTTEN, {"email": clerk.email})

    assert not Message.objects.exists()


def test_a_robot_that_follows_the_link_spends_nothing(client: Client, clerk: User) -> None:
    actions.ask_reset(email=clerk.email)
    link = letter_of(clerk).link

    robots = [Client().get(link) for _ in range(3)]

    assert {robot.status_code for robot in robots} == {200}
    assert all(str(clerk) not in robot.content.decode() for robot in robots)
    assert client.post(link)["Location"] == CHOOSE
    client.post(CHOOSE, NEW)
    assert User.objects.get(pk=clerk.pk).check_password(NEW["new_password"])


def test_a_link_is_good_once(client: Client, clerk: User) -> None:
    actions.ask_reset(email=clerk.email)
    link = letter_of(clerk).link
    client.post(link)
    client.post(CHOOSE, NEW)

    again = client.post(link, follow=True)

    assert again.redirect_chain[0][0] == FORGOTTEN
    assert "đã dùng hoặc đã quá một giờ" in again.content.decode()


def test_a_link_dies_after_an_hour(client: Client, clerk: User, settings) -> None:
    actions.ask_reset(email=clerk.email)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.post(letter_of(clerk).link)["Location"] == FORGOTTEN


@pytest.mark.parametrize(
    "path", ["/tai-khoan/dat-lai-mat-khau/zzzzzzzzzzzzzz/x/", "/tai-khoan/dat-lai-mat-khau/1/x-y/"]
)
def test_an_invented_link_opens_nothing(client: Client, path: str) -> None:
    assert client.post(path)["Location"] == FORGOTTEN


def test_two_letters_within_ten_minutes_are_one(clerk: User) -> None:
    actions.ask_reset(email=clerk.email)
    actions.ask_reset(email=clerk.email)

    assert Message.objects.filter(person=clerk).count() == 1


def test_nobody_floods_a_mailbox(client: Client, clerk: User) -> None:
    for _ in range(TRIES_PER_NAME):
        client.post(FORGOTTEN, {"email": clerk.email})

    page = client.post(FORGOTTEN, {"email": clerk.email}).content.decode()

    assert "Đã xin thư đặt lại mật khẩu 5 lần" in page
    assert SignInFailure.objects.filter(door=Door.MAIL).count() == TRIES_PER_NAME


def test_a_new_password_ends_sessions_and_locks(client: Client, clerk: User) -> None:
    signed_in = Client()
    signed_in.post(DOOR, {"login": "vanthu", "password": PASSWORD})
    for _ in range(TRIES_PER_NAME):
        client.post(DOOR, {"login": "vanthu", "password": "sai"})
    actions.ask_reset(email=clerk.email)
    client.post(letter_of(clerk).link)

    client.post(CHOOSE, NEW)

    assert signed_in.get(reverse("profile")).status_code == 302
    assert Presence.objects.get(user=clerk).ended_by_id == clerk.pk
    assert client.post(DOOR, {"login": "vanthu", "password": NEW["new_password"]}).status_code == 302


def test_a_ticket_of_an_older_password_opens_nothing(client: Client, clerk: User) -> None:
    actions.ask_reset(email=clerk.email)
    client.post(letter_of(clerk).link)
    clerk.set_password("dat-lai-noi-khac-1")
    clerk.save()

    assert client.get(CHOOSE)["Location"] == DOOR


def test_a_new_password_typed_with_unikey_is_told_so(client: Client, clerk: User) -> None:
    actions.ask_reset(email=clerk.email)
    client.post(letter_of(clerk).link)

    response = client.post(CHOOSE, {"new_password": "đồng-lúa-mới", "new_password_again": "đồng-lúa-mới"})

    assert response.status_code == 422
    assert UNIKEY in response.content.decode()


# By code


@pytest.mark.parametrize("who", ["admin", "office_chief", "clerk"])
def test_a_code_is_given_shown_once_and_noted(who: str, officer: User, as_, request) -> None:
    giver = request.getfixturevalue(who)
    browser = as_(giver)
    form = {"use": "password", "note": "Đã gọi lại số máy bàn"}

    response = browser.post(reverse("code_give", args=[officer.pk]), form)

    slip = browser.get(response["Location"]).content.decode()
    code = slip.split('class="slip-password">')[1].split("<")[0].strip()
    assert len(code) == 9
    assert set(code) - {"-"} <= set(LETTERS)
    assert "data:image/svg+xml;base64," in slip
    assert code not in browser.get(response["Location"]).content.decode()
    entry = Entry.objects.get(verb="people.code.given")
    assert (entry.by, entry.subject_id, entry.note) == (giver, officer.pk, "Đã gọi lại số máy bàn")
    assert code.replace("-", "") not in DeskCode.objects.get().digest
    assert Message.objects.get(person=officer).subject.startswith("Có mã đặt lại")


def test_the_code_opens_the_door_to_a_new_password(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)

    response = enter(client, "ChuyenVien", in_groups(code).lower())

    assert response["Location"] == CHOOSE
    assert client.post(CHOOSE, NEW)["Location"] == DOOR
    assert User.objects.get(pk=officer.pk).check_password(NEW["new_password"])
    assert Entry.objects.filter(verb="people.code.used", subject_id=officer.pk).count() == 1


def test_looking_at_the_page_spends_nothing(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)
    for _ in range(3):
        client.get(CODE)

    assert enter(client, "chuyenvien", code).status_code == 302


def test_a_code_is_good_once(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)
    enter(client, "chuyenvien", code)

    assert "đã dùng" in enter(Client(), "chuyenvien", code).content.decode()


def test_a_code_dies_after_twenty_minutes(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)
    DeskCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert enter(client, "chuyenvien", code).status_code == 200


def test_a_newer_code_voids_the_older(client: Client, officer: User, office_chief: User, clerk: User) -> None:
    older = give(officer, office_chief)
    newer = give(officer, clerk)

    assert enter(client, "chuyenvien", older).status_code == 200
    assert enter(client, "chuyenvien", newer).status_code == 302


def test_tries_at_a_code_are_limited_whoever_tries(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)
    for _ in range(TRIES):
        enter(client, "chuyenvien", "AAAA-AAAA")

    SignInFailure.objects.all().delete()

    assert enter(client, "chuyenvien", code).status_code == 200
    assert DeskCode.objects.get().tries == TRIES


def test_tries_at_a_name_are_counted_in_the_database(
    client: Client, officer: User, office_chief: User
) -> None:
    for _ in range(TRIES_PER_NAME):
        enter(client, "chuyenvien", "AAAA-AAAA")

    assert "Đã nhập sai mã 5 lần" in enter(client, "chuyenvien", give(officer, office_chief)).content.decode()


def test_a_code_typed_with_unikey_does_not_count(client: Client) -> None:
    page = enter(client, "chuyenvien", "Ắ").content.decode()

    assert UNIKEY in page
    assert not SignInFailure.objects.exists()


def test_an_empty_code_is_asked_for(client: Client) -> None:
    page = enter(client, "chuyenvien", "").content.decode()

    assert "Hãy điền mục này." in page


def test_a_person_who_left_since_uses_no_code(client: Client, officer: User, office_chief: User) -> None:
    code = give(officer, office_chief)
    User.objects.filter(pk=officer.pk).update(is_active=False)

    assert enter(client, "chuyenvien", code).status_code == 200


@pytest.mark.parametrize(
    ("to", "by", "factor", "sentence"),
    [
        ("clerk", "clerk", False, "Không ai tự cấp mã cho mình"),
        ("admin", "office_chief", False, "Chỉ người quản trị hệ thống mới cấp mã"),
        ("officer", "clerk", True, "Chỉ Chánh Văn phòng và người quản trị"),
    ],
)
def test_who_may_not_give_is_told_why(to, by, factor, sentence, request) -> None:
    with pytest.raises(Refused, match=sentence):
        give(request.getfixturevalue(to), request.getfixturevalue(by), factor=factor)


def test_nobody_gives_a_code_to_who_has_left(office_chief: User, officer: User) -> None:
    officer.is_active = False
    with pytest.raises(Refused, match="đã thôi sử dụng"):
        give(officer, office_chief)


@pytest.mark.parametrize("who", ["officer", "keeper", "outsider"])
def test_others_find_no_way_to_give(who: str, as_, request, clerk: User) -> None:
    browser = as_(request.getfixturevalue(who))

    assert browser.get(reverse("code_give", args=[clerk.pk])).status_code == 403


def test_a_clerk_is_not_offered_to_take_a_second_factor_away(as_, clerk: User, officer: User) -> None:
    page = as_(clerk).get(reverse("code_give", args=[officer.pk])).content.decode()

    assert "Đặt lại mật khẩu" in page
    assert "Gỡ lớp xác minh thứ hai (mất" not in page


def test_the_person_page_offers_a_code_to_who_may_give_one(
    as_, clerk: User, officer: User, admin: User
) -> None:
    browser = as_(clerk)

    assert "Cấp mã tại chỗ" in browser.get(officer.get_absolute_url()).content.decode()
    assert "Cấp mã tại chỗ" not in browser.get(admin.get_absolute_url()).content.decode()
    assert Role.CLERK in clerk.roles
