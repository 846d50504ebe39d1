"""The file edited by LibreOffice itself: a macro of ours in a profile of its own, with changes tracked and without."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from kehoach_gen.edit.from_word import Desk, from_word, open_edited
from kehoach_gen.edit.model import Edits
from kehoach_gen.plan.model import Plan
from kehoach_gen.plan.to_context import reference_date
from kehoach_gen.plan.to_docx import Maker
from kehoach_gen.workspace.folder import Folder

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="chưa cài LibreOffice (soffice)")
FILES = ("saved", "saved_twice", "plain", "tracked", "cut", "joined")

MACRO = """\
Sub Main
  Store Opened("in"), "saved"
  Store Opened("saved"), "saved_twice"
  EditAll "plain", False
  EditAll "tracked", True
  CutOne
  JoinTwo
End Sub
Function PathOf(name)
  PathOf = ConvertToUrl("FOLDER/" & name & ".docx")
End Function
Function Opened(name)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(PathOf(name), "_blank", 0, hidden())
End Function
Sub Store(doc, name)
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL(PathOf(name), filter())
  doc.close(True)
End Sub
Function Found(doc, words)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Found = doc.findFirst(search)
End Function
Sub Reword(doc, old, words)
  place = Found(doc, old)
  place.String = words
End Sub
Function Paragraph(place)
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  Paragraph = cursor
End Function
Sub AddBehind(doc, words, text)
  place = Found(doc, words)
  cursor = place.Text.createTextCursorByRange(place.End)
  cursor.gotoEndOfParagraph(False)
  place.Text.insertControlCharacter(cursor, 0, False)
  place.Text.insertString(cursor, text, False)
End Sub
Sub Remove(doc, words)
  cursor = Paragraph(Found(doc, words))
  cursor.goRight(1, True)
  cursor.String = ""
End Sub
Function RowOf(place)
  RowOf = CInt(Mid(place.Cell.CellName, 2))
End Function
Sub EditAll(name, tracked)
  doc = Opened("in")
  doc.RecordChanges = tracked
  Reword doc, "còn hạn chế", "còn yếu"
  Reword doc, "Quý III/2023", "Quý II/2023"
  AddBehind doc, "đã đạt điểm tốt", "- Đoạn do LibreOffice thêm."
  Remove doc, "Tăng cường nhận thức và nâng cao"
  place = Found(doc, "Hoàn thành Kế hoạch kiểm tra")
  row = RowOf(place)
  place.TextTable.Rows.insertByIndex(row, 1)
  place.TextTable.getCellByName("B" & (row + 1)).String = "Nhiệm vụ do LibreOffice thêm"
  place.TextTable.getCellByName("C" & (row + 1)).String = "Sở Tài chính"
  place.TextTable.getCellByName("E" & (row + 1)).String = "Quý IV/2023"
  place = Found(doc, "Tham mưu, trình công bố danh mục")
  place.TextTable.Rows.removeByIndex(RowOf(place) - 1, 1)
  Store doc, name
End Sub
Sub CutOne
  doc = Opened("in")
  place = Found(doc, "Tiếp tục duy trì và phát huy những tiêu chí, tiêu chí thành phần đã đạt điểm tốt.")
  cursor = place.Text.createTextCursorByRange(place.End)
  cursor.goRight(1, True)
  cursor.String = ""
  place.Text.insertControlCharacter(cursor, 0, False)
  Store doc, "cut"
End Sub
Sub JoinTwo
  doc = Opened("in")
  doc.RecordChanges = True
  cursor = Paragraph(Found(doc, "Các cơ quan, đơn vị, đặc biệt là"))
  cursor.collapseToEnd()
  cursor.goRight(1, True)
  cursor.String = " "
  Store doc, "joined"
End Sub
"""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}">\n'
_SPACE = 'xmlns:{0}="http://openoffice.org/2000/{0}"'


@pytest.fixture(scope="module")
def desk(maker_of: Callable[[Plan], Maker], sample_folder: Folder, sample_plan: Plan) -> Desk:
    assert sample_folder.registry is not None
    return Desk(maker_of, sample_folder.registry, reference_date(sample_plan))


@pytest.fixture(scope="module")
def files(desk: Desk, sample_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice made of the sample's file."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "in.docx").write_bytes(desk.maker(sample_plan).bundle_docx())
    run(folder, "--terminate_after_init")
    library = folder / "profile" / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    module = f'<script:module {_SPACE.format("script")} script:name="Module1" script:language="StarBasic">'
    code = escape(MACRO.replace("FOLDER", folder.as_posix()))
    (library / "Module1.xba").write_text(f"{_HEAD.format('script:module', 'module.dtd')}{module}{code}</script:module>", "utf-8")
    named = f'<library:library {_SPACE.format("library")} library:name="Standard" library:readonly="false">'
    elements = '<library:element library:name="Module1"/></library:library>'
    (library / "script.xlb").write_text(_HEAD.format("library:library", "library.dtd") + named + elements, "utf-8")
    run(folder, "macro:///Standard.Module1.Main")
    assert [name for name in FILES if not (folder / f"{name}.docx").exists()] == []
    return folder


def run(folder: Path, *arguments: str) -> None:
    """LibreOffice with a profile of its own, which it fills when it is first started."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, timeout=240, capture_output=True)


def read(files: Path, name: str, plan: Plan, desk: Desk) -> Edits:
    return from_word(open_edited((files / f"{name}.docx").read_bytes(), f"{name}.docx", plan.id), plan, desk)


def told(edits: Edits) -> list[tuple[str, str, str]]:
    return [(change.kind, change.new_number or change.old_number, change.new.split("\n")[0]) for change in edits.changes.all]


@pytest.mark.parametrize("name", ["saved", "saved_twice"])
def test_opening_and_saving_changes_nothing(name: str, files: Path, sample_plan: Plan, desk: Desk) -> None:
    edits = read(files, name, sample_plan, desk)
    assert (edits.changes.all, edits.problems, edits.doubts) == ((), (), ())


@pytest.mark.parametrize("name", ["plain", "tracked"])
def test_words_paragraphs_and_rows_are_read(name: str, files: Path, sample_plan: Plan, desk: Desk) -> None:
    edits = read(files, name, sample_plan, desk)
    reworded = sample_plan.body[2].text.replace("còn hạn chế", "còn yếu")
    assert sorted(told(edits)) == sorted(
        [
            ("reworded", "I.1", reworded),
            ("removed", "I.1", ""),
            ("added", "I.1", "Đoạn do LibreOffice thêm."),
            ("added", "1.c", "Nhiệm vụ do LibreOffice thêm"),
            ("deadline", "1.đ", "Quý II/2023"),
            ("removed", "2.c", ""),
        ]
    )
    assert {problem.code for problem in edits.problems} <= {"dinh-dang-rieng"}


def test_enter_in_the_middle_makes_a_second_paragraph(files: Path, sample_plan: Plan, desk: Desk) -> None:
    edits = read(files, "cut", sample_plan, desk)
    head, tail = (f"{part.strip(' .')}." for part in sample_plan.body[3].text.split(" Phấn đấu"))
    assert [(block.text, block.id) for block in edits.changes.new.body[3:5]] == [(head, "b04"), (f"Phấn đấu {tail}", "b27")]


def test_two_paragraphs_joined_are_one(files: Path, sample_plan: Plan, desk: Desk) -> None:
    edits = read(files, "joined", sample_plan, desk)
    first, second = sample_plan.body[6].text, sample_plan.body[7].text
    assert edits.changes.new.body[6].text == f"{first} {second}"
    assert [block.id for block in edits.changes.new.body[6:8]] == ["b07", "b09"]
