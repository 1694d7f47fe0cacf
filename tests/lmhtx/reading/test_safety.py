"""Files that may harm or cannot be read are refused at the gate, each with its own sentence."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image

from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload

LIMIT = 20 * 1024 * 1024
LITTLE_MEMORY = 24 * 1024 * 1024


def docx_bytes(*extra: tuple[str, bytes]) -> bytes:
    held = BytesIO()
    Document().save(held)
    with ZipFile(held, "a", ZIP_DEFLATED) as archive:
        for name, content in extra:
            archive.writestr(name, content)
    return held.getvalue()


def xlsx_bytes() -> bytes:
    held = BytesIO()
    Workbook().save(held)
    return held.getvalue()


def pdf_bytes(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def locked_pdf_bytes() -> bytes:
    """A PDF whose security handler asks for a user password that nobody knows."""
    encrypt = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        encrypt,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + table + trailer


def image_bytes(kind: str) -> bytes:
    held = BytesIO()
    Image.new("RGB", (30, 20), "white").save(held, kind)
    return held.getvalue()


def png_header_only(width: int, height: int) -> bytes:
    """A few bytes that promise a huge picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def ole_bytes(*streams: tuple[str, bytes]) -> bytes:
    """A compound file of short streams in the root, as old Office wrote them (each padded to 4096 bytes)."""
    sector = 512
    contents = [content.ljust(4096, b"\0") for _, content in streams]
    starts, at = [], 0
    for content in contents:
        starts.append(at)
        at += len(content) // sector
    directory_at, fat_at = at, at + (len(streams) + 4) // 4
    fat = [0xFFFFFFFF] * (sector // 4)
    for start, content in zip(starts, contents, strict=True):
        count = len(content) // sector
        fat[start : start + count] = [*range(start + 1, start + count), 0xFFFFFFFE]
    count = fat_at - directory_at
    fat[directory_at:fat_at] = [*range(directory_at + 1, fat_at), 0xFFFFFFFE]
    fat[fat_at] = 0xFFFFFFFD
    entries = [_entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0, right=0xFFFFFFFF)]
    for number, ((name, _), start) in enumerate(zip(streams, starts, strict=True), start=1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, child=0xFFFFFFFF, start=start, size=4096, right=right))
    directory = b"".join(entries).ljust(count * sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", fat_at, *[0xFFFFFFFF] * 108)
    return header + b"".join(contents) + directory + struct.pack("<128I", *fat)


def _entry(name: str, kind: int, *, child: int, start: int, size: int, right: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBB", len(letters), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def refused(path: Path, content: bytes, name: str, *, max_bytes: int = LIMIT) -> str:
    path.write_bytes(content)
    with pytest.raises(UnsafeFile) as caught:
        check_upload(path, name, max_bytes=max_bytes)
    sentence = str(caught.value)
    assert name in sentence
    assert "Hãy" in sentence
    return sentence


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    return tmp_path / "upload"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (docx_bytes(), "kế hoạch.docx", FileKind.DOCX),
        (docx_bytes(), "kế hoạch.doc", FileKind.DOCX),
        (xlsx_bytes(), "phụ lục.XLSX", FileKind.XLSX),
        (pdf_bytes(), "bản ký.pdf", FileKind.PDF),
        (image_bytes("PNG"), "trang 1.png", FileKind.PNG),
        (image_bytes("PNG"), "zalo lưu nhầm đuôi.jpg", FileKind.PNG),
        (image_bytes("JPEG"), "ảnh.jfif", FileKind.JPEG),
        (image_bytes("TIFF"), "quét.tif", FileKind.TIFF),
        (image_bytes("WEBP"), "ảnh.webp", FileKind.WEBP),
        (ole_bytes(("WordDocument", b"\xec\xa5" + b"\0" * 20)), "cũ.doc", FileKind.DOC),
        (ole_bytes(("Workbook", b"\x09\x08\x10\x00" + b"\0" * 40)), "cũ.xls", FileKind.XLS),
        (b"{\\rtf1 }", "thư.rtf", FileKind.RTF),
        ("Việc,Hạn\n".encode(), "bảng.csv", FileKind.TEXT),
        ("Việc;Hạn\n".encode("utf-16"), "bảng Unicode.csv", FileKind.TEXT),
    ],
)
def test_sound_file_passes_by_its_content(upload: Path, content: bytes, name: str, kind: FileKind) -> None:
    upload.write_bytes(content)

    assert check_upload(upload, name, max_bytes=LIMIT) is kind


def test_an_ending_passes_only_at_the_door_that_takes_it(upload: Path) -> None:
    upload.write_bytes(b'[{"ma": 1}]')

    assert check_upload(upload, "bản xuất.json", max_bytes=LIMIT, texts=(".json",)) is FileKind.TEXT
    assert refused(upload, b'[{"ma": 1}]', "bản xuất.json")
    assert refused(upload, "<html><script>".encode("utf-16"), "giả.csv")


def test_empty_file_is_refused(upload: Path) -> None:
    assert "trống" in refused(upload, b"", "trống.docx")


