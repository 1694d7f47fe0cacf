"""The search box against the admin's substring search, among 200 000 tasks; and how its slowest answers do."""

from __future__ import annotations

import statistics
import time

from benchmarks import measuring

measuring.start()

from django.conf import settings  # noqa: E402 - Django must be awake before its models are named
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.bench_lists import client_of  # noqa: E402
from benchmarks.generator import office_of  # noqa: E402
from benchmarks.words import PLACES, THINGS, VERBS  # noqa: E402

LARGE = 200_000
PEOPLE = ("vanthu", "truongphong", "chuyenvien", "sotaichinh")
LIMIT_SECONDS = 0.5


def asked() -> list[str]:
    """What people type: a thing, a place, a verb, two of them, with and without accents, a number, nothing there."""
    things, places, verbs = THINGS[:6], PLACES[:6], VERBS[:4]
    pairs = [f"{thing} {place}" for thing, place in zip(things, places, strict=True)]
    return [*things, *places, *verbs, *pairs, "245/KH-LM", "245 KH LM", "hop tac xa", "khong co chu nay"]


def seconds(client: Client, address: str, words: str) -> float:
    """One answer."""
    began = time.perf_counter()
    answer = client.get(address, {"q": words})
    taken = time.perf_counter() - began
    assert answer.status_code == 200, (address, words, answer.status_code)  # noqa: S101
    return taken


def answers(client: Client, address: str) -> list[float]:
    """All that is asked, after one that warms up."""
    seconds(client, address, asked()[0])
    return [seconds(client, address, words) for words in asked()]


def main() -> None:
    """Ours as four people, then the admin's."""
    office_of(LARGE)
    results = measuring.Results()
    taken = {person: answers(client_of(person), reverse("search")) for person in PEOPLE}
    settings.ROOT_URLCONF = "benchmarks.admin_list"
    admin = statistics.median(answers(client_of("vanthu"), "/do-bang-admin/plans/task/"))
    for person, ours in taken.items():
        results.add(
            f"tìm kiếm — {person}: trung vị so với Django admin",
            value=statistics.median(ours),
            baseline=admin,
            limit=0.1,
        )
        results.add(
            f"tìm kiếm — {person}: 95 % câu trả lời so với {LIMIT_SECONDS} giây",
            value=statistics.quantiles(ours, n=20)[-1],
            baseline=LIMIT_SECONDS,
            limit=1,
        )
    results.end()


if __name__ == "__main__":
    main()
