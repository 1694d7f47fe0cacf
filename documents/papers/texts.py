"""The first words of the forms whose contents are fields: filled from data, then mended as any typed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lmhtx.vn.dates import in_words


def moment_in_words(moment: datetime) -> str:
    """A moment as papers write it: 08 giờ 00 phút, ngày 04 tháng 12 năm 2026."""
    return f"{moment:%H} giờ {moment:%M} phút, {in_words(moment.date())}"


def invitation_text(
    *,
    issuer: str,
    invited: Sequence[str],
    about: str,
    chair: str,
    begins_at: datetime,
    place: str,
    note: str = "",
) -> str:
    """Mẫu 1.7; the link and code of an online meeting are never in the words: they go to each invitee alone."""
    people = (
        [f"{issuer} trân trọng kính mời: {invited[0]}"]
        if len(invited) == 1
        else [
            f"{issuer} trân trọng kính mời:",
            *(f"- {one};" for one in invited[:-1]),
            *(f"- {one}." for one in invited[-1:]),
        ]
    )
    lines = [
        *people,
        f"Tới dự {about}.",
        f"Chủ trì: {chair}.",
        f"Thời gian: {moment_in_words(begins_at)}.",
        f"Địa điểm: {place}.",
    ]
    return "\n".join([*lines, note] if note else lines)


def introduction_text(
    *, issuer: str, person: str, post: str, sent_to: str, about: str, valid_until: date
) -> str:
    """Mẫu 1.8."""
    return "\n".join(
        [
            f"{issuer} trân trọng giới thiệu:",
            f"Ông (bà): {person}",
            f"Chức vụ: {post}",
            f"Được cử đến: {sent_to}",
            f"Về việc: {about}.",
            "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
            f"Giấy này có giá trị đến hết {in_words(valid_until)}./.",
        ]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as its minutes tell it."""

    name: str
    begins_at: datetime
    ends_at: datetime
    place: str
    present: Sequence[str]
    chair: str
    secretary: str
    contents: str


def minutes_text(meeting: Meeting) -> str:
    """Mẫu 1.9; the contents are typed in the plain form."""
    return "\n".join(
        [
            f"Thời gian bắt đầu: {moment_in_words(meeting.begins_at)}.",
            f"Địa điểm: {meeting.place}.",
            "Thành phần tham dự:",
            *(f"- {one};" for one in meeting.present[:-1]),
            *(f"- {one}." for one in meeting.present[-1:]),
            f"Chủ trì (chủ tọa): {meeting.chair}.",
            f"Thư ký (người ghi biên bản): {meeting.secretary}.",
            "Nội dung (theo diễn biến cuộc họp):",
            *meeting.contents.splitlines(),
            f"{meeting.name} kết thúc vào {moment_in_words(meeting.ends_at)}./.",
        ]
    )


def leave_text(
    *, issuer: str, asked_on: date, person: str, post: str, year: int, first: date, last: date, place: str
) -> str:
    """Mẫu 1.10."""
    days = (last - first).days + 1
    from_to = f"kể từ {in_words(first)} đến hết {in_words(last)}"
    return "\n".join(
        [
            f"Xét Đơn đề nghị nghỉ phép {in_words(asked_on)} của ông (bà) {person},",
            f"{issuer} cấp cho:",
            f"Ông (bà): {person}",
            f"Chức vụ: {post}",
            f"Nghỉ phép năm {year} trong thời gian {days:02d} ngày, {from_to} tại {place}.",
            f"Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ phép năm {year}./.",
        ]
    )


LEAVE_CONFIRMATION = "Xác nhận của cơ quan, tổ chức hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)"


def telegram_text(*, issuer: str, sent_to: Sequence[str], text: str) -> str:
    """Mẫu 1.6: who calls whom, then what."""
    people = [*(f"- {one};" for one in sent_to[:-1]), *(f"- {one}." for one in sent_to[-1:])]
    return "\n".join([f"{issuer.upper()} ĐIỆN:", *people, text])
