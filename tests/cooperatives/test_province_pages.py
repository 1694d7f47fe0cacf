"""Looking after the connection with the province: set, told everything once, told again; its pages."""

from __future__ import annotations

import json
from datetime import date
from http import HTTPStatus
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.cooperatives import (
    record_capital,
)
from cooperatives.actions.province import ask_for_whole, queue_register, resend, set_connection
from cooperatives.enums.province import DeliveryState
from cooperatives.models import Cooperative, Delivery, ProvinceConnection
from cooperatives.queries import province
from cooperatives.tasks import queue_whole_register
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.jobs.models import Job
from lmhtx.workflow import Refused
from tests.cooperatives.province_server import connect
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
QUEUED, SENDING, SENT, ACKNOWLEDGED, FAILED, DEAD = map(str, DeliveryState)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(phone="0251 3822 333", email="htx@example.vn")


def only() -> Delivery:
    return Delivery.objects.get()


def test_the_administrator_sets_the_connection_and_its_token_is_sealed(admin, officer):
    held = set_connection(by=admin, address=" https://lgsp.example/htx ", token="bi-mat", is_on=True)

    assert (held.address, held.is_on, held.token, str(held)) == (
        "https://lgsp.example/htx",
        True,
        "bi-mat",
        "Kết nối CSDL tỉnh",
    )
    assert "bi-mat" not in held.token_sealed
    entry = Entry.objects.get(verb="cooperatives.connection.set")
    assert "bi-mat" not in json.dumps(entry.data)
    held = set_connection(by=admin, address="https://lgsp.example/htx", token="", is_on=False)
    assert (held.token, held.is_on) == ("bi-mat", False)
    assert set_connection(by=admin, address="https://khac.example/", token="", is_on=True).token == ""
    assert set_connection(by=admin, address="", token="", is_on=False).address == ""
    with pytest.raises(Refused, match="Chỉ quản trị"):
        set_connection(by=officer, address="https://lgsp.example/htx", token="", is_on=True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lgsp.example",
        "http://lgsp.example/htx",
        "ftp://lgsp.example",
        "https://",
        "https://ai:mat-khau@lgsp.example",
        "https://lgsp.example:abc/",
        "https://[::1",
        "https://lgsp example/",
        "https://lgsp.example/hợp-tác-xã",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_could_not_be_trusted_is_refused(address, admin):
    with pytest.raises(Refused, match="Địa chỉ nhận"):
        set_connection(by=admin, address=address, token="", is_on=True)
    assert not ProvinceConnection.objects.exists()


def test_a_token_that_could_break_out_of_its_line_is_refused(admin):
    for token in ("bi\nmat", "bí-mật", "bi mat"):
        with pytest.raises(Refused, match="Mã truy cập chỉ gồm"):
            set_connection(by=admin, address="https://lgsp.example/", token=token, is_on=True)


def test_a_relay_on_the_same_machine_may_be_reached_without_tls(admin):
    assert set_connection(by=admin, address="http://127.0.0.1:8080/htx", token="", is_on=True).is_on


def test_the_whole_register_is_put_down_once(farm, officer, clerk, officer_of_other_unit):
    for number in range(3):
        cooperative(name=f"HTX số {number}")
    Delivery.objects.all().delete()
    cooperative(name="HTX sau")

    asked = ask_for_whole(by=officer)
    assert asked.job == Job.objects.get(name="cooperatives.queue_register")
    with pytest.raises(Refused, match="Đang đưa sổ"):
        ask_for_whole(by=officer)
    for stranger in (clerk, officer_of_other_unit):
        with pytest.raises(Refused, match="Chỉ quản trị hệ thống và phòng giữ sổ"):
            ask_for_whole(by=stranger)
    told = queue_whole_register()
    assert "Đã đưa 4 hợp tác xã" in told["told"]
    assert queue_register() == 0
    assert Delivery.objects.count() == 5
    Job.objects.update(state="done")
    assert ask_for_whole(by=officer).job.state == "queued"


def test_what_would_overwrite_a_newer_state_or_needs_no_sending_is_not_sent_again(farm, officer, clerk):
    old = only()
    with pytest.raises(Refused, match="Không có lượt nào"):
        resend(deliveries=[old], by=officer)
    Delivery.objects.update(state=DEAD)
    with pytest.raises(Refused, match="Chỉ quản trị hệ thống"):
        resend(deliveries=[old], by=clerk)
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)
    with pytest.raises(Refused, match="lượt mới hơn"):
        resend(deliveries=[old], by=officer)
    assert list(province.dead_deliveries(officer)) == []
    Delivery.objects.filter(number=2).update(state=DEAD)
    assert [one.number for one in province.dead_deliveries(officer)] == [2]
    assert list(province.dead_deliveries(clerk)) == []


