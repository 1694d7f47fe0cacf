"""Personal links: given to people of partner agencies, opened by a button, ended at once."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lmhtx.account.access import PeoplePerm
from lmhtx.account.actions.links import Reporter, add_reporter, issue_link, revoke_links
from lmhtx.account.actions.users import end_posting, let_go
from lmhtx.account.models import PersonalLink
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from plans.models import Task
from tests.factories.plans import agency_named, plan, task

pytestmark = pytest.mark.django_db
FARMING = "Sở Nông nghiệp và Môi trường"


@pytest.fixture
def farming() -> Agency:
    """An outside agency."""
    return agency_named(FARMING)


@pytest.fixture
def reporter(farming: Agency, clerk: User) -> User:
    """Somebody of it without a password, not yet named."""
    return add_reporter(reporter=Reporter(agency=farming), by=clerk)


@pytest.fixture
def path(reporter: User, clerk: User) -> str:
    """The path of his link."""
    return urlsplit(issue_link(user=reporter, by=clerk)).path


def introduced(path: str) -> Client:
    """A browser that has come by the link and said who it is."""
    browser = Client()
    browser.post(path)
    browser.post(reverse("link_introduce"), {"full_name": "Lê Văn  Tám", "post": "Chuyên viên"})
    return browser


def test_a_robot_that_looks_three_times_spends_nothing_and_learns_nothing(path: str) -> None:
    wrong = path[:-6] + "aaaaa/"
    good = [Client().get(path, headers={"User-Agent": "ZaloBot"}) for _ in range(3)]
    bad = Client().get(wrong)

    assert [response.status_code for response in (*good, bad)] == [200] * 4
    assert bad.content.replace(wrong.encode(), path.encode()).count(b"<button") == good[0].content.count(
        b"<button"
    )
    # No other site learns the address; with "no-referrer" browsers send the form without an origin and it is refused.
    assert good[0]["Referrer-Policy"] == "same-origin"
    assert PersonalLink.objects.get().last_used_at is None
    assert Entry.objects.filter(verb="people.link.opened").count() == 0
    assert introduced(path).get(reverse("agency_home")).status_code == 200


def test_only_the_hash_is_kept(path: str) -> None:
    token = path.rstrip("/").rpartition("/")[2]
    link = PersonalLink.objects.get()

    assert token not in link.token_hash
    assert len(link.token_hash) == 64
    assert (link.expires_at - link.issued_at).days == 30


def test_first_use_asks_for_name_and_post_and_the_audit_shows_the_link(path: str, reporter: User) -> None:
    browser = Client()

    first = browser.post(path, follow=True)
    elsewhere = browser.get(reverse("agency_home"))
    empty = browser.post(reverse("link_introduce"), {"full_name": "", "post": ""})
    browser.post(reverse("link_introduce"), {"full_name": "Lê Văn  Tám", "post": "Chuyên viên"})
    again = Client()
    again.post(path)

    reporter.refresh_from_db()
    assert first.redirect_chain[-1][0] == reverse("link_introduce")
    assert elsewhere["Location"] == reverse("link_introduce")
    assert empty.status_code == 422
    assert (reporter.full_name, str(reporter.postings.get().post)) == ("Lê Văn Tám", "Chuyên viên")
    assert again.get(reverse("agency_home")).status_code == 200
    entries = Entry.objects.filter(by=reporter).order_by("pk")
    assert [(entry.verb, entry.via) for entry in entries] == [
        ("people.link.opened", "link"),
        ("people.link.introduced", "link"),
        ("people.link.opened", "link"),
    ]


def test_a_link_reaches_the_agency_s_own_work_only(
    path: str, farming: Agency, reporter: User, as_: object
) -> None:
    kept = plan(keeper=farming)
    own, foreign = task(plan=kept, leads=()), task(plan=kept, text="Việc của nơi khác")
    own.assignments.create(agency=farming, written=FARMING, role="lead")
    browser = introduced(path)

    reporter.refresh_from_db()
    assert set(Task.objects.visible_to(reporter)) == {own, foreign}
    reporter.is_by_link = True
    assert set(Task.objects.visible_to(reporter)) == {own}
    closed = ["task_list", "plan_list", "user_list", "agency_list", "search", "notice_list", "profile"]
    assert {browser.get(reverse(name)).status_code for name in closed} == {404}
    assert browser.get(reverse("home"))["Location"] == reverse("agency_home")
    assert "Việc của nơi khác" not in browser.get(reverse("agency_home")).content.decode()


@pytest.mark.parametrize("how", ["revoked", "expired", "left", "moved", "replaced"])
def test_an_open_session_ends_at_once(how: str, path: str, reporter: User, clerk: User, admin: User) -> None:
    browser = introduced(path)
    if how == "revoked":
        assert revoke_links(reporter, clerk) == 1
    elif how == "expired":
        past = timezone.now() - timedelta(minutes=1)
        PersonalLink.objects.update(expires_at=past, issued_at=past - timedelta(days=30))
    elif how == "left":
        let_go(user=User.objects.get(pk=reporter.pk), by=admin)
    elif how == "moved":
        end_posting(posting=reporter.postings.get(), last_day=date(2026, 9, 15), by=admin)
        Posting.objects.update(valid_from=date(2026, 9, 1))
        Posting.objects.filter(user=reporter).update(valid_to=date(2026, 9, 14))
    else:
        issue_link(user=reporter, by=clerk)

    answer = browser.get(reverse("agency_home"))
    again = browser.post(path)

    assert answer.status_code in {403, 302}
    assert browser.get(reverse("agency_home"))["Location"].startswith(reverse("account_login"))
    assert again.status_code == 410
    assert "không dùng được" in again.content.decode()


def test_use_is_noted_now_and_then(path: str) -> None:
    browser = introduced(path)
    long_ago = timezone.now() - timedelta(hours=1)
    PersonalLink.objects.update(last_used_at=long_ago)

    browser.get(reverse("agency_home"))

    assert PersonalLink.objects.get().last_used_at > long_ago


def test_who_may_give_links(
    farming: Agency, clerk: User, office_chief: User, officer: User, unit_head: User, chairman: User
) -> None:
    assert [who.has_perm(PeoplePerm.ISSUE_LINK, farming) for who in (clerk, office_chief)] == [True, True]
    assert [who.has_perm(PeoplePerm.ISSUE_LINK, farming) for who in (officer, unit_head)] == [False, False]

    followed = task(leads=())
    followed.assignments.create(agency=farming, written=FARMING, role="lead")

    assert [who.has_perm(PeoplePerm.ISSUE_LINK, farming) for who in (officer, unit_head)] == [True, True]
    assert not chairman.has_perm(PeoplePerm.ISSUE_LINK, farming)
    assert not clerk.has_perm(PeoplePerm.ISSUE_LINK, Agency.objects.get(code="office"))
    assert not clerk.has_perm(PeoplePerm.ISSUE_LINK, officer)
    with pytest.raises(Refused, match="cơ quan ngoài"):
        issue_link(user=officer, by=clerk)


def test_no_link_beside_a_password_nor_for_one_who_left(
    partner: User, reporter: User, clerk: User, admin: User
) -> None:
    with pytest.raises(Refused, match="mật khẩu"):
        issue_link(user=partner, by=clerk)
    reporter.is_active = False
    with pytest.raises(Refused, match="đã thôi"):
        issue_link(user=reporter, by=clerk)


def test_the_database_keeps_one_open_link_a_person(path: str, reporter: User, clerk: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.create(
            user=reporter,
            token_hash="x",
            issued_by=clerk,
            expires_at=timezone.now() + timedelta(days=1),
        )


def test_a_clerk_gives_shows_once_and_takes_back(farming: Agency, clerk: User, as_) -> None:
    browser = as_(clerk)

    made = browser.post(
        reverse("reporter_create"), {"agency": farming.pk, "full_name": "Lê Tám", "phone": "0900000000"}
    )
    person = User.objects.get(full_name="Lê Tám")
    once, twice = browser.get(made["Location"]), browser.get(made["Location"])
    page = browser.get(person.get_absolute_url()).content.decode()
    listed = browser.get(reverse("personal_link_list")).content.decode()
    revoked = browser.post(reverse("link_revoke", args=[person.pk]))
    after = browser.get(reverse("personal_link_list"), {"state": "ended"}).content.decode()

    assert "/lien-ket/mo/" in once.content.decode()
    assert "/lien-ket/mo/" not in twice.content.decode()
    assert "Chưa mở lần nào" in page
    assert "Đang dùng được" in listed
    assert revoked["Location"] == person.get_absolute_url()
    assert "Đã thu hồi" in after
    assert browser.post(reverse("link_issue", args=[person.pk]))["Location"] == made["Location"]
    assert "Lê Tám" in browser.get(reverse("personal_link_list"), {"state": "unused"}).content.decode()
    assert "Lê Tám" in browser.get(reverse("personal_link_list"), {"state": "live"}).content.decode()


def test_the_form_refuses_a_foreign_agency_and_a_taken_address(
    farming: Agency, officer: User, clerk: User, as_
) -> None:
    foreign = as_(officer).post(reverse("reporter_create"), {"agency": farming.pk})
    taken = as_(clerk).post(
        reverse("reporter_create"), {"agency": farming.pk, "email": "VANTHU@lmhtx.example"}
    )

    assert "không theo dõi việc nào" in foreign.content.decode()
    assert "đã thuộc về người khác" in taken.content.decode()


def test_the_slip_and_the_end_of_a_link_are_closed_to_others(reporter: User, officer: User, as_) -> None:
    browser = as_(officer)

    assert browser.get(reverse("link_slip", args=[reporter.pk])).status_code == 404
    assert browser.post(reverse("link_revoke", args=[reporter.pk])).status_code == 404
    assert PersonalLink.objects.visible_to(reporter).count() == 0
    assert browser.get(reverse("link_introduce")).status_code == 404
