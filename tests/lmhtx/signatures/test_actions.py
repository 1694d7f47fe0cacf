"""Trusted roots and kept checks: what becomes a row, what may not change, what is looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.contributions import SignatureJudge, temporarily
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.jobs.models import Job
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures import actions, tasks
from lmhtx.signatures.looking import unreadable
from lmhtx.signatures.models import CheckedSignature, SignatureCheck, TrustAnchor
from lmhtx.signatures.outcomes import Item, Outcome, Verdict, overall, verdict_of
from lmhtx.signatures.trust_facts import root_facts
from lmhtx.workflow import Refused
from tests.lmhtx.signatures import attacks
from tests.lmhtx.signatures.authority import NOW

pytestmark = pytest.mark.django_db


def kept(body, by, name="quyet-dinh.pdf"):
    """A content held by the office's own agency."""
    owner = Agency.objects.order_by("pk").first()
    return store(ContentFile(body, name=name), owner=owner, kind="paper", by=by).blob


def add(authority, by, label="root", **told):
    facts = root_facts(authority.pem(label).encode())
    return actions.add_anchor(
        **{"facts": facts, "kind": "state", "source": "trang của nơi cấp", "by": by, **told}
    )


def test_a_root_is_trusted_with_its_facts(authority, admin):
    anchor = add(authority, admin)

    assert (anchor.name, anchor.kind, anchor.added_by) == ("Gốc thử nghiệm", "state", admin)
    assert anchor.sha256 == authority.certificate("root").sha256.hex()
    assert (anchor.valid_from.year, anchor.valid_to.year) == (2020, 2040)
    assert (anchor.is_in_force, anchor.is_past) == (True, False)
    assert Entry.objects.get(verb="signatures.anchor.added").subject_id == anchor.pk
    assert Job.objects.filter(name="signatures.recheck_open").count() == 1


def test_a_root_is_trusted_once_for_a_purpose_and_with_its_source(authority, admin):
    add(authority, admin)

    with pytest.raises(Refused) as twice:
        add(authority, admin)
    with pytest.raises(Refused) as without:
        add(authority, admin, kind="public", source=" ")

    assert (str(twice.value), str(without.value)) == (actions.TWICE, actions.NO_SOURCE)
    assert TrustAnchor.objects.count() == 1


def test_a_root_is_trusted_no_more_with_a_reason_and_once(authority, admin):
    anchor = add(authority, admin)

    with pytest.raises(Refused) as why:
        actions.end_anchor(anchor=anchor, reason="", by=admin)
    ended = actions.end_anchor(anchor=anchor, reason="Nơi cấp đã dừng", by=admin)
    with pytest.raises(Refused) as again:
        actions.end_anchor(anchor=anchor, reason="Nơi cấp đã dừng", by=admin)

    assert (str(why.value), str(again.value)) == (actions.NO_REASON, actions.ENDED)
    assert (ended.is_in_force, ended.ended_by, ended.end_reason) == (False, admin, "Nơi cấp đã dừng")
    assert TrustAnchor.objects.in_force().count() == 0
    assert add(authority, admin).is_in_force


def test_a_check_keeps_what_was_found(papers, clerk):
    check = actions.check_blob(blob=kept(papers("issued"), clerk), by=clerk)
    person, agency = check.signatures.all()

    assert (check.verdict, check.is_valid, check.fault, check.is_open) == (Verdict.VALID, True, "", False)
    assert check.engine.startswith("pyHanko 0.")
    assert (check.checked_at, check.anchors_on, check.asked_by) == (NOW, clock.today(), clerk)
    assert (check.tone, check.icon) == ("done", "shield-check")
    assert (person.signer_name, agency.signer_name) == (
        "Nguyễn Văn Chủ",
        "Liên minh Hợp tác xã tỉnh Đồng Nai",
    )
    assert person.organization == "Liên minh Hợp tác xã tỉnh Đồng Nai"
    assert (person.issuer, person.is_whole_file, person.proven_at) == ("Nơi cấp thử nghiệm", False, NOW)
    assert [item.outcome for item in person.told_items] == [Outcome.PASS] * 6
    assert [item.label for item in person.told_items] == [
        "Nguyên vẹn",
        "Thay đổi sau khi ký",
        "Nơi cấp chứng thư",
        "Hiệu lực, thu hồi lúc ký",
        "Dấu thời gian",
        "Thuật toán, mục đích khóa",
    ]
    assert (str(check), str(person)) == ("Hợp lệ (15/09/2026 10:00)", "Nguyễn Văn Chủ")
    assert (person.tone, person.icon) == ("done", "shield-check")


def test_a_file_that_cannot_be_read_is_unknown_and_says_why(trusted, clerk):
    check = actions.check_blob(blob=kept(b"%PDF-1.7 hong", clerk))

    assert (check.verdict, check.is_open, check.signatures.count()) == (Verdict.UNKNOWN, False, 0)
    assert check.fault.startswith("Tệp PDF hỏng")


