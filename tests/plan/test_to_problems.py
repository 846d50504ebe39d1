"""Every check of a plan: provoked by a small change to a right plan, found at its place, with a hint."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from conftest import SAMPLE
from kehoach_gen.plan.from_xlsx import from_xlsx
from kehoach_gen.plan.model import BLOCK_KINDS, Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_problems import for_excel, to_problems
from kehoach_gen.plan.to_xlsx import to_xlsx
from kehoach_gen.problem import ERROR, Place, Problem
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate
from kehoach_gen.workspace.check import check_folder
from kehoach_gen.workspace.folder import Folder

RIGHT = """\
ma: ke-hoach
co_quan:
  ten: Ủy ban nhân dân tỉnh Sơn La
  ky_hieu: UBND
  nguoi_ban_hanh: Chủ tịch Ủy ban nhân dân tỉnh Sơn La
so: "151"
ngay_ban_hanh: 15/6/2023
dia_danh: Sơn La
trich_yeu: Thực hiện nhiệm vụ năm 2023
mo_dau:
  - "Để thực hiện nhiệm vụ, Chủ tịch Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
noi_dung:
  - muc: Nội dung
  - khoan: Nhiệm vụ cụ thể có Phụ lục kèm theo.
nguoi_ky:
  chuc_vu: Chủ tịch
  ho_ten: Hoàng Quốc Khánh
noi_nhan:
  - Các sở, ban, ngành
phu_luc:
  - ten: Phân công
    linh_vuc:
      - ma: lv1
        ten: Lĩnh vực một
        nhiem_vu:
          - ma: n01
            nhiem_vu: Rà soát thủ tục hành chính
            chu_tri: [SNV]
            phoi_hop: [STP]
            thoi_gian: Quý IV/2023
viet_tat:
  UBND: Ủy ban nhân dân
