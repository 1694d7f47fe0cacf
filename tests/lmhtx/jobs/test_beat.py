"""One beat speaks; the second waits and takes over."""

from __future__ import annotations

import pytest
from celery import Celery

from lmhtx.jobs import beat
from lmhtx.jobs.beat import ASK_AGAIN_SECONDS, OnlyBeat, is_beating


@pytest.fixture
def make(db):
    """Beats with one entry that is due every moment, and what they said."""
    made: list[OnlyBeat] = []

    def new() -> OnlyBeat:
        app = Celery("thu", broker="memory://", set_as_current=False)
        app.conf.beat_schedule = {"tick": {"task": "tick", "schedule": 0.0}}
        said: list[str] = []
        one = OnlyBeat(app=app)
        one.apply_async = lambda entry, **_: said.append(entry.task)
        one.said = said
        made.append(one)
        return one

    yield new
    for one in made:
        one.close()


def test_only_the_first_speaks_and_the_second_takes_over(make):
    first, second = make(), make()

    for _ in range(2):
        first.tick()
        assert second.tick() == ASK_AGAIN_SECONDS
    was_beating = is_beating()
    first.close()
    first_said = len(first.said)
    for _ in range(2):
        second.tick()

    assert was_beating
    assert first_said >= 1
    assert (len(first.said), bool(second.said)) == (first_said, True)


def test_nobody_beats_when_all_are_gone(make):
    one = make()
    one.tick()
    one.close()

    assert not is_beating()


def test_a_beat_without_its_database_is_silent_and_comes_back(make, monkeypatch):
    one, asked = make(), beat.own_line
    monkeypatch.setattr(
        beat, "own_line", lambda: beat.psycopg.connect("host=127.0.0.1 port=1", connect_timeout=1)
    )
    silent = one.tick()
    monkeypatch.setattr(beat, "own_line", asked)
    one.tick()
    one.tick()

    assert silent == ASK_AGAIN_SECONDS
    assert one.said


def test_a_lost_line_is_taken_up_anew(make):
    one = make()
    one.tick()
    one._line.close()

    one.tick()

    assert is_beating()
