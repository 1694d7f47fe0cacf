"""The forms of the decree: a draft, as its page knows it, becomes a paper of its type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.enums.incoming import Circulation, Urgency
from documents.papers.text_form import blocks_of, ended
from lmhtx.reports.letterhead import Letterhead, Signature
from lmhtx.reports.paper import Annex, Block, Heading, Paper, Paragraph, ParagraphKind
from lmhtx.vn.dates import in_words
from lmhtx.vn.numbers import roman

LETTER, MINUTES, RESOLUTION, DECISION = "cv", "bb", "nq", "qd"
# After whose authority and before the first article of what is decided.
ORDERS = {RESOLUTION: "QUYẾT NGHỊ:", DECISION: "QUYẾT ĐỊNH:"}
# Types whose subject begins with "Về việc", and those that have none: their name alone is ruled.
ABOUT = {RESOLUTION, DECISION, "ct", "cd", "qyd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexText:
    """An annex as it is typed."""

    title: str
    text: str
    is_landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedText:
    """A text that a decision issues or approves: "QUY CHẾ" and its subject, as typed."""

    kind: str
    subject: str
    text: str
    is_approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Dự thảo: what its page knows of a paper; the words are typed in the plain form.

    `code` and `kind` are those of the type of paper ("qd", "Quyết định (cá biệt)"). `authority` is who decides. An
    electronic paper keeps room for the day and the year, and its annexes do not say what they go with.
    """

    code: str
    kind: str
    letterhead: Letterhead
    symbol: str
    subject: str
    text: str
    number: str = ""
    dated_on: date | None = None
    authority: str = ""
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signature: Signature | None = None
    parties: Sequence[Signature] = ()
    urgency: Urgency = Urgency.ORDINARY
    circulation: Circulation = Circulation.NONE
    copies_mark: str = ""
    confirmation: str = ""
    annexes: Sequence[AnnexText] = ()
    issued: Sequence[IssuedText] = ()
    is_electronic: bool = True
    is_draft: bool = False

    @property
    def kind_name(self) -> str:
        """Box 5a: "QUYẾT ĐỊNH"; a công văn bears no name."""
        return "" if self.code == LETTER else self.kind.partition(" (")[0].upper()

    @property
    def named(self) -> str:
        """How the paper is cited, "Quyết định số 57/QĐ-LM ngày 24 tháng 10 năm 2025 của …"; rooms where unknown."""
        kind = self.kind.partition(" (")[0]
        number = self.number or ROOM
        day = in_words(self.dated_on) if self.dated_on else f"ngày{ROOM}tháng{ROOM}năm{ROOM}"
        return f"{kind} số {number}/{self.symbol} {day} của {self.issuer}"

    @property
    def issuer(self) -> str:
        """Whoever issues, in the letters of a sentence."""
        return self.letterhead.full_name or self.letterhead.agency


ROOM = "\u00a0" * 6


def paper_of(draft: Draft) -> Paper:
    """The paper of a draft in the form of its type."""
    is_minutes = draft.code == MINUTES
    return Paper(
        letterhead=draft.letterhead,
        symbol=draft.symbol,
        kind=draft.kind_name,
        subject=_subject(draft),
        blocks=_blocks(draft),
        number=draft.number,
        dated_on=None if is_minutes else draft.dated_on,
        addressees=draft.addressees,
        recipients=draft.recipients,
        signature=None if is_minutes else draft.signature,
        parties=draft.parties if is_minutes else (),
        annexes=_annexes(draft),
        attached=[_issued(text, draft) for text in draft.issued],
        is_draft=draft.is_draft,
        stamp="" if draft.urgency == Urgency.ORDINARY else draft.urgency.label.upper(),
        circulation="" if draft.circulation == Circulation.NONE else draft.circulation.label.upper(),
        copies_mark=draft.copies_mark,
        confirmation=draft.confirmation,
    )


def _subject(draft: Draft) -> str:
    subject = draft.subject.strip()
    bare = subject[len("V/v ") :] if subject.lower().startswith("v/v ") else subject
    is_about = bare.lower().startswith("về việc ")
    if draft.code == LETTER:
        bare = bare[len("về việc ") :] if is_about else bare
        return f"{bare[:1].lower()}{bare[1:]}" if bare[1:2].islower() else bare
    if (
        draft.code in ABOUT
        and bare
        and not is_about
        and not bare.lower().startswith(("về ", "ban hành", "phê duyệt"))
    ):
        return f"Về việc {bare[:1].lower()}{bare[1:]}"
    return f"{bare[:1].upper()}{bare[1:]}"


def _blocks(draft: Draft) -> list[Block]:
    blocks = ended(blocks_of(draft.text))
    order = ORDERS.get(draft.code, "")
    if order:
        blocks = _with_order(blocks, order)
    if draft.authority:
        blocks.insert(0, Paragraph(draft.authority.upper(), ParagraphKind.AUTHORITY))
    return blocks


def _with_order(blocks: list[Block], order: str) -> list[Block]:
    """The word of deciding before the first article, unless it was typed."""
    if any(isinstance(one, Paragraph) and one.kind == ParagraphKind.AUTHORITY for one in blocks):
        return blocks
    first = next((place for place, one in enumerate(blocks) if _is_article(one)), None)
    if first is None:
        return blocks
    return [*blocks[:first], Paragraph(order, ParagraphKind.AUTHORITY), *blocks[first:]]


def _is_article(block: Block) -> bool:
    words = block.text if isinstance(block, Heading) else block.lead if isinstance(block, Paragraph) else ""
    return words.startswith("Điều ")


def _issued(text: IssuedText, draft: Draft) -> Paper:
    """The text behind its decision: its own head, no number and no day, pages counted anew.

    What an electronic decision will be numbered is known only after it is signed, and nothing is written into it then.
    """
    verb = "Kèm theo" if text.is_approved else "Ban hành kèm theo"
    is_known = bool(draft.number and draft.dated_on) or not draft.is_electronic
    return Paper(
        letterhead=replace(draft.letterhead, address=""),
        symbol="",
        kind=text.kind.upper(),
        subject=text.subject,
        blocks=ended(blocks_of(text.text)),
        goes_with=f"({verb} {draft.named})" if is_known else "",
        is_draft=draft.is_draft,
    )


def _annexes(draft: Draft) -> list[Annex]:
    """Phụ lục I, II …; a single one has no number. Only on paper do they say what they go with."""
    are_many = len(draft.annexes) > 1
    return [
        Annex(
            name=f"Phụ lục {roman(place)}" if are_many else "Phụ lục",
            title=annex.title.upper(),
            blocks=blocks_of(annex.text),
            is_landscape=annex.is_landscape,
            goes_with="" if draft.is_electronic else f"(Kèm theo {draft.named})",
        )
        for place, annex in enumerate(draft.annexes, 1)
    ]