def test_a_later_look_is_a_new_row_and_no_row_changes(papers, clerk):
    blob = kept(papers("signed"), clerk)
    first = actions.check_blob(blob=blob)
    second = actions.check_blob(blob=blob)

    assert SignatureCheck.objects.of(blob) == second
    assert list(SignatureCheck.objects.newest()) == [second]
    assert SignatureCheck.objects.of_each([blob]) == {blob.pk: second}
    for rows in (
        SignatureCheck.objects.filter(pk=first.pk),
        CheckedSignature.objects.filter(check_run=first),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(verdict="valid")


def test_checks_are_seen_by_whoever_may_see_the_file(papers, clerk, outsider, seen_by_clerk):
    blob = kept(papers("signed"), clerk)
    check = actions.check_blob(blob=blob)

    assert list(SignatureCheck.objects.visible_to(clerk)) == [check]
    assert list(SignatureCheck.objects.visible_to(outsider)) == []
    assert CheckedSignature.objects.visible_to(clerk).count() == 1
    assert CheckedSignature.objects.visible_to(outsider).count() == 0


def test_others_add_their_items_and_the_verdict_follows(papers, clerk):
    wrong = Item(key="authority", label="Thẩm quyền", outcome=Outcome.FAIL, sentence="Không phải người ký.")
    asked = []

    def items(blob, reading):
        asked.append((blob, reading.verdict))
        return {1: [wrong]}

    blob = kept(papers("issued"), clerk)
    with temporarily(SignatureJudge(key="thu", items=items)):
        check = actions.check_blob(blob=blob)

    assert asked == [(blob, Verdict.VALID)]
    assert check.verdict == Verdict.INVALID
    assert [signature.verdict for signature in check.signatures.all()] == [Verdict.INVALID, Verdict.VALID]
    assert check.signatures.first().told_items[-1].label == "Thẩm quyền"


def test_a_reading_with_a_fault_stays_unknown_with_more_items(trusted):
    reading = unreadable(UnreadableFile("Tệp hỏng"))
    good = Item(key="authority", outcome=Outcome.PASS, sentence="Đúng người.")

    assert actions.with_items(reading, {1: [good]}).verdict == Verdict.UNKNOWN
    assert actions.with_items(reading, {}) is reading


def test_what_came_to_no_end_is_asked_again_within_its_days(papers, clerk, authority, admin):
    TrustAnchor.objects.all().delete()
    blob = kept(papers("signed"), clerk)
    old = kept(papers("numbered"), clerk)
    done = kept(b"%PDF-1.7 hong", clerk)
    for each in (blob, old, done):
        actions.check_blob(blob=each)
    type(old).objects.filter(pk=old.pk).update(created_at=NOW - timedelta(days=31))

    count = actions.recheck()

    assert count == 1
    assert [job.arguments for job in Job.objects.filter(name="signatures.check")] == [{"blob_id": blob.pk}]
    assert tasks.recheck() == "Kiểm tra lại 1 tệp."


def test_a_new_root_makes_bad_and_open_ones_looked_at_again(draft, key, clerk, authority, trusted):
    with key("stranger").opened() as signer:
        blob = kept(attacks.signed_by(draft, signer), clerk)
    check = actions.check_blob(blob=blob)

    assert (check.verdict, check.is_open) == (Verdict.INVALID, True)
    assert (actions.recheck(), tasks.recheck()) == (0, "")
    assert tasks.recheck_open() == "Kiểm tra lại 1 tệp."


def test_the_job_looks_at_one_content(papers, clerk):
    blob = kept(papers("issued"), clerk)

    assert tasks.check(blob_id=blob.pk) == "Hợp lệ (15/09/2026 10:00)"
    assert tasks.check(blob_id=0) == ""


def test_items_make_the_verdict():
    def item(outcome, **told):
        return Item(key="thu", outcome=outcome, sentence="", **told)

    good, bad, unclear = item(Outcome.PASS), item(Outcome.FAIL), item(Outcome.UNKNOWN)

    assert verdict_of([good, item(Outcome.PASS, warns=True)]) == Verdict.VALID
    assert verdict_of([good, unclear]) == Verdict.UNKNOWN
    assert verdict_of([unclear, bad]) == Verdict.INVALID
    assert verdict_of([bad, item(Outcome.FAIL, alters=True)]) == Verdict.ALTERED
    assert verdict_of([]) == Verdict.UNKNOWN
    assert overall([Verdict.VALID, Verdict.UNKNOWN]) == Verdict.UNKNOWN
    assert overall([Verdict.INVALID, Verdict.ALTERED]) == Verdict.ALTERED
    assert overall([]) == Verdict.UNSIGNED
    assert [verdict.label for verdict in Verdict] == [
        "Hợp lệ",
        "Không hợp lệ",
        "Đã bị sửa sau khi ký",
        "Chưa xác định",
        "Không có chữ ký",
    ]
