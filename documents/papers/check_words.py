"""What the boxes of a Word file say, against the words and marks that the decree wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from documents.enums.checking import Box, Severity
from documents.enums.incoming import URGENT_ONES
from documents.papers.boxes import Boxes
from documents.papers.deviations import Deviation, excerpt
from documents.papers.signing import plain_name
from documents.papers.word_file import WordLine
from documents.symbols import DASHES, tidy_symbol
from lmhtx.legal import Citation
from lmhtx.reports import legal
from lmhtx.vn.dates import in_words
from lmhtx.vn.text import fold, same_letters, squeeze

END = "./."
NUMBER = re.compile(r"số\s*:?\s*(?P<number>\d*[a-zđ]?)\s*(?P<sign>[/\-–—]?)\s*(?P<symbol>.*)", re.IGNORECASE)
DAY = re.compile(
    r"(?P<place>.*?)(?P<comma>,?)\s*ngày\s*(?P<day>\d*)[.…\s]*tháng\s*(?P<month>\d*)[.…\s]*năm\s*(?P<year>\d*).*",
    re.IGNORECASE,
)
ARCHIVE = re.compile(r"-?\s*lưu\s*:\s*vt\b", re.IGNORECASE)
LEVELS = {one.label.upper() for one in URGENT_ONES}
NEVER_MISSING = {
    Box.NATION: "Quốc hiệu ở trên cùng, bên phải",
    Box.MOTTO: "Tiêu ngữ dưới Quốc hiệu",
    Box.NUMBER: "dòng “Số: …/ký hiệu” dưới tên cơ quan",
    Box.RECIPIENTS_HEAD: "mục “Nơi nhận:” cuối văn bản, bên trái",
}
# Minutes tell their day in their words.
WITHOUT_DAY = {"biên bản"}


def words(boxes: Boxes, *, abbreviations: Mapping[str, str]) -> Iterator[Deviation]:
    """All that deviates in what is said; `abbreviations` are those of types of papers by their names."""
    kind = boxes[Box.KIND][0].text if boxes.get(Box.KIND) else ""
    for box, wanted in NEVER_MISSING.items():
        if not boxes.get(box):
            yield _told(box, "không thấy", wanted)
    if not boxes.get(Box.DAY) and kind.lower() not in WITHOUT_DAY:
        yield _told(Box.DAY, "không thấy", "địa danh và thời gian ban hành, cùng dòng với số, ký hiệu")
    for line in boxes.get(Box.NATION, ()):
        yield from _exact(Box.NATION, line, legal.NATION)
    for line in boxes.get(Box.MOTTO, ()):
        yield from _exact(Box.MOTTO, line, legal.MOTTO)
    for line in boxes.get(Box.NUMBER, ()):
        yield from number(line.text, kind=kind, abbreviations=abbreviations)
    for line in boxes.get(Box.DAY, ()):
        yield from day(line.text)
    for line in boxes.get(Box.URGENCY, ()):
        yield from urgency(line.text)
    for line in boxes.get(Box.SIGNER, ()):
        yield from signer(line.text)
    yield from _recipients(boxes)
    yield from ending(boxes.get(Box.BODY, ()))
    yield from _grounds(boxes.get(Box.GROUND, ()))


def _told(
    box: Box,
    found: str,
    wanted: str,
    text: str = "",
    *,
    source: Citation = legal.PARTS,
    severity: Severity = Severity.WRONG,
) -> Deviation:
    return Deviation(
        box=box, found=found, wanted=wanted, source=source, severity=severity, excerpt=excerpt(text)
    )


def _exact(box: Box, line: WordLine, wanted: str) -> Iterator[Deviation]:
    """The words of the decree; where the tone of a vowel pair stands is everybody's own."""
    said = squeeze(line.text)
    if said != wanted and not (
        same_letters(said, wanted) and said.isupper() == wanted.isupper() and "-" not in wanted
    ):
        yield _told(box, f"“{said}”", f"“{wanted}”")


def number(text: str, *, kind: str, abbreviations: Mapping[str, str]) -> Iterator[Deviation]:
    """Box 3: "Số: 05/KH-LM"; an empty number is a draft's."""
    found = NUMBER.fullmatch(squeeze(text))
    if found is None:
        return
    if not squeeze(text).startswith("Số:"):
        yield _told(Box.NUMBER, "không có “Số:”", "chữ “Số” và dấu hai chấm", text)
    figure, symbol = found["number"], found["symbol"]
    if figure.isdigit() and len(figure) < 2:
        yield _told(
            Box.NUMBER, f"số {figure}", f"số {int(figure):02d}: số nhỏ hơn 10 ghi số 0 phía trước", text
        )
    if found["sign"] and found["sign"] != "/":
        yield _told(Box.NUMBER, f"dấu “{found['sign']}” giữa số và ký hiệu", "dấu gạch chéo (/)", text)
    if not symbol:
        yield _told(Box.NUMBER, "không có ký hiệu", "ký hiệu sau dấu gạch chéo", text)
        return
    if symbol != tidy_symbol(symbol) or " " in symbol:
        tidy = tidy_symbol(symbol).replace(" ", "")
        yield _told(Box.NUMBER, f"“{symbol}”", f"“{tidy}”: gạch nối (-), không cách chữ", text)
    yield from _abbreviation(symbol, kind=kind, abbreviations=abbreviations, text=text)


