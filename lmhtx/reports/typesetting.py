"""Setting pages, in a child process that knows no setting of the house: HTML in, one PDF out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# Where relative addresses lead; nothing answers there, and nothing is asked.
HOST = "giay-to.invalid"
TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


class OnlyOurs(URLFetcher):
    """Answers for style sheets and drawings of our own folders; a paper that asks for anything else is not made."""

    def __init__(self, prefix: str, folders: list[str]) -> None:
        """`prefix` is the address below which the files of the folders are named."""
        super().__init__(fail_on_errors=True)
        self.prefix = prefix
        self.folders = [Path(folder).resolve() for folder in folders]

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The file behind an address of ours."""
        found = self.find(url)
        return URLFetcherResponse(url, found.read_bytes(), {"Content-Type": TYPES[found.suffix]})

    def find(self, url: str) -> Path:
        """Where it lies; PermissionError for anything that is not ours."""
        parts = urlsplit(url)
        name = unquote(parts.path).removeprefix(self.prefix)
        if parts.netloc == HOST and unquote(parts.path).startswith(self.prefix):
            for folder in self.folders:
                found = (folder / name).resolve()
                if found.suffix in TYPES and found.is_relative_to(folder) and found.is_file():
                    return found
        raise PermissionError(f"a paper asks for {url}")


def typeset(files: list[dict[str, Any]], *, prefix: str, folders: list[str]) -> list[bytes]:
    """A PDF for each file, of sheets set one after the other, each with page numbers of its own.

    A file is {"title": …, "sheets": […]}, a sheet {"html": …, "style": …}.
    """
    fetcher = OnlyOurs(prefix, folders)
    fonts = FontConfiguration()
    return [_file(one["sheets"], one["title"], fetcher, fonts) for one in files]


def _file(sheets: list[dict[str, str]], title: str, fetcher: OnlyOurs, fonts: FontConfiguration) -> bytes:
    documents = [
        HTML(string=sheet["html"], base_url=f"http://{HOST}/", url_fetcher=fetcher).render(
            stylesheets=[CSS(string=sheet["style"], font_config=fonts)],
            font_config=fonts,
            presentational_hints=True,
        )
        for sheet in sheets
    ]
    first = documents[0]
    first.metadata.title = title
    pages = [page for document in documents for page in document.pages]
    return bytes(first.copy(pages).write_pdf())


def drawn(svg: str, *, width_mm: int, dots_per_inch: int) -> bytes:
    """A drawing as PNG: set alone on a page of its width, and the page drawn."""
    import pypdfium2  # noqa: PLC0415 - only pictures for Word need it

    html = f'<div style="width: {width_mm}mm">{svg}</div>'
    style = f"@page {{ margin: 0; size: {width_mm}mm 297mm }} svg {{ width: 100%; display: block }}"
    style += " body { margin: 0 }"
    page = HTML(string=html, url_fetcher=OnlyOurs("", [])).render(stylesheets=[CSS(string=style)])
    with pypdfium2.PdfDocument(page.write_pdf()) as opened:
        picture = opened[0].render(scale=dots_per_inch / 72).to_pil()
    return _cropped(picture)


def _cropped(picture: Any) -> bytes:
    """Without the empty paper below the drawing."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - as above

    white = Image.new(picture.mode, picture.size, "white")
    box = ImageChops.difference(picture, white).getbbox()
    file = io.BytesIO()
    picture.crop((0, 0, picture.width, box[3] if box else 1)).save(file, "PNG")
    return file.getvalue()
