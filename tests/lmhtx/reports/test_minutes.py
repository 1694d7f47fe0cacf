"""Biên bản bàn giao as PDF and Word: the layout of minutes, the words of the act, signed side by side."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.account.actions.handover import hand_over, hand_over_unit
from lmhtx.people.handover import Handover
from lmhtx.people.models import User
from lmhtx.reports import legal
from lmhtx.reports.minutes import minutes_of
from lmhtx.reports.paper import Paragraph
from lmhtx.reports.pdf import pdf
from tests.factories.plans import agency, series, task
from tests.lmhtx.reports.papers import line_with, lines_of, pages_of

pytestmark = pytest.mark.django_db
SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM


@pytest.fixture
def made(officer: User, unit_head: User, office_chief: User) -> Handover:
    """All that the officer held, shared between two."""
    task(text="Rà soát hợp tác xã ngừng hoạt động", person=officer)
    series(text="Báo cáo giao ban", person=officer)
    colleague = User.objects.get(username="chuyenvien2")
    takers = {"plans.in_charge": unit_head, "plans.repeating": colleague}
    return hand_over(
        person=officer,
        by=office_chief,
        note="Nghỉ hưu theo Quyết định 9",
        receiver=lambda kind, _row: takers[kind.key],
        is_leaving=True,
    )


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_minutes_read_as_minutes_and_are_signed_by_all(made, as_, office_chief):
    answer = as_(office_chief).get(reverse("handover_pdf", args=[made.pk]))

    pages = pages_of(body_of(answer))
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert answer.headers["Content-Type"] == "application/pdf"
    for said in (
        "BIÊN BẢN Bàn giao công việc của Nguyễn Thị Hạnh",
        "ngày 15 tháng 9 năm 2026, chúng tôi gồm:",
        "Ông (bà) Nguyễn Thị Hạnh; Chuyên viên, Phòng Tuyên truyền",
        "Lý do, căn cứ: Nghỉ hưu theo Quyết định 9.",
        "thôi sử dụng tài khoản",
        "1. Nhiệm vụ phụ trách (1)",
        "Rà soát hợp tác xã ngừng hoạt động",
        "2. Việc định kỳ phụ trách (1)",
        "- Lưu: VT, hồ sơ.",
    ):
        assert said in words
    assert "/BB-LM" in line_with(pages[0], "Số:", right=SPLIT).text
    # The day stands in the words, not in box 4.
    assert not [line for line in lines_of(pages[0], left=SPLIT) if line.text.startswith("Đồng Nai, ngày")]
    signing = [page for page in pages if "NGƯỜI LẬP BIÊN BẢN" in page.extract_text()][-1]
    labels = signing.search(r"BÊN GIAO|BÊN NHẬN", regex=True)[-3:]
    assert [one["text"] for one in labels] == ["BÊN GIAO", "BÊN NHẬN", "BÊN NHẬN"]
    assert len({round(one["top"]) for one in labels}) == 1


def test_the_word_file_says_the_same(made, as_, office_chief):
    answer = as_(office_chief).get(reverse("handover_word", args=[made.pk]))

    document = docx.Document(io.BytesIO(body_of(answer)))
    signed = [[cell.text.split("\n") for cell in table.rows[0].cells] for table in document.tables[-3:-1]]
    assert [[cell[0] for cell in row] for row in signed] == [
        ["BÊN GIAO", "BÊN NHẬN", "BÊN NHẬN"],
        ["NGƯỜI LẬP BIÊN BẢN"],
    ]
    assert signed[0][0][-1] == "Nguyễn Thị Hạnh"
    assert "IV. NỘI DUNG BÀN GIAO" in [one.text for one in document.paragraphs]


def test_a_unit_is_signed_for_and_nothing_open_is_said(office_chief, officer):
    unit = agency("policy")
    unit.successor = agency("office")
    unit.save()
    task(text="Chủ trì", leads=("policy",))
    paper = minutes_of(hand_over_unit(unit=unit, by=office_chief, note="Sáp nhập"))
    empty = minutes_of(Handover.objects.create(person=officer, note="Nghỉ phép"))

    assert [one.lines for one in paper.parties] == [
        ("ĐẠI DIỆN BÊN GIAO", str(unit)),
        ("ĐẠI DIỆN BÊN NHẬN", str(unit.successor)),
        ("NGƯỜI LẬP BIÊN BẢN",),
    ]
    words = pages_of(pdf(empty))[0].extract_text()
    assert "Không có việc nào phải nhận." in words
    assert "Không có việc nào đang mở khi lập biên bản." in words


def test_posts_are_those_of_the_day_and_cost_the_same_for_many(made, officer):
    officer.postings.update(valid_to=date(2026, 9, 14))

    def read() -> tuple[list[str], int]:
        kept = Handover.objects.select_related("person", "unit", "created_by").get(pk=made.pk)
        with CaptureQueriesContext(connection) as asked:
            paper = minutes_of(kept)
        return [block.text for block in paper.blocks if isinstance(block, Paragraph)], len(asked)

    words, few = read()
    for place in range(5):
        made.lines.create(title="Khác", label=f"Việc {place}", to_person=officer)
    many = read()[1]

    assert "- Ông (bà) Nguyễn Thị Hạnh" in words
    assert few == many


def test_who_may_not_see_the_act_gets_no_paper(made, as_, clerk):
    assert as_(clerk).get(reverse("handover_pdf", args=[made.pk])).status_code == 404
    assert as_(clerk).get(reverse("handover_word", args=[made.pk])).status_code == 404
