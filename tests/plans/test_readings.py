"""Papers being read: handed in, read behind the page, their draft kept, shown only to those who may read annexes."""

from __future__ import annotations

import io
import json
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lmhtx.base.models import Stale
from lmhtx.directory.models import AgencyAlias
from lmhtx.jobs.models import Job
from lmhtx.jobs.running import GaveUp
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from plans import tasks
from plans.actions import readings as acts
from plans.actions.finishing import fail_reading, finish_reading
from plans.actions.writing import Consent, write_into_plan
from plans.models import Plan, Reading, Task
from plans.models.reading import ReadingState
from plans.queries.readings import plans_alike
from tests.factories.plans import agency
from tests.plans.readings import CA_MAU, PLAN_2026, ready, small

pytestmark = pytest.mark.django_db
PASTED = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tMở lớp tập huấn\tVăn phòng\tQuý II/2026\n2\tKiểm tra hợp tác xã\tSở Tài chính\tCả năm\n"


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


# The draft -------------------------------------------------------------------------------------------------------


def save(client, reading, draft, version=1):
    body = json.dumps({"version": version, "draft": draft})
    return client.post(reverse("reading_draft", args=[reading.pk]), body, content_type="application/json")


def test_the_draft_is_kept_and_says_when(as_, clerk):
    reading = ready(clerk)
    draft = deepcopy(reading.draft)
    draft["rows"][1]["lead"] = "Liên minh HTX; Ban lạ"

    told = save(as_(clerk), reading, draft).json()

    reading.refresh_from_db()
    assert (told["version"], reading.draft["rows"][1]["lead"]) == (2, "Liên minh HTX; Ban lạ")
    assert told["names"]["Liên minh HTX"]["is_ours"] is True
    assert told["names"]["Ban lạ"] is None


def test_a_stale_draft_gets_the_saved_one_to_compare(as_, clerk, office_chief):
    reading = ready(clerk)
    mine, theirs = deepcopy(reading.draft), deepcopy(reading.draft)
    theirs["rows"][1]["text"], mine["rows"][1]["text"] = "Bản kia", "Bản này"
    save(as_(office_chief), reading, theirs)

    response = save(as_(clerk), reading, mine)

    assert response.status_code == 409
    assert response.json()["draft"]["rows"][1]["text"] == "Bản kia"
    reading.refresh_from_db()
    assert reading.draft["rows"][1]["text"] == "Bản kia"


def test_sending_the_same_draft_again_after_a_lost_answer_is_no_conflict(as_, clerk):
    reading = ready(clerk)
    draft = deepcopy(reading.draft)
    draft["rows"][1]["text"] = "Mới"
    save(as_(clerk), reading, draft)

    again = save(as_(clerk), reading, draft)

    assert (again.status_code, again.json()["version"]) == (200, 2)


def test_a_written_draft_is_closed(clerk):
    reading = ready(clerk)
    write_into_plan(reading=reading, by=clerk, consent=Consent(leaves_doubts=True))

    with pytest.raises(Refused, match="Đã ghi vào kế hoạch|đã ghi vào kế hoạch"):
        acts.save_draft(reading=reading, by=clerk, posted=reading.draft, seen_version=1)


def test_an_old_version_is_stale(clerk):
    reading = ready(clerk)

    with pytest.raises(Stale):
        acts.save_draft(reading=reading, by=clerk, posted={"rows": []}, seen_version=7)


@pytest.mark.parametrize(("body", "status"), [("", 400), ("[]", 400), ('{"version": 1, "draft": 5}', 422)])
def test_what_is_no_draft_is_answered_in_words(as_, clerk, body, status):
    address = reverse("reading_draft", args=[ready(clerk).pk])

    response = as_(clerk).post(address, body, content_type="application/json")

    assert response.status_code == status
    assert "không đúng dạng" in response.json()["message"]


def test_words_of_a_deadline_are_turned_into_days(as_, clerk):
    told = as_(clerk).get(reverse("deadline_words"), {"words": "Quý III", "year": "2026"}).json()

    assert told == {
        "kind": "quarter",
        "start": "2026-07-01",
        "end": "2026-09-30",
        "end_time": "",
        "doubts": [],
    }


def test_an_unknown_deadline_gives_no_day(as_, clerk):
    told = as_(clerk).get(reverse("deadline_words"), {"words": "blah blah", "year": "x"}).json()

    assert (told["start"], told["end"]) == ("", "")
    assert told["doubts"]


def test_a_name_is_mapped_once_and_known_from_then_on(as_, clerk):
    reading = ready(clerk, found=small({"leads": ["Ban Điều phối vùng"]}))
    address = reverse("reading_name", args=[reading.pk])

    response = as_(clerk).post(address, {"name": "Ban Điều phối vùng", "agency": agency("finance").pk})

    assert response.json()["names"]["Ban Điều phối vùng"]["id"] == agency("finance").pk
    assert AgencyAlias.objects.filter(alias="Ban Điều phối vùng", agency=agency("finance")).exists()
    other = as_(clerk).post(address, {"name": "Ban Điều phối vùng", "agency": agency("office").pk})
    assert (other.status_code, "đã được ghép" in other.json()["message"]) == (422, True)


