"""Classes and learners: listed, opened, filled by pasting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.training import TrainingPerm
from cooperatives.actions import training as acts
from cooperatives.filters.training import LearnerFilter, TrainingFilter
from cooperatives.forms.training import LearnersForm, ResultForm, TrainingForm
from cooperatives.models import Cooperative, Learner, TrainingClass
from cooperatives.queries.training import class_case, class_rows, learner_rows
from cooperatives.tables.training import LearnerTable, TrainingTable
from lmhtx.access.decorators import needs, refuse
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, CreatePage, ListPage, UpdatePage

CRUMBS = (("Lớp tập huấn", "training_list"),)


class TrainingList(ListPage):
    """Lớp tập huấn."""

    model, table, filterset = TrainingClass, TrainingTable, TrainingFilter
    permission = TrainingPerm.VIEW_TRAINING
    title = "Lớp tập huấn"
    crumbs = (("Hợp tác xã", "cooperative_list"),)
    empty = "Chưa có lớp tập huấn nào"
    default_order = "-starts_on"
    button = Button("Mở lớp", "training_create", permission=TrainingPerm.KEEP_TRAINING)

    def queryset(self) -> Any:
        """With the counts of each."""
        return class_rows(self.request.user)


class LearnerList(ListPage):
    """Học viên."""

    model, table, filterset = Learner, LearnerTable, LearnerFilter
    permission = TrainingPerm.VIEW_TRAINING
    title = "Học viên"
    crumbs = CRUMBS
    empty = "Chưa có học viên nào"
    default_order = "full_name"

    def queryset(self) -> Any:
        """With class and cooperative."""
        return learner_rows(self.request.user)


class TrainingCreate(CreatePage):
    """Mở lớp tập huấn."""

    model, form = TrainingClass, TrainingForm
    permission = TrainingPerm.KEEP_TRAINING
    title = "Mở lớp tập huấn"
    crumbs = CRUMBS
    message = "Đã mở lớp. Hãy dán danh sách học viên."

    def refuse_strangers(self) -> None:
        """Also closed to units that only look at the register."""
        if not self.request.user.has_perm(TrainingPerm.KEEP_TRAINING, Cooperative()):
            raise refuse(self.request.user, TrainingPerm.KEEP_TRAINING)

    def act(self, form: Any) -> TrainingClass:
        """Save and record."""
        return acts.open_class(training=form.save(commit=False), by=self.request.user)


class TrainingUpdate(UpdatePage):
    """Sửa lớp tập huấn."""

    model, form = TrainingClass, TrainingForm
    permission = TrainingPerm.KEEP_TRAINING
    title = "Sửa lớp tập huấn"
    crumbs = CRUMBS

    def act(self, form: Any) -> TrainingClass:
        """Save and record."""
        return acts.edit_class(training=form.save(commit=False), by=self.request.user)


def _around(title: str, training: TrainingClass, form: Any) -> dict[str, Any]:
    address = training.get_absolute_url()
    crumbs = [("Lớp tập huấn", reverse("training_list")), (training.title, address)]
    return {"title": title, "crumbs": crumbs, "form": form, "save_label": "Ghi", "back": address}


def _refuse_lookers(request: HttpRequest, thing: Any) -> None:
    if not request.user.has_perm(TrainingPerm.KEEP_TRAINING, thing):
        raise refuse(request.user, TrainingPerm.KEEP_TRAINING)


@reads
@needs(TrainingPerm.VIEW_TRAINING)
def training_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lớp tập huấn."""
    rows = TrainingClass.objects.visible_to(request.user).select_related("commune")
    training = get_object_or_404(rows, pk=pk)
    context = {
        "title": training.title,
        "crumbs": [("Lớp tập huấn", reverse("training_list"))],
        "object": training,
        "case": class_case(training, request.user),
    }
    return page(request, "cooperatives/training_detail.html", context)


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def training_learners(request: HttpRequest, pk: int) -> HttpResponse:
    """Dán danh sách học viên."""
    training = get_object_or_404(TrainingClass.objects.visible_to(request.user), pk=pk)
    _refuse_lookers(request, training)
    form = LearnersForm(request.POST or None)
    if form.is_valid():
        new, known = acts.add_learners(training=training, by=request.user, **form.cleaned_data)
        return done(request, training, f"Đã thêm {new} học viên, cập nhật {known} người đã có.")
    return page(request, "ui/form.html", _around("Dán danh sách học viên", training, form))


@writes
@needs(TrainingPerm.KEEP_TRAINING)
def learner_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết quả của học viên."""
    learner = get_object_or_404(learner_rows(request.user), pk=pk)
    _refuse_lookers(request, learner)
    form = ResultForm(request.POST or None, learner=learner)
    if form.is_valid():
        acts.set_result(learner=learner, by=request.user, **form.facts)
        return done(request, learner, "Đã ghi kết quả.")
    return page(request, "ui/form.html", _around(f"Kết quả: {learner}", learner.training, form))
