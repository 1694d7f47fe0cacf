"""The first target of 2030: how far papers are electronic from end to end."""

from __future__ import annotations

from documents.queries import electronic
from lmhtx.contributions import contribute
from lmhtx.counting import Indicator, IndicatorPart

contribute(
    Indicator(
        key="K1",
        definition=(
            "Tính trong năm của ngày xem, đến hết ngày đó; văn bản mật không có trên cổng. K1a, mẫu số: mọi số đã cấp "
            "trong sổ văn bản đi, kể cả số do Đồng Nai-S cấp; không kể số giữ, số hủy. Tử số: văn bản đã phát hành, đã "
            "lưu, mà lần kiểm tra chữ ký gần nhất của tệp đã đóng dấu kết luận hợp lệ, có đủ chữ ký của người có thẩm "
            "quyền và của cơ quan; văn bản ký giấy không tính. K1b, mẫu số: văn bản đến đã vào sổ, không kể văn bản đã "
            "trả lại, bị thu hồi và văn bản chưa xong còn trong hạn. Tử số: văn bản đã giải quyết xong trên cổng, có "
            "tệp văn bản ở đây và đã được đưa vào hồ sơ công việc."
        ),
        source="Kế hoạch số 245/KH-LM; Nghị định 30/2020/NĐ-CP, Điều 5",
        parts=(
            IndicatorPart(
                key="K1a",
                label="Văn bản đi",
                numerator=electronic.electronic_out_on,
                denominator=electronic.papers_out_on,
                exceptions=electronic.numbers_without_paper_on,
            ),
            IndicatorPart(
                key="K1b",
                label="Văn bản đến",
                numerator=electronic.electronic_in_on,
                denominator=electronic.papers_in_on,
                exceptions=electronic.papers_not_counted_on,
            ),
        ),
    ),
)
