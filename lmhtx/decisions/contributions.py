"""What the queue gives to the house."""

from __future__ import annotations

from lmhtx.contributions import AuditVerb, NavItem, Reminder, contribute
from lmhtx.decisions.access import Perm
from lmhtx.decisions.actions.carrying_out import KEY
from lmhtx.notices.reminders import never

contribute(
    # Without an area: it stands right under "Việc của tôi".
    NavItem(
        group="",
        label="Cần tôi quyết",
        url_name="decision_queue",
        permission=Perm.VIEW_QUEUE,
        icon="gavel",
        order=1,
    ),
    Reminder(key=KEY, title="Quyết định của anh/chị không thực hiện được", due=never, order=35),
    AuditVerb(key="decisions.decision.carried_out", label="thực hiện quyết định {subject}"),
    AuditVerb(key="decisions.decision.undone", label="hoàn tác quyết định {subject}"),
    AuditVerb(key="decisions.decision.fell", label="không thực hiện được quyết định {subject}"),
)
