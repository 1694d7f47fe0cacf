"""The layout of official papers: places and sizes, each once, inside the ranges that the decree leaves.

Millimetres for places, points for letters. The decree gives ranges; the house has chosen one figure of each, so that
every paper of the office looks alike and a test can measure it.
"""

from __future__ import annotations

from lmhtx.legal.sources import DECREE_30_2020

GENERAL = DECREE_30_2020.at("Phụ lục I, phần I, mục I")
PARTS = DECREE_30_2020.at("Phụ lục I, phần I, mục II và mục III")
PLACES = DECREE_30_2020.at("Phụ lục I, phần I, mục IV")
SIZES = DECREE_30_2020.at("Phụ lục I, phần I, mục V")

# GENERAL: A4, edges of 20–25, 20–25, 30–35 and 15–20 mm; a wide annex lies on its side.
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 15
TEXT_WIDTH_MM = PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM
# GENERAL: the number of the page stands in the middle of the upper edge, from the second page on.
PAGE_NUMBER_PT = 13
PAGE_NUMBER_FROM_TOP_MM = 10

# PLACES: boxes 2, 3, 5b and 9b stand at the left, 1, 4 and 7 at the right.
LEFT_BOX_MM = 70
RIGHT_BOX_MM = TEXT_WIDTH_MM - LEFT_BOX_MM

# SIZES, by the numbers of the boxes.
NATION_PT = 12  # 1: 12–13
MOTTO_PT = 13  # 1: 13–14
AGENCY_PT = 12  # 2: 12–13
NUMBER_PT = 13  # 3: 13
PLACE_AND_DAY_PT = 13  # 4: 13–14
KIND_PT = 14  # 5a: 13–14
SUBJECT_PT = 12  # 5b: 12–13
BODY_PT = 14  # 6: 13–14
TABLE_PT = 13  # a table within 6
POST_PT = 14  # 7a, 7b: 13–14
RECIPIENTS_HEAD_PT = 12  # 9b: 12
RECIPIENTS_PT = 11  # 9b: 11
ADDRESS_PT = 11  # 13: 11–12
DRAFT_PT = 11

# PARTS: 6 pt or more between paragraphs, the first line set in by 1 or 1,27 cm, single to 1,5 lines.
PARAGRAPH_GAP_PT = 6
FIRST_LINE_MM = 12.7
LINE_HEIGHT = 1.15
# PARTS: under the motto a rule as long as the words, under the agency and the subject a third to a half of them.
SHORT_RULE_SHARE = 0.4
RULE_PT = 0.75
# Between the post and the name: a signature and a seal of 36 mm beside it.
SIGNATURE_MM = 27
# A picture leaves a little room on both sides.
PICTURE_MM = 150

# PARTS: the stamps of urgency, each 8 mm high, in red within a single frame.
RED = "FF0000"
STAMP_PT = 13  # 10b, 11: 13–14
STAMP_HEIGHT_MM = 8
STAMP_WIDTHS_MM = {"HỎA TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}
# PLACES: box 11 and box 14 stand in the upper edge at the right, 11 before 14.
CIRCULATION_WIDTH_MM, CIRCULATION_RIGHT_MM, CIRCULATION_TOP_MM = 50, 156, 6
CORNER_MM = (158, 5, 202, 18)  # box 14 from the upper left corner of the page: left, top, right, bottom
CORNER_PT = 10
COPIES_PT = 11  # 12: 11
# Box 12 stands at the right of the list of those who get the paper.
COPIES_RIGHT_MM = LEFT_MM + 50
ANNEX_NAME_PT = 14
# Box 7c: a signature as broad as people write it, and in box 8 the seal as large as it is, over a third of it.
SIGNATURE_WIDTH_MM = 45
SEAL_MM = 36
SEAL_COVERS = 1 / 3
# The upper edges of boxes 2 and 3 where the agency takes two lines, and that of box 5a behind them.
HEAD_FROM_TOP_MM, NUMBER_FROM_TOP_MM, KIND_FROM_TOP_MM = 20, 34, 46

# What the decree leaves to choose, from the least to the most: GENERAL, and SIZES by the numbers of the boxes.
EDGES_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
SIZES_PT = {
    "nation": (12, 13),
    "motto": (13, 14),
    "agency": (12, 13),
    "number": (13, 13),
    "place_and_day": (13, 14),
    "kind": (13, 14),
    "letter_subject": (12, 13),
    "body": (13, 14),
    "post": (13, 14),
    "recipients_head": (12, 12),
    "recipients": (11, 11),
    "address": (11, 12),
    "stamp": (13, 14),
    "page_number": (13, 14),
}
FIRST_LINES_MM = (10.0, 12.7)
LINE_SPACINGS = (1.0, 1.5)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# How long the two lines are in their sizes: what is drawn under them in Word cannot measure.
MOTTO_MM = 56
LETTER_MM_PER_PT = 0.245  # a capital of the bold face, on average, for each point of its size
FONT_OF_PDF = "Tinos"
FONT_OF_WORD = "Times New Roman"
