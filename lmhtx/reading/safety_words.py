"""What the gate says to the sender of a file."""

from __future__ import annotations

from lmhtx.reading.unreadable import UnreadableFile

EMPTY = "Tệp “{name}” trống, không có nội dung. Hãy kiểm tra tệp trên máy rồi tải lên lại."
TOO_LARGE = (
    "Tệp “{name}” nặng {size}, quá mức cho phép {limit}. Hãy giảm độ phân giải hoặc tách tệp rồi tải lên lại."
)
UNKNOWN_TYPE = (
    "Không nhận ra loại của tệp “{name}”. "
    "Hãy dùng Word (.docx, .doc), Excel (.xlsx, .xls), PDF hoặc ảnh (.jpg, .png)."
)
IPHONE_PHOTO = (
    "Ảnh “{name}” chụp theo định dạng riêng của iPhone (HEIC) nên chưa đọc được. "
    "Hãy gửi lại ở dạng .jpg (Cài đặt › Camera › Định dạng › Tương thích nhất)."
)
WRONG_NAME = (
    "Tệp “{name}” có đuôi tên không khớp nội dung: bên trong là {kind}, đuôi tên là {suffix}. "
    "Hãy mở tệp bằng đúng phần mềm rồi lưu lại, không đổi đuôi tên bằng tay."
)
MACROS = (
    "Tệp “{name}” có chứa macro nên không được nhận. "
    "Hãy lưu lại thành .docx hoặc .xlsx (không kèm macro) rồi tải lên lại."
)
PROTECTED = (
    "Tệp “{name}” có mật khẩu nên không mở được. Hãy bỏ mật khẩu trong phần mềm đã tạo tệp rồi tải lên lại."
)
CORRUPT = (
    "Tệp “{name}” bị hỏng, không mở được. "
    "Hãy mở tệp trên máy, lưu thành bản mới rồi tải lên lại; nếu vừa tải về hãy tải lại từ nơi gửi."
)
BOMB = (
    "Tệp “{name}” nén bất thường: {why}. Tệp như vậy có thể làm treo máy chủ nên không được nhận. "
    "Hãy mở tệp bằng Word hoặc Excel, lưu thành bản mới rồi tải lên lại."
)
ENTITIES = (
    "Tệp “{name}” có khai báo XML không an toàn ở phần “{part}”. "
    "Hãy mở tệp bằng Word hoặc Excel, lưu thành bản mới rồi tải lên lại."
)
TOO_MANY_PAGES = (
    "Tệp “{name}” có {pages} trang, quá giới hạn {limit} trang. "
    "Hãy tách riêng phần phụ lục nhiệm vụ thành một tệp rồi tải lên."
)
TOO_MANY_PIXELS = (
    "Ảnh “{name}” có kích thước {width} × {height} điểm ảnh, quá lớn. "
    "Hãy giảm kích thước ảnh (cạnh dài dưới {side} điểm ảnh) rồi tải lên lại."
)


class UnsafeFile(UnreadableFile):
    """The file may not be opened; the sentence is for its sender."""


def size_words(size: int) -> str:
    """Bytes as an office person says them: "3,2 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, size // 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
