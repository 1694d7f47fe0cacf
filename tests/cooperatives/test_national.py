"""An export of the national registration system: read, compared, written all or not at all; whence each fact came."""

from __future__ import annotations

import importlib
import re
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cooperatives.actions import national as acts
from cooperatives.actions.cooperatives import add_old_number, record_capital, rename_cooperative
from cooperatives.actions.merging import merge_double
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.imports import BringState
from cooperatives.enums.national import Legal, Origin, Standing
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, LegalFact, NationalExport, Newcomer
from cooperatives.queries.legal_facts import legal_facts_of
from cooperatives.queries.national import unknown_to_them
from cooperatives.tasks import read_national_export, write_national_export
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.workflow import Refused
from tests.factories.cooperatives import code, commune, cooperative
from tests.factories.national import brought, records, said_of, text, written

pytestmark = pytest.mark.django_db
AUGUST, JULY = date(2026, 8, 31), date(2026, 7, 31)


def long_known(**facts) -> Cooperative:
    """A cooperative that was recorded before any of the exports."""
    farm = cooperative(**facts)
    LegalFact.objects.filter(cooperative=farm).update(stands_on=date(2026, 6, 30))
    return farm


def fact(one: Cooperative, which: Legal) -> LegalFact:
    return LegalFact.objects.get(cooperative=one, fact=which)


@pytest.mark.parametrize(
    ("part", "coding"), [(";", "utf-8-sig"), (",", "utf-8"), (";", "utf-16"), ("\t", "utf-16")]
)
def test_a_text_table_in_any_coding_is_read(part, coding, officer):
    farm = cooperative(name="Hợp tác xã Bưởi Tân Triều")

    export = brought(text([said_of(farm)], part=part, coding=coding), by=officer)

    assert (export.state, export.failure) == (BringState.CHECKED, "")
    told = ("rows", "same", "differ", "new", "faults")
    assert [export.counts[name] for name in told] == [1, 1, 0, 0, 0]
    assert not LegalFact.objects.exclude(theirs=None).exists()


def test_a_workbook_and_records_are_read_alike(officer):
    farm = cooperative()
    book = openpyxl.Workbook()
    book.active.append(["Số liệu đến ngày", date(2026, 8, 31)])
    for row in (said_of(farm).keys(), said_of(farm).values()):
        book.active.append(list(row))
    body = BytesIO()
    book.save(body)

    sheet = brought(SimpleUploadedFile("xuat.xlsx", body.getvalue()), by=officer, stands_on=None)
    told = {"ngaySoLieu": "2026-08-31", "nguon": "Sở Tài chính", "duLieu": [said_of(farm)]}
    tree = brought(records(told), by=officer, stands_on=None)

    assert (sheet.state, sheet.stands_on, tree.stands_on) == (BringState.CHECKED, AUGUST, AUGUST)
    assert [row["values"] for row in sheet.rows] == [row["values"] for row in tree.rows]
    assert (str(tree), sheet.source) == ("Sở Tài chính, số liệu đến 31/08/2026", acts.USUAL_SOURCE)


