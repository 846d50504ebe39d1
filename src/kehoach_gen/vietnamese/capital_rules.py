"""Words that are to be written with other capitals, by the words around them (NĐ 30/2020, Phụ lục II): one table."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kehoach_gen.problem.model import ERROR, WARNING, Severity
from kehoach_gen.vietnamese.words import LOWER, UPPER


class Rule(NamedTuple):
    """A pattern that finds words, and the words to write instead; equal words are no fault."""

    code: str
    severity: Severity
    why: str
    pattern: re.Pattern[str]
    right: Callable[[str], str]
    sign: str
    """Letters, in small ones, without which it cannot hold: most texts have them not, and are passed over quickly."""
    inside: bool = False
    """Holds inside a sentence only, where no capital is right."""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _second(words: str) -> str:
    """«Luật trồng trọt» → «Luật Trồng trọt»."""
    first, rest = words.split(" ", 1)
    return f"{first} {_capital(rest)}"


def _each(words: str) -> str:
    return " ".join(_capital(word) for word in words.split(" "))


def _as_listed(*listed: str) -> Callable[[str], str]:
    return lambda words: next(one for one in listed if one.lower() == words.lower())


def _last(words: str) -> str:
    """«thứ hai» → «thứ Hai»."""
    first, last = words.split(" ", 1)
    return f"{first} {_capital(last)}"


def _after(*words: str) -> str:
    """A pattern: right after one of these words."""
    return "(?:" + "|".join(rf"(?<=(?<!\w){word} )" for word in words) + ")"


def _either(words: tuple[str, ...]) -> str:
    return "|".join(words)


_KINDS = (
    "nghị định", "quyết định", "thông tư liên tịch", "thông tư", "nghị quyết", "chỉ thị", "kế hoạch", "công văn", "báo cáo", "tờ trình",
    "thông báo", "hướng dẫn", "chương trình", "đề án", "công điện", "kết luận", "quy chế", "quy định", "pháp lệnh",
)  # fmt: skip
_LAWS = (
    "Luật", "Bộ luật", "Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Pháp lệnh", "Hiến pháp", "Quy chế", "Quy định", "Điều lệ",
)  # fmt: skip
_CITED = rf"(?= (?:của )?(?:{_either(_LAWS)})(?!\w)| này(?!\w))"
_TITLES = (
    "Phó Chủ tịch", "Chủ tịch", "Phó Giám đốc", "Giám đốc", "Phó Bí thư", "Bí thư", "Phó Chánh Văn phòng", "Chánh Văn phòng",
    "Bộ trưởng", "Thứ trưởng", "Cục trưởng", "Chánh Thanh tra", "Phó Chánh Thanh tra",
)  # fmt: skip
_BODIES = (
    "UBND", "HĐND", "Ủy ban", "Uỷ ban", "Hội đồng nhân dân", "Quốc hội", "Mặt trận", "Sở", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy",
    "Bộ", "Cục", "Văn phòng", "tỉnh Sơn La", "Quốc Hội",
)  # fmt: skip
_HOLIDAYS = (
    "Quốc khánh", "Doanh nhân Việt Nam", "Nhà giáo Việt Nam", "Thầy thuốc Việt Nam", "Phụ nữ Việt Nam", "Quốc tế Phụ nữ",
    "Quốc tế Lao động", "Thương binh - Liệt sĩ", "Pháp luật Việt Nam", "Gia đình Việt Nam", "Báo chí Cách mạng Việt Nam",
    "Chuyển đổi số quốc gia", "Giải phóng miền Nam", "Giỗ Tổ Hùng Vương",
)  # fmt: skip
_DAYS = "(?:hai|ba|tư|năm|sáu|bảy)"
_MONTHS = "(?:giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)"
_VERBS = (
    "Thực hiện", "Triển khai", "Phối hợp", "Rà soát", "Sửa đổi", "Đôn đốc", "Tham mưu", "Bảo đảm", "Đảm bảo", "Tăng cường", "Nâng cao",
    "Đẩy mạnh", "Tiếp tục", "Kịp thời", "Đồng thời", "Giải quyết",
)  # fmt: skip
_AFTER_SEMICOLON = (
    *_VERBS, "Tổ chức", "Kiểm tra", "Xây dựng", "Hướng dẫn", "Đề xuất", "Chủ trì", "Báo cáo", "Thông báo", "Ban hành", "Theo dõi",
    "Quản lý", "Cơ quan", "Đơn vị", "Các", "Những",
)  # fmt: skip
_OPENING = (
    "năm qua", "thời gian qua", "thời gian tới", "Tuy nhiên", "Bên cạnh đó", "Ngoài ra", "Theo đó", "Vì vậy", "Do đó", "Hiện nay",
)  # fmt: skip
"""Words that open a sentence and end in a comma."""
_SURNAMES = _either((
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Lò", "Cầm",
    "Quàng", "Tòng", "Hà", "Đinh", "Đào", "Mùa", "Giàng", "Vàng", "Sùng", "Thào", "Lường", "Bạc", "Cà", "Vì", "Mai", "Trịnh", "Trương",
    "Lương", "Cao", "Chu", "Tạ", "Phùng", "Tráng",
))  # fmt: skip
_ARTICLE = "«Điều», «Chương», «Mục», «Phần» khi viện dẫn viết hoa (NĐ 30/2020, Phụ lục II, V.7)"
_PERSON = "họ tên người viết hoa chữ cái đầu mỗi tiếng (NĐ 30/2020, Phụ lục II, II.1)"
_CALENDAR = "tên thứ, tên tháng viết bằng chữ thì viết hoa (NĐ 30/2020, Phụ lục II, V.8)"
_SENTENCE = "sau dấu phẩy, dấu chấm phẩy không viết hoa (NĐ 30/2020, Phụ lục II, I)"
_PEOPLE = "danh từ «Nhân dân», «Nhà nước» viết hoa (NĐ 30/2020, Phụ lục II, V.1)"


def _rule(
    code: str,
    severity: Severity,
    sign: str,
    why: str,
    pattern: str,
    right: Callable[[str], str] = _capital,
    *,
    inside: bool = False,
) -> Rule:
    return Rule(code, severity, why, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), right, sign, inside)


RULES = (
    _rule(
        "viet-hoa-ten-van-ban",
        ERROR,
        " số",
        "tên loại của một văn bản cụ thể viết hoa (NĐ 30/2020, Phụ lục II, V.6)",
        rf"(?:{_either(_KINDS)})(?= số:? ?\d+\w*(?:/| ?- ?[A-ZĐ]))",
    ),
    _rule("viet-hoa-dieu-khoan", ERROR, "điều ", _ARTICLE, rf"điều(?= \d+[a-z]?(?:(?:, | và | hoặc )\d+)*{_CITED})"),
    _rule("viet-hoa-dieu-khoan", ERROR, "", _ARTICLE, rf"(?:chương|mục|phần)(?= [IVX]+{_CITED})"),
    _rule("viet-hoa-dieu-khoan", ERROR, "như điều ", _ARTICLE, r"(?<=[Nn]hư )điều(?= \d+(?:[;.,]|$))"),
    _rule("viet-hoa-dieu-khoan", ERROR, "khoản ", _ARTICLE, r"(?:(?<=khoản \d )|(?<=khoản \d\d ))điều(?= \d)"),
    _rule(
        "viet-hoa-dieu-khoan",
        ERROR,
        "khoản ",
        "«khoản», «điểm» viết thường (NĐ 30/2020, Phụ lục II, V.7)",
        r"Khoản(?= \d+,? [Đđ]iều \d)|Điểm(?= [a-zđ]\d?,? [Kk]hoản \d)",
        _small,
        inside=True,
    ),
    _rule(
        "viet-hoa-co-quan",
        ERROR,
        "chính phủ",
        "«Chính phủ» là tên riêng (NĐ 30/2020, Phụ lục II, IV)",
        "(?<!phi )(?<!liên )(?<!các )(?<!nhiều )(?<!hai )(?<!trái phiếu )(?<!bảo lãnh )"
        r"chính phủ(?! (?:điện tử|số|các|nước|liên bang|lâm thời|hai|và phi)(?!\w))",
    ),
    _rule(
        "viet-hoa-co-quan",
        ERROR,
        "quốc hội",
        "«Quốc hội» là tên riêng (NĐ 30/2020, Phụ lục II, IV)",
        r"Quốc Hội|(?<=[Đđ]ại biểu )quốc hội|quốc hội(?= kh[oó][áa] [IVX])",
        lambda _: "Quốc hội",
    ),
    _rule(
        "viet-hoa-ten-van-ban",
        ERROR,
        "luật ",
        "tên luật viết hoa cả chữ đầu sau «Luật» (NĐ 30/2020, Phụ lục II, V.6)",
        rf"(?<!\w [Bb]ộ )Luật (?!(?:sửa|này|định|pháp|gia|sư|lệ|tục|số|năm)(?!\w))(?:{LOWER}+,? ){{1,7}}?{LOWER}+(?= năm \d{{4}}| ngày \d)",
        _second,
    ),
    _rule(
        "viet-hoa-co-quan",
        ERROR,
        "đảng",
        "«Đảng» chỉ Đảng Cộng sản Việt Nam viết hoa (NĐ 30/2020, Phụ lục II, V.4)",
        _after("của", "do", "toàn", "theo", "ơn") + r"đảng(?! (?:viên|ủy|uỷ|bộ|phái|phí|đoàn|cầm|đối|này|đó)(?!\w))"
        r"|đảng(?=,? (?:và )?[Nn]hà nước(?!\w)| [Cc]ộng sản)",
    ),
    _rule("viet-hoa-ho-ten", ERROR, "", _PERSON, rf"(?:{_SURNAMES}) (?:văn|thị) {UPPER}\w*", _each),
    _rule(
        "viet-hoa-ho-ten",
        ERROR,
        "",
        _PERSON,
        rf"{_after('[Ôô]ng', '[Bb]à', 'đồng chí')}(?:{_SURNAMES}) {LOWER}+ {UPPER}{LOWER}*",
        _each,
    ),
    _rule(
        "viet-hoa-ngay-thang",
        WARNING,
        "thứ ",
        _CALENDAR,
        rf"{_after('sáng', 'chiều', 'tối', 'ngày')}thứ {_DAYS}(?=,? \d|,? ngày \d|[.;,)]|$)",
        _last,
    ),
    _rule(
        "viet-hoa-ngay-thang",
        WARNING,
        "thứ ",
        _CALENDAR,
        rf"[Tt]hứ {_DAYS}(?=,? ngày \d|,? \(?\d{{1,2}}/\d| h[àằ]ng tuần)",
        _last,
    ),
    _rule(
        "viet-hoa-ngay-thang",
        WARNING,
        "chủ nhật",
        _CALENDAR,
        _after("ngày", "sáng", "chiều", "tối", "Bảy,", "Bảy và", "Bảy hoặc") + "chủ nhật",
    ),
    _rule(
        "viet-hoa-ngay-thang",
        WARNING,
        "tháng ",
        _CALENDAR,
        rf"{_after('trong', 'vào', 'đầu', 'cuối', 'giữa', 'trước')}tháng {_MONTHS}(?= năm \d{{4}}|[.;,)]|$)",
        _last,
    ),
    _rule(
        "viet-hoa-ngay-thang",
        WARNING,
        "ngày ",
        "tên ngày kỷ niệm viết hoa (NĐ 30/2020, Phụ lục II, V.5)",
        rf"{_after('[Nn]gày')}(?i:{_either(_HOLIDAYS)})",
        _as_listed(*_HOLIDAYS),
    ),
    _rule(
        "viet-hoa-chuc-vu",
        WARNING,
        "",
        "chức vụ đi liền tên cơ quan viết hoa (NĐ 30/2020, Phụ lục II, V.3)",
        rf"(?i:{_either(_TITLES)})(?= (?:{_either(_BODIES)})(?!\w))",
        _as_listed(*_TITLES),
    ),
    _rule(
        "viet-hoa-nhan-dan-nha-nuoc",
        WARNING,
        "nhà nước",
        _PEOPLE,
        _after("được", "[Dd]o", "Đảng và", "Đảng,", "pháp luật của") + "nhà nước",
    ),
    _rule(
        "viet-hoa-nhan-dan-nha-nuoc",
        WARNING,
        "nhân dân",
        _PEOPLE,
        _after("trong", "để", "cho", "của", "Đảng và", "phục vụ", "quần chúng") + "nhân dân(?! tệ)",
    ),
    _rule(
        "viet-hoa-giua-cau",
        WARNING,
        "; ",
        _SENTENCE,
        rf"(?<=; )(?:{_either(_AFTER_SEMICOLON)})(?= {LOWER}|,)(?!(?: {LOWER}+){{0,6}} số:? ?\d)(?! này)(?! thẩm (?:tra|định))",
        _small,
    ),
    _rule("viet-hoa-giua-cau", WARNING, ", ", _SENTENCE, rf"(?<={LOWER}, )(?:{_either(_VERBS)})(?= {LOWER})", _small),
    _rule(
        "viet-hoa-giua-cau",
        WARNING,
        ", ",
        _SENTENCE,
        "(?:"
        + "|".join(f"(?i:(?<={words}, ))" for words in _OPENING)
        + f")(?:Công tác|Tình hình|Việc|Các|Một số|Nhiều)(?= {LOWER})",
        _small,
    ),
    _rule(
        "viet-hoa-giua-cau",
        WARNING,
        "về ",
        "giữa câu không viết hoa (NĐ 30/2020, Phụ lục II, I)",
        rf"(?<={LOWER} )Về(?= \w)|(?<=\d{{4}} )Về(?= việc)",
        _small,
    ),
    _rule(
        "viet-hoa-giua-cau",
        WARNING,
        "ngày ",
        "giữa câu không viết hoa (NĐ 30/2020, Phụ lục II, I)",
        r"(?<=/[A-ZĐ]{2}-[A-ZĐ]{4} )Ngày(?= \d)|(?<=/[A-ZĐ]{2}-[A-ZĐ]{2} )Ngày(?= \d)",
        _small,
    ),
)
