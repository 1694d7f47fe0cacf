"""The pages of papers: recorded, put right, replaced, ended, digitised, listed, seen by whom."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import papers as acts
from cooperatives.enums.register import Kind
from cooperatives.models import Cooperative, CooperativePaper
from lmhtx.files.models import Attachment
from lmhtx.people.models import Posting, User
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative
from tests.factories.papers import paper, whole_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


def scan(content: bytes = "Bản quét".encode(), name: str = "ban-quet.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def shown(answer) -> str:
    return answer.content.decode()


def test_from_the_file_to_a_digitised_paper_and_its_successor(farm, officer, as_):
    browser = as_(officer)
    panel = shown(browser.get(farm.get_absolute_url()))
    assert "0 trên 9 giấy tờ bắt buộc" in panel
    record = reverse("paper_record", args=[farm.pk])
    assert f"{record}?loai=charter" in panel
    assert browser.get(f"{record}?loai=charter").context["form"].initial == {"kind": "charter"}
    assert browser.get(f"{record}?loai=khac").context["form"].initial == {}

    facts = {"kind": "charter", "issued_on": "1/3/2024", "number": "01", "file": scan()}
    answer = browser.post(record, facts)
    made = CooperativePaper.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    page = shown(browser.get(made.get_absolute_url()))
    assert "Xác nhận số hóa" in page
    assert "Điều lệ (chờ xác nhận số hóa)" in shown(browser.get(farm.get_absolute_url()))
    assert "ban-quet.txt" in page

    browser.post(reverse("paper_update", args=[made.pk]), {"issued_on": "2/3/2024", "version": "1"})
    made.refresh_from_db()
    assert (made.issued_on, made.number, made.kind) == (date(2024, 3, 2), "", "charter")
    stale = browser.post(reverse("paper_update", args=[made.pk]), {"issued_on": "2/3/2024", "version": "1"})
    assert stale.status_code == HTTPStatus.CONFLICT

    digitise = reverse("paper_digitise", args=[made.pk])
    unread = browser.post(digitise, {"copy_kind": "certified"})
    assert unread.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert browser.post(digitise, {"copy_kind": "certified", "is_read": "on"}).status_code == HTTPStatus.FOUND
    assert "Đã số hóa" in shown(browser.get(made.get_absolute_url()))
    assert "1 trên 9 giấy tờ bắt buộc" in shown(browser.get(farm.get_absolute_url()))

    replace = reverse("paper_replace", args=[made.pk])
    assert browser.get(replace).status_code == HTTPStatus.OK
    browser.post(replace, {"issued_on": "1/9/2026", "number": "02"})
    newer = CooperativePaper.objects.get(number="02")
    assert "Thay cho" in shown(browser.get(newer.get_absolute_url()))
    assert "Đã thay thế" in shown(browser.get(made.get_absolute_url()))

    end = reverse("paper_end", args=[newer.pk])
    assert browser.get(end).status_code == HTTPStatus.OK
    browser.post(end, {"end": "mistaken", "end_reason": "Của hợp tác xã khác"})
    assert "Của hợp tác xã khác" in shown(browser.get(newer.get_absolute_url()))


def test_files_are_added_and_dropped_one_by_one(farm, officer, as_):
    browser, made = as_(officer), paper(farm)
    address = reverse("paper_file", args=[made.pk])
    assert browser.get(address).status_code == HTTPStatus.OK
    browser.post(address, {"file": scan()})
    (file,) = Attachment.objects.of(made)
    assert browser.get(file.get_absolute_url()).status_code == HTTPStatus.OK

    browser.post(reverse("paper_file_drop", args=[made.pk, file.pk]))

    assert not Attachment.objects.of(made).exists()
    assert (
        browser.post(reverse("paper_file_drop", args=[made.pk, file.pk])).status_code == HTTPStatus.NOT_FOUND
    )
    unfit = browser.post(address, {"file": scan(b"MZ\x90\x00", "may.exe")})
    assert unfit.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"kind": "charter", "issued_on": "16/9/2026"}, "không được sau hôm nay"),
        ({"kind": "finances", "issued_on": "1/4/2026"}, "phải ghi của năm nào"),
        ({"kind": "charter", "issued_on": "1/4/2026", "through_on": "1/3/2026"}, "không được trước ngày cấp"),
    ],
)
def test_bad_input_is_told_in_the_form(facts, why, farm, officer, as_):
    answer = as_(officer).post(reverse("paper_record", args=[farm.pk]), facts)

    assert why in shown(answer)
    assert not CooperativePaper.objects.exists()


def test_a_year_is_kept_for_yearly_papers_only(farm, officer, as_):
    browser, record = as_(officer), reverse("paper_record", args=[farm.pk])
    browser.post(record, {"kind": "charter", "issued_on": "1/4/2026", "year": "2025"})
    browser.post(record, {"kind": "finances", "issued_on": "1/4/2026", "year": "2025"})

    assert dict(CooperativePaper.objects.values_list("kind", "year")) == {"charter": None, "finances": 2025}
    yearly = CooperativePaper.objects.get(kind="finances")
    browser.post(
        reverse("paper_update", args=[yearly.pk]), {"issued_on": "2/4/2026", "year": "2024", "version": "1"}
    )
    yearly.refresh_from_db()
    assert yearly.year == 2024


def count(browser, name: str, **query) -> int:
    return browser.get(reverse(name), query).context["table"].paginator.count


def test_the_list_of_papers_is_narrowed_and_leaves_as_a_workbook(farm, officer, as_):
    browser = as_(officer)
    paper(farm, "charter", TODAY)
    paper(farm, "licence", number="12/GP", through_on=date(2026, 10, 1))
    paper(farm, "land", through_on=date(2026, 9, 1))
    paper(farm, "vietgap", number="VG-1", area_ha=12)
    acts.add_paper_file(paper=paper(farm, "plan"), by=officer, file=scan())

    for query, found in (
        ({}, 4),
        ({"kind": "charter"}, 1),
        ({"state": "soon"}, 1),
        ({"state": "expired"}, 1),
        ({"within": "30"}, 1),
        ({"within": "7"}, 0),
        ({"digital": "digitised"}, 1),
        ({"digital": "waiting"}, 1),
        ({"digital": "no_file"}, 2),
        ({"q": "12/gp"}, 1),
        ({"q": "xuan loc"}, 4),
        ({"commune": farm.commune_id}, 4),
        ({"commune": commune(1).pk}, 0),
    ):
        assert count(browser, "paper_list", **query) == found, query
    assert count(browser, "quality_list") == 1
    assert count(browser, "quality_list", kind="vietgap", state="valid") == 1
    for name in ("paper_list", "quality_list", "dossier_list"):
        assert browser.get(reverse(name), {"xuat": "excel"}).status_code == HTTPStatus.OK
    certificate = CooperativePaper.objects.get(kind="vietgap")
    assert "12 ha" in shown(browser.get(certificate.get_absolute_url()))


def test_the_list_of_files_says_what_is_missing(farm, officer, as_):
    browser = as_(officer)
    whole = cooperative(name="HTX Đủ giấy")
    whole_file(whole, date(2026, 8, 1))
    paper(farm, "charter", TODAY)
    cooperative(name="Tổ hợp tác", kind=Kind.GROUP, commune=commune(1))

    for query, found in (
        ({}, 3),
        ({"whole": "true"}, 1),
        ({"whole": "false"}, 2),
        ({"missing": "charter"}, 0),
        ({"missing": "plan"}, 1),
        ({"missing": ["plan", "contract"]}, 2),
        ({"kind": "tht"}, 1),
        ({"q": "du giay"}, 1),
        ({"commune": commune(1).pk}, 1),
    ):
        assert count(browser, "dossier_list", **query) == found, query
    page = shown(browser.get(reverse("dossier_list")))
    assert "9/9" in page
    assert "1/9" in page
    assert "Hợp đồng hợp tác" in page


def test_who_sees_and_who_may_not(farm, officer, clerk, controller, partner, as_):
    made, elsewhere = paper(farm), paper(cooperative(name="HTX Xã khác", commune=commune(1)))
    own = representative(farm).user
    villager = User.objects.create_user("canboxa2", full_name="Cán bộ xã")
    agency = Posting.objects.filter(role="agency_officer").first().unit
    agency.commune = commune()
    agency.save()
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))

    for user in (clerk, controller, own, villager):
        browser = as_(user)
        assert browser.get(made.get_absolute_url()).status_code == HTTPStatus.OK
        for name in ("paper_update", "paper_replace", "paper_end", "paper_file", "paper_digitise"):
            assert browser.get(reverse(name, args=[made.pk])).status_code == HTTPStatus.FORBIDDEN
    for user in (own, villager):
        assert as_(user).get(elsewhere.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
        assert count(as_(user), "paper_list") == 1
    assert as_(own).get(reverse("dossier_list")).status_code == HTTPStatus.FORBIDDEN
    assert farm.get_absolute_url() not in shown(as_(own).get(made.get_absolute_url()))
    assert count(as_(controller), "paper_list") == 2


def test_lists_and_the_file_cost_the_same_with_more_in_them(farm, officer, as_):
    browser = as_(officer)
    made = paper(farm, "licence", number="1")
    addresses = [
        farm.get_absolute_url(),
        made.get_absolute_url(),
        *(reverse(name) for name in ("paper_list", "quality_list", "dossier_list")),
    ]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                browser.get(address)
            found.append(len(seen))
        return found

    paper(farm, "vietgap")
    acts.add_paper_file(paper=made, by=officer, file=scan())
    before = costs()
    for place in range(3):
        more = cooperative(name=f"HTX {place}", commune=commune(place))
        acts.add_paper_file(paper=paper(farm, "licence", number=f"2{place}"), by=officer, file=scan())
        paper(more, "charter", TODAY)
        paper(more, "vietgap")

    assert costs() == before
