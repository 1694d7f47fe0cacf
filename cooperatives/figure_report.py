"""What the register gives to periodic reports: the report on cooperatives, and in which of them one was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cooperatives.access.register import Perm
from cooperatives.models import (
    Cooperative,
    CooperativePaper,
    DigitalEvidence,
    Rating,
    Submission,
)
from cooperatives.queries.figure_records import COUNTS, records
from cooperatives.queries.figure_report import figures, retold_now
from cooperatives.queries.figure_texts import texts
from lmhtx.contributions import Panel, PeriodicReport
from lmhtx.directory.models import Agency
from lmhtx.reports.access import Perm as ReportPerm
from lmhtx.reports.counting import NUMBERS
from lmhtx.reports.queries.lineage import issued_reports_of
from lmhtx.reports.reasons import acts_since
from lmhtx.vn.money import shown

FIGURES = "cooperatives.figures"
# What a kept record counts as, in words, where it says something of the cooperative itself.
WORDS = {
    "active": "đang hoạt động",
    "suspended": "tạm ngừng",
    "leaving": "ngừng hoạt động chờ giải thể",
    "is_new": "thành lập trong kỳ",
    "ended_freely": "giải thể tự nguyện trong kỳ",
    "ended_by_force": "giải thể bắt buộc trong kỳ",
    "farming": "nông nghiệp",
    "industry": "công nghiệp – xây dựng",
    "trade": "thương mại – dịch vụ, khác",
    "size_tiny": "quy mô siêu nhỏ",
    "size_small": "quy mô nhỏ",
    "size_medium": "quy mô vừa",
    "size_large": "quy mô lớn",
    "well_rated": "xếp loại tốt, khá",
    "has_ocop": "có sản phẩm OCOP",
    "digital": "ứng dụng công nghệ số",
    "allied": "thành viên Liên minh",
    "joined": "kết nạp trong kỳ",
    "has_left": "ra khỏi Liên minh trong kỳ",
}
# Whose acts may have moved a figure, and how each is named beside its cooperative.
SUBJECTS = {
    "cooperatives.submission": Submission,
    "cooperatives.cooperativepaper": CooperativePaper,
    "cooperatives.digitalevidence": DigitalEvidence,
    "cooperatives.rating": Rating,
}


def told(facts: Mapping[str, Any]) -> str:
    """How a cooperative stood at the close, in words."""
    said = [words for name, words in WORDS.items() if name in facts[COUNTS]]
    numbers = facts[NUMBERS]
    if (members := numbers.get("official_members")) is not None:
        said.append(f"{members} thành viên")
    if (revenue := numbers.get("revenue_vnd")) is not None:
        said.append(f"doanh thu {shown(revenue)}")
    return ", ".join(said) or "không có dữ kiện nào khác"


def reasons(ids: Iterable[int], since: datetime) -> dict[int, list[str]]:
    """The latest acts on each cooperative and on what hangs on it."""
    wanted = list(ids)
    owners: dict[str, Mapping[int, int]] = {"cooperatives.cooperative": {pk: pk for pk in wanted}}
    for kind, model in SUBJECTS.items():
        rows: Any = model
        owners[kind] = dict(rows.objects.filter(cooperative__in=wanted).values_list("pk", "cooperative"))
    return acts_since(owners, since, own="cooperatives.cooperative", of="của hợp tác xã này")


def _counted_in(user: Any, cooperative: Cooperative) -> dict[str, Any] | None:
    """The issued reports in which the cooperative was counted; nothing where there is none."""
    found = list(issued_reports_of(user, cooperative.pk, report=FIGURES))
    return {"reports": found} if found else None


FIGURE_ITEMS = (
    Panel(
        on="cooperatives.Cooperative",
        key="cooperative_counted_in",
        title="Báo cáo đã tính hợp tác xã này",
        template="reports/_counted_in.html",
        context=_counted_in,
        permission=ReportPerm.VIEW_RUN,
        order=900,
    ),
    PeriodicReport(
        key=FIGURES,
        title="Báo cáo tình hình phát triển kinh tế tập thể, hợp tác xã",
        # The whole register is reported: there is nothing to choose.
        subjects=lambda _user: Agency.objects.none(),
        subject_label=str,
        records=records,
        figures=figures,
        texts=texts,
        rows=lambda ids: Cooperative.objects.filter(pk__in=list(ids)).select_related("commune"),
        row_template="cooperatives/_hit.html",
        told=told,
        reasons=reasons,
        retold=retold_now,
        scope="Toàn bộ sổ hợp tác xã trên địa bàn",
        permission=Perm.VIEW_COOPERATIVE,
        order=200,
    ),
)
