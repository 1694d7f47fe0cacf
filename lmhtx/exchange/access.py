"""Who may bring registers in from Excel; each register asks for its own right besides."""

from __future__ import annotations

from typing import Any

from lmhtx.access import Permission, grant
from lmhtx.exchange.models import Export, Import
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF, Role


class Perm(Permission):
    """The rights of Excel in and out."""

    IMPORT_SHEETS = "exchange.import_sheets", "Nhập dữ liệu từ Excel, trong phạm vi được sửa của mình"


def is_own(user: User, brought: Any) -> bool:
    """Whoever brought a workbook goes on with it, nobody else."""
    return bool(brought.created_by_id == user.pk)


grant(
    Perm,
    {role: {Perm.IMPORT_SHEETS} for role in sorted({*STAFF, Role.ADMIN} - {Role.CONTROLLER})},
    judges={Perm.IMPORT_SHEETS: is_own},
)

visible("exchange.export", Export.objects.visible_to)
visible("exchange.import", Import.objects.visible_to)
