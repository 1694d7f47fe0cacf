"""The agreement to be shown to everybody: who gives it, on what ground, who takes it back."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cooperatives.actions.merging import merge_double
from cooperatives.actions.public import give_agreement, withdraw_agreement
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, PublicAgreement
from cooperatives.queries.public import listed
from lmhtx.people.models import SYSTEM
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db
FACTS = {"agreed_by": "Lê Văn Ký, Giám đốc", "agreed_on": date(2026, 9, 1), "paper": "Giấy số 5"}


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Bưởi Tân Triều")


@pytest.fixture
def agreed(farm, officer) -> Cooperative:
    give_agreement(cooperative=farm, by=officer, **FACTS)
    return farm


def test_a_new_agreement_replaces_the_older_one(agreed, officer):
    give_agreement(cooperative=agreed, by=officer, shows=["phone", "phone"], **FACTS)
    old, new = PublicAgreement.objects.order_by("pk")

    assert old.withdrawn_reason == "Thay bằng bản đồng ý mới"
    assert (new.withdrawn_at, new.shows, new.told) == (None, ["phone"], "điện thoại")
    assert old.told == "không thêm mục nào"
    assert "tự nguyện" in new.text
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicAgreement.objects.create(
            cooperative=agreed, agreed_by="A", agreed_on=date(2026, 9, 1), paper="1"
        )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"paper": " "}, "văn bản"),
        ({"agreed_by": ""}, "văn bản"),
        ({"agreed_on": date(2026, 9, 16)}, "chưa đến"),
    ],
)
def test_what_staff_records_needs_a_paper_and_a_day(farm, officer, facts, why):
    with pytest.raises(Refused, match=why):
        give_agreement(cooperative=farm, by=officer, **(FACTS | facts))


def test_only_its_own_people_and_the_keeping_unit_decide(farm, officer_of_other_unit, chairman):
    stranger = representative(cooperative(name="HTX Khác"), "htxkhac").user
    for person in (officer_of_other_unit, chairman, stranger, SYSTEM):
        with pytest.raises(Refused, match="Chỉ người của hợp tác xã"):
            give_agreement(cooperative=farm, by=person, **FACTS)
        with pytest.raises(Refused, match="Chỉ người của hợp tác xã"):
            withdraw_agreement(cooperative=farm, by=person)


def test_an_ended_cooperative_agrees_to_nothing(farm, officer):
    farm.status = Status.BANKRUPT
    with pytest.raises(Refused, match="kết thúc"):
        give_agreement(cooperative=farm, by=officer, **FACTS)


def test_nothing_is_withdrawn_twice(agreed, officer):
    withdraw_agreement(cooperative=agreed, by=officer)
    with pytest.raises(Refused, match="không có đồng ý"):
        withdraw_agreement(cooperative=agreed, by=officer)


def test_a_double_does_not_publish_the_file_that_is_kept(agreed, officer):
    kept = cooperative(name="HTX Giữ lại")
    merge_double(cooperative=kept, by=officer, double=agreed, reason="Trùng")

    assert not listed().exists()
    assert not kept.public_agreements.exists()


def test_staff_records_and_withdraws_on_the_file(farm, officer, as_):
    browser = as_(officer)
    give, take = reverse("publicity_give", args=[farm.pk]), reverse("publicity_withdraw", args=[farm.pk])
    typed = {"agreed_by": "Lê Văn Ký", "agreed_on": "01/09/2026", "paper": "Giấy số 5", "shows": ["phone"]}

    late = browser.post(give, typed | {"agreed_on": "16/09/2026"})
    assert "không được sau hôm nay" in late.content.decode()
    assert browser.post(give, typed).status_code == HTTPStatus.FOUND
    page = browser.get(farm.get_absolute_url()).content.decode()
    assert "Đang công khai" in page
    assert "công khai thêm: điện thoại" in page
    assert "checked" in browser.get(give).content.decode()
    assert "Lý do" in browser.get(take).content.decode()
    assert browser.post(take, {"reason": "Đề nghị"}).status_code == HTTPStatus.FOUND
    assert "Nguyễn Thị Hạnh: Đề nghị" in browser.get(farm.get_absolute_url()).content.decode()


def test_its_own_person_agrees_and_takes_it_back_on_the_phone(farm, as_):
    one = representative(farm)
    browser = as_(one.user)
    give = reverse("publicity_give", args=[farm.pk])

    assert "Chưa công khai gì" in browser.get(reverse("my_publicity")).content.decode()
    assert "Văn bản đồng ý" not in browser.get(give).content.decode()
    assert browser.post(give, {"shows": ["email"]}).url == reverse("my_publicity")
    agreement = PublicAgreement.objects.get()
    assert (agreement.representative, agreement.agreed_by) == (one, str(one))
    assert agreement.agreed_on == date(2026, 9, 15)
    assert "thư điện tử" in browser.get(reverse("my_publicity")).content.decode()
    browser.post(reverse("publicity_withdraw", args=[farm.pk]))
    assert not listed().exists()


def test_another_ones_agreement_is_out_of_reach(farm, agreed, as_, keeper):
    other = as_(representative(cooperative(name="HTX Khác"), "htxkhac").user)
    for name in ("publicity_give", "publicity_withdraw"):
        assert other.get(reverse(name, args=[farm.pk])).status_code == HTTPStatus.NOT_FOUND
        assert as_(keeper).get(reverse(name, args=[farm.pk])).status_code in {403, 404}
