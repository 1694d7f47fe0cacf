"""Which backups stay."""

from datetime import datetime, timedelta

from lmhtx.upkeep.rules import kept


def test_the_newest_of_each_day_and_month_stays():
    nights = [datetime(2026, 9, 15, 1, 15) - timedelta(days=back) for back in range(400)]
    by_hand = datetime(2026, 9, 15, 14, 0)

    stays = sorted(kept([*nights, by_hand], daily=14, monthly=12), reverse=True)

    assert stays[:2] == [by_hand, nights[0]]
    assert stays[2:15] == nights[1:14]
    assert [moment.date().isoformat() for moment in stays[15:17]] == ["2026-08-31", "2026-07-31"]
    assert len(stays) == 1 + 14 + 11


def test_nothing_to_keep_is_nothing():
    assert kept([], daily=14, monthly=12) == set()
