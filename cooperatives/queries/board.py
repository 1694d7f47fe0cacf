"""The register in pictures: how many there are of each kind, how that has changed, and what they have together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear
from django.urls import reverse

from cooperatives.enums.products import IN_FORCE
from cooperatives.enums.register import DISSOLVED, ENDED, Kind, Sector, Size, Status
from cooperatives.models import Cooperative, StatusEvent, YearFigures
from cooperatives.queries.files import ended_within, registered_by, status_as_of
from cooperatives.queries.maturity import level_names, levels_among
from cooperatives.queries.products import by_stars
from lmhtx.base import clock
from lmhtx.ui.bars import Bar, bars

YEARS_SHOWN = 10
YEAR_ENDS_SHOWN = 6
COMMUNES_SHOWN = 15
TOTALS_SHOWN = 3
GONE = sorted(str(status) for status in ENDED)


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under a title; what they count and, where it is long, the page with all of it."""

    title: str
    bars: list[Bar]
    about: str
    page: str = ""
    page_label: str = ""


@dataclass(frozen=True, slots=True)
class YearTotals:
    """What the cooperatives with figures for a year have together; `n` is how many sent each figure."""

    year: int
    cooperatives: int
    members: int | None
    members_n: int
    revenue_vnd: int | None
    revenue_n: int
    capital_vnd: int | None
    capital_n: int


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows."""

    standing: int
    active: int
    allied: int
    active_list: str
    allied_list: str
    pictures: list[Picture]
    totals: list[YearTotals]


def board_of(user: Any) -> Board:
    """The register within a person's reach; every bar opens the list that it counts."""
    mine = Cooperative.objects.visible_to(user).order_by()
    open_ = mine.exclude(status__in=GONE)
    found = open_.aggregate(
        standing=Count("pk"),
        active=Count("pk", filter=Q(status=Status.ACTIVE)),
        allied=Count("pk", filter=Q(is_member=True)),
    )
    pictures = [
        Picture(
            "Tình trạng", _by(mine, "status", Status, is_open=False), "Mọi hồ sơ trong sổ, kể cả đã kết thúc."
        ),
        Picture("Loại hình", _by(open_, "kind", Kind), "Chưa kết thúc."),
        Picture("Lĩnh vực", _by(open_, "sector", Sector), "Chưa kết thúc; theo ngành chính đã đăng ký."),
        Picture(
            "Quy mô",
            _by(open_, "size", Size),
            "Chưa kết thúc; “Không xác định” là còn thiếu số liệu hoặc ngưỡng.",
        ),
        _digital(open_),
        _communes(open_),
        Picture(
            "Sản phẩm OCOP theo sao",
            _stars(mine),
            "Giấy chứng nhận còn hiệu lực hôm nay; mỗi sản phẩm tính một lần.",
        ),
        Picture("Còn trong sổ vào cuối năm", _year_ends(mine), "Đã đăng ký và chưa kết thúc vào ngày đó."),
        Picture("Đăng ký mới theo năm", _founded(mine), "Theo ngày đăng ký lần đầu."),
        Picture("Giải thể theo năm", _dissolved(mine), "Theo ngày có hiệu lực."),
    ]
    return Board(
        **found,
        active_list=_list(status=str(Status.ACTIVE)),
        allied_list=_open_list(is_member="true"),
        pictures=pictures,
        totals=_totals(mine),
    )


def _list(name: str = "cooperative_list", /, **query: Any) -> str:
    return f"{reverse(name)}?{urlencode(query, doseq=True)}"


def _open_list(**query: Any) -> str:
    """The list of those that have not ended."""
    going = [str(status) for status in Status if str(status) not in GONE]
    return _list(**query, status=going)


def _by(rows: Any, column: str, enum: Any, *, is_open: bool = True) -> list[Bar]:
    counts = dict(rows.values_list(column).annotate(n=Count("pk")))
    address = _open_list if is_open else _list
    return bars((one.label, counts[one], address(**{column: str(one)})) for one in enum if counts.get(one))


def _digital(rows: Any) -> Picture:
    """By the last assessment that was verified; who has none stands in no bar."""
    names, counts = level_names(clock.today()), levels_among(rows)
    drawn = bars(
        (name, counts[level], _list("maturity_list", level=level, is_newest="true", going="true"))
        for level, name in names.items()
        if level in counts
    )
    about = "Chưa kết thúc; theo phiếu đã xác minh mới nhất, chưa có phiếu thì không tính."
    return Picture("Mức độ số", drawn, about, reverse("maturity_list"), "Xem mọi phiếu mức độ số")


