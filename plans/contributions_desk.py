"""What plans give to "Việc của tôi"."""

from __future__ import annotations

from functools import partial

from lmhtx.contributions import TodoSection
from plans.queries import todo

_tasks = partial(TodoSection, template="plans/_task_row.html", dress=todo.with_names)

DESK = (
    _tasks(
        key="overdue",
        title="Quá hạn",
        rows=todo.overdue,
        tone="danger",
        order=10,
    ),
    _tasks(
        key="returned",
        title="Bị trả lại",
        rows=todo.returned,
        tone="danger",
        order=20,
    ),
    _tasks(
        key="today",
        title="Đến hạn hôm nay",
        rows=todo.today,
        tone="soon",
        order=30,
    ),
    TodoSection(
        key="to_accept",
        title="Chờ anh/chị xác nhận",
        rows=todo.to_accept,
        dress=todo.with_sender,
        template="plans/_report_row.html",
        tone="soon",
        order=40,
    ),
    TodoSection(
        key="to_approve",
        title="Chờ anh/chị duyệt gia hạn",
        rows=todo.to_approve,
        dress=todo.with_asker,
        template="plans/_extension_row.html",
        tone="soon",
        order=50,
    ),
    _tasks(
        key="week",
        title="Trong 7 ngày tới",
        rows=todo.week,
        tone="info",
        order=60,
    ),
    TodoSection(
        key="check_points",
        title="Mốc kiểm tra cần báo tình hình",
        rows=todo.check_points,
        dress=todo.with_task,
        template="plans/_point_row.html",
        tone="soon",
        order=70,
    ),
    TodoSection(
        key="readings",
        title="Phụ lục chờ xác nhận",
        rows=todo.readings,
        template="plans/_reading_row.html",
        tone="info",
        order=80,
    ),
    _tasks(
        key="unassigned",
        title="Chưa phân công người phụ trách",
        rows=todo.unassigned,
        tone="info",
        order=90,
        is_counted=False,
    ),
    _tasks(
        key="later",
        title="Việc khác của tôi",
        rows=todo.later,
        order=100,
        is_counted=False,
    ),
)
