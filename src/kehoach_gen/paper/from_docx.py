"""Old Word files → the plan as data: each file as `read_word` sees it, and as `read_styled` says it looks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kehoach_gen.agency import Registry
from kehoach_gen.office import read_word as word
from kehoach_gen.office import styled
from kehoach_gen.office.marks import PREFIX
from kehoach_gen.office.read_styled import read_styled
from kehoach_gen.paper.frame import kind_at
from kehoach_gen.paper.left_out import left_out
from kehoach_gen.paper.model import Block, Cell, Imported, Line, OldDocument, Row, Table, clean
from kehoach_gen.paper.to_plan import imported
from kehoach_gen.problem import Place


def from_docx(files: Sequence[tuple[str, bytes]], registry: Registry) -> Imported:
    """What the .docx files, each (name, content), say together: a plan and its appendices, in whatever order.

    Raises ProblemError for a file that is no Word file, and where there are no words in them.
    """
    readers = [_Reader(name, content) for name, content in files]
    documents = sorted((reader.document() for reader in readers), key=_rank)
    ids = dict.fromkeys(document.plan_id for document in documents if document.plan_id)
    blocks = tuple(block for document in documents for block in document.blocks)
    found = imported(OldDocument(documents[0].name, blocks, next(iter(ids), "")), registry)
    told = (problem for reader in readers for problem in left_out(reader.content, reader.name, reader.file))
    return replace(found, problems=(*found.problems, *told))


def _rank(document: OldDocument) -> int:
    """The order in which files are read: the decision, the plan it promulgates, appendices."""
    kinds = (kind[0] for block in document.blocks if isinstance(block, Line) and (kind := kind_at(block.words)))
    first = next(kinds, "")
    return 2 if not first else 0 if first == "Quyết định" else 1


class _Reader:
    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content
        self.file = read_styled(content, name)
        self.looks = {paragraph.path: paragraph for paragraph in self.file.paragraphs}
        self.tables = {block.path: block for block in self.file.blocks if isinstance(block, styled.Table)}

    def document(self) -> OldDocument:
        file = word.read_word(self.content, self.name)
        blocks: list[Block] = []
        paragraphs = 0
        for block in file.blocks:
            if isinstance(block, word.Table):
                blocks.append(self.table(block))
            else:
                paragraphs += 1
                place = Place(self.name, part=f"đoạn {paragraphs}", path=block.path)
                blocks.append(_line(block, self.looks.get(block.path), place))
        return OldDocument(self.name, tuple(blocks), file.properties.get("KHGen.plan", ""))

    def table(self, table: word.Table) -> Table:
        look = self.tables.get(table.place.path)
        looks = look.rows if look and len(look.rows) == len(table.rows) else (None,) * len(table.rows)
        rows = (Row(tuple(_cells(row, look)), row.place) for row, look in zip(table.rows, looks, strict=True))
        return Table(tuple(rows), table.place)


def _cells(row: word.Row, look: styled.Row | None) -> Iterator[Cell]:
    """All cells of a row; `read_word` leaves out those in which nothing stands, though Word may number them."""
    known = {cell.number: cell for cell in row.cells}
    looks = [cell.paragraphs for cell in look.cells] if look else [()] * max(known, default=0)
    column = 0
    for number, paragraphs in enumerate(looks, 1):
        cell = known.get(number) or word.Cell((), "", (), number, column)
        column = cell.column + cell.span
        place = Place(row.place.file, part=f"{row.place.part}, ô {number}", path=cell.path or row.place.path)
        yield Cell(tuple(_lines(cell, paragraphs, place)), place, cell.column, cell.span, cell.is_continued)


def _lines(cell: word.Cell, looks: Sequence[styled.Paragraph], place: Place) -> Iterator[Line]:
    if not cell.paragraphs:
        label = next((label for look in looks if (label := _label(look))), "")
        yield Line(label.strip(), place)
    at = 0
    for paragraph in cell.paragraphs:
        same = (index for index in range(at, len(looks)) if looks[index].text.split() == paragraph.text.split())
        found = next(same, None)
        at = at if found is None else found + 1
        yield _line(paragraph, None if found is None else looks[found], place)


def _line(paragraph: word.Paragraph, look: styled.Paragraph | None, place: Place) -> Line:
    """The number of a list stands before the words, as if it had been typed."""
    marks = frozenset(mark for mark in paragraph.marks if mark.startswith(PREFIX))
    if look is None:
        return Line(clean(paragraph.text), place, marks)
    has_same_words = look.text.split() == paragraph.text.split()
    text = look.text if has_same_words else paragraph.text
    return Line(clean(_label(look) + text if text.strip() else text), place, marks, _is_bold(look))


def _label(look: styled.Paragraph) -> str:
    """A number as it is; a bullet as a dash. Of a paragraph without words only the level is known: 1, then a."""
    if any(map(str.isalnum, look.label)):
        return f"{look.label.strip()} "
    if look.properties.get("numbering", "0") == "0":
        return ""
    return "- " if look.text.strip() else "1" if look.properties.get("level", 0) == 0 else "a"


def _is_bold(look: styled.Paragraph) -> bool:
    runs = [run for run in look.runs if run.text.strip()]
    return bool(runs) and all(run.look.bold for run in runs)
