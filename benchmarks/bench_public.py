"""Requests a second of the public pages against an empty view without middleware, two gunicorn workers each."""

from __future__ import annotations

from benchmarks import measuring

measuring.start()

from django.core.management import call_command  # noqa: E402 - Django must be awake before its models are named

from benchmarks.bench_web import EMPTY, ROUNDS, SHARE, requests_per_second, served  # noqa: E402
from cooperatives.demo import load  # noqa: E402
from cooperatives.models import Cooperative  # noqa: E402
from lmhtx.base import clock  # noqa: E402
from lmhtx.people.demo import make_people  # noqa: E402
from lmhtx.people.models import User  # noqa: E402

PAGES = {"/cong-khai/": "danh bạ", "/cong-khai/san-pham-ocop/": "sản phẩm OCOP"}


def main() -> None:
    """The same strangers, turn by turn at both doors; the best round of each counts."""
    results = measuring.Results()
    if not User.objects.exists():
        call_command("seed_directory", verbosity=0)
        make_people()
    if not Cooperative.objects.exists():
        load(clock.today())
    with served(EMPTY, BENCH_BARE="1") as bare, served("lmhtx.wsgi") as portal:
        for path, words in PAGES.items():
            naked, shown = 0.0, 0.0
            for _ in range(ROUNDS):
                naked = max(naked, requests_per_second(bare, ""))
                shown = max(shown, requests_per_second(portal, "", path))
            # Told the other way round, so that the smaller ratio is the better one, as in every line.
            results.add(
                f"trang công khai — {words}: trang trống nhanh gấp",
                value=naked,
                baseline=shown,
                limit=1 / SHARE,
                unit="trang/s",
            )
    results.end()


if __name__ == "__main__":
    main()
