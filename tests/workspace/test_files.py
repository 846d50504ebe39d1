"""Bytes on disk while others write, behind links, and what was there before."""

import threading
from pathlib import Path

import pytest

from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace.files import free_name, parse_json, write_bytes


def test_two_writers_at_once_leave_one_whole_file_and_nothing_else(tmp_path: Path) -> None:
    path, contents, torn = tmp_path / "a.docx", (b"A" * 200_000, b"B" * 300_000), []
    write_bytes(path, contents[0])

    def write(content: bytes) -> None:
        for _ in range(25):
            write_bytes(path, content)
            torn.extend({path.read_bytes()} - set(contents))

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert torn == []
    assert [child.name for child in tmp_path.iterdir()] == ["a.docx"]


def test_a_link_is_written_through_to_the_file_it_leads_to(tmp_path: Path) -> None:
    shared, link = tmp_path / "chung" / "ke-hoach.yaml", tmp_path / "ke-hoach.yaml"
    shared.parent.mkdir()
    shared.write_bytes(b"cu")
    try:
        link.symlink_to(shared)
    except OSError:
        pytest.skip("links cannot be made here")
    write_bytes(link, b"moi")
    assert (link.is_symlink(), shared.read_bytes()) == (True, b"moi")


def test_what_is_kept_beside_gets_a_number_where_something_else_is_kept_there(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.xlsx"
    assert free_name(path, "cũ", b"1").name == "ke-hoach (cũ).xlsx"
    (tmp_path / "ke-hoach (cũ).xlsx").write_bytes(b"1")
    assert free_name(path, "cũ", b"1").name == "ke-hoach (cũ).xlsx"
    assert free_name(path, "cũ", b"2").name == "ke-hoach (cũ 2).xlsx"


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_part(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(ProblemError):
        write_bytes(tmp_path / "a.docx", b"1")
    assert [child.name for child in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_broken_data_of_the_programs_own_is_one_kind_of_error(content: bytes) -> None:
    with pytest.raises(ValueError):
        parse_json(content)
