"""Labels inside a cell or a line: "Chủ trì: …; phối hợp: …", "Thời gian thực hiện: …", "Sở A chủ trì"."""

from __future__ import annotations

import re

from plans.annex.columns import Role

AGENT = (
    r"(?:các\s+)?(?:cơ quan|đơn vị|CQ|ĐV|bộ phận|địa phương|phòng|tổ chức)?(?:\s*,\s*(?:đơn vị|địa phương|"
    r"tổ chức))?\s*"
)
WORDS: list[tuple[Role, str]] = [
    (Role.AGENCIES, AGENT + r"chủ trì\s*[,/&]?\s*(?:và\s+)?(?:,\s*)?phối hợp(?: thực hiện)?"),
    (Role.PARTNERS, AGENT + r"(?:phối hợp|tham gia|phối hợp thực hiện|cùng thực hiện|cùng phối hợp)"),
    (Role.LEAD, AGENT + r"(?:chủ trì(?: thực hiện| tham mưu| soạn thảo)?|đầu mối|chủ trì, thực hiện)"),
    (Role.LEAD, AGENT + r"chịu trách nhiệm(?: chính)?"),
    (Role.LEAD, (
        r"(?:phân công|giao|trách nhiệm)(?: thực hiện)?|(?:cơ quan|đơn vị|CQ|ĐV|người)(?:\s*,\s*(?:đơn vị|"
        r"cá nhân))?\s+(?:được giao\s+)?thực hiện"
    )),
    (Role.DEADLINE, (
        r"(?:thời gian|thời hạn|tiến độ|hạn|hạn chót|hạn hoàn thành|lộ trình|hoàn thành)(?:\s+(?:thực hiện|"
        r"hoàn thành|triển khai|trình|báo cáo|ban hành|xong))*(?:\s+(?:dự kiến))?"
    )),
    (Role.PRODUCT, (
        r"(?:sản phẩm|kết quả|đầu ra)(?:\s*[,/]\s*(?:sản phẩm|kết quả))?(?:\s+(?:thực hiện|đầu ra|dự kiến|đạt được|"
        r"cần đạt|cần đạt được))*"
    )),
    (Role.MONEY, r"(?:dự kiến )?(?:kinh phí|nguồn kinh phí)(?: thực hiện)?"),
]  # fmt: skip
LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\n;.,:(])|(?<=\s[-–+*•])|(?<=^[-–+*•]))[ \t]*[-–+*•]?\s*(?:[a-zđ]\)\s*)?(?:"
    + "|".join(f"(?P<r{i}>{words})" for i, (_, words) in enumerate(WORDS))
    + r")\s*:\s*",
    re.IGNORECASE,
)
AS_LEAD = re.compile(
    r"^(?P<lead>.+?)\s*\(?\s*(?:là\s+(?:cơ quan|đơn vị)\s+)?chủ trì\)?\s*(?P<rest>[,;.\n].*|phối hợp.*|)$",
    re.IGNORECASE | re.DOTALL,
)
WITH_PARTNERS = re.compile(
    r"\s*[,;.\n]?\s*(?:và\s+)?phối hợp(?:\s+(?:với|cùng))?\s*:?\s*(?P<partners>.+)$",
    re.IGNORECASE | re.DOTALL,
)
AS_PARTNERS = re.compile(
    r"\s*[,;.\n]?\s*(?P<partners>.+?)\s*\(?\s*(?:cùng\s+)?phối hợp(?: thực hiện)?\)?\s*[.;]?\s*$",
    re.IGNORECASE | re.DOTALL,
)


def take_labels(text: str) -> tuple[str, list[tuple[Role, str]]]:
    """The text before the first label, and what each label introduces, in order."""
    marks = list(LABEL.finditer(text))
    if not marks:
        return text, []
    parts: list[tuple[Role, str]] = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        role = next(WORDS[i][0] for i in range(len(WORDS)) if mark[f"r{i}"] is not None)
        parts.append(
            (
                role,
                text[mark.end() : end].strip(" \n;,.-–+(")
                if "(" not in text[mark.end() : end]
                else text[mark.end() : end].strip(" \n;,.-–+"),
            )
        )
    return text[: marks[0].start()].strip(" \n;,(-–+"), parts


def lead_and_partners(text: str) -> tuple[str, str] | None:
    """Lead and partners of "A chủ trì, phối hợp với B" and "A (chủ trì); B (phối hợp)"; None for other words."""
    words = text.strip()
    found = AS_LEAD.match(words)
    if found:
        lead, rest = found["lead"].strip(" ,;"), found["rest"]
        partners = WITH_PARTNERS.match(rest) or AS_PARTNERS.match(rest)
        return lead, partners["partners"].strip() if partners else rest.strip(" ,;.\n")
    halves = re.split(r"[,;.\n]?\s*\bphối hợp (?:với|cùng)\s*:?\s*", words, maxsplit=1, flags=re.IGNORECASE)
    if len(halves) == 2 and halves[0].strip():
        return halves[0].strip(" ,;"), halves[1].strip()
    return None
