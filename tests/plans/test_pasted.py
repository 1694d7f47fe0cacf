"""A table pasted from Word or Excel becomes the same paper as a file's."""

from __future__ import annotations

from lmhtx.reading.paper import Paragraph, Table
from plans.pasted import paper_of

TABS = 'Kế hoạch năm 2026\nSTT\tNhiệm vụ\tChủ trì\n1\t"Dòng một\nDòng hai"\tVăn phòng\n2\tViệc khác\tQuỹ\n'
HTML = """<html><style>td {color: red}</style><body><p>Kế hoạch&nbsp;năm 2026</p>
<table><tr><td rowspan=2>STT</td><td colspan="2"><b>Nhiệm vụ</b></td></tr>
<tr><td><p>Dòng một</p><p>Dòng
 hai</p></td><td>Văn phòng<br>Quỹ</td></tr></table></body></html>"""


def texts(table: Table) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in table.cells]


def test_tabs_make_columns_and_quotes_hold_lines_together():
    title, table = paper_of(TABS).blocks

    assert title == Paragraph("Kế hoạch năm 2026")
    assert texts(table) == [
        (0, 0, "STT"), (0, 1, "Nhiệm vụ"), (0, 2, "Chủ trì"),
        (1, 0, "1"), (1, 1, "Dòng một\nDòng hai"), (1, 2, "Văn phòng"),
        (2, 0, "2"), (2, 1, "Việc khác"), (2, 2, "Quỹ"),
    ]  # fmt: skip


def test_html_keeps_merged_cells_and_line_breaks():
    title, table = paper_of(HTML).blocks

    assert title == Paragraph("Kế hoạch năm 2026")
    assert texts(table) == [
        (0, 0, "STT"),
        (0, 1, "Nhiệm vụ"),
        (1, 1, "Dòng một\nDòng hai"),
        (1, 2, "Văn phòng\nQuỹ"),
    ]
    assert (table.cells[0].row_span, table.cells[1].column_span, table.cells[1].is_bold) == (2, 2, True)


def test_broken_html_and_plain_words_make_no_trouble():
    assert paper_of("<table><tr><td>một").blocks[0].cells[0].text == "một"
    assert paper_of("<table><td rowspan=99999999 colspan=x>a</table>").blocks[0].cells[0].row_span == 1000
    assert paper_of("chỉ có chữ").blocks == [Paragraph("chỉ có chữ")]
    assert paper_of("\0").blocks == []
