"""Ways to break a working folder: each is explained at its place, and the documents built before stay as they were."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from breaking import (
    AGENCIES,
    GROUPS,
    XLSX,
    YAML,
    Break,
    both,
    cell,
    content,
    edit,
    row,
    template,
    without,
    workbook,
)
from click.testing import CliRunner, Result

from kehoach_gen.cli import root
from kehoach_gen.workspace.new import new_folder
from kehoach_gen.workspace.shipped import sample

FIRST_TASK = "          - ma: n01\n"
DRAFT = 'so: ""\nngay_ban_hanh: 6/2023'
POINTS = "".join(f"  - diem: Việc thứ {number}.\n" for number in range(14))
TASKS = "".join(f"          - nhiem_vu: Việc thứ {number}\n            chu_tri: [STP]\n" for number in range(17))
COMMUNE = "X9999{},UBND xã Chiềng Mới,,xã,xã,ubnd_xa,,,,,SNV,,{},,"


def without_sheet(book: Any) -> str:
    del book["Nơi nhận"]
    return ""


def merged(book: Any) -> str:
    book["Nhiệm vụ"].merge_cells("A2:A3")
    return "[Nhiệm vụ]!A2:A3"


PLAN_BREAKS = [
    Break("unknown key", edit(("dia_danh:", "mau_sac: ‸đỏ\ndia_danh:")), "khoa-la", "«mau_sac»", "các khóa dùng được"),
    Break("misspelt key", edit(("trich_yeu: ", "trich_yue: ‸")), "khoa-la", "«trich_yue»", "có phải ý là «trich_yeu»?"),
    Break("missing key", edit(("dia_danh: Sơn La\n", ""), ("ma: cchc", "‸ma: cchc")), "thieu-khoa", "«dia_danh»", "thêm «dia_danh»"),
    Break("text for a list", edit(("chu_tri: [STP]", "chu_tri: ‸STP")), "khong-phai-danh-sach", "«STP»", "dấu gạch ngang"),
    Break("list for a text", edit(("dia_danh: ", "dia_danh: ‸[Sơn La, Mai Sơn]\n#")), "khong-phai-chu", "«dia_danh»", "sau dấu hai chấm"),
    Break("impossible date", edit((DRAFT, 'so: "151"\nngay_ban_hanh: ‸31/06/2023')), "ngay-khong-co-that", "«31/06/2023»", "30/06/2023"),
    Break("date in words nobody reads", edit(("6/2023", "‸đầu hè")), "ngay-khong-doc-duoc", "«đầu hè»", "15/6/2023"),
    Break("number without day", edit((DRAFT, 'so: "151"\nngay_ban_hanh: ‸6/2023')), "co-so-ma-chua-co-ngay", "151", "để trống số"),
    Break("day without number", edit((DRAFT, '‸so: ""\nngay_ban_hanh: 15/6/2023')), "co-ngay-ma-chua-co-so", "15/6/2023", "Văn thư"),
    Break("number not digits", edit((DRAFT, "so: ‸151/KH\nngay_ban_hanh: 15/6/2023")), "so-sai-dang", "«151/KH»", "chỉ ghi chữ số"),
    Break("duplicate key", edit(("loai: Kế hoạch\n", "loai: Kế hoạch\n‸loai: Báo cáo\n")), "khoa-trung", "«loai»", "xóa dòng kia"),
    Break("duplicate id", edit(("ma: n02", "ma: ‸n01")), "ma-trung", "«n01»", "đặt mã khác"),
    Break("bad id", edit(("ma: n02", "ma: ‸N 02")), "ma-sai-dang", "«N 02»", "chữ thường"),
    Break("bad id of the plan", edit(("ma: cchc-2023", "ma: ‸CCHC 2023")), "sai-dang", "«CCHC 2023»", "cchc-2023"),
    Break("tab", edit(("  chuc_vu:", "‸\tchuc_vu:")), "tab-trong-yaml", "Tab", "dấu cách"),
    Break("UTF-16", content(YAML, lambda old: old.decode().encode("utf-16"), f"{YAML}:1:1"), "ma-hoa-utf16", "UTF-16", "UTF-8"),
    Break("broken UTF-8", content(YAML, lambda _: "ma: a\nten: Sở ".encode() + b"\xd0", f"{YAML}:2:9"), "khong-phai-utf8", "0xD0", "UTF-8"),
    Break("control character", edit(("Tăng cường thực hiện các giải pháp duy trì, nâng", "Tăng‸\x07 cường")), "ky-tu-dieu-khien", "U+0007", "xóa"),
    Break("unclosed quote", edit(('so: ""', 'so: ‸"')), "thieu-dau-nhay", "Dấu nháy", "thêm dấu nháy"),
    Break("colon in a value", edit(("trich_yeu: Tăng cường", "trich_yeu: Kế hoạch‸: tăng cường")), "thua-hai-cham", "«: »", "nháy kép"),
    Break("star", edit(("dia_danh: Sơn", "dia_danh: ‸*Sơn")), "dau-sao", "«*»", "nháy kép"),
    Break("at sign", edit(("dia_danh: Sơn", "dia_danh: ‸@Sơn")), "ky-tu-dau-gia-tri", "«@»", "nháy kép"),
    Break("per cent sign", edit(("dia_danh: Sơn", "dia_danh: ‸%Sơn")), "ky-tu-dau-gia-tri", "«%»", "nháy kép"),
    Break("no blank after the colon", edit(("dia_danh: Sơn", "‸dia_danh:Sơn")), "thieu-hai-cham", "«khóa: giá trị»", "một dấu cách"),
    Break("no blank after the dash", edit(("  - Báo Sơn La\n", "  - Báo Sơn La: số 1\n  ‸-Đài tỉnh\n")), "thieu-hai-cham", "«- mục»", "một dấu cách"),
    Break("words after a quote", edit(("dia_danh: Sơn ", 'dia_danh: "Sơn" ‸')), "chu-sau-dau-nhay", "Sau dấu nháy", "nháy đơn"),
    Break("backslash", edit(("dia_danh: Sơn La", 'dia_danh: ‸"Sơn\\Mai"')), "dau-gach-cheo-nguoc", "«\\»", "nháy đơn"),
    Break("more than", edit(("chi_tieu: giải ngân từ 90%", "chi_tieu: ‸> 90%")), "ky-tu-dau-gia-tri", "«>»", "nháy kép"),
    Break("unclosed bracket", edit(("chu_tri: [STP]", "chu_tri: ‸[STP")), "thieu-dau-ngoac", "«[»", "ngoặc đóng"),
    Break("indented too far", edit(("  ho_ten:", "    ho_ten‸:")), "thut-le-sai", "thụt lề", "thẳng hàng"),
    Break("not indented enough", edit(("  ho_ten:", " ‸ho_ten:")), "thut-le-sai", "thụt lề", "thẳng hàng"),
    Break("empty file", content(YAML, lambda _: b"", f"{YAML}:1:1"), "tep-trong", "không có nội dung", "kehoach new"),
    Break("comments only", content(YAML, lambda _: b"# x\n", f"{YAML}:1:1"), "tep-trong", "không có nội dung", "kehoach new"),
    Break("no plan", without(YAML, place="{folder}"), "thieu-ke-hoach", YAML, "kehoach new"),
    Break("unknown agency", edit(("chu_tri: [STP]", "chu_tri: [‸Sở Du lịch]")), "khong-co-trong-danh-muc", "«Sở Du lịch»", AGENCIES),
    Break("agency of the past", edit(("6/2023", "6/2025"), ("chu_tri: [SKHĐT]", "chu_tri: [‸SKHĐT]")), "het-hieu-luc", "«Sở Tài chính» (STC)", "kế thừa"),
    Break("ambiguous commune", both(both(row(COMMUNE.format(1, "huyện Mai Sơn")), row(COMMUNE.format(2, "huyện Sông Mã"))), edit(("chu_tri: [STP]", "chu_tri: [‸UBND xã Chiềng Mới]"))), "ten-nhieu-co-quan", "X99992 (huyện Sông Mã)"),
    Break("unknown kind of document", edit(("loai: Kế hoạch", "loai: ‸Kế hoạc")), "loai-van-ban-la", "«Kế hoạc»", "«Kế hoạch»"),
    Break("symbol with blanks", edit(("ky_hieu: UBND", "ky_hieu: ‸UBND NC")), "ky-hieu-sai-dang", "«UBND NC»", "viết liền"),
    Break("24 điểm", edit(("  - ma: b21\n", f"{POINTS}  - ‸diem: Việc cuối.\n  - ma: b21\n")), "het-chu-cai", "23", "tách"),
    Break("24 tasks in an area", edit(("      - ma: lv3\n", f"{TASKS}          - ‸nhiem_vu: Việc cuối\n            chu_tri: [STP]\n      - ma: lv3\n")), "het-chu-cai", "24", "tách lĩnh vực"),
    Break("undeclared column", edit((FIRST_TASK, FIRST_TASK + "            cot_them: {kinh_phi: ‸5 triệu}\n")), "cot-la", "«kinh_phi»", "cot_them"),
    Break("impossible deadline", edit(("thoi_gian: Quý IV/2023", "thoi_gian: ‸Trước ngày 31/11/2023")), "ngay-khong-co-that", "«31/11/2023»", "30/11/2023"),
    Break("degree of the signatory", edit(("ho_ten: Hoàng", "ho_ten: ‸ThS. Hoàng")), "ho-ten-co-hoc-vi", "«ThS.»", "chỉ ghi họ và tên"),
]  # fmt: skip

LIST_BREAKS = [
    Break("no agencies", without(AGENCIES, place=AGENCIES), "thieu-tep", AGENCIES, "thư mục mẫu"),
    Break("no groups", without(GROUPS, place=GROUPS), "thieu-tep", GROUPS, "thư mục mẫu"),
    Break("row too short", row("SDL,Sở Du lịch,SDL", field=4), "thieu-o", "3 ô", "mỗi cột một ô"),
    Break("row too long", row(f"SDL,Sở Du lịch{',' * 14}‸x"), "thua-o", "16 ô", "mỗi cột một ô"),
    Break("unknown heading", edit(("do_tin", "‸do_tinh"), file=AGENCIES), "khoa-la", "«do_tinh»", "do_tin"),
    Break("unknown successor", row("SDL,Sở Du lịch,,sở,tỉnh,,,01/01/2024,‸SVHT,,,,,,"), "ma-la", "«SVHT»", "có phải ý là"),
    Break("two rows for one agency", row("‸SNV,Sở Nội vụ mới,,sở,tỉnh,,,,,,,,,,"), "co-quan-trung", "«SNV»", "xóa một dòng"),
    Break("bad date in a row", row("SDL,Sở Du lịch,,sở,tỉnh,,‸31/06/2024,,,,,,,,"), "ngay-khong-co-that", "«31/06/2024»", "30/06/2024"),
    Break("unclosed quote in a row", row('‸SDL,"Sở Du lịch,,,,,,,,,,,,,'), "dau-nhay-sai", "nháy kép", "đặt cả ô"),
    Break("unknown group", row("moi,nhóm mới,,không,‸cac_so,", GROUPS), "ma-la", "«cac_so»", "danh mục"),
]  # fmt: skip

WORKBOOK_BREAKS = [
    Break("no such sheet", workbook(without_sheet), "thieu-trang-tinh", "«Nơi nhận»", "tên trang"),
    Break("merged cells", workbook(merged), "o-gop", "A2:A3", "bỏ gộp"),
    Break("missing heading", cell("Nhiệm vụ", "C1", "Việc", "A1"), "thieu-tieu-de", "«Nhiệm vụ, giải pháp»", "thêm cột"),
    Break("duplicate heading", cell("Nội dung", "D1", "Loại đoạn"), "tieu-de-trung", "«Loại đoạn»", "đổi tên một cột"),
    Break("random bytes", content(XLSX, lambda _: bytes(range(256)) * 40, XLSX), "khong-phai-tep-office", "", "lưu lại"),
    Break("cut short", content(XLSX, lambda old: old[: len(old) // 2], XLSX), "khong-phai-tep-office", "", "lưu lại"),
    Break("password", content(XLSX, lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), XLSX), "tep-co-mat-khau", "mật khẩu", "xóa mật khẩu"),
    Break("old .xls", content(XLSX, lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 99, XLSX), "tep-xls-cu", ".xls", "Lưu thành"),
    Break("word off the list", cell("Nội dung", "B2", "Mụcc"), "tu-ngoai-danh-sach", "«Mụcc»", "«Mục»"),
    Break("error value", cell("Nhiệm vụ", "C2", "#REF!"), "o-bao-loi", "#REF!", "công thức"),
    Break("impossible date in a cell", cell("Thông tin chung", "B6", "31/06/2023"), "ngay-khong-co-that", "«31/06/2023»", "30/06/2023"),
]  # fmt: skip

TEMPLATE_BREAKS = [
    Break("no Word file", both(template("kehoach.docx", "", "", ""), content("templates/kehoach.docx", lambda _: b"x", "templates/kehoach.docx")), "khong-phai-tep-office", "", "bản gốc"),
    Break("unknown name", template("kehoach.docx", "{{ trich_yeu }}", "{{ trich_yue }}", ", đoạn 2"), "ten-la-trong-mau", "«trich_yue»", "«trich_yeu»"),
    Break("unclosed loop", template("kehoach.docx", "{%p endfor %}", "", ", bảng 1, hàng 1, ô 1"), "khoi-chua-dong", "chu_quan", "endfor"),
    Break("tag over two paragraphs", template("kehoach.docx", "{{ trich_yeu }}", "{{ trich_yeu</w:t></w:r></w:p><w:p><w:r><w:t>}}", ", đoạn 2"), "the-bi-cat", "«{{ trich_yeu»", "liền một mạch"),
    Break("required name left out", template("phuluc.docx", "{{ kem_theo }}", "", ""), "mau-thieu-ten", "«kem_theo»", "{{ kem_theo }}"),
]  # fmt: skip

ALL = [
    *(pytest.param("sample", found, id=found.name) for found in PLAN_BREAKS),
    *(pytest.param("new", found, id=found.name) for found in (*LIST_BREAKS, *TEMPLATE_BREAKS)),
    *(pytest.param("excel", found, id=f"workbook: {found.name}") for found in WORKBOOK_BREAKS),
]

Desk = Callable[[str], tuple[Path, Path]]


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, an empty plan, and an empty plan as a workbook; each with its documents."""
    home = tmp_path_factory.mktemp("desks")
    shutil.copytree(sample(), home / "sample")
    new_folder(home / "new", empty=True)
    new_folder(home / "excel", empty=True, excel=True)
    for kind in ("sample", "new", "excel"):
        assert run("build", home / kind, "--out", home / f"{kind}-out").exit_code == 0
    return home


