"""Papers at 200 000 with a million rows of routing: pages and search against 2 000, and numbers taken by 64 at once."""

from __future__ import annotations

import statistics
import threading
import time

from benchmarks import measuring

measuring.start()

from django.db import connection, connections  # noqa: E402 - Django must be awake before its models are named
from django.urls import reverse  # noqa: E402

from benchmarks.bench_lists import client_of, opened  # noqa: E402
from benchmarks.bench_search import seconds  # noqa: E402
from benchmarks.copying import count_of  # noqa: E402
from benchmarks.papers import papers_of  # noqa: E402
from documents.actions.numbers import give_number  # noqa: E402
from documents.enums.numbers import Direction  # noqa: E402
from documents.models import DocumentNumber, Incoming, Outgoing, Series, SeriesYear  # noqa: E402
from lmhtx.base import clock  # noqa: E402
from lmhtx.people.models import User  # noqa: E402

SMALLEST, SMALL, LARGE = 200, 2_000, 200_000
PEOPLE = ("vanthu", "chuyenvien", "chutich")
WORDS = (
    "chan nuoi xuan loc",
    "Định Quán",
    "12/KH-LM",
    "STC-NS",
    "van tai",
    "khong co chu nay",
    "so tai chinh",
)
LIMIT_SECONDS = 0.5
AT_ONCE, EACH, LEAST_A_SECOND = 64, 10, 100


def pages() -> dict[str, str]:
    """What is opened, by its name in the table."""
    listed, out = reverse("incoming_list"), reverse("outgoing_list")
    book = Series.objects.get(direction=Direction.INCOMING, body__abbreviation="LM")
    return {
        "văn bản đến": listed,
        "văn bản đến, tìm": f"{listed}?q=chan nuoi",
        "văn bản đến, lọc": f"{listed}?state=in_progress",
        "một văn bản đến": Incoming.objects.filter(people__len__gt=0).order_by("pk")[0].get_absolute_url(),
        "văn bản đi": out,
        "văn bản đi, tìm": f"{out}?q=chan nuoi",
        "một văn bản đi": Outgoing.objects.order_by("pk")[50].get_absolute_url(),
        "sổ đăng ký đến": f"{reverse('book_register', args=[book.pk])}?nam=2017",
        "việc của tôi": reverse("home"),
    }


def measured() -> dict[tuple[str, str], tuple[int, float]]:
    """Statements and seconds of each page for each person who may open it."""
    found = {}
    for person in PEOPLE:
        client = client_of(person)
        for page, address in pages().items():
            if client.get(address).status_code == 200:
                asked = opened(client, address)
                taken = measuring.seconds_of(lambda c=client, a=address: c.get(a), repeats=5)
                found[page, person] = asked, taken
    return found


def numbers_a_second() -> float:
    """So many people take numbers of one book at the same moment; none is lost and none is given twice."""
    series = Series.objects.get(direction=Direction.OUTGOING, body__abbreviation="LM")
    clerk, day = User.objects.get(username="vanthu"), clock.today()
    before = (
        SeriesYear.objects.filter(series=series, year=day.year).values_list("last_number", flat=True).first()
    )
    start = threading.Barrier(AT_ONCE + 1)

    def take() -> None:
        start.wait()
        for _ in range(EACH):
            give_number(series=series, symbol="KH-LM", dated_on=day, by=clerk)
        connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    given = DocumentNumber.objects.filter(
        series_year__series=series, series_year__year=day.year, symbol="KH-LM"
    )
    numbers = sorted(given.filter(number__gt=before or 0).values_list("number", flat=True))
    first = (before or 0) + 1
    assert numbers == list(range(first, first + AT_ONCE * EACH)), "gap or repeat"  # noqa: S101
    return AT_ONCE * EACH / taken


def main() -> None:
    """Three sizes, search, numbers."""
    results = measuring.Results()
    found = {}
    for size in (SMALLEST, SMALL, LARGE):
        papers_of(size)
        found[size] = measured()
    routing = sum(count_of(f"documents_{name}") for name in ("arrival", "directive", "directiveparty"))
    assert routing >= 1_000_000, routing  # noqa: S101
    for (page, person), (asked, taken) in found[LARGE].items():
        few, fast = found[SMALL][page, person]
        results.add(
            f"văn bản — {page}, {person}: số truy vấn", value=asked, baseline=few, limit=1, unit="câu"
        )
        results.add(f"văn bản — {page}, {person}: 200 000 so với 2 000", value=taken, baseline=fast, limit=2)
    for person in PEOPLE:
        client = client_of(person)
        ours = [seconds(client, reverse("search"), words) for words in WORDS * 3]
        results.add(
            f"văn bản — tìm kiếm chung, {person}: 95 % câu trả lời so với {LIMIT_SECONDS} giây",
            value=statistics.quantiles(ours, n=20)[-1],
            baseline=LIMIT_SECONDS,
            limit=1,
        )
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        assert cursor.fetchone()[0] == "on", "numbers are taken with fsync on"  # noqa: S101
    a_second = numbers_a_second()
    results.add(
        f"văn bản — {AT_ONCE} người lấy số cùng lúc: giây cho {LEAST_A_SECOND} số",
        value=LEAST_A_SECOND / a_second,
        baseline=1.0,
        limit=1,
    )
    results.end()


if __name__ == "__main__":
    main()
