"""The place of a signature: its picture or words are drawn, room is left, and what must be signed is hashed."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigAppearanceSetup,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.stamp import BaseStampStyle, StaticStampStyle, TextStampStyle

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.pdf import fonts
from lmhtx.signatures.pdf.opened import MALFORMED, signatures_in
from lmhtx.signatures.pdf.writing import written

DIGEST = "sha256"
NO_PICTURE = "Ảnh chữ ký hoặc ảnh con dấu không đọc được. Hãy dùng tệp PNG nền trong suốt."
LOCKED = "Văn bản đã có chữ ký của cơ quan, không ký thêm được. Muốn sửa, hãy làm văn bản mới."
NO_PLACE = "Tệp này không có ô ký còn trống để ký. Hãy chuẩn bị tệp lại từ bản dự thảo."
WORDS_PT, LINE_PT, FROM_RIGHT_PT, FROM_TOP_PT = 10, 12, 42.5, 20.0
TIGHT = layout.Margins.uniform(0)


def place_signature(
    path: Path,
    *,
    field: str,
    mdp: str,
    moment: str,
    room_bytes: int,
    picture: bytes | None = None,
    words: list[str] | None = None,
) -> dict[str, Any]:
    """The paper with room for a signature, the hash to sign and where the room is.

    `mdp` is "person" (the first signature of a paper lets only number and day follow) or "lock" (nothing may follow).
    With `words` a new field is made at the top right of the first page; else the empty field of that name is used.
    """
    with written(path) as writer:
        earlier = signatures_in(writer.prev)[0]
        if any(found.docmdp_level is MDPPerm.NO_CHANGES for found in earlier):
            raise UnreadableFile(LOCKED)
        new = _field_of_words(writer, field, words) if words else None
        at = datetime.fromisoformat(moment)
        room = SignatureObject(at, subfilter=SigSeedSubFilter.PADES, bytes_reserved=room_bytes * 2)
        rules, drawn = _rules_after(mdp, is_first=not earlier), _look(picture, words, at)
        steps = PdfCMSEmbedder(new_field_spec=new).write_cms(field, writer, existing_fields_only=new is None)
        body = BytesIO()
        try:
            next(steps)
            steps.send(SigObjSetup(sig_placeholder=room, mdp_setup=rules, appearance_setup=drawn))
            prepared, _ = steps.send(SigIOSetup(md_algorithm=DIGEST, output=body))
        except MALFORMED as broken:
            raise UnreadableFile(NO_PLACE) from broken
        return {
            "pdf": body.getvalue(),
            "digest": prepared.document_digest,
            "start": prepared.reserved_region_start,
            "end": prepared.reserved_region_end,
        }


def _rules_after(mdp: str, *, is_first: bool) -> SigMDPSetup:
    """What may be done to the paper after this signature."""
    if mdp == "person" and is_first:
        return SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    if mdp == "lock":
        everything = FieldMDPSpec(FieldMDPAction.ALL)
        return SigMDPSetup(md_algorithm=DIGEST, field_lock=everything, docmdp_perms=MDPPerm.NO_CHANGES)
    return SigMDPSetup(md_algorithm=DIGEST)


def _look(picture: bytes | None, words: list[str] | None, moment: datetime) -> SigAppearanceSetup | None:
    if picture is None and not words:
        return None
    style = _drawn(picture) if picture is not None else _written_out(words or [])
    return SigAppearanceSetup(style=style, timestamp=moment, name=None)


def _drawn(picture: bytes) -> BaseStampStyle:
    """The picture as large as the field lets it be, its own shape and its transparency kept."""
    try:
        with Image.open(BytesIO(picture), formats=["PNG"]) as image:
            image.load()
            kept = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as broken:
        raise UnreadableFile(NO_PICTURE) from broken
    rule = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MID, y_align=layout.AxisAlignment.ALIGN_MID, margins=TIGHT
    )
    return StaticStampStyle(
        background=PdfImage(kept), background_layout=rule, background_opacity=1.0, border_width=0
    )


def _written_out(words: list[str]) -> BaseStampStyle:
    """Ten points, upright, black, no picture: copies and annexes."""
    rule = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MAX,
        y_align=layout.AxisAlignment.ALIGN_MAX,
        margins=TIGHT,
        inner_content_scaling=layout.InnerScaling.NO_SCALING,
    )
    font = GlyphAccumulatorFactory(str(fonts.path_of(fonts.UPRIGHT)), font_size=WORDS_PT)
    text = TextBoxStyle(font=font, font_size=WORDS_PT, leading=LINE_PT, border_width=0, box_layout_rule=rule)
    return TextStampStyle(
        stamp_text="\n".join(words).replace("%", "%%"),
        text_box_style=text,
        inner_content_layout=rule,
        border_width=0,
        background=None,
    )


def _field_of_words(writer: Any, field: str, words: list[str]) -> SigFieldSpec:
    page = writer.find_page_for_modification(0)[0].get_object()
    right, top = (float(edge) for edge in _page_box(page)[2:])
    width = max(fonts.width_of(line, face=fonts.UPRIGHT, size=WORDS_PT) for line in words) + 2
    high = LINE_PT * len(words) + 2
    edge, upper = right - FROM_RIGHT_PT, top - FROM_TOP_PT
    box = (round(edge - width), round(upper - high), round(edge), round(upper))
    return SigFieldSpec(
        sig_field_name=field,
        on_page=0,
        box=box,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL),
        doc_mdp_update_value=MDPPerm.NO_CHANGES,
    )


def _page_box(page: Any) -> Any:
    """The page's size, its own or that of the branch it hangs on."""
    while "/MediaBox" not in page:
        page = page["/Parent"]
    return list(page["/MediaBox"])
