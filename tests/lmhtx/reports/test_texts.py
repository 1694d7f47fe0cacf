"""A report rewritten in Word and put back."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from lmhtx.files.models import Attachment
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import build_run
from lmhtx.reports.actions.texts import take_text
from lmhtx.reports.models import ReportText
from lmhtx.reports.rendering import FORMS
from lmhtx.workflow import Refused
from tests.lmhtx.reports.test_building import half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(plan, officer):
    made = build_run(wish=half_year(plan), by=officer)
    texts = {
        **made.texts,
        "results": "Đã vận động 412 hợp tác xã tham gia chuyển đổi số trong kỳ báo cáo.",
        "causes": "Nguyên nhân chủ yếu là thiếu 3 văn bản hướng dẫn của cấp trên.",
    }
    return life.write_texts(run=made, by=officer, texts=texts)


def rewritten(run, *, change=(), remove=""):
    """The report's own Word file, changed as a person would change it."""
    document = Document(BytesIO(FORMS["word"].make(run)))
    for paragraph in document.paragraphs:
        if change and change[0] in paragraph.text:
            paragraph.text = paragraph.text.replace(*change)
        if remove and remove in paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)
    written = BytesIO()
    document.save(written)
    return SimpleUploadedFile("bao-cao-da-sua.docx", written.getvalue())


def test_one_figure_changed_and_one_paragraph_removed_are_one_of_each(run, officer):
    file = rewritten(run, change=("412", "409"), remove="Nguyên nhân chủ yếu")

    text = take_text(run=run, by=officer, file=file, note="Văn phòng sửa")

    assert text.differences["figures"] == [{"was": "412", "now": "409", "place": "mục II.1"}]
    assert [change["kind"] for change in text.differences["changes"]] == ["changed", "removed"]
    assert Attachment.objects.of(text).get().name == "bao-cao-da-sua.docx"


def test_a_file_put_back_untouched_differs_in_nothing(run, officer):
    text = take_text(run=run, by=officer, file=rewritten(run))

    assert text.differences == {"changes": [], "figures": []}


def test_versions_are_numbered(run, officer):
    for _time in range(2):
        take_text(run=run, by=officer, file=rewritten(run))

    assert list(ReportText.objects.values_list("number", flat=True)) == [2, 1]


def test_only_a_word_file_is_taken(run, officer):
    with pytest.raises(Refused, match="tệp Word"):
        take_text(run=run, by=officer, file=SimpleUploadedFile("bao-cao.txt", b"412"))

    assert not ReportText.objects.exists()


def test_nobody_issues_unaware_of_another_figure(run, officer, office_chief, deputy):
    take_text(run=run, by=officer, file=rewritten(run, change=("412", "409")))
    run = life.check_run(run=life.submit_run(run=run, by=officer), by=office_chief)

    with pytest.raises(Refused, match="con số khác"):
        life.issue_run(run=run, by=deputy, paper=life.Paper())

    signed = SimpleUploadedFile("ban-ky.png", PNG)
    issued = life.issue_run(run=run, by=deputy, paper=life.Paper(file=signed, accepts_differences=True))
    assert issued.is_issued
    assert Attachment.objects.of(issued).get().kind == "signed"
    with pytest.raises(Refused, match="không nhận thêm"):
        take_text(run=issued, by=officer, file=rewritten(issued))


def test_who_sees_the_report_sees_its_texts(run, officer, outsider):
    text = take_text(run=run, by=officer, file=rewritten(run))

    assert list(ReportText.objects.visible_to(officer)) == [text]
    assert list(ReportText.objects.visible_to(outsider)) == []


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
