"""Fills a database with an office of any size by COPY: people, agencies, plans, tasks, who does them, reports."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.demo import make_people
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.vn.names import given_name_key
from lmhtx.vn.text import fold

AGENCIES, PEOPLE, TASKS_PER_PLAN = 400, 2_000, 100
STAFF_SHARE = 10  # one in ten works for the Alliance
TRIGGERED = (
    "plans_plan",
    "plans_task",
    "plans_assignment",
    "plans_report",
    "people_posting",
    "directory_agency",
)
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hạnh",
    "Hùng",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Thảo",
    "Uyên",
    "Vân",
    "Xuân",
    "Yến",
]
VERBS = [
    "Rà soát",
    "Xây dựng",
    "Tổ chức",
    "Hướng dẫn",
    "Hỗ trợ",
    "Kiểm tra",
    "Báo cáo",
    "Tổng hợp",
    "Triển khai",
    "Thẩm định",
]
THINGS = [
    "danh sách hợp tác xã hoạt động hiệu quả",
    "mô hình liên kết theo chuỗi giá trị",
    "lớp tập huấn chuyển đổi số",
    "hồ sơ vay vốn của thành viên",
    "sản phẩm OCOP tham gia hội chợ",
    "kế hoạch củng cố hợp tác xã yếu kém",
    "nhu cầu hỗ trợ máy móc thiết bị",
    "tổ hợp tác mới thành lập",
    "chính sách đất đai cho hợp tác xã",
    "tuyên truyền Luật Hợp tác xã năm 2023",
]
PLACES = [
    "xã Xuân Lộc",
    "phường Trấn Biên",
    "xã Định Quán",
    "phường Long Khánh",
    "xã Trảng Bom",
    "xã Tân Phú",
    "phường Bình Phước",
]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be named in what is generated."""

    ours: Sequence[int]
    outside: Sequence[int]
    staff: Sequence[int]


def office_of(size: int) -> None:
    """Make the database hold exactly so many tasks; what is there already stays when it is not too much."""
    there = _count("plans_task")
    if there > size:
        _sql(
            "TRUNCATE plans_plan, plans_task, notices_notice, notices_digest, notices_dailyrun, outbox_message CASCADE"
        )
        there = 0
    cast = _cast()
    if there < size:
        with _without_history():
            _add_tasks(range(there, size), cast)
    _sql("VACUUM ANALYZE")


def _cast() -> Cast:
    if not User.objects.exists():
        call_command("seed_directory", verbosity=0)
        make_people()
    random_ = random.Random(1)
    with _without_history():
        _add_agencies()
        _add_people(random_)
    staff = User.objects.filter(postings__role=Role.OFFICER).order_by("pk").values_list("pk", flat=True)
    ours = Agency.objects.units().exclude(name__startswith="Thường trực")
    return Cast(_ids(ours), _ids(Agency.objects.filter(kind="outside")), list(staff))


