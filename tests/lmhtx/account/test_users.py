"""Acts on people: who may, what happens, what is refused with which sentence."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from lmhtx.account import lockout
from lmhtx.account.actions import users as actions
from lmhtx.account.models import TRIES_PER_NAME, SignInFailure
from lmhtx.audit.models import Entry
from lmhtx.contributions import Obstacle, temporarily
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
NEW = {"full_name": "Trịnh Thị Bích", "username": "bich.trinh", "email": "bich@example.vn", "phone": ""}


def test_a_new_person_gets_a_password_that_is_shown_once(as_, office_chief) -> None:
    browser = as_(office_chief)

    response = browser.post(reverse("user_create"), NEW)

    person = User.objects.get(username="bich.trinh")
    assert response["Location"] == reverse("user_slip", args=[person.pk])
    slip = browser.get(response["Location"]).content.decode()
    password = slip.split('class="slip-password">')[1].split("<")[0]
    assert person.check_password(password)
    assert password.isascii()
    assert person.must_change_password
    assert password not in browser.get(response["Location"]).content.decode()
    assert (
        Entry.objects.filter(verb="people.user.created", subject_id=person.pk, by=office_chief).count() == 1
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"username": "vanthu"}, "Tên đăng nhập này đã có người dùng."),
        ({"username": "VanThu"}, "Tên đăng nhập này đã có người dùng."),
        ({"username": "chị bích"}, "Chỉ dùng chữ thường không dấu"),
        ({"email": "vanthu@LMHTX.example"}, "Địa chỉ thư này đã thuộc về người khác."),
        ({"full_name": ""}, "bắt buộc"),
    ],
)
def test_a_faulty_form_says_what_to_mend(as_, office_chief, changed, sentence: str) -> None:
    response = as_(office_chief).post(reverse("user_create"), {**NEW, **changed})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_person_is_mended(as_, office_chief, officer) -> None:
    form = {"full_name": "Nguyễn Thị Hạnh Mới", "username": "chuyenvien", "email": "", "phone": "0251"}

    as_(office_chief).post(reverse("user_update", args=[officer.pk]), form)

    officer.refresh_from_db()
    assert (officer.full_name, officer.phone, officer.folded) == (
        "Nguyễn Thị Hạnh Mới",
        "0251",
        "nguyen thi hanh moi chuyenvien",
    )


def test_a_reset_ends_the_lock_and_every_session(as_, office_chief, officer) -> None:
    signed_in = as_(officer)
    for _ in range(TRIES_PER_NAME):
        lockout.note(name="chuyenvien", address="10.0.0.9")

    response = as_(office_chief).post(reverse("user_password", args=[officer.pk]))

    assert response["Location"] == reverse("user_slip", args=[officer.pk])
    assert signed_in.get(reverse("profile")).status_code == 302
    assert lockout.refusal(name="chuyenvien", address="10.0.0.8") == ""
    assert SignInFailure.objects.count() == TRIES_PER_NAME


def test_somebody_elses_slip_shows_nothing(as_, office_chief, officer, clerk) -> None:
    browser = as_(office_chief)
    browser.post(reverse("user_password", args=[officer.pk]))

    assert "slip-password" not in browser.get(reverse("user_slip", args=[clerk.pk])).content.decode()


def posting_of(user: User, role: str = Role.OFFICER) -> Posting:
    return Posting(
        user=user,
        unit=Agency.objects.get(code="office"),
        role=role,
        valid_from=date(2026, 9, 15),
        decision="QĐ 9",
    )


def test_a_posting_gives_its_rights(office_chief, officer) -> None:
    actions.give_posting(posting=posting_of(officer, Role.CLERK), by=office_chief)

    fresh = User.objects.get(pk=officer.pk)
    assert fresh.has_perm("directory.map_names")


def test_nobody_gives_himself_a_post(office_chief) -> None:
    with pytest.raises(Refused, match="Không ai tự phân công chức vụ cho mình"):
        actions.give_posting(posting=posting_of(office_chief, Role.CHAIRMAN), by=office_chief)


def test_an_office_chief_makes_no_administrator(office_chief, officer) -> None:
    with pytest.raises(Refused, match="Chỉ người quản trị hệ thống mới giao được"):
        actions.give_posting(
            posting=Posting(user=officer, role=Role.ADMIN, valid_from=date(2026, 9, 15)), by=office_chief
        )


@pytest.mark.parametrize("act", ["reset_password", "let_go", "take_back", "change_user"])
def test_an_office_chief_does_not_touch_an_administrator(office_chief, admin, act: str) -> None:
    with pytest.raises(Refused, match="Chỉ người quản trị hệ thống mới thay đổi được"):
        getattr(actions, act)(user=admin, by=office_chief)


def test_a_posting_is_given_through_its_page(as_, office_chief, officer) -> None:
    unit = Agency.objects.get(code="office")
    form = {
        "role": Role.CLERK,
        "unit": unit.pk,
        "post": "",
        "valid_from": "16/9/26",
        "valid_to": "",
        "decision": "QĐ 1",
    }

    response = as_(office_chief).post(reverse("posting_create", args=[officer.pk]), form)

    assert response["Location"] == officer.get_absolute_url()
    assert officer.postings.filter(role=Role.CLERK, unit=unit, valid_from=date(2026, 9, 16)).exists()


@pytest.mark.parametrize(
    ("role", "code", "sentence"),
    [
        (Role.CLERK, "finance", "Vai trò này thuộc Liên minh"),
        (Role.AGENCY_OFFICER, "office", "Vai trò này dành cho cơ quan ngoài"),
        (Role.OFFICER, None, "Hãy chọn đơn vị"),
    ],
)
def test_role_and_unit_must_go_together(
    as_, office_chief, officer, role: str, code: str | None, sentence: str
) -> None:
    unit = Agency.objects.get(code=code).pk if code else ""
    form = {"role": role, "unit": unit, "post": "", "valid_from": "16/9/26", "valid_to": "", "decision": ""}

    response = as_(office_chief).post(reverse("posting_create", args=[officer.pk]), form)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_refused_posting_comes_back_with_what_was_typed(as_, office_chief) -> None:
    unit = Agency.objects.get(code="office")
    form = {
        "role": Role.CHAIRMAN,
        "unit": unit.pk,
        "post": "",
        "valid_from": "16/9/26",
        "valid_to": "",
        "decision": "QĐ 77",
    }

    response = as_(office_chief).post(reverse("posting_create", args=[office_chief.pk]), form)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Không ai tự phân công chức vụ cho mình" in page
    assert "QĐ 77" in page


def test_an_ended_post_takes_its_rights_away(as_, office_chief, clerk) -> None:
    posting = clerk.postings.get()

    browser, form = as_(office_chief), {"last_day": "14/9/2026"}
    assert browser.post(reverse("posting_end", args=[posting.pk]), form).status_code == 422
    browser.post(reverse("posting_end", args=[posting.pk]), {**form, "is_confirmed": "on"})

    assert not User.objects.get(pk=clerk.pk).has_perm("directory.map_names")


def test_a_post_does_not_end_before_it_began(office_chief, clerk) -> None:
    with pytest.raises(Refused, match="Ngày cuối phải từ ngày bắt đầu"):
        actions.end_posting(posting=clerk.postings.get(), last_day=date(2020, 1, 1), by=office_chief)


def test_the_last_administrator_stays(admin) -> None:
    with pytest.raises(Refused, match="người quản trị hệ thống cuối cùng"):
        actions.end_posting(posting=admin.postings.get(), last_day=date(2026, 9, 15), by=admin)


def test_who_leaves_is_out_at_once_and_everywhere(as_, office_chief, officer) -> None:
    signed_in = as_(officer)

    as_(office_chief).post(reverse("user_leave", args=[officer.pk]), {"note": "Nghỉ hưu"})

    officer.refresh_from_db()
    assert signed_in.get(reverse("profile")).status_code == 302
    assert not officer.is_active
    assert officer.postings.get().valid_to == date(2026, 9, 15)
    assert not officer.has_perm("directory.view_directory")
    assert Entry.objects.get(verb="people.user.left").note == "Nghỉ hưu"


def test_nobody_locks_himself_out(office_chief) -> None:
    with pytest.raises(Refused, match="Không thể tự khóa tài khoản của mình"):
        actions.let_go(user=office_chief, by=office_chief)


def test_the_last_administrator_is_not_let_go(admin, outsider) -> None:
    Posting.objects.create(user=outsider, role=Role.ADMIN, valid_from=date(2026, 9, 1))
    second = User.objects.get(pk=outsider.pk)
    actions.let_go(user=admin, by=second)

    third = User.objects.create_user("quantri3", full_name="Người Thứ Ba")
    Posting.objects.create(user=third, role=Role.ADMIN, valid_from=date(2026, 9, 1))
    User.objects.filter(pk=second.pk).update(is_active=False)
    with pytest.raises(Refused, match="người quản trị hệ thống cuối cùng"):
        actions.end_posting(posting=third.postings.get(), last_day=date(2026, 9, 15), by=third)


def test_what_hangs_on_a_person_is_shown_and_can_stand_in_the_way(as_, office_chief, officer) -> None:
    soft = Obstacle(act=actions.LEAVE, find=lambda _user: ["Còn 2 nhiệm vụ đang phụ trách."], is_hard=False)
    hard = Obstacle(act=actions.LEAVE, find=lambda _user: ["Còn giữ con dấu."])
    with temporarily(soft, hard):
        page = as_(office_chief).get(reverse("user_leave", args=[officer.pk])).content.decode()
        with pytest.raises(Refused, match=r"Còn giữ con dấu\."):
            actions.let_go(user=officer, by=office_chief)

    assert "Còn 2 nhiệm vụ đang phụ trách." in page
    officer.refresh_from_db()
    assert officer.is_active


def test_who_comes_back_gets_a_new_password(as_, office_chief, officer) -> None:
    actions.let_go(user=officer, by=office_chief)

    response = as_(office_chief).post(reverse("user_return", args=[officer.pk]))

    officer.refresh_from_db()
    assert response["Location"] == reverse("user_slip", args=[officer.pk])
    assert officer.is_active
    assert officer.must_change_password


def test_a_double_click_makes_one_person(as_, office_chief) -> None:
    browser = as_(office_chief)
    form = {**NEW, "act_key": "0f9c8a52-6f0e-4c58-9d0a-3f1b2c4d5e6f"}

    first, second = browser.post(reverse("user_create"), form), browser.post(reverse("user_create"), form)

    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="bich.trinh").count() == 1
