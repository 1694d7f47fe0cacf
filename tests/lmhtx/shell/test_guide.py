"""The guide: chapters by role, pictures that exist, a search that needs no accents."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.shell import guide

PICTURE = re.compile(r"!\[[^\]]+\]\(img/([a-z0-9-]+\.png)\)")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="lmhtx.account.backends.Backend")
    return client


def test_every_chapter_has_its_file_and_every_file_its_chapter() -> None:
    assert {path.stem for path in guide.GUIDE.glob("*.md")} == set(guide.CHAPTERS)


def test_every_role_has_a_chapter_of_its_own() -> None:
    told = {role for slug, roles in guide.CHAPTERS.items() if slug != "bat-dau" for role in roles}

    assert set(Role) == told


def test_every_picture_named_is_there_and_none_lies_unused() -> None:
    named = {name for path in guide.GUIDE.glob("*.md") for name in PICTURE.findall(path.read_text("utf-8"))}

    assert {path.name for path in guide.PICTURES.glob("*.png")} == named


@pytest.mark.parametrize("slug", guide.CHAPTERS)
def test_every_section_has_an_anchor_of_its_own(slug: str) -> None:
    chapter = guide.chapter(slug)
    slugs = [section.slug for section in chapter.sections]

    assert slugs
    assert len(set(slugs)) == len(slugs)
    assert all(f'<h2 id="{one}">' in chapter.html for one in slugs)


@pytest.mark.django_db
def test_own_chapter_stands_first_after_the_beginning(clerk: User) -> None:
    assert [one.slug for one in guide.chapters_for(clerk)][:2] == ["bat-dau", "van-thu"]


@pytest.mark.django_db
def test_agency_reads_its_own_chapter_and_no_other(outsider: User, partner: User) -> None:
    assert [one.slug for one in guide.chapters_for(partner)] == ["bat-dau", "co-quan-ngoai"]
    answer = client_of(partner).get(reverse("guide_chapter", args=["van-thu"]))

    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["gia hạn", "gia han", "GIA HẠN"])
def test_words_are_found_without_accents_headings_first(words: str, chairman: User) -> None:
    hits = guide.found(chairman, words)

    assert hits[0].section.title in {"Duyệt gia hạn", "Đề nghị gia hạn"}
    assert len(hits) > 2


@pytest.mark.django_db
def test_no_words_find_nothing(chairman: User) -> None:
    assert guide.found(chairman, "  ") == []


@pytest.mark.django_db
def test_page_shows_chapter_hits_and_pictures(clerk: User) -> None:
    page = client_of(clerk).get(reverse("guide"), {"q": "unikey"}).content.decode()

    assert "Có trong 1 mục" in page
    assert f'src="{reverse("guide_picture", args=["viec-cua-toi.png"])}"' in page


@pytest.mark.django_db
def test_picture_is_served_and_nothing_beside_it(clerk: User) -> None:
    client = client_of(clerk)

    assert client.get(reverse("guide_picture", args=["viec-cua-toi.png"])).content[:4] == b"\x89PNG"
    assert client.get(reverse("guide_picture", args=["khong-co.png"])).status_code == 404
    assert client.get(reverse("guide_picture", args=["..%2Fvan-thu.md"])).status_code == 404
