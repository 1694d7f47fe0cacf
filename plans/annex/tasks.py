"""From gathered rows to proposed tasks: agencies, persons, dates, product, targets, and the doubts about each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lmhtx.reading.paper import TextSource
from plans.annex.agencies import is_office, one_line, split_agencies
from plans.annex.columns import Role
from plans.annex.labels import lead_and_partners, take_labels
from plans.annex.people import take_people
from plans.annex.proposal import Person, ProposedTask
from plans.annex.targets import find_targets
from plans.deadline_steps import Deadline
from plans.deadlines import read_deadline
from plans.enums import DeadlineKind

if TYPE_CHECKING:
    from datetime import date

    from plans.annex.tables import Draft

NAMES = {
    Role.LEAD: "Cơ quan chủ trì",
    Role.AGENCIES: "Cơ quan chủ trì",
    Role.PARTNERS: "Cơ quan phối hợp",
    Role.DEADLINE: "Thời hạn",
    Role.START: "Thời hạn",
    Role.PRODUCT: "Sản phẩm",
    Role.PERSON: "Người phụ trách",
}
LEAST_CONFIDENCE = 0.85
NO_PRODUCT = re.compile(r"[\s\-–—.…/]*|không(?: có)?\.?", re.IGNORECASE)


def propose(draft: Draft, *, year: int | None, issued_on: date | None) -> ProposedTask:
    """The task a draft proposes, its fields taken apart and its doubts told."""
    values = dict(draft.values)
    text, people = take_people(_labels_into(values, draft.text))
    lead, partners, found = _agencies(values)
    task = ProposedTask(text=text, group=draft.group_title, stt=draft.number.text or None)
    task.parent_stt = (draft.parent.number.text or None) if draft.parent else None
    task.depth = _depth(draft)
    task.lead, task.leads, task.partners = one_line(lead), split_agencies(lead), split_agencies(partners)
    if not task.leads:
        _lead_otherwise(task, found, draft=draft)
    task.people = list(dict.fromkeys([*people, *found, *_in_charge(values)]))
    task.product = _product(values.get(Role.PRODUCT, ""))
    _set_deadline(task, values, draft=draft, year=year, issued_on=issued_on)
    task.targets = find_targets(task.text, task.product)
    _set_place(task, draft)
    task.doubts.extend(_doubts(task, draft))
    return task


def set_dates(task: ProposedTask, deadline: Deadline) -> None:
    """Put what the deadline's words say onto the task."""
    task.kind, task.start, task.end, task.end_time = (
        deadline.kind,
        deadline.start,
        deadline.end,
        deadline.end_time,
    )
    task.doubts.extend(deadline.doubts)


def _labels_into(values: dict[Role, str], text: str) -> str:
    """Take labelled parts out of the task's text when their columns are empty or missing."""
    rest, parts = take_labels(text)
    if not parts or not rest.strip() or any(values.get(role) for role, _ in parts):
        return text
    for role, words in parts:
        values[role] = f"{values[role]}\n{words}" if values.get(role) else words
    return rest


def _agencies(values: dict[Role, str]) -> tuple[str, str, list[Person]]:
    """Lead words, partner words and the persons named in either."""
    lead, partners = values.get(Role.LEAD, ""), values.get(Role.PARTNERS, "")
    shared = values.get(Role.AGENCIES, "")
    if shared:
        lead, partners = _from_shared(values, shared, lead=lead, partners=partners)
    elif lead:
        lead, partners = _from_lead(values, lead, partners)
    partners = _without_labels(partners, Role.PARTNERS)
    lead, lead_people = take_people(lead)
    partners, partner_people = take_people(partners)
    return lead, partners, [*lead_people, *partner_people]


def _lead_otherwise(task: ProposedTask, found: list[Person], *, draft: Draft) -> None:
    """Without an office in its cell: the person named there, or the office that the heading above is."""
    if found:
        task.leads, task.lead = [person.name for person in found], "; ".join(person.name for person in found)
        task.doubts.append("Cơ quan chủ trì: ô chỉ ghi tên người, cần chọn đơn vị")
        return
    for group in reversed(draft.groups):
        title = one_line(group.title).strip(" .:")
        if is_office(title):
            task.lead, task.leads = title, split_agencies(title)
            task.doubts.append(f"Cơ quan chủ trì: lấy theo tên nhóm “{title}”")
            return


def _from_shared(values: dict[Role, str], shared: str, *, lead: str, partners: str) -> tuple[str, str]:
    """One cell for lead and partners: by labels, by words, else the first before ";" leads."""
    labelled = _by_labels(values, shared)
    if labelled:
        return labelled[0] or lead, "\n".join(filter(None, (labelled[1], partners)))
    pair = lead_and_partners(shared)
    if pair is None:
        first, *others = [part for part in re.split(r"[;\n]", shared) if part.strip()] or [""]
        pair = first.strip(" -–+"), "; ".join(part.strip() for part in others)
    return pair[0] or lead, "; ".join(filter(None, (pair[1], partners)))


def _from_lead(values: dict[Role, str], lead: str, partners: str) -> tuple[str, str]:
    """A lead cell that also names partners: "Chủ trì: A; Phối hợp: B", "A chủ trì, phối hợp với B"."""
    labelled = _by_labels(values, lead)
    if labelled:
        return labelled[0], "\n".join(filter(None, (labelled[1], partners)))
    pair = lead_and_partners(lead) if re.search(r"chủ trì|phối hợp", lead, re.IGNORECASE) else None
    if pair is not None:
        return pair[0], "\n".join(filter(None, (pair[1], partners)))
    return lead, partners


