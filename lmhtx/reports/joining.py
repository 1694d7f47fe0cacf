"""Many PDFs made one: call it in a child only, whose memory is bounded."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def joined(parts: list[Path], target: Path) -> int:
    """Write the pages of the parts, in their order, into the target; how many there are."""
    with pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as opened:
                whole.import_pages(opened)
        whole.save(target)
        return len(whole)
