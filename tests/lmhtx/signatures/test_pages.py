"""The pages of trusted roots and checks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from lmhtx.jobs.models import Job
from lmhtx.signatures import actions
from lmhtx.signatures.models import SignatureCheck, TrustAnchor
from tests.lmhtx.signatures.conftest import trust
from tests.lmhtx.signatures.test_actions import kept

pytestmark = pytest.mark.django_db


def certificate(authority, label="root", body=None):
    return SimpleUploadedFile(f"{label}.crt", body if body is not None else authority.pem(label).encode())


def test_the_administrator_sees_the_facts_before_trusting(authority, admin, as_):
    browser = as_(admin)

    shown = browser.post(reverse("anchor_add"), {"file": certificate(authority)})
    assertContains(shown, authority.certificate("root").sha256.hex())
    assertContains(shown, "Gốc thử nghiệm")
    assert TrustAnchor.objects.count() == 0

    pem = shown.context["form"].initial["pem"]
    answer = browser.post(
        reverse("anchor_keep"), {"pem": pem, "kind": "state", "source": "trang của nơi cấp"}
    )
    anchor = TrustAnchor.objects.get()
    assertRedirects(answer, anchor.get_absolute_url())
    assertContains(browser.get(anchor.get_absolute_url()), "trang của nơi cấp")


def test_what_speaks_against_a_certificate_is_told(authority, admin, as_):
    shown = as_(admin).post(reverse("anchor_add"), {"file": certificate(authority, "weak")})

    assertContains(shown, "không phải của nơi cấp chứng thư")
    assertContains(shown, "do nơi khác cấp (Nơi cấp thử nghiệm)")
    assertContains(shown, "đã lỗi thời")


@pytest.mark.parametrize("body", [b"khong phai chung thu", b"0" * 70_000])
def test_what_is_no_certificate_is_refused(authority, admin, as_, body):
    answer = as_(admin).post(reverse("anchor_add"), {"file": certificate(authority, body=body)})

    assertContains(answer, "không phải là một chứng thư số", status_code=422)


def test_a_root_without_a_source_is_asked_for_it_with_its_facts(authority, admin, as_):
    answer = as_(admin).post(
        reverse("anchor_keep"), {"pem": authority.pem("root"), "kind": "state", "source": ""}
    )

    assertContains(answer, "Gốc thử nghiệm", status_code=422)
    assert TrustAnchor.objects.count() == 0


def test_the_administrator_ends_the_trust_with_a_reason(authority, admin, as_):
    anchor = trust(authority, "root", admin)
    browser = as_(admin)

    assertContains(browser.get(reverse("anchor_end", args=[anchor.pk])), "Lý do thôi tin cậy")
    answer = browser.post(reverse("anchor_end", args=[anchor.pk]), {"reason": "Nơi cấp đã dừng"})

    assertRedirects(answer, anchor.get_absolute_url())
    assertContains(browser.get(anchor.get_absolute_url()), "Nơi cấp đã dừng")
    assertNotContains(browser.get(anchor.get_absolute_url()), reverse("anchor_end", args=[anchor.pk]))


def test_the_list_is_read_by_the_clerk_and_kept_by_the_administrator(authority, admin, clerk, officer, as_):
    trust(authority, "root", admin)

    assertContains(as_(clerk).get(reverse("anchor_list")), "Đang tin cậy")
    assert as_(clerk).get(reverse("anchor_add")).status_code == 403
    assert as_(officer).get(reverse("anchor_list")).status_code == 403


def test_the_list_asks_as_often_for_three_as_for_one(
    authority, admin, as_, django_assert_max_num_queries, django_assert_num_queries
):
    trust(authority, "root", admin)
    browser = as_(admin)
    browser.get(reverse("anchor_list"))
    with django_assert_max_num_queries(60) as one:
        browser.get(reverse("anchor_list"))
    trust(authority, "ca", admin)
    trust(authority, "strange-root", admin)

    with django_assert_num_queries(len(one)):
        browser.get(reverse("anchor_list"))


def test_a_check_is_told_in_plain_words(papers, clerk, outsider, as_, seen_by_clerk):
    blob = kept(papers("issued"), clerk)
    actions.check_blob(blob=blob)
    check = actions.check_blob(blob=blob, by=clerk)
    address = reverse("check_detail", args=[check.pk])

    shown = as_(clerk).get(address)

    for words in (
        "Hợp lệ",
        "Nguyễn Văn Chủ",
        "Nội dung được ký còn nguyên từng byte.",
        "ký trước 10:00 ngày 15/09/2026",
        "Các lần kiểm tra khác của tệp này",
        clerk.full_name,
    ):
        assertContains(shown, words)
    assert as_(outsider).get(address).status_code == 404


def test_a_check_is_repeated_on_demand(papers, clerk, as_, seen_by_clerk):
    check = actions.check_blob(blob=kept(papers("signed"), clerk))

    answer = as_(clerk).post(reverse("check_repeat", args=[check.pk]))

    assertRedirects(answer, reverse("check_detail", args=[check.pk]))
    assert Job.objects.get(name="signatures.check").arguments == {"blob_id": check.blob_id}
    assert SignatureCheck.objects.count() == 1
