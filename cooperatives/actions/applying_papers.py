"""A paper that a cooperative has sent in comes into the register with its files."""

from __future__ import annotations

from cooperatives.actions.papers import digitise_paper, record_paper, replace_paper
from cooperatives.enums.papers import CopyKind
from cooperatives.models import CooperativePaper, Petition
from cooperatives.models.paper import same_papers
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused

EVIDENCE = "evidence"


def apply_paper(petition: Petition, *, by: User, copy_kind: str) -> CooperativePaper:
    """The paper is recorded, in place of the one it renews; it counts as digital only once somebody has compared it."""
    files = list(Attachment.objects.of(petition))
    if not files:
        raise Refused("Đề nghị chưa có tệp; hãy yêu cầu bổ sung bản quét hoặc ảnh chụp.")
    paper = CooperativePaper(
        cooperative=petition.cooperative,
        kind=petition.values["kind"],
        year=petition.value("year"),
        number=petition.value("number") or "",
        issuer=petition.value("issuer") or "",
        issued_on=petition.day("issued_on") or clock.today(),
        through_on=petition.day("through_on"),
    )
    old = same_papers(paper).first()
    if old is None:
        made = record_paper(cooperative=petition.cooperative, paper=paper, by=by)
    else:
        made = replace_paper(paper=old, new=paper, by=by)
    # The content is kept once; the paper holds it beside the petition.
    Attachment.objects.bulk_create(
        Attachment(
            blob=one.blob,
            owner_kind=made._meta.label_lower,
            owner_id=made.pk,
            kind=EVIDENCE,
            name=one.name,
            added_by=one.added_by,
        )
        for one in files
    )
    return digitise_paper(paper=made, by=by, copy_kind=CopyKind(copy_kind)) if copy_kind else made
