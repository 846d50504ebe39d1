"""What stands in the output folder: only what changed is written, a person's edit is kept, a crash is no edit."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import DOCUMENTS, built, contents, folder_of, put, rewrite, state, statuses, warnings, words_of, zipped_again

from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace import output
from kehoach_gen.workspace.files import write_bytes
from kehoach_gen.workspace.output import Output, Product

WRITTEN = dict.fromkeys(DOCUMENTS, "written")
UNCHANGED = dict.fromkeys(DOCUMENTS, "unchanged")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_the_first_build_writes_and_the_second_writes_nothing(folder: Path, out: Path) -> None:
    first = built(folder, out)
    assert (statuses(first), warnings(first)) == (WRITTEN, [])
    before = state(out)
    second = built(folder, out)
    assert statuses(second) == UNCHANGED
    assert state(out) == before
    assert [file.path for file in second.files] == [file.path for file in first.files]


def test_a_comment_in_the_data_leaves_the_documents_as_they_are(folder: Path, out: Path) -> None:
    built(folder, out)
    before = state(out)
    rewrite(folder, "# Kế hoạch nhỏ.", "# Kế hoạch nhỏ, đã soát.")
    assert statuses(built(folder, out)) == UNCHANGED
    assert {name: file for name, file in state(out).items() if name != "manifest.json"} == {
        name: file for name, file in before.items() if name != "manifest.json"
    }


def test_one_word_of_a_task_rewrites_the_documents(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    rewrite(folder, "nhiem_vu: Rà soát", "nhiem_vu: Công bố")
    result = built(folder, out)
    assert (statuses(result), warnings(result)) == (WRITTEN, [])
    after = contents(out)
    assert "Công bố" in words_of(after["phu-luc.docx"])
    assert "Công bố" in words_of(after["ban-hanh.docx"])
    assert after["phu-luc.docx"] != before["phu-luc.docx"]


def test_a_deleted_document_comes_back_as_it_was_and_the_others_stay(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    (out / "phu-luc.docx").unlink()
    assert statuses(built(folder, out)) == {**UNCHANGED, "phu-luc.docx": "written"}
    assert contents(out) == before


def test_an_edited_document_stays_and_the_new_one_is_written_beside(folder: Path, out: Path) -> None:
    built(folder, out)
    edited = zipped_again((out / "ke-hoach.docx").read_bytes())
    (out / "ke-hoach.docx").write_bytes(edited)
    rewrite(folder, "(có Phụ lục", "theo quy định (có Phụ lục")
    result = built(folder, out)
    assert statuses(result) == {"ke-hoach.docx": "beside", "phu-luc.docx": "written", "ban-hanh.docx": "written"}
    (found,) = result.problems
    assert (found.code, found.severity, str(found.place)) == ("tep-da-sua-tay", "warning", "ke-hoach.docx")
    assert "xóa tệp này" in found.hint
    assert (out / "ke-hoach.docx").read_bytes() == edited
    assert "theo quy định" in words_of((out / "ke-hoach (mới).docx").read_bytes())
    assert result.files[0].path == out / "ke-hoach (mới).docx"


@pytest.mark.parametrize("edit", [zipped_again, lambda document: document + b"\0"], ids=["saved again", "bytes added"])
def test_an_edit_is_kept_though_the_data_are_the_same(edit: Callable[[bytes], bytes], folder: Path, out: Path) -> None:
    built(folder, out)
    ours = (out / "ke-hoach.docx").read_bytes()
    edited = edit(ours)
    (out / "ke-hoach.docx").write_bytes(edited)
    assert warnings(built(folder, out)) == ["tep-da-sua-tay"]
    assert contents(out)["ke-hoach.docx"] == edited
    assert contents(out)["ke-hoach (mới).docx"] == ours


def test_an_edit_is_kept_a_second_time_as_well(folder: Path, out: Path) -> None:
    built(folder, out)
    (out / "ke-hoach.docx").write_bytes(b"sua tay")
    built(folder, out)
    before = state(out)
    again = built(folder, out)
    assert (statuses(again)["ke-hoach.docx"], warnings(again)) == ("beside", ["tep-da-sua-tay"])
    assert state(out) == before
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    built(folder, out)
    after = contents(out)
    assert after["ke-hoach.docx"] == b"sua tay"
    assert "Mai Sơn" in words_of(after["ke-hoach (mới).docx"])
    assert "ke-hoach (mới 2).docx" not in after


def test_an_edit_of_the_new_one_too_is_kept(folder: Path, out: Path) -> None:
    built(folder, out)
    (out / "ke-hoach.docx").write_bytes(b"sua tay")
    built(folder, out)
    (out / "ke-hoach (mới).docx").write_bytes(b"sua tay ban moi")
    result = built(folder, out)
    assert warnings(result) == ["tep-da-sua-tay", "tep-da-sua-tay"]
    after = contents(out)
    assert (after["ke-hoach.docx"], after["ke-hoach (mới).docx"]) == (b"sua tay", b"sua tay ban moi")
    assert result.files[0].path == out / "ke-hoach (mới 2).docx"


def test_once_the_edited_document_is_removed_the_next_build_takes_its_name(folder: Path, out: Path) -> None:
    built(folder, out)
    (out / "ke-hoach.docx").write_bytes(b"sua tay")
    built(folder, out)
    (out / "ke-hoach.docx").unlink()
    result = built(folder, out)
    assert (statuses(result)["ke-hoach.docx"], warnings(result)) == ("written", ["tep-cu-con-lai"])


@pytest.mark.parametrize(
    "manifest",
    [
        b"{",
        b"\xff",
        b"[]",
        b"{}",
        b'{"outputs": []}',
        b'{"outputs": {"ke-hoach.docx": 1}}',
        b'{"outputs": {"ke-hoach.docx": {}}}',
    ],
)
def test_a_broken_manifest_is_said_and_made_again(manifest: bytes, folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    (out / "manifest.json").write_bytes(manifest)
    result = built(folder, out)
    (found,) = result.problems
    assert (found.code, found.severity, str(found.place)) == ("manifest-hong", "warning", "manifest.json")
    assert found.hint
    assert statuses(result) == UNCHANGED
    assert contents(out) == before
    assert warnings(built(folder, out)) == []


def test_with_a_broken_manifest_every_other_document_counts_as_edited(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    (out / "manifest.json").write_bytes(b"{")
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    assert statuses(built(folder, out)) == dict.fromkeys(DOCUMENTS, "beside")
    assert {name: contents(out)[name] for name in DOCUMENTS} == {name: before[name] for name in DOCUMENTS}


def test_without_a_manifest_documents_that_are_equal_are_taken_as_ours(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    (out / "manifest.json").unlink()
    result = built(folder, out)
    assert (statuses(result), warnings(result)) == (UNCHANGED, [])
    assert contents(out) == before
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    assert warnings(built(folder, out)) == []


def test_a_crash_between_two_files_is_not_taken_for_an_edit(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(folder, out)
    before = contents(out)
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    with monkeypatch.context() as patch:
        patch.setattr(output, "write_bytes", crash_after("ke-hoach.docx"))
        with pytest.raises(KeyboardInterrupt):
            built(folder, out)
    after = contents(out)
    assert after["ke-hoach.docx"] != before["ke-hoach.docx"]
    assert after["ban-hanh.docx"] == before["ban-hanh.docx"]
    rewrite(folder, "dia_danh: Mai Sơn", "dia_danh: Thuận Châu")
    result = built(folder, out)
    assert (statuses(result)["ke-hoach.docx"], statuses(result)["ban-hanh.docx"], warnings(result)) == ("written", "written", [])
    assert [name for name in contents(out) if "mới" in name] == []


def crash_after(name: str) -> Callable[[Path, bytes], None]:
    write = output.write_bytes

    def crashing(path: Path, content: bytes) -> None:
        write(path, content)
        if path.name == name:
            raise KeyboardInterrupt

    return crashing


def test_an_edit_after_a_crash_is_an_edit(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(out, a=b"1", b=b"1")
    with monkeypatch.context() as patch:
        patch.setattr(output, "write_bytes", crash_after("a"))
        with pytest.raises(KeyboardInterrupt):
            put(out, a=b"2", b=b"2")
    (out / "b").write_bytes(b"sua tay")
    assert [(file.name, file.status) for file in put(out, a=b"3", b=b"3")] == [("a", "written"), ("b", "beside")]
    assert (out / "b").read_bytes() == b"sua tay"


def test_what_a_person_saves_while_others_are_being_written_is_kept(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(out, a=b"1", b=b"1")

    def slowly(path: Path, content: bytes) -> None:
        write_bytes(path, content)
        if path.name == "a":
            (out / "b").write_bytes("câu của một người".encode())

    monkeypatch.setattr("kehoach_gen.workspace.output.write_bytes", slowly)
    assert [file.status for file in put(out, a=b"2", b=b"2")] == ["written", "beside"]
    assert ((out / "b").read_text(encoding="utf-8"), (out / "b (mới)").read_bytes()) == ("câu của một người", b"2")
    monkeypatch.undo()
    assert [file.status for file in put(out, a=b"3", b=b"3")] == ["written", "beside"]
    assert (out / "b").read_text(encoding="utf-8") == "câu của một người"


def test_the_manifest_is_at_rest_after_a_build(folder: Path, out: Path) -> None:
    built(folder, out)
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    built(folder, out)
    entries = json.loads(contents(out)["manifest.json"])["outputs"]
    assert all(set(entry) == {"inputs", "sha256"} for entry in entries.values())


def test_leftovers_of_a_crash_do_no_harm(folder: Path, out: Path) -> None:
    built(folder, out)
    before = contents(out)
    for name in (*DOCUMENTS, "manifest.json"):
        (out / f".{name}.dang-ghi").write_bytes(b"nua chung")
    assert statuses(built(folder, out)) == UNCHANGED
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    assert warnings(built(folder, out)) == []
    rewrite(folder, "dia_danh: Mai Sơn", "dia_danh: Sơn La")
    built(folder, out)
    assert {name: contents(out)[name] for name in DOCUMENTS} == {name: before[name] for name in DOCUMENTS}


def test_a_folder_in_the_place_of_a_document_is_reported(folder: Path, out: Path) -> None:
    (out / "ke-hoach.docx").mkdir(parents=True)
    with pytest.raises(ProblemError) as caught:
        built(folder, out)
    (found,) = caught.value.problems
    assert (found.code, str(found.place), bool(found.hint)) == ("khong-doc-duoc", "ke-hoach.docx", True)


def test_only_a_file_as_we_wrote_it_from_these_inputs_is_fresh(out: Path) -> None:
    put(out, a=b"1")
    assert Output.open(out).is_fresh("a", {"du_lieu": "a"})
    assert not Output.open(out).is_fresh("a", {"du_lieu": "b"})
    assert not Output.open(out).is_fresh("b", {"du_lieu": "b"})
    (out / "a").write_bytes(b"2")
    assert not Output.open(out).is_fresh("a", {"du_lieu": "a"})


def test_the_documents_of_another_plan_are_not_taken_for_old_versions(tmp_path: Path) -> None:
    Output.open(tmp_path).put([Product("a.docx", b"a", {})], {"ke_hoach": "ke-hoach-a"})
    Output.open(tmp_path).must_be_of("ke-hoach-a")
    with pytest.raises(ProblemError) as caught:
        Output.open(tmp_path).must_be_of("ke-hoach-b")
    assert caught.value.problems[0].code == "thu-muc-cua-ke-hoach-khac"
    assert "«ke-hoach-a»" in caught.value.problems[0].message
