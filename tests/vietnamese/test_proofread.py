"""The proofreader on whole documents: the published plan, clean prose of many kinds, and that prose with one fault put in."""

from collections import Counter
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach_gen.problem import ERROR, INFO, WARNING
from kehoach_gen.vietnamese.model import Fault, Lexicon
from kehoach_gen.vietnamese.proofread import proofread
from published import TEXT

KNOWN = Lexicon(
    names=("Sở Nội vụ", "Sở Công Thương", "Cục Thuế tỉnh", "Trung tâm Phục vụ hành chính công tỉnh", "Hội Nông dân tỉnh"),
    places=("Hát Lót", "Mường La", "Krông Nô"),
    abbreviations=("UBND", "HĐND", "MTTQ", "GRDP", "USD"),
)
PUBLISHED = [line.strip() for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]

CERTAIN = [
    ("so-thieu", "đ)", "Triển khai thực hiện nghiêm hướng dẫn"),
    ("unicode-to-hop", normalize("NFC", "TỔ"), "CHỨC THỰC HIỆN"),
    ("dau-cach-mot-ben", "/ ", "định kỳ 6 tháng/ lần"),
    ("lap-tu", "Hội nghị Hội nghị", "02 Hội nghị Hội nghị"),
    ("thua-dau-cach", "  ", "lần  thứ hai"),
    ("viet-hoa-ngay-thang", "doanh nhân Việt Nam", "(Nhân ngày doanh nhân Việt Nam"),
    ("dau-cach-truoc-dau-cau", " ;", "chính trị - xã hội ;"),
    ("chu-dinh-nhau", "thihành", "thihành pháp luật"),
    ("sai-chinh-ta", "trong tâm", "lĩnh vực trong tâm liên ngành"),
    ("viet-hoa-co-quan", "chính phủ", "của chính phủ và của tỉnh"),
    ("sai-chinh-ta", "phố biến", "phố biến, giáo dục"),
    ("ngay-thieu-so-khong", "1/2024", "Tháng 1/2024"),
    ("viet-tat-chua-giai-thich", "QPPL", "kiểm tra văn bản QPPL"),
    ("sai-chinh-ta", "các cơ quan đơn vị", "các cơ quan đơn vị liên quan"),
    ("viet-hoa-nhan-dan-nha-nuoc", "nhà nước", "được nhà nước ủy quyền"),
    ("sai-chinh-ta", "Cổng dịch công", "Cổng dịch công quốc gia"),
    ("thieu-dau-cach", "bộ,công", "cán bộ,công chức"),
    ("thieu-dau-cach", "chức,viên", "công chức,viên chức"),
    ("phan-tram-khong-cung-kieu", " %", "100 % kế hoạch"),
    ("viet-tat-chua-giai-thich", "SNCL", "02 đơn vị SNCL"),
    ("viet-tat-chua-giai-thich", "KT-XH", "phát triển KT-XH"),
    ("sai-chinh-ta", "các quan, đơn vị", "và các quan, đơn vị liên quan"),
    ("ky-hieu-co-dau-cach", "07 - NQ/TU", "Nghị quyết số 07 - NQ/TU"),
    ("viet-hoa-co-quan", "Ban chấp hành Đảng bộ", "của Ban chấp hành Đảng bộ"),
    ("viet-hoa-co-quan", "Cục thuế tỉnh", "Cục thuế tỉnh"),
]  # fmt: skip
"""What a careful clerk marks in the published plan: the code, the words, and words around them."""

ALSO_TRUE = [
    ("viet-hoa-khong-thong-nhat", "cơ quan hành chính Nhà nước"),
    ("viet-hoa-khong-thong-nhat", "chính quyền điện tử"),
    ("viet-hoa-khong-thong-nhat", "chính quyền số"),
    ("viet-hoa-giua-cau", "Thông báo"),
    ("viet-hoa-giua-cau", "Cơ quan"),
    ("viet-hoa-giua-cau", "Cơ quan"),
    ("viet-hoa-giua-cau", "Sửa đổi"),
    ("viet-hoa-nhan-dan-nha-nuoc", "nhà nước"),
]  # fmt: skip
"""The other findings, each read and judged: true, if not certain that a clerk would mark them."""


