"""Sending to the province by two senders at once, and by one that is killed between sending and noting."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db.models.functions import Now

from cooperatives.actions.cooperatives import record_capital
from cooperatives.actions.delivering import STUCK_AFTER, claim_due, deliver_due
from cooperatives.enums.province import DeliveryState
from cooperatives.models import Delivery
from lmhtx.jobs.actions import run_now
from tests.cooperatives.province_server import connect, listening
from tests.factories.cooperatives import cooperative
from tests.faults.office import at_the_same_moment, until


def test_two_senders_at_once_send_each_once_and_in_order(person):
    officer = person("chuyenvien")
    for number in range(30):
        farm = cooperative(name=f"Hợp tác xã số {number}")
        for month in (7, 8):
            record_capital(
                cooperative=farm, by=officer, valid_from=date(2026, month, 1), charter_vnd=month * 10**8
            )
    with listening() as province:
        connect(province.address)

        taken = at_the_same_moment(deliver_due, deliver_due, deliver_due)
        while deliver_due():
            pass

        keys = Counter(headers["Idempotency-Key"] for headers, _told in province.got)
    assert sum(taken) <= 90
    assert set(keys.values()) == {1}
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.ACKNOWLEDGED}
    orders: dict[int, list[int]] = {}
    for told in province.taken:
        orders.setdefault(told["duLieu"]["maNoiBo"], []).append(told["thuTu"])
    assert list(orders.values()) == [[1, 2, 3]] * 30


def test_two_senders_never_claim_the_same(person):
    person("chuyenvien")
    for number in range(60):
        cooperative(name=f"Hợp tác xã số {number}")

    claimed = at_the_same_moment(claim_due, claim_due, claim_due)

    found = [one.pk for some in claimed for one in some]
    assert len(found) == len(set(found)) == 60


def test_a_sender_killed_between_sending_and_noting_is_made_up_for_under_the_same_key(start_worker, person):
    cooperative(name="Hợp tác xã Xuân Lộc")
    with listening() as province:
        connect(province.address)
        province.manner = "take_and_wait"
        killed = start_worker()
        run_now(name="cooperatives.send_deliveries", by=person("quantri"))
        until(lambda: province.taken)
        killed.kill()
        assert Delivery.objects.get().state == DeliveryState.SENDING

        province.manner = "take"
        Delivery.objects.update(settled_at=Now() - STUCK_AFTER - timedelta(seconds=1))
        assert deliver_due() == 1

    sending = Delivery.objects.get()
    assert (sending.state, sending.acknowledgement) == (DeliveryState.ACKNOWLEDGED, "BN-00001")
    assert (len(province.got), len(province.taken)) == (2, 1)
    assert province.got[0][0]["Idempotency-Key"] == province.got[1][0]["Idempotency-Key"]
