"""Exports of the national registration system for tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cooperatives.actions import national as acts
from cooperatives.models import Cooperative, NationalExport
from cooperatives.tasks import read_national_export, write_national_export
from lmhtx.people.models import User

NAMES = {
    "code": "maSo",
    "name": "ten",
    "status": "tinhTrang",
    "since": "tinhTrangTuNgay",
    "until": "tamNgungDenNgay",
    "address": "diaChi",
    "commune": "xaPhuong",
    "head": "nguoiDaiDien",
    "capital": "vonDieuLe",
    "main": "nganhChinh",
    "lines": "nganhNghe",
    "registered": "ngayDangKy",
    "changed": "ngayThayDoi",
    "number": "soGiayChungNhan",
}


def said_of(one: Cooperative, **told: Any) -> dict[str, Any]:
    """What the register says of a cooperative, as an export would, unless told otherwise."""
    said = {"code": one.code, "name": one.name, "status": "Đang hoạt động", "address": one.address}
    said |= {"commune": str(one.commune), "registered": "01/03/2020"}
    return {NAMES[name]: value for name, value in {**said, **told}.items()}


def text(
    rows: Sequence[Mapping[str, Any]], *, part: str = ";", coding: str = "utf-8-sig"
) -> SimpleUploadedFile:
    """The rows as a text table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    body = StringIO()
    writer = csv.DictWriter(body, names, delimiter=part)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("xuat.csv", body.getvalue().encode(coding))


def records(told: Any) -> SimpleUploadedFile:
    """Anything as JSON."""
    return SimpleUploadedFile("xuat.json", json.dumps(told, ensure_ascii=False).encode())


def brought(
    file: SimpleUploadedFile, *, by: User, stands_on: date | None = date(2026, 8, 31)
) -> NationalExport:
    """Brought and read."""
    export = acts.bring_export(file=file, stands_on=stands_on, source="", by=by)
    read_national_export(export.pk)
    export.refresh_from_db()
    return export


def written(
    *rows: Mapping[str, Any], by: User, stands_on: date = date(2026, 8, 31), knows_faults: bool = False
) -> NationalExport:
    """Brought, read, confirmed and written."""
    export = brought(text(rows), by=by, stands_on=stands_on)
    acts.confirm_export(export=export, knows_faults=knows_faults, by=by)
    write_national_export(export.pk, by.pk)
    export.refresh_from_db()
    return export
