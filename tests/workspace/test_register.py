"""The register of what came in: nothing is lost, nothing is there twice, whatever happens."""

import json
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace import register as register_module
from kehoach_gen.workspace.lock import lock
from kehoach_gen.workspace.register import FILES, LOCK, RECEIVED, REGISTER, Entry, Incoming, Register

AT = datetime(2023, 9, 18, 8, 30)


def incoming(origin: str, content: bytes = b"", **said: object) -> Incoming:
    return Incoming(origin, content or origin.encode(), AT, **said)  # type: ignore[arg-type]


def take(root: Path, *files: Incoming) -> Register:
    register = Register(root, "2023-Q3")
    register.take_in(files)
    return Register(root, "2023-Q3")


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_file_is_kept_as_it_was_under_a_number_and_a_name_people_can_read(tmp_path: Path) -> None:
    register = take(tmp_path, incoming("thu/Báo cáo Sở Nội vụ (1).xlsx", b"noi dung"))
    entry = register.entries[0]
    assert (entry.number, entry.name, entry.origin) == (1, "0001-bao-cao-so-noi-vu-1.xlsx", "thu/Báo cáo Sở Nội vụ (1).xlsx")
    assert entry.received_at == AT
    assert register.content(entry) == b"noi dung"


def test_taking_in_again_changes_nothing(tmp_path: Path) -> None:
    files = incoming("a/x.xlsx"), incoming("a/y.docx")
    take(tmp_path, *files)
    before = tree(tmp_path)
    take(tmp_path, *files)
    take(tmp_path, incoming("x.xlsx", b"a/x.xlsx"))
    assert tree(tmp_path) == before


def test_the_same_content_from_elsewhere_is_registered_and_kept_once(tmp_path: Path) -> None:
    register = take(tmp_path, incoming("a/x.xlsx", b"1"), incoming("b/x.xlsx", b"1"))
    assert [entry.origin for entry in register.entries] == ["a/x.xlsx", "b/x.xlsx"]
    assert len(list((tmp_path / RECEIVED / "2023-Q3" / FILES).iterdir())) == 1


def test_another_content_of_the_same_name_overwrites_nothing(tmp_path: Path) -> None:
    register = take(tmp_path, incoming("x.xlsx", b"1"), incoming("x.xlsx", b"2"))
    assert [register.content(entry) for entry in register.entries] == [b"1", b"2"]


def test_what_a_person_says_of_a_known_file_is_corrected_and_nothing_else(tmp_path: Path) -> None:
    take(tmp_path, incoming("x.xlsx"))
    register = take(tmp_path, Incoming("x.xlsx", b"x.xlsx", datetime(2023, 9, 1), is_sure=True, agency="SNV"))
    assert [(entry.received, entry.agency) for entry in register.entries] == [("2023-09-01T00:00:00", "SNV")]
    again = take(tmp_path, Incoming("x.xlsx", b"x.xlsx", datetime(2024, 1, 1)))
    assert again.entries == register.entries


@pytest.mark.parametrize("origin", ["../../x.xlsx", "C:\\x.xlsx", "CON.xlsx", "a" * 400 + ".xlsx", "….xlsx", "x"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, origin: str) -> None:
    register = take(tmp_path, incoming(origin))
    assert register.content(register.entries[0]) == origin.encode()
    assert [path.parent.name for path in (tmp_path / RECEIVED).rglob("0001*")] == [FILES]


def test_a_broken_register_is_said_and_left_alone(tmp_path: Path) -> None:
    take(tmp_path, incoming("x.xlsx"))
    path = tmp_path / RECEIVED / "2023-Q3" / REGISTER
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        Register(tmp_path, "2023-Q3")
    assert raised.value.problems[0].code == "so-nhan-hong"
    assert path.read_text(encoding="utf-8") == "[{"


def test_without_its_register_every_file_kept_is_registered_again(tmp_path: Path) -> None:
    take(tmp_path, incoming("x.xlsx", b"1"), incoming("y.xlsx", b"2"))
    (tmp_path / RECEIVED / "2023-Q3" / REGISTER).unlink()
    register = take(tmp_path)
    assert [(entry.name, entry.received_at) for entry in register.entries] == [("0001-x.xlsx", AT), ("0002-y.xlsx", AT)]


SENT = tuple(incoming(f"thu/{name}.xlsx", f"báo cáo {name}".encode() * 50) for name in ("a", "b", "c"))
STEPS = ("fsync", "replace", "utime")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="cần os.fork để giết tiến trình giữa chừng")
def test_killed_at_any_moment_it_loses_nothing_and_leaves_no_half_file(tmp_path: Path) -> None:
    whole = {entry.origin: entry.sha256 for entry in take(tmp_path / "whole", *SENT).entries}
    deaths = 0
    for moment in range(1, 100):
        root = tmp_path / str(moment)
        root.mkdir()
        if not _dies_at(moment, lambda root=root: take(root, *SENT)):  # type: ignore[misc]
            break
        deaths += 1
        kept = root / RECEIVED / "2023-Q3" / FILES
        sources = {file.content for file in SENT}
        assert all(path.read_bytes() in sources for path in kept.glob("[!.]*"))
        register = root / RECEIVED / "2023-Q3" / REGISTER
        assert not register.exists() or json.loads(register.read_bytes())
        after = take(root, *SENT)
        assert {entry.origin: entry.sha256 for entry in after.entries} == whole
        assert len(after.entries) == len(SENT)
        assert {after.content(entry) for entry in after.entries} == sources
    assert deaths >= len(SENT) * len(STEPS)


