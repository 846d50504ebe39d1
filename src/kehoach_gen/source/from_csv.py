"""A CSV file → located data: one dict of heading → text for each row."""

import csv
from collections.abc import Iterator
from io import StringIO
from unicodedata import normalize

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source.model import Located, Path
from kehoach_gen.source.text import decode

_IN_EXCEL = "trong Excel chọn Tệp > Lưu thành, kiểu tệp «CSV UTF-8», rồi lưu lại."

Row = tuple[int, list[str]]
"""The number of the line where a row begins, and its fields."""


def from_csv(content: bytes, name: str) -> Located:
    """The rows of the CSV file called `name`; the fields are separated as its heading line is, by commas or semicolons.

    The place of `(row, heading)` has the line where the row begins and, as its column, the number of the field from 1.
    `(heading,)` is the place of a heading, `()` the heading line. Rows with nothing in them are passed over.
    Raises ProblemError with every fault of the table: its encoding, quotes, headings and numbers of fields.
    """
    lines = list(StringIO(decode(content, name, _IN_EXCEL), newline=""))
    rows = list(_rows(lines, name))
    if not rows:
        raise ProblemError(
            Problem("tep-trong", ERROR, Place(name, 1, 1), "Tệp không có nội dung.", "chép lại từ tệp mẫu: kehoach new.")
        )
    (top, fields), *rest = rows
    headings = [normalize("NFC", field.strip()) for field in _cut(fields, 0)]
    filled = [(line, _cut(fields, len(headings))) for line, fields in rest]
    problems = [*_heading_problems(headings, _place(name, lines, top)), *_width_problems(len(headings), filled, name, lines)]
    if problems:
        raise ProblemError(*problems)
    return _located(headings, filled, _place(name, lines, top), [_place(name, lines, line) for line, _ in filled])


def _rows(lines: list[str], name: str) -> Iterator[Row]:
    """The heading row and all after it; nothing where all is blank."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    reader = csv.reader(lines[first:], delimiter=_separator(lines[first]) if first < len(lines) else ",", strict=True)
    begins = first + 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield begins, row
            begins = first + reader.line_num + 1
    except csv.Error as error:
        hint = 'ô có dấu phẩy, dấu chấm phẩy hoặc xuống dòng thì đặt cả ô trong dấu "…"; dấu " ở trong ô viết thành "".'
        place = _place(name, lines, begins)
        raise ProblemError(
            Problem("dau-nhay-sai", ERROR, place, "Dấu nháy kép ở dòng này đặt sai hoặc không đóng.", hint)
        ) from error


def _separator(line: str) -> str:
    return ";" if line.count(";") > line.count(",") else ","


def _cut(fields: list[str], width: int) -> list[str]:
    """The fields without the empty ones at the end, beyond `width`: Excel writes them for columns once used."""
    while len(fields) > width and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def _heading_problems(headings: list[str], place: Place) -> Iterator[Problem]:
    for number, heading in enumerate(headings, 1):
        here = _field(place, number)
        if not heading:
            hint = "đặt tên cho cột, hoặc xóa cột này."
            yield Problem("tieu-de-trong", ERROR, here, f"Cột thứ {number} không có tiêu đề.", hint)
        elif (first := headings.index(heading) + 1) < number:
            hint = "mỗi tiêu đề chỉ dùng cho một cột; xóa hoặc đổi tên một cột."
            yield Problem(
                "tieu-de-trung", ERROR, here, f"Tiêu đề «{heading}» dùng cho hai cột, thứ {first} và thứ {number}.", hint
            )


def _width_problems(width: int, rows: list[Row], name: str, lines: list[str]) -> Iterator[Problem]:
    for line, fields in rows:
        if len(fields) == width:
            continue
        code, word = ("thua-o", "nhiều") if len(fields) > width else ("thieu-o", "ít")
        message = f"Dòng này có {len(fields)} ô, {word} hơn số tiêu đề ({width})."
        hint = 'mỗi cột một ô, ô trống vẫn có dấu phân cách; ô có dấu phân cách ở trong thì đặt trong dấu "…".'
        yield Problem(code, ERROR, _field(_place(name, lines, line), min(len(fields), width) + 1), message, hint)


def _located(headings: list[str], rows: list[Row], top: Place, starts: list[Place]) -> Located:
    places: dict[Path, Place] = {(): top}
    places |= {(heading,): _field(top, number) for number, heading in enumerate(headings, 1)}
    for index, start in enumerate(starts):
        places[(index,)] = start
        places |= {(index, heading): _field(start, number) for number, heading in enumerate(headings, 1)}
    return Located([dict(zip(headings, fields, strict=True)) for _, fields in rows], places)


def _place(name: str, lines: list[str], line: int) -> Place:
    return Place(name, line, 1, excerpt=lines[line - 1].rstrip("\r\n"))


def _field(place: Place, number: int) -> Place:
    return Place(place.file, place.line, number, excerpt=place.excerpt)
