"""Files beside a paper with the newest look at their signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lmhtx.decisions.queries import Paper, papers_of
from lmhtx.files.models import Attachment
from lmhtx.signatures.models import SignatureCheck


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A file page by page, and what its signatures came to; None where nobody has looked."""

    source: Paper
    check: SignatureCheck | None


def checked(attachments: Iterable[Attachment]) -> list[CheckedPaper]:
    """The files with pictures of their pages and the newest check of each, in three queries."""
    held = list(attachments)
    checks = SignatureCheck.objects.of_each([one.blob_id for one in held])
    return [CheckedPaper(paper, checks.get(paper.attachment.blob_id)) for paper in papers_of(held)]
