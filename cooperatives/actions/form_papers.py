"""Papers and photographs that stand behind the figures of a yearly form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from cooperatives.access.forms import FormPerm
from cooperatives.enums.forms import OPEN_TO_FILL
from cooperatives.models import Submission
from lmhtx.audit.actions import record
from lmhtx.files.actions import remove, store
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused

# For the whole form; a figure's own papers carry its key.
WHOLE_FORM = "phieu"
MOST_PAPERS = 20


@transaction.atomic
def add_paper(*, submission: Submission, by: User, file: Any, figure: str = WHOLE_FORM) -> Attachment:
    """The file stands behind a figure, or the whole form; sent twice, as after a lost answer, it is kept once."""
    submission = _fillable(submission, by)
    if figure != WHOLE_FORM and figure not in {one.key for one in submission.figures}:
        raise Refused("Phiếu không có mục này; hãy chọn lại mục mà giấy tờ chứng minh.")
    kept, is_new = keep_once(owner=submission, file=file, kind=figure, by=by)
    if not is_new:
        return kept
    record("cooperatives.form.paper_added", submission, by=by, file=kept.name)
    return kept


def keep_once(*, owner: Model, file: Any, kind: str, by: User) -> tuple[Attachment, bool]:
    """The file beside the thing, and whether it was not there before; one that is unfit refuses the act."""
    if Attachment.objects.of(owner).count() >= MOST_PAPERS:
        raise Refused(f"Mỗi phiếu kèm nhiều nhất {MOST_PAPERS} tệp; hãy gỡ bớt tệp không cần.")

    def check(path: Path, name: str) -> None:
        check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)

    try:
        kept = store(file, owner=owner, kind=kind, by=by, name=file.name, check=check)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit
    same = Attachment.objects.of(owner).filter(blob=kept.blob, kind=kind, pk__lt=kept.pk).first()
    if same is not None:
        kept.delete()
        return same, False
    return kept, True


@transaction.atomic
def drop_paper(*, submission: Submission, by: User, paper: Attachment) -> None:
    """The form lets go of a file that was a mistake."""
    submission = _fillable(submission, by)
    remove(attachment=paper, by=by)
    record("cooperatives.form.paper_dropped", submission, by=by, file=paper.name)


def _fillable(submission: Submission, by: User) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("period", "cooperative")
    held: Submission = rows.get(pk=submission.pk)
    if not by.has_perm(FormPerm.FILL_FORM, held):
        raise Refused("Anh/chị không khai thay được cho hợp tác xã này.")
    if held.state not in OPEN_TO_FILL:
        raise Refused("Phiếu này đã nộp nên không thêm, gỡ tệp được nữa; hãy gọi phòng giữ sổ hợp tác xã.")
    return held
