"""Records in JSON laid out as a sheet, so that who reads tables reads them too: headings first, a record a row."""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.whole_csv import decoded_text
from lmhtx.sheets.reading import MOST_COLUMNS, MOST_ROWS, TOO_LONG

SHEET = "JSON"
NO_RECORDS = (
    "Tệp JSON này không có danh sách bản ghi: phải là một danh sách, hoặc có một mục là danh sách đó."
)
BROKEN = "Tệp JSON bị hỏng ở dòng {line}, cột {column}. Hãy xuất lại tệp từ hệ thống nguồn."
TOO_DEEP = "Tệp JSON lồng nhau quá nhiều tầng. Hãy xuất lại tệp từ hệ thống nguồn."
TOO_MANY_NAMES = "Bản ghi trong tệp JSON có quá {most} mục. Hãy xuất lại với ít mục hơn."


def whole_json(path: Path) -> list[dict[str, Any]]:
    """One sheet: what stands around the records, an empty row, the names, the records; UnreadableFile else."""
    words = decoded_text(path.read_bytes())
    try:
        told = json.loads(words or "", parse_constant=lambda _word: None)
    except json.JSONDecodeError as broken:
        raise UnreadableFile(BROKEN.format(line=broken.lineno, column=broken.colno)) from broken
    except (RecursionError, ValueError) as deep:
        raise UnreadableFile(TOO_DEEP) from deep
    around, records = _parted(told)
    flat = [_flat(record) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    if len(names) > MOST_COLUMNS:
        raise UnreadableFile(TOO_MANY_NAMES.format(most=MOST_COLUMNS))
    rows = [*around, [], names, *([record.get(name) for name in names] for record in flat)]
    return [{"name": SHEET, "is_hidden": False, "rows": rows, "merges": [], "turned": [], "partly_shown": []}]


def _parted(told: Any) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    """What stands around the records as pairs, and the records: the list itself, or the longest list within."""
    around: list[list[Any]] = []
    found: Any = told
    if isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, list)]
        found = max(lists, key=len, default=None)
        around = [[name, value] for name, value in told.items() if isinstance(value, str | int | float)]
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise UnreadableFile(NO_RECORDS)
    if len(found) > MOST_ROWS:
        raise UnreadableFile(TOO_LONG.format(name=SHEET, count=len(found), most=MOST_ROWS))
    return around, found


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with what lies one floor deeper beside the rest, and lists written out."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": _cell(one) for inner, one in value.items()}
        else:
            flat[name] = _cell(value)
    return flat


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(_first(one)) for one in value if _first(one) is not None) or None
    # 1e999 is a number in JSON, and none that anything can be made of.
    is_endless = isinstance(value, float) and not isfinite(value)
    return None if is_endless or isinstance(value, dict) else value


def _first(value: Any) -> Any:
    """Of a record within a list what stands first, which is its code."""
    if isinstance(value, dict):
        return next(iter(value.values()), None)
    return value
