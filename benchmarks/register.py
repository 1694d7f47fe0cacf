"""Fills a database with a register of any size: cooperatives, ten years of figures, members, metadata of files."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.core.management import call_command

from benchmarks.copying import run_sql, without_history
from benchmarks.words import FAMILY, GIVEN
from cooperatives.enums.register import Kind, Sector, Size, Status
from cooperatives.models import Cooperative
from lmhtx.directory.models import Commune
from lmhtx.people.demo import make_people
from lmhtx.people.models import User

YEARS, LAST_YEAR = 10, 2025
MEMBERS_EACH, FILES_EACH, BATCH = 20, 3, 5_000
TRIGGERED = (
    "cooperatives_cooperative",
    "cooperatives_yearfigures",
    "cooperatives_activity",
    "cooperatives_statusevent",
    "cooperatives_member",
)
TRADES = (
    "Nông nghiệp",
    "Dịch vụ",
    "Vận tải",
    "Xây dựng",
    "Thương mại",
    "Chăn nuôi",
    "Thủy sản",
    "Môi trường",
)
PLACES = (
    "Tân Triều", "Định Quán", "Xuân Lộc", "Cẩm Mỹ", "Long Khánh", "Vĩnh Cửu", "Trảng Bom", "Thống Nhất",
    "Nhơn Trạch", "Long Thành", "Tân Phú", "Phước Long", "Bù Đăng", "Lộc Ninh", "Chơn Thành", "Đồng Xoài",
)  # fmt: skip
# Each by one statement over the cooperatives with greater numbers than {after}.
FACTS = {
    "figures": """
        INSERT INTO cooperatives_yearfigures
            (cooperative_id, year, official_members, revenue_vnd, capital_vnd, workers, profit_vnd, source)
        SELECT id, year, 7 + id * year % 120, 1000000 * (100 + id * year % 9000), 1000000 * (50 + id % 5000),
            2 + id % 40, 1000000 * (id * year % 400 - 60), ''
        FROM cooperatives_cooperative, generate_series({first_year}, {last_year}) AS year WHERE id > {after}
    """,
    "activities": """
        INSERT INTO cooperatives_activity (cooperative_id, version, code, detail, is_main, added_on)
        SELECT id, '2018', (ARRAY['0119', '0145', '4933', '4669', '0161'])[1 + id % 5], '', true, '2019-03-01'
        FROM cooperatives_cooperative WHERE id > {after}
    """,
    "events": """
        INSERT INTO cooperatives_statusevent
            (created_at, changed_at, cooperative_id, status, effective_on, recorded_at, until_on, document_number,
             issuer, reason, has_debts)
        SELECT now(), now(), id, status, status_since_on, now(), suspended_until_on, '', '', '',
            CASE WHEN status LIKE 'dissolved%' THEN id % 3 = 0 END
        FROM cooperatives_cooperative WHERE id > {after} AND status <> 'active'
    """,
    "members": """
        INSERT INTO cooperatives_member
            (cooperative_id, name, kind, form, is_foreign, valid_from, is_legacy)
        SELECT id, 'Thành viên ' || number, 'official', 'person', false, '2020-01-01', false
        FROM cooperatives_cooperative, generate_series(1, {members}) AS number WHERE id > {after}
    """,
    "blobs": """
        INSERT INTO files_blob (sha256, size_bytes, mime, stored_name, created_at)
        SELECT encode(sha256((id || '-' || number)::bytea), 'hex'), 120000, 'application/pdf',
            'do/' || id || '-' || number, now()
        FROM cooperatives_cooperative, generate_series(1, {files}) AS number WHERE id > {after}
    """,
    "attachments": """
        INSERT INTO files_attachment (blob_id, owner_kind, owner_id, kind, name, is_derived, added_at)
        SELECT files_blob.id, 'cooperatives.cooperative', split_part(split_part(stored_name, '/', 2), '-', 1)::bigint,
            'paper', 'giấy tờ.pdf', false, now()
        FROM files_blob WHERE stored_name LIKE 'do/%' AND split_part(split_part(stored_name, '/', 2), '-', 1)::bigint
            > {after}
    """,
}


def register_of(size: int) -> None:
    """Make the register hold so many cooperatives at least; what is there already stays."""
    if not User.objects.exists():
        call_command("seed_directory", verbosity=0)
        make_people()
    there = Cooperative.objects.count()
    if there < size:
        after = Cooperative.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with without_history(TRIGGERED):
            _add(range(there, size))
            for statement in FACTS.values():
                run_sql(
                    statement.format(
                        after=after,
                        members=MEMBERS_EACH,
                        files=FILES_EACH,
                        first_year=LAST_YEAR - YEARS + 1,
                        last_year=LAST_YEAR,
                    )
                )
    run_sql("VACUUM ANALYZE")


def _add(numbers: range) -> None:
    communes = list(
        Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("pk", flat=True)
    )
    random_ = random.Random(numbers.start)
    made = (_cooperative(number, communes, random_) for number in numbers)
    Cooperative.objects.bulk_create(made, batch_size=BATCH)


def _cooperative(number: int, communes: list[int], random_: random.Random) -> Cooperative:
    founded = date(2000, 1, 1) + timedelta(days=number * 7 % 9_400)
    status = random_.choices(
        (Status.ACTIVE, Status.SUSPENDED, Status.STOPPED, Status.DISSOLVED_FREELY), (80, 6, 6, 8)
    )[0]
    place, trade = random_.choice(PLACES), random_.choice(TRADES)
    return Cooperative(
        kind=random_.choices((Kind.COOPERATIVE, Kind.GROUP, Kind.UNION), (80, 19, 1))[0],
        code=f"36{number:08}",
        name=f"Hợp tác xã {trade} {place} {number}",
        address=f"Ấp {1 + number % 9}, {place}",
        commune_id=random_.choice(communes),
        phone=f"09{number:08}",
        first_registered_on=founded,
        status=status,
        status_since_on=founded + timedelta(days=200),
        suspended_until_on=date(2026, 12, 31) if status is Status.SUSPENDED else None,
        sector=random_.choice([*Sector]),
        size=random_.choice([*Size]),
        charter_vnd=1_000_000 * (100 + number % 9_000),
        contributed_vnd=1_000_000 * (80 + number % 8_000),
        is_member=random_.random() < 0.4,
        representative=f"{random_.choice(FAMILY)} Văn {random_.choice(GIVEN)}",
        verified_on=date(2026, 3, 1),
    )
