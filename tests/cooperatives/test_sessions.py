"""Classes by sessions: ticks give the counts, marks the results; staff as learners; certificates; sheets out and in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cooperatives.actions import sessions as acts
from cooperatives.actions import training as classes
from cooperatives.actions.attendance_sheets import attendance_book, bring_attendance
from cooperatives.enums.training import DayPart, LearnerKind, Topic
from cooperatives.models import Attendance, ClassSession, Learner, Office, Person, TrainingClass
from cooperatives.queries.training import passed_managers, trained_members
from lmhtx.people.models import User
from lmhtx.sheets.writing import Head, Written, write_workbook
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def lesson() -> TrainingClass:
    return TrainingClass.objects.create(
        title="Bình dân học vụ số",
        topic=Topic.DIGITAL,
        starts_on=date(2026, 8, 3),
        ends_on=date(2026, 8, 5),
        passing_mark=Decimal(5),
    )


@pytest.fixture
def farm():
    return cooperative(name="HTX Xuân Lộc")


def session(lesson: TrainingClass, day: int, by: User, part: DayPart = DayPart.MORNING) -> ClassSession:
    made = ClassSession(training=lesson, held_on=date(2026, 8, day), part=part, minutes=180)
    return acts.set_session(session=made, by=by)


def joined(lesson: TrainingClass, by: User, *names: str, code: str = "") -> list[Learner]:
    classes.add_learners(
        training=lesson, by=by, pasted="\n".join(f"{name}\t1980\t\t{code}" for name in names)
    )
    return [lesson.learners.get(full_name=name) for name in names]


def tick(lesson, by, ticks, scores=None):
    learners = list(lesson.learners.values_list("pk", flat=True))
    return acts.tick_attendance(training=lesson, by=by, learners=learners, ticks=ticks, scores=scores)


def test_ticks_give_the_counts_and_twice_changes_nothing(lesson, officer):
    first, second = session(lesson, 3, officer), session(lesson, 4, officer)
    an, be = joined(lesson, officer, "An", "Bé")

    assert tick(lesson, officer, {first.pk: {an.pk, be.pk}, second.pk: {an.pk}}) == 2
    assert tick(lesson, officer, {first.pk: {an.pk, be.pk}, second.pk: {an.pk}}) == 0
    assert lesson.learners.counts() == {"enrolled": 2, "attendances": 3, "persons": 2, "passed": 0}
    tick(lesson, officer, {second.pk: set()})
    assert list(lesson.learners.values_list("full_name", "session_count")) == [("An", 1), ("Bé", 1)]
    with pytest.raises(Refused, match="bỏ điểm danh trước"):
        acts.drop_session(session=first, by=officer)
    acts.drop_session(session=second, by=officer)
    assert lesson.sessions.count() == 1


def test_strange_numbers_of_another_class_are_left_out(lesson, officer):
    other = TrainingClass.objects.create(title="Khác", starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 5))
    there = session(other, 3, officer)
    stranger = joined(other, officer, "Lạ")[0]
    (an,) = joined(lesson, officer, "An")
    mine = session(lesson, 3, officer)

    acts.tick_attendance(
        training=lesson,
        by=officer,
        learners=[an.pk, stranger.pk],
        ticks={mine.pk: {an.pk, stranger.pk}, there.pk: {an.pk}},
    )

    assert list(Attendance.objects.values_list("session", "learner")) == [(mine.pk, an.pk)]


def test_sessions_stand_in_the_days_of_the_class_once_each(lesson, officer, chairman):
    session(lesson, 3, officer)
    session(lesson, 3, officer, DayPart.EVENING)
    with pytest.raises(Refused, match="đã có"):
        session(lesson, 3, officer)
    with pytest.raises(Refused, match="trong thời gian của lớp"):
        session(lesson, 6, officer)
    with pytest.raises(Refused):
        session(lesson, 4, chairman)


def test_a_class_with_typed_counts_keeps_them(lesson, officer):
    classes.add_learners(training=lesson, by=officer, pasted="An\t1980\t\t\t2")
    with pytest.raises(Refused, match="đã ghi tổng số buổi"):
        session(lesson, 3, officer)
    (an,) = lesson.learners.all()
    assert tick(lesson, officer, {}, {an.pk: Decimal(6)}) == 1
    an.refresh_from_db()
    assert (an.session_count, an.passed) == (2, True)


def test_a_class_with_sessions_takes_no_typed_counts(lesson, officer):
    first = session(lesson, 3, officer)
    with pytest.raises(Refused, match="điểm danh theo buổi"):
        classes.add_learners(training=lesson, by=officer, pasted="An\t1980\t\t\t2")
    (an,) = joined(lesson, officer, "An")
    tick(lesson, officer, {first.pk: {an.pk}})
    made = classes.set_result(
        learner=lesson.learners.get(),
        by=officer,
        session_count=9,
        passed=None,
        certificate="",
        score=Decimal(7),
    )
    assert (made.session_count, made.passed, made.score) == (1, True, 7)


def test_scores_give_results_and_nobody_passes_without_coming(lesson, officer):
    first = session(lesson, 3, officer)
    an, be, cuc = joined(lesson, officer, "An", "Bé", "Cúc")
    scores = {an.pk: Decimal(5), be.pk: Decimal("4.99"), cuc.pk: Decimal(9)}
    tick(lesson, officer, {first.pk: {an.pk, be.pk}}, scores)

    assert dict(lesson.learners.values_list("full_name", "passed")) == {"An": True, "Bé": False, "Cúc": False}
    with pytest.raises(Refused, match="từ 0 đến 10"):
        tick(lesson, officer, {first.pk: {an.pk}}, {an.pk: Decimal(11)})
    tick(lesson, officer, {first.pk: {an.pk, be.pk}}, {an.pk: None})
    assert lesson.learners.get(full_name="An").passed is None


def test_k5_needs_a_passed_test_and_counts_persons(lesson, farm, officer):
    person = Person.objects.create(cooperative=farm, full_name="An", birth_year=1980)
    Office.objects.create(person=person, post="director", valid_from=date(2024, 1, 1))
    first = session(lesson, 3, officer)
    (an,) = joined(lesson, officer, "An", code=farm.code)
    assert an.person == person
    tick(lesson, officer, {first.pk: {an.pk}})
    assert not passed_managers(TODAY).exists()
    tick(lesson, officer, {first.pk: {an.pk}}, {an.pk: Decimal(5)})
    assert list(passed_managers(TODAY)) == [person]
    assert not passed_managers(date(2026, 9, 14)).exists()
    assert not trained_members(TODAY).exists()


def test_staff_learn_once_and_stand_apart(lesson, officer, chairman):
    assert acts.add_staff(training=lesson, by=officer, people=[officer, chairman]) == 2
    assert acts.add_staff(training=lesson, by=officer, people=[officer]) == 0
    classes.add_learners(training=lesson, by=officer, pasted="Xã\t1980", kind=LearnerKind.COMMUNE)
    other = TrainingClass.objects.create(title="Khác", starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 5))
    acts.add_staff(training=other, by=officer, people=[officer])

    assert sorted(lesson.learners.values_list("kind", flat=True)) == ["commune", "staff", "staff"]
    assert Learner.objects.counts()["persons"] == 3
    assert Learner.objects.counts()["enrolled"] == 4


def test_certificates_are_numbered_in_sequence_once(lesson, officer):
    first = session(lesson, 3, officer)
    an, be, cuc = joined(lesson, officer, "An", "Bé", "Cúc")
    everybody = {first.pk: {an.pk, be.pk, cuc.pk}}
    with pytest.raises(Refused, match="Không có học viên"):
        acts.give_certificates(training=lesson, by=officer)
    tick(lesson, officer, everybody, {an.pk: Decimal(8), be.pk: Decimal(8), cuc.pk: Decimal(2)})
    assert acts.give_certificates(training=lesson, by=officer) == 2
    tick(lesson, officer, everybody, {cuc.pk: Decimal(6)})
    assert acts.give_certificates(training=lesson, by=officer) == 1

    given = dict(lesson.learners.values_list("full_name", "certificate"))
    assert given == {"An": "001/2026/CN-LMHTX", "Bé": "002/2026/CN-LMHTX", "Cúc": "003/2026/CN-LMHTX"}
    with pytest.raises(Refused, match="đã cấp chứng nhận"):
        tick(lesson, officer, everybody, {an.pk: Decimal(1)})
    with pytest.raises(Refused, match="số đã cấp không đổi"):
        classes.set_result(
            learner=lesson.learners.get(full_name="An"),
            by=officer,
            session_count=None,
            passed=True,
            certificate="X",
            score=Decimal(8),
        )
    lesson.ends_on = date(2026, 9, 16)
    lesson.save()
    with pytest.raises(Refused, match="chưa kết thúc"):
        acts.give_certificates(training=lesson, by=officer)


def edited(body: bytes, folder: Path, change) -> SimpleUploadedFile:
    rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    heads, *rest = change(rows)
    path = folder / "out.xlsx"
    write_workbook(path, [Written("Điểm danh", [Head(str(one)) for one in heads], rest)])
    return SimpleUploadedFile("diem-danh.xlsx", path.read_bytes(), TYPE)


def whole(rows):
    """Keys are whole numbers again after their way through a float."""
    return [rows[0], *([int(row[0]) if row[0] != "" else "", *row[1:]] for row in rows[1:])]


def test_the_sheet_goes_out_and_comes_back_in_any_order(lesson, officer, tmp_path):
    session(lesson, 3, officer)
    session(lesson, 4, officer)
    joined(lesson, officer, "An", "Bé", "Cúc")

    def fill(rows):
        head, an, be, _cuc = whole(rows)
        an[4], an[5], an[6] = "x", "X", 7.5
        be[4], be[5] = "", "có"
        return [[*row[:4], row[5], row[4], row[6]] for row in (head, be, an)]

    file = edited(attendance_book(lesson), tmp_path, fill)
    assert bring_attendance(training=lesson, by=officer, file=file) == 2
    found = {one.full_name: (one.session_count, one.score, one.passed) for one in lesson.learners.all()}
    assert found == {"An": (2, Decimal("7.5"), True), "Bé": (1, None, None), "Cúc": (0, None, None)}
    file.seek(0)
    assert bring_attendance(training=lesson, by=officer, file=file) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: [["a", *rows[0][1:]], *rows[1:]], "cột đầu phải là"),
        (lambda rows: [rows[0], [rows[1][0], "An", "", "", "đến muộn", ""]], "đến muộn"),
        (lambda rows: [rows[0], [999999, "Lạ", "", "", "x", ""]], "không phải học viên"),
        (lambda rows: [rows[0], [rows[1][0], "An", "", "", "x", "bảy"]], "không đọc được"),
    ],
)
def test_a_sheet_with_faults_changes_nothing(change, told, lesson, officer, tmp_path):
    session(lesson, 3, officer)
    joined(lesson, officer, "An")
    file = edited(attendance_book(lesson), tmp_path, lambda rows: change(whole(rows)))

    with pytest.raises(Refused, match=told):
        bring_attendance(training=lesson, by=officer, file=file)
    assert not Attendance.objects.exists()


def test_no_workbook_is_told(lesson, officer):
    with pytest.raises(Refused):
        bring_attendance(training=lesson, by=officer, file=SimpleUploadedFile("a.xlsx", b"khong phai"))


def test_pages_keep_tick_print_and_certify(lesson, officer, as_, farm):
    browser = as_(officer)
    browser.post(
        reverse("training_session", args=[lesson.pk]),
        {"held_on": "3/8/2026", "part": "1_morning", "topic": "Mở đầu", "minutes": "180"},
    )
    first = ClassSession.objects.get()
    browser.post(
        reverse("session_update", args=[first.pk]),
        {"held_on": "4/8/2026", "part": "2_afternoon", "topic": "Mở đầu", "minutes": "90"},
    )
    joined(lesson, officer, "An", "Bé", code=farm.code)
    browser.post(reverse("training_staff", args=[lesson.pk]), {"people": [officer.pk]})
    an = lesson.learners.get(full_name="An")
    grid = reverse("training_attendance", args=[lesson.pk])
    shown = browser.get(grid).content.decode()
    assert "An, 04/08/2026 chiều" in shown
    numbers = ",".join(str(pk) for pk in lesson.learners.values_list("pk", flat=True))
    browser.post(grid, {"shown": numbers, f"came_{first.pk}": [an.pk], f"score_{an.pk}": "7,5"})
    an.refresh_from_db()
    assert (an.session_count, an.score, an.passed) == (1, Decimal("7.5"), True)
    bad = browser.post(grid, {"shown": "1,x,", f"came_{first.pk}": ["x"], f"score_{an.pk}": "bảy"})
    assert bad.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    odd = browser.post(grid, {"shown": numbers, f"score_{an.pk}": "nhiều"})
    assert odd.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    an.refresh_from_db()
    browser.post(reverse("training_certify", args=[lesson.pk]))
    page = browser.get(lesson.get_absolute_url()).content.decode()
    assert "001/2026/CN-LMHTX" in page
    assert "Cán bộ Liên minh" in page
    for name in ("training_sheet", "training_certificates"):
        answer = browser.get(reverse(name, args=[lesson.pk]))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer = browser.get(reverse("learner_certificate", args=[an.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    be = lesson.learners.get(full_name="Bé")
    assert browser.get(reverse("learner_certificate", args=[be.pk])).status_code == HTTPStatus.NOT_FOUND
    book = browser.get(reverse("training_book", args=[lesson.pk]))
    file = SimpleUploadedFile("dd.xlsx", b"".join(book.streaming_content), TYPE)
    assert (
        browser.post(reverse("training_bring", args=[lesson.pk]), {"file": file}).status_code
        == HTTPStatus.FOUND
    )
    form = browser.get(reverse("learner_result", args=[an.pk])).content.decode()
    assert 'name="session_count"' not in form
    assert 'name="score"' in form
    assert "Cán bộ" in browser.get(f"{reverse('learner_list')}?kind=staff").content.decode()


def test_a_class_without_certificates_prints_none_and_says_so(lesson, officer, as_):
    answer = as_(officer).get(reverse("training_certificates", args=[lesson.pk]), follow=True)

    assert answer.redirect_chain == [(lesson.get_absolute_url(), HTTPStatus.FOUND)]
    assert "chưa có ai được cấp chứng nhận" in answer.content.decode()


def test_who_only_looks_ticks_nothing(lesson, as_, officer):
    first = session(lesson, 3, officer)
    browser = as_(User.objects.get(username="chuyenvienvp"))
    for name, pk in (
        ("training_session", lesson.pk),
        ("training_attendance", lesson.pk),
        ("training_bring", lesson.pk),
        ("training_staff", lesson.pk),
        ("session_update", first.pk),
    ):
        assert browser.get(reverse(name, args=[pk])).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(reverse("session_drop", args=[first.pk])).status_code == HTTPStatus.FORBIDDEN


def test_the_grid_costs_the_same_with_more_in_it(lesson, officer, as_):
    browser, grid = as_(officer), reverse("training_attendance", args=[lesson.pk])
    first = session(lesson, 3, officer)
    joined(lesson, officer, "An")

    def cost() -> int:
        browser.get(grid)
        with CaptureQueriesContext(connection) as seen:
            browser.get(grid)
        return len(seen)

    before = cost()
    joined(lesson, officer, "Bé", "Cúc")
    session(lesson, 4, officer)
    tick(lesson, officer, {first.pk: set(lesson.learners.values_list("pk", flat=True))})

    assert cost() == before
