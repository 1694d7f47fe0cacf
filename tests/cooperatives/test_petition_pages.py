"""The pages of petitions: written on a phone, answered beside the register, closed to everybody else."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.petition_papers import add_petition_paper
from cooperatives.actions.petitions import begin_petition
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.models import Cooperative, CooperativePaper, Petition, SupportPolicy
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.people.models import Posting, User
from tests.cooperatives.test_petitions import scan, sent
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Một")


@pytest.fixture
def own(farm) -> User:
    return representative(farm).user


@pytest.fixture
def stranger() -> User:
    """The person of another cooperative."""
    return representative(cooperative(name="HTX Hai", commune=commune(1)), "htxhai").user


@pytest.fixture
def villager() -> User:
    """A person of the first commune's committee."""
    user = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    agency = Agency.objects.create(kind="outside", name="Ủy ban nhân dân xã Một", commune=commune())
    Posting.objects.create(user=user, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))
    return user


def test_a_cooperative_writes_saves_and_sends(client, farm, own):
    client.force_login(own)
    shown = client.get(reverse("petition_choose", args=[farm.pk])).content.decode()
    assert "Thay đổi người giữ chức danh" in shown
    assert "không phải thành viên Liên minh" in shown

    begun = client.post(reverse("petition_begin", args=[farm.pk, "contact"]))
    one = Petition.objects.get()
    assert begun.url == reverse("petition_fill", args=[one.pk])
    page = client.get(begun.url).content.decode()
    assert f'data-lmhtx-year-form="{reverse("petition_save", args=[one.pk])}"' in page

    saved = client.post(reverse("petition_save", args=[one.pk]), {"muc_phone": "09", "version": one.version})
    told = saved.json()
    assert "không hợp lệ" in told["lines"]["phone"]["fault"]
    answer = client.post(begun.url, {"muc_phone": "0912 345 678", "version": told["version"], "xem_lai": "1"})
    assert answer.url == reverse("petition_send", args=[one.pk])
    one.refresh_from_db()
    data = {"declared_by": "An", "is_sworn": "on", "version": one.version}
    assert client.post(answer.url, data).url == one.get_absolute_url()

    one.refresh_from_db()
    assert (one.state, one.values) == (PetitionState.SENT, {"phone": "0912345678"})
    page = client.get(one.get_absolute_url()).content.decode()
    assert "0912345678" in page
    assert 'name="accept"' not in page
    mine = client.get(reverse("my_petitions")).content.decode()
    assert "chờ Liên minh trả lời" in mine


def test_two_devices_are_both_shown(client, farm, own):
    client.force_login(own)
    one = begin_petition(cooperative=farm, kind=PetitionKind.CONTACT, by=own)
    fill = reverse("petition_fill", args=[one.pk])
    client.post(fill, {"muc_phone": "0912345678", "version": 1})

    stale = client.post(fill, {"muc_phone": "0987654321", "version": 1})
    quiet = client.post(reverse("petition_save", args=[one.pk]), {"muc_phone": "1", "version": 1})

    assert (stale.status_code, quiet.status_code) == (HTTPStatus.CONFLICT, HTTPStatus.CONFLICT)
    assert "0912345678" in stale.content.decode()
    assert "0987654321" in stale.content.decode()


def test_nothing_typed_makes_the_page_fail(client, farm, own):
    client.force_login(own)
    for kind in PetitionKind:
        one = Petition.objects.create(cooperative=farm, kind=kind, created_by=own)
        for words in ("\x00", "9" * 4000, "<b>", "31/02/2026", "-1", "1e9", "٣٤", ",,,"):
            one.refresh_from_db()
            data = {f"muc_{field.key}": words for field in one.fields} | {"version": one.version}
            saved = client.post(reverse("petition_save", args=[one.pk]), data)
            assert saved.status_code == HTTPStatus.OK, (kind, words)
            for name in ("petition_fill", "petition_send", "petition_detail"):
                assert client.get(reverse(name, args=[one.pk])).status_code == HTTPStatus.OK
    assert client.get(reverse("petition_begin", args=[farm.pk, "khong-co"])).status_code == 404


