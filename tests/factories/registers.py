"""Workbooks of registers for tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INCOMING = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Bút phê",
)
OUTGOING = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Số lượng bản",
    "Ghi chú",
)


def workbook(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], *, name: str = "so.xlsx", title: str = "SỔ ĐĂNG KÝ"
) -> SimpleUploadedFile:
    """A register as a system exports it: a title, the headings, the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    body = BytesIO()
    book.save(body)
    return SimpleUploadedFile(name, body.getvalue(), EXCEL)


def zipped(files: Sequence[SimpleUploadedFile], *, name: str = "tai-ve.zip") -> SimpleUploadedFile:
    """The files as one archive."""
    body = BytesIO()
    with ZipFile(body, "w") as archive:
        for file in files:
            file.seek(0)
            archive.writestr(f"Tải về/{file.name}", file.read())
    return SimpleUploadedFile(name, body.getvalue(), "application/zip")
