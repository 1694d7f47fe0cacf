"""The public part of the register: who agreed is shown as far as agreed, nobody else, and to nobody in particular."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.products import add_product, certify_product, revoke_certificate
from cooperatives.actions.public import give_agreement, withdraw_agreement
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Activity, Cooperative, PublicAgreement
from cooperatives.queries.public import Asked, card_of, directory, dressed, listed
from cooperatives.queries.publishing import touch_public
from lmhtx.directory.models import ParameterValue
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
FACTS = {"agreed_by": "Lê Văn Ký, Giám đốc", "agreed_on": date(2026, 9, 1), "paper": "Giấy số 5"}
SECRETS = ("0900123456", "buoi@htx.example", "Phạm Thị Đại Diện", "Ghi chú kín", "2500000000", "Lê Văn Ký")
PAGES = ("public_directory", "public_products", "public_data")
FILES = [(name, data) for name in ("public_csv", "public_json") for data in ("hop-tac-xa", "san-pham-ocop")]
GARBAGE = (
    "q=%00", "q=%ff%fe", "xa=%27;--", "xa=99999999999999", "linh-vuc=%F0%9F%92%A9", "sao=-1", "sao=" + "9" * 400,
    "trang=-5", "trang=" + "9" * 5000, "trang=%D9%A3", "q=" + "a " * 500, "q=%25_%5C", "q[]=1&&&=;", "xa=%C2%B2",
)  # fmt: skip


def made(name: str = "HTX Bưởi Tân Triều", **facts) -> Cooperative:
    one = cooperative(name=name, charter_vnd=2_500_000_000, note="Ghi chú kín", **facts)
    Cooperative.objects.filter(pk=one.pk).update(
        phone="0900123456",
        email="buoi@htx.example",
        representative="Phạm Thị Đại Diện",
        found_by="Phạm Thị Đại Diện",
        folded=f"{one.folded} pham thi dai dien",
        charter_vnd=2_500_000_000,
    )
    one.refresh_from_db()
    return one


@pytest.fixture
def farm(officer) -> Cooperative:
    one = made()
    Activity.objects.create(cooperative=one, version="2025", code="0121", is_main=True)
    product = add_product(cooperative=one, by=officer, name="Bưởi đường lá cam", group="food")
    certify_product(product=product, by=officer, stars=4, issued_on=date(2026, 1, 5))
    return one


@pytest.fixture
def agreed(farm, officer) -> Cooperative:
    give_agreement(cooperative=farm, by=officer, **FACTS)
    return farm


@pytest.fixture
def told(client, django_capture_on_commit_callbacks):
    """The words of a page as a stranger reads them."""

    def read(name: str, *args, query: str = "", status: int = HTTPStatus.OK) -> str:
        response = client.get(f"{reverse(name, args=args)}{query}")
        assert response.status_code == status
        return response.content.decode()

    return read


def everything(told, one: Cooperative) -> str:
    """All that a stranger can get hold of."""
    return "".join(
        [
            *(told(name) for name in PAGES),
            *(told(*file) for file in FILES),
            told("public_cooperative", one.pk),
        ]
    )


def test_who_did_not_agree_is_not_there(farm, told):
    assert "Bưởi" not in told("public_directory") + told("public_products")
    gone = told("public_cooperative", farm.pk, status=HTTPStatus.NOT_FOUND)
    assert "Không có trong danh bạ" in gone
    assert farm.name not in gone


def test_who_agreed_is_shown_with_products_and_stars(agreed, told):
    page = told("public_cooperative", agreed.pk)

    for words in (agreed.name, agreed.code, "Ấp 1", str(agreed.commune), "Trồng cây ăn quả", "4 sao"):
        assert words in page
    assert agreed.name in told("public_directory")
    assert "Bưởi đường lá cam" in told("public_products")


def test_nothing_beyond_the_agreement_is_in_any_byte(agreed, told):
    words = everything(told, agreed)

    assert agreed.name in words
    assert [secret for secret in SECRETS if secret in words] == []


@pytest.mark.parametrize(
    ("shows", "website", "seen"),
    [
        (["phone"], "", {"0900123456"}),
        (["email"], "", {"buoi@htx.example"}),
        (["representative"], "", {"Phạm Thị Đại Diện"}),
        ([], "https://buoi.example", {"https://buoi.example"}),
        (["phone", "email", "representative"], "", set(SECRETS[:3])),
    ],
)
def test_each_more_is_shown_only_where_agreed(farm, officer, told, shows, website, seen):
    give_agreement(cooperative=farm, by=officer, shows=shows, website=website, **FACTS)
    words = everything(told, farm)

    assert {one for one in (*SECRETS, "https://buoi.example") if one in words} == seen


def test_the_name_of_a_new_head_waits_for_a_new_agreement(farm, officer, told):
    give_agreement(cooperative=farm, by=officer, shows=["representative"], **FACTS)
    Cooperative.objects.filter(pk=farm.pk).update(representative="Ngô Người Mới")
    page = told("public_cooperative", farm.pk)

    assert "Ngô Người Mới" not in page
    assert "Phạm Thị Đại Diện" not in page


def test_withdrawn_is_gone_at_once_from_every_page(
    agreed, officer, told, client, django_capture_on_commit_callbacks
):
    assert agreed.name in everything(told, agreed)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_agreement(cooperative=agreed, by=officer, reason="Hợp tác xã đề nghị")

    told("public_cooperative", agreed.pk, status=HTTPStatus.NOT_FOUND)
    left = "".join([*(told(name) for name in PAGES), *(told(*file) for file in FILES)])
    assert agreed.name not in left
    ended = PublicAgreement.objects.get()
    assert (ended.withdrawn_by, ended.withdrawn_reason) == (officer, "Hợp tác xã đề nghị")


def test_dissolved_is_not_listed(agreed, officer, told, django_capture_on_commit_callbacks):
    assert agreed.name in told("public_directory")
    with django_capture_on_commit_callbacks(execute=True):
        happening = Happening(
            status=Status.DISSOLVED_FREELY,
            effective_on=date(2026, 9, 10),
            document_number="12/NQ",
            has_debts=False,
        )
        record_status(cooperative=agreed, by=officer, happening=happening, knows_warnings=True)

    assert agreed.name not in told("public_directory") + told("public_products")
    told("public_cooperative", agreed.pk, status=HTTPStatus.NOT_FOUND)


def test_the_condition_says_what_the_rule_says(farm, officer):
    for status in Status:
        Cooperative.objects.filter(pk=farm.pk).update(status=status)
        PublicAgreement.objects.all().delete()
        for agreed_on in (None, date(2026, 9, 15), date(2026, 9, 16)):
            if agreed_on:
                PublicAgreement.objects.all().delete()
                PublicAgreement.objects.create(
                    cooperative=farm, agreed_by="A", paper="1", agreed_on=agreed_on
                )
            card = card_of(dressed(Cooperative.objects.filter(pk=farm.pk)).get())
            assert listed().filter(pk=farm.pk).exists() is (card is not None), (status, agreed_on)


def test_the_number_of_a_group_stays_its_own(officer, told):
    group = made("Tổ hợp tác Rau sạch", kind=Kind.GROUP)
    give_agreement(cooperative=group, by=officer, **FACTS)

    assert group.code not in everything(told, group)


def test_an_expired_or_revoked_certificate_is_no_star(agreed, officer, told, at_day):
    certificate = agreed.products.get().certificates.get()
    revoke_certificate(certificate=certificate, by=officer, ended_on=date(2026, 9, 1), end_reason="QĐ 5")

    assert "4 sao" not in told("public_cooperative", agreed.pk)
    assert "Bưởi đường lá cam" not in told("public_products")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=buoi", True),
        ("?q=B%C6%B0%E1%BB%9Fi+TAN", True),
        ("?q=duong+la+cam", True),
        ("?q=cam+sanh", False),
        ("?sao=4", True),
        ("?sao=5", False),
        ("?linh-vuc=farming", False),
        ("?linh-vuc=unknown", True),
        ("?q=0900123456", False),
        ("?q=dai+dien", False),
    ],
)
def test_the_directory_is_searched_without_accents_in_what_is_shown(agreed, told, query, found):
    assert ("1–1 trong" in told("public_directory", query=query)) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [("?q=la+cam", True), ("?q=tan+trieu", True), ("?q=xoai", False), ("?sao=4", True), ("?sao=3", False)],
)
def test_products_are_searched(agreed, told, query, found):
    assert ("4 sao</span>" in told("public_products", query=query)) is found


def test_a_commune_is_a_filter(agreed, officer, told):
    other = made("HTX Xoài", commune=commune(3))
    give_agreement(cooperative=other, by=officer, **FACTS)
    page = told("public_directory", query=f"?xa={other.commune.code}")

    assert "HTX Xoài" in page
    assert agreed.name not in page


@pytest.mark.parametrize("query", GARBAGE)
@pytest.mark.parametrize("name", PAGES)
def test_garbage_in_the_address_breaks_nothing(agreed, told, name, query):
    assert told(name, query=f"?{query}")


def test_numbers_that_cannot_be_are_not_there(told):
    told("public_cooperative", 10**30, status=HTTPStatus.NOT_FOUND)
    told("public_csv", "khong-co", status=HTTPStatus.NOT_FOUND)


def test_pages_follow_each_other_with_the_question(officer, told):
    for number in range(21):
        give_agreement(cooperative=cooperative(name=f"HTX Số {number:02}"), by=officer, **FACTS)
    first, second = told("public_directory", query="?q=so"), told("public_directory", query="?q=so&trang=2")

    assert 'href="/cong-khai/?q=so&amp;trang=2"' in first
    assert "HTX Số 20" not in first
    assert "HTX Số 20" in second
    assert 'href="/cong-khai/?q=so"' in second


@pytest.mark.parametrize("address", [*((name,) for name in PAGES), *FILES])
def test_the_number_of_statements_does_not_grow(agreed, officer, client, address):
    path = reverse(address[0], args=address[1:])
    counts = []
    for some in (1, 4):
        for number in range(some):
            one = made(f"HTX {some} {number}", commune=commune(number))
            product = add_product(cooperative=one, by=officer, name="Cam", group="food")
            certify_product(product=product, by=officer, stars=3, issued_on=date(2026, 1, 5))
            give_agreement(cooperative=one, by=officer, **FACTS)
        touch = f"?q={'o' if address[0] in PAGES else ''}"
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(path + touch)
        counts.append(len(asked))
        cache.clear()

    assert counts[0] == counts[1]
    assert counts[1] <= 8


def test_nobody_is_known_and_no_cookie_is_set(agreed, officer, as_):
    stranger, known = Client(), as_(officer)
    known.get(reverse("home"))
    for name, *args in [*((name,) for name in PAGES), *FILES, ("public_cooperative", agreed.pk), ("robots",)]:
        path = reverse(name, args=args)
        answers = [browser.get(path) for browser in (stranger, known)]
        assert answers[0].content == answers[1].content, name
        for answer in answers:
            assert not answer.cookies
            assert "Set-Cookie" not in answer.headers
            assert "cookie" not in answer.headers.get("Vary", "").lower()
            assert "<script" not in answer.content.decode()
    assert known.get(reverse("home")).status_code == HTTPStatus.OK


def test_a_browser_asks_again_and_is_told_when_nothing_changed(
    agreed, officer, client, django_capture_on_commit_callbacks
):
    path = reverse("public_directory")
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    with django_capture_on_commit_callbacks(execute=True):
        give_agreement(cooperative=cooperative(name="HTX Mới"), by=officer, **FACTS)
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert "HTX Mới" in changed.content.decode()


def test_what_is_kept_is_read_without_the_database(agreed, client):
    client.get(reverse("public_directory"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("public_directory"))

    assert len(asked) == 0


def test_every_page_has_title_description_and_one_address(agreed, told, settings):
    page = told("public_directory", query="?sao=4&rac=1")

    assert "<title>Danh bạ hợp tác xã ·" in page
    assert '<meta name="description" content="Hợp tác xã đang hoạt động ở Đồng Nai' in page
    assert f'<link rel="canonical" href="{settings.SITE_ADDRESS}/cong-khai/">' in page
    assert f"{agreed.name} ·" in told("public_cooperative", agreed.pk)


def test_robots_may_see_these_pages_only(told):
    assert "Allow: /cong-khai/\n" in told("robots")
    assert "Disallow: /\n" in told("robots")


def test_the_door_leads_to_the_directory(told):
    assert reverse("public_directory") in told("account_login")


def test_csv_is_harmless_dated_and_licensed(farm, officer, client):
    add_product(cooperative=farm, by=officer, name="=HYPERLINK(1)", group="food")
    give_agreement(cooperative=farm, by=officer, shows=["phone"], **FACTS)
    response = client.get(reverse("public_csv", args=["hop-tac-xa"]))
    body = response.content.decode()
    rows = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))

    assert body.startswith("\ufeff")
    assert 'filename="hop-tac-xa-2026-09-15.csv"' in response["Content-Disposition"]
    assert (rows[0]["ten"], rows[0]["ngay_du_lieu"], rows[0]["giay_phep"]) == (
        farm.name,
        "2026-09-15",
        "CC BY 4.0",
    )
    assert rows[0]["san_pham"] == "'=HYPERLINK(1); Bưởi đường lá cam"
    assert rows[0]["so_san_pham_ocop"] == "1"


def test_json_says_what_it_is(agreed, client, django_capture_on_commit_callbacks):
    ParameterValue.objects.create(
        key="cooperatives.OPEN_LICENCE", value="CC0", valid_from=date(2026, 9, 1), source="Quyết định 9"
    )
    response = client.get(reverse("public_json", args=["san-pham-ocop"]))
    told = json.loads(response.content)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert (told["ngay_du_lieu"], told["giay_phep"], told["so_dong"]) == ("2026-09-15", "CC0", 1)
    assert told["du_lieu"][0]["so_sao"] == 4
    assert told["du_lieu"][0]["trang"].endswith(reverse("public_cooperative", args=[agreed.pk]))


def test_the_page_of_open_data_describes_every_column(agreed, told):
    page = told("public_data")
    rows = json.loads(told("public_json", "hop-tac-xa"))["du_lieu"]

    assert [key for key in rows[0] if f"<code>{key}</code>" not in page] == []


def test_asking_says_itself_again():
    asked = Asked.of({"q": "bưởi", "xa": "26000", "sao": "4", "linh-vuc": "farming", "trang": "3"})

    assert Asked.of({}).query() == ""
    assert asked.query(page=2) == "?q=b%C6%B0%E1%BB%9Fi&xa=26000&linh-vuc=farming&sao=4&trang=2"
    assert directory(asked).count() == 0
    touch_public()
