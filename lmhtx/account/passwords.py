"""What a password may be: plain letters, since a typing aid left on would spell it otherwise next time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

UNIKEY = (
    "Unikey đang bật, hãy tắt bộ gõ tiếng Việt rồi nhập lại: mật khẩu chỉ gồm chữ không dấu, chữ số và ký hiệu "
    "trên bàn phím."
)


def has_vietnamese_letters(password: str) -> bool:
    """Whether a letter stands in it that no plain keyboard gives."""
    return not password.isascii()


class UnikeyValidator:
    """Refuses a new password with Vietnamese letters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise with the way to mend it."""
        del user
        if has_vietnamese_letters(password):
            raise ValidationError(UNIKEY, code="unikey")

    def get_help_text(self) -> str:
        """What to mind when choosing one."""
        return "Chỉ dùng chữ không dấu, chữ số và ký hiệu trên bàn phím; tắt bộ gõ tiếng Việt khi nhập."
