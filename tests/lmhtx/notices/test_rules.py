"""Many notices, few lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lmhtx.notices.rules import digest_subject, digest_text, grouped

TODAY = date(2026, 12, 24)


@dataclass
class Told:
    line: str
    due_on: date | None = date(2026, 12, 31)
    stage: str = "T-7"
    reminder: str = "plans.due"


def headings(*notices):
    return [group.heading for group in grouped(notices, on=TODAY)]


def test_one_notice_is_its_own_line():
    assert headings(Told("Nộp báo cáo năm")) == ["Nộp báo cáo năm"]


def test_many_due_the_same_day_make_one_line():
    assert headings(*(Told(f"Nhiệm vụ {number}") for number in range(20))) == ["20 việc đến hạn 31/12/2026"]


def test_kind_stage_and_due_day_stay_apart_and_the_most_urgent_is_first():
    told = [Told("a"), Told("b"), Told("c", due_on=None), Told("d", due_on=None)]
    late = [Told(line, due_on=date(2026, 12, 21), stage="T+3") for line in "ef"]

    assert headings(*told, *late) == [
        "2 việc quá hạn từ 21/12/2026",
        "2 việc đến hạn 31/12/2026",
        "2 việc cần xem",
    ]


def test_the_mail_has_a_paragraph_for_each_kind_and_five_lines_of_a_group():
    told = [Told(f"Nhiệm vụ {number}") for number in range(1, 8)]
    point = Told("Báo tình hình mốc quý IV", due_on=date(2026, 12, 30), reminder="plans.check_point")
    groups = grouped([*told, point], on=TODAY)
    titles = {"plans.due": "Nhiệm vụ sắp đến hạn", "plans.check_point": "Mốc kiểm tra"}

    assert digest_subject(groups, on=TODAY) == "Bản tin 24/12/2026: 8 việc cần chú ý"
    assert digest_text(groups, titles, name="Nguyễn Thị Lan", on=TODAY) == (
        "Kính gửi Nguyễn Thị Lan,\n\n"
        "Những việc cần chú ý ngày 24/12/2026:\n\n"
        "MỐC KIỂM TRA\n"
        "- Báo tình hình mốc quý IV\n\n"
        "NHIỆM VỤ SẮP ĐẾN HẠN\n"
        "- 7 việc đến hạn 31/12/2026\n"
        "  + Nhiệm vụ 1\n  + Nhiệm vụ 2\n  + Nhiệm vụ 3\n  + Nhiệm vụ 4\n  + Nhiệm vụ 5\n"
        "  + và 2 việc khác"
    )


def test_a_mail_with_one_line_says_it_in_the_subject():
    groups = grouped([Told("Nộp báo cáo năm")], on=TODAY)

    assert digest_subject(groups, on=TODAY) == "Bản tin 24/12/2026: Nộp báo cáo năm"