@pytest.mark.parametrize(
    ("file", "stands_on", "words"),
    [
        ({"a": 1}, AUGUST, "không có danh sách bản ghi"),
        ([{"ten": "HTX A", "diaChi": "Ấp 1"}], AUGUST, "Không tìm thấy dòng tiêu đề"),
        ([{"maSo": "3600123457", "ten": "HTX A"}], None, "Tệp không ghi số liệu đến ngày nào"),
        (
            {"ngaySoLieu": "2026-07-31", "rows": [{"maSo": "3600123457", "ten": "HTX A"}]},
            AUGUST,
            "Tệp ghi số liệu đến ngày 31/07/2026, khác ngày đã nhập 31/08/2026",
        ),
        (
            {"ngaySoLieu": "2027-01-31", "rows": [{"maSo": "3600123457", "ten": "HTX A"}]},
            None,
            "31/01/2027 là ngày chưa tới",
        ),
        (
            [{"maSo": "3600123458", "ten": "HTX A"}],
            AUGUST,
            "không có dòng nào đọc được.*số kiểm tra phải là 7",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(file, stands_on, words, officer):
    export = brought(records(file), by=officer, stands_on=stands_on)

    assert export.state == BringState.UNREAD
    assert re.search(words, export.failure)
    assert str(export) in {"xuat.json", f"{export.source}, số liệu đến 31/08/2026"}


def test_a_file_of_another_kind_or_a_day_to_come_is_refused_at_the_door(officer, clerk):
    with pytest.raises(Refused, match="Chỉ nhận tệp"):
        acts.bring_export(
            file=SimpleUploadedFile("a.rtf", b"{\\rtf1 }"), stands_on=AUGUST, source="", by=officer
        )
    with pytest.raises(Refused, match=r"bản\.html"):
        acts.bring_export(
            file=SimpleUploadedFile("bản.html", b"<html>"), stands_on=AUGUST, source="", by=officer
        )
    with pytest.raises(Refused, match="16/09/2026 là ngày chưa tới"):
        acts.bring_export(file=records([]), stands_on=date(2026, 9, 16), source="", by=officer)
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        acts.bring_export(file=records([]), stands_on=AUGUST, source="", by=clerk)
    assert not NationalExport.objects.exists()


def test_the_first_time_what_we_lack_follows_and_what_differs_is_asked(officer):
    farm = cooperative(name="Hợp tác xã Cũ")
    row = said_of(
        farm, name="Hợp tác xã Mới", capital="1.500.000.000", head="Trần Thị Hoa", main="0118", lines="0118;0119",
        number="4707-0012",
    )  # fmt: skip

    export = written(row, by=officer)

    assert (export.counts["taken"], export.counts["open"]) == (5, 1)
    farm.refresh_from_db()
    assert (farm.name, farm.charter_vnd, farm.representative) == (
        "Hợp tác xã Cũ",
        1_500_000_000,
        "Trần Thị Hoa",
    )
    assert [(line.code, line.is_main) for line in farm.activities.all()] == [("0118", True), ("0119", False)]
    assert farm.other_codes.get().number == "4707-0012"
    ground = "Hệ thống đăng ký hợp tác xã quốc gia, số liệu đến 31/08/2026"
    capital = farm.capitals.get()
    assert (capital.valid_from, capital.ground) == (AUGUST, ground)
    name, charter = fact(farm, Legal.NAME), fact(farm, Legal.CHARTER)
    assert (name.standing, name.theirs, name.value) == (Standing.OPEN, "Hợp tác xã Mới", "Hợp tác xã Cũ")
    assert name.hindrance.startswith("Lần đầu đối chiếu")
    assert (charter.standing, charter.origin, charter.stands_on) == (Standing.AGREED, Origin.NATIONAL, AUGUST)
    assert Entry.objects.filter(verb="cooperatives.cooperative.capital_recorded", subject_id=farm.pk).exists()
    assert Entry.objects.filter(verb="cooperatives.national.written").count() == 1


def test_what_agreed_before_and_nobody_touched_follows_by_dated_acts(officer):
    farm = long_known(name="Hợp tác xã Cũ")
    written(said_of(farm), by=officer, stands_on=JULY)

    export = written(
        said_of(
            farm, name="Hợp tác xã Mới", status="Tạm ngừng", since="10/08/2026", until="31/12/2026", address="Số 5",
            commune=str(commune(1)), changed="05/08/2026", registered="02/03/2020",
        ),
        by=officer,
    )  # fmt: skip

    assert (export.counts["taken"], export.counts["open"], LegalFact.objects.different().count()) == (4, 0, 0)
    farm.refresh_from_db()
    assert (farm.name, farm.status, farm.address, farm.commune) == (
        "Hợp tác xã Mới", Status.SUSPENDED, "Số 5", commune(1),
    )  # fmt: skip
    assert (farm.status_since_on, farm.suspended_until_on) == (date(2026, 8, 10), date(2026, 12, 31))
    assert farm.first_registered_on == date(2020, 3, 2)
    assert farm.names.get(valid_to__isnull=True).valid_from == date(2026, 8, 5)
    assert farm.status_events.get().reason.startswith("Hệ thống đăng ký")


def test_what_staff_changed_since_is_asked_and_a_stop_in_fact_is_no_difference(officer):
    farm = cooperative()
    written(said_of(farm, capital="1.000.000.000"), by=officer, stands_on=JULY)
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 8, 1), charter_vnd=1_200_000_000)
    stopped = Happening(status=Status.STOPPED, effective_on=date(2026, 8, 2))
    record_status(cooperative=farm, by=officer, happening=stopped)
    assert fact(farm, Legal.CHARTER).standing == Standing.SILENT

    written(said_of(farm, capital="1.000.000.000"), by=officer)

    charter = fact(farm, Legal.CHARTER)
    assert (charter.standing, charter.origin) == (Standing.OPEN, Origin.STAFF)
    assert charter.hindrance == "Khác với số Liên minh ghi sau lần đối chiếu trước."
    assert fact(farm, Legal.STATUS).standing == Standing.AGREED
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 8, 3), charter_vnd=1_000_000_000)
    assert fact(farm, Legal.CHARTER).standing == Standing.AGREED


