"""A paper of each form of the decree, as an office writes it, and all of them set once."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from documents.enums.incoming import Circulation, Urgency
from documents.papers import texts
from documents.papers.copies import CopyForm, copy_block
from documents.papers.forms import AnnexText, Draft, IssuedText, paper_of
from documents.papers.signing import archive_line, copies_mark, signature
from lmhtx.reports.letterhead import Letterhead
from lmhtx.reports.pdf import pdfs

AGENCY = "Liên minh Hợp tác xã tỉnh Đồng Nai"
OLD = Letterhead(
    superior="UBND TỈNH ĐỒNG NAI", agency="LIÊN MINH HỢP TÁC XÃ", place="Đồng Nai", full_name=AGENCY
)
NEW = Letterhead(
    superior="UBND THÀNH PHỐ ĐỒNG NAI",
    agency="LIÊN MINH HỢP TÁC XÃ",
    place="Đồng Nai",
    address="Địa chỉ: Số 2, đường Trần Hưng Đạo, phường Trấn Biên; Điện thoại: 0251 3 822 501",
    full_name="Liên minh Hợp tác xã thành phố Đồng Nai",
)
ISSUER = NEW.full_name
COUNCIL = NEW.of_body("Hội đồng thi đua - khen thưởng")
CHAIR = signature(("CHỦ TỊCH",), "Nguyễn Văn Thành")
DEPUTY = signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "ThS. Lê Thị Minh Hạnh")
BY_ORDER = signature(
    ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    "Trần Quốc Bảo",
)
VOICE = signature(("TM. HỘI ĐỒNG", "CHỦ TỊCH"), "Nguyễn Văn Thành")
KEPT = archive_line(unit="VP", initials="MH")

DECISION_TEXT = """\
Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023
Căn cứ Nghị định số 113/2024/NĐ-CP ngày 12 tháng 9 năm 2024 của Chính phủ quy định chi tiết \
một số điều của Luật Hợp tác xã;
Theo đề nghị của Chánh Văn phòng

