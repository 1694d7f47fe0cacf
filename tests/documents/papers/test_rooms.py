"""The rooms that signing and numbering fill in, found in a finished PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.papers.forms import paper_of
from lmhtx.reading.crops import office_to_pdf
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports import legal
from lmhtx.reports.letterhead import Signature
from lmhtx.reports.pdf import annex_pdfs, pdf
from lmhtx.reports.rooms import Room, rooms_of
from lmhtx.reports.word import word
from tests.documents.papers.samples import DRAFTS, PAPERS, all_pdfs
from tests.lmhtx.reports.papers import MM, line_with, lines_of, pages_of

SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM
RIGHT_MIDDLE = SPLIT + legal.RIGHT_BOX_MM / 2
OPEN = "1.2 quyết định"


def near(points: float) -> object:
    """Within a millimetre."""
    return pytest.approx(points, abs=MM)


def ink_in(page, room: Room) -> str:
    """What is printed inside of a room."""
    left, bottom, right, top = room.box
    return "".join(
        char["text"]
        for char in page.chars
        if char["x0"] > left - 0.1
        and char["x1"] < right + 0.1
        and page.height - char["bottom"] > bottom - 0.5
        and page.height - char["top"] < top + 0.5
    ).strip()


@pytest.fixture(scope="module")
def found():
    """The rooms of a decision that waits for its number."""
    return rooms_of(all_pdfs()[OPEN]), pages_of(all_pdfs()[OPEN])


def test_number_and_day_have_room_for_their_digits_and_nothing_stands_there(found):
    rooms, pages = found
    digits = [(rooms.number, 4), (rooms.day, 2), (rooms.month, 2), (rooms.year, 4)]

    assert [room.page for room, _count in digits] == [0, 0, 0, 0]
    assert [room.right - room.left >= count * 0.5 * legal.NUMBER_PT for room, count in digits] == [True] * 4
    assert [ink_in(pages[0], room) for room, _count in digits] == [""] * 4


def test_number_and_day_stand_in_their_boxes(found):
    rooms, pages = found
    number, day = line_with(pages[0], "Số:", right=SPLIT), line_with(pages[0], "Đồng Nai, ngày", left=SPLIT)

    assert number.left * MM < rooms.number.left < rooms.number.right < number.right * MM
    assert (
        day.left * MM
        < rooms.day.left
        < rooms.day.right
        < rooms.month.left
        < rooms.month.right
        < rooms.year.left
    )
    tops = [room.top for room in (rooms.number, rooms.day, rooms.month, rooms.year)]
    assert tops == [near(pages[0].height - number.top * MM)] * 4
    assert rooms.year.right < (210 - legal.RIGHT_MM) * MM


def test_the_signature_stands_between_post_and_name_and_the_seal_covers_its_left_third(found):
    rooms, pages = found
    place, page = rooms.place, pages[-1]
    signature, seal = place.signature, place.seal
    post = next(line for line in lines_of(page, left=SPLIT) if line.text == "CHỦ TỊCH" and line.top > 100)
    name = line_with(page, "Nguyễn Văn Thành", left=SPLIT)

    assert (place.post, place.name, len(rooms.places)) == ("CHỦ TỊCH", "Nguyễn Văn Thành", 1)
    assert (signature.left + signature.right) / 2 == near(RIGHT_MIDDLE * MM)
    assert signature.top == near(page.height - post.bottom * MM)
    assert signature.bottom == near(page.height - name.top * MM)
    assert (seal.right - seal.left, seal.top - seal.bottom) == (near(36 * MM), near(36 * MM))
    assert (seal.right - signature.left) / (signature.right - signature.left) == pytest.approx(
        1 / 3, abs=0.01
    )
    assert (seal.top + seal.bottom) / 2 == near((signature.top + signature.bottom) / 2)
    assert ink_in(page, signature) == ""


def test_a_seal_of_another_size_is_as_large_as_it_is():
    seal = rooms_of(all_pdfs()[OPEN], seal_mm=30).place.seal

    assert (seal.right - seal.left) / MM == pytest.approx(30, abs=0.01)


def test_the_corner_stands_in_the_upper_edge_at_the_right(found):
    rooms, pages = found
    corner = rooms.corner

    assert corner.page == 0
    assert (corner.left / MM, corner.right / MM) == (pytest.approx(158), pytest.approx(202))
    assert (pages[0].height - corner.top) / MM == pytest.approx(5, abs=0.1)
    assert (pages[0].height - corner.bottom) / MM < legal.TOP_MM
    assert ink_in(pages[0], corner) == ""


def test_an_annex_in_a_file_of_its_own_has_its_corner_at_the_right_too():
    upright, wide = annex_pdfs(PAPERS["1.5 công văn"])
    rooms = rooms_of(wide)

    assert [len(pages_of(body)) for body in (upright, wide)] == [1, 1]
    assert rooms_of(upright).corner.right / MM == pytest.approx(202, abs=0.1)
    assert rooms.corner.right / MM == pytest.approx(297 - 8, abs=0.1)
    assert (rooms.number, rooms.place) == (None, None)


def test_what_is_printed_already_has_no_room():
    rooms = rooms_of(all_pdfs()["1.3 quyết định ban hành"])

    assert (rooms.number, rooms.day, rooms.month, rooms.year) == (None, None, None, None)
    assert rooms.place.name == "Nguyễn Văn Thành"


def test_both_who_sign_minutes_have_their_place_the_chair_last():
    rooms = rooms_of(all_pdfs()["1.9 biên bản"])

    assert [(place.post, place.name) for place in rooms.places] == [
        ("THƯ KÝ", "Phạm Thu Hà"), ("CHỦ TỌA", "Nguyễn Văn Thành")
    ]  # fmt: skip
    assert rooms.places[0].signature.right < rooms.places[1].signature.left
    assert rooms.place.name == "Nguyễn Văn Thành"


@pytest.mark.parametrize("name", [name for name, paper in PAPERS.items() if paper.signature])
def test_every_form_has_one_place_to_sign(name):
    rooms = rooms_of(all_pdfs()[name])

    assert [place.name for place in rooms.places] == [PAPERS[name].signature.name]
    assert rooms.place.post == PAPERS[name].signature.lines[-1]


def test_a_paper_without_a_name_has_no_place_to_sign():
    draft = replace(DRAFTS["1.5 công văn"], signature=Signature(("CHỦ TỊCH",)), annexes=())

    assert rooms_of(pdf(paper_of(draft))).place is None


def test_a_paper_that_word_made_has_its_rooms_too(tmp_path):
    file = tmp_path / "quyet-dinh.docx"
    file.write_bytes(word(PAPERS[OPEN]))
    rooms = rooms_of(office_to_pdf(file).read_bytes())

    assert [room is not None for room in (rooms.number, rooms.day, rooms.month, rooms.year)] == [True] * 4
    assert (rooms.place.post, rooms.place.name) == ("CHỦ TỊCH", "Nguyễn Văn Thành")
    assert rooms.year.right < (210 - legal.RIGHT_MM) * MM


def test_what_is_no_pdf_is_refused():
    with pytest.raises(UnreadableFile):
        rooms_of(b"khong phai pdf")