def _communes(rows: Any) -> Picture:
    counts = (
        rows.filter(commune__isnull=False).values_list("commune", "commune__name").annotate(n=Count("pk"))
    )
    most = counts.order_by("-n", "commune__name")[:COMMUNES_SHOWN]
    drawn = bars((name, count, _open_list(commune=pk)) for pk, name, count in most)
    return Picture(
        f"{COMMUNES_SHOWN} xã, phường nhiều nhất",
        drawn,
        "Chưa kết thúc; theo xã, phường hiện nay.",
        reverse("commune_counts"),
        "Xem mọi xã, phường",
    )


def _days(year: int, first: str, last: str) -> dict[str, str]:
    return {first: f"01/01/{year}", last: f"31/12/{year}"}


def _founded(rows: Any) -> list[Bar]:
    this_year = clock.today().year
    since = rows.filter(first_registered_on__year__gt=this_year - YEARS_SHOWN)
    counts = since.annotate(y=ExtractYear("first_registered_on")).values_list("y").annotate(n=Count("pk"))
    return bars(
        (str(year), count, _list(**_days(year, "founded_from", "founded_to")))
        for year, count in sorted(counts, reverse=True)
    )


def _stars(rows: Any) -> list[Bar]:
    states = [str(state) for state in IN_FORCE]
    return bars(
        (f"{stars} sao", count, _list("product_list", stars=stars, state=states))
        for stars, count in by_stars(clock.today(), rows)
    )


def _dissolved(rows: Any) -> list[Bar]:
    today = clock.today()
    gone = ended_within(date(today.year - YEARS_SHOWN + 1, 1, 1), today, DISSOLVED)
    mine = gone.filter(cooperative__in=rows.values("pk")).order_by()
    counts = mine.annotate(y=ExtractYear("effective_on")).values_list("y").annotate(n=Count("pk"))
    return bars(
        (str(year), count, _list("end_list", **_days(year, "effective_from", "effective_to")))
        for year, count in sorted(counts, reverse=True)
    )


def _year_ends(rows: Any) -> list[Bar]:
    """How many stood at the end of each of the last years, and stand today; the communes of that day tell more."""
    today = clock.today()
    days = [today, *(date(today.year - back, 12, 31) for back in range(1, YEAR_ENDS_SHOWN))]
    known = rows.aggregate(
        **{f"on_{at}": Count("pk", filter=registered_by(day)) for at, day in enumerate(days)}
    )
    # Few ever end: what each was on the day is worked out for those alone.
    ended = rows.filter(pk__in=StatusEvent.objects.counting().filter(status__in=GONE).values("cooperative"))
    return bars(
        (
            f"{day:%d/%m/%Y}",
            known[f"on_{at}"] - status_as_of(day, ended).filter(status_then__in=GONE).count(),
            _list("commune_counts", day=f"{day:%d/%m/%Y}"),
        )
        for at, day in enumerate(days)
    )


def _totals(rows: Any) -> list[YearTotals]:
    """The last three years with figures; what a cooperative did not send is not counted as nought."""
    mine = YearFigures.objects.filter(cooperative__in=rows.values("pk"))
    found = (
        mine.filter(year__in=_last_years(mine))
        .order_by()
        .values("year")
        .annotate(
            cooperatives=Count("pk"),
            members=Sum("official_members"),
            members_n=Count("official_members"),
            revenue=Sum("revenue_vnd"),
            revenue_n=Count("revenue_vnd"),
            capital=Sum("capital_vnd"),
            capital_n=Count("capital_vnd"),
        )
        .order_by("-year")
    )
    return [
        YearTotals(
            year=row["year"],
            cooperatives=row["cooperatives"],
            members=row["members"],
            members_n=row["members_n"],
            revenue_vnd=row["revenue"],
            revenue_n=row["revenue_n"],
            capital_vnd=row["capital"],
            capital_n=row["capital_n"],
        )
        for row in found
    ]


def _last_years(figures: Any) -> list[int]:
    """The last three years that have figures, each by one look into the index."""
    years: list[int] = []
    for _ in range(TOTALS_SHOWN):
        earlier = figures.filter(year__lt=years[-1]) if years else figures
        if (newest := earlier.order_by("-year").values_list("year", flat=True).first()) is None:
            break
        years.append(newest)
    return years