"""

Check = Callable[..., list[Problem]]


@pytest.fixture
def check(sample_folder: Folder) -> Check:
    """The problems of the right plan with some of its words replaced."""

    def problems(*changes: tuple[str, str]) -> list[Problem]:
        text = RIGHT
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        source = from_yaml(text.encode(), "ke-hoach.yaml")
        plan, faults = validate(source, Plan)
        assert plan is not None, faults
        assert sample_folder.registry is not None
        return to_problems(plan, source, sample_folder.registry)

    return problems


def test_a_right_plan_has_no_problem(check: Check) -> None:
    assert check() == []


LETTERS = "\n".join(f"  - diem: Điểm số {index}." for index in range(24))
MANY = "\n".join(
    f"          - nhiem_vu: Việc\n            chu_tri: [SNV]\n            thoi_gian: Thường xuyên # {i}" for i in range(23)
)

CASES: list[tuple[tuple[tuple[str, str], ...], str, str, str, int | None, str]] = [
    # changes, code, severity, words of message or hint, line, why
    ((("15/6/2023", "31/6/2023"),), "ngay-khong-co-that", "error", "30/06/2023", 7, "a day that is not"),
    ((("15/6/2023", "hôm nay"),), "ngay-khong-doc-duoc", "error", "15/6/2023", 7, "no date"),
    ((("15/6/2023", "6/2023"),), "co-so-ma-chua-co-ngay", "error", "151", 7, "number without day"),
    ((('"151"', '""'),), "co-ngay-ma-chua-co-so", "error", "15/6/2023", 6, "day without number"),
    ((('"151"', "151/KH-UBND"),), "so-sai-dang", "error", "151/KH-UBND", 6, "symbol typed into the number"),
    ((("dia_danh: Sơn La", "dia_danh: Sơn La\ntu_ngay: 30/2/2023"),), "ngay-khong-co-that", "error", "28/02/2023", 9, "impossible start"),
    ((("dia_danh: Sơn La", "dia_danh: Sơn La\ntu_ngay: 1/1/2024"),), "ky-ke-hoach-nguoc", "error", "01/01/2024", None, "ends before it begins"),
    ((("ma: ke-hoach", "ma: ke-hoach\nloai: Kế hoạnh"),), "loai-van-ban-la", "error", "«Kế hoạch»", 2, "unknown type"),
    ((("ky_hieu: UBND", "ky_hieu: UBND - NC"),), "ky-hieu-sai-dang", "error", "viết liền", 4, "blanks in the symbol"),
    ((("năm 2023\nmo_dau", "năm 2023.\nmo_dau"),), "trich-yeu-co-dau-cham", "warning", "bỏ dấu chấm", 9, "full stop after the subject"),
    ((("ho_ten: Hoàng", "ho_ten: TS. Hoàng"),), "ho-ten-co-hoc-vi", "error", "«TS.»", 17, "degree before the name"),
    ((("chuc_vu: Chủ tịch", "ky_thay: Chủ tịch\n  chuc_vu: Chủ tịch"),), "ky-thay-khong-phai-pho", "warning", "Phó", 17, "KT. by the head"),
    ((("chuc_vu: Chủ tịch", "ky_thay: Chủ tịch\n  thua_lenh: Chủ tịch\n  chuc_vu: Phó Chủ tịch"),), "nhieu-quyen-han", "error", "KT.", 17, "KT. and TL."),
    ((("chuc_vu: Chủ tịch", "thay_mat: Ủy ban nhân dân\n  chuc_vu: Chủ tịch"),), "nguoi-ban-hanh-lech", "error", "tập thể", 16, "TM. under a Chairman's plan"),
    ((("vụ, Chủ tịch Ủy ban", "vụ, Ủy ban"),), "nguoi-ban-hanh-lech", "error", "Đoạn mở đầu", 11, "the opening names the Committee"),
    ((("hanh: Chủ tịch Ủy ban nhân dân tỉnh Sơn La", "hanh: Chủ tịch"),), "nguoi-ban-hanh-lech", "warning", "tỉnh Sơn La", 5, "issuer without the authority's name"),
    ((("- Các sở, ban, ngành", "- '- Các sở, ban, ngành;'"),), "noi-nhan-go-dau", "warning", "máy in", 19, "dash and semicolon typed"),
    ((("- Các sở, ban, ngành", "- Các sở, ban, ngành\n  - 'Lưu: VT'"),), "luu-trong-noi-nhan", "warning", "luu", 20, "Lưu among the recipients"),
    ((("có Phụ lục kèm theo", "như sau"),), "phu-luc-khong-nhac", "error", "Phụ lục", 21, "appendix not mentioned"),
    ((("- ten: Phân công", "- ten: Phân công\n    cot_them: [{ma: Kinh phí, ten: Kinh phí}]"),), "ma-sai-dang", "error", "kinh_phi", None, "column id with blanks"),
    ((("thoi_gian: Quý", "cot_them: {kinh_phi: 5}\n            thoi_gian: Quý"),), "cot-la", "error", "kinh_phi", 30, "column not declared"),
    ((("  - muc: Nội dung", f"  - muc: Nội dung\n{LETTERS}"),), "het-chu-cai", "error", "23", 37, "24 points in one list"),
    ((("          - ma: n01", f"{MANY}\n          - ma: n01"),), "het-chu-cai", "error", "1, 2, 3", None, "24 tasks in one area"),
    ((("  - muc: Nội dung", "  - muc: ' '"),), "de-trong", "error", "Mục", 13, "a block without words"),
    ((("  - muc: Nội dung", "  - muc: II. Nội dung"),), "so-go-tay", "warning", "«II.»", 13, "number typed by hand"),
    ((("  - muc: Nội dung", "  - muc: Nội dung\n  - doan: a) Một.\n  - doan: c) Hai."),), "so-thieu", "warning", "«a)» là «c)»", 15, "letter missing"),
    ((("  - muc: Nội dung", "  - muc: Nội dung\n  - doan: a) Một.\n  - doan: a) Hai."),), "so-trung", "warning", "hai lần", 15, "letter double"),
    ((("  - muc: Nội dung", "  - muc: Nội dung\n  - diem: Một.\n  - doan: Hai.\n  - diem: Ba."),), "doan-giua-hai-diem", "warning", "thiếu chữ b)", 15, "a point that lost its letter"),
    ((("  - muc: Nội dung", "  - muc: Nội dung\n  - khoan_tieu_de: Yêu cầu"),), "tieu-de-khong-noi-dung", "warning", "Yêu cầu", 14, "title without content"),
    ((("ma: lv1", "ma: n01"),), "ma-trung", "error", "ke-hoach.yaml:23", 26, "an id twice"),
    ((("            nhiem_vu: Rà soát thủ tục hành chính\n", "            nhiem_vu: \"Rà soát\\n- Một\\n- Hai\"\n"), ("          - ma: n01", "          - {ma: n01_2, nhiem_vu: Kiểm tra, chu_tri: [SNV], thoi_gian: Thường xuyên}\n          - ma: n01")), "ma-trung-y-nho", "error", "«n01»", 26, "the id of another task's second bullet"),
    ((("ma: n01", "ma: N 01"),), "ma-sai-dang", "error", "«N 01»", 26, "bad id"),
    ((("Rà soát thủ", "Rà soát  thủ"),), "thua-dau-cach", "warning", "một dấu cách", 27, "doubled blank"),
    ((("chính\n            chu_tri", "chính , rồi\n            chu_tri"),), "dau-cach-truoc-dau-cau", "warning", "", 27, "blank before a comma"),
    ((("Rà soát", "Ra\u0300 soa\u0301t"),), "unicode-to-hop", "warning", "dựng sẵn", 27, "NFD"),
    ((("Rà soát thủ tục", "Thùc hiÖn kÕ ho¹ch"),), "bang-ma-cu", "error", "TCVN3", 27, "TCVN3"),
    ((("Rà soát thủ tục", "Thöïc hieän keá hoaïch"),), "bang-ma-cu", "error", "VNI", 27, "VNI"),
    ((("Rà soát thủ", "Theo Nghị quyết số 07 - NQ/TU rà soát thủ"),), "ky-hieu-co-dau-cach", "warning", "07-NQ/TU", 27, "blanks in a cited symbol"),
    ((("thủ tục hành chính", "TTHC"),), "viet-tat-chua-giai-thich", "warning", "«TTHC»", 27, "abbreviation never spelled out"),
    ((("[SNV]", "[SNVV]"),), "khong-co-trong-danh-muc", "error", "«SNVV»", 28, "unknown agency"),
    ((("[SNV]", "[SNNMT]"),), "chua-thanh-lap", "error", "01/03/2025", 28, "an agency that does not exist yet"),
    ((('so: "151"\nngay_ban_hanh: 15/6/2023', 'so: "151"\nngay_ban_hanh: 15/6/2025'), ("[SNV]", "[SKHĐT]")), "het-hieu-luc", "error", "Sở Tài chính", 28, "expired agency, with its successor"),
    ((("[STP]", "[SNV]"),), "hai-vai", "warning", "chủ trì và phối hợp", 29, "leads and coordinates"),
    ((("[STP]", "[STP, Sở Tư pháp]"),), "co-quan-trung", "warning", "hai lần", 29, "one agency by two spellings"),
    ((("[STP]", "[lien_quan]"),), "nhom-mo", "info", "thanh_vien_nhom", 29, "open group"),
    ((("[STP]", "[VPCP]"),), "ngoai-tinh", "info", "ngoài tỉnh", 29, "outside the province"),
    ((("[SNV]", "[so_ban_nganh]"),), "ten-hon-nhom", "info", "Sở Tư pháp", 29, "a name beats a group"),
    ((("            chu_tri: [SNV]\n", ""),), "khong-chu-tri", "error", "chu_tri", None, "nobody leads"),
    ((("phoi_hop: [STP]", "phoi_hop: [STP]\n            phoi_hop_ghi: Sở Tài chính"),), "cach-ghi-thieu", "warning", "Sở Tư pháp", 30, "wording without the agency"),
    ((("phoi_hop: [STP]", "phoi_hop: [STP]\n            phoi_hop_ghi: Sở Tư pháp; Sở Tài chính"),), "cach-ghi-thua", "warning", "Sở Tài chính", 30, "wording with another"),
    ((("phoi_hop: [STP]", "phoi_hop: [STP]\n            phoi_hop_ghi: Sở Tư pháp khi cần"),), "cach-ghi-co-van-xuoi", "info", "khi cần", 30, "prose in the cell"),
    ((("phoi_hop: [STP]", "ghi_chu_phan_cong: khi cần\n            chu_tri_ghi: Sở Nội vụ\n            phoi_hop: [STP]"),), "ghi-chu-khong-in", "warning", "khi cần", 29, "a note that would not be printed"),
    ((("Quý IV/2023", "Trước ngày 31/11/2023"),), "ngay-khong-co-that", "error", "30/11/2023", 30, "a deadline on no real date"),
    ((("Quý IV/2023", "khi nào xong"),), "han-khong-doc-duoc", "warning", "Quý IV/2023", 30, "unreadable deadline"),
    ((("Quý IV/2023", "Quý I/2024"),), "han-ngoai-ky", "warning", "31/03/2024", 30, "deadline after the plan"),
    ((("ky_hieu: UBND", "ky_hieu: KH-UBND"),), "ky-hieu-thua-loai", "error", "UBND", 4, "the type in the authority's symbol"),
    ((("Thực hiện nhiệm vụ năm", "Kế hoạch thực hiện nhiệm vụ năm"),), "trich-yeu-lap-loai", "warning", "«Kế hoạch»", 9, "the type again in the subject"),
    ((("Thực hiện nhiệm vụ năm", "V/v thực hiện nhiệm vụ năm"),), "trich-yeu-lap-loai", "warning", "«V/v»", 9, "V/v in a document with a type"),
    ((("Thực hiện nhiệm vụ năm 2023", "THỰC HIỆN NHIỆM VỤ NĂM 2023"),), "trich-yeu-in-hoa", "warning", "chữ thường", 9, "a subject in capitals"),
    ((("dia_danh: Sơn La", "dia_danh: Sơn La\nluu: 'Lưu: VT'"),), "luu-go-tay", "warning", "VT, NC", 9, "Lưu typed again"),
    ((("dia_danh: Sơn La", "dia_danh: Sơn La\ncan_cu: [Luật Ngân sách nhà nước]"),), "can-cu-sai-dang", "warning", "Căn cứ", 9, "a basis without its word"),
    ((("như sau:", "như sau."),), "mo-dau-thieu-hai-cham", "warning", "như sau:", 11, "an opening without its colon"),
    ((("ho_ten: Hoàng Quốc Khánh", "ho_ten: …"),), "chua-dien", "error", "…", 17, "a name left to fill in"),
    ((("ho_ten: Hoàng Quốc Khánh", "ho_ten: HOÀNG QUỐC KHÁNH"),), "ho-ten-in-hoa", "warning", "HOÀNG", 17, "a name in capitals"),
    ((("chuc_vu: Chủ tịch", "thay_mat: TM. Ủy ban nhân dân\n  chuc_vu: Chủ tịch"),), "quyen-han-go-tay", "error", "«TM.»", 16, "TM. typed by hand"),
    ((("chuc_vu: Chủ tịch", "thay_mat: Ủy ban nhân dân\n  chuc_vu: Chủ tịch UBND tỉnh"),), "chuc-vu-co-ten-co-quan", "warning", "Phó Chủ tịch", 17, "the body's name again in the position"),
    ((("có Phụ lục kèm theo", "có Phụ lục II kèm theo"),), "phu-luc-khong-co", "warning", "Phụ lục II", 14, "an appendix that is not there"),
    ((("  - muc: Nội dung", "  - muc: Mục đích\n  - muc: Nội dung"),), "tieu-de-khong-noi-dung", "warning", "Mục đích", 13, "a mục without content"),
    ((("nhiem_vu: Rà soát", "nhiem_vu: 1. Rà soát"),), "so-go-tay", "warning", "«1.»", 27, "a number typed before a task"),
    ((("          - ma: n01", "          - {nhiem_vu: Rà soát thủ tục hành chính, chu_tri: [STC], thoi_gian: Quý IV/2023}\n          - ma: n01"),), "nhiem-vu-lap", "warning", "ke-hoach.yaml:26", 28, "a task twice"),
    ((("Quý IV/2023", "Trước ngày 02/01/2023"),), "han-truoc-ngay-ban-hanh", "warning", "15/06/2023", 30, "a deadline before the plan is issued"),
    ((("thoi_gian: Quý IV/2023", "thoi_gian: ''"),), "han-khong-doc-duoc", "warning", "chưa ghi", 30, "no deadline"),
    ((("[SNV]", "[STPP]"),), "khong-co-trong-danh-muc", "error", "«STP (Sở Tư pháp)»", 28, "a misspelt code, with what was meant"),
    ((("[SNV]", "[Sở Nôi vu]"),), "khong-co-trong-danh-muc", "error", "«Sở Nội vụ»", 28, "a misspelt name, with what was meant"),
    ((("[SNV]", "['Sở Nội vụ; Sở Y tế']"),), "khong-co-trong-danh-muc", "error", "một cơ quan", 28, "two agencies in one item"),
    ((("[STP]", "[HHDN]"),), "thieu-noi-nhan", "warning", "Hiệp hội doanh nghiệp tỉnh", None, "assigned, not among the recipients"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "severity", "words", "line", "why"), CASES, ids=[f"{c[1]}: {c[5]}" for c in CASES])
def test_a_fault_is_found_at_its_place(
    check: Check, changes: tuple[tuple[str, str], ...], code: str, severity: str, words: str, line: int | None, why: str
) -> None:
    found = [problem for problem in check(*changes) if problem.code == code]
    assert found, f"{why}: only {[problem.code for problem in check(*changes)]}"
    problem = found[0]
    assert problem.severity == severity
    assert words in problem.message + problem.hint
    assert problem.hint
    assert problem.place.file == "ke-hoach.yaml"
    assert problem.place.line == line or line is None


def test_what_an_issued_document_may_not_have_a_draft_may(check: Check) -> None:
    draft = (('"151"', '""'), ("15/6/2023", "6/2023"), ("có Phụ lục kèm theo", "như sau"))
    assert [(problem.code, problem.severity) for problem in check(*draft)] == [("phu-luc-khong-nhac", "warning")]


def test_an_open_group_whose_members_are_listed_is_no_problem(check: Check) -> None:
    listed = "viet_tat:\n  UBND: Ủy ban nhân dân\nthanh_vien_nhom:\n  lien_quan: [SCT]\n"
    assert check(("[STP]", "[lien_quan]"), ("viet_tat:\n  UBND: Ủy ban nhân dân\n", listed)) == []


def test_a_drafter_in_excel_reads_headings_not_keys(sample_folder: Folder) -> None:
    plan, registry = sample_folder.plan, sample_folder.registry
    assert plan is not None
    assert registry is not None
    source = from_xlsx(to_xlsx(plan, registry.choices(reference_date(plan))), "ke-hoach.xlsx")
    found = [problem for problem in to_problems(plan, source, registry) if problem.code == "thieu-noi-nhan"]
    assert str(found[0].place).startswith("ke-hoach.xlsx[Nơi nhận]!")
    assert found[0].hint.endswith("vào «Nơi nhận».")


def test_each_of_several_appendices_must_be_mentioned(check: Check) -> None:
    second = "phu_luc:\n  - ten: Biểu\n    linh_vuc: [{nhiem_vu: [{nhiem_vu: Việc, chu_tri: [SNV], thoi_gian: Thường xuyên}]}]\n  - ten: Phân công"
    two = (("phu_luc:\n  - ten: Phân công", second), ("có Phụ lục kèm theo", "có Phụ lục I kèm theo"))
    assert [problem.message for problem in check(*two)] == ["Nội dung không nhắc đến Phụ lục II."]


def test_the_sample_has_the_faults_of_the_published_plan_and_no_error(sample_folder: Folder) -> None:
    found = Counter((problem.severity, problem.code) for problem in check_folder(sample_folder))
    assert found == Counter(
        {
            ("warning", "thieu-noi-nhan"): 3,
            ("warning", "viet-tat-chua-giai-thich"): 3,
            ("warning", "han-ngoai-ky"): 2,
            ("warning", "sai-chinh-ta"): 5,
            ("warning", "viet-hoa-giua-cau"): 4,
            ("warning", "viet-hoa-co-quan"): 3,
            ("warning", "viet-hoa-khong-thong-nhat"): 3,
            ("warning", "thieu-dau-cach"): 2,
            ("warning", "viet-hoa-nhan-dan-nha-nuoc"): 2,
            ("warning", "viet-hoa-ngay-thang"): 1,
            ("warning", "chu-dinh-nhau"): 1,
            ("warning", "dau-cach-mot-ben"): 1,
            ("warning", "lap-tu"): 1,
            ("warning", "dau-cach-truoc-dau-cau"): 1,
            ("warning", "ngay-thieu-so-khong"): 1,
            ("warning", "phan-tram-khong-cung-kieu"): 1,
            ("warning", "ky-hieu-co-dau-cach"): 1,
            ("info", "ten-hon-nhom"): 13,
            ("info", "nhom-mo"): 9,
            ("info", "ngoai-tinh"): 1,
            ("info", "cach-ghi-co-van-xuoi"): 1,
        }
    )
    assert {problem.place.file for problem in check_folder(sample_folder)} == {"ke-hoach.yaml"}
    assert sample_folder.root == SAMPLE


def test_an_unreadable_date_makes_no_further_problems(check: Check) -> None:
    assert [problem.code for problem in check(("15/6/2023", "01/25/2023"))] == ["ngay-khong-co-that"]
    assert [problem.code for problem in check(("Quý IV/2023", "31/11/2023"))] == ["ngay-khong-co-that"]
    assert [problem.code for problem in check(("noi_nhan:\n  - Các sở, ban, ngành", "noi_nhan: []"))] == ["de-trong"]


def test_wrong_capitals_warn_and_do_not_stop_a_plan(check: Check) -> None:
    found = check(("Rà soát thủ tục hành chính", "Rà soát thủ tục của chính phủ tại Sở nội vụ"))
    assert [(problem.code, problem.severity, problem.place.line) for problem in found] == [
        ("viet-hoa-co-quan", "warning", 27)
    ] * 2


def test_names_and_cells_abbreviate_by_custom(check: Check) -> None:
    assert check(("  - Các sở, ban, ngành", "  - Các sở, ban, ngành\n  - Phòng KSTTHC - VP UBND tỉnh")) == []
    assert "sai-chinh-ta" in [problem.code for problem in check(("  - Các sở, ban, ngành", "  - Các sở, ban, nghành"))]


def test_a_place_without_its_capitals_is_told_with_the_right_spelling(check: Check) -> None:
    (found,) = check(("dia_danh: Sơn La", "dia_danh: sơn La"))
    assert (found.code, found.severity) == ("viet-hoa-dia-danh", "warning")
    assert "viết: Sơn La" in found.hint


@pytest.mark.parametrize(
    ("sheet", "message", "hint", "shown"),
    [
        (
            "Nội dung",
            "Đoạn",
            "bỏ số này và dùng khoan: thay cho doan: để máy đánh số.",
            "dùng «Khoản» thay cho «Đoạn văn» để máy",
        ),
        ("Nội dung", "Mã", "tách ra, dùng doan, gach hoặc cong.", "dùng «Đoạn văn», «Gạch đầu dòng» hoặc «Dấu cộng»."),
        ("Nhiệm vụ", "Thiếu", "ghi mã hoặc tên cơ quan ở chu_tri.", "ở «Cơ quan chủ trì»."),
        ("Nơi nhận", "Lưu", "chuyển sang khóa luu.", "chuyển sang mục «Lưu»."),
    ],
)
def test_a_hint_for_excel_speaks_of_columns_and_kinds(sheet: str, message: str, hint: str, shown: str) -> None:
    problem = for_excel(Problem("x", ERROR, Place("ke-hoach.xlsx", sheet=sheet, cell="B2"), message, hint))
    assert shown in problem.hint
    in_yaml = Problem("x", ERROR, Place("ke-hoach.yaml", 2), message, hint)
    assert for_excel(in_yaml) == in_yaml


def test_a_message_for_excel_names_the_column_or_the_row() -> None:
    place = Place("ke-hoach.xlsx", sheet="Thông tin chung", cell="B4")
    problem = for_excel(Problem("sai-dang", ERROR, place, "«CCHC 26» không đúng dạng của «ma».", "viết lại."))
    assert problem.message == "«CCHC 26» không đúng dạng của «Mã kế hoạch»."


def test_no_key_of_the_yaml_file_is_left_for_a_drafter_in_excel(check: Check) -> None:
    keys = re.compile(rf"(?<!«)\b(?:[a-z]+_[a-z_]+|luu|ma|ten|{'|'.join(BLOCK_KINDS)})\b(?<!kinh_phi)")
    sheets = ("Nội dung", "Nhiệm vụ", "Nơi nhận", "Thông tin chung")
    for changes, code, *_ in CASES:
        for problem in check(*changes):
            for sheet in sheets:
                shown = for_excel(replace(problem, place=Place("ke-hoach.xlsx", sheet=sheet)))
                assert keys.search(shown.hint) is None, (code, shown.hint)
