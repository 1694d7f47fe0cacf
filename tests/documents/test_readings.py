"""Who opened a paper or its files is kept, shown on the paper and counted by day."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from documents.enums.incoming import SOURCE_FILE
from documents.enums.outgoing import OutgoingState as State
from lmhtx.audit.models import Reading
from lmhtx.audit.readings import readers_of, readings_by_day, readings_by_person
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from tests.factories import documents as make
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def paper(clerk):
    made = make.incoming(by=clerk)
    store(make.letter_pdf("Nội dung"), owner=made, kind=SOURCE_FILE, by=clerk)
    return made


def test_pages_and_files_that_were_shown_are_readings(paper, clerk, chairman, officer, as_):
    file = Attachment.objects.of(paper).get()
    as_(clerk).get(paper.get_absolute_url())
    as_(clerk).get(file.get_absolute_url())
    as_(chairman).get(paper.get_absolute_url())
    assert as_(officer).get(paper.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    as_(clerk).get(reverse("incoming_list"))

    read = readers_of(paper)
    assert (read.total, read.files) == (3, 1)
    assert {one["by__full_name"]: one["times"] for one in read.people} == {
        clerk.full_name: 2,
        chairman.full_name: 1,
    }
    assert list(Reading.objects.visible_to(clerk)) == []


def test_the_paper_shows_its_readers_to_those_who_may_know(paper, clerk, chairman, as_):
    sent = out.outgoing(State.DRAFT)
    as_(clerk).get(paper.get_absolute_url())

    shown = as_(chairman).get(paper.get_absolute_url()).content.decode()
    assert "1 lượt xem, trong đó 0 lượt mở tệp." in " ".join(shown.split())
    assert clerk.full_name in shown
    assert "lượt mở tệp" not in as_(sent.drafter).get(sent.get_absolute_url()).content.decode()


def test_the_house_counts_by_day_and_by_person(paper, clerk, admin, at_day, as_):
    as_(clerk).get(paper.get_absolute_url())
    at_day(date(2026, 9, 16))
    as_(clerk).get(paper.get_absolute_url())

    assert [(row["day"], row["times"], row["people"]) for row in readings_by_day()] == [
        (date(2026, 9, 16), 1, 1),
        (TODAY, 1, 1),
    ]
    assert [(row["by__full_name"], row["times"]) for row in readings_by_person()] == [(clerk.full_name, 2)]
    assert readings_by_day(date(2026, 10, 20)) == []
    shown = as_(admin).get(reverse("reading_counts")).content.decode()
    assert clerk.full_name in shown
    assert as_(clerk).get(reverse("reading_counts")).status_code == HTTPStatus.FORBIDDEN


def test_a_reading_is_never_changed(paper, clerk, as_):
    as_(clerk).get(paper.get_absolute_url())

    with pytest.raises(ProgrammingError, match="Cannot update"):
        Reading.objects.update(is_file=True)
