"""The invented register of the demonstration office."""

from __future__ import annotations

from datetime import date

import pytest

from cooperatives.demo import COUNT, load
from cooperatives.enums.register import Sector, Size, Status
from cooperatives.models import Activity, Cooperative, Office, StatusEvent
from cooperatives.queries.files import to_review
from lmhtx.audit.models import Entry
from lmhtx.vn.identity import tax_code

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def test_the_demonstration_office_has_a_register_to_show():
    load(TODAY)

    rows = Cooperative.objects.all()
    assert rows.count() == COUNT
    assert rows.values("commune").distinct().count() == 95
    assert all(tax_code(code) == code for code in rows.exclude(code=None).values_list("code", flat=True))
    assert set(rows.values_list("status", flat=True)) >= {
        Status.ACTIVE,
        Status.SUSPENDED,
        Status.DISSOLVED_FREELY,
    }
    assert {Sector.FARMING, Sector.TRADE, Sector.INDUSTRY, Sector.FINANCE} <= set(
        rows.values_list("sector", flat=True)
    )
    assert {Size.MEDIUM, Size.SMALL, Size.TINY, Size.UNKNOWN} <= set(rows.values_list("size", flat=True))
    assert rows.filter(is_member=True).count() > COUNT // 3
    assert not rows.filter(representative="")
    assert rows.run_out(TODAY)
    assert to_review(rows, TODAY)
    assert StatusEvent.objects.count() > COUNT
    assert Activity.objects.filter(is_main=True).count() == COUNT
    assert Office.objects.count() > COUNT
    assert Entry.objects.filter(verb="cooperatives.cooperative.registered").count() == COUNT


def test_the_same_ones_are_invented_each_time():
    from_now = [(one.name, one.code) for one in Cooperative.objects.all()]
    load(TODAY)
    first = list(Cooperative.objects.order_by("pk").values_list("name", "code")[:5])

    assert from_now == []
    assert len({name for name, _code in first}) == 5
