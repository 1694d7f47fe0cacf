"""A cooperative's own ratings: its sheets, one of them written, handed in, looked at."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions import self_ratings as acts
from cooperatives.actions.form_papers import WHOLE_FORM
from cooperatives.enums.ratings import RatingState
from cooperatives.models import Rating
from cooperatives.queries.ratings import criteria_of
from cooperatives.queries.self_ratings import (
    note_key,
    own_ratings,
    points_key,
    refusal_today,
    self_lines,
    self_papers,
)
from cooperatives.views.typed import NOTE_LENGTH, seen_version
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, htmx_of, page, partial
from lmhtx.ui.templatetags.vn_format import gio
from lmhtx.workflow import Refused

CONFLICT = 409
POINTS_LENGTH = 6


@reads
@needs(RatingPerm.VIEW_OWN_RATING)
def my_ratings(request: HttpRequest) -> HttpResponse:
    """Tự đánh giá."""
    context = {"title": "Tự đánh giá hợp tác xã", "rows": own_ratings(request.user)}
    return page(request, "cooperatives/my_ratings.html", context)


def _sheet(request: HttpRequest, pk: int) -> Rating:
    """The sheet of the person's own cooperative: 404 for any other."""
    rows = Rating.objects.visible_to(request.user).select_related("round__rubric", "cooperative")
    rating: Rating = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(RatingPerm.VIEW_OWN_RATING, rating):
        raise refuse(request.user, RatingPerm.VIEW_OWN_RATING)
    return rating


@writes
@needs(RatingPerm.SCORE_OWN_RATING)
def self_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Chấm, xem phiếu tự đánh giá."""
    rating = _sheet(request, pk)
    if request.method == "POST":
        typed = _typed(request, rating)
        try:
            saved = acts.save_self_scores(
                rating=rating, by=request.user, typed=typed, version=seen_version(request)
            )
        except Stale:
            return _both_versions(request, rating, typed)
        if "nop" in request.POST:
            acts.submit_self_rating(rating=saved, by=request.user, version=saved.version)
            return done(request, "my_ratings", "Đã nộp phiếu tự đánh giá; Liên minh sẽ thẩm định.")
        return done(request, reverse("self_rating", args=[pk]), "Đã lưu.")
    return page(request, "cooperatives/self_rating.html", _shown(rating))


@writes(post_only=True)
@needs(RatingPerm.SCORE_OWN_RATING)
def self_rating_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu phiếu trong lúc chấm."""
    rating = _sheet(request, pk)
    typed = _typed(request, rating)
    try:
        saved = acts.save_self_scores(
            rating=rating, by=request.user, typed=typed, version=seen_version(request)
        )
    except Stale:
        told = "Phiếu vừa được sửa ở máy khác. Bấm Lưu để xem cả hai bản."
        return JsonResponse({"told": told}, status=CONFLICT)
    lines = {
        points_key(line.criterion): {"words": "", "fault": line.fault, "doubt": ""}
        for line in self_lines(saved)
    }
    told = f"Đã lưu lúc {gio(clock.now())}"
    return JsonResponse({"version": saved.version, "told": told, "lines": lines})


@writes(post_only=True)
@needs(RatingPerm.SCORE_OWN_RATING)
def self_rating_paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm minh chứng vào phiếu tự đánh giá."""
    rating = _sheet(request, pk)
    files = request.FILES.getlist("paper")
    if not files:
        raise Refused("Chưa chọn tệp nào; hãy chọn ảnh hoặc tệp PDF rồi bấm Gửi.")
    about = request.POST.get("figure", WHOLE_FORM)
    for file in files:
        acts.add_evidence(rating=rating, by=request.user, file=file, about=about)
    return _papers(request, rating, "Đã nhận tệp.")


@writes(post_only=True)
@needs(RatingPerm.SCORE_OWN_RATING)
def self_rating_paper_drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gỡ minh chứng khỏi phiếu tự đánh giá."""
    rating = _sheet(request, pk)
    paper: Attachment = get_object_or_404(Attachment.objects.of(rating), pk=number)
    acts.drop_evidence(rating=rating, by=request.user, paper=paper)
    return _papers(request, rating, f"Đã gỡ {paper.name}.")


def _papers(request: HttpRequest, rating: Rating, message: str) -> HttpResponse:
    """The papers as they are now, in place for a script, else on the page of the sheet."""
    if not htmx_of(request):
        return done(request, f"{reverse('self_rating', args=[rating.pk])}#giay-to", message)
    context = {"object": rating, "papers": self_papers(rating), "may_drop": True}
    return partial(
        request, "cooperatives/_form_papers.html", {**context, "drop_name": "self_rating_paper_drop"}
    )


def _typed(request: HttpRequest, rating: Rating) -> dict[str, str]:
    found = {}
    for one in criteria_of(rating.round.rubric):
        for key, length in ((points_key(one), POINTS_LENGTH), (note_key(one), NOTE_LENGTH)):
            found[key] = request.POST.get(key, "").replace("\x00", "").strip()[:length]
    return found


def _shown(rating: Rating) -> dict[str, Any]:
    return {
        "title": f"Tự đánh giá năm {rating.round.year}: {rating.cooperative.name}",
        "crumbs": [("Tự đánh giá", reverse("my_ratings"))],
        "object": rating,
        "lines": self_lines(rating),
        "papers": self_papers(rating),
        "refusal": refusal_today(rating),
        "is_final": rating.state == RatingState.APPROVED,
    }


def _both_versions(request: HttpRequest, rating: Rating, typed: dict[str, str]) -> HttpResponse:
    """The sheet as typed here, beside what another device has saved meanwhile."""
    saved, rating.typed = dict(rating.typed), typed
    labels = {}
    for one in criteria_of(rating.round.rubric):
        labels |= {points_key(one): f"{one}", note_key(one): f"Minh chứng tiêu chí {one.number}"}
    both = [
        {"label": label, "saved": saved.get(key, ""), "typed": typed.get(key, "")}
        for key, label in labels.items()
        if saved.get(key, "") != typed.get(key, "")
    ]
    context = {**_shown(rating), "both_texts": both}
    return page(request, "cooperatives/self_rating.html", context, status=CONFLICT)