def test_the_same_again_changes_nothing_and_the_same_file_is_refused(officer):
    farm = cooperative()
    row = said_of(farm, capital="1.000.000.000", head="Trần Thị Hoa")
    written(row, by=officer)
    before = list(LegalFact.objects.order_by("pk").values())
    entries = Entry.objects.exclude(verb__startswith="cooperatives.national").count()

    same = brought(text([row]), by=officer)
    other = written({**row, "ghiChu": "x"}, by=officer, knows_faults=True)

    assert same.state == BringState.UNREAD
    assert "không có gì để ghi thêm" in same.failure
    assert (other.counts["taken"], other.counts["open"], other.counts["same"]) == (0, 0, 1)
    after = list(LegalFact.objects.order_by("pk").values())
    assert [{**one, "national_id": 0} for one in after] == [{**one, "national_id": 0} for one in before]
    assert Entry.objects.exclude(verb__startswith="cooperatives.national").count() == entries


def test_an_older_day_never_goes_before_a_newer_one(officer):
    farm = cooperative()
    written(said_of(farm, capital="2.000.000.000"), by=officer)

    old = written(said_of(farm, capital="1.000.000.000", head="Lê Văn Tám"), by=officer, stands_on=JULY)

    assert old.remarks[0].startswith("Số liệu cũ hơn lần đã đọc (đến ngày 31/08/2026)")
    assert (old.counts["old"], old.counts["taken"]) == (5, 1)
    farm.refresh_from_db()
    # Of what was never read before the older file is the newest there is.
    assert (farm.charter_vnd, farm.representative) == (2_000_000_000, "Lê Văn Tám")
    assert fact(farm, Legal.CHARTER).theirs_on == AUGUST


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"status": "Đã giải thể"}, "cần ghi thêm văn bản, loại giải thể"),
        ({"status": "Đã sáp nhập"}, "“Đã sáp nhập” cần ghi thêm văn bản"),
        ({"status": "Tạm ngừng"}, "Tạm ngừng phải có ngày hết hạn"),
    ],
)
def test_a_status_that_needs_more_is_asked_and_closes_when_it_is_recorded(told, words, officer):
    farm = long_known()
    written(said_of(farm), by=officer, stands_on=JULY)

    export = written(said_of(farm, **told), by=officer)

    status = fact(farm, Legal.STATUS)
    assert (export.counts["taken"], export.counts["open"], status.standing) == (0, 1, Standing.OPEN)
    assert words in status.hindrance
    if told["status"] == "Đã giải thể":
        happening = Happening(
            status=Status.DISSOLVED_FREELY, effective_on=AUGUST, document_number="12/QĐ", has_debts=False
        )
        record_status(cooperative=farm, by=officer, happening=happening, knows_warnings=True)
        assert fact(farm, Legal.STATUS).standing == Standing.AGREED


def test_those_we_do_not_have_wait_and_those_they_do_not_have_are_listed(officer):
    ours, theirs = cooperative(name="HTX Của Ta"), code()
    double, ended = cooperative(name="HTX Trùng"), cooperative(name="HTX Đã Hết")
    merge_double(cooperative=ours, by=officer, double=double, reason="trùng")
    happening = Happening(
        status=Status.DISSOLVED_FREELY, effective_on=JULY, document_number="1/QĐ", has_debts=False
    )
    record_status(cooperative=ended, by=officer, happening=happening, knows_warnings=True)
    assert not unknown_to_them(officer).exists()

    export = written(
        said_of(double),
        {"maSo": theirs, "ten": "HTX Mới Lạ", "xaPhuong": str(commune()), "diaChi": "Ấp 2"},
        by=officer,
    )

    assert (export.counts["new"], export.counts["merged"], export.counts["absent"]) == (1, 1, 1)
    assert list(unknown_to_them(officer)) == [ours]
    one = Newcomer.objects.get()
    assert (str(one), one.commune) == (f"Hợp tác xã Mới Lạ ({theirs})", commune())
    written({"maSo": theirs, "tinhTrang": "Đang hoạt động"}, by=officer, stands_on=date(2026, 9, 10))
    written({"maSo": theirs, "ten": "HTX Cũ Rồi"}, by=officer, stands_on=JULY)
    one.refresh_from_db()
    assert (one.name, one.stands_on, one.commune) == ("Hợp tác xã Mới Lạ", date(2026, 9, 10), commune())


