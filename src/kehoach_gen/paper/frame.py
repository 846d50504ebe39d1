"""The head of an old plan: letterhead, type and trích yếu; and what its appendix says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_gen.nd30 import law_at
from kehoach_gen.nd30.letterhead import heading_lines
from kehoach_gen.nd30.model import FIRST_DAY
from kehoach_gen.office.marks import BODY, PREFIX
from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.model import Line, Reading, shortened
from kehoach_gen.problem import Place
from kehoach_gen.vietnamese.dates import PartialDate, parse_partial_date
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.letters import MARKED_CAPITALS
from kehoach_gen.vietnamese.typed_numbers import typed_number

KINDS = {fold(kind): kind for kind in law_at(FIRST_DAY).abbreviations}
"""Types of document by their folded names (Điều 7)."""

_NATION = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
_MOTTO = re.compile(r"độc\s*lập\s*[-–—]\s*tự\s*do\s*[-–—]\s*hạnh\s*phúc", re.IGNORECASE)
_NUMBER = re.compile(r"(?i:số)\s*:?\s*(?P<number>[^/:]*?)\s*/\s*(?P<symbol>[^\s,–-]+(?:\s*[-–]\s*[^\s,–-]+)*)")
_DATED = re.compile(r"(?P<place>[^\d,:;/]{2,40}),\s*(?P<date>ngày\b.*?\bnăm\b\s*[\d.…]*)", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\(?(?:ban hành )?k[eè]m theo (?P<kind>[^\d/]+?) số\s*:?\s*(?P<number>[^/]*?)\s*/\s*(?P<symbol>\S+(?:\s*-\s*\S+)*?),?"
    r"\s+(?P<date>ngày\b.*?)\s+của\s+(?P<issuer>.+?)\s*\)?\.?",
    re.IGNORECASE,
)


def is_attached(text: str) -> bool:
    """Whether the line ties an appendix to its document."""
    return bool(re.match(r"\(?\s*(?:ban hành\s+)?k[eè]m theo\b", text, re.IGNORECASE))


def is_frame(text: str) -> bool:
    """Whether the words are some that only a letterhead or a foot has."""
    return bool(_NATION.search(text) or _MOTTO.search(text) or re.search(r"(?i)\bnơi nhận\s*:", text))


def kind_at(line: str) -> tuple[str, str] | None:
    """The type that a line in capitals begins with, and the words after it."""
    for folded, kind in sorted(KINDS.items(), key=lambda item: -len(item[0])):
        head = line[: len(kind)]
        if fold(head) == folded and head.isupper() and not line[len(kind) : len(kind) + 1].isalnum():
            return kind, line[len(kind) :].strip(" :.")
    return None


@dataclass
class Frame:
    """Reads the parts of the frame into a reading; what it learnt of number and date is compared with what the appendix says."""

    reading: Reading
    capitals: Capitals
    number: str = ""
    symbol: str = ""
    issued: PartialDate | None = None
    kind: str = ""

    # Above the text

    def read_head(self, lines: Sequence[Line]) -> None:
        """Lines of the letterhead, in any order; those of the agency's name among them in theirs."""
        names: list[Line] = []
        for line in lines:
            rest = _MOTTO.sub(" ", _NATION.sub(" ", line.words))
            for read, form in ((self.put_number, _NUMBER), (self.put_date, _DATED)):
                if found := form.search(rest):
                    read(found, line.place)
                    rest = rest[: found.start()] + " " + rest[found.end() :]
            if draft := re.match(r"(?i)\W*dự thảo\b.*", rest):
                message = f"Bỏ chữ «{shortened(draft[0].strip())}» ở đầu trang."
                self.reading.inform("bo-chu-du-thao", line.place, message, "không cần làm gì.")
            elif any(map(str.isalpha, rest)):
                names.append(Line(" ".join(rest.split()), line.place, line.marks, line.is_bold))
        self.put_authority(names)

    def put_number(self, found: re.Match[str], place: Place) -> None:
        self.number = found["number"].strip(" .…_-")
        self.symbol = re.sub(r"\s*[-–]\s*", "-", found["symbol"])
        if self.number:
            self.reading.put(("so",), self.number, place)
        self.reading.places[("so",)] = place
        self.put_symbol(place)

    def put_symbol(self, place: Place) -> None:
        """«KH-UBND» without what stands for the type."""
        head, _, rest = self.symbol.partition("-")
        known = {fold(short) for short in law_at(FIRST_DAY).abbreviations.values() if short}
        self.reading.put(("co_quan", "ky_hieu"), rest if rest and fold(head) in known else self.symbol, place)

    def put_date(self, found: re.Match[str], place: Place) -> None:
        self.reading.put(("dia_danh",), found["place"].strip(), place)
        self.put_issued(found["date"], place)

    def put_issued(self, words: str, place: Place) -> None:
        date = parse_partial_date(words.replace("…", " "))
        if isinstance(date, PartialDate):
            self.issued = date
            parts = (
                date.day and f"{date.day:02}",
                date.month and (f"{date.month:02}" if date.day else str(date.month)),
                str(date.year),
            )
            self.reading.put(("ngay_ban_hanh",), "/".join(part for part in parts if part), place)
            return
        self.reading.put(("ngay_ban_hanh",), words, place)
        message = f"Không đọc được ngày ban hành «{shortened(words)}»; chữ được giữ nguyên."
        self.reading.tell("ngay-khong-doc-duoc", place, message, "viết ngày/tháng/năm; bản dự thảo chỉ ghi tháng/năm hoặc năm.")

    def put_authority(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        cut = _first_of_authority(lines)
        above, own = lines[:cut], lines[cut:]
        if above:
            self.put_lowered(("co_quan", "chu_quan"), " ".join(line.text for line in above), above[0].place)
        self.put_lowered(("co_quan", "ten"), " ".join(line.text for line in own), own[0].place)
        printed = [line.text for line in own]
        if len(printed) > 1 and heading_lines(self.reading.values["co_quan", "ten"], law_at(FIRST_DAY)) != printed:
            self.reading.put(("co_quan", "trinh_bay"), "\n".join(printed), own[0].place)

    def put_lowered(self, path: tuple[str | int, ...], text: str, place: Place) -> None:
        """A value in small letters; that its capitals were taken off is said."""
        self.reading.put(path, self.lowered(text, place), place)

    def lowered(self, text: str, place: Place) -> str:
        if not is_capitals(text):
            return text
        lowered = self.capitals.lowered(text)
        message = f"Chữ in hoa «{shortened(text)}» được ghi thành «{shortened(lowered)}»; khi in vẫn là chữ in hoa."
        self.reading.inform("doi-chu-in-hoa", place, message, "xem lại chữ hoa ở tên riêng.")
        return lowered

    def read_title(self, lines: Sequence[Line]) -> int:
        """From the line of the type on; returns how many lines type and trích yếu take."""
        found = kind_at(lines[0].words)
        assert found is not None, "the title begins with a type"
        self.kind, rest = found
        self.reading.put(("loai",), self.kind, lines[0].place)
        subject = [Line(rest, lines[0].place, lines[0].marks, lines[0].is_bold)] if rest else []
        count = 1
        while count < len(lines) and (not subject or self.goes_on(subject, lines[count])):
            subject.append(lines[count])
            count += 1
        if subject:
            text = self.lowered(" ".join(line.words for line in subject), subject[0].place)
            self.reading.put(("trich_yeu",), text, subject[0].place)
            if is_capitals(" ".join(line.words for line in subject)) is False and len(subject) > 1:
                self.tell_of_subject(subject)
        return count

    def goes_on(self, subject: Sequence[Line], line: Line) -> bool:
        """Whether the trích yếu goes on in this line."""
        if f"{PREFIX}{BODY}_" in "".join(line.marks) or typed_number(line.words) or _STARTS.match(line.words):
            return False
        if subject[0].is_bold and line.is_bold is False:
            return False
        return not line.words.endswith((".", ";", ":")) and len(line.words) <= _LONGEST_LINE

    def tell_of_subject(self, subject: Sequence[Line]) -> None:
        message = f"Trích yếu nằm trên {len(subject)} dòng, được nối thành một."
        self.reading.inform("trich-yeu-noi-dong", subject[0].place, message, "xem trích yếu có đủ, có thừa chữ không.")

    # What is said of the decision that promulgates the plan

    def read_promulgated(self, line: Line | None, decision: Sequence[Line]) -> None:
        """`line` stands below the title of the plan, `decision` are the words of the decision; either may be missing."""
        if decision:
            number, issued = self.reading.values.pop(("so",), "…"), self.reading.values.get(("ngay_ban_hanh",), "…")
            self.leave_day_to_decision(decision[0].place)
            message = (
                f"Kế hoạch ban hành kèm theo Quyết định; người ký, nơi nhận lấy theo Quyết định. Số {number}/{self.symbol}, ngày {issued}"
                f" là của Quyết định, nên kế hoạch để trống số, chỉ ghi tháng, năm. {len(decision)} đoạn của Quyết định, từ"
                f" «{shortened(decision[0].words)}» đến «{shortened(decision[-1].words)}», không được đưa vào kế hoạch."
            )
            hint = "soạn Quyết định riêng; Kế hoạch có số, ngày riêng thì ghi vào «so», «ngay_ban_hanh»."
            self.reading.tell("quyet-dinh-ban-hanh", decision[0].place, message, hint)
        elif line:
            self.take_decision(line)

    def take_decision(self, line: Line) -> None:
        """What a lost letterhead would have said, but for number and day, which are the decision's."""
        if (found := _ATTACHED.fullmatch(line.words)) and not self.symbol:
            self.put_issuer(found["issuer"], line.place)
            self.symbol = found["symbol"]
            self.put_symbol(line.place)
            if ("ngay_ban_hanh",) not in self.reading.values:
                self.put_issued(found["date"], line.place)
                self.leave_day_to_decision(line.place)
        message = f"Kế hoạch ban hành kèm theo một Quyết định: «{shortened(line.words)}»; dòng này không được in lại."
        hint = "xem lại co_quan, ngay_ban_hanh, so, nguoi_ky theo Quyết định ấy."
        self.reading.tell("quyet-dinh-ban-hanh", line.place, message, hint)

    def leave_day_to_decision(self, place: Place) -> None:
        if self.issued and self.issued.month:
            self.reading.put(("ngay_ban_hanh",), f"{self.issued.month}/{self.issued.year}", place)

    # What the appendix says of the plan

    def read_attached(self, line: Line) -> None:
        """«(Kèm theo Kế hoạch số …/KH-UBND ngày … của …)»: the issuer, and what a lost letterhead would have said."""
        found = _ATTACHED.fullmatch(line.words)
        if not found:
            message = f"Không đọc được dòng «{shortened(line.words)}»; dòng này do máy viết lại."
            self.reading.inform("kem-theo-viet-lai", line.place, message, "không cần làm gì, nếu số, ngày ở đầu văn bản đã đúng.")
            return
        self.put_issuer(found["issuer"], line.place)
        number, date = found["number"].strip(" .…_-"), parse_partial_date(found["date"].replace("…", " "))
        if not self.symbol:
            self.take_head(found, number, line.place)
        elif number != self.number or (isinstance(date, PartialDate) and self.issued and date != self.issued):
            message = f"Số, ngày ở dòng kèm theo («{shortened(line.words)}») khác đầu văn bản; lấy theo đầu văn bản."
            self.reading.tell("kem-theo-lech", line.place, message, "xem lại số, ngày của kế hoạch.")

    def take_head(self, found: re.Match[str], number: str, place: Place) -> None:
        self.number, self.symbol = number, found["symbol"]
        if number:
            self.reading.put(("so",), number, place)
        self.put_symbol(place)
        if ("ngay_ban_hanh",) not in self.reading.values:
            self.put_issued(found["date"], place)
        message = "Văn bản không có số, ký hiệu, ngày ở đầu trang; lấy theo dòng «Kèm theo …» của phụ lục."
        self.reading.tell("thieu-dau-trang", place, message, "xem lại so, co_quan, ngay_ban_hanh, dia_danh.")

    def put_issuer(self, issuer: str, place: Place) -> None:
        name = self.reading.values.get(("co_quan", "ten"), "")
        if name and fold(issuer) == fold(name):
            return
        own = re.sub(rf"^(?:{'|'.join(_POSTS)})\s+", "", issuer)
        if not name:
            self.reading.put(("co_quan", "ten"), own, place)
        if own != issuer or name:
            self.reading.put(("co_quan", "nguoi_ban_hanh"), issuer, place)

    def fill(self) -> None:
        """What a plan must have and the document does not say: empty, and said."""
        place = Place(self.reading.name)
        name = self.reading.values.get(("co_quan", "ten"), "")
        found = re.search(rf"(?:tỉnh|thành phố|huyện|thị xã)\s+([A-ZĐ{MARKED_CAPITALS}].*)$", name)
        if found and ("dia_danh",) not in self.reading.values:
            self.reading.put(("dia_danh",), found[1], place)
            message = f"Văn bản không có địa danh; lấy «{found[1]}» theo tên cơ quan."
            self.reading.tell("thieu-phan-khung", place, message, "xem lại dia_danh.")
        for path, what in _NEEDED.items():
            if path not in self.reading.values:
                self.reading.put(path, "", place)
                message = f"Không tìm thấy {what} trong văn bản."
                self.reading.tell("thieu-phan-khung", place, message, f"ghi vào «{' > '.join(map(str, path))}».")


_LONGEST_LINE = 120
_STARTS = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét|Để|Nhằm|Trên cơ sở)\b|[A-HK][.)/]\s")
"""How a line below the trích yếu begins: a basis, a purpose, a part."""
_POSTS = ("Quyền Chủ tịch", "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Cục trưởng", "Bộ trưởng", "Trưởng ban")
_NEEDED = {
    ("co_quan", "ten"): "tên cơ quan ban hành",
    ("co_quan", "ky_hieu"): "ký hiệu cơ quan",
    ("ngay_ban_hanh",): "ngày ban hành",
    ("dia_danh",): "địa danh",
    ("trich_yeu",): "trích yếu",
    ("nguoi_ky", "chuc_vu"): "chức vụ người ký",
    ("nguoi_ky", "ho_ten"): "họ và tên người ký",
}
_OWN_NAME = re.compile(
    r"(?:SỞ|BAN|VĂN PHÒNG|CỤC|CHI CỤC|TRUNG TÂM|PHÒNG|THANH TRA|HỘI|VIỆN|TRƯỜNG|UBND|ỦY BAN|UỶ BAN)\b", re.IGNORECASE
)


_COMMITTEE = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND", re.IGNORECASE)
_UNIT = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b", re.IGNORECASE)


def _first_of_authority(lines: Sequence[Line]) -> int:
    """The index of the line where the authority's own name begins: the first bold one, else the last that begins a name."""
    if lines[0].is_bold is False and any(line.is_bold for line in lines):
        first = next(index for index, line in enumerate(lines) if line.is_bold)
        return first - 1 if _COMMITTEE.fullmatch(lines[first - 1].text) and _UNIT.match(lines[first].text) else first
    starts = [index for index, line in enumerate(lines) if _OWN_NAME.match(line.text)]
    return starts[-1] if len(starts) > 1 else 0
