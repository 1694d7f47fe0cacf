"""Rounds and ratings: opened, scored, appraised, approved."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions import ratings as acts
from cooperatives.enums.ratings import RatingState
from cooperatives.filters.ratings import RatingFilter, RoundFilter
from cooperatives.forms.ratings import AppraiseForm, NoteForm, RoundForm, SelfScoreForm
from cooperatives.models import Cooperative, Rating, RatingRound
from cooperatives.queries.ratings import rating_case, rating_rows
from cooperatives.tables.ratings import RatingTable, RoundTable
from lmhtx.access import Permission
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage

CRUMBS = (("Hợp tác xã", "cooperative_list"),)
MOVES = {
    "nop": ("Nộp để thẩm định", acts.submit_rating, RatingPerm.ENTER_RATING),
    "tra-lai": ("Trả lại để chấm lại", acts.send_back_rating, RatingPerm.APPRAISE_RATING),
    "tham-dinh-lai": ("Trả lại để thẩm định lại", acts.return_appraisal, RatingPerm.APPROVE_RATING),
    "duyet": ("Phê duyệt", acts.approve_rating, RatingPerm.APPROVE_RATING),
    "lan-moi": ("Lập lần đánh giá mới", acts.reopen_rating, RatingPerm.APPRAISE_RATING),
}


class RoundList(ListPage):
    """Đợt đánh giá."""

    model, table, filterset = RatingRound, RoundTable, RoundFilter
    permission = RatingPerm.VIEW_RATING
    title = "Đợt đánh giá hợp tác xã"
    crumbs = CRUMBS
    empty = "Chưa mở đợt đánh giá nào"
    default_order = "-year"
    button = Button("Mở đợt", "round_open", permission=RatingPerm.OPEN_ROUND)

    def queryset(self) -> Any:
        """With how many are to be rated and how many are approved."""
        first = Q(ratings__edition=1)
        return (
            super()
            .queryset()
            .select_related("rubric")
            .annotate(
                rated=Count("ratings", filter=first & Q(ratings__unrated="")),
                approved=Count("ratings", filter=first & Q(ratings__state=RatingState.APPROVED)),
            )
        )


class RoundOpen(CreatePage):
    """Mở đợt đánh giá."""

    model, form = RatingRound, RoundForm
    permission = RatingPerm.OPEN_ROUND
    title = "Mở đợt đánh giá"
    crumbs = (*CRUMBS, ("Đợt đánh giá", "round_list"))
    save_label = "Mở đợt"
    message = "Đã mở đợt; mỗi hợp tác xã thuộc diện có một phiếu."

    def refuse_strangers(self) -> None:
        """Also closed to units that only look at the register."""
        if not self.request.user.has_perm(RatingPerm.OPEN_ROUND, Cooperative()):
            raise refuse(self.request.user, RatingPerm.OPEN_ROUND)

    def act(self, form: Any) -> RatingRound:
        """With a sheet for each cooperative."""
        return acts.open_round(round=form.save(commit=False), by=self.request.user)


@writes(post_only=True)
@needs(RatingPerm.OPEN_ROUND)
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Đóng đợt đánh giá."""
    found = get_object_or_404(RatingRound.objects.visible_to(request.user), pk=pk)
    return done(request, acts.close_round(round=found, by=request.user), "Đã đóng đợt đánh giá.")


class RatingList(ListPage):
    """Phiếu đánh giá."""

    model, table, filterset = Rating, RatingTable, RatingFilter
    template = "cooperatives/rating_list.html"
    permission = RatingPerm.VIEW_RATING
    title = "Đánh giá, xếp loại hợp tác xã"
    crumbs = CRUMBS
    empty = "Chưa có phiếu đánh giá nào trong phạm vi được xem"
    default_order = "cooperative"
    offered_views = (
        ("Chờ thẩm định", "state=submitted"),
        ("Chờ phê duyệt", "state=appraised"),
        ("Đã phê duyệt", "state=approved"),
    )

    def queryset(self) -> Any:
        """The newest edition of each."""
        return rating_rows(self.request.user)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also the rounds still open, to be closed here."""
        may = self.request.user.has_perm(RatingPerm.OPEN_ROUND, Cooperative())
        rounds = RatingRound.objects.filter(closed_on__isnull=True) if may else RatingRound.objects.none()
        return super().context(open_rounds=list(rounds), **extra)


def _rating(request: HttpRequest, pk: int, permission: Permission) -> Rating:
    rows = Rating.objects.visible_to(request.user)
    found: Rating = get_object_or_404(
        rows.select_related("round__rubric", "cooperative", "approved_by"), pk=pk
    )
    if not request.user.has_perm(permission, found):
        raise refuse(request.user, permission)
    return found


def _around(title: str, rating: Rating, form: Any) -> dict[str, Any]:
    address = rating.get_absolute_url()
    crumbs = [("Đánh giá hợp tác xã", reverse("rating_list")), (str(rating), address)]
    return {"title": title, "crumbs": crumbs, "form": form, "save_label": "Ghi", "back": address}


@reads
@needs(RatingPerm.VIEW_RATING)
def rating_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một phiếu đánh giá."""
    rating = _rating(request, pk, RatingPerm.VIEW_RATING)
    context = {
        "title": str(rating),
        "crumbs": [("Đánh giá hợp tác xã", reverse("rating_list"))],
        "object": rating,
        "case": rating_case(rating, request.user),
    }
    return page(request, "cooperatives/rating_detail.html", context)


@writes
@needs(RatingPerm.ENTER_RATING)
def rating_score(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhập điểm tự chấm."""
    rating = _rating(request, pk, RatingPerm.ENTER_RATING)
    form = SelfScoreForm(request.POST or None, request.FILES or None, rating=rating)
    if form.is_valid():
        acts.enter_self_scores(rating=rating, by=request.user, **form.facts)
        return done(request, rating, "Đã ghi điểm tự chấm. Đủ các tiêu chí thì nộp để thẩm định.")
    return page(request, "ui/form.html", _around("Nhập điểm tự chấm", rating, form))


@writes
@needs(RatingPerm.APPRAISE_RATING)
def rating_appraise(request: HttpRequest, pk: int) -> HttpResponse:
    """Thẩm định điểm tự chấm."""
    rating = _rating(request, pk, RatingPerm.APPRAISE_RATING)
    form = AppraiseForm(request.POST or None, rating=rating)
    if form.is_valid():
        acts.appraise_rating(rating=rating, by=request.user, **form.facts)
        return done(request, rating, "Đã thẩm định; kết quả chờ Thường trực phê duyệt.")
    return page(request, "ui/form.html", _around("Thẩm định", rating, form))


@writes
@needs(RatingPerm.VIEW_RATING)
def rating_move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Nộp, trả lại, phê duyệt, lập lần mới."""
    if move not in MOVES:
        raise Http404
    title, act, permission = MOVES[move]
    rating = _rating(request, pk, permission)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        made = act(rating=rating, by=request.user, note=form.cleaned_data["note"])
        return done(request, made, f"{title}: xong.")
    return page(request, "ui/form.html", {**_around(title, rating, form), "save_label": title})
