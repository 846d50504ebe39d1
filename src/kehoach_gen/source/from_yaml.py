"""A YAML file → located data. Every scalar is read as text: `08`, `no` and `12:30` mean what they look like."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError
from kehoach_gen.source.model import Located, Path
from kehoach_gen.source.text import decode


def from_yaml(content: bytes, name: str) -> Located:
    """The data of one YAML file called `name`. Raises ProblemError where the file cannot be read as YAML."""
    text = decode(content, name)
    lines = text.splitlines()
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = _DEEPEST + 1
    yaml.composer.warn_double_anchors = False
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        raise ProblemError(_syntax_problem(error, name, lines)) from error
    except YAMLError as error:
        raise ProblemError(_unreadable_character(error, name, text)) from error
    if node is None:
        raise ProblemError(
            Problem("tep-trong", ERROR, Place(name, 1, 1), "Tệp không có nội dung.", "chép lại từ tệp mẫu: kehoach new.")
        )
    reader = _Reader(name, lines, {}, _MOST_REPEATED + len(text))
    data = reader.read(node, ())
    met = Counter(map(id, reader.anchored))
    for anchored in reader.anchored:
        if met[id(anchored)] == 1:
            raise ProblemError(reader.bad_start(anchored, "&"))
    return Located(data, reader.places)


_DEEPEST = 50
_MOST_REPEATED = 100_000
"""Values that aliases may add to those that are written: a few lines of them can grow beyond all bounds."""


class _Reader:
    def __init__(self, name: str, lines: list[str], places: dict[Path, Place], left: int) -> None:
        self.name, self.lines, self.places = name, lines, places
        self.left = left
        """How many values may still be read."""
        self.anchored: list[Node] = []
        """Nodes with an «&anchor», once for each time they are met."""

    def read(self, node: Node, path: Path) -> Any:
        self.must_be_bounded(node, path)
        if node.anchor:
            self.anchored.append(node)
        self.places.setdefault(path, self.place(node))
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        return self.scalar(node)

    def must_be_bounded(self, node: Node, path: Path) -> None:
        """Raises ProblemError for parts within parts, or repeated, without end."""
        self.left -= 1
        if len(path) > _DEEPEST:
            code, message, hint = _TOO_DEEP
            raise ProblemError(Problem(code, ERROR, self.place(node), message, hint))
        if self.left < 0:
            message = "Dấu «*» trong tệp chép lại quá nhiều giá trị."
            raise ProblemError(
                Problem("yaml-bat-thuong", ERROR, self.place(node), message, "viết các giá trị ra đầy đủ, không dùng «&» và «*».")
            )

    def mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise ProblemError(self.bad_start(key_node, self.sign(key_node)))
            key = self.scalar(key_node)
            if key in data:
                raise ProblemError(self.double_key(key, key_node, path))
            inner = (*path, key)
            self.places[inner] = self.place(key_node if _is_blank(value_node) else value_node)
            data[key] = self.read(value_node, inner)
        return data

    def scalar(self, node: Node) -> str:
        self.must_be_whole(node)
        value = node.value
        return value.rstrip("\n") if isinstance(node, ScalarNode) and node.style in ("|", ">") else str(value)

    def must_be_whole(self, node: Node) -> None:
        """Raises ProblemError where YAML would drop words: after «#» stuck to a word, or a «!tag» before them."""
        line = self.lines[node.end_mark.line] if node.end_mark.line < len(self.lines) else ""
        if isinstance(node, ScalarNode) and node.style is None and re.match(r"\s+#\w", line[node.end_mark.column :]):
            place = replace(self.place(node), line=node.end_mark.line + 1, column=node.end_mark.column + 1, excerpt=line)
            hint = 'đặt cả giá trị trong dấu nháy kép "…"; nếu là ghi chú thì viết dấu cách sau «#».'
            raise ProblemError(Problem("dau-thang", ERROR, place, "Chữ sau dấu «#» bị coi là ghi chú và sẽ mất.", hint))
        if not str(node.tag or "tag:yaml.org,2002:").startswith("tag:yaml.org,2002:"):
            raise ProblemError(self.bad_start(node, "!"))

    def bad_start(self, node: Node, sign: str) -> Problem:
        code, message, hint = _BAD_START
        return Problem(code, ERROR, self.place(node), message.format(sign=sign), hint)

    def sign(self, node: Node) -> str:
        """The character a value begins with."""
        return (self.place(node).excerpt or "")[node.start_mark.column :][:1]

    def place(self, node: Node) -> Place:
        mark = node.start_mark
        line = mark.line
        return Place(self.name, line + 1, mark.column + 1, excerpt=self.lines[line] if line < len(self.lines) else None)

    def double_key(self, key: str, node: Node, path: Path) -> Problem:
        first = self.places[(*path, key)].line
        return Problem(
            "khoa-trung",
            ERROR,
            self.place(node),
            f"Khóa «{key}» viết hai lần trong cùng một phần; lần trước ở dòng {first}.",
            "giữ lại một dòng, xóa dòng kia.",
        )


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == ""


