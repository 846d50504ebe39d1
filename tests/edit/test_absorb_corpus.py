"""Edited files, one for each kind of edit, tracked or not: every difference is a change of the data or is told."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from edit_corpus import (
    BOTH_WAYS,
    ONE_WAY,
    TOLD,
    TRACKED_ONLY,
    Edit,
    a_line_in_nowhere,
    a_new_task,
    a_task_gone,
    made,
    two_authors_in_one_paragraph,
)
from edit_random import facts

from kehoach_gen.change import compare
from kehoach_gen.edit.from_word import Desk, from_word, open_edited
from kehoach_gen.edit.model import Edits
from kehoach_gen.office.read_word import Table, read_word
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.workspace.folder import Folder

CASES = [
    *(
        pytest.param(edit, author, id=f"{edit.__name__}{' tracked' * bool(author)}")
        for edit in BOTH_WAYS
        for author in ("", "An")
    ),
    *(pytest.param(edit, "", id=edit.__name__) for edit in ONE_WAY),
    *(pytest.param(edit, "An", id=edit.__name__) for edit in TRACKED_ONLY),
]
QUIET = {"khong-con-dau", "so-thu-tu-lech", "dinh-dang-rieng", "chu-mau-bi-bo"}


@pytest.fixture(scope="module")
def desk(maker_of: Callable[[Plan], Maker], sample_folder: Folder, sample_plan: Plan) -> Desk:
    assert sample_folder.registry is not None
    return Desk(maker_of, sample_folder.registry, reference_date(sample_plan))


@pytest.fixture(scope="module")
def printed(maker_of: Callable[[Plan], Maker], sample_plan: Plan) -> bytes:
    return maker_of(sample_plan).bundle_docx()


def read(content: bytes, plan: Plan, desk: Desk) -> Edits:
    return from_word(open_edited(content, "sua.docx", plan.id), plan, desk)


def texts(content: bytes) -> list[str]:
    """The words of each paragraph, by a reader that knows nothing of absorbing; without numbers and last signs."""
    found: list[str] = []
    for block in read_word(content, "").blocks:
        if isinstance(block, Table):
            found += (line.text for row in block.rows for cell in row.cells for line in cell.paragraphs)
        else:
            found.append(block.text)
    return [words for text in found if (words := _bare(text))]


def _bare(text: str) -> str:
    words = re.sub(r"^(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+]) ", "", " ".join(text.split()))
    return "" if re.fullmatch(r"[IVX]+|\d+|[a-zđ]", words) else words.rstrip(" ;./,")


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(("edit", "author"), CASES)
def test_an_edit_is_read_as_what_it_means(edit: Edit, author: str, printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    file = made(edit, printed, sample_plan, author)
    content = file.content()
    edits = read(content, sample_plan, desk)
    wanted = compare(sample_plan, file.expected, desk.registry, desk.day)
    assert facts(edits.changes) == facts(wanted)
    said = [problem.code for problem in edits.problems if problem.code not in QUIET or problem.code in TOLD.get(edit, ())]
    assert sorted(said) == sorted(TOLD.get(edit, ()))
    assert edits.doubts == ()
    assert lost(content, edits, printed, desk) == []


def lost(content: bytes, edits: Edits, printed: bytes, desk: Desk) -> list[str]:
    """What the file says that neither stood there before, nor is printed from the data now, nor is said of the file."""
    again = {*texts(printed), *texts(desk.maker(edits.changes.new).bundle_docx())}
    said = _bare(" ".join(problem.message for problem in edits.problems))
    return [text for text in texts(content) if text not in again and text not in said]


def test_a_word_that_is_dropped_is_seen(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    """The check itself: without what is said of the file, the foreign line counts as lost."""
    content = made(a_line_in_nowhere, printed, sample_plan, "").content()
    edits = replace(read(content, sample_plan, desk), problems=())
    assert lost(content, edits, printed, desk) == ["Người lập biểu: Nguyễn Văn An"]


def test_who_changed_what_and_when_is_told(printed: bytes, sample_plan: Plan, desk: Desk) -> None:
    def authors(edit: Edit) -> dict[str, list[Any]]:
        edits = read(made(edit, printed, sample_plan, "An").content(), sample_plan, desk)
        return {change.kind: [tuple(author) for author in edits.authors_of(change)] for change in edits.changes.all}

    day = "2023-06-12T08:30:00Z"
    assert authors(two_authors_in_one_paragraph) == {"reworded": [("Nguyễn Văn An", day), ("Trần Thị Bình", day)]}
    assert authors(a_new_task) == {"added": [("An", day)]}
    assert authors(a_task_gone) == {"removed": [("An", day)]}