def test_rows_that_cannot_be_read_are_left_out_only_knowingly(officer):
    farm = cooperative()
    file = text([said_of(farm, head="Trần Thị Hoa"), {"maSo": "123"}])
    export = brought(file, by=officer)

    with pytest.raises(Refused, match="Có 1 chỗ không đọc được"):
        acts.confirm_export(export=export, knows_faults=False, by=officer)
    acts.confirm_export(export=export, knows_faults=True, by=officer)
    write_national_export(export.pk, officer.pk)
    write_national_export(export.pk, officer.pk)
    read_national_export(export.pk)

    farm.refresh_from_db()
    assert farm.representative == "Trần Thị Hoa"
    assert Entry.objects.filter(verb="cooperatives.national.written").count() == 1


def test_an_export_that_is_not_wanted_leaves_nothing(officer):
    export = brought(text([said_of(cooperative())]), by=officer)

    acts.drop_export(export=export, by=officer)

    export.refresh_from_db()
    assert (export.state, export.rows) == (BringState.DROPPED, [])
    assert not LegalFact.objects.exclude(theirs=None).exists()


def test_a_file_that_is_gone_and_one_that_was_written_meanwhile_are_told(officer):
    farm = cooperative()
    gone = acts.bring_export(file=text([said_of(farm)]), stands_on=AUGUST, source="", by=officer)
    Attachment.objects.of(gone).delete()
    read_national_export(gone.pk)
    gone.refresh_from_db()
    assert "không còn trong kho" in gone.failure

    one, other = (brought(text([said_of(farm)]), by=officer) for _at in range(2))
    for export in (one, other):
        acts.confirm_export(export=export, knows_faults=False, by=officer)
        write_national_export(export.pk, officer.pk)
    other.refresh_from_db()
    assert (other.state, "không có gì để ghi thêm" in other.failure) == (BringState.UNREAD, True)


def test_what_the_database_does_not_take_leaves_nothing(officer):
    farm = cooperative()
    export = brought(text([said_of(farm, head="Trần Thị Hoa")]), by=officer)
    acts.confirm_export(export=export, knows_faults=False, by=officer)
    # A row too long for its column, as only a reader that lets one through could bring it.
    NationalExport.objects.filter(pk=export.pk).update(
        rows=[{**export.rows[0], "code": code(), "values": {"name": "x" * 300}}]
    )

    write_national_export(export.pk, officer.pk)

    export.refresh_from_db()
    farm.refresh_from_db()
    assert (export.state, farm.representative) == (BringState.UNREAD, "")
    assert "chưa dòng nào được ghi" in export.failure


def test_each_act_notes_whence_a_fact_came(officer):
    farm = cooperative(kind=Kind.COOPERATIVE)
    assert (fact(farm, Legal.NAME).origin, fact(farm, Legal.NAME).stands_on) == (Origin.STAFF, clock.today())
    LegalFact.objects.update(origin=Origin.EARLIER, stands_on=None)

    rename_cooperative(cooperative=farm, by=officer, valid_from=clock.today(), name="HTX Đổi Tên")
    add_old_number(cooperative=farm, by=officer, number="12A")

    assert fact(farm, Legal.NAME).origin == Origin.STAFF
    assert fact(farm, Legal.CERTIFICATE).value == ["12A"]
    assert fact(farm, Legal.ADDRESS).origin == Origin.EARLIER


def test_facts_that_stood_before_are_noted_as_such_by_the_migration(officer):
    farm = cooperative(source="Sổ cũ")
    record_capital(cooperative=farm, by=officer, valid_from=JULY, charter_vnd=5)
    add_old_number(cooperative=farm, by=officer, number="12A")
    until = clock.today() + timedelta(days=9)
    happening = Happening(status=Status.SUSPENDED, effective_on=JULY, until_on=until)
    record_status(cooperative=farm, by=officer, happening=happening)
    bare = cooperative(name="HTX Trơ Trọi")
    LegalFact.objects.all().delete()

    migration = importlib.import_module("cooperatives.migrations.0022_legal_facts_of_today")
    for _time in range(2):
        migration.fill(apps, type("Editor", (), {"connection": connection}))

    for pk, facts in legal_facts_of([farm.pk, bare.pk]).items():
        kept = {row.fact: row.value for row in LegalFact.objects.filter(cooperative=pk)}
        assert kept == {str(name): value for name, value in facts.items() if value is not None}
    name = fact(farm, Legal.NAME)
    assert (name.origin, name.told, name.stands_on) == (Origin.EARLIER, "Sổ cũ", None)
    assert str(name) == f"Tên của {farm}"
