"""Every component in every state, for those who build pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from lmhtx.base import clock
from lmhtx.ui import htmx
from lmhtx.ui.decorators import reads
from lmhtx.ui.fields import DateField, MoneyField
from lmhtx.ui.forms import HouseForm
from lmhtx.ui.paging import PER_PAGE, CappedPaginator
from lmhtx.ui.tables import DueColumn, HouseTable, MoneyColumn, PercentColumn, StateColumn

TONES = {"Đang thực hiện": "info", "Quá hạn": "danger", "Hoàn thành": "done", "Sắp đến hạn": "soon"}
AGENCIES = (
    "Sở Tài chính",
    "Sở Nông nghiệp và Môi trường",
    "Sở Khoa học và Công nghệ",
    "Liên minh Hợp tác xã tỉnh",
)


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A step of a case."""

    label: str
    note: str
    tone: str


class SampleForm(HouseForm):
    """One field of each kind."""

    name = forms.CharField(label="Tên nhiệm vụ", help_text="Ghi như trong kế hoạch, nhiều nhất 500 chữ.")
    due_on = DateField(label="Hạn hoàn thành", help_text="Gõ 5/9/26, 05/09/2026 hoặc chọn trên lịch.")
    amount_vnd = MoneyField(label="Kinh phí", required=False)
    agency = forms.ChoiceField(
        label="Cơ quan chủ trì", choices=[("", "– Chọn –"), *((a, a) for a in AGENCIES)]
    )
    partners = forms.MultipleChoiceField(
        label="Cơ quan phối hợp", choices=[(a, a) for a in AGENCIES], required=False
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    urgency = forms.ChoiceField(
        label="Độ khẩn", choices=[("thuong", "Thường"), ("khan", "Khẩn")], widget=forms.RadioSelect
    )
    is_watched = forms.BooleanField(label="Nhắc tôi trước hạn", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Let the two lists of agencies be typed into."""
        super().__init__(*args, **options)
        for name in ("agency", "partners"):
            self.fields[name].widget.attrs["data-lmhtx-picker"] = name


class SampleTable(HouseTable):
    """A register of made-up tasks."""

    name = tables.Column(verbose_name="nhiệm vụ", linkify=lambda: "#table")
    agency = tables.Column(verbose_name="chủ trì")
    due_on = DueColumn(verbose_name="hạn")
    state = StateColumn(verbose_name="trạng thái", tones=TONES)
    share = PercentColumn(verbose_name="tiến độ")
    amount_vnd = MoneyColumn(verbose_name="kinh phí")

    def row_tone(self, record: Any) -> str | None:
        """Late ones stand out."""
        return "danger" if record["state"] == "Quá hạn" else None


@reads
def gallery(request: HttpRequest) -> HttpResponse:
    """Bộ thành phần giao diện."""
    is_keeper = settings.DEMO and request.user.is_staff
    if not (settings.DEBUG or is_keeper):
        raise Http404
    table = SampleTable(_rows(), request=request).paginate(CappedPaginator, PER_PAGE, 1)
    context = {"title": "Bộ thành phần giao diện", "steps": _steps(), "table": table, "tones": TONES}
    faulty = SampleForm(
        {"f-due_on": "31/02/2026", "f-amount_vnd": "xyz", "f-partners": AGENCIES[:2]}, prefix="f"
    )
    return htmx.page(request, "shell/gallery.html", {**context, "fresh": SampleForm(), "faulty": faulty})


def _steps() -> list[SampleStep]:
    return [
        SampleStep("Đã giao", "05/01/2026 · Trần Văn Minh", "done"),
        SampleStep("Đang thực hiện", "từ 12/01/2026", "now"),
        SampleStep("Báo cáo kết quả", "", ""),
        SampleStep("Xác nhận hoàn thành", "", ""),
    ]


def _rows() -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {
            "name": f"Rà soát, hỗ trợ chuyển đổi số cho hợp tác xã nông nghiệp đợt {place + 1}",
            "agency": AGENCIES[place % len(AGENCIES)],
            "due_on": today + timedelta(days=place * 4 - 3),
            "state": list(TONES)[(place + 1) % len(TONES)],
            "share": place * 20,
            "amount_vnd": 1_250_000_000 * (place + 1),
        }
        for place in range(4)
    ]
