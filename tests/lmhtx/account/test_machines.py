"""Shared machines: marked, locked when left alone, opened by the password, the actor's name on buttons."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from lmhtx.account.actions import machines
from lmhtx.account.devices import COOKIE, digest
from lmhtx.account.locking import LOCK_AFTER_SECONDS, LOCKED, WORKED
from lmhtx.account.models import TRIES_PER_NAME, SharedMachine
from lmhtx.audit.models import Entry
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import User
from lmhtx.ui.models import Draft
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/dang-nhap/"


def sit(client: Client, username: str = "vanthu") -> Client:
    client.post(DOOR, {"login": username, "password": PASSWORD})
    return client


@pytest.fixture
def shared(client: Client, clerk: User) -> Client:
    """A browser marked as shared, with the clerk at it."""
    sit(client)
    client.post(reverse("machine_mark"), {"name": "Máy văn thư"})
    client.get(reverse("profile"))
    return client


def leave_alone(browser: Client, seconds: int = LOCK_AFTER_SECONDS) -> None:
    """Nobody touches it for so long."""
    session = browser.session
    session[WORKED] -= seconds
    session.save()


def test_a_machine_is_marked_where_one_sits(shared: Client, clerk: User) -> None:
    machine = SharedMachine.objects.get()

    assert (machine.name, machine.marked_by) == ("Máy văn thư", clerk)
    assert machine.device == digest(shared.cookies[COOKIE].value)
    page = shared.get(reverse("profile")).content.decode()
    assert "máy dùng chung <b>Máy văn thư</b>" in page
    assert 'id="lock"' in page
    assert page.count("Đổi người") == 3
    assert Entry.objects.filter(verb="people.machine.marked").count() == 1


def test_a_machine_is_marked_once(shared: Client) -> None:
    response = shared.post(reverse("machine_mark"), {"name": "Lần hai"})

    assert response.status_code == 422
    assert "đã được đánh dấu" in response.content.decode()


def test_left_alone_it_answers_nothing_but_the_lock(shared: Client) -> None:
    leave_alone(shared)

    for page in ("home", "profile", "agency_list"):
        assert shared.get(reverse(page))["Location"].startswith(reverse("unlock"))
    piece = shared.get(reverse("notice_count"), headers={"HX-Request": "true"})
    assert piece.status_code == 423
    assert "lmhtx:locked" in piece["HX-Trigger"]


def test_just_before_it_still_answers(shared: Client) -> None:
    leave_alone(shared, LOCK_AFTER_SECONDS - 5)

    assert shared.get(reverse("home")).status_code == 200


def test_a_bell_that_rings_by_itself_keeps_nothing_open(shared: Client) -> None:
    for _ in range(6):
        leave_alone(shared, 120)
        answer = shared.get(
            reverse("notice_count"), headers={"HX-Request": "true", "LMHTX-Idle": str(LOCK_AFTER_SECONDS)}
        )

    assert answer.status_code == 423


def test_a_hand_that_types_keeps_it_open(shared: Client) -> None:
    for _ in range(6):
        leave_alone(shared, 120)
        answer = shared.get(reverse("still_here"), headers={"LMHTX-Idle": "1"})

    assert answer.status_code == 204


def test_an_act_of_a_locked_session_is_refused_and_its_draft_kept(shared: Client, clerk: User) -> None:
    leave_alone(shared)
    form = {"draft_key": "/danh-ba/them/", "name": "Hợp tác xã Mới", "password": "x"}

    response = shared.post(
        reverse("agency_create"), form, headers={"Referer": "http://testserver/danh-ba/them/"}
    )

    assert response["Location"] == f"{reverse('unlock')}?next=%2Fdanh-ba%2Fthem%2F"
    assert Draft.objects.get(user=clerk).values == {"name": ["Hợp tác xã Mới"]}
    elsewhere = shared.post(reverse("agency_create"), {}, headers={"Referer": "https://example.com/"})
    assert elsewhere["Location"] == f"{reverse('unlock')}?next=%2F"


def test_the_password_opens_it_again(shared: Client) -> None:
    leave_alone(shared)
    shared.get(reverse("home"))
    page = f"{reverse('unlock')}?next=/danh-ba/"

    wrong = shared.post(page, {"password": "sai"})
    right = shared.post(page, {"password": PASSWORD})

    assert "Mật khẩu chưa đúng." in wrong.content.decode()
    assert "Đang mở bằng tài khoản của" in wrong.content.decode()
    assert right["Location"] == "/danh-ba/"
    assert shared.get(reverse("home")).status_code == 200


def test_the_page_itself_is_opened_without_leaving_it(shared: Client) -> None:
    asked = {"HX-Request": "true"}
    assert shared.post(reverse("lock_now"), headers=asked).status_code == 204
    assert shared.session[LOCKED]

    wrong = shared.post(reverse("unlock"), {"password": "sai"}, headers=asked)
    right = shared.post(reverse("unlock"), {"password": PASSWORD}, headers=asked)

    assert (wrong.status_code, wrong.content.decode()) == (200, "Mật khẩu chưa đúng.")
    assert right.status_code == 204
    assert shared.post(reverse("unlock"), headers=asked).status_code == 204
    assert shared.get(reverse("unlock"))["Location"] == "/"


def test_guessing_at_the_lock_is_counted(shared: Client) -> None:
    assert shared.post(reverse("lock_now"))["Location"] == reverse("unlock")
    for _ in range(TRIES_PER_NAME):
        shared.post(reverse("unlock"), {"password": "sai"})

    assert "tạm khóa" in shared.post(reverse("unlock"), {"password": PASSWORD}).content.decode()


def test_changing_the_person_names_who_sat_here(shared: Client, officer: User) -> None:
    leave_alone(shared)
    shared.get(reverse("home"))
    shared.post(reverse("account_logout"), {"next": DOOR})
    sit(shared, "chuyenvien")
    shared.post(reverse("account_logout"), {"next": DOOR})

    page = shared.get(DOOR).content.decode()

    assert page.index("Nguyễn Thị Hạnh") < page.index("Đỗ Thị Lan")
    assert "Người trình diễn" not in page
    picked = shared.get(f"{DOOR}?nguoi=vanthu").content.decode()
    assert 'value="vanthu"' in picked
    assert (
        "Đỗ Thị Lan" not in Client().get(f"{DOOR}?nguoi=vanthu").content.decode().split("Người trình diễn")[0]
    )


def test_the_next_person_starts_unlocked_on_the_marked_machine(shared: Client, officer: User) -> None:
    shared.post(reverse("lock_now"))
    shared.post(reverse("account_logout"), {"next": DOOR})

    sit(shared, "chuyenvien")

    assert 'id="lock"' in shared.get(reverse("home")).content.decode()


def test_other_machines_are_not_locked(client: Client, shared: Client, officer: User) -> None:
    other = sit(Client(), "chuyenvien")

    assert 'id="lock"' not in other.get(reverse("home")).content.decode()
    assert WORKED not in other.session


def test_a_keeper_sees_and_releases_machines(shared: Client, as_, office_chief: User, officer: User) -> None:
    machine = SharedMachine.objects.get()
    with pytest.raises(Refused, match="Chỉ người đã đánh dấu"):
        machines.release_machine(machine=machine, by=officer)
    keeper = sit(Client(), "chanhvanphong")
    assert "Máy văn thư" in keeper.get(reverse("machine_list")).content.decode()

    keeper.post(reverse("machine_release", args=[machine.pk]))

    machine.refresh_from_db()
    assert machine.released_by == office_chief
    assert 'id="lock"' not in shared.get(reverse("profile")).content.decode()
    with pytest.raises(Refused, match="đã bỏ đánh dấu rồi"):
        machines.release_machine(machine=machine, by=office_chief)


def test_releasing_asks_for_the_password(shared: Client) -> None:
    session = shared.session
    session["proven_at"] = 0
    session.save()

    response = shared.post(reverse("machine_release", args=[SharedMachine.objects.get().pk]))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_a_machine_is_seen_by_its_marker_and_the_keepers(
    clerk: User, officer: User, office_chief: User
) -> None:
    machine = machines.mark_machine(name="Máy phòng", device="1" * 64, by=officer)

    seen = [
        SharedMachine.objects.visible_to(who).filter(pk=machine.pk).exists()
        for who in (officer, clerk, office_chief)
    ]

    assert seen == [True, False, True]


def test_the_actor_stands_on_buttons_of_a_shared_machine(clerk: User) -> None:
    request = RequestFactory().get("/")
    request.user = clerk
    button = Template('{% ui "act" url="/x/" label="Duyệt" is_signed=True %}{% endui %}{% by_name %}')
    alone = button.render(Context({"request": request}))

    request.shared_machine = SharedMachine(name="Máy văn thư")
    shared = button.render(Context({"request": request}))

    assert "Đỗ Thị Lan" not in alone
    assert "Duyệt – Đỗ Thị Lan</button>" in shared
    assert shared.endswith(" – Đỗ Thị Lan")


def test_forms_on_a_shared_machine_say_who_sends(client: Client, office_chief: User) -> None:
    sit(client, "chanhvanphong")
    before = client.get(reverse("agency_create")).content.decode()
    client.post(reverse("machine_mark"), {"name": "Máy văn thư"})

    after = client.get(reverse("agency_create")).content.decode()

    assert "– Phạm Quang Huy</button>" not in before
    assert "– Phạm Quang Huy</button>" in after
