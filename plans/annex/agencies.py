"""Agencies written in one cell taken apart, without breaking "Các sở, ban, ngành, địa phương" into four."""

from __future__ import annotations

import re

from lmhtx.vn.text import fold

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# Words that begin the name of one certain office when a name follows them.
HEADS = (
    "Bộ|Sở|Ban|Văn phòng|VP|UBND|HĐND|UBMTTQ|UB MTTQ|MTTQ|Ủy ban|Uỷ ban|Mặt trận|Hội đồng|Hội|Liên minh|"
    "Liên hiệp|Liên đoàn|"
    "Cục|Vụ|Tổng cục|Chi cục|Công an|Trung tâm|Viện|Học viện|Trường|Đại học|Phòng|Tòa án|Toà án|Viện kiểm sát|"
    "Thanh tra|"
    "Ngân hàng|NHNN|Đài|Báo|Cổng|Quỹ|Kho bạc|Bảo hiểm|BHXH|Cơ quan|Đoàn|Tỉnh đoàn|Thành đoàn|Thành ủy|Tỉnh ủy|"
    "Đảng ủy|"
    "Huyện ủy|Thống kê|Thuế|Hải quan|Bộ CHQS|Bộ Chỉ huy|Bưu điện|Điện lực|Tổng công ty|Công ty|Tập đoàn|"
    "Hiệp hội|"
    "Tổng hội|Chủ tịch|Phó Chủ tịch|Giám đốc|Trưởng phòng|Chánh Văn phòng|Tổ|Nhóm|Bộ phận|Đơn vị|Sân bay|Cảng|"
    "Đội|"
    "Liên đoàn Lao động|LMHTX|Kiểm toán|Thông tấn xã|Hợp tác xã|Quân khu|Tòa|Bệnh viện|Thư viện|Bảo tàng|"
    "Nhà hát"
)
NAMED = (
    rf"(?:{HEADS})\s+(?:(?:các|cấp|tỉnh|thành phố|huyện|xã|phường|thị xã|nhân dân|nhà nước|chuyên môn|kinh tế)\b|"
    rf"[{UPPER}“\"])|(?:Quốc hội|Chính phủ)\b"
)
# Offices named by one word when the paper is of one house.
BARE_OFFICES = (
    r"(?:Văn phòng|Thanh tra|Công an|Quỹ|Công đoàn|Đoàn Thanh niên|Thuế|Thống kê|Kho bạc|Quân sự|Tư pháp)"
)
ACRONYM = rf"(?:[{UPPER}]{{2,}}[{UPPER}&\-]*)(?=\s|$|[,;.(])"
# Words that begin a group of offices: "các sở", "một số địa phương", "doanh nghiệp liên quan".
GROUPS = r"(?:và\s+)?(?:các|những|một số|toàn thể|tất cả)\s+[^\W\d]+"
LOOSE = (
    r"(?:doanh nghiệp|nhà (?:đầu tư|cung cấp|thầu|khoa học|trường|sản xuất)|cơ quan|đơn vị|tổ chức|cá nhân|"
    r"chính quyền|chủ đầu tư|hợp tác xã)\b"
)
BARE_GROUP = re.compile(
    r"(?:cac |nhung )?(?:so|bo|ban|nganh|co quan ngang bo|co quan|don vi|dia phuong|huyen|xa|phuong|doan the|to chuc)"
)
NAMES_WITH_COMMAS = re.compile(
    (
        r"(Văn h(?:óa|oá)|Khoa học|Giáo dục|Lao động|Kế hoạch|Nông nghiệp|Tuyên truyền|Xuất bản|Phát thanh|"
        r"Tổ chức)(,)(?=\s*"
        r"(?:Thể thao|Công nghệ|Đào tạo|Thương binh|Tài chính|Môi trường|Thông tin|In\b|Truyền hình|Hành chính|"
        r"Xã hội|Du lịch))"
    ),
    re.IGNORECASE,
)
OWNERS = re.compile(
    r"(?:của|thuộc|và|với|văn phòng|vp|chủ tịch|giám đốc|thanh tra|lãnh đạo|trưởng|thủ trưởng|người đứng đầu|"
    r"chánh|đảng ủy|"
    r"thường trực|hội|liên|cán|cấp|thư ký|trực|công đoàn|ngành|khối|trung ương|tw|đoàn|phòng|ban|hiệp|tổng|"
    r"quốc|nội|toàn)$"
)
SHARED = re.compile(
    rf"(?:các|Các)\s+(?P<head>[Cc]ục|[Ss]ở|[Vv]ụ|[Bb]an|[Hh]ội|[Pp]hòng|[Bb]ộ|[Tt]rung tâm|[Vv]iện|"
    rf"[Cc]hi cục)\s*(?P<colon>:)?\s*"
    rf"(?=[{UPPER}])"
)
OFFICE = re.compile(
    r"(?:doi voi |cac |nhiem vu cua )?(?:so|ubnd|uy ban nhan dan|lien minh|van phong|phong|hoi|cuc|chi cuc|"
    r"cong an|ban quan ly|trung tam|"
    r"quy ho tro|ngan hang|bo|vu|truong|vien|dai|bao|thanh tra|ban [a-z]+|mat tran|"
    r"doan thanh nien)\b\s+(?!hanh chinh cong)[a-z]"
)
NOBODY = re.compile(r"(?:khong|khong co|chua|chua xac dinh|-+|\.+|…+|x|/)?")
KEPT_COMMA = "\ue000"


