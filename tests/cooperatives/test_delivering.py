"""Sending to the province against a real server: each answer its state, each sending taken once, proven."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.db.models.functions import Now

from cooperatives.actions import delivering
from cooperatives.actions.cooperatives import (
    record_capital,
)
from cooperatives.actions.delivering import (
    claim_due,
    deliver_due,
    free_stuck,
    put_back,
    receipt_of,
    wait_seconds,
)
from cooperatives.actions.province import resend
from cooperatives.enums.province import DeliveryState
from cooperatives.models import Cooperative, Delivery, ProvinceConnection
from cooperatives.tasks import send_deliveries
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.outbox.posting import Answer, post
from tests.cooperatives.province_server import Province, connect, listening
from tests.cooperatives.test_papers import TODAY
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
QUEUED, SENDING, SENT, ACKNOWLEDGED, FAILED, DEAD = map(str, DeliveryState)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(phone="0251 3822 333", email="htx@example.vn")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    """The province, and the connection that leads there."""
    monkeypatch.setattr(delivering, "TIMEOUT_SECONDS", 1)
    with listening() as running:
        connect(running.address)
        yield running


def only() -> Delivery:
    return Delivery.objects.get()


def let_time_pass() -> None:
    """Whatever waits for its next try may be tried."""
    Delivery.objects.update(not_before=Now() - timedelta(seconds=1))


def test_a_sending_is_taken_once_and_its_receipt_kept(farm, server):
    assert send_deliveries() == "Tỉnh đã nhận 1 lượt."

    sending = only()
    assert (sending.state, sending.acknowledgement, sending.attempts) == (ACKNOWLEDGED, "BN-00001", 1)
    assert clock.day_of(sending.acknowledged_at) == TODAY
    ((headers, told),) = server.got
    assert (headers["Authorization"], headers["Idempotency-Key"]) == ("Bearer bi-mat", sending.key)
    assert told["duLieu"] == sending.payload
    assert (told["maGiaoDich"], told["thuTu"]) == (sending.key, 1)
    assert send_deliveries() == ""


def test_nothing_is_sent_while_the_connection_is_off(farm, server):
    connect(server.address, is_on=False)

    assert deliver_due() == 0
    assert (only().state, only().attempts, server.got) == (QUEUED, 0, [])
    ProvinceConnection.objects.all().delete()
    assert deliver_due() == 0


def test_a_token_is_sent_only_where_there_is_one(farm, server):
    ProvinceConnection.objects.update(token_sealed="")

    deliver_due()

    assert "Authorization" not in server.got[0][0]


@pytest.mark.parametrize(
    ("manner", "state", "status"),
    [
        (500, FAILED, 500),
        (503, FAILED, 503),
        (429, FAILED, 429),
        (408, FAILED, 408),
        (401, FAILED, 401),
        (302, FAILED, 302),
        (400, DEAD, 400),
        (404, DEAD, 404),
        (409, DEAD, 409),
        (422, DEAD, 422),
        ("later", SENT, 202),
        ("mumble", SENT, 200),
        ("list_it", SENT, 200),
        ("take_and_die", FAILED, None),
        ("take_and_break_off", FAILED, None),
        ("drip", FAILED, None),
        ("nonsense", FAILED, None),
        ("have_it", ACKNOWLEDGED, 409),
    ],
)
def test_each_answer_has_its_state(manner, state, status, farm, server):
    server.manner = manner

    deliver_due()

    sending = only()
    assert (sending.state, sending.answer_status) == (state, status)
    assert (sending.answered_at is not None, len(server.got)) == (True, 1)
    waits = Delivery.objects.filter(not_before__gt=Now() + timedelta(seconds=50)).exists()
    assert waits == (state in {FAILED, SENT})


def test_a_server_that_is_away_or_hangs_is_tried_again(farm, server):
    server.seconds = 3
    deliver_due()
    hung = only()
    assert (hung.state, hung.answer_status) == (FAILED, None)
    assert "imed out" in hung.answer_text

    connect("http://127.0.0.1:9/htx")
    let_time_pass()
    deliver_due()
    assert (only().state, only().attempts) == (FAILED, 2)
    assert "refused" in only().answer_text

    server.seconds = 0
    connect(server.address)
    deliver_due()
    assert only().state == FAILED
    let_time_pass()
    deliver_due()
    assert (only().state, only().attempts) == (ACKNOWLEDGED, 3)


def test_what_was_taken_without_an_answer_is_not_taken_twice(farm, server):
    server.manner = "take_and_die"
    deliver_due()
    server.manner = "take"
    let_time_pass()
    deliver_due()

    assert (len(server.got), len(server.taken), only().acknowledgement) == (2, 1, "BN-00001")
    assert server.got[0][1] == server.got[1][1]


def test_a_server_that_takes_first_and_answers_later_is_asked_for_its_receipt(farm, server):
    server.manner = "later"
    deliver_due()
    server.manner = "take"
    assert deliver_due() == 0
    let_time_pass()

    assert deliver_due() == 1
    assert only().acknowledgement == "BN-00001"


def test_after_the_last_try_nothing_is_tried_by_itself(farm, server):
    for manner, words in (("later", "Không có biên nhận"), (500, "khong nhan")):
        server.manner = manner
        Delivery.objects.update(state=QUEUED, attempts=delivering.ATTEMPTS - 1)
        let_time_pass()
        deliver_due()
        assert (only().state, only().attempts) == (DEAD, delivering.ATTEMPTS)
        assert words in only().answer_text


def test_a_server_may_ask_for_a_longer_wait(farm, server):
    server.manner, server.extra = 429, {"Retry-After": "3600"}
    deliver_due()

    assert Delivery.objects.filter(not_before__gt=Now() + timedelta(minutes=59)).exists()
    server.extra = {"Retry-After": "Tue, 15 Sep 2026 10:00:00 GMT"}
    let_time_pass()
    deliver_due()
    assert Delivery.objects.filter(not_before__lt=Now() + timedelta(minutes=5)).exists()


def test_waits_grow_to_six_hours_and_are_spread():
    random.seed(1)
    waits = [wait_seconds(attempts) for attempts in range(1, 40)]

    assert 60 <= waits[0] <= 72
    assert 120 <= waits[1] <= 144
    assert all(6 * 3600 <= one <= 1.2 * 6 * 3600 for one in waits[10:])
    assert len(set(waits[20:])) > 10
    assert 600 <= wait_seconds(1, 600) <= 720


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        ('{"soBienNhan": " BN-1 "}', "BN-1"),
        ('{"soBienNhan": 17}', "17"),
        ('{"soBienNhan": null}', ""),
        ('{"soBienNhan": {}}', ""),
        ("{}", ""),
        ("", ""),
        ("[1]", ""),
    ],
)
def test_a_receipt_is_read_or_is_none(text, receipt):
    assert receipt_of(Answer(200, "OK", text)) == receipt


def test_sendings_of_one_cooperative_go_in_order_and_a_broken_one_holds_back_its_own_only(
    farm, server, officer
):
    other = cooperative(name="Hợp tác xã khác")
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)
    farm.deliveries.filter(number=1).update(state=FAILED, not_before=Now() + timedelta(hours=1))

    assert deliver_due() == 1
    assert [told["duLieu"]["maNoiBo"] for _, told in server.got] == [other.pk]
    let_time_pass()
    assert deliver_due() == 2
    assert [told["thuTu"] for _, told in server.got[1:]] == [1, 2]


def test_a_dead_one_does_not_hold_back_the_newer_state(farm, server, officer):
    server.manner = 400
    deliver_due()
    server.manner = "take"
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)

    assert deliver_due() == 1
    assert [one.state for one in farm.deliveries.order_by("number")] == [DEAD, ACKNOWLEDGED]


def test_after_three_faults_in_a_row_the_rest_is_left_for_the_next_minute(server):
    for number in range(6):
        cooperative(name=f"HTX số {number}")
    last = Delivery.objects.order_by("pk").last()
    Delivery.objects.filter(pk=last.pk).update(state=FAILED)
    server.manner = 500

    deliver_due()

    assert len(server.got) == 3
    told = list(Delivery.objects.order_by("pk").values_list("state", "attempts"))
    assert told == [(FAILED, 1)] * 3 + [(QUEUED, 0)] * 2 + [(FAILED, 0)]


def test_more_than_one_set_is_sent_in_a_run_up_to_its_bound(server, monkeypatch):
    monkeypatch.setattr(delivering, "AT_ONCE", 2)
    monkeypatch.setattr(delivering, "AT_MOST", 3)
    for number in range(6):
        cooperative(name=f"HTX số {number}")

    assert deliver_due() == 4


def test_what_a_killed_sender_left_is_sent_under_the_same_key_and_taken_once(farm, server):
    (claimed,) = claim_due()
    server.take(claimed.key, {})
    assert (only().state, claim_due(), free_stuck()) == (SENDING, [], 0)

    Delivery.objects.update(settled_at=Now() - delivering.STUCK_AFTER - timedelta(seconds=1))
    assert deliver_due() == 1
    assert (len(server.taken), only().acknowledgement, only().attempts) == (1, "BN-00001", 2)


def test_a_sender_thought_dead_undoes_nothing(farm, server):
    (slow,) = claim_due()
    Delivery.objects.update(settled_at=Now() - delivering.STUCK_AFTER - timedelta(seconds=1))
    deliver_due()
    first = only()

    server.manner = 400
    delivering.deliver(slow, ProvinceConnection.objects.get())
    assert (only().state, only().acknowledgement) == (ACKNOWLEDGED, first.acknowledgement)
    server.manner = "take"
    server.receipts[first.key] = "BN-99999"
    delivering.deliver(slow, ProvinceConnection.objects.get())
    put_back([slow])
    assert (only().state, only().acknowledgement) == (ACKNOWLEDGED, "BN-00001")


def test_a_receipt_that_comes_late_counts(farm, server):
    (slow,) = claim_due()
    Delivery.objects.update(state=DEAD)

    delivering.deliver(slow, ProvinceConnection.objects.get())

    assert only().state == ACKNOWLEDGED


def test_an_address_that_cannot_be_called_is_a_fault_like_any_other(farm):
    connect("khong-phai-dia-chi")

    assert deliver_due() == 0
    assert only().state == FAILED


def test_a_receipt_once_given_stays(farm, server):
    deliver_due()

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Delivery.objects.update(acknowledgement="BN-99999")


def test_a_long_answer_is_cut(server):
    server.manner = "mumble"

    answer = post(server.address, b"{}", headers={"Idempotency-Key": "1"}, seconds=2)

    assert (answer.is_taken, answer.is_refused, answer.text[:6]) == (True, False, "<html>")


def test_a_dead_one_is_sent_again_under_its_key(farm, server, officer):
    server.manner = 400
    deliver_due()
    before = only()

    assert resend(deliveries=[before], by=officer) == [before]
    server.manner = "take"
    deliver_due()
    assert (only().state, only().key, only().attempts) == (ACKNOWLEDGED, before.key, 1)
    assert Entry.objects.filter(verb="cooperatives.delivery.resent", subject_id=before.pk).count() == 1
