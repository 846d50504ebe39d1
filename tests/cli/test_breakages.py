"""Ways to break a working folder: each is explained at its place, and the documents built before stay as they were."""

import errno
import json
import os
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
    Break("more than", edit(("chi_tieu: cập nhật 100%", "chi_tieu: ‸> 90%")), "ky-tu-dau-gia-tri", "«>»", "nháy kép"),
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
    Break("unknown group", row("moi,nhóm mới,,không,‸cac_so,,", GROUPS), "ma-la", "«cac_so»", "danh mục"),
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
    """The sample, an empty plan, and an empty plan as a workbook; each with its documents. All cut, to be quick."""
    home = tmp_path_factory.mktemp("desks")
    shutil.copytree(sample(), home / "sample")
    new_folder(home / "new", empty=True)
    new_folder(home / "excel", empty=True, excel=True)
    for kind in ("sample", "new", "excel"):
        cut(home / kind)
        assert run("build", home / kind, "--out", home / f"{kind}-out").exit_code == 0
    return home


def cut(folder: Path) -> None:
    """Leaves three areas of the plan, and no communes."""
    plan, agencies = folder / YAML, folder / AGENCIES
    if plan.exists():
        plan.write_bytes(plan.read_bytes().split(b"      - ma: lv4\n")[0])
    lines = agencies.read_bytes().splitlines(keepends=True)
    agencies.write_bytes(b"".join(line for line in lines if not line.startswith(b"X")))


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
    assert same, found[:3]
    assert same[0]["place"] == place
    assert broken.says in same[0]["message"]
    assert broken.hint in same[0]["hint"]
    assert state(out) == before


def test_the_table_has_34_ways_and_more() -> None:
    assert len(ALL) >= 34


