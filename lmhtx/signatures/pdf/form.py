"""The form that a paper carries when it goes to be signed: the fields of the number and the day, and their names."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.rw_common import PdfHandler

NUMBER, DAY, MONTH, YEAR = "lmhtx_so", "lmhtx_ngay", "lmhtx_thang", "lmhtx_nam"
NUMBER_FIELDS = (NUMBER, DAY, MONTH, YEAR)
PERSON, AGENCY = "lmhtx_ky_ca_nhan", "lmhtx_ky_co_quan"

# A field of the number holds a few letters: one that covers half the page hides something.
WIDEST_PT, HIGHEST_PT = 220.0, 40.0


def text_fields(handler: PdfHandler) -> dict[str, Any]:
    """The form's own fields by name, those of the number and the day alone."""
    try:
        fields = [reference.get_object() for reference in handler.root["/AcroForm"]["/Fields"]]
    except (KeyError, TypeError, AttributeError, PdfError):
        return {}
    named = {str(field.get("/T", "")): field for field in fields}
    return {name: named[name] for name in NUMBER_FIELDS if name in named}


def value_of(field: Any) -> str:
    """What a field says; empty before the number is given."""
    return str(field.get("/V", "") or "")


def size_of(field: Any) -> tuple[float, float]:
    """Width and height of a field in points."""
    left, bottom, right, top = (float(number) for number in field["/Rect"])
    return abs(right - left), abs(top - bottom)
