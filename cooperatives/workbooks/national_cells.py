"""The cells of one row of an export as legal facts, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cooperatives.enums.national import Legal
from cooperatives.enums.register import Status
from cooperatives.national_mapping import heading_key, mapping
from cooperatives.workbooks.codes import read_vsic
from cooperatives.workbooks.days import read_founded
from cooperatives.workbooks.facts import Facts
from cooperatives.workbooks.figures import Marks, read_sum
from cooperatives.workbooks.names import read_head, read_name
from cooperatives.workbooks.outcome import Found, Trouble
from cooperatives.workbooks.places import CommuneBook
from cooperatives.workbooks.statuses import read_status
from cooperatives.workbooks.texts import cleaned, is_nothing

LAST_DAY = date(2099, 12, 31)
LENGTHS = {Legal.NAME: 250, Legal.REPRESENTATIVE: 150, Legal.CERTIFICATE: 60, Legal.ADDRESS: 300}
Cells = Mapping[str, Any]
Troubles = list[tuple[Legal, Trouble]]


class CellReader:
    """Reads the cells of rows beside the directory and the system of activities."""

    def __init__(self, facts: Facts, communes: Mapping[str, int]) -> None:
        """`communes` are those of today by their full name and by their code."""
        self.today, self.industries, self.communes = facts.today, facts.industries, communes
        self.book = CommuneBook(facts)

    def facts_of(self, cells: Cells) -> tuple[dict[Legal, Any], Troubles]:
        """The facts that the cells tell, None where a cell is empty or cannot be read; what is wrong with those."""
        values: dict[Legal, Any] = {}
        troubles: Troubles = []
        plain = {
            Legal.NAME: lambda raw: read_name(raw, "Tên"),
            Legal.REPRESENTATIVE: lambda raw: read_head(raw, "Người đại diện"),
            Legal.CHARTER: lambda raw: read_sum(raw, "Vốn điều lệ", unit_vnd=1, marks=Marks.DOTS),
            Legal.MAIN_ACTIVITY: lambda raw: read_vsic(raw, "Ngành chính", industries=self.industries),
            Legal.ACTIVITIES: self._activities,
            Legal.REGISTERED: lambda raw: self._day(raw, "Ngày đăng ký", self.today),
            Legal.CERTIFICATE: lambda raw: Found(cleaned(raw)[0] or None),
        }
        for fact, read in plain.items():
            if fact in cells and not _is_empty(cells[fact]):
                _take(fact, read(cells[fact]), values, troubles)
        for fact, found in ((Legal.STATUS, self._status(cells)), (Legal.ADDRESS, self._address(cells))):
            _take(fact, found, values, troubles)
        return values, troubles

    def changed_on(self, cells: Cells) -> str | None:
        """The day of the last change of registration, where it can be read."""
        found = self._day(cells.get("changed_registration_on"), "Ngày thay đổi", self.today).value
        return str(found) if found else None

    def _day(self, raw: Any, what: str, last: date) -> Found:
        found = read_founded(raw, what, today=last)
        return Found(found.value.isoformat()) if found.value else found

    def _activities(self, raw: Any) -> Found:
        found = read_vsic(raw, "Các ngành đăng ký", industries=self.industries)
        return Found([found.value, *found.more]) if found.value else found

    def _status(self, cells: Cells) -> Found:
        raw = cells.get("status")
        if _is_empty(raw):
            return Found()
        words = cleaned(raw)[0]
        status = mapping().statuses.get(heading_key(words))
        if status is None:
            found = read_status(raw, "Tình trạng")
            if found.trouble is not None and found.trouble.code != "dissolved_how":
                return found
            status = next((str(one) for one in Status if one.label == found.value), "dissolved")
        since = self._day(cells.get("status_since_on"), "Tình trạng từ ngày", self.today)
        until = self._day(cells.get("suspended_until_on"), "Tạm ngừng đến ngày", LAST_DAY)
        if trouble := since.trouble or until.trouble:
            return Found(None, None, trouble)
        return Found({"status": status, "since": since.value, "until": until.value})

    def _address(self, cells: Cells) -> Found:
        text = "" if _is_empty(cells.get("address")) else cleaned(cells["address"])[0]
        commune = self._commune(cells)
        if commune.trouble is not None:
            return commune
        return Found({"text": text, "commune": commune.value} if text else None)

    def _commune(self, cells: Cells) -> Found:
        if not _is_empty(code := cells.get("commune_code")):
            words = cleaned(code)[0]
            known = self.communes.get(words) or self.communes.get(words.zfill(5))
            if known is None:
                how = "Ghi mã xã, phường hiện nay, hoặc ghi tên xã, phường."
                return Found(None, None, Trouble("commune_code", f"Không có xã, phường mã “{words}”.", how))
            return Found(known)
        if _is_empty(cells.get("commune")):
            return Found()
        found = self.book.find(cells["commune"])
        return found if found.trouble else Found(self.communes.get(found.value))


def _is_empty(raw: Any) -> bool:
    words = cleaned(raw)[0] if raw is not None else ""
    return not words or is_nothing(words)


def _take(fact: Legal, found: Found, values: dict[Legal, Any], troubles: Troubles) -> None:
    value = found.value
    words = value["text"] if isinstance(value, dict) and fact == Legal.ADDRESS else value
    most = LENGTHS.get(fact)
    if most and isinstance(words, str) and len(words) > most:
        told = Trouble("too_long", f"{fact.label} dài quá {most} ký tự.", "Rút gọn lại trong tệp.")
        troubles.append((fact, told))
    elif found.trouble is not None:
        troubles.append((fact, found.trouble))
    else:
        values[fact] = value