_BAD_START = (
    "ky-tu-dau-gia-tri",
    "Giá trị mở đầu bằng «{sign}», ký tự này có nghĩa riêng.",
    'đặt cả giá trị trong dấu nháy kép "…".',
)
_TOO_DEEP = (
    "yaml-bat-thuong",
    f"Các phần lồng nhau quá {_DEEPEST} cấp.",
    "xem lại thụt lề và các dấu «[», «{», «&», «*» ở chỗ này.",
)
_SYNTAX = (
    ("maximum depth", "", *_TOO_DEEP),
    (
        "cannot start any token",
        "▸\t",
        "tab-trong-yaml",
        "Thụt lề bằng phím Tab.",
        "thụt lề bằng dấu cách (mỗi cấp hai dấu cách), không dùng phím Tab.",
    ),
    (
        "mapping values are not allowed",
        r"^\s*[\w-]+▸",
        "thut-le-sai",
        "Dòng này thụt lề không khớp các dòng trước.",
        "đặt thẳng hàng với các khóa cùng cấp ở trên.",
    ),
    (
        "mapping values are not allowed",
        "",
        "thua-hai-cham",
        "Có dấu hai chấm «: » giữa giá trị.",
        'đặt cả giá trị trong dấu nháy kép "…".',
    ),
    (
        "unknown escape character",
        "",
        "dau-gach-cheo-nguoc",
        "Dấu «\\» trong dấu nháy kép có nghĩa riêng.",
        "viết hai dấu «\\\\», hoặc đặt cả giá trị trong dấu nháy đơn '…'.",
    ),
    ("quoted scalar", "", "thieu-dau-nhay", "Dấu nháy mở ra mà không đóng lại.", "thêm dấu nháy ở cuối giá trị."),
    (
        "found '<scalar>'",
        "[\"']\\s*▸",
        "chu-sau-dau-nhay",
        "Sau dấu nháy còn chữ.",
        "đặt cả giá trị trong dấu nháy đơn '…'; hoặc tìm ở các dòng trên dấu nháy chưa đóng.",
    ),
    ("alias", "", "dau-sao", "Giá trị mở đầu bằng «*».", 'đặt cả giá trị trong dấu nháy kép "…".'),
    ("cannot start any token", "", *_BAD_START),
    ("anchor", "", *_BAD_START),
    ("block scalar", "", *_BAD_START),
    (
        "expected ',' or",
        "",
        "thieu-dau-ngoac",
        "Dấu «{sign}» mở ra mà không đóng lại, hoặc trong ngoặc thiếu dấu phẩy.",
        'thêm dấu ngoặc đóng; nếu đó là chữ của giá trị thì đặt cả giá trị trong dấu nháy kép "…".',
    ),
    (
        "expected <block end>",
        "",
        "thut-le-sai",
        "Dòng này thụt lề không khớp các dòng trước.",
        "đặt thẳng hàng với các khóa cùng cấp ở trên.",
    ),
    (
        "could not find expected ':'",
        "",
        "thieu-hai-cham",
        "Dòng này không có dạng «khóa: giá trị» hay «- mục».",
        "sau dấu hai chấm, sau dấu gạch đầu dòng có một dấu cách.",
    ),
)
"""Words of the parser, what the line looks like («▸» before the mark), and what is to be said."""


def _syntax_problem(error: MarkedYAMLError, name: str, lines: list[str]) -> Problem:
    found = f"{error.problem or ''} {error.context or ''}"
    mark = _mark(error, found)
    line = min(mark.line, max(len(lines) - 1, 0))
    excerpt = lines[line] if lines else ""
    place = Place(name, line + 1, mark.column + 1, excerpt=excerpt or None)
    before, after = excerpt[: mark.column], excerpt[mark.column :]
    for words, shape, code, message, hint in _SYNTAX:
        if words in found and re.search(shape, f"{before}▸{after}"):
            return Problem(code, ERROR, place, message.format(sign=after[:1]), hint)
    return Problem(
        "yaml-sai",
        ERROR,
        place,
        "Không đọc được tệp ở chỗ này.",
        "xem lại dấu cách đầu dòng, dấu hai chấm và dấu nháy ở dòng này và dòng trên.",
    )


def _mark(error: MarkedYAMLError, found: str) -> Any:
    """Where the fault is: what is left open is at fault where it begins, not where the parser gave up."""
    opened = re.search("while scanning an? |flow", found)
    return (opened and error.context_mark) or error.problem_mark or error.context_mark


def _unreadable_character(error: YAMLError, name: str, text: str) -> Problem:
    position = getattr(error, "position", 0)
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    character = getattr(error, "character", 0)
    code = character if isinstance(character, int) else ord(character)
    return Problem(
        "ky-tu-dieu-khien", ERROR, Place(name, line, column), f"Có ký tự điều khiển U+{code:04X} không in được.", "xóa ký tự này."
    )