@pytest.fixture
def desk(desks: Path, tmp_path: Path) -> Desk:
    """A folder of one's own to break, and the documents built from it."""

    def copy(kind: str) -> tuple[Path, Path]:
        folder, out = (shutil.copytree(desks / name, tmp_path / name) for name in (kind, f"{kind}-out"))
        return folder, out

    return copy


def run(*arguments: object) -> Result:
    return CliRunner().invoke(root, [str(argument) for argument in arguments], catch_exceptions=False)


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment it was written."""
    return {str(path.relative_to(out)): (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}


def problems(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["problems"]
    return found


@pytest.mark.parametrize(("kind", "broken"), ALL)
def test_a_broken_folder_is_explained_at_its_place_and_the_outputs_stay(kind: str, broken: Break, desk: Desk) -> None:
    folder, out = desk(kind)
    before = state(out)
    place = broken.way(folder)
    result = run("build", folder, "--out", out, "--json")
    found = problems(result)
    assert result.exit_code == 1
    assert all(problem["hint"] for problem in found)
    same = [problem for problem in found if (problem["code"], problem["severity"]) == (broken.code, "error")]
    assert [problem["place"] for problem in same] and place == same[0]["place"], found[:3]
    assert broken.says in same[0]["message"]
    assert broken.hint in same[0]["hint"]
    assert state(out) == before


def test_the_table_has_34_ways_and_more() -> None:
    assert len(ALL) >= 34
