"""The columns of a strange workbook as a person says: read anew, remembered for the source, forgotten again."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cooperatives.actions import bringing as acts
from cooperatives.actions.columns import choose_columns, guess_columns
from cooperatives.enums.imports import BringState
from cooperatives.models import Cooperative, SourceLayout
from cooperatives.queries.bringing import remembered, sources_of
from cooperatives.tasks import read_brought_register, write_brought_register
from cooperatives.workbooks.layouts import Layout, most_like, source_of
from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.workflow import Refused
from tests.factories.cooperatives import code, commune

pytestmark = pytest.mark.django_db
# "Người trông coi" is nobody's word for a head, and "Số máy" none for a telephone.
HEADINGS = ("TT", "Tên HTX", "Mã số", "Xã", "Người trông coi", "Số máy", "Vốn (triệu đồng)", "Vốn điều lệ")


def row(number, **said):
    told = {
        "name": f"Hợp tác xã Số {number}", "code": code(), "ward": str(commune()), "head": "Trần Thị Lan",
        "phone": "0913456789", "capital": 500, "other": 2_000_000_000, **said,
    }  # fmt: skip
    return (number, *told.values())


def book(*rows, headings=HEADINGS, name="danh sach xa.xlsx", sheets=("Xã A",)):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for place, title in enumerate(sheets):
        sheet = made.create_sheet(title)
        for line in (headings, *(rows if place == 0 else [row(place * 100 + at) for at in range(1, 4)])):
            sheet.append(line)
    body = BytesIO()
    made.save(body)
    return SimpleUploadedFile(name, body.getvalue())


@pytest.fixture
def read(officer):
    def _read(file):
        brought = acts.bring_register(file=file, year=2025, by=officer)
        read_brought_register(brought.pk)
        brought.refresh_from_db()
        return brought

    return _read


@pytest.fixture
def choose(officer):
    """Says which column holds what and reads anew."""

    def _choose(brought, **facts):
        (source,) = sources_of(brought)
        said = {column["key"]: column["fact"] for column in source.columns}
        by_letter = {column["letter"]: column["key"] for column in source.columns}
        said |= {by_letter[letter]: fact for letter, fact in facts.items()}
        choose_columns(brought=brought, sources=[said], by=officer)
        read_brought_register(brought.pk)
        brought.refresh_from_db()
        return brought

    return _choose


def as_read(brought):
    return {column["letter"]: column["fact"] for column in brought.columns}


def test_each_column_is_shown_with_what_it_was_read_as(read):
    (source,) = sources_of(read(book(row(1), row(2, head=""))))

    assert source.sheets == ["Xã A"]
    assert [(one["letter"], one["heading"], one["fact"]) for one in source.columns][:6] == [
        ("A", "TT", "stt"),
        ("B", "Tên HTX", "name"),
        ("C", "Mã số", "tax_code"),
        ("D", "Xã", "ward"),
        ("E", "Người trông coi", ""),
        ("F", "Số máy", ""),
    ]
    assert source.columns[4]["samples"] == ["Trần Thị Lan"]
    assert source.layout is None


def test_a_chosen_column_is_read_and_written(read, choose, officer):
    brought = choose(read(book(row(1))), E="head", F="phone", G="capital", H="")

    acts.confirm_register(brought=brought, by=officer)
    write_brought_register(brought.pk)

    one = Cooperative.objects.get()
    assert (one.representative, one.phone, one.charter_vnd) == ("Trần Thị Lan", "0913456789", 500_000_000)
    assert Entry.objects.filter(verb="cooperatives.register.columns_chosen").count() == 1


def test_what_was_answered_is_asked_again_and_the_marked_copy_is_made_anew(read, choose, officer):
    brought = read(book(row(1, code=None), row(2)))
    acts.leave_as_read(brought=brought, codes=sorted(acts.settled_of(brought).may_be_left), by=officer)
    before = Attachment.objects.of(brought).get(kind=acts.MARKED)

    brought = choose(brought, E="head")

    assert (brought.state, brought.left, brought.answers) == (BringState.CHECKED, [], {})
    assert Attachment.objects.of(brought).get(kind=acts.MARKED).pk != before.pk


def test_the_source_is_read_so_when_it_comes_again(read, choose, officer):
    choose(read(book(row(1))), E="head", F="phone")

    again = read(book(row(5), row(6), name="danh sach thang sau.xlsx"))

    assert as_read(again)["E"] == "head"
    assert [layout.name for layout in remembered(again)] == ["danh sach xa.xlsx"]
    assert {one["values"]["phone"] for one in again.rows} == {"0913456789"}


def test_a_column_more_or_another_order_is_still_the_same_source(read, choose):
    choose(read(book(row(1))), E="head", F="phone")
    turned = (
        "TT",
        "Số máy",
        "Tên HTX",
        "Mã số",
        "Xã",
        "Người trông coi",
        "Vốn (triệu đồng)",
        "Vốn điều lệ",
        "Ghi chú",
    )
    line = row(7)

    again = read(book((line[0], line[5], *line[1:5], *line[6:], "mới"), headings=turned))

    assert (as_read(again)["B"], as_read(again)["F"], as_read(again)["I"]) == ("phone", "head", "note")


def test_another_source_is_guessed_as_ever(read, choose):
    choose(read(book(row(1))), E="head", F="phone", D="")

    other = read(book(("Hợp tác xã Khác", code(), str(commune())), headings=("Tên HTX", "Mã số", "Xã")))

    assert as_read(other) == {"A": "name", "B": "tax_code", "C": "ward"}
    assert remembered(other) == []


def test_the_last_choice_counts_and_can_be_forgotten(read, choose, officer):
    brought = choose(read(book(row(1))), E="head")
    brought = choose(brought, E="trade")

    assert SourceLayout.objects.count() == 1
    assert as_read(brought)["E"] == "trade"

    guess_columns(brought=brought, by=officer)
    read_brought_register(brought.pk)
    brought.refresh_from_db()
    assert as_read(brought)["E"] == ""
    assert SourceLayout.objects.count() == 0
    forgotten = Entry.objects.get(verb="cooperatives.register.columns_forgotten")
    assert "trade" in str(forgotten.data)


def test_what_is_remembered_is_the_staffs(read, choose, officer, outsider):
    choose(read(book(row(1))), E="head")

    assert SourceLayout.objects.visible_to(officer).count() == 1
    assert SourceLayout.objects.visible_to(outsider).count() == 0


def test_sheets_alike_are_told_of_once(read):
    (source,) = sources_of(read(book(row(1), row(2), sheets=("Xã A", "Xã B"))))

    assert source.sheets == ["Xã A", "Xã B"]


def test_two_columns_of_one_heading_are_told_apart(read, choose):
    headings = ("Tên HTX", "Mã số", "Xã", "Ghi thêm", "Ghi thêm")
    brought = read(book(("Hợp tác xã Một", code(), str(commune()), "x", "Lê Văn Hai"), headings=headings))

    brought = choose(brought, E="head")

    assert (as_read(brought)["D"], as_read(brought)["E"]) == ("", "head")


def test_nothing_is_chosen_of_what_is_no_longer_open(read, officer):
    brought = read(book(row(1)))
    acts.drop_register(brought=brought, by=officer)

    with pytest.raises(Refused, match="không còn chờ"):
        choose_columns(brought=brought, sources=[], by=officer)
    with pytest.raises(Refused, match="không còn chờ"):
        guess_columns(brought=brought, by=officer)


@pytest.fixture
def post(as_, officer):
    """Sends the form of the columns with some of them changed by their letter."""

    def _post(brought, **facts):
        (source,) = sources_of(brought)
        sent = {f"cot_0_{at}": one["fact"] for at, one in enumerate(source.columns)}
        places = {one["letter"]: at for at, one in enumerate(source.columns)}
        sent |= {f"cot_0_{places[letter]}": fact for letter, fact in facts.items()}
        return as_(officer).post(reverse("brought_columns", args=[brought.pk]), sent)

    return _post


def test_the_page_takes_the_choice(read, post, as_, officer):
    brought = read(book(row(1)))
    assert "Cột E đọc thành" in as_(officer).get(brought.get_absolute_url()).content.decode()

    answer = post(brought, E="head", F="phone")

    brought.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, brought.get_absolute_url())
    assert brought.state == BringState.CHECKING
    read_brought_register(brought.pk)
    assert "danh sach xa.xlsx" in as_(officer).get(brought.get_absolute_url()).content.decode()
    as_(officer).post(reverse("brought_guess", args=[brought.pk]))
    assert not SourceLayout.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"E": "ward"}, "“Xã, phường” đã lấy ở cột D"),
        ({"B": ""}, "hãy chọn một cột là “Tên hợp tác xã”"),
        ({"E": "khong_co"}, "không"),
    ],
)
def test_a_choice_that_cannot_be_says_why(facts, said, read, post):
    brought = read(book(row(1)))

    answer = post(brought, **facts)

    assert said in answer.content.decode()
    assert not SourceLayout.objects.exists()
    brought.refresh_from_db()
    assert brought.state == BringState.CHECKED


@pytest.mark.parametrize(
    ("told", "keys", "is_like"),
    [
        ("abcde", "abcde", True),
        ("abcde", "edcba", True),
        ("abcde", "abcd", True),
        ("abcde", "abc", False),
        ("abcd", "abcdef", False),
        ("", "abc", False),
        ("abc", "", False),
    ],
)
def test_a_source_is_known_by_most_of_its_headings(told, keys, is_like):
    layout = Layout(dict.fromkeys(told, ""))

    assert most_like([layout], list(keys)) == (layout if is_like else None)


def test_the_order_of_columns_makes_no_other_source():
    assert source_of("abc") == source_of("cba") != source_of("abd")
