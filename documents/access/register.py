"""Who registers, presents, directs and resolves papers, and how one of them is judged."""

from __future__ import annotations

from typing import Any

from documents.enums.incoming import IncomingState
from documents.models import Incoming
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import LEADERS, Role


class Perm(Permission):
    """The rights of registers and incoming papers."""

    VIEW_DOCUMENT = "documents.view_document", "Xem văn bản trong phạm vi của mình"
    VIEW_FIGURES = "documents.view_figures", "Xem tình hình giải quyết văn bản"
    VIEW_BOOK = "documents.view_book", "Xem, in sổ đăng ký văn bản"
    REGISTER_INCOMING = "documents.register_incoming", "Tiếp nhận, vào sổ văn bản đến"
    RETURN_INCOMING = "documents.return_incoming", "Trả lại, ghi thu hồi văn bản đến"
    PRESENT_INCOMING = "documents.present_incoming", "Trình văn bản đến"
    DIRECT_INCOMING = "documents.direct_incoming", "Cho ý kiến chỉ đạo (bút phê) trên văn bản đến"
    ENTER_DIRECTIVE = "documents.enter_directive", "Nhập bút phê giấy của lãnh đạo"
    ASSIGN_INCOMING = "documents.assign_incoming", "Giao người giải quyết trong đơn vị mình"
    RESOLVE_INCOMING = "documents.resolve_incoming", "Đề xuất, giải quyết văn bản được giao"
    CLOSE_INCOMING = "documents.close_incoming", "Kết thúc văn bản không phải trả lời"
    GIVE_NUMBER = "documents.give_number", "Cấp số, giữ số, hủy số văn bản đi"
    KEEP_BOOKS = "documents.keep_books", "Lập sổ, đặt số bắt đầu, khóa sổ, sửa loại văn bản"


def is_party(user: User, paper: Any) -> bool:
    """Whether the paper was passed to the person or to a unit that he heads."""
    return user.pk in paper.people or bool(user.headed_ids.intersection(paper.units))


def heads_it(user: User, paper: Any) -> bool:
    """Whether the person heads a unit that the paper was passed to, or leads the office."""
    if user.has_role(*LEADERS, Role.OFFICE_CHIEF):
        return True
    return bool(user.headed_ids.intersection(paper.units))


def may_direct(user: User, paper: Any) -> bool:
    """Leaders direct what was presented to them; where nobody was named, any of them."""
    return paper.presented_to_id in {None, user.pk} or user.has_role(Role.CHAIRMAN)


READING = {Perm.VIEW_DOCUMENT, Perm.RESOLVE_INCOMING}
LEADING = READING | {
    Perm.VIEW_FIGURES,
    Perm.VIEW_BOOK,
    Perm.DIRECT_INCOMING,
    Perm.ASSIGN_INCOMING,
    Perm.CLOSE_INCOMING,
}
OFFICE = {
    Perm.VIEW_FIGURES,
    Perm.VIEW_BOOK,
    Perm.REGISTER_INCOMING,
    Perm.RETURN_INCOMING,
    Perm.PRESENT_INCOMING,
    Perm.ENTER_DIRECTIVE,
    Perm.GIVE_NUMBER,
}

grant(
    Perm,
    {
        Role.CHAIRMAN: LEADING,
        Role.DEPUTY: LEADING,
        Role.OFFICE_CHIEF: READING | OFFICE | {Perm.ASSIGN_INCOMING, Perm.CLOSE_INCOMING, Perm.KEEP_BOOKS},
        Role.CLERK: READING | OFFICE | {Perm.KEEP_BOOKS},
        Role.UNIT_HEAD: READING | {Perm.VIEW_FIGURES, Perm.ASSIGN_INCOMING, Perm.CLOSE_INCOMING},
        Role.FUND_DIRECTOR: READING | {Perm.VIEW_FIGURES, Perm.ASSIGN_INCOMING, Perm.CLOSE_INCOMING},
        Role.OFFICER: READING,
        Role.FUND_OFFICER: READING,
        Role.FUND_ACCOUNTANT: READING,
        Role.INSPECTOR: {Perm.VIEW_DOCUMENT},
        Role.CONTROLLER: {Perm.VIEW_DOCUMENT, Perm.VIEW_BOOK, Perm.VIEW_FIGURES},
    },
    entering={Perm.ENTER_DIRECTIVE, Perm.REGISTER_INCOMING, Perm.PRESENT_INCOMING, Perm.RESOLVE_INCOMING},
    personal={Perm.KEEP_BOOKS},
    judges={
        Perm.DIRECT_INCOMING: may_direct,
        Perm.ASSIGN_INCOMING: heads_it,
        Perm.RESOLVE_INCOMING: is_party,
        Perm.CLOSE_INCOMING: heads_it,
    },
)


def with_files(user: Any) -> Any:
    """Papers whose files the person may have: none of one that its sender has taken back."""
    return Incoming.objects.visible_to(user).exclude(state=IncomingState.RECALLED)


visible("documents.incoming", with_files)
