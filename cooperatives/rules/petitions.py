"""What a cooperative may ask for, what its petition must say, and by when it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cooperatives.enums.papers import ANNUAL, NUMBERED
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.register import ENDED, Status
from cooperatives.legal import petitions as legal
from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a petition, and at which field."""

    key: str
    sentence: str


@rule(legal.CONTENT, cases="petition_refusal.csv")
def petition_refusal(kind: PetitionKind, *, status: Status, is_member: bool) -> str:
    """Why a cooperative that stands so cannot send a petition of the kind, as a sentence; "" where it can."""
    if status in ENDED:
        return "Hợp tác xã đã kết thúc hoạt động nên không gửi đề nghị được nữa."
    if kind == PetitionKind.JOIN and is_member:
        return "Hợp tác xã đang là thành viên Liên minh."
    if kind == PetitionKind.LEAVE and not is_member:
        return "Hợp tác xã không phải thành viên Liên minh."
    if kind == PetitionKind.SUPPORT and status != Status.ACTIVE:
        return "Chỉ hợp tác xã đang hoạt động đề nghị hỗ trợ được."
    return ""


# Which day may not come before which, and how that is told.
ORDERS = {
    PetitionKind.PERSON: ("since", "term_ends_on", "Ngày hết nhiệm kỳ phải sau ngày giữ chức danh."),
    PetitionKind.STATUS: (
        "effective_on",
        "until_on",
        "Ngày hết hạn tạm ngừng không được trước ngày bắt đầu.",
    ),
    PetitionKind.SUPPORT: ("starts_on", "ends_on", "Ngày kết thúc không được trước ngày bắt đầu."),
    PetitionKind.PAPER: ("issued_on", "through_on", "Ngày hết giá trị không được trước ngày cấp."),
}


@rule(legal.CONTENT, cases="petition_faults.csv")
def petition_faults(
    kind: PetitionKind, values: Mapping[str, Any], *, status: Status, day: date
) -> list[Fault]:
    """What no single field shows: days out of order, a part above its whole, a notice that says nothing new."""
    faults = []
    first, last, sentence = ORDERS.get(kind, ("", "", ""))
    if values.get(first) and values.get(last) and values[last] < values[first]:
        faults.append(Fault(last, sentence))
    if kind == PetitionKind.STATUS:
        faults += _status_faults(values, status)
    elif kind == PetitionKind.PAPER:
        faults += _paper_faults(values, day)
    elif kind == PetitionKind.CHARTER and (values.get("contributed_vnd") or 0) > values.get("charter_vnd", 0):
        faults.append(Fault("contributed_vnd", "Vốn thực góp không được lớn hơn vốn điều lệ."))
    elif kind == PetitionKind.MEMBERS:
        if (values.get("female_members") or 0) > (values.get("official_members") or 0):
            faults.append(Fault("female_members", "Thành viên nữ không thể nhiều hơn thành viên chính thức."))
    elif kind in (PetitionKind.CONTACT, PetitionKind.ACTIVITIES) and not values:
        faults.append(Fault("", "Chưa ghi thay đổi nào."))
    return faults


def _status_faults(values: Mapping[str, Any], status: Status) -> list[Fault]:
    told, until = values.get("status"), values.get("until_on")
    if told == Status.SUSPENDED and not until:
        return [Fault("until_on", "Tạm ngừng phải ghi đến hết ngày nào.")]
    if told and told != Status.SUSPENDED and until:
        return [Fault("until_on", "Chỉ tạm ngừng mới ghi ngày hết hạn; hãy để trống.")]
    if told == Status.ACTIVE and status == Status.ACTIVE:
        return [Fault("status", "Trong sổ hợp tác xã đang hoạt động.")]
    return []


def _paper_faults(values: Mapping[str, Any], day: date) -> list[Fault]:
    kind, year = values.get("kind"), values.get("year")
    faults = []
    if kind in ANNUAL and not year:
        faults.append(Fault("year", "Giấy tờ hằng năm phải ghi của năm nào."))
    if kind and kind not in ANNUAL and year:
        faults.append(Fault("year", "Chỉ giấy tờ hằng năm mới ghi năm; hãy để trống."))
    if kind in NUMBERED and not (values.get("number") and values.get("issuer")):
        key = "number" if not values.get("number") else "issuer"
        faults.append(Fault(key, "Giấy tờ này phải ghi số và nơi cấp."))
    if values.get("issued_on", "") > day.isoformat():
        faults.append(Fault("issued_on", "Ngày cấp chưa đến."))
    return faults


@rule(legal.ANSWER, cases="answer_due.csv")
def answer_due(sent_on: date, *, answer_days: int, paused_days: int, calendar: Calendar) -> date:
    """The last day of the answer, in working days after the first sending; the time spent waiting for the cooperative
    does not count.
    """
    return calendar.add_working_days(sent_on, answer_days + paused_days)
