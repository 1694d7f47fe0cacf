"""Two invented exports of the national registration system: one that agrees, one with some twenty differences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from stdnum.vn import mst

from cooperatives.actions.cooperatives import move_cooperative, record_capital
from cooperatives.actions.differences import report_theirs
from cooperatives.actions.matching import match
from cooperatives.enums.imports import BringState
from cooperatives.enums.national import Legal, Standing
from cooperatives.enums.register import ENDED
from cooperatives.models import Cooperative, LegalFact, NationalExport
from cooperatives.queries.legal_facts import legal_facts_of
from lmhtx.people.models import User

SOURCE = "Hệ thống đăng ký hợp tác xã quốc gia"
FIRST_BACK, CHANGED_BACK, SECOND_BACK = timedelta(days=75), timedelta(days=50), timedelta(days=15)
PEOPLE = ("Lê Thị Mai", "Trần Quốc Hùng", "Phạm Văn Lộc", "Võ Thị Kim Anh", "Đặng Minh Trí", "Bùi Thị Thanh")
NEW = (
    ("Hợp tác xã Nông nghiệp công nghệ cao Bàu Hàm", "0118", 2_000_000_000),
    ("Hợp tác xã Dịch vụ vận tải Long Thành Xanh", "4931", 5_000_000_000),
    ("Hợp tác xã Ca cao Định Quán", "0121", 900_000_000),
    ("Hợp tác xã Thủy sản hồ Trị An", "0322", 1_200_000_000),
)
WRONG_CODE = "Mã số “3600123458”: số kiểm tra phải là 7."
WRONG_STATUS = "Tình trạng “Đã chốt” chưa rõ là gì."
FAULTS = (
    ("3600123458", "Hợp tác xã Môi trường Tân Biên", "", WRONG_CODE, "Tra lại giấy chứng nhận."),
    ("3602987614", "Hợp tác xã Mây tre Phú Lý", "Tình trạng", WRONG_STATUS, "Ghi một trong các tình trạng."),
)
ABSENT, TAKEN, ASKED = 4, 6, 7


def write_national(cooperatives: Sequence[Cooperative], day: date) -> None:
    """An export that agrees, what staff wrote afterwards, an export that says otherwise, two answers of theirs."""
    by = User.objects.get(username="chuyenvien")
    known = [one for one in cooperatives if one.code and one.status not in ENDED]
    facts = legal_facts_of([one.pk for one in known])
    rows = [_row(at, one.code or "", one.name, facts[one.pk]) for at, one in enumerate(known, 2)]
    _write(day - FIRST_BACK, rows, by, [])
    changed = known[ABSENT + TAKEN : ABSENT + TAKEN + 2 * ASKED]
    for at, one in enumerate(changed):
        _change(one, at, day - CHANGED_BACK, by)
    later = rows[ABSENT:]
    for at, row in enumerate(later[: TAKEN + 3 * ASKED]):
        row["values"] = _otherwise(at, row["values"])
    _write(day - SECOND_BACK, [*later, *_newcomers(len(later) + 2, known)], by, FAULTS)
    asked = LegalFact.objects.filter(standing=Standing.OPEN, fact=Legal.ADDRESS).select_related("cooperative")
    reason = "Hợp tác xã đã chuyển trụ sở, đang làm thủ tục thay đổi ở xã."
    report_theirs(rows=list(asked[:2]), reason=reason, seen=timezone.now(), by=by)


def _row(at: int, code: str, name: str, facts: dict[Legal, Any]) -> dict[str, Any]:
    said = {
        str(fact): value for fact, value in facts.items() if value is not None and fact != Legal.CERTIFICATE
    }
    return {"sheet": "CSV", "row": at, "code": code, "name": name, "changed_on": None, "values": said}


def _change(one: Cooperative, at: int, day: date, by: User) -> None:
    """What the unit wrote by hand after the first export."""
    if at % 2:
        text = f"Số {at + 12}, đường Nguyễn Ái Quốc"
        move_cooperative(cooperative=one, by=by, valid_from=day, text=text, commune=one.commune)
    else:
        charter = (one.charter_vnd or 0) + 300_000_000
        record_capital(cooperative=one, by=by, valid_from=day, charter_vnd=charter)


def _otherwise(at: int, said: dict[str, Any]) -> dict[str, Any]:
    """What the later export says of a row: taken over where nobody touched it, asked about where somebody did."""
    changed = {**said, str(Legal.CHARTER): (said.get(Legal.CHARTER) or 0) + 200_000_000}
    if TAKEN <= at < TAKEN + 2 * ASKED:
        place = {**said[Legal.ADDRESS], "text": f"Tổ {at}, khu phố 3"}
        return {**changed, str(Legal.ADDRESS): place} if at % 2 else changed
    if at >= TAKEN + 2 * ASKED:
        return {**said, str(Legal.STATUS): {"status": "dissolved", "since": None, "until": None}}
    return changed if at % 2 else {**said, str(Legal.REPRESENTATIVE): PEOPLE[at]}


def _newcomers(first: int, known: Sequence[Cooperative]) -> list[dict[str, Any]]:
    found = []
    for at, (name, line, charter) in enumerate(NEW):
        body = f"36099{at:04}"
        while len(digit := mst.calc_check_digit(body)) > 1:
            body = f"{int(body) + 10:09}"
        facts = {
            Legal.NAME: name,
            Legal.STATUS: {"status": "active", "since": None, "until": None},
            Legal.ADDRESS: {"text": f"Ấp {at + 1}", "commune": known[at].commune_id},
            Legal.REPRESENTATIVE: PEOPLE[-1 - at],
            Legal.CHARTER: charter,
            Legal.MAIN_ACTIVITY: line,
            Legal.REGISTERED: f"2026-0{at + 3}-15",
        }
        found.append(_row(first + at, body + digit, name, facts))
    return found


def _write(stands_on: date, rows: list[dict[str, Any]], by: User, faults: Sequence[tuple[str, ...]]) -> None:
    made_at = timezone.make_aware(datetime.combine(stands_on + timedelta(days=3), time(9, 20)))
    names = ("code", "name", "fact", "message", "suggestion")
    told = [
        {"sheet": "CSV", "row": len(rows) + at, **dict(zip(names, one, strict=True))}
        for at, one in enumerate(faults, 2)
    ]
    export = NationalExport.objects.create(
        name=f"dang-ky-htx-{stands_on:%Y%m%d}.csv",
        source=SOURCE,
        stands_on=stands_on,
        state=BringState.WRITTEN,
        rows=rows,
        faults=told,
        written_at=made_at,
        created_by=by,
        created_at=made_at,
    )
    export.counts = match(export, stands_on=stands_on, by=by, told=lambda _done, _total: None)
    export.rows = []
    export.save(update_fields=["counts", "rows"])
