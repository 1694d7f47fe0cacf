"""From the grid to the plan through the pages, and who may open them at all."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lmhtx.workflow import Refused
from plans.actions import readings as acts
from plans.actions.writing import Consent, write_into_plan
from plans.models import Plan, Reading, Task
from plans.models.reading import ReadingState
from plans.queries.readings import plans_alike
from tests.plans.readings import ready, small

pytestmark = pytest.mark.django_db


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


def test_a_plan_is_known_again_by_its_tasks_when_the_head_was_read_badly(clerk):
    found = small(*({"text": f"Việc lớn thứ {place}"} for place in range(10)), title="Kế hoạch năm 2026")
    plan = write_into_plan(reading=ready(clerk, found=found), by=clerk).plan

    again = small(*({"text": f"Việc lớn thứ {place}"} for place in range(5, 15)), title="QUYẾT ĐỊNH")
    other = small({"text": "Việc khác hẳn"}, title="QUYẾT ĐỊNH")

    assert plans_alike(ready(clerk, found=again), user=clerk) == [plan]
    assert plans_alike(ready(clerk, found=other), user=clerk) == []


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
