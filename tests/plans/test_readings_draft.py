"""The draft of the grid on the server: kept, compared with another window's, closed once it is written."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from django.urls import reverse

from lmhtx.base.models import Stale
from lmhtx.directory.models import AgencyAlias
from lmhtx.workflow import Refused
from plans.actions import readings as acts
from plans.actions.writing import Consent, write_into_plan
from tests.factories.plans import agency
from tests.plans.readings import ready, small

pytestmark = pytest.mark.django_db


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

    with pytest.raises(Refused, match="đã ghi vào kế hoạch"):
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
