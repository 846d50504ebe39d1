"""Comments somebody put on a returned form → words outside its fields; not those we had put there ourselves."""

import re
from collections.abc import Iterable, Iterator

from kehoach_gen.form.returned import stray
from kehoach_gen.office.comments import AUTHOR
from kehoach_gen.office.read_comments import Comment
from kehoach_gen.problem import Problem

GATHERER = "Nơi tổng hợp"
"""Whose name stands on the comments of a copy that went back to be corrected."""
LEVELS = {True: "Phải sửa", False: "Đề nghị xem lại"}
"""The first words of such a comment, by whether it is an error."""
_OURS = re.compile(rf"(?:– )?(?:{'|'.join(LEVELS.values())}): ")


def stray_comments(comments: Iterable[Comment]) -> Iterator[Problem]:
    for one in comments:
        if one.author not in (GATHERER, AUTHOR) and not _OURS.match(one.text):
            yield stray(one.place, one.text, "Hộp chữ ngoài các ô của mẫu" if one.is_box else _by(one.author))


def _by(author: str) -> str:
    return f"Nhận xét của {author.strip()} ghi vào tệp" if author.strip() else "Nhận xét ghi vào tệp"
