"""Packages of archived files: built behind the page, checked whenever somebody asks."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.db import transaction

from documents.enums.archive import PACKAGE_FILE, HandoverState
from documents.enums.outgoing import OUT
from documents.models import ArchiveHandover, Outgoing, WorkFile
from documents.packages import Facts, Package, faults_of
from documents.queries.archive import contents_of, files_in
from documents.queries.archive_facts import document_facts, file_facts
from documents.queries.archive_papers import list_of_papers
from documents.queries.outgoing import version_of
from documents.queries.outgoing_paper import paper_of
from lmhtx.base import clock
from lmhtx.files.actions import at_hand, store
from lmhtx.files.models import Attachment
from lmhtx.jobs.running import progress
from lmhtx.reports.pdf import pdf


def pack_handover(*, handover_id: int) -> ArchiveHandover | None:
    """Each file of a received hand-over has its package; run twice it is made once."""
    handover = ArchiveHandover.objects.filter(pk=handover_id, state=HandoverState.RECEIVED).first()
    if handover is None:
        return None
    files = files_in(handover)
    for place, work_file in enumerate(files, start=1):
        pack_file(work_file)
        progress(place, len(files), f"Đã đóng gói {place}/{len(files)} hồ sơ.")
    if handover.packed_at is None:
        handover.packed_at = clock.now()
        handover.save(update_fields=["packed_at"])
    return handover


@transaction.atomic
def pack_file(work_file: WorkFile) -> Attachment:
    """The package of one file, unless it has one: papers as PDF, what is known as XML, fingerprints."""
    held = package_of(work_file)
    if held is not None:
        return held
    with NamedTemporaryFile(prefix="lmhtx-", suffix=".zip") as target:
        package = Package(target)
        with TemporaryDirectory(prefix="lmhtx-") as folder:
            package.close(_put_in(package, work_file, Path(folder)))
        target.flush()
        name = f"Ho so {work_file.code} nam {work_file.year}.zip"
        return store(
            Path(target.name), owner=work_file, kind=PACKAGE_FILE, by=work_file.archived_by, name=name
        )


def _put_in(package: Package, work_file: WorkFile, folder: Path) -> Facts:
    """All papers in their order, then their list; gives what the XML says."""
    contents = contents_of(work_file)
    parts = []
    for row in work_file.papers.dressed():
        told = []
        for one in (content.attachment for content in contents if content.ordinal == row.ordinal):
            with at_hand(one.blob) as path:
                told.append(package.add_file(ordinal=row.ordinal, name=one.name, path=path))
        if not told and row.outgoing is not None and row.outgoing.state in OUT:
            # Nothing signed or scanned is here: what the portal would print stands in, and says that it does.
            path = folder / f"{row.ordinal}.pdf"
            path.write_bytes(_printed(row.outgoing))
            told.append(package.add_file(ordinal=row.ordinal, name="Bản in từ cổng.pdf", path=path))
        parts.append(document_facts(row, told))
    package.add_words("muc-luc-van-ban.pdf", pdf(list_of_papers(work_file)))
    return file_facts(work_file, parts)


def _printed(outgoing: Outgoing) -> bytes:
    return pdf(paper_of(outgoing, version_of(outgoing)))


def package_of(work_file: WorkFile) -> Attachment | None:
    """The package of the file; None before it is made."""
    return Attachment.objects.of(work_file).filter(kind=PACKAGE_FILE).last()


def check_package(work_file: WorkFile) -> list[str]:
    """What is wrong with the package; nothing where every file is as it was packed."""
    held = package_of(work_file)
    if held is None:
        return ["Hồ sơ chưa có gói lưu trữ."]
    with at_hand(held.blob) as path:
        return faults_of(path)
