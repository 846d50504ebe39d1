"""Word files into PDF: all in one run, and a clear word where nothing can make one."""

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from folders import DOCUMENTS, built, contents, folder_of, rewrite

from kehoach_gen.problem import ProblemError
from kehoach_gen.workspace import build as building
from kehoach_gen.workspace import pdf
from kehoach_gen.workspace.pdf import to_pdf

CONVERTER = importlib.util.find_spec("dxpdf") or shutil.which("soffice") or shutil.which("libreoffice")
PDFS = tuple(name.replace(".docx", ".pdf") for name in DOCUMENTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "thu-muc")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine without any converter."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "_PLACES", ())
    return monkeypatch


class Office:
    """In the place of LibreOffice: notes how it was called, and writes the PDFs it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, fails_on: str = "", raises: Exception | None = None) -> None:
        self.runs: list[list[str]] = []
        self.fails_on, self.raises = fails_on, raises
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "soffice" else None)
        monkeypatch.setattr(subprocess, "run", self)

    def __call__(self, command: list[str], **options: Any) -> None:
        self.runs.append(command)
        if self.raises:
            raise self.raises
        target = Path(command[command.index("--outdir") + 1])
        for source in (Path(argument) for argument in command if argument.endswith(".docx")):
            if source.stem != self.fails_on:
                (target / f"{source.stem}.pdf").write_bytes(b"%PDF " + source.read_bytes())


@pytest.mark.skipif(CONVERTER is None, reason="neither dxpdf nor LibreOffice on this machine")
def test_every_document_becomes_a_pdf(folder: Path, out: Path) -> None:
    result = built(folder, out, pdf=True)
    assert result.problems == ()
    assert [file.name for file in result.files if file.name.endswith(".pdf")] == list(PDFS)
    assert all(contents(out)[name].startswith(b"%PDF-") for name in PDFS)


def test_all_documents_are_converted_in_one_run_with_a_profile_of_its_own(
    folder: Path, out: Path, bare: pytest.MonkeyPatch
) -> None:
    office = Office(bare)
    built(folder, out, pdf=True)
    (command,) = office.runs
    assert [Path(argument).name for argument in command if argument.endswith(".docx")] == list(DOCUMENTS)
    assert any(argument.startswith("-env:UserInstallation=file:") for argument in command)
    assert {name: contents(out)[name] for name in PDFS} == {
        name: b"%PDF " + contents(out)[name.replace(".pdf", ".docx")] for name in PDFS
    }


def test_a_pdf_is_made_again_only_when_its_document_changed(folder: Path, out: Path, bare: pytest.MonkeyPatch) -> None:
    office = Office(bare)
    built(folder, out, pdf=True)
    again = built(folder, out, pdf=True)
    assert len(office.runs) == 1
    assert [(file.name, file.status) for file in again.files[-3:]] == [(name, "unchanged") for name in PDFS]
    (out / "phu-luc.pdf").unlink()
    built(folder, out, pdf=True)
    assert [Path(argument).name for argument in office.runs[1] if argument.endswith(".docx")] == ["phu-luc.docx"]
    rewrite(folder, "dia_danh: Sơn La", "dia_danh: Mai Sơn")
    built(folder, out, pdf=True)
    assert len(office.runs) == 3


def test_without_a_converter_the_word_files_are_made_and_it_is_said_what_to_install(
    folder: Path, out: Path, bare: pytest.MonkeyPatch
) -> None:
    result = built(folder, out, pdf=True)
    (found,) = result.problems
    assert (found.code, found.severity, str(found.place)) == ("khong-co-bo-chuyen-pdf", "error", "--pdf")
    assert "LibreOffice" in found.hint
    assert "dxpdf" in found.hint
    assert [file.name for file in result.files][:3] == list(DOCUMENTS)
    assert all((out / name).is_file() for name in DOCUMENTS)


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"fails_on": "phu-luc"}, "phu-luc.docx"),
        ({"raises": subprocess.TimeoutExpired("soffice", 600)}, "ke-hoach.docx"),
        ({"raises": PermissionError("soffice")}, "ke-hoach.docx"),
    ],
    ids=["writes nothing", "never ends", "does not start"],
)
def test_a_document_that_libreoffice_does_not_convert_is_named(
    broken: dict[str, Any], place: str, bare: pytest.MonkeyPatch
) -> None:
    Office(bare, **broken)
    with pytest.raises(ProblemError) as caught:
        to_pdf({"ke-hoach": b"1", "phu-luc": b"2"})
    (found,) = caught.value.problems
    assert (found.code, str(found.place), "Word" in found.hint) == ("khong-chuyen-duoc-pdf", place, True)


def test_without_pdf_no_converter_is_asked_for(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(documents: Any) -> Any:
        raise AssertionError("not asked for")

    monkeypatch.setattr(building, "to_pdf", never)
    assert [name for name in contents(out) if name.endswith(".pdf")] == [] == list(built(folder, out).problems)
