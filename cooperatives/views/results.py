"""What came of a period: its sums, and who answered what."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cooperatives.access.forms import FormPerm
from cooperatives.filters.forms import AnswerFilter
from cooperatives.models import Submission
from cooperatives.queries.results import answers_in, sums_of
from cooperatives.tables.results import AnswerTable
from cooperatives.views.periods import CRUMBS, period_of
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page
from lmhtx.ui.pages import ListPage
from lmhtx.ui.tables import HouseTable


@reads
@needs(FormPerm.VIEW_PERIOD)
def period_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết quả một đợt: từng mục cộng lại, tự khai và đã xác minh."""
    period = period_of(request, pk)
    crumbs = [(words, reverse(name)) for words, name in CRUMBS]
    context = {
        "title": f"Kết quả: {period}",
        "crumbs": [*crumbs, (str(period), period.get_absolute_url())],
        "period": period,
        "lines": sums_of(period, request.user),
        "forms": answers_in(period, request.user).count(),
    }
    return page(request, "cooperatives/period_results.html", context)


class AnswerList(ListPage):
    """Số liệu từng hợp tác xã trong đợt."""

    model, table, filterset = Submission, AnswerTable, AnswerFilter
    permission = FormPerm.VIEW_PERIOD
    title = "Số liệu từng hợp tác xã"
    crumbs = CRUMBS
    empty = "Chưa hợp tác xã nào nộp"
    default_order = "cooperative"

    def queryset(self) -> Any:
        """The forms of this period."""
        return answers_in(period_of(self.request, self.kwargs["pk"]), self.request.user)

    def whole_table(self, rows: Any, **options: Any) -> HouseTable:
        """A column for each of its questions."""
        period = period_of(self.request, self.kwargs["pk"])
        return super().whole_table(rows, period=period, **options)
