"""What the register says of the legal facts of cooperatives today, as plain values that can be compared and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from cooperatives.enums.national import Legal
from cooperatives.enums.register import OtherNumber
from cooperatives.models import Activity, Cooperative, LegalFact, OtherCode

COLUMNS = (
    "pk", "name", "status", "status_since_on", "suspended_until_on", "address", "commune_id", "representative",
    "charter_vnd", "first_registered_on",
)  # fmt: skip


def legal_facts_of(ids: Collection[int]) -> dict[int, dict[Legal, Any]]:
    """Each cooperative with its legal facts, None where the register says nothing; three questions for any many."""
    lines: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    activities = Activity.objects.filter(cooperative__in=ids).order_by("-is_main", "code")
    for key, code, is_main in activities.values_list("cooperative", "code", "is_main"):
        lines[key].append((code, is_main))
    numbers: dict[int, list[str]] = defaultdict(list)
    certificates = OtherCode.objects.filter(cooperative__in=ids, kind=OtherNumber.CERTIFICATE)
    for key, number in certificates.order_by("number").values_list("cooperative", "number"):
        numbers[key].append(number)
    rows = Cooperative.objects.filter(pk__in=ids).values(*COLUMNS)
    return {row["pk"]: _facts(row, lines[row["pk"]], numbers[row["pk"]]) for row in rows}


def _facts(row: dict[str, Any], lines: list[tuple[str, bool]], numbers: list[str]) -> dict[Legal, Any]:
    place = {"text": row["address"], "commune": row["commune_id"]}
    status = {
        "status": row["status"],
        "since": _told(row["status_since_on"]),
        "until": _told(row["suspended_until_on"]),
    }
    return {
        Legal.NAME: row["name"],
        Legal.STATUS: status,
        Legal.ADDRESS: place if row["address"] or row["commune_id"] else None,
        Legal.REPRESENTATIVE: row["representative"] or None,
        Legal.CHARTER: row["charter_vnd"],
        Legal.MAIN_ACTIVITY: next((code for code, is_main in lines if is_main), None),
        Legal.ACTIVITIES: [code for code, _is_main in lines] or None,
        Legal.REGISTERED: _told(row["first_registered_on"]),
        Legal.CERTIFICATE: numbers or None,
    }


def _told(day: Any) -> str | None:
    return day.isoformat() if day else None


def kept_facts_of(ids: Collection[int]) -> dict[tuple[int, str], LegalFact]:
    """The rows in which the facts of these cooperatives are kept."""
    return {(row.cooperative_id, row.fact): row for row in LegalFact.objects.filter(cooperative__in=ids)}
