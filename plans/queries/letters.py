"""Draft letters to agencies that are late, as papers of the Alliance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import letterhead_on, signature_of
from lmhtx.reports.paper import Align, Column, Paper, Paragraph, Row, Table
from lmhtx.vn.dates import in_words, short
from plans.models import LetterBundle, Task, UrgingLetter

SYMBOL = "LM-VP"
SUBJECT = "đôn đốc thực hiện nhiệm vụ quá thời hạn"
RECIPIENTS = ("Như trên", "Thường trực Liên minh (để báo cáo)", "Lưu: VT, VP")
COLUMNS = (
    Column("TT", 7, Align.CENTER),
    Column("Nhiệm vụ", 51, Align.JUSTIFY),
    Column("Thời hạn", 24, Align.CENTER),
    Column("Quá hạn (ngày)", 18, Align.CENTER),
)


def late_tasks(letter: UrgingLetter) -> Any:
    """The tasks that the letter names, as they stand today, in the order of the plan."""
    return letter.tasks.with_status().for_list().order_by("position", "id")


def letter_papers(letters: Iterable[UrgingLetter]) -> list[tuple[UrgingLetter, Paper]]:
    """Each draft with its paper; the number of queries does not grow with the letters.

    A draft has no number and no day yet, but the letterhead of today: it would be issued now.
    """
    found = list(letters)
    today = clock.today()
    letterhead, signature = letterhead_on(today), signature_of(Role.DEPUTY, today)
    tasks = _tasks_of(found)
    return [
        (
            letter,
            Paper(
                letterhead=letterhead,
                symbol=SYMBOL,
                subject=SUBJECT,
                year=today.year,
                addressees=(str(letter.agency),),
                blocks=(
                    Paragraph(_opening(letter)),
                    Table(COLUMNS, _rows(tasks.get(letter.pk, []))),
                    Paragraph(_request(letter)),
                ),
                recipients=RECIPIENTS,
                signature=signature,
                is_draft=True,
            ),
        )
        for letter in found
    ]


def letter_paper(letter: UrgingLetter) -> Paper:
    """The paper of one draft."""
    return letter_papers([letter])[0][1]


def open_letters(bundle: LetterBundle) -> Any:
    """The drafts that a bundle holds, by the name of the agency."""
    return bundle.letters.select_related("agency", "plan").order_by("agency__name", "id")


def _tasks_of(letters: list[UrgingLetter]) -> dict[int, list[Task]]:
    named = UrgingLetter.tasks.through.objects.filter(urgingletter__in=[letter.pk for letter in letters])
    pairs = list(named.values_list("urgingletter", "task"))
    rows = Task.objects.with_status().filter(pk__in={task for _, task in pairs}).order_by("position", "id")
    tasks = {task.pk: task for task in rows}
    places = {pk: place for place, pk in enumerate(tasks)}
    found: dict[int, list[Task]] = {}
    for letter, task in sorted(pairs, key=lambda pair: places[pair[1]]):
        found.setdefault(letter, []).append(tasks[task])
    return found


def _rows(tasks: list[Any]) -> list[Row]:
    return [
        Row((str(place), task.text, _deadline(task), str(task.late_by.days) if task.late_by else ""))
        for place, task in enumerate(tasks, start=1)
    ]


def _deadline(task: Task) -> str:
    """The printed words, and the day they mean."""
    day = short(task.due_on) if task.due_on else ""
    words = task.deadline_text
    return "\n".join(part for part in (words, f"({day})" if words and day else day) if part)


def _opening(letter: UrgingLetter) -> str:
    plan = letter.plan
    paper = f"Văn bản số {plan.reference}" if plan.reference else plan.title
    issued = f" {in_words(plan.issued_on)}" if plan.issued_on else ""
    about = f" ({plan.title})" if plan.reference else ""
    return (
        f"Thực hiện {paper}{issued}{about}, qua theo dõi đến ngày {short(clock.today())}, các nhiệm vụ sau do "
        f"{letter.agency} chủ trì đã quá thời hạn nhưng chưa có kết quả:"
    )


def _request(letter: UrgingLetter) -> str:
    return (
        f"Liên minh Hợp tác xã đề nghị {letter.agency} quan tâm chỉ đạo thực hiện và thông tin kết quả, tiến độ, "
        "khó khăn, vướng mắc (nếu có) để tổng hợp, báo cáo theo quy định./."
    )