def test_a_fault_is_printed_with_its_line_and_what_to_do(desk: Desk) -> None:
    folder, out = desk("sample")
    edit((DRAFT, 'so: "151"\nngay_ban_hanh: 31/06/2023'))(folder)
    result = run("build", folder, "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Các tệp dựng trước được giữ nguyên." in result.stderr
    assert (
        "ke-hoach.yaml:22:16  lỗi ngay-khong-co-that  «31/06/2023» không phải là ngày có thật: tháng 6 có 30 ngày.\n"
        "   22 | ngay_ban_hanh: 31/06/2023\n"
        "     = gợi ý: viết 30/06/2023.\n"
    ) in result.stderr


@pytest.mark.parametrize(
    ("kind", "way", "code", "spot"),
    [
        ("sample", edit(("loai: Kế hoạch", "loai: Kế hoạc")), "loai-van-ban-la", {"file": YAML, "line": 11, "column": 7}),
        ("new", row("SDL"), "thieu-o", {"file": AGENCIES, "sheet": None, "column": 2}),
        ("excel", cell("Nội dung", "B2", "Mụcc"), "tu-ngoai-danh-sach", {"file": XLSX, "sheet": "Nội dung", "cell": "B2"}),
        (
            "new",
            template("kehoach.docx", "{{ trich_yeu }}", "{{ trich_yue }}", ""),
            "ten-la-trong-mau",
            {"file": "templates/kehoach.docx", "part": "đoạn 2"},
        ),
    ],
)
def test_check_gives_machines_the_same_problem_in_parts(
    kind: str, way: Callable[[Path], str], code: str, spot: dict[str, Any], desk: Desk
) -> None:
    folder, _ = desk(kind)
    way(folder)
    result = run("check", folder, "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    found = next(problem for problem in problems(result) if problem["code"] == code)
    assert {key: found[key] for key in spot} == spot
    assert found["severity"] == "error"


def test_all_faults_of_a_folder_are_told_at_once(desk: Desk) -> None:
    folder, _ = desk("sample")
    edit(("loai: Kế hoạch", "loai: Kế hoạc"), ("ho_ten: Hoàng", "ho_ten: ThS. Hoàng"))(folder)
    row("SDL,Sở Du lịch,,sở,tỉnh,,,01/01/2024,SVHT,,,,,,")(folder)
    template("phuluc.docx", "{{ kem_theo }}", "", "")(folder)
    errors = [problem["code"] for problem in problems(run("check", folder, "--json")) if problem["severity"] == "error"]
    assert sorted(errors) == ["ho-ten-co-hoc-vi", "loai-van-ban-la", "ma-la", "mau-thieu-ten"]


def test_two_sources_that_differ_are_refused_and_two_equal_ones_accepted(desk: Desk, desks: Path) -> None:
    folder, out = desk("new")
    shutil.copy(desks / "excel" / XLSX, folder)
    assert run("check", folder).exit_code == 0
    before = state(out)
    edit(("dia_danh: Sơn La", "dia_danh: Mai Sơn"))(folder)
    result = run("build", folder, "--out", out, "--json")
    (found,) = problems(result)
    assert (result.exit_code, found["code"], found["place"]) == (1, "hai-nguon-khac-nhau", f"{XLSX}[Thông tin chung]!B7")
    assert "kehoach convert" in found["hint"]
    assert state(out) == before


@pytest.mark.parametrize("file", [YAML, AGENCIES])
def test_a_byte_order_mark_is_accepted(file: str, desk: Desk) -> None:
    folder, _ = desk("new")
    plain = (folder / file).read_bytes().removeprefix(b"\xef\xbb\xbf")
    (folder / file).write_bytes(b"\xef\xbb\xbf" + plain)
    assert run("check", folder).exit_code == 0


def test_behind_a_byte_order_mark_a_bad_byte_has_its_own_place(desk: Desk) -> None:
    folder, _ = desk("new")
    (folder / YAML).write_bytes(b"\xef\xbb\xbfma: S\xd0\n")
    (found,) = problems(run("check", folder, "--json"))
    assert (found["place"], "0xD0" in found["message"]) == (f"{YAML}:1:6", True)


def test_a_workbook_that_excel_holds_is_reported(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = desk("excel")
    before = state(out)
    read = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == XLSX:
            raise PermissionError(errno.EACCES, "used by another process")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", held)
        result = run("build", folder, "--out", out, "--json")
    found = problems(result)[0]
    assert (result.exit_code, found["code"], found["place"]) == (1, "khong-doc-duoc", XLSX)
    assert "đóng tệp" in found["hint"]
    assert state(out) == before


def refused(result: Result) -> tuple[int, str, str, bool]:
    """How a build ended that could not write: status, code, place, whether it says what to do."""
    (found,) = [problem for problem in problems(result) if problem["severity"] == "error"]
    return result.exit_code, found["code"], found["place"], bool(found["hint"])


def test_a_folder_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    result = run("build", tmp_path / "khong", "--out", tmp_path / "out", "--json")
    assert refused(result) == (1, "khong-co-thu-muc", str(tmp_path / "khong"), True)
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_reported(desk: Desk) -> None:
    folder, out = desk("new")
    result = run("build", folder / YAML, "--out", out, "--json")
    assert refused(result) == (1, "khong-phai-thu-muc", str(folder / YAML), True)
    assert str(folder) in problems(result)[0]["hint"]


@pytest.mark.parametrize("below", ["", "con/chau"])
def test_an_output_folder_that_is_a_file_is_reported(below: str, desk: Desk) -> None:
    folder, _ = desk("new")
    file = folder / YAML
    before = file.read_bytes()
    result = run("build", folder, "--out", file / below, "--json")
    assert refused(result) == (1, "khong-phai-thu-muc", str(file), True)
    assert file.read_bytes() == before


def documents(out: Path) -> dict[str, tuple[bytes, int]]:
    return {name: content for name, content in state(out).items() if name.endswith(".docx")}


def leftovers(out: Path) -> list[Path]:
    return [path for path in out.rglob("*") if path.name.endswith(".dang-ghi")]


def test_an_output_that_word_holds_stays_and_is_written_once_word_lets_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = desk("new")
    before = documents(out)
    edit(("dia_danh: Sơn La", "dia_danh: Mai Sơn"))(folder)
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if Path(target).name == "ke-hoach.docx":
            raise PermissionError(errno.EACCES, "used by another process")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        result = run("build", folder, "--out", out, "--json")
    assert refused(result) == (1, "khong-ghi-duoc", "ke-hoach.docx", True)
    assert "đóng tệp trong Word" in problems(result)[0]["hint"]
    assert documents(out) == before
    assert leftovers(out) == []
    again = run("build", folder, "--out", out, "--json")
    assert [file["status"] for file in json.loads(again.stdout)["files"]][:3] == ["written"] * 3
    assert "tep-da-sua-tay" not in again.stdout


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "chỉ cho đọc"), (errno.EROFS, "ổ đĩa chỉ cho đọc"), (errno.ENOSPC, "ổ đĩa đã đầy")],
)
def test_a_folder_that_takes_no_files_is_reported_and_nothing_changes(
    number: int, words: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = desk("new")
    before = state(out)
    edit(("dia_danh: Sơn La", "dia_danh: Mai Sơn"))(folder)
    opened = Path.open

    def closed(path: Path, mode: str = "r", *rest: Any) -> Any:
        if mode == "xb":
            raise OSError(number, os.strerror(number))
        return opened(path, mode, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", closed)
        result = run("build", folder, "--out", out, "--json")
    assert refused(result) == (1, "khong-ghi-duoc", "manifest.json", True)
    assert words in problems(result)[0]["message"]
    assert state(out) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root, and Windows, write into read-only folders")
def test_a_read_only_folder_is_reported_and_nothing_changes(desk: Desk) -> None:
    folder, out = desk("new")
    before = state(out)
    edit(("dia_danh: Sơn La", "dia_danh: Mai Sơn"))(folder)
    out.chmod(0o555)
    try:
        result = run("build", folder, "--out", out, "--json")
    finally:
        out.chmod(0o755)
    assert refused(result) == (1, "khong-ghi-duoc", "manifest.json", True)
    assert state(out) == before
