"""Papers and photographs that stand behind a petition."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cooperatives.actions.form_papers import WHOLE_FORM, keep_once
from cooperatives.actions.petitions import held, refuse_unless_open
from cooperatives.models import Petition
from lmhtx.audit.actions import record
from lmhtx.files.actions import remove
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def add_petition_paper(*, petition: Petition, by: User, file: Any, about: str = WHOLE_FORM) -> Attachment:
    """The file stands behind a field, or the whole petition; sent twice, as after a lost answer, it is kept once."""
    petition = held(petition)
    refuse_unless_open(petition, by)
    if about != WHOLE_FORM and about not in {one.key for one in petition.fields}:
        raise Refused("Đề nghị không có mục này; hãy chọn lại mục mà giấy tờ chứng minh.")
    kept, is_new = keep_once(owner=petition, file=file, kind=about, by=by)
    if is_new:
        record("cooperatives.petition.paper_added", petition, by=by, file=kept.name)
    return kept


@transaction.atomic
def drop_petition_paper(*, petition: Petition, by: User, paper: Attachment) -> None:
    """The petition lets go of a file that was a mistake."""
    petition = held(petition)
    refuse_unless_open(petition, by)
    remove(attachment=paper, by=by)
    record("cooperatives.petition.paper_dropped", petition, by=by, file=paper.name)
