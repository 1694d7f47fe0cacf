"""The types of papers that the decree names, and those of others that come in."""

import csv
from datetime import date
from pathlib import Path

from django.db import migrations

TYPES = Path(__file__).parent.parent / "data" / "document_types.csv"
FIRST_DAY = date(2020, 3, 5)
BOOKS = (
    ("Sổ văn bản đến", "in"),
    ("Sổ văn bản đi", "out"),
    ("Sổ bản sao", "copy"),
)


def write_types(apps, schema_editor):
    """Add the types that are not there yet; those that people changed stay."""
    kinds = apps.get_model("documents", "DocumentType")
    known = set(kinds.objects.values_list("code", flat=True))
    with TYPES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    kinds.objects.bulk_create(
        kinds(**row, position=10 * place, folded=_folded(row)) for place, row in enumerate(rows, start=1)
    )


def write_books(apps, schema_editor):
    """The Alliance as issuing body with its three books; an office that has books already keeps them."""
    bodies = apps.get_model("documents", "IssuingBody")
    series = apps.get_model("documents", "Series")
    if bodies.objects.exists():
        return
    alliance = bodies.objects.create(
        name="Liên minh Hợp tác xã", abbreviation="LM", kind="agency", valid_from=FIRST_DAY
    )
    series.objects.bulk_create(
        series(name=name, direction=direction, body=alliance, valid_from=FIRST_DAY)
        for name, direction in BOOKS
    )


def _folded(row):
    from lmhtx.vn.text import fold

    return fold(f"{row['name']} {row['abbreviation']}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_registers")]

    operations = [
        migrations.RunPython(write_types, migrations.RunPython.noop),
        migrations.RunPython(write_books, migrations.RunPython.noop),
    ]
