"""Spelling: the lists hold together, and words that only look wrong are left alone."""

import re

import pytest

from kehoach_gen.vietnamese.fold import fold, without_marks
from kehoach_gen.vietnamese.spelling import spelling_faults, tone_placement_faults
from kehoach_gen.vietnamese.syllable import is_syllable
from kehoach_gen.vietnamese.words import word_list


def test_every_confusion_is_found_unless_it_needs_words_around_it_and_its_cure_is_spelt_right() -> None:
    for line in word_list("confusions.txt"):
        wrong, right = line.split("\t")
        assert all(is_syllable(word) for word in re.findall(r"[^\W\d_]+", right)), right
        if "(?=" not in wrong:
            plain = re.sub(r"\(\?<?!(?:[^()]|\([^()]*\))*\)", "", wrong)
            assert [fault.hint for fault in spelling_faults(plain)] == [f"viết: {right}."], line


def test_every_loanword_needs_its_place_in_the_list() -> None:
    words = " ".join(word_list("loanwords.txt")).split()
    assert len(words) == len(set(words))
    assert [word for word in words if is_syllable(word)] == []


@pytest.mark.parametrize(
    "text",
    [
        "hóa đơn vi phạm, đồng thời hạng mục, điều chỉnh chu kỳ, lịch sử lý luận, cũng cố gắng, lợi thế kỹ thuật",
        "trong tâm trí, khu phố biến thành chợ, đả kích, lễ hội đông nhân dân, trực tiếp nhân danh, ý kiến nghi vấn",
        "ki-lô-mét, Mát-xcơ-va, Hồ Chí Minh, H'Mông, M'Nông, Đắk Lắk, Krông Pa, Bắc Kạn, Pleiku",
        "ôtô, axít, vắcxin, bêtông, môđun, camera, online, website, km, đ/c, v.v.",
        "UBND, HĐND, TƯ, BTVTƯ, VNeID, NĐ-CP, QĐ-TTg, KT-XH",
        "bảo tồn động vật, vấn đề suất ăn, sản xuất khẩu trang, hồ sơ xuất khẩu, thị trấn chỉnh trang, chính xác xuất phát",
        "học tập chung, thực tập chung, khả năng xuất khẩu, che dấu vết, khen thường xuyên, tăng cương vị, bắt đầu thầu, vấn đề nghỉ hưu",
        "kinh nghiệm kỳ trước, điều khoản cách thức, bảo quản triệt để, ý kiến nghỉ học, ban đầu thầu, còn tồn tai nạn, chứ năng lực",
        "cuốn: net và pop, rap; set nhạc",
        "nghanh.docx, www.nghành.vn, a@nghành.vn, C:\\nghành",
        "gì, giếng, giết, gìn giữ, quý, quốc, khuỷu, ngoằn ngoèo, khúc khuỷu, thuở, huơ, xoong, oẳn tù tì",
    ],
)
def test_words_that_only_look_wrong_are_left_alone(text: str) -> None:
    assert list(spelling_faults(text)) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("NGHÀNH GIÁO DỤC", "viết: NGÀNH."),
        ("Nghành giáo dục", "viết: Ngành."),
        ("TỔ CHỨC THIHÀNH", "viết: THI HÀNH."),
        ("Sở Nôị vụ", "viết: Nội."),
        ("ủyban nhândân", "viết: ủy ban."),
        ("mộtcửaliênthông", "viết: một cửa liên thông."),
    ],
)
def test_the_cure_has_the_capitals_of_what_was_written(text: str, hint: str) -> None:
    assert hint in [fault.hint for fault in spelling_faults(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK",
        "XÃ CƯ ÊBUR, HUYỆN KRÔNG PẮC",
        "THỊ TRẤN ĐẮK ĐOA, HUYỆN ĐẮK R'LẤP",
        "Lắk: 11 xã. Đắk Mil: 10 xã",
        "vi rút týp 2, rơ moóc",
        "từ thiện tai nạn, biến thiên tại trạm, công việc khác phục vụ dân, UBND phường hướng dẫn, thành phần đấu thầu",
        "hình thức hiện nay, linh hoạt đồng bộ, cơ số thuốc, thiên tài, lịch sử dựng nước, mâu thuẫn lợi ích, tuyến truyền tải",
    ],
)
def test_names_in_capitals_and_neighbours_that_only_look_like_a_compound_are_left_alone(text: str) -> None:
    assert list(spelling_faults(text)) == []


