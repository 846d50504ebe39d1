"""Files of this project that are made, not written: `python3 run.py made` makes them again; a test compares them."""

import io
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kehoach_gen.change.placeholders import COMPARISON_NAMES
from kehoach_gen.change.to_template import comparison_template
from kehoach_gen.form.placeholders import REPORT_NAMES
from kehoach_gen.form.to_template import report_template
from kehoach_gen.nd30 import law_at
from kehoach_gen.nd30.to_page import rules_page
from kehoach_gen.office.contract import Offer
from kehoach_gen.plan.placeholders import APPENDIX_NAMES, PLAN_NAMES
from kehoach_gen.plan.to_schema import to_schema
from kehoach_gen.plan.to_template import appendix_template, plan_template
from kehoach_gen.receipt.placeholders import COVER_NAMES, REMINDER_NAMES
from kehoach_gen.receipt.to_template import cover_template, reminder_template
from kehoach_gen.report.placeholders import SUMMARY_NAMES
from kehoach_gen.report.to_template import summary_template

ROOT = Path(__file__).resolve().parents[1]
_LOCALE = "src/kehoach_gen/cli/locale/vi/LC_MESSAGES/messages"
_LAW_DATE = date(2026, 1, 1)
NAMES: dict[str, Mapping[str, Offer]] = {
    "kehoach.docx": PLAN_NAMES,
    "phuluc.docx": APPENDIX_NAMES,
    "baocao.docx": REPORT_NAMES,
    "tonghop.docx": SUMMARY_NAMES,
    "bang-so-sanh.docx": COMPARISON_NAMES,
    "dondoc.docx": REMINDER_NAMES,
    "phieutralai.docx": COVER_NAMES,
}
"""{template: the names it may use}."""


def made() -> dict[str, bytes]:
    """{path from the root: content} of every made file."""
    law = law_at(_LAW_DATE)
    return {
        "templates/kehoach.docx": plan_template(law),
        "templates/phuluc.docx": appendix_template(law),
        "templates/baocao.docx": report_template(law),
        "templates/tonghop.docx": summary_template(law),
        "templates/bang-so-sanh.docx": comparison_template(law),
        "templates/dondoc.docx": reminder_template(law),
        "templates/phieutralai.docx": cover_template(law),
        "data/cchc-2023/ke-hoach.schema.json": to_schema().encode(),
        f"{_LOCALE}.mo": _catalogue((ROOT / f"{_LOCALE}.po").read_bytes()),
        "docs/ten-trong-mau.md": _names_page().encode(),
        "docs/luat-soat.md": rules_page().encode(),
    }


class _Catalogue(Catalog):
    """A catalogue whose head says only what a reader of it needs: no dates, no version of the tool that wrote it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", "nplurals=1; plural=0;")]


def _catalogue(source: bytes) -> bytes:
    catalogue = _Catalogue(locale="vi", charset="utf-8")
    for message in read_po(io.BytesIO(source), locale="vi"):
        if message.id:
            catalogue.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _names_page() -> str:
    lines = [
        "# Tên dùng được trong mẫu Word",
        "",
        "Trang này do máy lập (`tools/made.py`). Trong mẫu, viết tên giữa hai cặp ngoặc: `{{ dia_danh }}`.",
        "Danh sách thì lặp: `{%p for d in noi_nhan %}` … `{{ d }}` … `{%p endfor %}`, mỗi thẻ `{%p … %}` đứng một mình một đoạn;",
        "trong bảng, `{%tr … %}` đứng một mình một hàng. Cột \\* là tên mẫu phải có.",
    ]
    for title, names in NAMES.items():
        lines += ["", f"## {title}", "", "| tên | | là gì |", "|---|---|---|", *_rows(names, "")]
    return "\n".join(lines) + "\n"


def _rows(names: Mapping[str, Offer], prefix: str) -> list[str]:
    rows = []
    for name, offer in names.items():
        star = r"\*" if offer.required else ""
        rows.append(f"| `{prefix}{name}` | {star} | {offer.about}{' (danh sách)' if offer.many else ''} |")
        rows += _rows(offer.inner, f"{prefix}{name}[].")
    return rows


if __name__ == "__main__":
    for name, content in made().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print("made", name, file=sys.stderr)