def test_a_name_without_an_agency_is_refused_in_words(as_, clerk):
    response = as_(clerk).post(
        reverse("reading_name", args=[ready(clerk).pk]), {"name": "Ban lạ", "agency": "0"}
    )

    assert (response.status_code, response.json()["message"]) == (422, "Hãy chọn cơ quan trong danh sách.")


# From the grid to the plan ---------------------------------------------------------------------------------------


def test_a_double_click_writes_once_and_shows_the_first_result(as_, clerk):
    client, reading = as_(clerk), ready(clerk)
    sent = {"leaves_doubts": "1", "act_key": "6f6b2c8e-5d3c-4a57-9a55-0d4fd1f2a001"}

    first = client.post(reverse("reading_write", args=[reading.pk]), sent)
    second = client.post(reverse("reading_write", args=[reading.pk]), sent)

    assert first.headers["Location"] == second.headers["Location"] == Plan.objects.get().get_absolute_url()
    assert Task.objects.count() == 47


def test_an_amended_paper_goes_over_the_comparison(as_, clerk):
    client = as_(clerk)
    plan = write_into_plan(reading=ready(clerk), by=clerk, consent=Consent(leaves_doubts=True)).plan
    reading = ready(clerk)
    assert plans_alike(reading, user=clerk) == [plan]
    client.post(reverse("reading_plan", args=[reading.pk]), {"plan": plan.pk})
    address = reverse("reading_reconcile", args=[reading.pk])
    assert client.post(reverse("reading_write", args=[reading.pk])).headers["Location"] == address

    page = client.get(address)

    pairs = {f"pair-{row.printed.key}": row.task.pk for row in page.context["comparison"].rows}
    done = client.post(address, {**pairs, "leaves_doubts": "1", "act": "write"})
    assert done.headers["Location"] == plan.get_absolute_url()
    assert (Task.objects.count(), Plan.objects.count(), plan.versions.count()) == (47, 1, 2)


def test_pairing_by_hand_is_shown_again_before_it_is_written(as_, clerk):
    client = as_(clerk)
    plan = write_into_plan(reading=ready(clerk, found=small({"text": "Mở lớp"})), by=clerk).plan
    reading = ready(clerk, found=small({"text": "Bồi dưỡng cán bộ"}), plan=plan)
    address = reverse("reading_reconcile", args=[reading.pk])
    assert client.get(address).context["comparison"].counts["add"] == 1

    page = client.post(address, {"act": "compare", "pair-r1": plan.tasks.get().pk})

    assert page.context["comparison"].counts == {"keep": 0, "change": 1, "add": 0, "remove": 0}
    assert Task.objects.count() == 1


def test_choosing_no_plan_makes_a_new_one(as_, clerk):
    plan = write_into_plan(reading=ready(clerk, found=small({})), by=clerk).plan
    reading = ready(clerk, plan=plan)

    as_(clerk).post(reverse("reading_plan", args=[reading.pk]), {"plan": ""})

    reading.refresh_from_db()
    assert reading.plan is None


def test_a_dropped_reading_leaves_the_list(as_, clerk):
    reading = ready(clerk)

    as_(clerk).post(reverse("reading_discard", args=[reading.pk]))

    reading.refresh_from_db()
    assert reading.state == ReadingState.DISCARDED
    assert reading.name not in as_(clerk).get(reverse("reading_list")).content.decode()
    with pytest.raises(Refused):
        acts.choose_plan(reading=reading, by=clerk, plan=None)


# Who may ---------------------------------------------------------------------------------------------------------

LOOKING = ["reading_detail", "reading_progress", "reading_source", "reading_reconcile"]
ACTING = [
    "reading_retry",
    "reading_discard",
    "reading_draft",
    "reading_name",
    "reading_plan",
    "reading_write",
]


@pytest.mark.parametrize("who", ["keeper", "partner", "controller", "admin", "outsider"])
def test_those_who_may_not_read_annexes_see_and_do_nothing(as_, clerk, who, request):
    reading, client = ready(clerk), as_(request.getfixturevalue(who))

    answers = {client.get(reverse(name, args=[reading.pk])).status_code for name in LOOKING}
    answers |= {client.post(reverse(name, args=[reading.pk])).status_code for name in ACTING}
    answers |= {
        client.get(reverse(name)).status_code for name in ("reading_list", "reading_create", "deadline_words")
    }
    answers.add(client.get(reverse("reading_page", args=[reading.pk, 1])).status_code)

    assert answers == {403}


def test_nobody_is_asked_to_sign_in(client, clerk):
    response = client.get(reverse("reading_detail", args=[ready(clerk).pk]))

    assert (response.status_code, "dang-nhap" in response.headers["Location"]) == (302, True)


def test_an_unknown_reading_is_not_found(as_, clerk):
    assert as_(clerk).get(reverse("reading_detail", args=[987654])).status_code == 404


def test_every_state_has_its_page(as_, clerk):
    client = as_(clerk)
    for state in ReadingState:
        reading = Reading.objects.create(
            name="a.docx", state=state, failure="Hỏng", found={}, draft={"document": {}, "rows": []}
        )
        assert client.get(reverse("reading_detail", args=[reading.pk])).status_code == 200


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
