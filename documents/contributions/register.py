"""What registers and incoming papers give to the house."""

from __future__ import annotations

from datetime import date
from functools import partial

from documents.access.register import Perm
from documents.contributions.audit import VERBS
from documents.contributions.questions import DIRECT
from documents.notices import KEY, LATE_KEY
from documents.queries import desk, panels, reminders, search
from lmhtx.contributions import Demo, NavItem, Panel, Reminder, SearchSource, TodoSection, contribute
from lmhtx.notices.reminders import never

_LINES = (
    ("Văn bản đến", "incoming_list", Perm.VIEW_DOCUMENT, "inbox"),
    ("Tình hình giải quyết", "incoming_figures", Perm.VIEW_FIGURES, "chart-column"),
    ("Sổ văn bản", "book_list", Perm.VIEW_BOOK, "book-open"),
    ("Loại văn bản", "document_type_list", Perm.KEEP_BOOKS, "tags"),
)
_papers = partial(TodoSection, template="documents/_incoming_row.html", dress=desk.dressed)


def _load_demo(day: date) -> None:
    # The setter of pages behind it is slow to import, and only the demonstration needs it here.
    from documents.demo import load  # noqa: PLC0415

    load(day)


contribute(
    *VERBS,
    *(
        NavItem(group="Văn bản", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, permission, icon in _LINES
    ),
    DIRECT,
    Demo(key="văn bản đến", load=_load_demo, order=20),
    _papers(
        key="papers_to_direct",
        title="Văn bản chờ anh/chị cho ý kiến",
        rows=desk.to_direct,
        tone="soon",
        order=32,
    ),
    _papers(
        key="papers_to_present", title="Văn bản đến chờ trình", rows=desk.to_present, tone="soon", order=34
    ),
    _papers(
        key="papers_to_register", title="Văn bản chờ đăng ký", rows=desk.to_register, tone="soon", order=35
    ),
    _papers(
        key="papers_to_assign",
        title="Văn bản chờ giao người giải quyết",
        rows=desk.to_assign,
        tone="soon",
        order=36,
    ),
    _papers(
        key="papers_to_resolve",
        title="Văn bản anh/chị đang giải quyết",
        rows=desk.to_resolve,
        tone="info",
        order=62,
    ),
    *(
        Panel(
            on=kind,
            key=key,
            title="Văn bản",
            template="documents/_papers_panel.html",
            context=context,
            permission=Perm.VIEW_DOCUMENT,
            order=85,
        )
        for kind, key, context in (
            ("cooperatives.Cooperative", "papers_of_cooperative", panels.papers_of_cooperative),
            ("plans.Task", "papers_of_task", panels.papers_of_task),
        )
    ),
    SearchSource(
        key="incoming",
        label="Văn bản đến",
        find=search.find_incoming,
        template="documents/_incoming_row.html",
        order=15,
    ),
    Reminder(
        key="documents.due", title="Văn bản đến sắp đến hạn, quá hạn", due=reminders.due_papers, order=15
    ),
    Reminder(key=KEY, title="Văn bản được trình, cho ý kiến, giao giải quyết", due=never, order=31),
    Reminder(key=LATE_KEY, title="Văn bản đến quá giờ trình", due=never, is_optional=False, order=32),
)
