"""The history of a thing: acts and the fields they changed, in Vietnamese, at a constant price."""

from __future__ import annotations

import pghistory
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from lmhtx.audit.actions import record
from lmhtx.audit.changes import Change
from lmhtx.audit.queries import history_of
from lmhtx.directory.models import Agency


def rename(agency, name, *, by):
    with pghistory.context(user=by.pk):
        agency.name = name
        agency.save()
        record("tests.agency.renamed", agency, by=by)


def test_an_act_stands_with_the_fields_it_changed(agency, officer):
    rename(agency, "Sở Mới", by=officer)

    line = history_of(agency)[0]

    assert (line.who, line.sentence) == (officer, "đổi tên")
    assert line.changes == (Change("Tên hiện nay", "Sở Thử nghiệm", "Sở Mới"),)


def test_several_saves_of_one_request_show_the_first_before_and_the_last_after(agency, officer):
    with pghistory.context(user=officer.pk):
        rename(agency, "Sở Giữa", by=officer)
        rename(agency, "Sở Cuối", by=officer)

    lines = history_of(agency)

    assert [line.sentence for line in lines[:2]] == ["đổi tên", "đổi tên"]
    assert [line.changes for line in lines[:2]].count(()) == 1
    assert Change("Tên hiện nay", "Sở Thử nghiệm", "Sở Cuối") in {c for line in lines for c in line.changes}


def test_values_are_told_in_words(agency, officer):
    parent = Agency.objects.create(kind="outside", name="Ủy ban nhân dân tỉnh")
    with pghistory.context(user=officer.pk):
        agency.parent, agency.kind, agency.is_notified, agency.note = parent, "group", True, ""
        agency.save()
        record("tests.agency.renamed", agency, by=officer)

    told = {change.label: (change.before, change.after) for change in history_of(agency)[0].changes}

    assert told == {
        "Loại": ("cơ quan ngoài", "nhóm cơ quan"),
        "Trực thuộc": ("(trống)", "Ủy ban nhân dân tỉnh"),
        "Gửi nhắc tự động": ("không", "có"),
        "Ghi chú": ("cũ", "(trống)"),
    }


def test_a_change_that_no_act_told_stands_alone(agency, officer):
    with pghistory.context(user=officer.pk):
        Agency.objects.filter(pk=agency.pk).update(note="sửa thẳng")

    lines = history_of(agency)

    told = [(line.who, line.sentence, line.changes) for line in lines]
    assert told == [(officer, "sửa", (Change("Ghi chú", "cũ", "sửa thẳng"),)), (None, "tạo", ())]


def test_the_number_of_queries_does_not_grow(agency, officer):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            history_of(agency)
        return len(queries)

    rename(agency, "Sở 0", by=officer)
    few = count()
    for number in range(1, 10):
        rename(agency, f"Sở {number}", by=officer)

    assert count() == few


def test_a_verb_speaks_of_this_thing(agency, officer):
    entry = record("tests.agency.closed", agency, by=officer)

    assert history_of(agency)[0].sentence == "đóng cơ quan, đơn vị này lại"
    assert str(entry) == "đóng Sở Thử nghiệm lại"


def test_the_panel_shows_the_story(agency, officer):
    rename(agency, "Sở Mới", by=officer)

    page = Template("{% load audit %}{% history agency %}").render(Context({"agency": agency}))

    assert str(officer) in page
    assert "<del>Sở Thử nghiệm</del> → <ins>Sở Mới</ins>" in page
