"""Rights as data: who holds what, and how one object is judged."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from lmhtx.access import REGISTERED, roles_with
from lmhtx.access.matrix import areas, as_markdown, held_by
from lmhtx.access.templatetags.access import may, may_do
from lmhtx.account.access import DirectoryPerm, PeoplePerm
from lmhtx.people.models import User
from lmhtx.people.roles import Role

pytestmark = pytest.mark.django_db

KEEPERS = {"admin", "office_chief"}
HOLDERS = {
    PeoplePerm.MANAGE_PEOPLE: KEEPERS,
    DirectoryPerm.EDIT_DIRECTORY: KEEPERS,
    DirectoryPerm.EDIT_DAYS: KEEPERS,
    DirectoryPerm.EDIT_PARAMETERS: KEEPERS,
    DirectoryPerm.MAP_NAMES: KEEPERS | {"clerk"},
}


@pytest.mark.parametrize(("permission", "roles"), HOLDERS.items())
def test_what_keepers_alone_may_do(permission: str, roles: set[str]) -> None:
    assert roles_with(permission) == roles


def test_nobody_is_nobody() -> None:
    assert not may(AnonymousUser(), DirectoryPerm.VIEW_DIRECTORY)


def test_a_right_is_asked_with_and_without_an_object(office_chief, admin, officer) -> None:
    assert may(office_chief, PeoplePerm.MANAGE_PEOPLE)
    assert may_do(office_chief, PeoplePerm.MANAGE_PEOPLE, officer)
    assert not may_do(office_chief, PeoplePerm.MANAGE_PEOPLE, admin)
    assert may_do(admin, PeoplePerm.MANAGE_PEOPLE, admin)
    assert not may_do(office_chief, PeoplePerm.MANAGE_PEOPLE, admin.postings.get())


def test_who_may_not_sign_in_may_nothing(clerk) -> None:
    clerk.is_active = False

    assert not clerk.has_perm(DirectoryPerm.VIEW_DIRECTORY)


def test_the_table_shows_every_permission_once() -> None:
    shown = [row.permission.value for area in areas() for row in area.rows]

    assert sorted(shown) == sorted(REGISTERED)
    assert len(shown) == len(set(shown))


def test_every_permission_is_held_by_somebody_and_has_words() -> None:
    assert all(roles_with(permission) for permission in REGISTERED)
    assert all(row.permission.label for area in areas() for row in area.rows)


def test_the_printed_table_says_the_same(db: None) -> None:
    printed = as_markdown()

    line = next(
        line for line in printed.splitlines() if line.startswith("| Xử lý tên chưa rõ trong văn bản |")
    )
    ticks = [cell.strip() == "✔" for cell in line.split("|")[2:-1]]
    assert ticks == [role in HOLDERS[DirectoryPerm.MAP_NAMES] for role in Role]


def test_a_person_reads_his_own_rights(clerk: User) -> None:
    rights = dict(held_by(clerk))

    assert "Xử lý tên chưa rõ trong văn bản" in rights["Danh bạ"]
    assert "Sửa ngày nghỉ, ngày làm bù" not in rights["Danh bạ"]
