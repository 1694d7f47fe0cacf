"""The minutes of a meeting, drafted from what was written down, signed by secretary and chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.models import Meeting
from documents.papers import forms
from documents.papers.signing import signature
from documents.queries.meetings import place_of
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on

if TYPE_CHECKING:
    from lmhtx.reports.paper import Paper


def minutes_of(meeting: Meeting) -> Paper:
    """The minutes in the form of the decree: time, place, who was there, agenda, votes, conclusions."""
    day = clock.local(meeting.starts_at).date()
    return forms.paper_of(
        forms.Draft(
            code=forms.MINUTES,
            kind="Biên bản",
            letterhead=letterhead_on(day),
            symbol="BB-LM",
            subject=f"Họp {meeting.title}",
            text=minutes_text(meeting),
            parties=(
                signature(("THƯ KÝ",), meeting.secretary.full_name),
                signature(("CHỦ TỌA",), meeting.chair.full_name),
            ),
        )
    )


def minutes_text(meeting: Meeting) -> str:
    """The words of the minutes, in the plain form in which drafts are typed."""
    starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
    came = [str(one) for one in meeting.invitees.all() if one.came]
    away = [
        f"{one} ({one.get_answer_display().lower()}{': ' + one.words if one.words else ''})"
        for one in meeting.invitees.all()
        if not one.came
    ]
    guests = [line.strip() for line in meeting.guests.splitlines() if line.strip()]
    lines = [
        f"Thời gian bắt đầu: {starts:%H} giờ {starts:%M} phút, ngày {starts:%d/%m/%Y}.",
        f"Địa điểm: {place_of(meeting)}.",
        f"Thành phần tham dự: {'; '.join([*came, *guests]) or 'chưa điểm danh'}.",
        f"Vắng mặt: {'; '.join(away) or 'không'}.",
        f"Chủ trì (chủ tọa): {meeting.chair.full_name}.",
        f"Thư ký (người ghi biên bản): {meeting.secretary.full_name}.",
        "Nội dung:",
        *[line for line in meeting.agenda.splitlines() if line.strip()],
    ]
    for vote in meeting.votes.all():
        how = "bỏ phiếu kín" if vote.is_secret else "biểu quyết công khai"
        lines.append(
            f"Biểu quyết ({how}) “{vote.question}”: có quyền biểu quyết {vote.base}, có mặt {vote.present}, "
            f"đồng ý {vote.in_favour}, không đồng ý {vote.against}, không có ý kiến {vote.abstained}."
        )
    items = list(meeting.conclusions.select_related("lead").order_by("pk"))
    if items:
        lines.append("Kết luận:")
        lines += [
            f"{place}. {one.text}. Chủ trì: {one.lead}. Thời hạn: {one.due_words}."
            for place, one in enumerate(items, start=1)
        ]
    lines.append(f"Cuộc họp kết thúc vào {ends:%H} giờ {ends:%M} phút cùng ngày.")
    return "\n".join(lines)
