"""The role × permission table, for people and for docs/permissions.md."""

from __future__ import annotations

from dataclasses import dataclass
from operator import and_
from typing import Any

from django.apps import apps

from lmhtx.access import REGISTERED, Permission, roles_with
from lmhtx.people.roles import Role


@dataclass(frozen=True, slots=True)
class Row:
    """One permission and, per role in the order of `Role`, whether it is held."""

    permission: Permission
    held: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The permissions of one app."""

    name: str
    rows: tuple[Row, ...]


def areas() -> list[Area]:
    """All permissions by area, as granted."""
    names = {app.label: str(app.verbose_name) for app in apps.get_app_configs()}
    found: list[Area] = []
    for permissions in dict.fromkeys(REGISTERED.values()):
        rows = tuple(
            Row(permission, tuple(role in roles_with(permission.value) for role in Role))
            for permission in permissions
        )
        label = rows[0].permission.value.split(".")[0]
        found.append(Area(names.get(label, label), rows))
    return sorted(found, key=lambda area: area.name)


def held_by(user: Any) -> list[tuple[str, list[str]]]:
    """What the person may do today, as (area, words of its rights); areas without a right are left out."""
    mine = [role in user.roles for role in Role]
    found = [
        (area.name, [row.permission.label for row in area.rows if any(map(and_, row.held, mine))])
        for area in areas()
    ]
    return [(name, labels) for name, labels in found if labels]


def as_markdown() -> str:
    """The whole table as docs/permissions.md."""
    lines = ["# Vai trò và quyền", "", "Sinh từ mã nguồn bằng `manage.py write_docs`; không sửa tay.", ""]
    for area in areas():
        lines += [f"## {area.name}", ""]
        lines.append("| Quyền | " + " | ".join(role.label for role in Role) + " |")
        lines.append("|---|" + ":-:|" * len(Role))
        lines += [
            f"| {row.permission.label} | " + " | ".join("✔" if held else "" for held in row.held) + " |"
            for row in area.rows
        ]
        lines.append("")
    return "\n".join(lines)
