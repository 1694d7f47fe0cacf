"""Every kind of bad file through the page that takes papers: words in Vietnamese, soon, and nothing kept."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lmhtx.files.models import Attachment
from plans.models import Reading
from tests.lmhtx.reading import test_safety as made

pytestmark = pytest.mark.django_db
SOON_SECONDS = 20
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
LOCKED = (("EncryptedPackage", b"\1" * 64), ("EncryptionInfo", b"\4"))
BAD = {
    "empty": ("trống.docx", lambda: b"", "trống"),
    "huge": ("to.pdf", lambda: b"%PDF-1.4" + b"0" * 3_200_000, "MB"),
    "wrong type": ("giả.docx", made.pdf_bytes, "không khớp nội dung"),
    "program": ("ảnh.jpg", lambda: b"MZ\x90\x00" + b"\0" * 60, "Không nhận ra"),
    "locked pdf": ("khóa.pdf", made.locked_pdf_bytes, "mật khẩu"),
    "locked docx": ("khóa.docx", lambda: made.ole_bytes(*LOCKED), "mật khẩu"),
    "corrupt docx": ("hỏng.docx", lambda: made.docx_bytes()[:2000], "bị hỏng"),
    "corrupt pdf": ("hỏng.pdf", lambda: b"%PDF-1.7\nnothing", "bị hỏng"),
    "macro by name": ("mẫu.docm", made.docx_bytes, "macro"),
    "macro inside": ("mẫu.docx", lambda: made.docx_bytes(("word/vbaProject.bin", b"x")), "macro"),
    "zip bomb": (
        "bom.docx",
        lambda: made.docx_bytes(("word/big.xml", b" " * (60 * 1024 * 1024))),
        "tỷ lệ nén",
    ),
    "entity bomb": ("xml.docx", lambda: made.docx_bytes(("word/x.xml", BOMB.encode())), "word/x.xml"),
    "1 000 pages": ("dài.pdf", lambda: made.pdf_bytes(1000), "trang"),
    "30 000 pixels": ("to.png", lambda: made.png_header_only(30_000, 30_000), "quá lớn"),
}
NAMES = {
    "slashes": ("../../etc/kế hoạch.docx", "kế hoạch.docx"),
    "backslashes": ("C:\\Users\\Lan\\kế hoạch.docx", "kế hoạch.docx"),
    "taken apart": ("Ke\u0302\u0301 hoa\u0323ch.docx", "Kế hoạch.docx"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_words(as_, clerk, settings, kind):
    name, content, words = BAD[kind]
    if kind == "huge":
        settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    file = SimpleUploadedFile(name, content())
    began = time.monotonic()

    answer = as_(clerk).post(reverse("reading_create"), {"files": file})

    assert time.monotonic() - began < SOON_SECONDS
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert (Reading.objects.count(), Attachment.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", NAMES)
def test_a_strange_name_is_made_safe(as_, clerk, kind):
    given, kept = NAMES[kind]

    answer = as_(clerk).post(
        reverse("reading_create"), {"files": SimpleUploadedFile(given, made.docx_bytes())}
    )

    assert answer.status_code == 302
    assert (Reading.objects.get().name, Attachment.objects.get().name) == (kept, kept)


def test_a_very_long_name_keeps_its_ending(as_, clerk):
    answer = as_(clerk).post(
        reverse("reading_create"), {"files": SimpleUploadedFile("ă" * 240 + ".docx", made.docx_bytes())}
    )

    name = Attachment.objects.get().name
    assert (answer.status_code, name.endswith(".docx"), len(name) <= 250) == (302, True, True)