@pytest.mark.parametrize(
    ("text", "found", "hint"),
    [
        ("phát triển kính tế", "kính tế", "viết: kinh tế."),
        ("Bộ Xây dụng", "Xây dụng", "viết: Xây dựng."),
        ("các đại biểu thảo luân", "thảo luân", "viết: thảo luận."),
        ("PHÁT TRIỂN KÍNH TẾ", "KÍNH TẾ", "viết: KINH TẾ."),
        ("trên cơ sơ đó", "cơ sơ", "viết: cơ sở."),
        ("phát triễn du lịch", "triễn", "viết: triển."),
        ("thực hiện nội dunng sau", "dunng", "viết: dung."),
        ("TỔ CHỨC TẠI TRƯỜG HỌC", "TRƯỜG", "gõ lại"),
    ],
)
def test_a_compound_with_one_wrong_mark_and_a_doubled_letter_are_found(text: str, found: str, hint: str) -> None:
    (fault,) = spelling_faults(text)
    assert fault.found == found
    assert hint in fault.hint


def test_every_compound_is_spelt_right_and_every_exception_stands_for_one() -> None:
    lines = word_list("compounds.txt")
    compounds = [line.replace("*", "") for line in lines if not line.startswith("!")]
    letters = {without_marks(fold(compound)) for compound in compounds}
    assert all(is_syllable(word) for compound in compounds for word in compound.split(" "))
    assert all(without_marks(fold(line[1:])) in letters for line in lines if line.startswith("!"))
    assert list(spelling_faults(", ".join([*compounds, *(line[1:] for line in lines if line.startswith("!"))]))) == []


def test_words_of_names_are_no_syllables_or_need_no_list() -> None:
    words = " ".join(word_list("name_words.txt")).split()
    assert len(words) == len(set(words))
    assert [word for word in words if is_syllable(word)] == []


def test_where_two_customs_are_even_the_tone_on_the_first_vowel_is_the_measure() -> None:
    (fault,) = tone_placement_faults(["Ủy ban nhân dân cụ thể hoá"])
    assert (fault.found, fault.hint) == ("hoá", "viết một kiểu trong cả văn bản: hóa.")


def test_each_word_in_the_rarer_custom_is_told_once() -> None:
    texts = ["hòa, khóa, xóa, thủy, ủy", "Hoà, hoà, uỷ ban; quý, khoảng, hoàn"]
    assert [(fault.found, fault.hint.removesuffix(".")[-3:]) for fault in tone_placement_faults(texts)] == [
        ("Hoà", "Hòa"),
        ("uỷ", " ủy"),
    ]
    assert list(tone_placement_faults(texts[:1])) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("hồ sơ tồn động; nếu có vướn mắc", "viết: tồn đọng."),
        ("nếu có vướn mắc", "viết: vướng mắc."),
        ("hỗ trợ danh nghiệp", "viết: doanh nghiệp."),
        ("đạt kết quả suất xắc", "viết: xuất sắc."),
        ("chia xẻ dữ liệu", "viết: chia sẻ."),
        ("các đề suất", "viết: đề xuất."),
        ("chịu trách nghiệm", "viết: trách nhiệm."),
        ("tập chung chỉ đạo", "viết: tập trung."),
        ("năng xuất lao động", "viết: năng suất."),
        ("diễn biến mưa lũ; kip thời cảnh báo", "viết: kịp thời."),
    ],
)
def test_a_usual_confusion_of_administrative_writing_is_told_with_its_cure(text: str, hint: str) -> None:
    assert hint in [fault.hint for fault in spelling_faults(text)]


def test_a_word_without_its_tone_is_told_after_a_colon_or_a_semicolon_too() -> None:
    found = [(fault.code, fault.found) for fault in spelling_faults("nhiệm vụ: nhat lượng điện; thuc hiện ngay")]
    assert found == [("thieu-dau-thanh", "nhat"), ("thieu-dau-thanh", "thuc")]
