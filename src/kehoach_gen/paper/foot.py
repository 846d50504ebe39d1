"""The foot of an old plan: who receives it, where it is filed, who signs and in what capacity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kehoach_gen.paper.capitals import Capitals, is_capitals
from kehoach_gen.paper.model import Line, Reading, shortened
from kehoach_gen.vietnamese.fold import fold


@dataclass
class Foot:
    """Reads the foot into a reading."""

    reading: Reading
    capitals: Capitals

    def read(self, lines: Sequence[Line]) -> None:
        """The lines of recipients and signature, in either order."""
        recipients: list[Line] = []
        signing: list[Line] = []
        is_listing = False
        for line in lines:
            words = line.words
            if re.match(r"(?i)nơi nhận\b", words):
                is_listing = True
                words = re.sub(r"(?i)^nơi nhận\s*:?\s*", "", words)
            if not words:
                continue
            line = Line(words, line.place, line.marks, line.is_bold)
            if is_listing and (_DASHED.match(words) or (recipients and _runs_on(recipients[-1], line))):
                self.add_recipient(recipients, line)
            else:
                signing.append(line)
        self.put_recipients(recipients)
        self.put_signatory(signing)

    def add_recipient(self, recipients: list[Line], line: Line) -> None:
        if _DASHED.match(line.text) or not recipients:
            recipients.append(line)
            return
        last = recipients[-1]
        recipients[-1] = Line(f"{last.text} {line.text}", last.place, last.marks, last.is_bold)

    def put_recipients(self, recipients: Sequence[Line]) -> None:
        count = 0
        for line in recipients:
            text = _DASHED.sub("", line.text, count=1).strip(" ;")
            if filed := re.fullmatch(r"(?i:lưu)\s*:?\s*(?P<where>.*?)\.?", text):
                self.reading.put(("luu",), filed["where"], line.place)
            elif text:
                self.reading.put(("noi_nhan", count), text.rstrip(" ;."), line.place)
                count += 1

    def put_signatory(self, lines: Sequence[Line]) -> None:
        lines = self.without_remarks(lines)
        names = [line for line in lines if not is_capitals(_PREFIX.sub("", line.text))]
        posts = [line for line in lines if line not in names]
        if not names and len(posts) > 1:
            names, posts = [posts[-1]], posts[:-1]
        if names:
            text = names[-1].text
            self.reading.put(("nguoi_ky", "ho_ten"), text.title() if text.isupper() else text, names[-1].place)
        for line in names[:-1]:
            self.tell_of_unread(line)
        self.put_posts(_joined_posts(posts))

    def without_remarks(self, lines: Sequence[Line]) -> list[Line]:
        kept = []
        for line in lines:
            if re.fullmatch(r"\W*(?:đã ký|ký tên.*|đóng dấu.*|ký, .*)\W*", fold(line.text)):
                message = f"Bỏ chữ «{shortened(line.text)}» ở chỗ ký."
                self.reading.inform("bo-chu-da-ky", line.place, message, "không cần làm gì.")
            else:
                kept.append(line)
        return kept

    def put_posts(self, lines: Sequence[Line]) -> None:
        position = False
        for line in lines:
            prefix = _PREFIX.match(line.text)
            text = self.capitals.lowered(line.text[prefix.end() :] if prefix else line.text)
            key = _CAPACITIES.get(fold(prefix[1]), "") if prefix else ""
            if key == "quyen":
                self.reading.put(("nguoi_ky", "quyen"), "có", line.place)
                key = ""
            if key:
                self.reading.put(("nguoi_ky", key), text, line.place)
            elif position:
                self.tell_of_unread(line)
            else:
                self.reading.put(("nguoi_ky", "chuc_vu"), text, line.place)
                position = True

    def tell_of_unread(self, line: Line) -> None:
        message = f"Không rõ «{shortened(line.text)}» là gì; chưa được đưa vào kế hoạch."
        self.reading.tell("chu-chua-doc", line.place, message, "ghi vào đúng chỗ trong ke-hoach.yaml nếu cần.")


_LONGEST_LINE = 120
_DASHED = re.compile(r"^\s*[-–—•*+]\s*")
_PREFIX = re.compile(r"\s*(TM|KT|TL|TUQ|Q)\s*\.\s*", re.IGNORECASE)
_CAPACITIES = {"tm": "thay_mat", "kt": "ky_thay", "tl": "thua_lenh", "tuq": "thua_uy_quyen", "q": "quyen"}


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a recipient goes on in a line without a dash."""
    if last.text.endswith((";", ".")) or is_capitals(_PREFIX.sub("", line.text)):
        return False
    return line.text[0].islower() or (line.text.endswith((";", ".")) and len(line.text) <= _LONGEST_LINE)


def _joined_posts(lines: Sequence[Line]) -> list[Line]:
    """Posts that were broken over lines put together: «TM. ỦY BAN NHÂN DÂN» and «TỈNH SƠN LA»."""
    found: list[Line] = []
    for line in lines:
        if found and _PREFIX.match(found[-1].text) and not _PREFIX.match(line.text) and not _POST.match(line.text):
            found[-1] = Line(f"{found[-1].text} {line.text}", found[-1].place, found[-1].marks, found[-1].is_bold)
        else:
            found.append(line)
    return found


_POST = re.compile(r"(?:PHÓ|CHỦ|GIÁM|CHÁNH|CỤC|TRƯỞNG|THỦ|BỘ|THỨ|BÍ|VỤ|QUYỀN|VIỆN|HIỆU|TỔNG|UỶ VIÊN|ỦY VIÊN)\b", re.IGNORECASE)