def test_too_large_file_names_both_sizes(upload: Path) -> None:
    sentence = refused(upload, b"%PDF-1.4" + b"0" * 3_200_000, "to.pdf", max_bytes=2 * 1024 * 1024)

    assert "3,1 MB" in sentence
    assert "2,0 MB" in sentence


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf_bytes(), "giả.docx"),
        (docx_bytes(), "giả.pdf"),
        (xlsx_bytes(), "giả.docx"),
        (pdf_bytes(), "không đuôi"),
    ],
)
def test_wrong_type_under_a_right_name_is_refused(upload: Path, content: bytes, name: str) -> None:
    assert "không khớp nội dung" in refused(upload, content, name)


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + b"\0" * 60, b"<html><script>1</script></html>", b"\x7fELF" + b"\0" * 60]
)
def test_program_or_page_is_refused(upload: Path, content: bytes) -> None:
    assert "Không nhận ra" in refused(upload, content, "ảnh.jpg")


def test_iphone_photo_is_refused_with_the_way_out(upload: Path) -> None:
    assert ".jpg" in refused(upload, b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_1.heic")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (locked_pdf_bytes(), "khóa.pdf"),
        (ole_bytes(("EncryptedPackage", b"\1" * 64), ("EncryptionInfo", b"\4")), "khóa.docx"),
        (ole_bytes(("EncryptedPackage", b"\1" * 64), ("EncryptionInfo", b"\4")), "khóa.xlsx"),
        (ole_bytes(("WordDocument", b"\xec\xa5" + b"\0" * 8 + b"\x00\x01")), "khóa.doc"),
        (ole_bytes(("Workbook", b"\x09\x08\x02\x00\0\0\x2f\x00\x06\x00" + b"\0" * 20)), "khóa.xls"),
    ],
)
def test_protected_file_is_refused(upload: Path, content: bytes, name: str) -> None:
    assert "mật khẩu" in refused(upload, content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx_bytes()[:2000], "hỏng.docx"),
        (b"PK\x03\x04" + b"\0" * 200, "hỏng.xlsx"),
        (b"%PDF-1.7\nnothing", "hỏng.pdf"),
        (image_bytes("PNG")[:20], "hỏng.png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "hỏng.doc"),
    ],
)
def test_damaged_file_is_refused(upload: Path, content: bytes, name: str) -> None:
    assert "bị hỏng" in refused(upload, content, name)


def test_part_with_a_wrong_checksum_is_damage(upload: Path) -> None:
    content = bytearray(docx_bytes(("word/extra.bin", b"0123456789" * 40)))
    content[content.rindex(b"word/extra.bin", 0, content.rindex(b"PK\x01\x02")) + 16] ^= 0xFF

    assert "bị hỏng" in refused(upload, bytes(content), "hỏng.docx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx_bytes(), "mẫu.docm"),
        (xlsx_bytes(), "mẫu.xlsm"),
        (docx_bytes(("word/vbaProject.bin", b"x")), "mẫu.docx"),
        (ole_bytes(("Macros", b"x"), ("WordDocument", b"x")), "mẫu.doc"),
        (ole_bytes(("_VBA_PROJECT_CUR", b"x"), ("Workbook", b"x")), "mẫu.xls"),
    ],
)
def test_macros_are_refused(upload: Path, content: bytes, name: str) -> None:
    assert "macro" in refused(upload, content, name)


def test_bomb_by_ratio_is_refused_in_little_memory(upload: Path) -> None:
    content = docx_bytes(("word/big.xml", b" " * (60 * 1024 * 1024)))
    assert len(content) < 200_000

    tracemalloc.start()
    try:
        sentence = refused(upload, content, "bom.docx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert "tỷ lệ nén" in sentence
    assert peak < LITTLE_MEMORY


def test_bomb_that_lies_about_its_size_is_refused_in_little_memory(upload: Path) -> None:
    """The directory claims 10 bytes; the data go on for 60 MB."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (60 * 1024 * 1024))
    content = bytearray(held.getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)

    tracemalloc.start()
    try:
        sentence = refused(upload, bytes(content), "dối.docx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert "bị hỏng" in sentence
    assert peak < LITTLE_MEMORY


def test_bomb_by_number_of_entries_is_refused(upload: Path) -> None:
    content = docx_bytes(*((f"word/{number}.bin", b"") for number in range(4100)))

    assert "tệp con" in refused(upload, content, "nhiều.docx")


def test_nested_archive_is_refused(upload: Path) -> None:
    assert "lồng bên trong" in refused(upload, docx_bytes(("word/inner.zip", b"PK")), "lồng.docx")


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_entity_bomb_is_refused(upload: Path, coding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'

    sentence = refused(upload, docx_bytes(("word/settings2.xml", bomb.encode(coding))), "thực thể.docx")

    assert "word/settings2.xml" in sentence


def test_over_long_pdf_says_its_pages(upload: Path) -> None:
    assert "301 trang" in refused(upload, pdf_bytes(301), "dài.pdf")


@pytest.mark.parametrize(("width", "height"), [(31_000, 10), (20_000, 20_000), (60_000, 60_000)])
def test_huge_picture_is_refused_by_its_header(upload: Path, width: int, height: int) -> None:
    tracemalloc.start()
    try:
        sentence = refused(upload, png_header_only(width, height), "to.png")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert "quá lớn" in sentence
    assert peak < LITTLE_MEMORY


def test_an_archive_that_squeezes_nothing_is_no_pdf(tmp_path):
    path = tmp_path / "tai-ve.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 x")

    assert check_upload(path, path.name, max_bytes=10_000) == FileKind.ZIP
