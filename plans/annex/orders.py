"""Orders in running text: "Giao Sở A chủ trì, phối hợp với B tham mưu …, hoàn thành trước ngày 15/6/2026"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plans.annex.agencies import HEADS, UPPER, one_line, split_agencies
from plans.annex.proposal import ProposedTask
from plans.annex.targets import find_targets
from plans.annex.tasks import set_dates
from plans.deadlines import read_deadline

if TYPE_CHECKING:
    from datetime import date

    from lmhtx.reading.paper import Paragraph
    from plans.annex.numbers import RowNumber

ORDER = re.compile(
    rf"^(?:Giao|Phân công|Yêu cầu|Đề nghị)\s+(?:cho\s+)?(?P<rest>(?:(?:{HEADS})\b|[Cc]ác\s|[{UPPER}]{{2,}}).+)$",
    re.DOTALL,
)
VERBS = (
    "tham mưu|xây dựng|triển khai|tổ chức|rà soát|hướng dẫn|thực hiện|báo cáo|đề xuất|nghiên cứu|tổng hợp|"
    "hoàn thiện|hoàn thành|"
    "khẩn trương|tiếp tục|đẩy mạnh|tăng cường|kiểm tra|đôn đốc|theo dõi|chuẩn bị|lập|ban hành|trình|cung cấp|"
    "cập nhật|bố trí|"
    "cân đối|thẩm định|làm việc|giải quyết|xử lý|công bố|chủ động|tập trung|phát động|làm rõ|dự thảo|soạn thảo|"
    "liên hệ|vận động"
)
LEADS = re.compile(
    rf"^(?P<lead>.+?)\s+(?:(?:là cơ quan\s+)?chủ trì|(?=(?:{VERBS})\b))\s*,?\s*(?P<rest>.*)$", re.DOTALL
)
PARTNERS = re.compile(
    rf"^(?:và\s+)?phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+(?P<partners>.+?),?\s+(?P<text>(?:để\s+)?(?:{VERBS})\b.*)$",
    re.DOTALL,
)
TIME = re.compile(
    (
        r"[,;.(]?\s*(?:(?:xong|hoàn thành|báo cáo|gửi|trình)[^,;.]{0,80}?\s)?(?P<time>(?:trước|chậm nhất|muộn nhất|"
        r"trong|đến hết|đến|xong|vào)\s+"
        r"(?:hết\s+|trong\s+|ngày\s+|\d{1,2}\s*(?:giờ|h)[^,;.]{0,12}\s+ngày\s+)?(?:ngày\s+)?(?:tháng|quý|năm|"
        r"\d)[^,;()]*)[.;)]*\s*$"
    ),
    re.IGNORECASE,
)


def read_orders(
    lines: list[tuple[Paragraph, RowNumber, str]], *, year: int | None, issued_on: date | None
) -> list[ProposedTask]:
    """The orders among the lines of a conclusion, directive or letter."""
    tasks = []
    for place, (paragraph, number, text) in enumerate(lines, start=1):
        task = _order(text, year=year, issued_on=issued_on)
        if task is None:
            continue
        task.stt, task.page, task.row = number.text or None, paragraph.page, place
        task.source, task.confidence = paragraph.source.value, paragraph.confidence
        task.boxes = [paragraph.box] if paragraph.box else []
        tasks.append(task)
    return tasks


def _order(text: str, *, year: int | None, issued_on: date | None) -> ProposedTask | None:
    order = ORDER.match(one_line(text))
    found = LEADS.match(order["rest"]) if order else None
    if not found or len(found["lead"]) > 200:
        return None
    shared = PARTNERS.match(found["rest"])
    words = shared["text"] if shared else found["rest"]
    task = ProposedTask(
        text=words.strip(" .;"), lead=found["lead"].strip(" ,:"), leads=split_agencies(found["lead"])
    )
    task.partners = split_agencies(shared["partners"]) if shared else []
    time = TIME.search(words)
    if time:
        task.deadline_text = time["time"].strip(" .;")
        set_dates(task, read_deadline(task.deadline_text, year=year, issued_on=issued_on))
    task.targets = find_targets(task.text)
    task.doubts.append("Cả dòng: nhiệm vụ lấy từ câu giao việc trong đoạn văn, cần xem lại")
    return task
