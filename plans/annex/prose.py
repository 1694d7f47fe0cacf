"""Tasks written in running text: numbered headings followed by "Cơ quan chủ trì:", "Thời gian thực hiện:" lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lmhtx.reading.paper import Paper, Paragraph
from plans.annex.agencies import one_line, split_agencies
from plans.annex.columns import Role
from plans.annex.labels import take_labels
from plans.annex.numbers import NO_NUMBER, NumberForm, RowNumber, read_number, take_number
from plans.annex.orders import read_orders
from plans.annex.people import take_people
from plans.annex.proposal import ProposedTask
from plans.annex.targets import find_targets
from plans.annex.tasks import set_dates
from plans.deadlines import read_deadline

if TYPE_CHECKING:
    from datetime import date

OTHER_LABEL = re.compile(
    (
        r"^\s*[-–+*•]?\s*(?:nội dung|yêu cầu|mục (?:tiêu|đích)|đối tượng|hình thức|địa điểm|phạm vi|thành phần|"
        r"số lượng|phương thức)[^:]{0,40}:"
    ),
    re.IGNORECASE,
)
# Behind a long list of duties the office stands in front of its verb.
VERB = re.compile(
    (
        r"\s+(?:tiến hành|thực hiện|rà soát|tổng hợp|có trách nhiệm|chủ trì|chịu trách nhiệm|xây dựng|tham mưu|"
        r"báo cáo|gửi|hướng dẫn|"
        r"tổ chức|triển khai|nghiên cứu)\s.*"
    ),
    re.DOTALL,
)
LONG_WORDING = 60


@dataclass(slots=True)
class Line:
    """One paragraph: its number, its words, and what its labels bring."""

    paragraph: Paragraph
    number: RowNumber
    text: str
    labels: list[tuple[Role, str]]
    place: int = 0


@dataclass(slots=True)
class Head:
    """A heading under which labelled lines stand."""

    line: Line
    stt: str | None
    groups: list[str]
    values: dict[Role, list[str]] = field(default_factory=dict)


def read_prose(paper: Paper, *, year: int | None, issued_on: date | None) -> list[ProposedTask]:
    """The tasks of a paper without task tables: labelled ones, else orders such as "Giao Sở A …"."""
    lines = _lines(paper)
    heads = [head for head in _heads(lines) if _is_task(head)]
    if heads:
        return [_propose(head, year=year, issued_on=issued_on) for head in heads]
    return read_orders(
        [(line.paragraph, line.number, line.text) for line in lines], year=year, issued_on=issued_on
    )


def _lines(paper: Paper) -> list[Line]:
    lines: list[Line] = []
    for block in paper.blocks:
        if not isinstance(block, Paragraph):
            continue
        for piece in block.text.split("\n"):
            number = read_number(block.label) if block.label else NO_NUMBER
            rest = piece
            if number is NO_NUMBER:
                number, rest = take_number(piece)
            text, labels = ("", []) if OTHER_LABEL.match(rest) else take_labels(rest)
            text = rest if OTHER_LABEL.match(rest) else text
            lines.append(Line(block, number, text, labels, place=len(lines) + 1))
    return lines


def _heads(lines: list[Line]) -> list[Head]:
    """Headings in order with their labelled lines gathered."""
    heads: list[Head] = []
    groups: list[tuple[RowNumber, str]] = []
    numbered: Head | None = None
    current: Head | None = None
    open_role: Role | None = None
    for line in lines:
        if line.number.is_heading_form and not line.labels:
            outer = [group for group in groups if group[0].form is not line.number.form][:1]
            groups = [*outer, (line.number, line.text)]
            current = numbered = open_role = None
        elif line.labels and not line.text:
            open_role = _attach(current, line)
        elif open_role and current and line.number.form is NumberForm.BULLET:
            current.values[open_role].append(line.text)
        elif OTHER_LABEL.match(line.text):
            open_role = None
        elif line.number is not NO_NUMBER or line.labels:
            open_role = None
            stt = line.number.text or (numbered.stt if numbered and not numbered.values else None)
            current = Head(line, stt, [f"{n.text}. {one_line(text)}" for n, text in groups])
            numbered = current if line.number.text else numbered
            heads.append(current)
            _attach(current, line)
    return heads


def _attach(head: Head | None, line: Line) -> Role | None:
    """Put the labels' words under the heading; the role of a label still waiting for its words."""
    if head is None:
        return None
    waiting: Role | None = None
    for role, words in line.labels:
        held = head.values.setdefault(role, [])
        waiting = None if words else role
        if words:
            held.append(words)
    return waiting


def _is_task(head: Head) -> bool:
    has_lead = bool(head.values.get(Role.LEAD) or head.values.get(Role.AGENCIES))
    return has_lead or bool(
        head.values.get(Role.DEADLINE) and (head.values.get(Role.PARTNERS) or head.values.get(Role.PRODUCT))
    )


def _propose(head: Head, *, year: int | None, issued_on: date | None) -> ProposedTask:
    text, people = take_people(head.line.text)
    lead = _offices("\n".join([*head.values.get(Role.LEAD, []), *head.values.get(Role.AGENCIES, [])]))
    lead, named = take_people(lead)
    partners, others = take_people("\n".join(head.values.get(Role.PARTNERS, [])))
    leads = split_agencies(lead)
    if not head.values.get(Role.LEAD) and head.values.get(Role.AGENCIES):
        leads, partners = leads[:1], "; ".join([*leads[1:], partners])
    task = ProposedTask(text=text.strip(" :"), group=" / ".join(head.groups) or None, stt=head.stt)
    task.lead, task.leads, task.partners = one_line(lead).rstrip("."), leads, split_agencies(partners)
    task.people = list(dict.fromkeys([*people, *named, *others]))
    task.product = "\n".join(head.values.get(Role.PRODUCT, [])) or None
    words = "\n".join(head.values.get(Role.DEADLINE, []))
    task.deadline_text = words or None
    set_dates(task, read_deadline(words, year=year, issued_on=issued_on))
    task.targets = find_targets(task.text, task.product)
    task.page, task.row, task.source = (
        head.line.paragraph.page,
        head.line.place,
        head.line.paragraph.source.value,
    )
    task.boxes = [head.line.paragraph.box] if head.line.paragraph.box else []
    task.confidence = head.line.paragraph.confidence
    task.doubts.append("Cả dòng: nhiệm vụ lấy từ đoạn văn, không phải từ bảng, cần xem lại")
    if not task.leads:
        task.doubts.append("Cơ quan chủ trì: không thấy ghi, cần nhập")
    return task


def _offices(words: str) -> str:
    """The offices alone where each is followed by what it does."""
    parts = [part.strip() for part in re.split(r";|\n", words)]
    return "; ".join(VERB.sub("", part) if len(part) > LONG_WORDING else part for part in parts if part)