Điều 1. Thành lập Tổ biên tập Cổng điều hành của Liên minh Hợp tác xã thành phố Đồng Nai gồm các ông, bà có tên sau:
1. Ông Trần Quốc Bảo, Phó Chánh Văn phòng, Tổ trưởng;
2. Bà Phạm Thu Hà, Phó Trưởng phòng, Tổ phó.
Điều 2. Tổ biên tập có trách nhiệm rà soát, cập nhật nội dung; chế độ làm việc do Tổ trưởng phân công:
a) Biên tập tin, bài;
b) Kiểm tra số liệu;
c) Trả lời ý kiến;
d) Lưu trữ;
đ) Báo cáo hằng quý.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng các phòng, đơn vị và các ông, bà có tên tại \
Điều 1 chịu trách nhiệm thi hành Quyết định này"""
RULES_TEXT = """\
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng
1. Quy chế này quy định việc soạn thảo, ký ban hành, quản lý văn bản, lập hồ sơ và nộp lưu hồ sơ, \
tài liệu vào lưu trữ cơ quan.
2. Quy chế áp dụng đối với các phòng, đơn vị thuộc Liên minh Hợp tác xã thành phố Đồng Nai.
Điều 2. Nguyên tắc
Công tác văn thư được thực hiện thống nhất theo quy định của pháp luật.
Chương II: SOẠN THẢO VÀ KÝ BAN HÀNH VĂN BẢN
Mục 1. SOẠN THẢO
Điều 3. Soạn thảo văn bản
1. Trách nhiệm
a) Người đứng đầu đơn vị chịu trách nhiệm về nội dung;
b) Người được giao kiểm tra chịu trách nhiệm về thể thức.
2. Văn bản được soạn trên hệ thống."""
PLAN_TEXT = """\
Thực hiện Kế hoạch số 227/KH-TU ngày 10 tháng 9 năm 2025 của Tỉnh ủy Đồng Nai, Liên minh Hợp tác xã tỉnh Đồng Nai \
ban hành Kế hoạch triển khai chuyển đổi số giai đoạn 2025 - 2030 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức của cán bộ, hợp tác xã về chuyển đổi số.
- 100 % văn bản đi, đến được đăng ký, xử lý, ký số và lưu trữ điện tử.
2. Yêu cầu
- Xác định rõ người, rõ việc, rõ thời gian, rõ sản phẩm.
II. NHIỆM VỤ
1. Các nhiệm vụ trọng tâm được giao cụ thể cho từng phòng, đơn vị như sau:
Bảng 1. Nhiệm vụ và kinh phí
Đơn vị tính: đồng
| TT | Nhiệm vụ | Thời hạn | Kinh phí |
|:---:|---|:---:|---:|
| I. Hạ tầng |
| 1 | Xây dựng Cổng điều hành của Liên minh Hợp tác xã | 31/12/2025 | 1.250.000.000 |
| 2 | Tập huấn 15 hợp tác xã ứng dụng nền tảng số | 30/6/2026 | 350.000.000 |
| | **Cộng** | | **1.600.000.000** |
2. Kinh phí thực hiện bố trí từ ngân sách và các nguồn huy động hợp pháp khác.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng chủ trì, phối hợp các phòng, đơn vị theo dõi, đôn đốc, \
tổng hợp kết quả thực hiện, báo cáo Thường trực Liên minh.
2. Các phòng, đơn vị căn cứ chức năng, nhiệm vụ tổ chức thực hiện; định kỳ hằng quý báo cáo về Văn phòng trước ngày 20 \
tháng cuối quý để tổng hợp.
3. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các phòng, đơn vị kịp thời phản ánh về Văn phòng \
để tổng hợp, trình Thường trực xem xét, quyết định. Yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện."""
LETTER_TEXT = """\
Ngày 15 tháng 9 năm 2026, Liên minh Hợp tác xã thành phố Đồng Nai nhận được Công văn số 1597/STC-ĐKKD \
của Sở Tài chính về việc góp ý dự thảo Kế hoạch hỗ trợ phát triển hợp tác xã năm 2027. Sau khi nghiên cứu, \
Liên minh Hợp tác xã có ý kiến như sau:
1. Thống nhất với bố cục và nội dung của dự thảo.
2. Đề nghị bổ sung chỉ tiêu hỗ trợ 15 hợp tác xã ứng dụng chuyển đổi số.
Kính đề nghị Sở Tài chính tổng hợp."""

PLAN = Draft(
    code="kh",
    kind="Kế hoạch",
    letterhead=OLD,
    symbol="KH-LM",
    number="245",
    dated_on=date(2025, 10, 24),
    subject="Triển khai chuyển đổi số của Liên minh Hợp tác xã tỉnh Đồng Nai giai đoạn 2025 - 2030",
    text=PLAN_TEXT,
    recipients=("UBND tỉnh (báo cáo)", "Thường trực Liên minh", "Các phòng, đơn vị", KEPT),
    signature=DEPUTY,
)
DRAFTS = {
    "1.1 nghị quyết": Draft(
        code="nq",
        kind="Nghị quyết (cá biệt)",
        letterhead=NEW,
        symbol="NQ-LM",
        number="03",
        dated_on=date(2026, 9, 15),
        subject="thông qua phương hướng, nhiệm vụ năm 2027",
        authority="Ban Chấp hành Liên minh Hợp tác xã thành phố Đồng Nai",
        text="Căn cứ Điều lệ Liên minh Hợp tác xã thành phố Đồng Nai;\n"
        "Xét Tờ trình số 21/TTr-LM ngày 05 tháng 9 năm 2026 của Ban Thường vụ,\n"
        "Điều 1. Thông qua phương hướng, nhiệm vụ năm 2027 với các chỉ tiêu kèm theo.\n"
        "Điều 2. Ban Thường vụ tổ chức thực hiện Nghị quyết này.",
        recipients=("Như Điều 2", KEPT),
        signature=signature(
            ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"),
            "Nguyễn Văn Thành",
        ),
    ),
    "1.2 quyết định": Draft(
        code="qd",
        kind="Quyết định (cá biệt)",
        letterhead=NEW,
        symbol="QĐ-LM",
        subject="thành lập Tổ biên tập Cổng điều hành",
        authority="Chủ tịch Liên minh Hợp tác xã thành phố Đồng Nai",
        text=DECISION_TEXT,
        recipients=("Như Điều 3", "Thường trực", KEPT),
        signature=CHAIR,
    ),
    "1.3 quyết định ban hành": Draft(
        code="qd",
        kind="Quyết định (cá biệt)",
        letterhead=NEW,
        symbol="QĐ-LM",
        number="57",
        dated_on=date(2026, 3, 5),
        subject="Ban hành Quy chế công tác văn thư, lưu trữ",
        authority="Chủ tịch Liên minh Hợp tác xã thành phố Đồng Nai",
        text="Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n"
        "Theo đề nghị của Chánh Văn phòng.\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ.\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        "Điều 3. Chánh Văn phòng và Trưởng các phòng, đơn vị chịu trách nhiệm thi hành Quyết định này./.",
        recipients=("Như Điều 3", KEPT),
        signature=CHAIR,
        issued=(
            IssuedText(
                kind="Quy chế", subject="Công tác văn thư, lưu trữ của Liên minh Hợp tác xã", text=RULES_TEXT
            ),
        ),
    ),
    "1.4 kế hoạch": PLAN,
    "1.4 tờ trình": Draft(
        code="ttr",
        kind="Tờ trình",
        letterhead=NEW,
        symbol="TTr-LM",
        number="05",
        dated_on=date(2026, 2, 9),
        subject="về việc phê duyệt danh mục hợp tác xã được hỗ trợ năm 2027",
        addressees=("Ủy ban nhân dân thành phố Đồng Nai",),
        text=LETTER_TEXT,
        recipients=("Như trên", KEPT),
        signature=DEPUTY,
        circulation=Circulation.RETURN,
        is_draft=True,
    ),
    "1.4 thông báo của hội đồng": Draft(
        code="tb",
        kind="Thông báo",
        letterhead=COUNCIL,
        symbol="TB-HĐTĐKT",
        subject="kết luận phiên họp bình xét thi đua năm 2026",
        text=LETTER_TEXT,
        recipients=("Thành viên Hội đồng", KEPT),
        signature=VOICE,
        circulation=Circulation.INTERNAL,
    ),
    "1.5 công văn": Draft(
        code="cv",
        kind="Công văn",
        letterhead=NEW,
        symbol="LM-VP",
        subject="Góp ý dự thảo Kế hoạch hỗ trợ phát triển hợp tác xã năm 2027",
        addressees=("Sở Tài chính",),
        text=LETTER_TEXT,
        recipients=("Như trên", "Thường trực", KEPT),
        signature=BY_ORDER,
        urgency=Urgency.VERY_URGENT,
        copies_mark=copies_mark(initials="PL", copies=300),
        annexes=(
            AnnexText(title="Chỉ tiêu hỗ trợ", text="| TT | Chỉ tiêu | Số lượng |\n| 1 | Hợp tác xã | 15 |"),
            AnnexText(
                title="Kinh phí hỗ trợ", text="1. Ngân sách thành phố.\n2. Nguồn khác.", is_landscape=True
            ),
        ),
    ),
    "1.6 công điện": Draft(
        code="cd",
        kind="Công điện",
        letterhead=NEW,
        symbol="CĐ-LM",
        subject="ứng phó với mưa lớn, ngập lụt",
        text=texts.telegram_text(
            issuer=ISSUER,
            sent_to=("Các hợp tác xã trên địa bàn thành phố", "Các phòng, đơn vị thuộc Liên minh"),
            text=LETTER_TEXT,
        ),
        recipients=("Như trên", KEPT),
        signature=CHAIR,
        urgency=Urgency.FLASH,
    ),
    "1.7 giấy mời": Draft(
        code="gm",
        kind="Giấy mời",
        letterhead=NEW,
        symbol="GM-LM",
        number="15",
        dated_on=date(2026, 11, 27),
        subject="Họp trực tuyến sơ kết phong trào Bình dân học vụ số",
        text=texts.invitation_text(
            issuer=ISSUER,
            invited=("Các thành viên Ban Chỉ đạo", "Giám đốc các hợp tác xã điểm"),
            about="cuộc họp sơ kết phong trào Bình dân học vụ số",
            chair="đồng chí Nguyễn Văn Thành, Chủ tịch Liên minh",
            begins_at=datetime(2026, 12, 4, 8, 0),
            place="Phòng họp số 1 và trực tuyến",
            note="Đề nghị các đại biểu đến dự đúng thành phần, thời gian.",
        ),
        recipients=("Như trên", KEPT),
        signature=DEPUTY,
        urgency=Urgency.URGENT,
    ),
    "1.8 giấy giới thiệu": Draft(
        code="ggt",
        kind="Giấy giới thiệu",
        letterhead=NEW,
        symbol="GGT-LM",
        number="09",
        dated_on=date(2026, 9, 7),
        subject="",
        text=texts.introduction_text(
            issuer=ISSUER,
            person="Phạm Thu Hà",
            post="Chuyên viên Văn phòng",
            sent_to="Sở Nội vụ thành phố Đồng Nai",
            about="nhận hồ sơ thi đua, khen thưởng",
            valid_until=date(2026, 9, 30),
        ),
        recipients=("Như trên", KEPT),
        signature=BY_ORDER,
    ),
    "1.9 biên bản": Draft(
        code="bb",
        kind="Biên bản",
        letterhead=NEW,
        symbol="BB-LM",
        number="12",
        dated_on=date(2026, 12, 4),
        subject="Họp sơ kết phong trào Bình dân học vụ số",
        text=texts.minutes_text(
            texts.Meeting(
                name="Cuộc họp",
                begins_at=datetime(2026, 12, 4, 8, 0),
                ends_at=datetime(2026, 12, 4, 11, 30),
                place="Phòng họp số 1",
                present=("Ông Nguyễn Văn Thành, Chủ tịch", "Bà Lê Thị Minh Hạnh, Phó Chủ tịch"),
                chair="Ông Nguyễn Văn Thành",
                secretary="Bà Phạm Thu Hà",
                contents=LETTER_TEXT,
            )
        ),
        recipients=("Thành viên dự họp", "Lưu: VT, Hồ sơ"),
        parties=(signature(("THƯ KÝ",), "Phạm Thu Hà"), signature(("CHỦ TỌA",), "Nguyễn Văn Thành")),
    ),
    "1.10 giấy nghỉ phép": Draft(
        code="gnp",
        kind="Giấy nghỉ phép",
        letterhead=NEW,
        symbol="GNP-LM",
        number="04",
        dated_on=date(2026, 9, 1),
        subject="",
        text=texts.leave_text(
            issuer=ISSUER,
            asked_on=date(2026, 8, 28),
            person="Phạm Thu Hà",
            post="Chuyên viên Văn phòng",
            year=2026,
            first=date(2026, 9, 7),
            last=date(2026, 9, 11),
            place="tỉnh Lâm Đồng",
        ),
        recipients=("Ông (bà) có tên ở trên", KEPT),
        signature=BY_ORDER,
        confirmation=texts.LEAVE_CONFIRMATION,
    ),
}
PAPERS = {name: paper_of(draft) for name, draft in DRAFTS.items()}
COPY = copy_block(
    CopyForm.WHOLE,
    letterhead=NEW,
    symbol="SY-LM",
    number="03",
    dated_on=date(2026, 9, 16),
    recipients=("Sở Nội vụ", "Lưu: VT"),
    signature=BY_ORDER,
)
PAPERS["3.1 bản sao"] = COPY


@cache
def all_pdfs() -> dict[str, bytes]:
    """Every paper set, by one child."""
    return dict(zip(PAPERS, pdfs(list(PAPERS.values())), strict=True))
