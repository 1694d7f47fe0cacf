"""Draft letters that urge agencies, as PDF and Word, one by one and as a bundle."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx import Document

from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.registry import definition_of
from lmhtx.jobs.running import run
from lmhtx.reports import legal
from lmhtx.reports.word import word
from lmhtx.workflow import Refused
from plans.actions.letters import ask_letter_bundle, draft_urging_letters
from plans.models import LetterBundle, UrgingLetter
from plans.queries.letters import letter_papers
from tests.factories.plans import plan, task
from tests.lmhtx.reports.papers import kept, line_with, pages_of

pytestmark = pytest.mark.django_db
LATE = date(2026, 8, 31)


@pytest.fixture
def paper(clerk):
    """A plan with two agencies late: one with two tasks, one with one."""
    made = plan(number="12", symbol="KH-BCĐ", issued_on=date(2026, 5, 4), title="Kế hoạch năm 2026")
    for n, lead in enumerate(("finance", "finance", "agriculture-environment"), start=1):
        task(
            plan=made,
            leads=(lead,),
            due_on=LATE,
            text=f"Nhiệm vụ thứ {n}",
            position=n,
            deadline_text="Quý III",
        )
    draft_urging_letters(today=date(2026, 9, 15))
    return made


@pytest.fixture
def letter(paper):
    """The one to the agency with two late tasks."""
    return next(one for one in paper.urging_letters.all() if one.tasks.count() == 2)


def pdf_of_answer(answer) -> list:
    return pages_of(b"".join(answer.streaming_content))


def test_a_letter_leaves_as_pdf_in_the_layout_of_letters(letter, clerk, as_):
    answer = as_(clerk).get(f"/ke-hoach/don-doc/{letter.pk}/pdf/")
    page = pdf_of_answer(answer)[0]
    text = " ".join(page.extract_text().split())

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert line_with(page, "V/v đôn đốc", right=100).size == legal.SUBJECT_PT
    assert f"Kính gửi: {letter.agency}." in text
    assert "DỰ THẢO" in text
    assert "PHÓ CHỦ TỊCH" in text
    rows = [[" ".join((cell or "").split()) for cell in row] for row in page.extract_tables()[-1]]
    assert rows == [
        ["TT", "Nhiệm vụ", "Thời hạn", "Quá hạn (ngày)"],
        ["1", "Nhiệm vụ thứ 1", "Quý III (31/08/2026)", "15"],
        ["2", "Nhiệm vụ thứ 2", "Quý III (31/08/2026)", "15"],
    ]


def test_a_letter_leaves_as_word_with_the_same_words(letter, clerk, as_):
    answer = as_(clerk).get(f"/ke-hoach/don-doc/{letter.pk}/word/")
    document = Document(io.BytesIO(b"".join(answer.streaming_content)))

    assert "attachment" in answer["Content-Disposition"]
    assert f"Kính gửi: {letter.agency}." in [paragraph.text for paragraph in document.paragraphs]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == [
        "1",
        "Nhiệm vụ thứ 1",
        "Quý III\n(31/08/2026)",
        "15",
    ]


def test_looking_at_a_letter_is_no_act(letter, clerk, as_):
    before = Entry.objects.count()

    as_(clerk).get(f"/ke-hoach/don-doc/{letter.pk}/word/")

    assert Entry.objects.count() == before


@pytest.mark.parametrize("way", ["pdf", "word"])
def test_only_who_may_urge_gets_a_letter(letter, officer, keeper, as_, way):
    assert as_(officer).get(f"/ke-hoach/don-doc/{letter.pk}/{way}/").status_code == 403
    assert as_(keeper).get(f"/ke-hoach/don-doc/{letter.pk}/{way}/").status_code == 403


def test_a_letter_that_cannot_be_set_says_why_on_its_page(letter, clerk, as_, monkeypatch):
    monkeypatch.setattr("lmhtx.reports.pdf.SECONDS", 0)

    answer = as_(clerk).get(f"/ke-hoach/don-doc/{letter.pk}/pdf/", follow=True)

    assert answer.redirect_chain == [(f"/ke-hoach/don-doc/{letter.pk}/", 302)]
    assert "Chưa dựng được tệp PDF" in answer.content.decode()


def test_the_page_shows_the_paper_and_offers_it(letter, clerk, as_):
    body = as_(clerk).get(f"/ke-hoach/don-doc/{letter.pk}/").content.decode()

    assert f"/ke-hoach/don-doc/{letter.pk}/pdf/" in body
    assert "LIÊN MINH HỢP TÁC XÃ" in body
    assert "KT. CHỦ TỊCH" in body


def test_papers_of_many_letters_cost_as_many_queries_as_of_one(paper, django_assert_num_queries):
    letters = list(UrgingLetter.objects.select_related("agency", "plan"))

    with django_assert_num_queries(4):
        letter_papers(letters[:1])
    with django_assert_num_queries(4):
        letter_papers(letters)


def test_a_plan_without_number_is_named_by_its_title():
    made = plan(title="Dự thảo kế hoạch")
    late = task(plan=made, leads=("finance",), due_on=LATE)
    letter = draft_urging_letters(today=date(2026, 9, 15))[0]
    late.deadline_text = ""

    text = letter_papers([letter])[0][1].blocks[0].text

    assert text.startswith("Thực hiện Dự thảo kế hoạch, qua theo dõi đến ngày 15/09/2026")


def test_the_whole_bundle_comes_as_one_pdf_and_a_zip_of_word_files(
    paper, clerk, as_, django_capture_on_commit_callbacks
):
    answer = as_(clerk).post(f"/ke-hoach/{paper.pk}/don-doc/dung/")
    bundle = LetterBundle.objects.get()
    waiting = as_(clerk).get(bundle.get_absolute_url()).content.decode()
    run(definition_of("plans.build_letters"), bundle.job_id)
    run(definition_of("plans.build_letters"), bundle.job_id)
    pdf, words = Attachment.objects.of(bundle)
    pages = pages_of(kept(pdf))
    names = zipfile.ZipFile(io.BytesIO(kept(words))).namelist()
    built = as_(clerk).get(bundle.get_absolute_url()).content.decode()

    assert answer.headers["Location"] == bundle.get_absolute_url()
    assert "<progress" in waiting
    assert [page.extract_text().count("Kính gửi:") for page in pages] == [1, 1]
    assert len(names) == 2
    assert all(name.endswith(".docx") for name in names)
    assert pdf.name in built
    assert Entry.objects.filter(verb="plans.letters.built").count() == 1
    assert Job.objects.get(pk=bundle.job_id).state == JobState.DONE


def test_a_second_run_builds_nothing_anew(paper, clerk):
    bundle = ask_letter_bundle(plan=paper, by=clerk)
    definition = definition_of("plans.build_letters")

    definition.function(bundle_id=bundle.pk)
    answer = definition.function(bundle_id=bundle.pk)

    assert answer == {"url": bundle.get_absolute_url()}
    assert Attachment.objects.of(bundle).count() == 2


def test_a_bundle_that_cannot_be_set_gives_up_with_the_reason(paper, clerk, monkeypatch):
    monkeypatch.setattr("lmhtx.reports.pdf.SECONDS", 0)
    bundle = ask_letter_bundle(plan=paper, by=clerk)

    run(definition_of("plans.build_letters"), bundle.job_id)

    job = Job.objects.get(pk=bundle.job_id)
    assert (job.state, Attachment.objects.of(bundle).count()) == (JobState.FAILED, 0)
    assert "quá dài" in job.note


def test_without_open_drafts_there_is_no_bundle(clerk):
    with pytest.raises(Refused, match="không có dự thảo"):
        ask_letter_bundle(plan=plan(), by=clerk)


def test_files_of_a_bundle_are_for_those_who_urge(paper, clerk, officer, keeper):
    bundle = ask_letter_bundle(plan=paper, by=clerk)
    definition_of("plans.build_letters").function(bundle_id=bundle.pk)

    seen = {
        person.username: Attachment.objects.visible_to(person).filter(owner_kind="plans.letterbundle").count()
        for person in (clerk, officer, keeper)
    }

    assert seen == {"vanthu": 2, "chuyenvien": 0, "sotaichinh": 0}


def test_a_long_list_of_late_tasks_runs_over_pages_with_its_head(clerk):
    made = plan(title="Kế hoạch dài")
    for n in range(60):
        task(
            plan=made, leads=("finance",), due_on=LATE, text=f"Nhiệm vụ số {n} " + "rất dài " * 10, position=n
        )
    draft_urging_letters(today=date(2026, 9, 15))
    paper = letter_papers(UrgingLetter.objects.select_related("agency", "plan"))[0][1]

    assert len(paper.blocks[1].rows) == 60
    assert word(paper)[:2] == b"PK"