def _dies_at(moment: int, action: Callable[[], object]) -> bool:
    """Runs `action` in a child that is killed at the step of that number, a file that is then being written half there."""
    child = os.fork()
    if child == 0:
        _arm(moment)
        try:
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _arm(moment: int) -> None:
    count = 0

    def armed(step: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count == moment:
                if step == "fsync":
                    number = int(str(args[0]))
                    os.ftruncate(number, os.fstat(number).st_size // 2)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return call

    for step in STEPS:
        setattr(os, step, armed(step, getattr(os, step)))


# What others do to it meanwhile


def kept(root: Path) -> Path:
    return root / RECEIVED / "2023-Q3" / FILES


def code_of(register: Register, entry: Entry) -> str:
    with pytest.raises(ProblemError) as raised:
        register.content(entry)
    return raised.value.problems[0].code


def test_a_kept_file_that_was_changed_is_not_read_as_what_was_sent(tmp_path: Path) -> None:
    register = take(tmp_path, incoming("x.xlsx", b"1"))
    (kept(tmp_path) / "0001-x.xlsx").write_bytes(b"2")
    assert code_of(register, register.entries[0]) == "tep-nhan-bi-sua"


def test_a_kept_file_that_is_gone_is_told_and_kept_again_when_it_is_taken_in_again(tmp_path: Path) -> None:
    register = take(tmp_path, incoming("x.xlsx", b"1"))
    (kept(tmp_path) / "0001-x.xlsx").unlink()
    assert code_of(register, register.entries[0]) == "tep-nhan-mat"
    again = take(tmp_path, incoming("x.xlsx", b"1"))
    assert (again.entries, again.content(again.entries[0])) == (register.entries, b"1")


@pytest.mark.parametrize("name", ["~$0001-x.xlsx", ".~lock.0001-x.xlsx#", "Thumbs.db"])
def test_what_programs_leave_beside_a_kept_file_is_no_report(tmp_path: Path, name: str) -> None:
    take(tmp_path, incoming("x.xlsx"))
    (kept(tmp_path) / name).write_bytes(b"Nguyen Van A")
    assert [entry.name for entry in take(tmp_path).entries] == ["0001-x.xlsx"]


def test_two_that_were_opened_at_once_lose_nothing(tmp_path: Path) -> None:
    one, other = Register(tmp_path, "2023-Q3"), Register(tmp_path, "2023-Q3")
    one.take_in([incoming("a/bao-cao.docx", b"A")])
    other.take_in([incoming("b/bao-cao.docx", b"B")])
    register = Register(tmp_path, "2023-Q3")
    assert [(entry.number, register.content(entry)) for entry in register.entries] == [(1, b"A"), (2, b"B")]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_somebody_has_taken_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    register = take(tmp_path, incoming("x.xlsx"))
    (kept(tmp_path) / "0002-y.xlsx").write_bytes(b"another")
    monkeypatch.setattr(Register, "_kept", lambda self: iter(()))
    if not has_links:
        monkeypatch.setattr(os, "link", _no_links)
    register.take_in([incoming("y.xlsx")])
    assert (kept(tmp_path) / "0002-y.xlsx").read_bytes() == b"another"
    assert register.content(register.entries[-1]) == b"y.xlsx"


def _no_links(*_: object) -> None:
    raise PermissionError


def test_while_another_is_at_it_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(tmp_path, incoming("x.xlsx"))
    monkeypatch.setattr(register_module, "_PAUSE", 0)
    with (tmp_path / RECEIVED / "2023-Q3" / LOCK).open("ab") as held:
        assert lock(held)
        with pytest.raises(ProblemError) as raised:
            take(tmp_path, incoming("y.xlsx"))
    assert raised.value.problems[0].code == "so-nhan-dang-ghi"
    assert len(take(tmp_path, incoming("y.xlsx")).entries) == 2


ROW = {"so": 1, "tep": "a", "nguon": "b", "nhan_luc": "2023-12-10", "sha256": "x", "co_quan": ""}


@pytest.mark.parametrize(
    "change",
    [{"so": "1"}, {"so": True}, {"tep": 1}, {"tep": ""}, {"tep": "../../ke-hoach.yaml"}, {"tep": "..\\a"}, {"tep": "a\0"},
     {"nguon": None}, {"nhan_luc": 5}, {"co_quan": 5}],
)  # fmt: skip
def test_a_row_of_another_type_is_a_broken_register(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / RECEIVED / "2023-Q3" / REGISTER
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps([ROW | change]), encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        Register(tmp_path, "2023-Q3")
    assert raised.value.problems[0].code == "so-nhan-hong"


def test_a_day_with_a_zone_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / RECEIVED / "2023-Q3" / REGISTER
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps([ROW | {"nhan_luc": "2023-12-10T08:00:00+07:00"}]), encoding="utf-8")
    assert Register(tmp_path, "2023-Q3").entries[0].received == "2023-12-10T08:00:00"
