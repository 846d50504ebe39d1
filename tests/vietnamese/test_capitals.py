"""Capitals: what the table and the names say, and where they keep silent."""

import pytest

from kehoach_gen.vietnamese.capital_rules import RULES
from kehoach_gen.vietnamese.capitals import capital_faults
from kehoach_gen.vietnamese.model import Lexicon

LEXICON = Lexicon(
    names=("Cục Thuế tỉnh", "Cục thuế tỉnh", "Tỉnh đoàn", "Báo Sơn La", "Ban Dân tộc tỉnh", "Trung tâm Phục vụ Hành chính công"),
    places=("Hát Lót", "Bó Mười"),
)


def cures(text: str, kind: str = "") -> list[str]:
    return [fault.hint for fault in capital_faults(text, LEXICON, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "SỞ NỘI VỤ TỈNH SƠN LA",
        "tổ chức phi chính phủ, các chính phủ, chính phủ điện tử, trái phiếu chính phủ",
        "lần thứ hai, thứ ba là, tháng năm, hai tháng hai lần, ba tháng tư pháp",
        "giám đốc các sở, chủ tịch hội, bí thư chi bộ",
        "Điểm a khoản 2 Điều 5 và khoản 3 Điều này",
        "theo kế hoạch số lượng, báo cáo số liệu, quyết định số phận",
        "đảng viên, đảng ủy, đảng bộ, của đảng bộ xã",
        "Quận 1, Thành phố Hồ Chí Minh, Phường Điện Biên Phủ, thành phố Hà Nội",
        "hòa bình và ổn định; hà nam; Hòa bình là quý.",
        "quản lý nhà nước, cơ quan nhà nước, ngân sách nhà nước",
        "Tổng cục Thuế, đại hội nông dân, chi hội Nông dân, kỷ luật lao động, pháp luật đất đai, cơ sở y tế, cán bộ tư pháp, đồng bộ xây dựng, trụ sở tài chính",
        "TP. sơn la; tr. năm; v.v. và nhiều nữa; số. 5",
        "Ông Nguyễn Văn An, bà Lò Thị Na Na, ông An và bà Bình",
        "Nguyễn Văn An, Lò Thị Bình, Giàng A Páo, Hoàng Quốc Khánh",
        "xử lý; Sở Nội vụ, Tổ chức Y tế Thế giới; Kế hoạch số 5/KH-UBND",
        "Xét Tờ trình của Sở Tài chính; Báo cáo thẩm tra của Ban Pháp chế",
        "1. Địa điểm: Tại Nhà Văn hóa Hát Lót, huyện Mai Sơn",
        "bà Lò Thị Bình, Trưởng ban Dân tộc tỉnh; quốc hội các nước; Quốc hội khóa XV",
        "Luật sửa đổi năm 2020, theo Luật này, luật sư ngày 05/6/2023, pháp luật năm 2013, Bộ luật Dân sự năm 2015",
        "Tuy nhiên, Công an tỉnh; Về việc này, Sở báo cáo. Về kinh phí: do ngân sách bảo đảm",
        "người Việt Nam, nước Thái Lan, khu vực Thái Bình Dương",
        "Trung tâm Phục vụ hành chính công cấp xã và Trung tâm Phục vụ Hành chính công tỉnh",
        "các bộ tài chính, cán bộ nội vụ, toàn bộ y tế, câu lạc bộ khoa học và công nghệ, yêu cầu bộ xây dựng kế hoạch",
        "Xét Tờ trình của Sở Nội vụ; Báo cáo thẩm định số 18/BC-STP; Kế hoạch số 5/KH-UBND; Báo cáo kết quả rà soát số 12/BC-SNV",
        "đổi cho nhân dân tệ",
    ],
)
def test_right_and_doubtful_capitals_are_left_alone(text: str) -> None:
    assert cures(text) == []


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("Tỉnh Đoàn và báo Sơn La", "viết: Tỉnh đoàn."),
        ("tại Xã Hát Lót", "viết: xã Hát Lót."),
        ("xã Bó mười", "viết: Bó Mười."),
        ("về Thị xã Sơn La", "viết: thị xã Sơn La."),
        ("Bộ nội vụ", "viết: Bộ Nội vụ."),
        ("báo cáo bộ nội vụ", "viết: Bộ Nội vụ."),
        ("gửi bộ giáo dục và đào tạo, bộ chính trị", "viết: Bộ Chính trị."),
        ("do văn phòng Ủy ban nhân dân tỉnh chủ trì", "viết: Văn phòng Ủy ban nhân dân tỉnh."),
        ("do văn phòng ủy ban nhân dân tỉnh chủ trì", "viết: Văn phòng Ủy ban nhân dân tỉnh."),
        ("do văn phòng UBND tỉnh chủ trì", "viết: Văn phòng UBND tỉnh."),
        ("Trung tâm phục vụ Hành Chính Công tỉnh", "viết: Trung tâm Phục vụ Hành chính công."),
        ("không gây phiền hà cho nhân dân", "viết: Nhân dân."),
        ("rà soát; Báo cáo kết quả về Sở", "viết: báo cáo."),
        ("Bộ Văn Hóa, Thể Thao và Du Lịch", "viết: Bộ Văn hóa, Thể thao và Du lịch."),
        ("sở Lao động - thương binh và Xã hội", "viết: Sở Lao động - Thương binh và Xã hội."),
        ("Toà án Nhân dân tỉnh", "viết: Tòa án nhân dân."),
        ("theo luật đất đai", "viết: Luật Đất đai."),
        ("mục III Nghị quyết", "viết: Mục."),
        ("Đảng và nhà nước", "viết: Nhà nước."),
        ("đảng cộng sản Việt Nam", "viết: Đảng Cộng sản Việt Nam."),
        ("ngày Nhà giáo việt nam", "viết: Nhà giáo Việt Nam."),
        ("Phó giám đốc Sở", "viết: Phó Giám đốc."),
        ("do Nguyễn văn An ký", "viết: Nguyễn Văn An."),
        ("họp vào chiều thứ sáu.", "viết: thứ Sáu."),
        ("trực vào thứ hai hằng tuần", "viết: thứ Hai."),
        ("nghiêm túc, Thực hiện ngay", "viết: thực hiện."),
        ("Thời gian qua, Công tác thu ngân sách", "viết: công tác."),
        ("nghị quyết của Chính phủ Về hỗ trợ", "viết: về."),
        ("kèm theo Quyết định số 5/QĐ-UBND Ngày 05/6/2023", "viết: ngày."),
        ("Đoàn đại biểu quốc hội tỉnh", "viết: Quốc hội."),
        ("kỳ họp Quốc Hội lần này", "viết: Quốc hội."),
        ("theo Luật cảnh vệ năm 2017", "viết: Luật Cảnh vệ."),
        ("theo Luật trồng trọt", "viết: Luật Trồng trọt."),
        ("- Như điều 3;", "viết: Điều."),
        ("Thứ tư, ngày 07/6/2023", "viết: Thứ Tư."),
        ("nhập khẩu từ Trung quốc", "viết: Trung Quốc."),
        ("Nước cộng hòa Xã hội Chủ nghĩa Việt Nam", "viết: Cộng hòa xã hội chủ nghĩa Việt Nam."),
    ],
)
def test_a_wrong_capital_is_found_with_its_cure(text: str, cure: str) -> None:
    assert cure in cures(text)


def test_a_name_is_told_once_though_a_rule_finds_it_too() -> None:
    assert cures("của Thủ tướng chính phủ") == ["viết: Thủ tướng Chính phủ."]


def test_the_first_of_two_names_that_differ_in_case_counts() -> None:
    assert cures("gửi Cục thuế tỉnh") == ["viết: Cục Thuế tỉnh."]


def test_only_its_own_type_is_the_document_itself() -> None:
    assert cures("theo kế hoạch này và báo cáo này", "Kế hoạch") == ["viết: Kế hoạch."]
    assert cures("theo kế hoạch này") == []


def test_the_sign_of_a_rule_is_sought_in_small_letters() -> None:
    assert all(rule.sign == rule.sign.lower() for rule in RULES)
