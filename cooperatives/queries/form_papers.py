"""The papers of a yearly form, each with the figure that it stands behind."""

from __future__ import annotations

from dataclasses import dataclass

from cooperatives.models import Submission
from lmhtx.files.models import Attachment


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a form, and the figure that it stands behind ("Cả phiếu" for none in particular)."""

    file: Attachment
    about: str

    @property
    def is_picture(self) -> bool:
        """Whether a browser draws it."""
        return self.file.is_shown_inline and str(self.file.blob.mime).startswith("image/")


def papers_of(submission: Submission) -> list[Paper]:
    """The files of a form, oldest first."""
    labels = {one.key: one.label for one in submission.figures}
    return [Paper(one, labels.get(one.kind, "Cả phiếu")) for one in Attachment.objects.of(submission)]
