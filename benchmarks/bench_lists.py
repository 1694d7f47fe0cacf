"""Task list, search and "Việc của tôi", as four people meet them: queries and first pages at 10, 2 000 and 200 000."""

from __future__ import annotations

from benchmarks import measuring

measuring.start()

from django.conf import settings  # noqa: E402 - Django must be awake before its models are named
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.generator import office_of  # noqa: E402
from lmhtx.people.models import User  # noqa: E402

SMALLEST, SMALL, LARGE = 10, 2_000, 200_000
PEOPLE = {
    "vanthu": "văn thư",
    "truongphong": "trưởng phòng",
    "chuyenvien": "chuyên viên",
    "sotaichinh": "cơ quan ngoài",
}
WORDS = "hop tac xa dinh quan"


def pages() -> dict[str, str]:
    """What is opened, by its name in the table."""
    listed = reverse("task_list")
    return {
        "danh sách": listed,
        "tìm trong danh sách": f"{listed}?q={WORDS}",
        "quá hạn": f"{listed}?status=overdue",
        "tìm kiếm chung": f"{reverse('search')}?q={WORDS}",
        "Việc của tôi": reverse("home"),
    }


def client_of(username: str) -> Client:
    """A browser of that person."""
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username), backend="lmhtx.account.backends.Backend")
    return client


def opened(client: Client, address: str) -> int:
    """The page is there in full; returns how many statements it took."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)  # noqa: S101
    return len(asked)


def measured() -> dict[tuple[str, str], tuple[int, float]]:
    """Statements and seconds of each page for each person."""
    found = {}
    for username, words in PEOPLE.items():
        client = client_of(username)
        for page, address in pages().items():
            opened(client, address)
            asked = opened(client, address)
            seconds = measuring.seconds_of(lambda c=client, a=address: c.get(a))
            found[page, words] = asked, seconds
    return found


def admin_seconds() -> float:
    """The first page of Django's own change list."""
    settings.ROOT_URLCONF = "benchmarks.admin_list"
    client = client_of("vanthu")
    opened(client, "/do-bang-admin/plans/task/")
    return measuring.seconds_of(lambda: client.get("/do-bang-admin/plans/task/"))


def main() -> None:
    """Three sizes, one table."""
    results = measuring.Results()
    found = {}
    for size in (SMALLEST, SMALL, LARGE):
        office_of(size)
        found[size] = measured()
    for key, (asked, seconds) in found[LARGE].items():
        name = " — ".join(key)
        few, fast = found[SMALLEST][key][0], found[SMALL][key][1]
        results.add(f"{name}: số truy vấn, 200 000 so với 10", value=asked, baseline=few, limit=1, unit="câu")
        results.add(f"{name}: trang đầu, 200 000 so với 2 000", value=seconds, baseline=fast, limit=2)
    admin = admin_seconds()
    for words in PEOPLE.values():
        seconds = found[LARGE]["danh sách", words][1]
        results.add(f"danh sách — {words}: so với Django admin", value=seconds, baseline=admin, limit=0.25)
    results.end()


if __name__ == "__main__":
    main()