def split_agencies(text: str) -> list[str]:
    """The agencies named in a cell, in order, brackets kept with the agency they follow."""
    found: list[str] = []
    for part in _coarse_parts(text):
        found.extend(_split_part(part))
    names = (name.replace(KEPT_COMMA, ",").strip(" .;,:-–—+*•\n") for name in found)
    return [name for name in names if name and not NOBODY.fullmatch(fold(name).strip())]


def is_office(title: str) -> bool:
    """Whether a heading is nothing but the name of an office, whatever its letters' case."""
    words = fold(title)
    return (
        len(words) <= 80
        and bool(OFFICE.match(words))
        and not re.search(r"[:;]|\bnhiem vu\b|\bcong tac\b|\bthuc hien\b", words)
    )


def one_line(text: str) -> str:
    """A cell's text on one line."""
    return " ".join(text.split())


def _coarse_parts(text: str) -> list[str]:
    """The parts between semicolons and lines; a shared head ("Các Cục: A; B") is given to each part."""
    joined = _join_lines(text)
    shared = SHARED.match(joined.strip(" -+*•"))
    if shared and shared["colon"]:
        return _with_shared_head(joined.strip(" -+*•"), shared)
    return _outside_brackets(joined, ";\n")


def _join_lines(text: str) -> str:
    """Lines that merely wrap are joined; a line that begins an agency or a bullet stays apart."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    parts: list[str] = []
    for line in lines:
        bare = line.lstrip("-–+*• ")
        begins = (
            bare != line
            or re.match(rf"(?:{NAMED}|{ACRONYM}|(?:[Cc]ác|[Nn]hững)\s)", bare)
            or bare[:1].isupper()
        )
        if parts and (not begins or re.search(r"(?:,|\bvà|\bvới|\bcủa|\bthuộc|-)$", parts[-1])):
            parts[-1] = f"{parts[-1]} {bare}"
        else:
            parts.append(bare)
    return "\n".join(parts)


def _with_shared_head(text: str, shared: re.Match[str]) -> list[str]:
    """Give the shared head to each: "Các Cục: A; B. Vụ C" is "Cục A", "Cục B", "Vụ C"."""
    head = shared["head"].capitalize()
    body, *others = re.split(rf"\.\s+(?=(?:{HEADS})\s)", text[shared.end() :])
    marks = ";\n" if ";" in body else ",\n"
    items = _outside_brackets(_keep_commas(body) if marks == ",\n" else body, marks)
    named: list[str] = []
    for item in items:
        is_other = re.match(rf"\s*(?:{NAMED}|{GROUPS})", item) or not item.strip()[:1].isupper()
        named.append(item if is_other else f"{head} {item.strip()}".replace(",", KEPT_COMMA))
    return [*named, *others]


def _keep_commas(text: str) -> str:
    return NAMES_WITH_COMMAS.sub(lambda m: m[1] + KEPT_COMMA, text)


def _outside_brackets(text: str, marks: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for letter in text:
        depth += (letter in "([") - (letter in ")]" and depth > 0)
        if letter in marks and (not depth or letter == "\n"):
            parts.append(current)
            current = ""
        else:
            current += letter
    return [*parts, current]


def _split_part(part: str) -> list[str]:
    part = _keep_commas(one_line(part))
    shared = SHARED.match(part)
    if shared and "," in part[shared.end() :]:
        return _with_shared_head(part, shared)
    found: list[str] = []
    pieces = _outside_brackets(part, ",")
    for place, piece in enumerate(pieces):
        begins = (
            _begins_agency(piece.strip(), found[-1]) or _begins_others(pieces[place:], found[-1])
            if found
            else True
        )
        if begins:
            found.append(piece)
        else:
            found[-1] = f"{found[-1]},{piece}"
    return [name for piece in found for joined in _split_and(piece) for name in _split_run_together(joined)]


def _begins_agency(piece: str, before: str) -> bool:
    """Whether a piece after a comma is an agency of its own rather than more of the one before."""
    piece = re.sub(r"^và\s+", "", piece)
    if re.match(NAMED, piece) or re.fullmatch(rf"{ACRONYM}|{BARE_OFFICES}", piece):
        return True
    previous = fold(before).strip()
    if re.match(GROUPS, piece, re.IGNORECASE):
        return not (BARE_GROUP.fullmatch(previous) and BARE_GROUP.match(fold(piece)))
    is_loose_before = re.match(rf"\s*(?:{LOOSE}|{NAMED})", before, re.IGNORECASE) and not re.match(
        r"\s*(?:các|những)", before, re.IGNORECASE
    )
    return bool(re.match(r"(?:nhà\s|doanh nghiệp)", piece, re.IGNORECASE) and is_loose_before)


def _begins_others(pieces: list[str], before: str) -> bool:
    """Whether the rest is "cơ quan, địa phương liên quan" after a certain office."""
    rest = ",".join(pieces).strip()
    if re.match(r"(?:[Ss]ở|[Bb]ộ),\s*(?:ban|ngành)\b|(?:doanh nghiệp|hiệp hội)[^,]*liên quan", rest):
        return not re.match(r"\s*(?:[Cc]ác|[Nn]hững)\s*$", before)
    if re.search(r"\b(?:và|các)\s+(?:cơ quan|đơn vị|tổ chức|địa phương|sở|ngành|bộ)$", before):
        return False
    others = (
        r"(?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Dd]oanh nghiệp|"
        r"[Tt]ổ chức)\b[^A-ZĐ]*liên quan"
    )
    return bool(re.match(rf"\s*(?:{NAMED})", before) and re.match(others, rest))


def _split_and(piece: str) -> list[str]:
    """Parts joined by "và" or "cùng" when the second is an office or a group of its own."""
    parts: list[str] = []
    rest = piece
    for found in re.finditer(
        (
            rf"\s+(?:và|cùng|cùng với|phối hợp với)\s+(?=(?:{NAMED}|các\s|những\s|toàn thể\s|UBND|(?:cơ quan|"
            rf"đơn vị|tổ chức|địa phương|doanh nghiệp)\b[^{UPPER}]*liên quan))"
        ),
        piece,
    ):
        before = piece[len(piece) - len(rest) : found.start()]
        if (
            BARE_GROUP.match(fold(before).strip())
            and _is_bare(before)
            and re.match(r"các\s+(?:địa phương|ngành|sở|ban|đoàn thể)", piece[found.end() :])
        ):
            continue
        if before.count("(") > before.count(")"):
            continue
        parts.append(before)
        rest = piece[found.end() :]
    return [*parts, rest]


def _is_bare(text: str) -> bool:
    return all(BARE_GROUP.fullmatch(word.strip()) for word in re.split(r",| va ", fold(text)) if word.strip())


def _split_run_together(piece: str) -> list[str]:
    """Two offices typed on two lines of one cell: "Sở Khoa học và Công nghệ Sở Công Thương"."""
    cuts = [0]
    for found in re.finditer(
        (
            rf"(?<=[^\W\d_])\s+(?=(?:Sở|Bộ|UBND|Ủy ban nhân dân|Liên minh|Công an|Các)\s+(?:[{UPPER}]|các|xã|"
            rf"cơ quan|doanh nghiệp|sở|đơn vị|bộ))"
        ),
        piece,
    ):
        before = piece[cuts[-1] : found.start()]
        is_whole = re.match(rf"\s*(?:{NAMED}|các\s)", before, re.IGNORECASE) and len(before.split()) >= 3
        if (
            is_whole
            and not OWNERS.search(before.strip().casefold())
            and before.count("(") <= before.count(")")
        ):
            cuts.append(found.end())
    return [piece[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(piece)], strict=True)]
