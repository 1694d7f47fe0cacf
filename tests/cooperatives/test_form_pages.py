"""Pages of yearly forms: the cooperative's phone, the desk that judges, the board."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.representatives import invite
from cooperatives.actions.submissions import begin_form
from cooperatives.enums.forms import FormState
from cooperatives.models import Cooperative, Period, Representative, Submission, YearFigures
from lmhtx.people.models import User
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period, representative
from tests.lmhtx.reports.papers import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    made = cooperative(name="HTX Một")
    YearFigures.objects.create(cooperative=made, year=2024, official_members=40, revenue_vnd=2_000_000_000)
    return made


@pytest.fixture
def call() -> Period:
    return period()


@pytest.fixture
def own(farm) -> User:
    return representative(farm).user


@pytest.fixture
def form(farm, call, own) -> Submission:
    return begin_form(period=call, cooperative=farm, by=own)


def body(response) -> str:
    return response.content.decode()


def paper_words(response) -> str:
    return " ".join(one.extract_text() for one in pages_of(b"".join(response.streaming_content)))


def at(name: str, thing) -> str:
    return reverse(name, args=[thing.pk])


def test_an_unchanged_cooperative_submits_in_five_taps(farm, call, own, as_):
    browser = as_(own)
    home = body(browser.get(reverse("my_forms")))
    assert "HTX Một" in home
    assert "Điền phiếu" in home

    begun = browser.post(reverse("form_begin", args=[call.pk, farm.pk]))
    page = body(browser.get(begun.url))
    assert 'value="2.000.000.000"' in page
    assert "Năm trước: 2.000.000.000" in page
    version = Submission.objects.get().version
    typed = {
        "so_official_members": "40",
        "so_revenue_vnd": "2.000.000.000",
        "version": version,
        "xem_lai": "1",
    }
    preview = browser.post(begun.url, typed)
    shown = body(browser.get(preview.url))
    assert "cam đoan" in shown
    sent = browser.post(
        preview.url, {"declared_by": "An", "is_sworn": "on", "version": Submission.objects.get().version}
    )

    assert sent.url == Submission.objects.get().get_absolute_url()
    assert Submission.objects.get().state == FormState.SUBMITTED
    assert "Đã nộp" in body(browser.get(reverse("my_forms")))


def test_saving_while_typing_says_what_was_understood(form, own, as_):
    answer = as_(own).post(at("submission_save", form), {"so_revenue_vnd": "1,2 tr", "version": 1}).json()

    assert answer["version"] == 2
    assert answer["lines"]["revenue_vnd"]["words"] == "Một triệu hai trăm nghìn đồng"
    assert "nhầm giữa đồng" in answer["lines"]["revenue_vnd"]["doubt"]
    assert answer["lines"]["workers"] == {"words": "", "fault": "", "doubt": ""}


def test_what_cannot_be_is_said_while_typing(form, own, as_):
    typed = {"so_official_members": "10", "so_female_members": "11", "so_profit_vnd": "lãi to", "version": 1}
    lines = as_(own).post(at("submission_save", form), typed).json()["lines"]

    assert "không thể lớn hơn" in lines["female_members"]["fault"]
    assert "Lợi nhuận" in lines["profit_vnd"]["fault"]


def test_another_device_is_warned_and_both_texts_are_shown(form, own, as_):
    browser = as_(own)
    browser.post(at("submission_save", form), {"so_revenue_vnd": "3 tỷ", "version": 1})

    late = browser.post(at("submission_save", form), {"so_revenue_vnd": "4 tỷ", "version": 1})
    both = browser.post(at("submission_fill", form), {"so_revenue_vnd": "4 tỷ", "version": 1})

    assert late.status_code == both.status_code == HTTPStatus.CONFLICT
    assert "máy khác" in late.json()["told"]
    assert "3 tỷ" in body(both)
    assert 'value="4 tỷ"' in body(both)
    assert Submission.objects.get().typed["revenue_vnd"] == "3 tỷ"


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_an_absurd_version_breaks_nothing(form, own, as_, version):
    answer = as_(own).post(at("submission_save", form), {"version": version})

    assert answer.status_code == HTTPStatus.CONFLICT


def test_a_doubt_comes_back_to_the_page_with_its_reason(form, own, as_):
    browser = as_(own)
    browser.post(at("submission_save", form), {"so_revenue_vnd": "9 tỷ", "version": 1})
    refused = browser.post(
        at("submission_send", form), {"declared_by": "An", "is_sworn": "on", "version": "2"}
    )
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Chưa rõ" in body(refused)

    saved = browser.post(
        at("submission_fill", form), {"so_revenue_vnd": "9 tỷ", "chua_ro_revenue_vnd": "1", "version": "2"}
    )
    assert "checked" in body(browser.get(saved.url))
    assert browser.post(
        at("submission_send", form), {"declared_by": "An", "is_sworn": "on", "version": "3"}
    ).url


def test_without_the_oath_nothing_is_sent(form, own, as_):
    answer = as_(own).post(at("submission_send", form), {"declared_by": "An", "version": "1"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Submission.objects.get().state == FormState.DRAFT


def test_another_cooperatives_addresses_are_not_there(form, call, farm, as_):
    stranger = representative(cooperative(name="HTX Hai"), "htxhai").user
    browser = as_(stranger)
    names = ("submission_detail", "submission_fill", "submission_send", "submission_receipt")

    assert {browser.get(at(name, form)).status_code for name in names} == {HTTPStatus.NOT_FOUND}
    assert browser.post(at("submission_save", form)).status_code == HTTPStatus.NOT_FOUND
    assert browser.post(reverse("form_begin", args=[call.pk, farm.pk])).status_code == HTTPStatus.NOT_FOUND
    for name in ("period_list", "submission_list", "cooperative_list"):
        assert browser.get(reverse(name)).status_code == HTTPStatus.FORBIDDEN
    assert "HTX Một" not in body(browser.get(reverse("my_forms")))


def test_a_commune_sees_and_enters_its_own_only(farm, call, as_, partner):
    far = cooperative(name="HTX Xa", commune=commune(1))
    agency = partner.postings.get().unit
    agency.commune = commune(0)
    agency.save()
    browser = as_(partner)

    assert "HTX Một" in body(browser.get(at("missing_list", call)))
    assert browser.post(reverse("form_begin", args=[call.pk, farm.pk])).status_code == HTTPStatus.FOUND
    assert browser.get(reverse("form_begin", args=[call.pk, far.pk])).status_code == HTTPStatus.NOT_FOUND
    assert browser.post(at("submission_judge", Submission.objects.get())).status_code == HTTPStatus.FORBIDDEN


def test_leaders_look_and_fill_nothing(farm, call, chairman, as_):
    browser = as_(chairman)

    assert browser.get(at("period_detail", call)).status_code == HTTPStatus.OK
    assert browser.get(reverse("form_begin", args=[call.pk, farm.pk])).status_code == HTTPStatus.FORBIDDEN


def test_only_what_changed_is_judged_and_the_rest_is_told(farm, call, own, officer, as_):
    YearFigures.objects.create(cooperative=farm, year=2025, revenue_vnd=1_500_000_000)
    form = handed_in(farm, call, by=own, values={"official_members": 40, "revenue_vnd": 2_500_000_000})
    page = body(as_(officer).get(form.get_absolute_url()))

    assert "1.500.000.000" in page
    assert "2.500.000.000" in page
    assert "Không đổi: thành viên chính thức 40" in page


def test_a_form_is_judged_from_its_page(farm, call, own, officer, as_):
    form, browser = handed_in(farm, call, by=own), as_(officer)
    address = at("submission_judge", form)
    assert "HTX Một" in body(browser.get(reverse("home")))

    browser.post(address, {"hack": "1"})
    assert Submission.objects.get().state == FormState.SUBMITTED
    browser.post(address, {"ask": "1", "hoi_revenue_vnd": "Xem lại"})
    assert Submission.objects.get().state == FormState.CORRECTING
    assert "Xem lại" in body(as_(own).get(at("submission_fill", form)))
    assert "nhờ bổ sung" in body(as_(own).get(reverse("my_forms")))
    other = handed_in(cooperative(name="HTX Hai", code=None), call, by=own)
    browser.post(at("submission_judge", other), {"refuse": "1", "note": "Trùng"})
    third = handed_in(cooperative(name="HTX Ba", code=None), call, by=own)
    browser.post(at("submission_judge", third), {"apply": "1", "dung": ["revenue_vnd"]})

    states = dict(Submission.objects.values_list("cooperative__name", "state"))
    assert states == {"HTX Một": "correcting", "HTX Hai": "refused", "HTX Ba": "accepted"}
    assert "Trùng" in body(browser.get(other.get_absolute_url()))


def test_a_refused_form_says_why_to_its_cooperative(farm, call, own, officer, as_):
    form = handed_in(farm, call, by=own)
    as_(officer).post(at("submission_judge", form), {"refuse": "1", "note": "Của năm khác"})

    assert "Của năm khác" in body(as_(own).get(reverse("my_forms")))


def test_the_receipt_is_a_paper(farm, call, own, as_):
    form = handed_in(farm, call, by=own)
    words = paper_words(as_(own).get(at("submission_receipt", form)))

    assert "HTX Một" in words
    assert "2.000.000.000" in words


def test_a_period_is_opened_and_locked_from_its_pages(officer, as_, farm):
    browser = as_(officer)
    assert "Mở đợt" in body(browser.get(reverse("period_list")))
    opened = browser.post(
        reverse("period_create"),
        {
            "rhythm": "year",
            "window": "calendar",
            "year": "2025",
            "title": "Số liệu năm 2025",
            "due_on": "30/9/2026",
            "kinds": ["htx"],
            "statuses": ["active"],
        },
    )
    board = body(browser.get(opened.url))
    assert "0 / 1" in board
    call = Period.objects.get()
    browser.post(at("period_remind", call))
    browser.post(at("period_switch", call), {"note": "Hết hạn"})
    assert "Đã khóa" in body(browser.get(opened.url))
    assert "Mở lại" in body(browser.get(at("period_switch", call)))


def test_the_board_and_the_queue_cost_the_same_however_many(call, officer, as_, own):
    browser = as_(officer)

    def cost(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == HTTPStatus.OK
        return len(seen)

    pages = [at("period_detail", call), reverse("submission_list"), at("missing_list", call)]

    def more(place: int) -> None:
        cooperative(name=f"Thiếu {place}", commune=commune(place), code=None)
        handed_in(cooperative(name=f"Nộp {place}", commune=commune(place), code=None), call, by=own)

    more(1)
    before = [cost(address) for address in pages]
    more(2)
    more(3)
    assert [cost(address) for address in pages] == before


def test_an_invitation_is_printed_and_fits_a_message(farm, officer, as_):
    browser = as_(officer)
    slip = browser.post(at("cooperative_invite", farm)).url
    page = body(browser.get(slip))
    words = page.split('id="zalo-text">')[1].split("</p>")[0]

    assert len(words) <= 300
    assert farm.phone not in words or not farm.phone
    paper = paper_words(browser.get(f"{slip}?in=1"))
    assert "THƯ MỜI" in paper
    assert "HTX Một" in paper
    assert "đã hiện rồi" in body(browser.get(at("cooperative_invitation", cooperative(name="Khác"))))
    assert "Cấp mã mời" in body(browser.get(farm.get_absolute_url()))


def test_a_new_person_comes_in_and_signs_in(farm, officer, client):
    code = invite(cooperative=farm, by=officer)
    facts = {"full_name": "Trần Thị Khai", "post": "Kế toán"}
    password = {"new_password": "dong-lua-vang-9", "new_password_again": "dong-lua-vang-9"}
    assert "thư mời" in body(client.get(reverse("join")))

    weak = client.post(
        reverse("join"), {"code": code, **facts, "new_password": "1", "new_password_again": "1"}
    )
    assert not Representative.objects.exists()
    assert weak.status_code == HTTPStatus.OK
    answer = client.post(reverse("join"), {"code": code, **facts, **password})

    assert answer.url == reverse("account_login")
    assert User.objects.get(username=f"htx{farm.code}").check_password("dong-lua-vang-9")


def test_a_person_of_one_cooperative_takes_on_another(own, officer, as_):
    code = invite(cooperative=cooperative(name="HTX Hai"), by=officer)
    answer = as_(own).post(reverse("join"), {"code": code, "post": "Giám đốc"})

    assert answer.url == reverse("my_forms")


def test_codes_are_not_guessed(client, farm, officer):
    facts = {"full_name": "A B", "post": "C", "new_password": "dong-lua-vang-9"}
    facts["new_password_again"] = facts["new_password"]
    for _try in range(5):
        assert "Mã chưa đúng" in body(client.post(reverse("join"), {"code": "AAAABBBBCCCC", **facts}))

    code = invite(cooperative=farm, by=officer)
    assert "Đã nhập sai mã 5 lần" in body(client.post(reverse("join"), {"code": code, **facts}))
    assert not Representative.objects.exists()


def test_a_person_is_taken_off(farm, own, officer, as_):
    as_(officer).post(at("representative_end", Representative.objects.get()))

    assert as_(own).get(reverse("my_forms")).status_code == HTTPStatus.OK
    assert "HTX Một" not in body(as_(own).get(reverse("my_forms")))