def _found_in_published() -> tuple[Fault, ...]:
    return proofread(PUBLISHED, KNOWN)


@pytest.mark.parametrize(("code", "words", "around"), CERTAIN)
def test_a_certain_error_of_the_published_plan_is_found_at_its_place(code: str, words: str, around: str) -> None:
    assert any(
        fault.code == code and normalize("NFC", fault.found) == words and around in normalize("NFC", PUBLISHED[fault.paragraph])
        for fault in _found_in_published()
    )


def test_nothing_else_is_said_of_the_published_plan() -> None:
    found = Counter((fault.code, normalize("NFC", fault.found)) for fault in _found_in_published())
    assert found == Counter([*ALSO_TRUE, *((code, words) for code, words, _ in CERTAIN)])


CLEAN = [
    "QUYẾT ĐỊNH",
    "Về việc ban hành Quy chế làm việc của Ủy ban nhân dân xã Hát Lót, nhiệm kỳ 2021 - 2026",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 995/TTr-SNV ngày 12/10/2023.",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp nhận, xử lý văn bản đến. Quy chế gồm 05 chương, 22 điều.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 28/2018/QĐ-TTg ngày 12/7/2018.",
    "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ, Chủ tịch UBND các huyện, thành phố chịu trách nhiệm thi hành.",
    "Trường hợp thay đổi nội dung quy định tại điểm b khoản 2 Điều 5 của Luật Đầu tư công thì thực hiện theo Điều 7 Nghị định này.",
    "Tổng thu ngân sách nhà nước trên địa bàn năm 2023 là 4.250.735 triệu đồng, đạt 102,5% dự toán, tăng 7,8% so với năm 2022.",
    "Chi thường xuyên 1.234,5 tỷ đồng; chi đầu tư phát triển 856,25 tỷ đồng; kim ngạch xuất khẩu đạt 161,2 triệu USD.",
    "Bà Lò Thị Na Na, sinh ngày 02/01/1985, trú tại bản Nà Ớt; ông Giàng A Páo và ông Nguyễn Văn An cùng dự họp.",
    "Đoàn công tác đã khảo sát tại Tây Nguyên, gồm các tỉnh Đắk Lắk, Kon Tum, huyện Krông Nô và thị xã Buôn Hồ.",
    "Đồng bào các dân tộc Thái, Mông, Xinh Mun, Khơ Mú, La Ha, Kháng; người Xơ Đăng, Ê Đê, Gia Rai, Ba Na ở Gia Lai.",
    "Tuyến đường từ Lào Cai đi Hà Nội dài 294 km, vận tốc thiết kế 80 km/h, rộng 3,5 m/làn xe, tổng diện tích 12,4 km².",
    "Công trình cấp nước công suất 1.500 m3/ngày đêm phục vụ 2.350 hộ dân tại 12 bản, tổ dân phố.",
    "Công ty TNHH Samsung Electronics Việt Nam, Tập đoàn Toyota và Ngân hàng Phát triển châu Á (ADB) đã có văn bản trả lời. "
    "ADB cam kết tài trợ.",
    "Đề nghị các đơn vị gửi báo cáo về địa chỉ phongcchc.snv@sonla.gov.vn hoặc tải mẫu tại https://sonla.gov.vn/cchc/mau,bieu trước 17:00.",
    "Biểu mẫu nằm trong các tệp bao_cao_quy.III.docx, so lieu.xlsx và thư mục D:\\BaoCao\\Quy4 trên máy chủ.",
    "Kế hoạch này gồm Phần I, Phần II và 02 biểu số liệu; thời gian thực hiện từ quý III đến quý IV/2023.",
    "Cán bộ, công chức luôn luôn học tập; ngày ngày, người người thi đua, từng bước từng bước hoàn thành công việc, dần dần nâng cao chất lượng.",
    "Lần thứ hai, Ban Tổ chức họp vào sáng thứ Hai, ngày 05/6/2023; kỳ họp thứ ba của HĐND tỉnh kéo dài ba ngày.",
    "Các cơ quan hành chính nhà nước, đơn vị sự nghiệp công lập và doanh nghiệp nhà nước quản lý, sử dụng tài sản công đúng quy định.",
    "Đảng viên, đảng bộ cơ sở và các tổ chức phi chính phủ nước ngoài tham gia; chủ trương của Đảng, chính sách, pháp luật của Nhà nước.",
    "Hội đồng nhân dân xã, Ủy ban nhân dân xã và Ủy ban MTTQ Việt Nam xã phối hợp tuyên truyền để Nhân dân biết, giám sát.",
    "Thủ tướng Chính phủ, Bộ trưởng Bộ Nội vụ, Phó Chủ tịch UBND tỉnh và Cục trưởng Cục Thuế đã cho ý kiến.",
    "Hệ thống máy chủ, đường truyền internet, email công vụ, website và camera giám sát hoạt động ổn định 24/7.",
    "Giá vật liệu (xi măng, thép) tăng 3 - 5%; tỷ lệ hộ nghèo giảm từ 21,66% xuống 18,2% (giảm 3,46 điểm %).",
    "Thủ tục gồm: a) đơn đề nghị; b) bản sao giấy tờ; c) tờ khai (nếu có). Hồ sơ nộp trực tiếp hoặc qua bưu chính.",
    "Bộ phận “Một cửa” giải quyết các thủ tục: “Cấp lại giấy phép”, “Gia hạn giấy phép” theo cơ chế liên thông...",
    "Cơ sở y tế, cơ sở giáo dục và đào tạo, cán bộ tài chính xã, toàn bộ xây dựng cơ bản và nội bộ công an đã được rà soát.",
    'Đề án "Phát triển cây ăn quả đến năm 2025" đã được phê duyệt.',
    "Sở Công Thương chủ trì, phối hợp với Trung tâm Phục vụ hành chính công tỉnh, Hội Nông dân tỉnh hướng dẫn thực hiện./.",
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_paragraph_is_left_alone(text: str) -> None:
    assert proofread([text], KNOWN) == ()


def test_a_clean_document_is_left_alone() -> None:
    second = (
        "Thực hiện Quyết định số 28/2018/QĐ-TTg, các cơ quan gửi, nhận văn bản điện tử trên trục liên thông văn bản quốc gia./."
    )
    end = [
        second,
        "Nơi nhận:",
        "- Như Điều 3;",
        "- TT. Tỉnh ủy, TT. HĐND tỉnh;",
        "- Phòng KSTTHC;",
        "- Lưu: VT, NC, HC (2).",
        "CHỦ TỊCH",
    ]
    assert proofread([*(text.removesuffix("./.") for text in CLEAN), *end], KNOWN) == ()


BROKEN = [
    ("các nghành chức năng", "sai-chinh-ta", "nghành", "ngành"),
    ("Xữ lý nghiêm vi phạm", "sai-chinh-ta", "Xữ", "Xử"),
    ("hoàn thành nhiệm vụ thẫm định", "sai-chinh-ta", "thẫm", "thẩm"),
    ("hổ trợ doanh nghiệp", "sai-chinh-ta", "hổ trợ", "hỗ trợ"),
    ("các giãi pháp trọng tâm", "sai-chinh-ta", "giãi pháp", "giải pháp"),
    ("bổ xung kinh phí", "sai-chinh-ta", "bổ xung", "bổ sung"),
    ("quyết định sát nhập hai xã", "sai-chinh-ta", "sát nhập", "sáp nhập"),
    ("kỷ thuật trình bày", "sai-chinh-ta", "kỷ thuật", "kỹ thuật"),
    ("Nhiệm vụ trong tâm là cải cách", "sai-chinh-ta", "trong tâm", "trọng tâm"),
    ("công tác phố biến, giáo dục pháp luật", "sai-chinh-ta", "phố biến", "phổ biến"),
    ("các quan, đơn vị liên quan", "sai-chinh-ta", "các quan, đơn vị", "các cơ quan, đơn vị"),
    ("theo kê hoạch được giao", "sai-chinh-ta", "kê hoạch", "kế hoạch"),
    ("Phối hơp với Sở Nội vụ", "sai-chinh-ta", "Phối hơp", "Phối hợp"),
    ("đã triễn khai từ đầu năm", "sai-chinh-ta", "triễn", "triển"),
    ("nâng cao chất lựơng phục vụ", "dau-thanh-sai-cho", "lựơng", "lượng"),
    ("hoàn thành đựơc 80% kế hoạch", "dau-thanh-sai-cho", "đựơc", "được"),
    ("báo cáo hằng qúy", "dau-thanh-sai-cho", "qúy", "quý"),
    ("tình hình thihành pháp luật", "chu-dinh-nhau", "thihành", "thi hành"),
    ("các xã, thịtrấn", "chu-dinh-nhau", "thịtrấn", "thị trấn"),
    ("đề xuất phương án giải quyêt trước", "sai-chinh-ta", "quyêt", "gõ lại"),
    ("các trừơng học trên địa bàn", "dau-thanh-sai-cho", "trừơng", "trường"),
    ("Trừơg hợp đặc biệt", "sai-chinh-ta", "Trừơg", "gõ lại"),
    ("thành lập tổ công tac kiểm tra", "sai-chinh-ta", "công tac", "công tác"),
    ("hồ sơ gôc lưu tại xã", "sai-chinh-ta", "gôc", "gõ lại"),
    ("lập bộ phap đất đai", "thieu-dau-thanh", "phap", "dấu"),
    ("theo nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "viet-hoa-ten-van-ban", "nghị định", "Nghị định"),
    ("tại công văn số 12/SNV-CCHC ngày 05/3/2020", "viet-hoa-ten-van-ban", "công văn", "Công văn"),
    ("quy định tại điều 5 của Luật Đầu tư", "viet-hoa-dieu-khoan", "điều", "Điều"),
    ("quy định tại khoản 2 điều 5", "viet-hoa-dieu-khoan", "điều", "Điều"),
    ("quy định tại Khoản 2 Điều 5", "viet-hoa-dieu-khoan", "Khoản", "khoản"),
    ("theo Điểm b khoản 2 Điều 5", "viet-hoa-dieu-khoan", "Điểm", "điểm"),
    ("quy định tại chương II của Nghị định", "viet-hoa-dieu-khoan", "chương", "Chương"),
    ("Giao Sở nội vụ chủ trì", "viet-hoa-co-quan", "Sở nội vụ", "Sở Nội vụ"),
    ("Giao Sở Nội Vụ chủ trì", "viet-hoa-co-quan", "Sở Nội Vụ", "Sở Nội vụ"),
    ("báo cáo Uỷ ban Nhân dân tỉnh", "viet-hoa-co-quan", "Uỷ ban Nhân dân", "Ủy ban nhân dân"),
    ("trình hội đồng nhân dân tỉnh", "viet-hoa-co-quan", "hội đồng nhân dân", "Hội đồng nhân dân"),
    ("Ban chấp hành Đảng bộ tỉnh", "viet-hoa-co-quan", "Ban chấp hành Đảng bộ", "Ban Chấp hành"),
    ("phối hợp với Cục thuế tỉnh", "viet-hoa-co-quan", "Cục thuế tỉnh", "Cục Thuế tỉnh"),
    ("nghị quyết của chính phủ", "viet-hoa-co-quan", "chính phủ", "Chính phủ"),
    ("ý kiến của Thủ tướng chính phủ", "viet-hoa-co-quan", "Thủ tướng chính phủ", "Thủ tướng Chính phủ"),
    ("chủ trương của đảng", "viet-hoa-co-quan", "đảng", "Đảng"),
    ("theo quy định của Luật tiếp cận thông tin", "viet-hoa-co-quan", "Luật tiếp cận thông tin", "Luật Tiếp cận thông tin"),
    ("trên địa bàn tỉnh Sơn la", "viet-hoa-dia-danh", "Sơn la", "Sơn La"),
    ("trên địa bàn xã hát lót", "viet-hoa-dia-danh", "hát lót", "Hát Lót"),
    ("trên địa bàn Tỉnh Sơn La", "viet-hoa-dia-danh", "Tỉnh", "tỉnh Sơn La"),
    ("do ông Nguyễn văn An chủ trì", "viet-hoa-ho-ten", "Nguyễn văn An", "Nguyễn Văn An"),
    ("đồng chí Lò xuân Bình báo cáo", "viet-hoa-ho-ten", "Lò xuân Bình", "Lò Xuân Bình"),
    ("Đã họp xong. các đơn vị nghiêm túc thực hiện", "viet-hoa-dau-cau", "các", "Các"),
    ("họp giao ban sáng thứ hai, ngày 05/6/2023", "viet-hoa-ngay-thang", "thứ hai", "thứ Hai"),
    ("làm việc cả thứ Bảy và chủ nhật", "viet-hoa-ngay-thang", "chủ nhật", "Chủ nhật"),
    ("hoàn thành trong tháng tám năm 2023", "viet-hoa-ngay-thang", "tháng tám", "tháng Tám"),
    ("chào mừng ngày quốc khánh", "viet-hoa-ngay-thang", "quốc khánh", "Quốc khánh"),
    ("do chủ tịch UBND tỉnh quyết định", "viet-hoa-chuc-vu", "chủ tịch", "Chủ tịch"),
    ("giao Phó chủ tịch UBND tỉnh", "viet-hoa-chuc-vu", "Phó chủ tịch", "Phó Chủ tịch"),
    ("tổ chức được nhà nước giao", "viet-hoa-nhan-dan-nha-nuoc", "nhà nước", "Nhà nước"),
    ("tạo đồng thuận trong nhân dân", "viet-hoa-nhan-dan-nha-nuoc", "nhân dân", "Nhân dân"),
    ("kiểm tra tiến độ; Thực hiện báo cáo", "viet-hoa-giua-cau", "Thực hiện", "thực hiện"),
    ("Tăng Cường Thực Hiện Các Giải Pháp Cải Cách Hành Chính", "viet-hoa-tung-chu", "Tăng Cường Thực Hiện Các Giải Pháp Cải Cách Hành Chính", "tên riêng"),
    ("Họp tại Sơn La.Các đơn vị dự", "thieu-dau-cach", "La.Các", "La. Các"),
    ("Nội dung như sau:Thực hiện ngay", "thieu-dau-cach", "sau:Thực", "sau: Thực"),
    ("cải cách(nếu có) thủ tục", "thieu-dau-cach", "cách(", "cách (nếu"),
    ("đơn vị (nếu có)thực hiện", "thieu-dau-cach", ")thực", ") thực"),
    ("các đơn vị ( nếu có) thực hiện", "dau-cach-sau-dau-mo", "( ", "liền"),
    ("định kỳ 6 tháng/ lần", "dau-cach-mot-ben", "/ ", "liền"),
    ("phát triển kinh tế- xã hội", "dau-cach-mot-ben", "- ", "hai bên"),
    ("giai đoạn 2021- 2025", "dau-cach-mot-ben", "- ", "hai bên"),
    ("các sở,, ban, ngành", "hai-dau-cau", ",,", "một dấu"),
    ("hoàn thành trong năm..", "hai-dau-cau", "..", "một dấu"),
    ("theo quy định;.", "hai-dau-cau", ";.", "một dấu"),
    ("các đơn vị (nếu có liên quan", "ngoac-thieu-doi", "(", "«)»"),
    ("các đơn vị nếu có) liên quan", "ngoac-thieu-doi", ")", "«(»"),
    ("Lĩnh vực “Cải cách thể chế", "ngoac-thieu-doi", "“", "«”»"),
    ('mô hình "một cửa được nhân rộng', "ngoac-thieu-doi", '"', "nháy"),
    ("để để thực hiện nhiệm vụ", "lap-tu", "để để", "xóa"),
    ("tổng vốn 1.25 tỷ đồng", "so-thap-phan-dau-cham", "1.25", "1,25"),
    ("tổng vốn 1,250,000,000 đồng", "so-hang-nghin-dau-phay", "1,250,000,000", "1.250.000.000"),
    ("trước ngày 5/6/2023", "ngay-thieu-so-khong", "5/6/2023", "05/6/2023"),
    ("trước ngày 15/1/2023", "ngay-thieu-so-khong", "15/1/2023", "15/01/2023"),
    ("Kế hoạch số 09 /2023/KH- UBND ngày 05/6/2023", "ky-hieu-co-dau-cach", "09 /2023/KH- UBND", "09/2023/KH-UBND"),
    ("Nghị định số 30/2020/NĐ-\nCP ngày 05/3/2020", "ky-hieu-co-dau-cach", "30/2020/NĐ-\nCP", "30/2020/NĐ-CP"),
    ("Thực hiện Nghị định số 30/2020/NĐ-CP về văn thư", "trich-dan-thieu-ngay", "30/2020/NĐ-CP", "ngày ban hành"),
    ("chấn chỉnh công tác CCHC", "viet-tat-chua-giai-thich", "CCHC", "(CCHC)"),
    ("nghiêm túc thực hiện.//.", "dau-ket-thuc", ".//.", "./."),
    ("nghiêm túc thực hiện. /.", "dau-ket-thuc", ". /.", "./."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "words", "hint"), BROKEN)
def test_one_fault_is_found_once_with_its_cure(text: str, code: str, words: str, hint: str) -> None:
    (fault,) = proofread([text], KNOWN)
    assert (fault.code, fault.found) == (code, words)
    assert text[fault.start : fault.end] == words
    assert hint in fault.hint
    assert fault.message.endswith(".")


DOCUMENTS: list[tuple[list[str], str, int, str]] = [
    (["a) Một việc;", "b) Hai việc;", "đ) Ba việc."], "so-thieu", 2, "đ)"),
    (["1. Một việc.", "a) Ý đầu;", "b) Ý sau.", "2. Hai việc.", "a) Ý khác.", "2. Ba việc."], "so-trung", 5, "2."),
    (["Điều 1. Phạm vi", "Chương II", "Điều 3. Tổ chức"], "so-thieu", 2, "Điều 3."),
    (["thủ tục xóa, khóa, hóa đơn", "thủ tục xoá hồ sơ"], "dau-thanh-khong-thong-nhat", 1, "xoá"),
    (["theo quy định", "các quy định", "theo qui định"], "hai-cach-viet", 2, "qui định"),
    (["xây dựng chính quyền số", "phát triển chính quyền số", "về Chính quyền số"], "viet-hoa-khong-thong-nhat", 2, "Chính quyền số"),
    (["đạt 5% và 6%", "đạt 7 %"], "phan-tram-khong-cung-kieu", 1, " %"),
    (["từ 15/6/2023 đến 16/7/2023", "sau 20/08/2023"], "ngay-khong-cung-kieu", 1, "20/08/2023"),
    (["từ 15/06/2023 đến 16/07/2023", "sau 04/8/2023"], "ngay-khong-cung-kieu", 1, "04/8/2023"),
    (["trực từ ngày 26 tháng 7 năm 2026 đến ngày 28/07/2026"], "ngay-khong-cung-kieu", 0, "ngày 28/07/2026"),
    (["trực từ 26/7 đến hết ngày 28 tháng 7"], "ngay-khong-cung-kieu", 0, "ngày 28 tháng 7"),
    (["của UBND tỉnh và UBND tỉnh", "gửi UBND Tỉnh"], "viet-hoa-khong-thong-nhat", 1, "UBND Tỉnh"),
    (["từ 15/6/2023", "sau 20-8-2023"], "ngay-khong-cung-kieu", 1, "20-8-2023"),
    (["cải cách hành chính (CCHC)", "cải cách hành chính (CCHC) và CCHC"], "viet-tat-giai-thich-lai", 1, "CCHC"),
    (["cải cách hành chính (CCHC)", "việc khác"], "viet-tat-khong-dung", 0, "CCHC"),
    (["có Phụ lục I, Phụ lục III kèm theo", "Phụ lục I", "Phụ lục II"], "phu-luc-khong-co", 0, "Phụ lục III"),
    (["có Phụ lục I kèm theo", "Phụ lục I", "Phụ lục II"], "phu-luc-khong-nhac", 2, "Phụ lục II"),
    (["Các đơn vị nghiêm túc thực hiện Kế hoạch.", "Nơi nhận:", "- Như trên;"], "dau-ket-thuc", 0, ""),
    (["Đã xong./.", "Còn một việc./.", "Nơi nhận:"], "dau-ket-thuc", 0, "./."),
    (["KẾ HOẠCH", "Thực hiện kế hoạch này từ năm 2023."], "viet-hoa-ten-van-ban", 1, "kế hoạch"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "code", "paragraph", "words"), DOCUMENTS)
def test_what_only_the_whole_document_shows_is_found_in_its_paragraph(
    texts: list[str], code: str, paragraph: int, words: str
) -> None:
    found = [(fault.code, fault.paragraph, fault.found) for fault in proofread(texts, KNOWN)]
    assert (code, paragraph, words) in found
    assert {one[0] for one in found} <= {code, "phu-luc-khong-nhac"}


def test_a_wrong_capital_the_decree_rules_out_is_an_error_and_what_is_never_used_only_a_note() -> None:
    assert [fault.severity for fault in proofread(["của chính phủ"])] == [ERROR]
    assert [fault.severity for fault in proofread(["do chủ tịch UBND tỉnh"], KNOWN)] == [WARNING]
    assert [fault.severity for fault in proofread(["cải cách hành chính (CCHC)"])] == [INFO]


def test_the_appendices_may_be_named_by_who_knows_them() -> None:
    text = "có Phụ lục II kèm theo"
    assert proofread([text]) == ()
    assert proofread([text], Lexicon(appendices=("I", "II"))) == ()
    assert [fault.found for fault in proofread([text], Lexicon(appendices=("",)))] == ["Phụ lục II"]
    assert proofread(["theo Phụ lục III của Nghị định"], Lexicon(appendices=("I",))) == ()


def test_words_the_office_accepts_and_names_the_document_uses_are_no_misspelling() -> None:
    assert [fault.found for fault in proofread(["vùng krông và đăk", "nghành hàng"])] == ["krông", "đăk", "nghành"]
    assert proofread(["vùng krông và đăk", "nghành hàng"], Lexicon(words=("krông", "đăk", "Nghành"))) == ()
    assert proofread(["Đăk có nhiều suối, dọc sông Đăk."]) == ()
    assert [fault.found for fault in proofread(["các nghành và Nghành"])] == ["nghành", "Nghành"]


def test_text_in_composed_unicode_is_read_like_any_other() -> None:
    text = normalize("NFD", "Các nghành của chính phủ")
    found = [fault for fault in proofread([text]) if fault.code != "unicode-to-hop"]
    assert [(fault.code, normalize("NFC", fault.found)) for fault in found] == [
        ("sai-chinh-ta", "nghành"),
        ("viet-hoa-co-quan", "chính phủ"),
    ]
    assert all(text[fault.start : fault.end] == fault.found for fault in found)


@given(
    st.lists(
        st.text(st.one_of(st.characters(), st.sampled_from("  ,;.:()“”ạếöïаnghànhđiều/KH-UBND%15")), max_size=50), max_size=4
    )
)
def test_every_fault_stands_where_it_says_and_they_come_in_order(texts: list[str]) -> None:
    found = proofread(texts, KNOWN)
    assert all(texts[fault.paragraph][fault.start : fault.end] == fault.found for fault in found)
    assert all((one.paragraph, one.start) <= (two.paragraph, two.start) for one, two in pairwise(found))


def test_of_two_ways_that_are_both_right_none_is_advised() -> None:
    for texts in (
        ["về chính quyền số", "về chính quyền số", "về Chính quyền số"],
        ["theo qui định", "theo quy định", "theo qui định"],
    ):
        (found,) = proofread(texts)
        assert found.hint == "chọn một cách viết cho cả văn bản."


def test_dates_of_a_pair_in_one_style_and_dates_of_no_pair_may_stand_together() -> None:
    texts = [
        "từ ngày 26 tháng 7 đến ngày 28 tháng 7 năm 2026",
        "sau 28/7/2026, ngày 30 tháng 7 năm 2026",
        "từ 26/7 đến 28/7/2026",
    ]
    assert proofread(texts) == ()


@pytest.mark.parametrize(
    "recipients",
    [["Nơi nhận:", "Như trên;", "TT BCĐ;", "Lưu: VT, KTN."], ["Nơi nhận:\n- TT BCĐ;\n- Lưu: VT, KTN."], ["Lưu: VT, KTN."]],
)
def test_abbreviations_of_recipients_need_no_explanation_whatever_makes_their_dash(recipients: list[str]) -> None:
    assert [fault.found for fault in proofread(recipients) if fault.code == "viet-tat-chua-giai-thich"] == []


def test_only_the_lines_of_recipients_are_passed_over() -> None:
    texts = ["Nơi nhận hồ sơ của KTN", "Nơi nhận:", "- Lưu: VT.", "Kèm theo biểu của BCĐ"]
    assert [fault.found for fault in proofread(texts) if fault.code == "viet-tat-chua-giai-thich"] == ["KTN", "BCĐ"]
