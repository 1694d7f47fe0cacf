"""Writing the trail: who, in whose name, by which way; never changed again."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lmhtx.audit.actions import MANY, record, record_all
from lmhtx.audit.models import Entry
from lmhtx.people.models import SYSTEM, Actor, Via


def test_an_entry_tells_the_act(agency, officer):
    record("tests.agency.renamed", agency, by=officer, note="Theo quyết định", number=12)

    entry = Entry.objects.of(agency).get()
    told = (entry.verb, entry.subject_kind, entry.subject_label, entry.by, entry.via, entry.note, entry.data)
    assert told == (
        "tests.agency.renamed",
        "directory.agency",
        "Sở Thử nghiệm",
        officer,
        "session",
        "Theo quyết định",
        {"number": 12},
    )
    assert (str(entry), entry.xid > 0) == ("đổi tên: Sở Thử nghiệm", True)


def test_an_entry_tells_in_whose_name_and_by_which_way(agency, officer, unit_head):
    record("tests.agency.closed", agency, by=Actor(officer, on_behalf_of=unit_head, via=Via.LINK))
    record("tests.agency.closed", agency, by=SYSTEM)

    told = [(e.by, e.on_behalf_of, e.via) for e in Entry.objects.of(agency).order_by("pk")]
    assert told == [(officer, unit_head, "link"), (None, None, "system")]


def test_an_act_on_many_writes_one_entry_each_in_one_query(
    agency, officer, keeper, django_assert_num_queries
):
    others = [posting.unit for posting in keeper.postings.select_related("unit")]

    with django_assert_num_queries(1):
        entries = record_all("tests.agency.closed", [agency, *others], by=officer)

    assert len(entries) == 2
    assert len({entry.request_id for entry in entries}) == 1


def test_the_entries_of_very_many_carry_the_number_of_their_transaction(
    agency, officer, django_assert_num_queries
):
    with django_assert_num_queries(2):
        record_all("tests.agency.closed", [agency] * MANY, by=officer)
    record("tests.agency.renamed", agency, by=officer)

    assert Entry.objects.of(agency).count() == MANY + 1
    assert Entry.objects.of(agency).values("xid").distinct().count() == 1


def test_an_unknown_verb_is_refused(agency, officer):
    with pytest.raises(LookupError, match=r"tests\.agency\.eaten"):
        record("tests.agency.eaten", agency, by=officer)


def test_an_entry_cannot_be_changed_or_deleted(agency, officer):
    entry = record("tests.agency.closed", agency, by=officer)

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(note="khác")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).delete()
