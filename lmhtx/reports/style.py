"""The style sheet of a page: what the decree fixes, as the printer of pages understands it."""

from __future__ import annotations

from lmhtx.reports import legal
from lmhtx.reports.paper import stamp_class

LENGTHS_MM = {
    "left-box": legal.LEFT_BOX_MM,
    "right-box": legal.RIGHT_BOX_MM,
    "first-line": legal.FIRST_LINE_MM,
    "picture": legal.PICTURE_MM,
    "signature": legal.SIGNATURE_MM,
    "stamp-height": legal.STAMP_HEIGHT_MM,
    "circulation": legal.CIRCULATION_WIDTH_MM,
    "circulation-top": legal.CIRCULATION_TOP_MM - legal.TOP_MM,
    "circulation-right": legal.PAGE_WIDTH_MM - legal.RIGHT_MM - legal.CIRCULATION_RIGHT_MM,
    "copies-width": legal.COPIES_RIGHT_MM - legal.LEFT_MM,
}
LENGTHS_PT = {
    "nation": legal.NATION_PT,
    "motto": legal.MOTTO_PT,
    "agency": legal.AGENCY_PT,
    "number": legal.NUMBER_PT,
    "place-and-day": legal.PLACE_AND_DAY_PT,
    "kind": legal.KIND_PT,
    "subject": legal.SUBJECT_PT,
    "body": legal.BODY_PT,
    "table": legal.TABLE_PT,
    "post": legal.POST_PT,
    "recipients-head": legal.RECIPIENTS_HEAD_PT,
    "recipients": legal.RECIPIENTS_PT,
    "address": legal.ADDRESS_PT,
    "stamp": legal.STAMP_PT,
    "copies": legal.COPIES_PT,
    "annex-name": legal.ANNEX_NAME_PT,
    "gap": legal.PARAGRAPH_GAP_PT,
    "rule": legal.RULE_PT,
}
PLAIN = {
    "font": legal.FONT_OF_PDF,
    "red": f"#{legal.RED}",
    **{stamp_class(words): f"{width}mm" for words, width in legal.STAMP_WIDTHS_MM.items()},
    "line": legal.LINE_HEIGHT,
    "short-rule": f"{legal.SHORT_RULE_SHARE:.0%}",
}


def page_style(*, is_landscape: bool = False, is_draft: bool = False) -> str:
    """The page, its edges and number, and the sizes as variables of paper.css."""
    mark = (
        f'@top-right {{ content: "DỰ THẢO"; font: {legal.DRAFT_PT}pt {legal.FONT_OF_PDF}; '
        f"vertical-align: top; padding-top: {legal.PAGE_NUMBER_FROM_TOP_MM}mm }}"
        if is_draft
        else ""
    )
    number = (
        f"@top-center {{ content: counter(page); font: {legal.PAGE_NUMBER_PT}pt {legal.FONT_OF_PDF}; "
        f"vertical-align: top; padding-top: {legal.PAGE_NUMBER_FROM_TOP_MM}mm }}"
    )
    edges = f"{legal.TOP_MM}mm {legal.RIGHT_MM}mm {legal.BOTTOM_MM}mm {legal.LEFT_MM}mm"
    size = "A4 landscape" if is_landscape else "A4"
    return (
        f"@page {{ size: {size}; margin: {edges}; {number} {mark} }}\n"
        "@page :first { @top-center { content: none } "
        "@bottom-center { content: element(address); vertical-align: top; width: 100% } }\n"
        f":root {{ {_variables()} }}"
    )


def _variables() -> str:
    pairs = [
        *((name, f"{value}mm") for name, value in LENGTHS_MM.items()),
        *((name, f"{value}pt") for name, value in LENGTHS_PT.items()),
        *PLAIN.items(),
    ]
    return " ".join(f"--{name}: {value};" for name, value in pairs)
