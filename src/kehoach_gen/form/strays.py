"""A form as it was sent and as it came back → what was written in it outside its fields, each at its place."""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from kehoach_gen.form import to_context, to_xlsx
from kehoach_gen.form.layout import rows
from kehoach_gen.form.model import Form
from kehoach_gen.form.returned import Returned, Unread, stray
from kehoach_gen.problem import Problem
from kehoach_gen.vietnamese.fold import fold

STRAY = frozenset({"chu-ngoai-mau", "trang-ngoai-mau", "bang-ngoai-mau"})
"""Codes that say that something was written outside the fields."""


def strays(form: Form, returned: Returned, printed: Iterable[str] = ()) -> tuple[Problem, ...]:
    """What stands outside the fields and is not of the form. `printed` are paragraphs of the office's own Word template.

    Texts are compared by their letters: a number, a day filled in is no addition. Where agencies sign, names and
    recipients are their own. Words of another edition of the form are known by their likeness.
    """
    frame = list(dict.fromkeys((to_context if returned.kind == "docx" else to_xlsx).frame_of(form)))
    sent = set(frame)
    left = [one for one in returned.unread if one.text not in sent]
    if not left:
        return ()
    of_tasks = (text for row in rows(form.items) for text in (row.number, row.words, row.others, row.deadline, row.state))
    known = _Known({*frame, *printed, *of_tasks}, is_this_one=not returned.base or form.base.startswith(returned.base))
    return tuple(stray(one.place, one.text) for one in left if not known.has(one))


class _Known:
    """The words of a form."""

    def __init__(self, texts: Collection[str], *, is_this_one: bool) -> None:
        self.texts, self.is_this_one = texts, is_this_one
        self.letters = {letters(text) for text in texts}
        self.ends = [letters(text) for text in texts if "\n" in text]
        self.open = [re.compile(r"\w{0,20}".join(map(letters, text.split("…")))) for text in texts if "…" in text]

    def has(self, one: Unread) -> bool:
        said = letters(one.text)
        if not said:
            return one.text in self.texts or not any(map(str.isalnum, one.text))
        if said in self.letters or any(pattern.fullmatch(said) for pattern in self.open):
            return True
        if one.frame and (any(said in end for end in self.ends) or (one.frame == "foot" and _is_own(one.text))):
            return True
        return not self.is_this_one and any(_is_like(said, text) for text in self.letters)


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, fold(text)))


_SIGNED = re.compile(r"\W*(?:đã )?ký\b.{0,30}", re.IGNORECASE)
_MOST_WORDS = 8


def _is_own(line: str) -> bool:
    """Whether a line below the report names a recipient, a post or a person, or says that it is signed."""
    words = line.split()
    is_name = len(words) <= _MOST_WORDS and all(word[0].isupper() or not word[0].isalnum() for word in words)
    return line.startswith(("-", "–", "+")) or bool(_SIGNED.fullmatch(line)) or (is_name and not any(map(str.isdigit, line)))


_LIKENESS = 0.8


def _is_like(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > _LIKENESS and matcher.quick_ratio() > _LIKENESS and matcher.ratio() > _LIKENESS
