"""What the province is told of the register, written down with the change; and how much of it the province has."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cooperatives.actions.cooperatives import (
    edit_cooperative,
    record_capital,
    record_figures,
    rename_cooperative,
)
from cooperatives.actions.merging import merge_double
from cooperatives.actions.people import add_person
from cooperatives.actions.province_queue import queue_deliveries
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.province import DeliveryState
from cooperatives.enums.register import Kind, Sector, Size, Status
from cooperatives.models import Cooperative, Delivery, ProvinceConnection, YearFigures
from cooperatives.province_mapping import FILE, hash_of, mapping
from cooperatives.queries import province
from lmhtx.base import clock
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.cooperatives.test_papers import TODAY, whole_file
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
QUEUED, SENDING, SENT, ACKNOWLEDGED, FAILED, DEAD = map(str, DeliveryState)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(phone="0251 3822 333", email="htx@example.vn")


def only() -> Delivery:
    return Delivery.objects.get()


def test_a_new_cooperative_is_written_down_under_the_names_of_the_province(farm):
    sending = only()

    assert (sending.number, sending.state, sending.changes, sending.mapping) == (
        1,
        QUEUED,
        [],
        mapping().version,
    )
    assert sending.payload["ten"] == farm.name
    assert sending.payload["maSo"] == farm.code
    assert (sending.payload["loaiHinh"], sending.payload["tinhTrang"]) == ("HTX", "01")
    assert sending.payload["ngayDangKy"] == "2020-03-01"
    assert sending.payload["maXa"] == commune().code
    assert (sending.payload["tenVietTat"], sending.payload["linhVuc"]) == (None, None)
    assert sending.payload_hash == hash_of(sending.mapping, sending.payload)
    assert str(sending) == f"{farm.name}, lượt 1"


def test_nothing_by_which_a_person_is_known_leaves(farm, officer):
    add_person(cooperative=farm, by=officer, full_name="Nguyễn Văn An")

    told = json.dumps(only().payload, ensure_ascii=False)
    assert "Nguyễn Văn An" not in told
    assert "0251" not in told
    assert "@" not in told


def test_every_change_of_what_the_province_knows_is_one_more_sending_in_order(farm, officer):
    rename_cooperative(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), name="HTX Mới")
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)
    record_figures(cooperative=farm, by=officer, year=2025, official_members=45)
    record_status(
        cooperative=farm,
        by=officer,
        happening=Happening(status=Status.STOPPED, effective_on=date(2026, 9, 2)),
    )

    sendings = list(Delivery.objects.order_by("number"))
    assert [one.number for one in sendings] == [1, 2, 3, 4, 5]
    assert [sorted(one.changes) for one in sendings[1:]] == [
        ["ten"],
        ["vonDieuLe"],
        ["soLieuNam"],
        ["tinhTrang", "tinhTrangTuNgay"],
    ]
    assert sendings[3].payload["soLieuNam"][0]["thanhVien"] == 45
    assert len({one.key for one in sendings}) == 5


def test_a_change_of_which_the_province_hears_nothing_new_is_not_sent(farm, officer):
    farm.note = "Gọi lại sau"
    edit_cooperative(cooperative=farm, by=officer)

    assert Delivery.objects.count() == 1


def test_a_change_that_is_undone_by_a_fault_leaves_no_sending(farm, officer):
    def change_and_fall() -> None:
        with transaction.atomic():
            record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fall()

    assert Delivery.objects.count() == 1


def test_another_edition_of_the_mapping_is_told_even_where_the_facts_stay(farm):
    Delivery.objects.update(payload_hash="0" * 64)

    assert queue_deliveries([farm.pk]) == 1
    assert farm.deliveries.first().changes == ["phienBanAnhXa"]
    assert mapping().label_of("phienBanAnhXa") == "Bản ánh xạ"


def test_the_codes_of_the_province_are_told_by_the_words_of_the_register():
    said = {field.ours: field.code_list for field in mapping().fields}

    assert "Đang hoạt động: 01" in said["status"]
    assert said["name"] == []
    stored = {"status": Status, "kind": Kind, "sector": Sector, "size": Size}
    for ours, enum in stored.items():
        assert {one.split(": ")[0] for one in said[ours]} == {one.label for one in enum}


def test_a_double_is_told_with_the_file_it_went_into_and_keeps_its_sendings(farm, officer):
    double = cooperative(name="Hợp tác xã Xuân Lộc 2")

    merge_double(cooperative=farm, by=officer, double=double, reason="Ghi hai lần")

    last = double.deliveries.first()
    assert (double.deliveries.count(), last.payload["gopVaoMaNoiBo"]) == (2, farm.pk)
    assert farm.deliveries.count() == 1


def test_a_brought_workbook_is_written_down_in_sets(farm, django_assert_max_num_queries):
    others = [cooperative(name=f"HTX số {number}") for number in range(5)]
    Cooperative.objects.update(charter_vnd=5)

    with django_assert_max_num_queries(8):
        assert queue_deliveries([farm.pk, *(one.pk for one in others)]) == 6
    assert queue_deliveries([farm.pk]) == 0


def test_every_word_of_ours_has_a_code_and_every_field_a_column():
    codes = json.loads(FILE.read_text(encoding="utf-8"))["codes"]
    for key, words in (("kind", Kind), ("status", Status), ("sector", Sector), ("size", Size)):
        assert set(codes[key]) == {str(word) for word in words}, key
    columns = {one.name for one in YearFigures._meta.fields} - {"id", "cooperative", "source"}
    assert {one.ours for one in mapping().figures} == columns
    theirs = [one.theirs for one in mapping().fields]
    assert len(set(theirs)) == len(theirs)
    assert mapping().label_of("mucCu") == "mucCu"
    assert mapping().label_of("soLieuNam") == "Số liệu năm"


def test_mapped_values_are_those_of_the_cases():
    fields = {one.ours: one for one in mapping().fields}
    with (Path(__file__).parent / "cases" / "province_mapping.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            value: Any = date.fromisoformat(row["value"]) if row["ours"].endswith("_on") else row["value"]
            told = fields[row["ours"]].told(value)
            assert told == (row["told"] or None), row
    with pytest.raises(KeyError):
        fields["status"].told("unheard_of")


def test_the_database_refuses_a_receipt_without_its_state_and_a_second_connection(farm):
    for told in ({"state": ACKNOWLEDGED}, {"acknowledgement": "BN-1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.update(**told)
    for told in ({"pk": 2}, {"pk": 1, "is_on": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProvinceConnection.objects.create(**told)


def acknowledged(sending: Delivery, on: date) -> None:
    moment = clock.end_of(on) - timedelta(hours=8)
    Delivery.objects.filter(pk=sending.pk).update(
        state=ACKNOWLEDGED,
        acknowledgement="BN-1",
        acknowledged_at=moment,
        created_at=moment - timedelta(hours=1),
    )


def figures(day: date = TODAY) -> list[tuple[int, int, Decimal | None]]:
    return [(one.numerator, one.denominator, one.share) for one in standing_of(BY_KEY["K2"], day).figures]


def test_k2b_counts_digitised_files_whose_newest_state_the_province_has(farm, officer):
    whole_file(farm, date(2026, 8, 1))
    bare = cooperative(name="HTX chưa số hóa")
    cooperative(name="HTX chưa có gì")
    for one in (farm, bare):
        acknowledged(one.deliveries.get(), date(2026, 8, 10))

    assert figures() == [(1, 3, Decimal("33.3")), (1, 3, Decimal("33.3"))]
    assert figures(date(2026, 8, 9))[1] == (0, 3, Decimal(0))
    assert province.count_connected(TODAY) == 2
    record_capital(cooperative=farm, by=officer, valid_from=date(2026, 9, 1), charter_vnd=10**9)
    assert figures()[1] == (0, 3, Decimal(0))
    assert figures(date(2026, 9, 14))[1] == (1, 3, Decimal("33.3"))
    assert province.count_connected(TODAY) == 1


def test_the_standing_of_the_connection_is_told(farm, officer):
    cooperative(name="HTX khác")
    farm.deliveries.update(state=DEAD)
    lonely = cooperative(name="HTX chưa gửi")
    lonely.deliveries.all().delete()

    line = province.line_standing()

    assert (line.waiting, line.dead, line.acknowledged, line.never) == (1, 1, 0, 1)
    assert line.connection.is_on is False


def test_the_file_of_a_cooperative_shows_its_last_sendings(farm, officer, clerk):
    shown = province.deliveries_of(officer, farm)

    assert (shown["newest"], shown["acknowledged"], shown["is_on"]) == (only(), None, False)
    assert province.deliveries_of(clerk, farm) is None


def test_a_sending_is_told_field_by_field(farm, officer):
    record_figures(cooperative=farm, by=officer, year=2024, official_members=40)
    record_figures(cooperative=farm, by=officer, year=2025, official_members=45, revenue_vnd=10**9)
    sending = farm.deliveries.first()

    told = {one.theirs: one for one in province.sent_fields(sending)}
    assert next(iter(told)) == "maNoiBo"
    assert (told["ten"].label, told["ten"].value, told["ten"].is_changed) == ("Tên", farm.name, False)
    years = province.sent_years(sending)
    assert [one["year"] for one in years] == [2025, 2024]
    assert years[0]["figures"] == [("thành viên chính thức", 45), ("doanh thu (đồng)", 10**9)]
    assert province.is_newest(sending)
    assert not province.is_newest(farm.deliveries.last())