def _abbreviation(
    symbol: str, *, kind: str, abbreviations: Mapping[str, str], text: str
) -> Iterator[Deviation]:
    first = re.split(r"[\s-]+", symbol.translate(DASHES))[0]
    wanted = (
        next((short for name, short in abbreviations.items() if fold(name) == fold(kind)), "") if kind else ""
    )
    if wanted and first != wanted:
        yield _told(Box.NUMBER, f"“{first}”", f"“{wanted}” là chữ viết tắt của {kind.lower()}", text)
    elif not kind and first in set(abbreviations.values()) - {""}:
        yield _told(
            Box.NUMBER,
            f"“{first}” nhưng không thấy tên loại",
            "tên loại văn bản, hoặc ký hiệu của công văn (cơ quan-đơn vị soạn thảo)",
            text,
            severity=Severity.DOUBT,
        )


def day(text: str) -> Iterator[Deviation]:
    """Box 4: "Đồng Nai, ngày 05 tháng 3 năm 2026"; an empty day is a draft's."""
    found = DAY.fullmatch(squeeze(text))
    if found is None:
        return
    if not found["comma"]:
        yield _told(Box.DAY, "không có dấu phẩy sau địa danh", "địa danh, dấu phẩy, rồi ngày", text)
    if not (found["day"] and found["month"] and len(found["year"]) == 4):
        return
    try:
        wanted = in_words(date(int(found["year"]), int(found["month"]), int(found["day"])))
    except ValueError:
        yield _told(Box.DAY, f"ngày {found['day']}/{found['month']}", "một ngày có thật", text)
        return
    said = f"ngày {found['day']} tháng {found['month']} năm {found['year']}"
    if said != wanted:
        rule = "ngày nhỏ hơn 10 và tháng 1, 2 ghi số 0 phía trước"
        yield _told(Box.DAY, f"“{said}”", f"“{wanted}”: {rule}", text)


def urgency(text: str) -> Iterator[Deviation]:
    """Box 10b: one of the three words of the decree, in capitals."""
    said = squeeze(text)
    if not any(same_letters(said, level) and said.isupper() for level in LEVELS):
        yield _told(Box.URGENCY, f"“{said}”", "“HỎA TỐC”, “THƯỢNG KHẨN” hoặc “KHẨN”")


def signer(text: str) -> Iterator[Deviation]:
    """Box 7b: the name alone."""
    if plain_name(text) != squeeze(text):
        yield _told(
            Box.SIGNER, f"“{squeeze(text)}”", f"“{plain_name(text)}”: không ghi học hàm, học vị, danh hiệu"
        )


def _recipients(boxes: Boxes) -> Iterator[Deviation]:
    for line in boxes.get(Box.RECIPIENTS_HEAD, ()):
        if squeeze(line.text) != "Nơi nhận:":
            yield _told(Box.RECIPIENTS_HEAD, f"“{squeeze(line.text)}”", "“Nơi nhận:”")
    yield from recipients([squeeze(line.text) for line in boxes.get(Box.RECIPIENTS, ())])


def recipients(lines: Sequence[str]) -> Iterator[Deviation]:
    """Box 9b: each with its dash, semicolons between, a full stop at the end, where it is kept last."""
    listed = [line for line in lines if line.startswith(("-", "–", "—", "+", "•"))]
    if not listed:
        return
    kept = next((line for line in listed if ARCHIVE.match(line)), "")
    if not kept:
        yield _told(
            Box.RECIPIENTS, "không có dòng lưu", "dòng cuối “- Lưu: VT, <đơn vị soạn thảo>.”", listed[-1]
        )
    for line in listed:
        is_last = line == kept or (not kept and line == listed[-1])
        mark = "." if is_last else ";"
        if not line.endswith(mark) and not line.endswith(":"):
            said = f"kết thúc bằng “{line[-1]}”" if line[-1] in ".;,:" else "không có dấu kết thúc"
            name = "dấu chấm (.)" if is_last else "dấu chấm phẩy (;)"
            yield _told(Box.RECIPIENTS, said, name, line)


def ending(lines: Sequence[WordLine]) -> Iterator[Deviation]:
    """The last words of a paper end with "./."."""
    if lines and not squeeze(lines[-1].text).endswith(END):
        yield _told(
            Box.BODY, "không có dấu “./.” kết thúc", "dấu “./.” sau câu cuối cùng", lines[-1].text[-80:]
        )


def _grounds(lines: Sequence[WordLine]) -> Iterator[Deviation]:
    for line in lines:
        mark = "." if line is lines[-1] else ";"
        if not line.text.endswith(mark):
            name = "dấu chấm (.) ở dòng cuối" if mark == "." else "dấu chấm phẩy (;)"
            yield _told(Box.GROUND, f"kết thúc bằng “{line.text[-1]}”", name, line.text)
