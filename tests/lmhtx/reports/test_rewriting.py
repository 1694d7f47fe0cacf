"""Two texts side by side: which paragraphs, which figures."""

from __future__ import annotations

from lmhtx.reports.rewriting import Change, FigureChange, differences

OURS = [
    "I. ĐẶC ĐIỂM TÌNH HÌNH",
    "Thực hiện Kế hoạch số 12/KH-LM ngày 10/01/2026, Liên minh tổng hợp tình hình.",
    "II. KẾT QUẢ THỰC HIỆN",
    "1. Kết quả chung",
    "Đến ngày 14/6/2026, tổng số nhiệm vụ được giao là 1.250. Đã hoàn thành 412 nhiệm vụ.",
    "Tỷ lệ hoàn thành đúng hạn đạt 62,9%; tính theo hạn gốc đạt 60,1%.",
    "Tổng số nhiệm vụ | 1.250 | 1.100",
    "III. HẠN CHẾ, TỒN TẠI",
    "Còn 31 nhiệm vụ chưa hoàn thành, đã quá hạn.",
]


def with_line(place: int, text: str) -> list[str]:
    return [text if number == place else line for number, line in enumerate(OURS)]


def test_the_same_text_differs_in_nothing():
    assert differences(OURS, OURS).as_json() == {"changes": [], "figures": []}


def test_a_figure_that_reads_otherwise_is_told_with_its_place():
    told = differences(OURS, with_line(4, OURS[4].replace("412", "409")))

    assert told.figures == [FigureChange("412", "409", "mục II.1")]
    assert [change.kind for change in told.changes] == ["changed"]
    assert ("del", "412") in told.changes[0].pieces
    assert ("ins", "409") in told.changes[0].pieces


def test_a_paragraph_that_went_takes_no_figure_with_it():
    theirs = [line for line in OURS if not line.startswith("Còn 31")]

    told = differences(OURS, theirs)

    assert told.figures == []
    assert told.changes == [
        Change("removed", "mục III", [("del", "Còn 31 nhiệm vụ chưa hoàn thành, đã quá hạn.")])
    ]


def test_one_figure_and_one_paragraph_are_one_of_each():
    theirs = with_line(4, OURS[4].replace("412", "409"))
    theirs.remove("Còn 31 nhiệm vụ chưa hoàn thành, đã quá hạn.")

    told = differences(OURS, theirs)

    assert told.figures == [FigureChange("412", "409", "mục II.1")]
    assert [change.kind for change in told.changes] == ["changed", "removed"]


def test_words_alone_are_no_figure():
    told = differences(OURS, with_line(4, OURS[4].replace("Đã hoàn thành", "Toàn hệ thống hoàn thành")))

    assert told.figures == []
    assert len(told.changes) == 1


def test_a_day_or_a_symbol_is_no_figure():
    told = differences(OURS, with_line(1, OURS[1].replace("12/KH-LM", "13/KH-LM").replace("10/01", "11/01")))

    assert told.figures == []


def test_a_share_and_a_cell_of_a_table_are_figures():
    theirs = with_line(5, OURS[5].replace("62,9%", "63%"))
    theirs[6] = "Tổng số nhiệm vụ | 1.250 | 1.101"

    assert differences(OURS, theirs).figures == [
        FigureChange("62,9", "63", "mục II.1"),
        FigureChange("1.100", "1.101", "mục II.1, dòng “Tổng số nhiệm vụ”"),
    ]


def test_a_figure_struck_out_of_a_paragraph_is_told():
    told = differences(OURS, with_line(8, "Còn nhiệm vụ chưa hoàn thành, đã quá hạn."))

    assert told.figures == [FigureChange("31", "", "mục III")]


def test_new_paragraphs_are_told_where_they_stand():
    told = differences(OURS, [*OURS[:8], "Có 3 cơ quan chưa báo cáo.", *OURS[8:], "Phụ trách: Văn phòng."])

    assert told.figures == []
    assert [(change.kind, change.pieces[0][1]) for change in told.changes] == [
        ("added", "Có 3 cơ quan chưa báo cáo."),
        ("added", "Phụ trách: Văn phòng."),
    ]


def test_a_paragraph_in_place_of_another_is_no_rewriting():
    told = differences(OURS, with_line(8, "Các đơn vị phối hợp tốt trong cả kỳ."))

    assert [change.kind for change in told.changes] == ["removed", "added"]
    assert told.figures == []


def test_annexes_are_places_too_and_the_head_is_one():
    ours = ["BÁO CÁO số 5", *OURS, "Phụ lục I", "Theo cơ quan | 17"]
    theirs = ["BÁO CÁO số 6", *OURS, "Phụ lục I", "Theo cơ quan | 18"]

    assert differences(ours, theirs).figures == [
        FigureChange("5", "6", "phần đầu"),
        FigureChange("17", "18", "Phụ lục I, dòng “Theo cơ quan”"),
    ]


def test_new_lines_before_a_rewritten_one_come_first():
    told = differences(
        ["Đã hoàn thành 412 nhiệm vụ trong kỳ."], ["Mở đầu.", "Đã hoàn thành 409 nhiệm vụ trong kỳ."]
    )

    assert [change.kind for change in told.changes] == ["added", "changed"]
