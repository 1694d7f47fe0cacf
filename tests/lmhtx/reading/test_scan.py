"""Scans and photos drawn here are read back: tables with merged cells, turned pages, slanted photos."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lmhtx.reading.crops import crop_png, page_png
from lmhtx.reading.paper import Cell, Paper, Paragraph, Table, TextSource
from lmhtx.reading.scan import read_scan

DPI = 200
FONT = ImageFont.truetype("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", 36)
BOLD = ImageFont.truetype("/usr/share/fonts/truetype/croscore/Tinos-Bold.ttf", 36)
COLUMNS = [140, 260, 1150, 1550, 2000, 2240]
ROWS = [330, 450, 520, 680, 840, 1000]
HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
TASKS = [
    [
        "1",
        "Xây dựng kế hoạch củng cố\nhợp tác xã yếu kém",
        "Sở Tài chính",
        "Các sở, ban,\nngành",
        "Quý III/2026",
    ],
    ["2", "Hỗ trợ thành viên tiếp cận\nnguồn vốn ưu đãi", "Liên minh\nHợp tác xã", "", "30/11/2026"],
    ["3", "Tổ chức hội nghị tổng kết", "Văn phòng", "", "Năm 2026"],
]


def drawn_page() -> Image.Image:
    """A lying A4 page: title, a table whose second row is one merged cell, partners of rows 2 and 3 merged."""
    page = Image.new("L", (2339, 1654), 255)
    pen = ImageDraw.Draw(page)
    pen.text((900, 130), "DANH MỤC NHIỆM VỤ TRỌNG TÂM", font=BOLD, fill=0)
    pen.text((850, 210), "(Kèm theo Kế hoạch của Liên minh Hợp tác xã)", font=FONT, fill=0)
    for at, (top, bottom) in enumerate(pairwise(ROWS)):
        pen.line((COLUMNS[0], top, COLUMNS[-1], top), fill=0, width=3)
        if at != 1:
            for x in COLUMNS[1:-1]:
                pen.line((x, top, x, bottom), fill=0, width=3)
    pen.rectangle((COLUMNS[0], ROWS[0], COLUMNS[-1], ROWS[-1]), outline=0, width=3)
    pen.rectangle((COLUMNS[3] + 3, ROWS[4] - 3, COLUMNS[4] - 3, ROWS[4] + 5), fill=255)
    pen.text((COLUMNS[0] + 14, ROWS[1] + 14), "II. Phát triển thành viên", font=BOLD, fill=0)
    for row, texts in zip((0, 2, 3, 4), [HEAD, *TASKS], strict=True):
        for x, text in zip(COLUMNS, texts, strict=False):
            pen.multiline_text((x + 14, ROWS[row] + 12), text, font=BOLD if row == 0 else FONT, fill=0)
    pen.text((1700, 1080), "Nơi nhận: như trên.", font=FONT, fill=0)
    return page


def grained(page: Image.Image, *, slant: float = 0.0, seed: int = 5) -> Image.Image:
    """As a tired scanner gives it: turned a little, grey, grainy."""
    turned = page.rotate(slant, fillcolor=255, resample=Image.Resampling.BILINEAR)
    grain = np.random.default_rng(seed).normal(0, 9, np.asarray(turned).shape)
    return Image.fromarray(np.clip(np.asarray(turned) * 0.93 + grain, 0, 255).astype(np.uint8))


def saved_pdf(path: Path, *pages: Image.Image) -> Path:
    pages[0].save(path, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return path


def photo_of(page: Image.Image) -> Image.Image:
    """The page on a dark table, seen from an angle, the light falling off to the right."""
    width, height = page.size
    canvas = (int(width * 1.2), int(height * 1.25))
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    target = np.array(
        [[230, 190], [canvas[0] - 330, 120], [canvas[0] - 150, canvas[1] - 190], [120, canvas[1] - 110]],
        np.float32,
    )
    seen = cv2.warpPerspective(
        np.asarray(page), cv2.getPerspectiveTransform(source, target), canvas, borderValue=(60,)
    )
    light = np.linspace(1.0, 0.7, canvas[0])[None, :]
    return Image.fromarray((seen * light).astype(np.uint8))


def table_of(paper: Paper) -> Table:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    return tables[0]


def flat(cell: Cell | None) -> str:
    assert cell is not None
    return " ".join(cell.text.split())


def assert_table_is_read(table: Table) -> None:
    assert (table.row_count, table.column_count) == (5, 5)
    assert [flat(table.cell_at(0, column)) for column in range(5)] == HEAD
    heading = table.cell_at(1, 0)
    assert heading is not None
    assert (flat(heading), heading.column_span) == ("II. Phát triển thành viên", 5)
    for row, texts in zip((2, 3, 4), TASKS, strict=True):
        got = [flat(table.cell_at(row, column)) for column in (0, 1, 2, 4)]
        assert got == [" ".join(texts[column].split()) for column in (0, 1, 2, 4)]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_pdf(tmp_path_factory.mktemp("scan") / "scan.pdf", grained(drawn_page(), slant=1.3))


@pytest.fixture(scope="module")
def paper(scan: Path) -> Paper:
    return read_scan(scan)


def test_slanted_grainy_scan_is_read_cell_by_cell(paper: Paper) -> None:
    assert_table_is_read(table_of(paper))


def test_merged_partners_stand_once_with_their_span(paper: Paper) -> None:
    merged = table_of(paper).cell_at(4, 3)

    assert merged is table_of(paper).cell_at(3, 3)
    assert merged is not None
    assert (merged.row_span, merged.text, merged.confidence) == (2, "", None)


def test_text_round_the_table_stays_in_order(paper: Paper) -> None:
    kinds = [type(block) for block in paper.blocks]
    texts = [block.text for block in paper.blocks if isinstance(block, Paragraph)]

    assert kinds == [Paragraph, Paragraph, Table, Paragraph]
    assert texts == [
        "DANH MỤC NHIỆM VỤ TRỌNG TÂM",
        "(Kèm theo Kế hoạch của Liên minh Hợp tác xã)",
        "Nơi nhận: như trên.",
    ]


def test_what_was_recognised_says_so(paper: Paper) -> None:
    cells = [cell for cell in table_of(paper).cells if cell.text]

    assert paper.is_ocr
    assert paper.text_quality > 0.8
    assert {cell.source for cell in cells} == {TextSource.OCR}
    assert all(cell.confidence is not None and 0.5 < cell.confidence <= 1 for cell in cells)


def test_box_of_a_cell_shows_that_cell(scan: Path, paper: Paper) -> None:
    cell = table_of(paper).cell_at(3, 2)
    assert cell is not None
    assert cell.box is not None

    assert cell.box.left == pytest.approx(1150 / 2339, abs=0.02)
    assert cell.box.bottom == pytest.approx(840 / 1654, abs=0.02)
    picture = cv2.imdecode(np.frombuffer(crop_png(scan, cell.box), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    assert picture.shape[1] == pytest.approx((400 / 2339 + 0.02) * 11.69 * 150, rel=0.06)


def test_page_picture_has_the_width_asked_for(scan: Path) -> None:
    picture = cv2.imdecode(np.frombuffer(page_png(scan, 1, width=800), np.uint8), cv2.IMREAD_GRAYSCALE)

    assert picture is not None
    assert picture.shape == (pytest.approx(566, abs=2), 800)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_is_set_upright(tmp_path: Path, turn: int) -> None:
    lying = grained(drawn_page()).rotate(turn, expand=True)

    paper = read_scan(saved_pdf(tmp_path / "turned.pdf", lying))

    assert paper.page_turns == {1: turn}
    assert_table_is_read(table_of(paper))


def test_photo_at_an_angle_is_flattened(tmp_path: Path) -> None:
    photo_of(drawn_page()).save(tmp_path / "photo.jpg", quality=85)

    assert_table_is_read(table_of(read_scan(tmp_path / "photo.jpg")))


def test_pages_of_a_tiff_are_counted_and_chosen(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    blank = Image.new("L", (1654, 2339), 255)
    blank.save(
        tmp_path / "two.tiff", save_all=True, append_images=[grained(drawn_page())], compression="tiff_lzw"
    )

    paper = read_scan(
        tmp_path / "two.tiff", pages=[2], progress=lambda done, total: told.append((done, total))
    )

    assert told == [(1, 1)]
    assert table_of(paper).page == 2
    assert table_of(paper).row_pages == [2] * 5


def test_blank_page_has_no_blocks(tmp_path: Path) -> None:
    paper = read_scan(saved_pdf(tmp_path / "blank.pdf", Image.new("L", (1654, 2339), 255)))

    assert paper.blocks == []
    assert paper.text_quality == 0.0
