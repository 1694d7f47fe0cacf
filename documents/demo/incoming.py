"""The letters of some months, so that the books, desks and queues of the demonstration office live."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from documents.actions.directing import Words, assign_incoming, direct_incoming, present_incoming
from documents.actions.incoming import register_incoming, register_new
from documents.actions.resolving import answer_incoming, close_incoming, propose
from documents.enums.incoming import SOURCE_FILE, Channel, Urgency
from documents.enums.numbers import Direction
from documents.models import Arrival, DocumentType, Incoming, Series, UnitAbbreviation
from documents.queries.letters import letter_read, proposal_of
from lmhtx.decisions.actions.pages import ask_for_pages, draw_pages
from lmhtx.directory.matching import find_agency
from lmhtx.files.actions import at_hand, store
from lmhtx.reports.letterhead import Letterhead, Signature
from lmhtx.reports.paper import Paper, Paragraph
from lmhtx.reports.pdf import paper_pdfs
from plans.actions.reports import accept_report
from plans.demo.office import Office, at
from plans.models import Report

LETTERS = Path(__file__).parents[1] / "data" / "demo_incoming.csv"
ABBREVIATIONS = {"office": "VP", "policy": "TTKHHT", "fund": "QHT"}
FIRST_DAY = date(2025, 7, 1)
OPEN = {"open", "late", "assign", "present", "register", "wait"}
Row = dict[str, str]


def take_in_letters(day: date) -> None:
    """Take in the letters up to the day, each lived on its own day by those who handled it."""
    office = Office()
    for code, short in ABBREVIATIONS.items():
        UnitAbbreviation.objects.get_or_create(
            unit=office.agencies[code],
            valid_to=None,
            defaults={"abbreviation": short, "valid_from": FIRST_DAY},
        )
    with LETTERS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if date.fromisoformat(row["day"]) <= day]
    files = _letters([row for row in rows if row["outcome"] in OPEN])
    for on, of_day in groupby(rows, key=lambda row: row["day"]):
        letters = list(of_day)
        with at(date.fromisoformat(on), 8, 30, by=office.vanthu):
            papers = [(row, _take_in(office, row, files.get(_key(row)))) for row in letters]
        _pass_on(office, date.fromisoformat(on), papers, until=day)


def _key(row: Row) -> str:
    return f"{row['number']}/{row['symbol']}"


def _letters(rows: list[Row]) -> dict[str, bytes]:
    """The letters themselves, of those that somebody still has to read."""
    papers = [_letter(row) for row in rows]
    pdfs = paper_pdfs("reports/paper.html", [{"paper": paper} for paper in papers])
    return {_key(row): pdf for row, pdf in zip(rows, pdfs, strict=True)}


def _letter(row: Row) -> Paper:
    issued = date.fromisoformat(row["issued_on"])
    kind = DocumentType.objects.get(code=row["type"])
    about = f"{row['subject'][:1].lower()}{row['subject'][1:]}"
    asked = f"{row['issuer']} đề nghị Liên minh Hợp tác xã phối hợp: {about}."
    words = (
        f"Thực hiện chương trình công tác năm {issued.year}, {asked}",
        "Đề nghị Quý cơ quan quan tâm, phối hợp thực hiện và thông tin kết quả để tổng hợp, báo cáo cấp có thẩm quyền.",
    )
    return Paper(
        letterhead=Letterhead(superior="", agency=row["issuer"].upper(), place="Đồng Nai"),
        symbol=row["symbol"],
        number=row["number"],
        subject=row["subject"],
        kind="" if row["type"] in {"cv", "don-thu"} else kind.name.upper(),
        blocks=[Paragraph(text) for text in words],
        year=issued.year,
        dated_on=issued,
        addressees=("Liên minh Hợp tác xã thành phố Đồng Nai",),
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Nguyễn Văn Bình"),
    )


def _values(row: Row) -> dict[str, Any]:
    return {
        "number": row["number"],
        "symbol": row["symbol"],
        "issued_on": date.fromisoformat(row["issued_on"]),
        "issuer": find_agency(row["issuer"]),
        "issuer_written": row["issuer"],
        "type": DocumentType.objects.get(code=row["type"]),
        "subject": row["subject"],
        "urgency": Urgency(row["urgency"]),
    }


def _take_in(office: Office, row: Row, pdf: bytes | None) -> Incoming:
    series = Series.objects.get(direction=Direction.INCOMING, body__abbreviation="LM", types__isnull=True)
    channel, clerk = Channel(row["channel"]), office.vanthu
    if pdf is None:
        return register_new(series=series, values=_values(row), channel=channel, by=clerk)
    paper = Incoming.objects.create(series=series, created_by=clerk, pages=1)
    Arrival.objects.create(incoming=paper, channel=channel, by=clerk)
    kept = store(
        BytesIO(pdf), owner=paper, kind=SOURCE_FILE, by=clerk, name=f"{_key(row).replace('/', '-')}.pdf"
    )
    ask_for_pages(attachment=kept, by=clerk)
    draw_pages(blob_id=kept.blob_id)
    with at_hand(kept.blob) as path:
        paper.proposal = proposal_of(letter_read(path))
    paper.save(update_fields=["proposal"])
    return (
        paper
        if row["outcome"] == "wait"
        else register_incoming(incoming=paper, values=_values(row), by=clerk)
    )


def _pass_on(office: Office, on: date, papers: list[tuple[Row, Incoming]], *, until: date) -> None:
    """Presented in the morning, directed at noon, given to somebody in the afternoon, resolved some days later."""
    moving = [(row, paper) for row, paper in papers if row["outcome"] not in {"register", "wait"}]
    with at(on, 9, 15, by=office.vanthu):
        for _, paper in moving:
            leader = office.chutich if paper.urgency == Urgency.FLASH else office.phochutich
            present_incoming(incoming=paper, to=leader, by=office.vanthu)
    moving = [(row, paper) for row, paper in moving if row["outcome"] != "present"]
    with at(on, 11, by=office.phochutich):
        for row, paper in moving:
            paper.refresh_from_db()
            words = Words(lead=office.agencies[row["lead"]], text="Nghiên cứu, tham mưu thực hiện.")
            direct_incoming(incoming=paper, words=words, by=paper.presented_to or office.phochutich)
    moving = [(row, paper) for row, paper in moving if row["person"]]
    with at(on, 14, by=office.truongphong):
        for row, paper in moving:
            assign_incoming(incoming=paper, person=office.people[row["person"]], by=_head(office, row))
    _resolve(office, on, moving, until=until)


def _head(office: Office, row: Row) -> Any:
    return {"policy": office.truongphong, "office": office.chanhvanphong, "fund": office.giamdocquy}[
        row["lead"]
    ]


def _resolve(office: Office, on: date, papers: list[tuple[Row, Incoming]], *, until: date) -> None:
    for place, (row, paper) in enumerate(papers):
        done_on = on + timedelta(days=4 + place % 5 * 3)
        if row["outcome"] in OPEN or done_on > until:
            continue
        person = office.people[row["person"]]
        with at(done_on, 15, by=person):
            propose(incoming=paper, text="Đã rà soát, đề nghị trình ký văn bản trả lời.", by=person)
            if row["outcome"] == "answer":
                answer = f"{paper.arrival_number}/LM-{ABBREVIATIONS[row['lead']]}"
                answer_incoming(incoming=paper, answer=answer, by=person)
            else:
                close_incoming(
                    incoming=paper, reason="Văn bản gửi để biết, thực hiện.", by=_head(office, row)
                )
            for report in Report.objects.pending().filter(task__incoming_papers=paper):
                accept_report(report=report, by=office.phochutich)
