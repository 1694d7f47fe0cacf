"""What papers put into the queue "Cần tôi quyết"."""

from __future__ import annotations

from datetime import date
from typing import Any

from documents.access.register import Perm
from documents.actions import directing as acts
from documents.forms.directing import QueueDirectForm
from documents.queries import desk, directing
from lmhtx.directory.models import Agency
from lmhtx.questions import Question, Verdict
from lmhtx.workflow import Refused

GONE = "Đơn vị được chọn không còn hoạt động; hãy mở văn bản và chọn lại."


def _direct(
    thing: Any, by: Any, words: str, *, lead: str = "", partners: tuple[str, ...] = (), due_on: str = ""
) -> Any:
    found = {str(unit.pk): unit for unit in Agency.objects.units().filter(pk__in=[lead, *partners])}
    if lead not in found:
        raise Refused(GONE)
    said = acts.Words(
        lead=found[lead],
        partners=[found[key] for key in partners if key in found],
        due_on=date.fromisoformat(due_on) if due_on else None,
        text=words,
    )
    return acts.direct_incoming(incoming=thing, words=said, by=by)


DIRECT = Question(
    key=desk.DIRECT_QUESTION,
    title="Văn bản trình, chờ ý kiến",
    permission=Perm.DIRECT_INCOMING,
    rows=desk.to_direct,
    dress=directing.dressed,
    since="presented_at",
    seen=directing.seen,
    show=directing.shown,
    template="documents/_direct_question.html",
    files=directing.files_of,
    details=QueueDirectForm,
    details_template="documents/_direct_details.html",
    verdicts=(
        Verdict(
            key="direct",
            label="Cho ý kiến",
            done="Đã cho ý kiến",
            act=_direct,
            is_main=True,
            takes_details=True,
            phrases=(
                "Nghiên cứu, tham mưu thực hiện.",
                "Chủ trì tham mưu văn bản trả lời, trình trước thời hạn.",
                "Triển khai đến các đơn vị, hợp tác xã liên quan.",
                "Báo cáo, đề xuất hướng xử lý.",
            ),
        ),
    ),
    order=5,
)
