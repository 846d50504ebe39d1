"""Template → what is wrong with its tags: names nobody offers, blocks left open, tags cut in two, text that would vanish.

Checked before anything is filled, on the paragraphs as a person sees them, so that each problem names its place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from kehoach_gen.office.package import read_zip
from kehoach_gen.office.template import ENVIRONMENT, MAIN
from kehoach_gen.office.word import W
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError


@dataclass(frozen=True)
class Offer:
    """A name a template may use: what it holds, in Vietnamese, and the names inside it."""

    about: str
    inner: Mapping[str, "Offer"] = field(default_factory=dict)
    many: bool = False
    """A list; `inner` are the names of one item, none where the items are texts."""
    required: bool = False
    """A template that leaves it out would leave the document without it."""
    open: bool = False
    """Holds whatever names the data brings."""
    values: tuple[str, ...] = ()
    """The only values it takes; a template that tells them apart must print each."""


@dataclass(frozen=True)
class _Tag:
    text: str
    place: Place
    alone: bool
    """Whether its paragraph holds nothing else."""

    @property
    def body(self) -> str:
        return re.sub(r"^\{[{%#](?:tr|tc|p|r)?(?=\s)|[}%#]\}$", "", self.text).strip(" -")

    @property
    def word(self) -> str:
        return self.body.split(" ", 1)[0] if self.text.startswith("{%") else ""


def template_problems(content: bytes, name: str, offers: Mapping[str, Offer]) -> list[Problem]:
    """Every problem of one template, in document order."""
    problems: list[Problem] = []
    try:
        members = read_zip(content, name)
        root = etree.fromstring(members[MAIN], etree.XMLParser(resolve_entities=False, no_network=True))
        tags = list(_tags(root, name, problems))
    except ProblemError as error:
        return list(error.problems)
    except (LookupError, etree.XMLSyntaxError):
        return [_problem("khong-phai-word", Place(name), "Tệp không phải tài liệu Word.", "chép lại mẫu gốc, rồi sửa bằng Word.")]
    return problems + _Reader(offers, Place(name)).read(tags)


def _problem(code: str, place: Place, message: str, hint: str) -> Problem:
    return Problem(code, ERROR, place, message, hint)


def _tags(root: Any, name: str, problems: list[Problem]) -> Iterator[_Tag]:
    """The tags of the main part in order; cut tags and text beside a block tag go to `problems`."""
    for paragraph in root.iter(f"{{{W}}}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))
        if not re.search(r"\{[{%#]|[}%#]\}", text):
            continue
        place = Place(name, part=_where(root, paragraph))
        found = _TAG.findall(text)
        rest = _TAG.sub("", text)
        if re.search(r"\{[{%#]|[}%#]\}", rest):
            problems.append(
                _problem(
                    "the-bi-cat",
                    place,
                    f"Thẻ bị cắt hoặc thiếu ngoặc: «{rest.strip()[:60]}».",
                    "gõ lại cả thẻ liền một mạch trong một đoạn.",
                )
            )
        for tag in found:
            alone = not rest.strip() and len(found) == 1
            problems += _vanishing(tag, paragraph, place, alone=alone)
            yield _Tag(tag, place, alone)


_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


def _vanishing(tag: str, paragraph: Any, place: Place, *, alone: bool) -> list[Problem]:
    """Text that docxtpl would drop without a word: beside a {%p tag, or in the row or cell of a {%tr or {%tc tag."""
    kind = re.match(r"\{[{%](tr|tc|p)\s", tag)
    if kind is None:
        return []
    holder = paragraph if kind[1] == "p" else next(paragraph.iterancestors(f"{{{W}}}{kind[1]}"), None)
    if holder is None:
        return [_problem("the-sai-cho", place, f"Thẻ {tag} phải đặt trong bảng.", "dùng {%p … %} cho đoạn văn ngoài bảng.")]
    text = "".join(node.text or "" for node in holder.iter(f"{{{W}}}t")).replace(tag, "", 1).strip()
    if not text or (kind[1] == "p" and alone):
        return []
    unit = {"p": "đoạn", "tr": "hàng", "tc": "ô"}[kind[1]]
    return [
        _problem(
            "the-khong-dung-rieng",
            place,
            f"Thẻ {tag} đứng chung {unit} với «{text[:40]}», chữ ấy sẽ mất.",
            f"để thẻ một mình trong một {unit}.",
        )
    ]


def _where(root: Any, paragraph: Any) -> str:
    """The place of a paragraph in words: «đoạn 12» outside tables, else «bảng 1, hàng 2, ô 3».

    Raises LookupError where a cell stands in no row, or a row in no table.
    """
    cell = next(paragraph.iterancestors(f"{{{W}}}tc"), None)
    if cell is None:
        body = [p for p in root.iter(f"{{{W}}}p") if next(p.iterancestors(f"{{{W}}}tc"), None) is None]
        return f"đoạn {body.index(paragraph) + 1}"
    row = _holder(cell, "tr")
    table = _holder(row, "tbl")
    number = list(root.iter(f"{{{W}}}tbl")).index(table) + 1
    return f"bảng {number}, hàng {_number(row, table)}, ô {_number(cell, row)}"


def _holder(element: Any, name: str) -> Any:
    for found in element.iterancestors(f"{{{W}}}{name}"):
        return found
    raise LookupError(name)


def _number(part: Any, whole: Any) -> int:
    """The place of a row in its table, of a cell in its row, whatever wraps it; those of inner tables do not count."""
    inside = (other for other in whole.iter(part.tag) if next(other.iterancestors(whole.tag)) is whole)
    return list(inside).index(part) + 1


class _Reader:
    """Follows the tags in order with the names known at each point."""

    def __init__(self, offers: Mapping[str, Offer], place: Place) -> None:
        self.offers = offers
        self.place = place
        self.scopes: list[tuple[_Tag, dict[str, Offer]]] = []
        self.used: set[str] = set()
        self.compared: dict[str, tuple[Offer, set[str]]] = {}
        """Names with fixed values, and the values the template asks for."""
        self.problems: list[Problem] = []

    def read(self, tags: list[_Tag]) -> list[Problem]:
        for tag in tags:
            if not tag.text.startswith("{#"):
                self.tag(tag)
        for tag, _ in self.scopes:
            self.add("khoi-chua-dong", tag, f"Khối {tag.text} không có thẻ đóng.", f"thêm thẻ end{tag.word} ở cuối khối.")
        for name, (offer, asked) in self.compared.items():
            for value in offer.values:
                if value not in asked:
                    hint = f"thêm {{%p elif d.{name} == '{value}' %}} và dòng in chữ của nó."
                    self.problems.append(_problem("mau-thieu-gia-tri", self.place, f"Mẫu không in đoạn loại '{value}'.", hint))
        for name, offer in self.offers.items():
            if offer.required and name not in self.used:
                self.problems.append(
                    _problem(
                        "mau-thieu-ten", self.place, f"Mẫu không in «{name}» ({offer.about}).", f"thêm {{{{ {name} }}}} vào mẫu."
                    )
                )
        return self.problems

    def add(self, code: str, tag: _Tag, message: str, hint: str) -> None:
        self.problems.append(_problem(code, tag.place, message, hint))

    def tag(self, tag: _Tag) -> None:
        if tag.word.startswith("end"):
            self.leave(tag)
        elif tag.word in ("for", "if"):
            self.enter(tag)
        elif tag.word in ("elif", "else"):
            self.middle(tag)
        elif tag.word and tag.word not in ("colspan", "cellbg", "vm", "hm"):
            self.add("the-la", tag, f"Không có thẻ «{tag.word}».", "dùng for, if, elif, else và thẻ đóng của chúng.")
        elif not tag.word:
            self.names_in(tag, f"{{{{ {tag.body} }}}}")

    def leave(self, tag: _Tag) -> None:
        wanted = tag.word.removeprefix("end")
        if self.scopes and self.scopes[-1][0].word == wanted:
            self.scopes.pop()
            return
        opened = f"đang mở là {self.scopes[-1][0].text}" if self.scopes else "không có khối nào đang mở"
        self.add("dong-sai-khoi", tag, f"Thẻ {tag.text} không khớp: {opened}.", "xem lại thứ tự các thẻ mở và đóng.")

    def enter(self, tag: _Tag) -> None:
        tree = self.names_in(tag, f"{{% {tag.body} %}}{{% end{tag.word} %}}")
        names: dict[str, Offer] = {}
        loop = next(tree.find_all(nodes.For), None) if tree else None
        if loop is not None and isinstance(loop.target, nodes.Name):
            listed = self.follow(tag, loop.iter, report=False)
            names[loop.target.name] = Offer("một mục", listed.inner if listed else {}, open=listed is None or listed.open)
            names["loop"] = Offer("vòng lặp", open=True)
        self.scopes.append((tag, names))

    def middle(self, tag: _Tag) -> None:
        if not self.scopes or self.scopes[-1][0].word not in ("if", "for"):
            self.add("dong-sai-khoi", tag, f"Thẻ {tag.text} đứng ngoài khối if.", "đặt thẻ này giữa if và endif.")
        if tag.word == "elif":
            self.names_in(tag, f"{{% {tag.body[2:]} %}}{{% endif %}}")

    def names_in(self, tag: _Tag, source: str) -> nodes.Template | None:
        """Parses one tag and checks every name in it."""
        source = source.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
        try:
            tree = ENVIRONMENT.parse(source)
        except TemplateSyntaxError as error:
            self.add("the-sai-cu-phap", tag, f"Thẻ {tag.text} sai cú pháp ({error.message}).", "xem các thẻ đúng trong mẫu gốc.")
            return None
        inner: set[int] = set()
        for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)):
            if id(node) in inner or (isinstance(node, nodes.Name) and node.ctx != "load"):
                continue
            inner.update(id(child) for child in node.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)))
            self.follow(tag, node)
        for compare in tree.find_all(nodes.Compare):
            self.compare(tag, compare)
        return tree

    def compare(self, tag: _Tag, compare: nodes.Compare) -> None:
        """A name with fixed values is compared with those alone."""
        offer = self.follow(tag, compare.expr, report=False)
        if offer is None or not offer.values or not isinstance(compare.expr, nodes.Getattr):
            return
        asked = self.compared.setdefault(compare.expr.attr, (offer, set()))[1]
        for operand in compare.ops:
            for constant in operand.find_all(nodes.Const):
                asked.add(str(constant.value))
                if constant.value not in offer.values:
                    near = get_close_matches(str(constant.value), offer.values, 1, 0.5)
                    hint = f"có phải ý là '{near[0]}'?" if near else f"các giá trị: {', '.join(offer.values)}."
                    self.add("gia-tri-la-trong-mau", tag, f"«{compare.expr.attr}» không bao giờ là '{constant.value}'.", hint)

    def follow(self, tag: _Tag, node: nodes.Node, *, report: bool = True) -> Offer | None:
        """What a name such as `lv.nhiem_vu` stands for; None where unknown, which is reported once."""
        if isinstance(node, nodes.Name):
            return self.look_up(tag, node.name, self.known(), node.name, report=report)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            holder = self.follow(tag, node.node, report=report)
            key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
            if holder is None or holder.open or not isinstance(key, str):
                return Offer("", open=True)
            return self.look_up(tag, key, holder.inner, tag.body, report=report)
        return None

    def known(self) -> dict[str, Offer]:
        names = dict(self.offers)
        for _, scope in self.scopes:
            names.update(scope)
        return names

    def look_up(self, tag: _Tag, key: str, names: Mapping[str, Offer], shown: str, *, report: bool) -> Offer | None:
        if key in names:
            self.used.add(key)
            return names[key]
        if report:
            near = get_close_matches(key, list(names), 1, 0.6)
            hint = f"có phải ý là «{near[0]}»?" if near else f"các tên dùng được: {', '.join(names) or 'không có'}."
            self.add("ten-la-trong-mau", tag, f"Mẫu dùng tên «{key}» không có trong dữ liệu ({tag.text}).", hint)
        return None
