"""The five targets that plan 245/KH-LM sets for 2030, as data; apps contribute how each is counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target2030:
    """A target: its key, short name, what the plan says, and the ratios that are published one by one."""

    key: str
    label: str
    words: str
    parts: tuple[tuple[str, str], ...]

    @property
    def parameter(self) -> str:
        """The dated value of what must be reached."""
        return f"plans.TARGET_{self.key}"


TARGETS = (
    Target2030(
        "K1",
        "Văn bản điện tử",
        "100 % văn bản đi, đến được xử lý, ký số, lưu trữ điện tử (trừ văn bản mật).",
        (("K1a", "Văn bản đi"), ("K1b", "Văn bản đến")),
    ),
    Target2030(
        "K2",
        "Hồ sơ số",
        "90 % hồ sơ, dữ liệu HTX và Quỹ được số hóa và kết nối cơ sở dữ liệu của tỉnh.",
        (("K2a", "Đã số hóa"), ("K2b", "Đã số hóa và kết nối")),
    ),
    Target2030(
        "K3",
        "Kỹ năng số",
        "100 % cán bộ, nhân viên Liên minh biết và ứng dụng kỹ năng số cơ bản.",
        (("K3", "Cán bộ, nhân viên đạt"),),
    ),
    Target2030(
        "K4",
        "HTX thành viên ứng dụng số",
        "70 % HTX thành viên ứng dụng công nghệ số trong quản lý, tiêu thụ sản phẩm.",
        (("K4", "HTX thành viên đạt"),),
    ),
    Target2030(
        "K5",
        "Bình dân học vụ số",
        "100 % cán bộ HTX và thành viên được phổ cập kỹ năng số.",
        (("K5a", "Cán bộ quản lý HTX"), ("K5b", "Thành viên HTX")),
    ),
)
BY_KEY = {target.key: target for target in TARGETS}
