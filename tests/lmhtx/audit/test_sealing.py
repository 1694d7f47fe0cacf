"""The chain of seals: finished transactions only, every tampering found."""

from __future__ import annotations

from io import StringIO
from time import monotonic, sleep

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from lmhtx.audit.actions import record
from lmhtx.audit.models import Entry, Seal, SealedEntry
from lmhtx.audit.sealing import faults, seal_entries
from lmhtx.people.models import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
# A whole office may be looked through, page by page, within one test.
LONGEST_TEST_SECONDS = 300


@pytest.fixture
def chain(agency):
    """Three seals over five entries."""
    for count in (2, 2, 1):
        for _ in range(count):
            write(agency)
        sealed()


def sealed():
    """The next seal: an open transaction anywhere in the cluster, another worker's test too, holds it back."""
    until = monotonic() + LONGEST_TEST_SECONDS
    while held_back() and monotonic() < until:
        sleep(0.05)
    seal = seal_entries()
    assert seal is not None
    return seal


def held_back():
    """Whether some entry's number is not yet below that of every open transaction of this cluster."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM audit_entry, pg_current_snapshot() AS s WHERE xid >="
            " pg_snapshot_xmin(s)::text::bigint AND xid < pg_snapshot_xmax(s)::text::bigint)"
        )
        (is_so,) = cursor.fetchone()
    return is_so


def write(agency):
    return record("tests.agency.closed", agency, by=SYSTEM)


def tamper(sql, *parameters):
    """What a keeper of the database could do behind the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, parameters)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_a_chain_holds(chain):
    assert list(faults()) == []
    assert list(Seal.objects.order_by("number").values_list("number", "entry_count")) == [
        (1, 2),
        (2, 2),
        (3, 1),
    ]
    assert Entry.objects.filter(sealed__isnull=True).count() == 0


def test_nothing_new_makes_no_seal(chain):
    assert seal_entries() is None


def test_an_open_transaction_is_sealed_only_when_it_has_ended(agency):
    other = connections.create_connection("default")
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (verb, subject_kind, subject_id, subject_label, via, at, request_id,"
            " note, data) VALUES ('tests.agency.closed', 'directory.agency', 1, 'x', 'system', now(),"
            " gen_random_uuid(), '', '{}')"
        )
    first = write(agency)
    # The open transaction has the lower number, so whatever came after it waits with it.
    assert seal_entries() is None
    other.commit()
    other.close()

    seal = sealed()

    assert seal.entry_count == 2
    assert SealedEntry.objects.filter(entry=first).exists()


def test_entries_from_another_cluster_are_sealed(chain, agency):
    entry = write(agency)
    tamper("UPDATE audit_entry SET xid = xid + 1000000 WHERE id = %s", entry.pk)

    assert sealed().entry_count == 1


def test_a_new_cluster_with_low_numbers_goes_on_sealing(chain, agency):
    tamper("UPDATE audit_seal SET oldest_open = oldest_open + 1000000")
    write(agency)

    assert sealed().entry_count == 1
    assert list(faults()) == []


def test_a_changed_entry_is_found(chain):
    entry = Entry.objects.order_by("pk").first()
    tamper("UPDATE audit_entry SET note = 'khác' WHERE id = %s", entry.pk)

    assert list(faults()) == [f"Dòng nhật ký số {entry.pk} (niêm phong số 1) đã bị sửa sau khi niêm phong."]


def test_a_removed_entry_is_found(chain):
    entry = Entry.objects.order_by("pk")[2]
    tamper("DELETE FROM audit_sealedentry WHERE entry_id = %s", entry.pk)
    tamper("DELETE FROM audit_entry WHERE id = %s", entry.pk)

    assert list(faults()) == [
        "Niêm phong số 2 có 2 dòng, nay chỉ còn 1 dòng.",
        "Mã của niêm phong số 2 không khớp với các dòng của nó.",
    ]


def test_a_removed_seal_is_found(chain):
    seal = Seal.objects.get(number=2)
    tamper("DELETE FROM audit_sealedentry WHERE seal_id = %s", seal.pk)
    tamper("DELETE FROM audit_seal WHERE id = %s", seal.pk)

    assert list(faults()) == [
        "Thiếu niêm phong từ số 2 đến số 2.",
        "Niêm phong số 3 không nối với niêm phong ngay trước nó.",
    ]


def test_the_command_says_what_it_found(chain):
    told = StringIO()
    call_command("audit_verify", stdout=told)
    assert told.getvalue() == "Nhật ký nguyên vẹn: 3 niêm phong, 0 dòng đang chờ niêm phong.\n"

    tamper("UPDATE audit_entry SET verb = 'tests.agency.renamed' WHERE id = %s", Entry.objects.first().pk)
    with pytest.raises(CommandError, match="Nhật ký có 1 chỗ không khớp"):
        call_command("audit_verify", stdout=StringIO(), stderr=StringIO())