def test_only_those_who_look_after_it_see_sendings(
    farm, admin, officer, unit_head, clerk, outsider, partner, officer_of_other_unit
):
    for person, sees in (
        (admin, 1), (officer, 1), (unit_head, 1), (clerk, 0), (outsider, 0), (partner, 0), (officer_of_other_unit, 0),
    ):  # fmt: skip
        assert Delivery.objects.visible_to(person).count() == sees, person
    connect("https://lgsp.example/")
    assert ProvinceConnection.objects.visible_to(admin).count() == 1
    assert ProvinceConnection.objects.visible_to(clerk).count() == 0


def shown(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def three(farm) -> list[Delivery]:
    """One that the province has, one that it refused, one that waits."""
    others = [cooperative(name="Hợp tác xã Bị từ chối"), cooperative(name="Hợp tác xã Đang chờ")]
    taken, refused, waiting = (one.deliveries.get() for one in (farm, *others))
    Delivery.objects.filter(pk=taken.pk).update(
        state=ACKNOWLEDGED, acknowledgement="BN-00001", acknowledged_at=clock.now(), answer_status=200
    )
    Delivery.objects.filter(pk=refused.pk).update(
        state=DEAD, attempts=1, answer_status=422, answer_text="maXa khong hop le", answered_at=clock.now()
    )
    return [taken, refused, waiting]


def test_the_list_is_narrowed_searched_and_leaves_as_a_workbook(three, officer, as_):
    browser, address = as_(officer), reverse("delivery_list")

    page = shown(browser.get(address))
    assert "Kết nối đang tắt" in page
    assert "BN-00001" in page
    assert "422 · maXa khong hop le" in page
    for query, count in (
        ({"state": "dead"}, 1),
        ({"q": "bi tu choi"}, 1),
        ({"q": "bn-00001"}, 1),
        ({"is_newest": "true"}, 3),
        ({"is_newest": "false"}, 0),
        ({"kind": "tht"}, 0),
        ({"created_from": "15/9/2026", "created_to": "15/9/2026"}, 3),
        ({"created_from": "16/9/2026"}, 0),
    ):
        assert browser.get(address, query).context["table"].paginator.count == count, query
    sheet = openpyxl.load_workbook(BytesIO(b"".join(browser.get(address, {"xuat": "xlsx"})))).active
    told = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"Tỉnh đã nhận", "BN-00001", "maXa khong hop le", "Lần đầu"} <= set(told)


def test_whoever_looks_after_nothing_sees_no_rows_and_no_standing(three, officer_of_other_unit, clerk, as_):
    other = as_(officer_of_other_unit)
    assert other.get(reverse("delivery_list")).status_code == HTTPStatus.FORBIDDEN
    assert as_(clerk).get(reverse("delivery_list")).status_code == HTTPStatus.FORBIDDEN
    for browser in (other, as_(clerk)):
        assert browser.get(three[0].get_absolute_url()).status_code in {
            HTTPStatus.FORBIDDEN,
            HTTPStatus.NOT_FOUND,
        }


def test_a_sending_shows_what_was_sent_and_answered(three, officer, admin, as_):
    taken, refused, waiting = three
    browser = as_(officer)

    page = shown(browser.get(taken.get_absolute_url()))
    assert "BN-00001" in page
    assert taken.payload_hash in page
    assert "gopVaoMaNoiBo" in page
    assert "Gửi lại" not in page
    page = shown(browser.get(refused.get_absolute_url()))
    assert "maXa khong hop le" in page
    assert "Gửi lại" in page
    assert "Chưa có" in shown(as_(admin).get(waiting.get_absolute_url()))


