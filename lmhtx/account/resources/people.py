"""People and the posts they hold from Excel: one row for each person and post of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.users import add_user, change_user, end_posting, give_posting
from lmhtx.account.forms.users import USERNAME
from lmhtx.base import clock
from lmhtx.contributions import Exchange
from lmhtx.directory.models import Agency, Post
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import STAFF, Role
from lmhtx.sheets import cells
from lmhtx.sheets.columns import BadCell, Cell, RowFault, SheetColumn, SheetRow
from lmhtx.sheets.names import Names
from lmhtx.sheets.writing import Look

PERSON = ("full_name", "username", "email", "phone")
POSTING = ("role", "unit", "post", "valid_from", "valid_to", "decision")
OF_AGENCIES = (Role.AGENCY_OFFICER, Role.COOPERATIVE)


@dataclass(slots=True)
class Book:
    """What cells are compared with, read once; `rows` are the people the person may manage, with a post each."""

    by: User
    rows: dict[str, tuple[User, Posting | None]]
    # Whoever has a name or an address, also those out of reach.
    usernames: dict[str, int]
    emails: dict[str, int]
    units: Names
    posts: Names


def open_book(by: User, _place: Any) -> Book:
    """People in reach and whatever their rows may name."""
    today = clock.today()
    people = list(User.objects.visible_to(by).order_by("sort_name"))
    postings: dict[int, list[Posting]] = {}
    admins: set[int] = set()
    for posting in Posting.objects.on(today).select_related("unit", "post").order_by("pk"):
        postings.setdefault(posting.user_id, []).append(posting)
        if posting.role == Role.ADMIN:
            admins.add(posting.user_id)
    rows: dict[str, tuple[User, Posting | None]] = {}
    for person in people:
        # A system administrator is touched by another one only; who has left is taken back on his own page.
        if not person.is_active or (person.pk in admins and not by.has_role(Role.ADMIN)):
            continue
        for posting in postings.get(person.pk) or [None]:  # type: ignore[list-item]
            rows[f"{person.pk}-{posting.pk}" if posting else str(person.pk)] = (person, posting)
    everybody = list(User.objects.values_list("pk", "username", "email"))
    units = Agency.objects.valid_on(today).exclude(kind=AgencyKind.GROUP).order_by("name")
    return Book(
        by=by,
        rows=rows,
        usernames={username: pk for pk, username, _ in everybody},
        emails={email.lower(): pk for pk, _, email in everybody if email},
        units=Names("đơn vị, cơ quan", ((one.name, one) for one in units)),
        posts=Names("chức vụ", ((one.name, one) for one in Post.objects.all())),
    )


def standing_rows(book: Book) -> Mapping[str, Mapping[str, Any]]:
    """What a workbook would say of each person and post now."""
    return {id_: _row(person, posting) for id_, (person, posting) in book.rows.items()}


def _row(person: User, posting: Posting | None) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(person, name) for name in PERSON}
    if posting is not None:
        told |= {
            "role": Role(posting.role).label,
            "unit": posting.unit.name if posting.unit else None,
            "post": posting.post.name if posting.post else None,
            "valid_from": posting.valid_from,
            "valid_to": posting.valid_to,
            "decision": posting.decision,
        }
    return told


def read_username(cell: Cell, _book: Book) -> str:
    """A sign-in name."""
    words = cells.words_of(cell).lower()
    if not USERNAME.fullmatch(words) or len(words) > 60:
        advice = "Chữ thường không dấu, chữ số, dấu chấm, gạch; ít nhất 3 ký tự. Ví dụ: nguyenvanan."
        raise BadCell(f"“{words}” không dùng làm tên đăng nhập được.", advice)
    return words


def check(row: SheetRow, book: Book) -> Iterator[RowFault]:
    """Names and addresses are one person's; a post is complete, within the giver's power, and begins anew."""
    person, posting = book.rows.get(row.id, (None, None))
    own = person.pk if person else -row.number
    yield from _taken(row, "username", book.usernames, own, "Tên đăng nhập này đã có người dùng.")
    yield from _taken(row, "email", book.emails, own, "Địa chỉ thư này đã thuộc về người khác.")
    if any(row.values.get(name) not in (None, "") for name in POSTING) or (posting and _moves(row)):
        yield from _posting_faults(row, book, person, posting)


def _taken(row: SheetRow, name: str, taken: dict[str, int], own: int, reason: str) -> Iterator[RowFault]:
    value = (row.values.get(name) or "").lower()
    if value and taken.setdefault(value, own) != own:
        yield RowFault(name, reason, "Ghi tên hoặc địa chỉ khác.")


def _moves(row: SheetRow) -> bool:
    return any(name in row.values for name in POSTING)


def _posting_faults(
    row: SheetRow, book: Book, person: User | None, posting: Posting | None
) -> Iterator[RowFault]:
    facts = {name: row.values.get(name, getattr(posting, name, None)) for name in POSTING}
    role, unit = facts["role"], facts["unit"]
    if not role:
        yield RowFault("role", "Chưa ghi vai trò.", "Vai trò quyết định quyền; chọn trong trang Danh mục.")
        return
    if unit is None and role != Role.ADMIN:
        yield RowFault("unit", "Chưa ghi đơn vị.", "Chỉ quản trị hệ thống không thuộc đơn vị nào.")
    if unit is not None and role in STAFF and not unit.is_ours:
        yield RowFault("unit", "Vai trò này thuộc Liên minh.", "Chọn một phòng, đơn vị của Liên minh.")
    if unit is not None and role in OF_AGENCIES and unit.is_ours:
        yield RowFault("unit", "Vai trò này dành cho cơ quan ngoài.", "Chọn cơ quan ngoài.")
    if person is not None and person.pk == book.by.pk:
        yield RowFault(
            "role", "Không ai tự phân công chức vụ cho mình.", "Nhờ người quản trị khác thực hiện."
        )
    if role == Role.ADMIN and not book.by.has_role(Role.ADMIN):
        yield RowFault("role", "Chỉ quản trị hệ thống giao được vai trò này.", "Chọn vai trò khác.")
    since, until = facts["valid_from"], facts["valid_to"]
    if since and until and until < since:
        yield RowFault("valid_to", "Ngày kết thúc phải sau ngày bắt đầu.", "Sửa một trong hai ngày.")
    if posting is not None and _is_other_post(row) and (since is None or since <= posting.valid_from):
        since_words = f"{posting.valid_from:%d/%m/%Y}"
        yield RowFault(
            "valid_from",
            f"Đổi vai trò, đơn vị hay chức vụ phải có ngày bắt đầu mới, sau {since_words}.",
            "Chức vụ cũ kết thúc vào hôm trước ngày đó.",
        )


def _is_other_post(row: SheetRow) -> bool:
    """Whether the row names another post, as against mending the days or the paper of the one that stands."""
    return any(name in row.values for name in ("role", "unit", "post", "valid_from", "decision"))


def save(rows: Sequence[SheetRow], book: Book) -> None:
    """People are added and mended, posts end and begin, each by its own act.

    New people cannot sign in until their first password is given on their page, where it is shown once.
    """
    changed: dict[int, User] = {}
    for row in rows:
        person, posting = book.rows.get(row.id, (None, None))
        facts = {name: row.values[name] for name in PERSON if name in row.values}
        if person is None:
            person = add_user(user=User(**facts), by=book.by)
        else:
            person = changed.setdefault(person.pk, person)
            if facts:
                for name, value in facts.items():
                    setattr(person, name, value)
                change_user(user=person, by=book.by)
        _save_posting(row, person, posting, book.by)


def _save_posting(row: SheetRow, person: User, posting: Posting | None, by: User) -> None:
    told = {name: row.values[name] for name in POSTING if row.values.get(name) not in (None, "")}
    if posting is None:
        if told:
            given = {"valid_from": clock.today(), **told}
            give_posting(posting=Posting(user=person, **given), by=by)
        return
    if not _is_other_post(row):
        if row.values.get("valid_to"):
            end_posting(posting=posting, last_day=row.values["valid_to"], by=by)
        return
    since = row.values["valid_from"]
    end_posting(posting=posting, last_day=since - timedelta(days=1), by=by)
    kept = {name: getattr(posting, name) for name in ("role", "unit", "post")}
    given = kept | {name: row.values[name] for name in POSTING if name in row.values}
    give_posting(posting=Posting(user=person, **given), by=by)


ROLES = {Role(role).label: Role(role) for role in Role}
COLUMNS = (
    SheetColumn(
        heading="Họ và tên", field="full_name", read=cells.text(most=150), is_required=True, width=30,
        help="Họ, đệm và tên đầy đủ.", example="Nguyễn Văn An",
    ),
    SheetColumn(
        heading="Tên đăng nhập", field="username", read=read_username, is_required=True, width=20,
        help="Chữ thường không dấu, chữ số, dấu chấm; dùng để nhận ra người.", example="nguyenvanan",
    ),
    SheetColumn(heading="Thư điện tử", field="email", read=cells.mail, help="Để nhận thư nhắc việc.", width=30),
    SheetColumn(heading="Điện thoại", field="phone", read=cells.text(most=30), width=18),
    SheetColumn(
        heading="Vai trò", field="role", read=cells.one_of(ROLES), nothing=None, width=26,
        help="Quyết định quyền; xem trang “Vai trò và quyền”.", choices=lambda _: tuple(ROLES), example="Chuyên viên",
    ),
    SheetColumn(
        heading="Đơn vị, cơ quan", field="unit", read=lambda cell, book: book.units.find(cell), nothing=None, width=40,
        help="Tên như trong danh bạ.", choices=lambda book: book.units.labels,
    ),
    SheetColumn(
        heading="Chức vụ", field="post", read=lambda cell, book: book.posts.find(cell), nothing=None, width=26,
        help="Chọn trong trang Danh mục.", choices=lambda book: book.posts.labels,
    ),
    SheetColumn(
        heading="Từ ngày", field="valid_from", read=cells.day, nothing=None, look=Look.DAY, width=14,
        help="Ngày bắt đầu giữ chức vụ; để trống là từ hôm nay. Đổi chức vụ thì ghi ngày mới.", example="01/10/2026",
    ),
    SheetColumn(
        heading="Đến hết ngày", field="valid_to", read=cells.day, nothing=None, look=Look.DAY, width=14,
        help="Để trống nếu chưa có ngày kết thúc.",
    ),
    SheetColumn(
        heading="Quyết định", field="decision", read=cells.text(most=200), width=30,
        help="Số, ngày quyết định phân công.", example="12/QĐ-LMHTX ngày 25/9/2026",
    ),
)  # fmt: skip
PEOPLE = Exchange(
    key="people",
    label="người dùng và chức vụ",
    permission=PeoplePerm.MANAGE_PEOPLE.value,
    list_url_name="user_list",
    columns=COLUMNS,
    natural_key=("username",),
    open=open_book,
    rows=standing_rows,
    check=check,
    save=save,
    help=(
        "Mỗi dòng là một người và một chức vụ đang giữ.",
        "Người mới chưa có mật khẩu: sau khi ghi, cấp mật khẩu lần đầu ở trang của từng người.",
    ),
    icon="users",
    order=40,
)
