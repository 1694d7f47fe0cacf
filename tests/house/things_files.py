"""One thing of every kind that addresses of work files and the archive name."""

from __future__ import annotations

from datetime import date

from documents.actions.destroying import propose_destruction
from documents.actions.lending import lend
from documents.actions.packing import pack_file
from documents.enums.outgoing import OutgoingState
from documents.models import Incoming, RetentionRule
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import work_files as files

THINGS_OF_FILES = {
    "work_file": "work_file",
    "work_file_paper_out": "work_file_paper",
    "work_file_reopen": "work_file_closed",
    "work_file_longer": "work_file_closed",
    "work_file_check": "work_file_archived",
    "catalogue": "catalogue",
    "catalogue_heading_update": "catalogue_heading",
    "catalogue_line_update": "catalogue_line",
    "catalogue_line_drop": "catalogue_line",
    "retention": "retention",
    "archive_handover": "archive_handover",
    "destruction": "destruction",
    "loan": "loan",
    "loan_return": "loan",
}


def of_files(paper: Incoming) -> dict[str, int]:
    """A file with a paper and a document, one that waits for the archive, an expired one, a lent original, a list."""
    clerk = files.person("vanthu")
    made = files.work_file(code="01.KH", note="Có bản giấy", sheets=12)
    row = made.papers.create(incoming=paper, ordinal=1, added_by=clerk)
    files.document(made, code="01/DS", author="Phòng", note="Bản chụp")
    shut = files.closed(code="02.KH")
    waiting = files.handover(files.closed(code="03.KH"))
    kept = files.closed(code="04.KH")
    files.archived(kept)
    pack_file(kept)
    old = files.closed(date(2020, 3, 1), code="09.VP", years=5, year=2020, started_on=date(2020, 1, 2))
    listed = propose_destruction(title="Đợt 1 năm 2026", files=[old], grounds="Hết hạn", by=clerk)
    issued = out.outgoing(OutgoingState.ISSUED, subject="Kế hoạch đã lưu")
    facts = {
        "outgoing": issued,
        "work_file": made,
        "borrower": files.person("chuyenvien"),
        "borrower_written": "Chuyên viên",
        "allowed_by": files.person("chanhvanphong"),
        "lent_on": date(2026, 9, 1),
        "due_on": date(2026, 9, 8),
        "note": "Xem tại chỗ",
    }
    catalogue = files.catalogue()
    line = catalogue.lines.create(
        heading=catalogue.headings.get(),
        position=1,
        code="01.TĐKT",
        title="Hồ sơ khen thưởng năm 2026",
        years=10,
        unit=make.unit(),
        maker=files.person("chuyenvien"),
    )
    return {
        "work_file": made.pk,
        "work_file_paper": row.pk,
        "work_file_closed": shut.pk,
        "work_file_archived": kept.pk,
        "catalogue": catalogue.pk,
        "catalogue_heading": catalogue.headings.get().pk,
        "catalogue_line": line.pk,
        "retention": RetentionRule.objects.first().pk,
        "archive_handover": waiting.pk,
        "destruction": listed.pk,
        "loan": lend(facts=facts, by=clerk).pk,
    }
