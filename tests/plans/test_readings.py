"""Papers being read: handed in, read behind the page, their draft kept, shown only to those who may read annexes."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lmhtx.jobs.models import Job
from lmhtx.jobs.running import GaveUp
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from plans import tasks
from plans.actions import readings as acts
from plans.actions.finishing import fail_reading, finish_reading
from plans.models import Reading
from plans.models.reading import ReadingState
from tests.factories.plans import agency
from tests.plans.readings import CA_MAU, PLAN_2026, ready, small

pytestmark = pytest.mark.django_db
PASTED = (
    "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n"
    "1\tMở lớp tập huấn\tVăn phòng\tQuý II/2026\n"
    "2\tKiểm tra hợp tác xã\tSở Tài chính\tCả năm\n"
)


def upload(path, name=None):
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def photo(name):
    body = io.BytesIO()
    Image.new("L", (400, 560), 255).save(body, "PNG")
    return SimpleUploadedFile(name, body.getvalue())


def queued(by, **facts):
    return Reading.objects.create(name="document.docx", created_by=by, **facts)


# Handing in --------------------------------------------------------------------------------------------------------


def test_a_handed_in_file_is_kept_and_queued(as_, clerk):
    response = as_(clerk).post(reverse("reading_create"), {"files": upload(PLAN_2026)})

    reading = Reading.objects.get()
    assert response.headers["Location"] == reverse("reading_detail", args=[reading.pk])
    assert (reading.name, reading.state, reading.job.name) == ("document.docx", "queued", "plans.read_paper")


def test_photos_are_the_pages_of_one_paper(clerk):
    reading = acts.start_reading(by=clerk, files=[photo("trang 1.png"), photo("trang 2.png")])

    assert reading.name == "trang 1.png và 1 ảnh khác"
    assert [one.name for one in tasks.sources(reading)] == ["trang 1.png", "trang 2.png"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([SimpleUploadedFile("trống.docx", b"")], "trống"),
        ([SimpleUploadedFile("giả.docx", b"%PDF-1.4 not really")], ""),
        ([SimpleUploadedFile("lạ.exe", b"MZ" * 500)], ""),
        ([SimpleUploadedFile("hỏng.docx", b"PK\x03\x04" + b"x" * 900)], ""),
        ([SimpleUploadedFile("../../etc/passwd", b"root:x:0:0")], ""),
        ([SimpleUploadedFile("a" * 300 + ".pdf", b"khong phai pdf")], ""),
    ],
)
def test_an_unfit_file_is_refused_on_the_page_and_nothing_is_kept(as_, clerk, files, words):
    response = as_(clerk).post(reverse("reading_create"), {"files": files})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert (Reading.objects.count(), Job.objects.count()) == (0, 0)


def test_two_papers_at_once_are_refused(as_, clerk):
    response = as_(clerk).post(
        reverse("reading_create"), {"files": [upload(PLAN_2026), upload(CA_MAU, "b.docx")]}
    )

    assert response.status_code == 422
    assert "chọn từng tệp một" in response.content.decode()


def test_handing_in_nothing_is_told_beside_the_field(as_, clerk):
    response = as_(clerk).post(reverse("reading_create"), {"pasted": "  "})

    assert response.status_code == 422
    assert "Hãy chọn tệp, hoặc dán bảng" in response.content.decode()


def test_a_huge_file_is_refused_with_its_limit(clerk, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    with pytest.raises(Refused):
        acts.start_reading(by=clerk, files=[upload(PLAN_2026)])


# Reading behind the page -----------------------------------------------------------------------------------------


@pytest.fixture
def handed_in(clerk):
    """The 2026 plan, handed in and not yet read."""
    return acts.start_reading(by=clerk, files=[upload(PLAN_2026)])


def test_the_job_leaves_a_draft_with_pages_and_tells_the_asker(handed_in, clerk):
    tasks.read_paper(handed_in.pk)

    handed_in.refresh_from_db()
    rows = [row for row in handed_in.draft["rows"] if not row["is_group"]]
    assert (handed_in.state, len(rows)) == (ReadingState.READY, 47)
    assert all(row["boxes"] for row in rows)
    assert handed_in.draft["document"]["keeper"] == agency("finance").pk
    assert "47 nhiệm vụ" in Notice.objects.get(person=clerk).line


def test_the_job_run_twice_does_no_harm(clerk):
    handed_in = acts.start_reading(by=clerk, pasted=PASTED)
    tasks.read_paper(handed_in.pk)
    handed_in.refresh_from_db()
    handed_in.draft["document"]["title"] = "Đã sửa"
    handed_in.save(update_fields=["draft"])

    tasks.read_paper(handed_in.pk)

    handed_in.refresh_from_db()
    assert (handed_in.draft["document"]["title"], Notice.objects.count()) == ("Đã sửa", 1)


def test_a_pasted_table_is_read(clerk):
    reading = acts.start_reading(by=clerk, pasted=PASTED, year=2026)

    tasks.read_paper(reading.pk)

    reading.refresh_from_db()
    found = [(row["text"], row["lead"], row["end"]) for row in reading.draft["rows"] if not row["is_group"]]
    assert found == [
        ("Mở lớp tập huấn", "Văn phòng", "2026-06-30"),
        ("Kiểm tra hợp tác xã", "Sở Tài chính", "2026-12-31"),
    ]


def test_a_paper_that_cannot_be_read_says_why_and_can_be_read_again(clerk, as_):
    reading = queued(clerk)

    with pytest.raises(GaveUp, match="Không tìm thấy tệp"):
        tasks.read_paper(reading.pk)

    page = as_(clerk).get(reverse("reading_detail", args=[reading.pk])).content.decode()
    assert "Không đọc được văn bản này" in page
    as_(clerk).post(reverse("reading_retry", args=[reading.pk]))
    reading.refresh_from_db()
    assert (reading.state, reading.failure) == (ReadingState.QUEUED, "")


def test_an_end_that_comes_late_changes_nothing(clerk):
    reading = ready(clerk)

    assert fail_reading(reading=reading, reason="Muộn").state == ReadingState.READY
    assert finish_reading(reading=reading, found=small({})).draft == reading.draft


def test_while_it_is_read_the_page_shows_how_far(as_, clerk):
    reading = acts.start_reading(by=clerk, pasted=PASTED)
    Job.objects.update(progress_done=3, progress_total=7, note="Đã đọc 3/7 trang.")

    piece = as_(clerk).get(reverse("reading_progress", args=[reading.pk]), headers={"HX-Request": "true"})

    assert 'value="42"' in piece.content.decode()
    assert "Đã đọc 3/7 trang." in piece.content.decode()


def test_when_it_is_read_the_waiting_page_turns_into_the_grid(as_, clerk):
    reading = ready(clerk)

    piece = as_(clerk).get(reverse("reading_progress", args=[reading.pk]), headers={"HX-Request": "true"})

    assert piece.headers["HX-Refresh"] == "true"


# Pictures --------------------------------------------------------------------------------------------------------


def test_a_page_of_the_source_is_shown_as_a_picture(as_, clerk):
    reading = acts.start_reading(by=clerk, files=[photo("1.png"), photo("2.png")])
    client = as_(clerk)

    picture = client.get(reverse("reading_page", args=[reading.pk, 2]))

    assert (picture.status_code, picture.content[:4]) == (200, b"\x89PNG")
    assert client.get(reverse("reading_page", args=[reading.pk, 3])).status_code == 404


def test_a_pasted_table_has_no_pages(as_, clerk):
    reading = acts.start_reading(by=clerk, pasted=PASTED)

    assert as_(clerk).get(reverse("reading_page", args=[reading.pk, 1])).status_code == 404


# What stands in the way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"pasted": " "}, "Hãy chọn tệp"),
        ({"pasted": "x" * 5_000_001}, "quá lớn"),
        ({"files": [SimpleUploadedFile(f"{place}.png", b"x") for place in range(61)]}, "nhiều nhất 60 ảnh"),
    ],
)
def test_what_cannot_be_handed_in_is_refused_in_words(clerk, given, words):
    with pytest.raises(Refused, match=words):
        acts.start_reading(by=clerk, **given)


def test_a_name_of_nothing_cannot_be_mapped(clerk):
    with pytest.raises(Refused, match="Tên này trống"):
        acts.map_name(written=" - ", agency=agency("finance"), by=clerk, seen_in=ready(clerk))


def test_a_paper_that_nobody_asked_for_tells_nobody(db):
    reading = finish_reading(reading=queued(None), found=small({}))

    assert (reading.state, Notice.objects.count()) == (ReadingState.READY, 0)


def test_a_paper_of_the_alliance_is_kept_by_the_alliance(clerk):
    found = small({}, issuer="UBND TỈNH ĐỒNG NAI LIÊN MINH HỢP TÁC XÃ")

    reading = finish_reading(reading=queued(clerk), found=found)

    assert reading.draft["document"]["keeper"] == agency("alliance").pk
    assert reading.draft["document"]["followed_by"] == agency("office").pk