def _ids(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _add_agencies() -> None:
    missing = AGENCIES - Agency.objects.filter(kind="outside").count()
    now = clock.now()
    names = [f"Ủy ban nhân dân xã Mới {number}" for number in range(missing)]
    columns = "created_at changed_at version kind name short_name phone email is_notified note folded"
    rows = ((now, now, 1, "outside", name, "", "", "", True, "", fold(name)) for name in names)
    _copy("directory_agency", columns, rows)
    Agency.objects.filter(kind="outside", is_notified=False).update(is_notified=True)


def _add_people(random_: random.Random) -> None:
    missing = PEOPLE - User.objects.count()
    if missing <= 0:
        return
    names = [
        f"{random_.choice(FAMILY)} {random_.choice(GIVEN)} {random_.choice(GIVEN)}" for _ in range(missing)
    ]
    columns = (
        "password username email full_name phone is_active must_change_password created_at folded sort_name"
    )
    _copy(
        "people_user",
        columns,
        (
            (
                "!",
                f"nguoi{n}",
                f"nguoi{n}@lmhtx.example",
                name,
                "",
                True,
                False,
                clock.now(),
                fold(name),
                given_name_key(name),
            )
            for n, name in enumerate(names)
        ),
    )
    ours = _ids(Agency.objects.units().exclude(name__startswith="Thường trực"))
    outside = _ids(Agency.objects.filter(kind="outside"))
    made = User.objects.filter(username__startswith="nguoi").order_by("pk").values_list("pk", flat=True)
    postings = (
        (user, ours[n % len(ours)], Role.OFFICER.value)
        if n % STAFF_SHARE == 0
        else (user, outside[n % len(outside)], Role.AGENCY_OFFICER.value)
        for n, user in enumerate(made)
    )
    _copy(
        "people_posting",
        "user_id unit_id role valid_from decision",
        ((*one, date(2025, 7, 1), "") for one in postings),
    )


def _add_tasks(numbers: range, cast: Cast) -> None:
    random_ = random.Random(numbers.start)
    last = max(_max("plans_plan"), 0)
    first_plan, plans = last + 1, -(-len(numbers) // TASKS_PER_PLAN)
    _copy("plans_plan", PLAN_COLUMNS, (_plan(first_plan + n, cast, random_) for n in range(plans)))
    first_task = _max("plans_task") + 1
    made = [
        _task(first_task + n, first_plan + n // TASKS_PER_PLAN, n % TASKS_PER_PLAN, cast, random_)
        for n in range(len(numbers))
    ]
    _copy("plans_task", TASK_COLUMNS, (task.row() for task in made))
    _copy(
        "plans_assignment",
        "task_id agency_id role written contact position",
        _assignments(made, cast, random_),
    )
    _copy("plans_report", REPORT_COLUMNS, (_report(task) for task in made if task.is_awaiting))
    for table in ("plans_plan", "plans_task"):
        _sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


PLAN_COLUMNS = (
    "id created_at changed_at version kind number symbol title issued_on issuer_written year_from year_to state folded "
    "followed_by_id keeper_id"
)


def _plan(pk: int, cast: Cast, random_: random.Random) -> tuple[Any, ...]:
    now = clock.now()
    issued = date(2026, 1, 5) + timedelta(days=random_.randrange(-365, 250))
    title = f"Kế hoạch {random_.choice(VERBS).lower()} {random_.choice(THINGS)} năm {issued.year}, đợt {pk}"
    keeper = random_.choice(cast.ours) if random_.random() < 0.6 else random_.choice(cast.outside)
    symbol, year = "KH-LM", issued.year
    folded = fold(f"{pk} {symbol} {title}")
    follower = random_.choice(cast.ours)
    return (
        pk,
        now,
        now,
        1,
        "plan",
        str(pk),
        symbol,
        title,
        issued,
        "",
        year,
        year,
        "active",
        folded,
        follower,
        keeper,
    )


TASK_COLUMNS = (
    "id created_at changed_at version plan_id position group stt text product kind deadline_text due_on "
    "original_due_on is_urgent person_id followed_by_id assigner_id hold percent submitted_at accepted_at "
    "accepted_by_id folded"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A generated task before it is written."""

    pk: int
    plan: int
    position: int
    text: str
    due_on: date | None
    first_due_on: date | None
    person: int | None
    follower: int
    lead: int
    hold: str
    percent: int
    submitted_at: datetime | None
    accepted_by: int | None

    @property
    def is_awaiting(self) -> bool:
        """Whether a report of completion waits for its verdict."""
        return self.submitted_at is not None and self.accepted_by is None

    def row(self) -> tuple[Any, ...]:
        """As the table wants it."""
        now = clock.now()
        kind = "date" if self.due_on else "recurring"
        accepted_at = now if self.accepted_by else None
        return (
            self.pk, now, now, 1, self.plan, self.position, "I. Nhiệm vụ chung", str(self.position + 1), self.text,
            "Báo cáo kết quả", kind, "", self.due_on, self.first_due_on, False, self.person, self.follower,
            self.accepted_by, self.hold, self.percent, self.submitted_at, accepted_at, self.accepted_by,
            fold(f"{self.text} Báo cáo kết quả {self.position + 1}"),
        )  # fmt: skip


def _task(pk: int, plan: int, position: int, cast: Cast, random_: random.Random) -> Made:
    """One in three is the Alliance's own; most of what is past is done, a tenth of it is late, a tenth has no day."""
    follower = random_.choice(cast.ours)
    is_ours = random_.random() < 0.33
    person = random_.choice(cast.staff) if is_ours and random_.random() < 0.9 else None
    due = _due(random_)
    is_past = due is not None and due < clock.today()
    luck = random_.random()
    done, awaiting = is_past and luck < 0.82, is_past and 0.82 <= luck < 0.86
    hold = ("suspended" if luck < 0.975 else "cancelled") if luck > 0.95 else "none"
    first_due = due - timedelta(days=30) if due and random_.random() < 0.05 else due
    submitted = _handed_in(due, random_) if due and (done or awaiting) else None
    text = (
        f"{random_.choice(VERBS)} {random_.choice(THINGS)} tại {random_.choice(PLACES)}, lần {pk % 97}, "
        f"phối hợp các cơ quan liên quan bảo đảm đúng tiến độ và chất lượng"
    )
    return Made(
        pk, plan, position, text, due, first_due, person, follower,
        follower if is_ours else random_.choice(cast.outside), hold,
        100 if done else random_.choice((0, 0, 20, 50)), submitted,
        (person or random_.choice(cast.staff)) if done else None,
    )  # fmt: skip


def _due(random_: random.Random) -> date | None:
    if random_.random() < 0.1:
        return None
    return clock.today() + timedelta(days=int(random_.triangular(-500, 300, 0)))


def _handed_in(due: date, random_: random.Random) -> datetime:
    day = min(due + timedelta(days=random_.randrange(-20, 6)), clock.today() - timedelta(days=1))
    return clock.now().replace(year=day.year, month=day.month, day=day.day, hour=10)


def _assignments(made: Iterable[Made], cast: Cast, random_: random.Random) -> Iterator[tuple[Any, ...]]:
    for task in made:
        yield (task.pk, task.lead, "lead", "", "", 0)
        partners = random_.sample(cast.outside, random_.randrange(4))
        for place, agency in enumerate(partners):
            yield (task.pk, agency, "partner", "", "", place)


REPORT_COLUMNS = (
    "created_at changed_at task_id kind text paper percent submitted_at state verdict_note agency_id"
)


def _report(task: Made) -> tuple[Any, ...]:
    moment = task.submitted_at
    return (
        moment,
        moment,
        task.pk,
        "completion",
        "Đã hoàn thành, kèm báo cáo.",
        "",
        100,
        moment,
        "pending",
        "",
        task.lead,
    )


# --- The way into the tables ---------------------------------------------------------------------------------------


def _copy(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _without_history() -> Iterator[None]:
    """History is written by triggers; generated rows have none."""
    with transaction.atomic():
        for table in TRIGGERED:
            _sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        _sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TRIGGERED:
            _sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _max(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])
