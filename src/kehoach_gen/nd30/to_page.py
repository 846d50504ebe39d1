"""The rules of the checker → the page of the guide that lists them."""

from kehoach_gen.nd30.inspect import RULES
from kehoach_gen.nd30.rule import Rule
from kehoach_gen.problem import ERROR, WARNING

_WORDS = {ERROR: "lỗi", WARNING: "cảnh báo"}
_ORIGIN = (
    "Trang này do máy lập (`tools/made.py`) từ chính các quy tắc trong mã nguồn. Số đo lấy từ `src/kehoach_gen/nd30/law.toml`, theo ngày của văn bản.",
    "Điều khoản không ghi gì thêm là của Phụ lục I, Nghị định số 30/2020/NĐ-CP; cột «quy tắc» là số hiệu trong bảng theo dõi của chương trình.",
    "Mức là mức thường gặp: một số quy tắc chỉ nhắc (cảnh báo) trong trường hợp nêu ở cột «xét gì». Điều nghị định không quy định thì chỉ có lưu ý.",
)


def rules_page() -> str:
    """`docs/luat-soat.md`."""
    lines = ["# Máy soát thể thức những gì", "", *_ORIGIN]
    for part, rules in RULES.items():
        lines += [
            "",
            f"## {part}",
            "",
            "| mã | mức | quy tắc | xét gì | điều khoản | cách sửa |",
            "|---|---|---|---|---|---|",
            *map(_row, rules),
        ]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    cells = (f"`{rule.code}`", _WORDS.get(rule.severity, "lưu ý"), rule.id, rule.about, rule.article, rule.fix)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
