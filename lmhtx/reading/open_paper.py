"""The one door of reading: any file a paper may come in, told by its content and not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lmhtx.reading.docx import read_docx
from lmhtx.reading.office import converted
from lmhtx.reading.paper import Paper, Paragraph
from lmhtx.reading.quality import text_quality
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Progress = Callable[[int, int], None]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
UNKNOWN = "Chưa đọc được loại tệp này. Hãy dùng tệp Word (.docx, .doc), Excel (.xlsx, .xls), PDF hoặc ảnh (.jpg, .png)."
PROTECTED = "Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lên lại."


def read_paper(path: Path, *, progress: Progress | None = None) -> Paper:
    """Read a file into blocks; UnreadableFile with a sentence for the sender when it cannot be read."""
    with path.open("rb") as file:
        beginning = file.read(2048)
    if not beginning:
        raise UnreadableFile("Tệp trống, không có nội dung. Hãy chọn lại tệp.")
    if b"%PDF-" in beginning[:1024]:
        return _read_pdf(path, progress)
    if beginning.startswith(IMAGES) or beginning[8:12] == b"WEBP":
        return _read_scan(path, progress)
    paper = _read_office(path, beginning)
    paper.text_quality = text_quality("\n".join(_texts(paper))) if paper.blocks else 0.0
    if progress is not None:
        progress(paper.page_count, paper.page_count)
    return paper


def _read_office(path: Path, beginning: bytes) -> Paper:
    if beginning.startswith(b"PK"):
        return _read_zipped(path)
    if beginning.startswith(OLE):
        return _read_ole(path)
    if beginning.lstrip().startswith((b"{\\rtf", b"<?xml", b"<html", b"<!DOCTYPE", b"<HTML")):
        with converted(path, kind="docx") as result:
            return read_docx(result)
    raise UnreadableFile(UNKNOWN)


def _read_zipped(path: Path) -> Paper:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except BadZipFile as error:
        raise UnreadableFile("Tệp bị hỏng, không mở được. Hãy lưu lại tệp rồi tải lên.") from error
    if any(name.startswith("word/") for name in names):
        return read_docx(path)
    if any(name.startswith("xl/") for name in names):
        return read_workbook(path, is_old=False)
    if "mimetype" in names and "content.xml" in names:
        with ZipFile(path) as archive:
            is_sheet = b"spreadsheet" in archive.read("mimetype")
        with converted(path, kind="xlsx" if is_sheet else "docx") as result:
            return read_workbook(result, is_old=False) if is_sheet else read_docx(result)
    raise UnreadableFile(UNKNOWN)


def _read_ole(path: Path) -> Paper:
    import olefile  # noqa: PLC0415 only for old and protected files

    with olefile.OleFileIO(str(path)) as holder:
        streams = {"/".join(name) for name in holder.listdir()}
    if "EncryptedPackage" in streams:
        raise UnreadableFile(PROTECTED)
    if streams & {"Workbook", "Book"}:
        return read_workbook(path, is_old=True)
    if "WordDocument" in streams:
        with converted(path, kind="docx") as result:
            return read_docx(result)
    raise UnreadableFile(UNKNOWN)


def _read_pdf(path: Path, progress: Progress | None) -> Paper:
    from lmhtx.reading.pdf_text import read_pdf  # noqa: PLC0415 pdfplumber is slow to load

    return read_pdf(path, progress=progress)


def _read_scan(path: Path, progress: Progress | None) -> Paper:
    from lmhtx.reading.scan import read_scan  # noqa: PLC0415 the image libraries are slow to load

    return read_scan(path, progress=progress)


def _texts(paper: Paper) -> list[str]:
    return [
        text
        for block in paper.blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    ]
