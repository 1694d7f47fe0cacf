"""The two real plans come in through the reader itself and are given out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plans.actions import tasks
from plans.actions.finishing import finish_reading
from plans.actions.writing import Consent, write_into_plan
from plans.demo.office import Office, at, find
from plans.enums import AssignmentRole
from plans.models import Plan, Reading
from plans.paper_reading import found_in_files

SAMPLES = Path(__file__).parent.parent / "samples"
PLAN_2026 = SAMPLES / "ke-hoach-2026-bcd-kttt" / "document.docx"
PLAN_245 = SAMPLES / "ke-hoach-chuyen-doi-so-2025" / "document.docx"


def bring_in(office: Office, path: Path, *, keeper: str, year: int | None = None, **head: str) -> Plan:
    """Read the paper as a clerk would put it in, fill what its head leaves blank, write it into a plan."""
    reading = Reading.objects.create(
        name=f"{path.parent.name}{path.suffix}", year=year, created_by=office.vanthu
    )
    reading = finish_reading(reading=reading, found=found_in_files([str(path)], year=year))
    document = reading.draft["document"]
    document |= {"keeper": office.agencies[keeper].pk, "followed_by": office.agencies["office"].pk, **head}
    reading.save(update_fields=["draft"])
    return write_into_plan(reading=reading, by=office.vanthu, consent=Consent(leaves_doubts=True)).plan


def give_out(office: Office, own: Plan, steering: Plan) -> None:
    """Put people in charge of what the Alliance leads."""
    charges = {
        ("III", "11"): ("policy", office.chuyenvien2),
        ("III", "16"): ("fund", office.giamdocquy),
        ("IV", "2"): ("office", office.chuyenvienvp),
        ("V", "8"): ("policy", office.chuyenvien),
        ("V", "9"): ("fund", office.tindung),
    }
    with at(date(2026, 5, 12), 14, by=office.phochutich):
        for (group, stt), (unit, person) in charges.items():
            task = find(steering, group, stt)
            tasks.put_in_charge(task=task, by=office.phochutich, person=person, unit=office.agencies[unit])
    people = {"office": office.chuyenvienvp, "policy": office.chuyenvien, "fund": office.ketoanquy}
    with at(date(2025, 10, 28), by=office.chanhvanphong):
        for task in own.tasks.all():
            leads = [
                row.agency for row in task.assignments.all() if row.role == AssignmentRole.LEAD and row.agency
            ]
            focal = leads[0] if leads and leads[0].kind == "unit" else office.agencies["office"]
            person = people[str(focal.code)]
            tasks.put_in_charge(task=task, by=office.chanhvanphong, person=person, unit=focal)