def test_a_sending_after_which_the_cooperative_changed_says_why_it_is_not_sent_again(three, officer, as_):
    refused = three[1]
    record_capital(
        cooperative=refused.cooperative, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9
    )

    page = shown(as_(officer).get(refused.get_absolute_url()))

    assert "Hợp tác xã đã có lượt mới hơn thay cho lượt này." in page
    assert "Vốn điều lệ" in shown(as_(officer).get(reverse("delivery_list")))


def test_many_changes_are_told_in_a_line(three, officer, as_):
    Delivery.objects.filter(pk=three[2].pk).update(changes=["ten", "maSo", "diaChi", "maXa", "quyMo"])

    assert "Tên, Mã số, Địa chỉ, 2 mục khác" in shown(as_(officer).get(reverse("delivery_list")))


def test_ticked_ones_are_sent_again(three, officer, as_):
    browser, again = as_(officer), reverse("delivery_resend")
    answer = browser.post(again, {"ids": [one.pk for one in three]}, follow=True)

    assert "Đã đưa 1 lượt vào hàng chờ gửi. Giữ nguyên 2 lượt" in shown(answer)
    assert Delivery.objects.get(pk=three[1].pk).state == QUEUED
    answer = browser.post(again, {"ids": ["x", "9" * 30]}, HTTP_REFERER="http://testserver/", follow=True)
    assert "Hãy chọn ít nhất một lượt" in shown(answer)


def test_the_connection_is_set_from_its_page(three, admin, officer, as_):
    browser, address = as_(admin), reverse("connection_update")
    assert as_(officer).get(address).status_code == HTTPStatus.FORBIDDEN
    bad = browser.post(address, {"address": "http://lgsp.example", "is_on": "on", "password": "bi-mat"})
    assert "phải bắt đầu bằng https://" in shown(bad)
    assert "bi-mat" not in shown(bad)
    told = {"address": "https://lgsp.example/htx", "is_on": "on", "password": "bi-mat"}
    page = shown(browser.post(address, told, follow=True))

    assert "Gửi đến https://lgsp.example/htx" in page
    assert "bi-mat" not in shown(browser.get(address))
    assert ProvinceConnection.objects.get().token == "bi-mat"


def test_the_whole_register_is_asked_for_with_progress(three, officer, as_):
    page = shown(as_(officer).post(reverse("delivery_whole"), follow=True))

    assert "Đưa cả sổ hợp tác xã vào hàng chờ gửi CSDL tỉnh" in page
    assert Job.objects.filter(name="cooperatives.queue_register").count() == 1


def test_the_fields_that_are_sent_are_told(officer, as_):
    page = shown(as_(officer).get(reverse("delivery_mapping")))

    assert "soLieuNam.doanhThu" in page
    assert "Đã giải thể (tự nguyện): 07" in page
    assert "dissolved_freely" not in page


def test_the_file_of_a_cooperative_has_a_panel(three, farm, officer, clerk, as_):
    assert "biên nhận BN-00001" in shown(as_(officer).get(farm.get_absolute_url()))
    assert "BN-00001" not in shown(as_(clerk).get(farm.get_absolute_url()))
    Delivery.objects.all().delete()
    assert "Chưa có lượt gửi" in shown(as_(officer).get(farm.get_absolute_url()))


def test_what_did_not_reach_the_province_is_work_of_the_day(three, officer, clerk, as_):
    assert "Hợp tác xã Bị từ chối, lượt 1" in shown(as_(officer).get(reverse("home")))
    assert "lượt 1" not in shown(as_(clerk).get(reverse("home")))


def test_the_list_asks_the_same_questions_for_any_number_of_rows(three, officer, as_):
    browser, address = as_(officer), reverse("delivery_list")
    browser.get(address)

    def questions() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(address)
        return len(seen)

    before = questions()
    for number in range(4):
        cooperative(name=f"HTX số {number}")
    assert questions() == before