def _by_labels(values: dict[Role, str], text: str) -> tuple[str, str] | None:
    rest, parts = take_labels(text)
    if not parts:
        return None
    found = {role: "\n".join(words for held, words in parts if held is role) for role, _ in parts}
    for role in (Role.DEADLINE, Role.PRODUCT):
        if found.get(role) and not values.get(role):
            values[role] = found[role]
    lead = found.get(Role.LEAD, "")
    if Role.AGENCIES in found:
        first, *others = re.split(r"[;\n]", found[Role.AGENCIES])
        return first, "; ".join(others)
    return "\n".join(filter(None, (rest, lead))), found.get(Role.PARTNERS, "")


def _without_labels(text: str, role: Role) -> str:
    rest, parts = take_labels(text)
    words = [words for held, words in parts if held is role]
    return "\n".join(filter(None, (rest, *words))) if words else text


def _in_charge(values: dict[Role, str]) -> list[Person]:
    """Persons of a column of persons; a cell of bare names counts too."""
    words = values.get(Role.PERSON, "")
    rest, people = take_people(words)
    if people or not rest:
        return people
    names = [part.strip() for part in re.split(r"[;,\n]", rest)]
    is_names = all(
        re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,4}", name) and name.istitle() for name in names if name
    )
    return [Person(name) for name in names if name] if is_names else []


def _product(words: str) -> str | None:
    words = words.strip()
    return None if NO_PRODUCT.fullmatch(words) else words


def _set_deadline(
    task: ProposedTask, values: dict[Role, str], *, draft: Draft, year: int | None, issued_on: date | None
) -> None:
    words, begun = values.get(Role.DEADLINE, "").strip(), values.get(Role.START, "").strip()
    if begun and words:
        task.deadline_text = f"{one_line(begun)} - {one_line(words)}"
        first = read_deadline(begun, year=year, issued_on=issued_on)
        last = read_deadline(words, year=year, issued_on=issued_on)
        start = first.start or first.end
        kind = DeadlineKind.RANGE if start and last.end else last.kind
        set_dates(task, Deadline(kind, start, last.end, last.end_time, last.doubts))
        return
    words = words or begun
    if not words:
        words = _deadline_of_heading(draft, year=year)
        if words:
            task.doubts.append(f"Thời hạn: ô để trống, lấy theo tên nhóm “{one_line(words)}”")
    task.deadline_text = words.strip() or None
    deadline = read_deadline(words, year=year, issued_on=issued_on)
    set_dates(task, deadline)
    if deadline.kind is DeadlineKind.NONE and task.lead:
        task.doubts.append("Thời hạn: ô để trống, cần nhập")


def _deadline_of_heading(draft: Draft, *, year: int | None) -> str:
    """A heading that is nothing but a time: "Tháng 01/2026", "NHIỆM VỤ QUÝ II"."""
    lead_in = (
        r"^(?:các\s+)?(?:nhiệm vụ|công việc|nội dung)?\s*(?:trọng tâm|cụ thể|chủ yếu)?\s*(?:trong|của|thực hiện|"
        r"hoàn thành|triển khai)?\s*"
    )
    for group in reversed(draft.groups):
        words = re.sub(lead_in, "", " ".join(group.title.split()), flags=re.IGNORECASE)
        deadline = read_deadline(words, year=year)
        if deadline.end and not deadline.doubts:
            return words
    return ""


def _set_place(task: ProposedTask, draft: Draft) -> None:
    task.page, task.row, task.table = draft.view.grid.page, draft.view.grid.index + 1, draft.table
    cells = [cell for view in draft.rows for cell in view.cells]
    task.boxes = [cell.box for cell in cells if cell.box is not None]
    sources = {cell.source for cell in cells}
    for source in (TextSource.OCR, TextSource.CONVERTED):
        if source in sources:
            task.source = source.value
            break
    known = [cell.confidence for cell in cells if cell.confidence is not None]
    task.confidence = round(min(known), 3) if known else None


def _depth(draft: Draft) -> int:
    depth, parent = 0, draft.parent
    while parent is not None and depth < 9:
        depth, parent = depth + 1, parent.parent
    return depth


def _doubts(task: ProposedTask, draft: Draft) -> list[str]:
    doubts = []
    if not task.leads:
        doubts.append("Cơ quan chủ trì: ô để trống, cần nhập")
    silent = {role for role in draft.inherited if not draft.view.held.get(role)}
    names = dict.fromkeys(NAMES[role] for role in NAMES if role in silent)
    doubts.extend(f"{name}: ô để trống, lấy theo dòng cha hoặc tên nhóm" for name in names)
    cut = dict.fromkeys(NAMES[role] for role in NAMES if role in draft.view.carried)
    doubts.extend(f"{name}: ô trống ở đầu trang, lấy theo ô bị ngắt ở trang trước" for name in cut)
    if len(draft.rows) > 1:
        doubts.append("Nội dung: ghép từ nhiều dòng bị ngắt, cần xem lại")
    if task.source == TextSource.OCR.value:
        doubts.append("Cả dòng: đọc từ ảnh, cần đối chiếu với bản gốc")
    if task.source == TextSource.CONVERTED.value:
        doubts.append("Cả dòng: chuyển từ phông chữ cũ, cần đối chiếu với bản gốc")
    if task.confidence is not None and task.confidence < LEAST_CONFIDENCE:
        doubts.append(f"Cả dòng: máy đọc chữ chỉ chắc {round(task.confidence * 100)}%")
    return doubts