def test_support_is_asked_for_with_its_conditions_in_sight(client, farm, own):
    client.force_login(own)
    policy = SupportPolicy.objects.get(key="ND113_HTX")
    begin = reverse("petition_begin", args=[farm.pk, "support"])
    assert "Chưa đủ số liệu" in client.get(begin).content.decode()

    answer = client.post(begin, {"policy": policy.pk})

    page = client.get(answer.url).content.decode()
    assert "Điều kiện hỗ trợ hôm nay" in page
    one = Petition.objects.get()
    data = {"muc_policy": policy.pk, "version": one.version}
    told = client.post(reverse("petition_save", args=[one.pk]), data).json()
    assert "Chưa đủ số liệu" in told["lines"]["policy"]["words"]


def test_staff_see_the_register_beside_what_was_sent_and_accept(client, farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678", email="a@b.vn")
    client.force_login(officer)
    page = client.get(one.get_absolute_url()).content.decode()
    assert ("trả lời trước hết" in page, page.count('name="phan"')) == (True, 2)

    answer = client.post(
        reverse("petition_judge", args=[one.pk]), {"accept": "1", "phan": ["phone"], "note": ""}
    )

    assert answer.url == one.get_absolute_url()
    farm.refresh_from_db()
    assert (farm.phone, farm.email) == ("0912345678", "")
    page = client.get(one.get_absolute_url()).content.decode()
    assert "đã chấp nhận" in page
    assert "Đề nghị của hợp tác xã" in client.get(farm.get_absolute_url()).content.decode()


def test_a_refused_answer_keeps_what_was_typed(client, farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    client.force_login(officer)

    answer = client.post(
        reverse("petition_judge", args=[one.pk]), {"accept": "1", "hoi_phone": "Của ai?", "note": "Chào"}
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ("ít nhất một phần" in page, 'value="Của ai?"' in page, "Chào" in page) == (True, True, True)


def test_the_second_reviewer_reads_who_was_first(client, farm, own, officer, unit_head):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    judge = reverse("petition_judge", args=[one.pk])
    client.force_login(officer)
    client.post(judge, {"accept": "1", "phan": ["phone"]})
    client.force_login(unit_head)

    answer = client.post(judge, {"refuse": "1", "note": "Sai"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"{officer} đã trả lời đề nghị này lúc" in answer.content.decode()


def test_what_is_asked_is_shown_at_its_field(client, farm, own, officer):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    client.force_login(officer)
    client.post(
        reverse("petition_judge", args=[one.pk]), {"ask": "1", "hoi_phone": "Số của ai?", "note": "Xem lại"}
    )

    client.force_login(own)

    page = client.get(reverse("petition_fill", args=[one.pk])).content.decode()
    assert ("Số của ai?" in page, "Liên minh nhờ bổ sung" in page) == (True, True)
    assert "chờ hợp tác xã bổ sung" in client.get(reverse("my_petitions")).content.decode()
    assert "chờ hợp tác xã bổ sung" in client.get("/").content.decode()


def test_papers_are_sent_seen_and_taken_back(client, farm, own):
    one = begin_petition(cooperative=farm, kind=PetitionKind.PAPER, by=own)
    client.force_login(own)
    add = reverse("petition_paper_add", args=[one.pk])

    answer = client.post(add, {"paper": scan(), "figure": "kind"}, headers={"HX-Request": "true"})

    assert "nghi-quyet.png" in answer.content.decode()
    kept = Attachment.objects.of(one).get()
    assert client.get(kept.view_url).status_code == HTTPStatus.OK
    client.post(reverse("petition_paper_drop", args=[one.pk, kept.pk]))
    assert not Attachment.objects.of(one).exists()
    nothing = client.post(add, {}, headers={"HX-Request": "true"})
    assert nothing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


PAGES = (
    "petition_detail",
    "petition_fill",
    "petition_save",
    "petition_send",
    "petition_withdraw",
    "petition_receipt",
    "petition_paper_add",
)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_ones_petition_is_not_there(name, method, client, farm, own, stranger):
    one = petition(farm, by=own)
    client.force_login(stranger)

    answer = getattr(client, method)(reverse(name, args=[one.pk]))

    expected = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert answer.status_code in expected
    assert "0912345678" not in answer.content.decode()


def test_another_ones_files_and_beginnings_are_not_there(client, farm, own, stranger):
    one = begin_petition(cooperative=farm, kind=PetitionKind.PAPER, by=own)
    kept = add_petition_paper(petition=one, by=own, file=scan())
    client.force_login(stranger)

    for address in (
        kept.view_url,
        kept.get_absolute_url(),
        reverse("petition_choose", args=[farm.pk]),
        reverse("petition_begin", args=[farm.pk, "contact"]),
    ):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    drop = client.post(reverse("petition_paper_drop", args=[one.pk, kept.pk]))
    assert drop.status_code == HTTPStatus.NOT_FOUND
    assert farm.name not in client.get(reverse("my_petitions")).content.decode()


def test_a_cooperative_answers_nothing_and_has_no_queue(client, farm, own):
    one = petition(farm, by=own)
    client.force_login(own)

    assert client.get(reverse("petition_list")).status_code == HTTPStatus.FORBIDDEN
    judged = client.post(reverse("petition_judge", args=[one.pk]), {"accept": "1", "phan": ["phone"]})
    assert judged.status_code == HTTPStatus.FORBIDDEN


def test_a_commune_sends_for_its_own_cooperatives_only(client, farm, own, villager):
    other = cooperative(name="HTX Xa", commune=commune(1))
    far = petition(other, by=own)
    client.force_login(villager)

    begun = client.post(reverse("petition_begin", args=[farm.pk, "contact"]))
    assert begun.status_code == HTTPStatus.FOUND
    assert client.get(begun.url).status_code == HTTPStatus.OK
    assert client.get(reverse("petition_choose", args=[other.pk])).status_code == HTTPStatus.NOT_FOUND
    assert client.get(far.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert "HTX Xa" not in client.get(reverse("petition_list")).content.decode()


def test_what_is_personal_is_masked_for_who_only_looks_on(client, farm, own, officer, chairman):
    values = {"post": "director", "full_name": "Lê Thị Mới", "since": "2026-09-01", "phone": "0912345678"}
    one = petition(farm, by=own, kind=PetitionKind.PERSON, values=values)

    client.force_login(chairman)
    assert "0912345678" not in client.get(one.get_absolute_url()).content.decode()
    client.force_login(officer)
    assert "0912345678" in client.get(one.get_absolute_url()).content.decode()


def test_the_queue_asks_the_same_whatever_its_length(client, farm, own, officer):
    client.force_login(officer)
    petition(farm, by=own)
    client.get(reverse("petition_list"))
    counts = []
    for more in (0, 4):
        for _one in range(more):
            petition(cooperative(name=f"HTX {_one}"), by=own)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("petition_list"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_receipt_is_printed(client, farm, own):
    one = sent(farm, own, PetitionKind.CONTACT, phone="0912345678")
    client.force_login(own)

    answer = client.get(reverse("petition_receipt", args=[one.pk]))

    assert (answer.status_code, answer["Content-Type"]) == (HTTPStatus.OK, "application/pdf")


def test_a_paper_is_begun_from_the_papers_that_are_missing(client, farm, own):
    client.force_login(own)
    CooperativePaper.objects.create(cooperative=farm, kind="charter", issued_on=date(2020, 3, 1))

    client.post(reverse("petition_begin", args=[farm.pk, "paper"]), {"kind": "member_book"})

    assert Petition.objects.get().typed == {"kind": "member_book"}
