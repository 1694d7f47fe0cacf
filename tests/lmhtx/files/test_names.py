"""Names and types of files that come in."""

from __future__ import annotations

import unicodedata

import pytest

from lmhtx.files.names import LONGEST, mime_of, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch 245.docx", "Kế hoạch 245.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        (unicodedata.normalize("NFD", "Quyết định.pdf"), "Quyết định.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\u202excod.exe", "axcod.exe"),
        ("\ufeffquy\u200b chế.docx", "quy chế.docx"),
        ("  .docx", "docx"),
        ("///", "tep"),
        ('báo "cáo": quý?.xlsx', "báo _cáo__ quý_.xlsx"),
        ("", "tep"),
        ("..", "tep"),
        (".pdf", "pdf"),
        ("không đuôi", "không đuôi"),
    ],
)
def test_a_name_is_made_safe(given, kept):
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending():
    name = safe_name("ă" * 400 + ".docx")

    assert (len(name), name[-6:]) == (LONGEST, "ă.docx")


@pytest.mark.parametrize(
    ("head", "name", "mime"),
    [
        (b"%PDF-1.7", "a.pdf", "application/pdf"),
        (b"%PDF-1.7", "a.docx", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a.webp", "image/webp"),
        (b"<html><script>", "a.html", "application/octet-stream"),
        (b"<html><script>", "a.pdf", "application/octet-stream"),
        (b"<svg onload=x>", "a.svg", "application/octet-stream"),
        (b"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "application/vnd.ms-excel"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_a_type_is_read_from_the_first_bytes(head, name, mime):
    assert mime_of(head, name) == mime
