"""Faults of typing: each code has texts that have it; ordinary texts have none."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.problem import ERROR, WARNING
from kehoach_gen.vietnamese.dates import full_date
from kehoach_gen.vietnamese.faults import faults


@pytest.mark.parametrize(
    ("code", "text", "found", "hint"),
    [
        ("unicode-to-hop", "III. " + normalize("NFD", "TỔ") + " CHỨC", normalize("NFD", "TỔ"), "dựng sẵn"),
        ("unicode-to-hop", "TÔ\u0309 CHỨC", "TÔ\u0309", "dựng sẵn"),
        ("phim-tab", "Sở\tNội vụ", "\t", "dấu cách"),
        ("ky-tu-dieu-khien", "Sở\x0bNội vụ", "\x0b", "xóa"),
        ("ky-tu-dieu-khien", "Sở\x1fNội vụ", "\x1f", "xóa"),
        ("ky-tu-mat", "K\ufffd hoạch", "\ufffd", "gõ lại"),
        ("ky-tu-an", "Sở\u200b Nội vụ", "\u200b", "xóa"),
        ("ky-tu-an", "Sở Nội\u00ad vụ", "\u00ad", "xóa"),
        ("gach-noi-la", "kinh tế\u2011xã hội", "\u2011", "«-»"),
        ("gach-noi-la", "số 151/KH–UBND", "/KH–UBND", "/KH-UBND"),
        ("gach-noi-la", "số 151/KH –UBND", "/KH –UBND", "/KH-UBND"),
        ("chu-gia", "tại Ðiện Biên", "Ðiện", "Điện"),
        ("chu-gia", "Nghị định 30/NÐ", "NÐ", "NĐ"),
        ("chu-gia", "сông tác", "сông", "công"),
        ("chu-gia", "theo ТTHC", "ТTHC", "TTHC"),
        ("bang-ma-cu", "Thực hiện KÕ ho¹ch", "KÕ ho¹ch", "«Kế hoạch»"),
        ("bang-ma-cu", "Keá hoaïch", "Keá hoaïch", "«Kế hoạch»"),
        ("thua-dau-cach", "lần  thứ hai", "  ", "một dấu cách"),
        ("thua-dau-cach", "lần\u00a0 thứ hai", "\u00a0 ", "một dấu cách"),
        ("dau-cach-dau-dong", " Sở Nội vụ", " ", "xóa"),
        ("dau-cach-dau-dong", "Sở Nội vụ\n Sở Tư pháp", " ", "xóa"),
        ("dau-cach-cuoi-dong", "Sở Nội vụ ", " ", "xóa"),
        ("dau-cach-cuoi-dong", "Sở Nội vụ \nSở Tư pháp", " ", "xóa"),
        ("dau-cach-truoc-dau-cau", "cán bộ , công chức", " ,", "«,» liền"),
        ("dau-cach-truoc-dau-cau", "cán bộ ;", " ;", "«;» liền"),
        ("dau-cach-truoc-dau-cau", "như sau :", " :", "«:» liền"),
        ("dau-cach-truoc-dau-cau", "hết năm .", " .", "«.» liền"),
        ("dau-cach-truoc-dau-cau", "(sau đây )", " )", "«)» liền"),
        ("thieu-dau-cach", "cán bộ,công chức", "bộ,công", "bộ, công"),
        ("thieu-dau-cach", "điểm a;b", "a;b", "a; b"),
        ("ky-hieu-co-dau-cach", "Nghị quyết số 07 - NQ/TU", "07 - NQ/TU", "07-NQ/TU"),
        ("ky-hieu-co-dau-cach", "Kế hoạch số 151 /KH-UBND", "151 /KH-UBND", "151/KH-UBND"),
        ("ky-hieu-co-dau-cach", "Kế hoạch số 151/KH - UBND", "151/KH - UBND", "151/KH-UBND"),
        ("ky-hieu-co-dau-cach", "Số:       /KH - UBND", "/KH - UBND", "/KH-UBND"),
        ("so-thap-phan-dau-cham", "đạt 84.5% trở lên", "84.5%", "84,5%"),
        ("so-thap-phan-dau-cham", "đạt 84.25 %", "84.25 %", "84,25%"),
        ("lap-tu", "Hội nghị Hội nghị trực tuyến", "Hội nghị Hội nghị", "xóa một lần"),
        ("lap-tu", "Tiếp tục tiếp tục rà soát", "Tiếp tục tiếp tục", "xóa một lần"),
        ("lap-tu", "do Ủy ban nhân dân Ủy ban nhân dân tỉnh", "Ủy ban nhân dân Ủy ban nhân dân", "xóa một lần"),
        ("lap-tu", "theo UBND UBND tỉnh", "UBND UBND", "xóa một lần"),
        ("lap-tu", "kết quả của của tỉnh", "của của", "xóa một lần"),
        ("lap-tu", "Văn bản số số 12", "số số", "xóa một lần"),
        ("lap-tu", "gồm: tổ trưởng, tổ trưởng, thư ký", "tổ trưởng, tổ trưởng", "xóa một lần"),
        ("thieu-dau-cach", "dự lễ“Khánh thành trường học”", "lễ“", "lễ “"),
        ("thieu-dau-cach", "phòng là “xây”và lâu dài", "”và", "” và"),
        ("thieu-dau-cach", "giáo dục, y tế…Các mặt khác", "…Các", "… Các"),
        ("thieu-dau-cach", "Số:15/QĐ-UBND", ":", "Số: "),
        ("dau-cach-mot-ben", "nhiệm kỳ 2021 -2026", " -", "hai bên"),
        ("so-thap-phan-dau-cham", "mực nước 3.50m", "3.50", "3,50"),
        ("ngay-khong-co-that", "họp 30/2/2025", "30/2/2025", "28/02/2025"),
        ("ngay-khong-co-that", "trước 31/11/2025", "31/11/2025", "30/11/2025"),
        ("ngay-khong-co-that", "họp ngày 29 tháng 02 năm 2025", "ngày 29 tháng 02 năm 2025", "viết ngày 28 tháng 02 năm 2025."),
        ("ngay-khong-co-that", "trước ngày 31 tháng 9 năm 2026", "ngày 31 tháng 9 năm 2026", "viết ngày 30 tháng 9 năm 2026."),
        ("ngay-khong-co-that", "kể từ tháng 23/7/2022", "tháng 23/7/2022", "«ngày»"),
        ("phim-tab", "giao các sở\t\tchủ trì", "\t\t", "dấu cách"),
        ("ngay-thieu-so-khong", "Ngày 5 tháng 6 năm 2026", "Ngày 5 tháng 6 năm 2026", "viết Ngày 05 tháng 6 năm 2026."),
        ("ngay-thieu-so-khong", "từ ngày 15 tháng 2, năm 2026", "ngày 15 tháng 2, năm 2026", "viết ngày 15 tháng 02, năm 2026."),
    ],
)
def test_a_fault_is_found_at_its_place_with_its_cure(code: str, text: str, found: str, hint: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.found) == (code, found)
    assert text[fault.start : fault.end] == fault.found
    assert hint in fault.hint
    assert fault.message.endswith(".")
    assert fault.hint.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành; UBND các huyện, thành phố.",
        "Số:        /KH-UBND",
        "Sơn La, ngày      tháng 6 năm 2023",
        full_date(None, 6, 2023),
        "(Kèm theo Kế hoạch số           /KH-UBND ngày       /6/2023 của Chủ tịch Ủy ban nhân dân tỉnh)",
        "Văn bản số (      )",
        "Nghị quyết số 07-NQ/TU, Nghị định số 30/2020/NĐ-CP, 28/2018/QĐ-TTg, 995/TTr-SNV",
        "đạt 84,5% và 1.000% của 2.500.000 đồng; phiên bản 2.0; ngày 15.6.2023",
        "luôn luôn, ngày ngày, xanh xanh, từ từ, dần dần, thường xuyên, từng bước từng bước",
        "các cơ quan, tổ chức tổ chức thực hiện; đoàn kiểm tra kiểm tra tại xã; cơ quan chủ trì chủ trì soạn thảo",
        "phát triển hợp tác hợp tác xã; công tác kế hoạch kế hoạch hóa gia đình",
        "bà Lò Thị Na Na ở bản Mo Mo, xã Na Na",
        "Họ tên:..........Chức vụ:………Đơn vị:",
        "Sở VH,TT&DL; tỷ số 2021 - 2026; từng bước, từng bước một; ấp Một, ấp Hai",
        "theo “Đề án”, gồm “A” và “B”; từ ngày 29/02/2024 đến tháng 12/2024; tháng 10/11/2023; nói chung… và…",
        "Độc lập - Tự do - Hạnh phúc; giai đoạn 2021–2025; kinh tế - xã hội",
        "v.v... và nói chung ...; ngày ... tháng ... năm ...",
        "tổ chức thực hiện./.",
        "tổ chức thực hiện ./.",
        "tỷ lệ 1 : 2, tệp .docx, gửi về a,b@sonla.gov.vn, https://sonla.gov.vn/a,b",
        "Café, naïve, «một cửa», ©, ®, 5 µm, Δt, α-amylase, Suðurland, ASEAN",
        "Привет",
        "Dòng một\nDòng hai\r\nDòng ba",
        "",
    ],
)
def test_ordinary_text_has_no_fault(text: str) -> None:
    assert faults(text) == []


def test_what_cannot_be_printed_is_an_error_and_bad_habits_are_warnings() -> None:
    assert [(fault.code, fault.severity) for fault in faults("Sở\tNội  vụ")] == [("phim-tab", ERROR), ("thua-dau-cach", WARNING)]


def test_faults_come_in_order_of_place() -> None:
    found = [fault.code for fault in faults("cán bộ,công chức ; đạt 84.5%  năm")]
    assert found == ["thieu-dau-cach", "dau-cach-truoc-dau-cau", "so-thap-phan-dau-cham", "thua-dau-cach"]


@given(st.text(st.one_of(st.characters(), st.sampled_from("  \u00a0,;.:ạếöï¹®Ðа151/KH-UBND%")), max_size=60))
def test_every_fault_stands_where_it_says(text: str) -> None:
    assert all(text[fault.start : fault.end] == fault.found for fault in faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi:\t- Sở Nội vụ",
        "1.\tMục đích",
        "a)\tThực hiện",
        "-\tNhư trên",
        "\tTriển khai kế hoạch",
        "UBND TỈNH SƠN LA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ\t\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-SNV\tSơn La, ngày 05 tháng 6 năm 2026",
        "V/v rà soát thủ tục\tSơn La, ngày 05 tháng 6 năm 2026",
        "- Như trên;\tGiám đốc",
        "Nguyễn Văn An\tLò Thị Bình",
        "TT\tTên đơn vị\tGhi chú",
    ],
)
def test_tabs_that_part_columns_or_follow_a_number_or_a_colon_are_left_alone(text: str) -> None:
    assert [fault.code for fault in faults(text)] == []


@pytest.mark.parametrize(
    ("text", "found", "day"),
    [
        ("trực từ thứ Ba, ngày 31 tháng 8 năm 2026", "thứ Ba, ngày 31 tháng 8 năm 2026", "là thứ Hai."),
        ("lúc 8 giờ 00, thứ Ba, ngày 31 tháng 8 năm 2026", "thứ Ba, ngày 31 tháng 8 năm 2026", "31 tháng 8 năm 2026 là thứ Hai."),
        ("vào thứ ba ngày 31/8/2026", "thứ ba ngày 31/8/2026", "ngày 31/8/2026 là thứ Hai."),
        ("sơ kết (thứ Năm, 05/9/2026)", "thứ Năm, 05/9/2026", "ngày 05/9/2026 là thứ Bảy."),
        ("Chủ nhật, ngày 05/9/2026", "Chủ nhật, ngày 05/9/2026", "ngày 05/9/2026 là thứ Bảy."),
        ("trước ngày 06/9/2026 (thứ 2)", "06/9/2026 (thứ 2)", "ngày 06/9/2026 là Chủ nhật."),
        ("Thứ Ba, ngày 31/8/2026", "Thứ Ba, ngày 31/8/2026", "ngày 31/8/2026 là thứ Hai."),
        ("sáng thứ Hai, ngày 31/8/2026; Chủ nhật (06/9/2026)", "", ""),
        ("họp kỳ họp thứ ba, ngày 31/8/2026", "", ""),
        ("Hội nghị lần thứ 5, ngày 31/8/2026", "", ""),
        ("Thời gian: Thứ hai, ngày 01/9/2026", "Thứ hai, ngày 01/9/2026", "ngày 01/9/2026 là thứ Ba."),
        ("Thứ hai, ngày 01/9/2026 các sở báo cáo", "", ""),
        ("thứ nhất, các sở rà soát; thứ hai, ngày 01/9/2026 các sở báo cáo", "", ""),
        ("thứ Ba, ngày 31/9/2026", "", ""),
        ("thứ Ba, ngày 31/8", "", ""),
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_is_told(text: str, found: str, day: str) -> None:
    wrong = [fault for fault in faults(text) if fault.code == "thu-sai-ngay"]
    assert [(fault.found, fault.severity) for fault in wrong] == ([(found, WARNING)] if day else [])
    assert all(fault.message.endswith(day) for fault in wrong)
