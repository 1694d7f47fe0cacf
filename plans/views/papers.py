"""What leaves as paper: letters that urge agencies, and the sheet with which a week begins."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage
from plans.access import Perm
from plans.actions.letters import ask_letter_bundle
from plans.actions.week_sheets import ask_week_sheets
from plans.filters import WeekSheetFilter
from plans.forms.papers import WeekForm
from plans.models import LetterBundle, Plan, UrgingLetter, WeekSheet
from plans.queries.letters import letter_paper
from plans.queries.week_sheets import ONE_DAY, WEEK, monday_of
from plans.tables import WeekSheetTable

CRUMBS = (("Kế hoạch", "plan_list"),)


def _letter(request: HttpRequest, pk: int) -> UrgingLetter:
    rows = UrgingLetter.objects.visible_to(request.user).select_related("agency", "plan")
    return get_object_or_404(rows, pk=pk)


@reads
@needs(Perm.URGE_AGENCY)
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Dự thảo công văn đôn đốc, bản PDF."""
    letter = _letter(request, pk)
    return pdf_answer(request, letter_paper(letter), name=f"Đôn đốc {letter.agency}", back=letter)


@reads
@needs(Perm.URGE_AGENCY)
def letter_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Dự thảo công văn đôn đốc, bản Word."""
    letter = _letter(request, pk)
    return word_answer(letter_paper(letter), name=f"Đôn đốc {letter.agency}")


@writes(post_only=True)
@needs(Perm.URGE_AGENCY)
def letters_build(request: HttpRequest, pk: int) -> HttpResponse:
    """Dựng cả tập."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    return done(request, ask_letter_bundle(plan=plan, by=request.user))


@reads
@needs(Perm.URGE_AGENCY)
def letter_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Tập công văn đôn đốc."""
    rows = LetterBundle.objects.visible_to(request.user).select_related("plan", "job", "created_by")
    bundle = get_object_or_404(rows, pk=pk)
    context = {
        "title": "Tập công văn đôn đốc",
        "crumbs": [("Kế hoạch", reverse("plan_list")), ("Dự thảo đôn đốc", reverse("letter_list"))],
        "bundle": bundle,
        "letters": bundle.letters.select_related("agency").order_by("agency__name"),
        "attachments": Attachment.objects.of(bundle),
    }
    return page(request, "plans/letter_bundle.html", context)


class WeekSheetList(ListPage):
    """Bảng việc đầu tuần."""

    model, table, filterset = WeekSheet, WeekSheetTable, WeekSheetFilter
    permission = Perm.VIEW_WEEK_SHEET
    title = "Bảng việc đầu tuần"
    crumbs = CRUMBS
    button = Button("Lập bảng", "week_sheets_build", permission=Perm.BUILD_WEEK_SHEET, icon="calendar-plus")
    empty = "Chưa có bảng việc nào; cổng lập bảng vào 6 giờ 45 ngày làm việc đầu tuần"

    def queryset(self) -> Any:
        """The newest of each week and unit."""
        return super().queryset().newest().select_related("unit")


@reads
@needs(Perm.VIEW_WEEK_SHEET)
def week_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Bảng việc đầu tuần."""
    rows = WeekSheet.objects.visible_to(request.user).select_related("unit", "created_by")
    sheet = get_object_or_404(rows, pk=pk)
    context = {
        "title": str(sheet),
        "crumbs": [("Bảng việc đầu tuần", reverse("week_sheet_list"))],
        "sheet": sheet,
        "until_on": sheet.week_on + WEEK - ONE_DAY,
        "attachments": Attachment.objects.of(sheet),
    }
    return page(request, "plans/week_sheet.html", context)


@writes
@needs(Perm.BUILD_WEEK_SHEET)
def week_sheets_build(request: HttpRequest) -> HttpResponse:
    """Lập bảng việc."""
    form = WeekForm(request.POST or None, initial={"week_on": monday_of(clock.today())})
    if form.is_valid():
        job = ask_week_sheets(week_on=form.cleaned_data["week_on"], by=request.user)
        return done(request, reverse("job_detail", args=[job.pk]), "Đang lập bảng việc.")
    context = {"title": "Lập bảng việc đầu tuần", "form": form, "save_label": "Lập bảng"}
    back = reverse("week_sheet_list")
    return page(request, "ui/form.html", {**context, "back": back, "crumbs": [("Bảng việc đầu tuần", back)]})
