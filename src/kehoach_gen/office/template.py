"""A Word template in docxtpl's language, compiled once and filled many times.

What does not depend on the data is prepared once: docxtpl's own `patch_xml`, Jinja's compiler, the compressed members
that stay as they are. Filling then carries a string from Jinja to the zip, without parsing it again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2 import Template as Compiled
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from kehoach_gen.office.identity import Identity, with_identity
from kehoach_gen.office.marks import CONTROLS, Placer, without_marks
from kehoach_gen.office.merge import Story, merge
from kehoach_gen.office.once import Fragment, Once, with_fragments
from kehoach_gen.office.package import FAST, LARGE, USUAL, Block, Entry, fixed_entry, join_entries
from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

MAIN = "word/document.xml"
RULES = "ke_dong"
"""The name under which a context holds the lengths of the lines under the head's texts: {style id: twips}."""

_BREAKS = {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
_SPECIAL = re.compile(f"[^{CONTROLS}\x20-\ufffd\U00010000-\U0010ffff]")
"""Line breaks, tabs, and whatever XML forbids but the characters of a mark."""


def _finalize(value: Any) -> Any:
    """A value as it goes into the XML: line breaks as Word's own, nothing XML forbids."""
    if value.__class__ is not str or value.isprintable() or _SPECIAL.search(value) is None:
        return value
    text = str(escape(value))
    for character, xml in _BREAKS.items():
        text = text.replace(character, xml)
    if (bad := _SPECIAL.search(text)) is not None:
        raise TemplateError(f"ký tự điều khiển U+{ord(bad[0]):04X} trong «{value[:40]}»")
    return Markup(text)


class _Environment(ImmutableSandboxedEnvironment):
    """Strict, sandboxed, escaping. Contexts are dicts: `nv.tt` is looked up among the keys first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if obj.__class__ is dict and attribute in obj else super().getattr(obj, attribute)


ENVIRONMENT = _Environment(autoescape=True, undefined=StrictUndefined, finalize=_finalize)


Filling = tuple[int, Mapping[str, Any]]
"""A story to tell: the index of its template, and the context that fills it."""


@dataclass(frozen=True)
class Assembly:
    """One or several templates compiled to be filled one after another into one document, a section each."""

    names: tuple[str, ...]
    head: str
    inner: tuple[Compiled, ...]
    closed: tuple[Compiled, ...]
    """The same, ending with a section break: for a story that another one follows."""
    sections: tuple[str, ...]
    members: Mapping[str, bytes]
    parts: Mapping[str, tuple[int, Compiled]] = field(default_factory=dict)
    """Headers and footers that hold tags, with the story whose context fills them."""

    def fill(self, stories: Sequence[Filling], identity: Identity) -> bytes:
        """The .docx file of these stories, in order. Raises ProblemError where a template cannot be filled."""
        contexts = dict(reversed(stories))
        changed = {MAIN: _entry(MAIN, self._document(stories, identity))}
        for name, (story, part) in self.parts.items():
            if story in contexts:
                changed[name] = _entry(name, self._render(story, part, contexts[story]))
        members = with_identity(self.members, identity)
        return join_entries(changed.get(name) or self._member(name, content) for name, content in members.items())

    def _member(self, name: str, content: bytes) -> Entry:
        return fixed_entry(name, content) if self.members[name] is content else Entry.of(name, content)

    def _document(self, stories: Sequence[Filling], identity: Identity) -> Iterator[str | Block]:
        """The main part, piece by piece."""
        place = partial(_placed, Placer()) if identity.marks else without_marks
        yield self.head
        for number, (index, context) in enumerate(stories, 1):
            template = self.inner[index] if number == len(stories) else self.closed[index]
            yield from map(place, _segments(self._render(index, template, context)))
        yield f"{self.sections[stories[-1][0]]}</w:body></w:document>"

    def _render(self, index: int, template: Compiled, context: Mapping[str, Any]) -> Iterator[str]:
        try:
            yield from template.generate(context)
        except TemplateError as error:
            message, hint = f"Không điền được mẫu: {error.message}.", "chạy kehoach check để xem chỗ sai trong mẫu."
            raise ProblemError(Problem("mau-khong-dien-duoc", ERROR, Place(self.names[index]), message, hint)) from error


def _placed(placer: Placer, segment: str) -> str | Block:
    if segment.__class__ is not Fragment:
        return placer.placed(segment)
    block, its_placer = _block(segment, placer.next_id)
    return block if placer.takes(its_placer) else placer.placed(segment)


@lru_cache(maxsize=64)
def _block(rows: str, next_id: int) -> tuple[Block, Placer]:
    """Shared rows with their marks placed, deflated; and who placed them."""
    placer = Placer(next_id)
    return Block.of(placer.placed(rows).encode()), placer


_SEGMENT = 2**17
"""Characters after which rendered text is handed on."""


def _segments(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces joined into segments of some size, each cut before a row or, outside tables, before a paragraph;
    shared rows stay by themselves."""
    waiting: list[str] = []
    size = 0
    for piece in with_fragments(pieces):
        if piece.__class__ is Fragment:
            yield from ("".join(waiting), piece)
            waiting, size = [], 0
            continue
        waiting.append(piece)
        size += len(piece)
        if size > _SEGMENT:
            text = "".join(waiting)
            cut = max(text.rfind("<w:tr>"), 0) or (0 if text.startswith("<w:tr>") else max(text.rfind("<w:p>"), 0))
            if cut:
                yield text[:cut]
            waiting, size = [text[cut:]], len(text) - cut
    yield "".join(waiting)


def _entry(name: str, pieces: Iterable[str | Block]) -> Entry:
    """The member made of these pieces; compressed with more care where it is small."""
    chunks = _chunks(pieces)
    first = next(chunks)
    level = FAST if isinstance(first, bytes) and len(first) >= LARGE else USUAL
    return Entry.of_pieces(name, chain((first,), chunks), level=level)


def _chunks(pieces: Iterable[str | Block]) -> Iterator[bytes | Block]:
    """The pieces as bytes, joined up to some size."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Block):
            yield from ("".join(waiting).encode(), piece)
            waiting, size = [], 0
            continue
        waiting.append(piece)
        size += len(piece)
        if size >= LARGE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


@lru_cache(maxsize=32)
def compile_templates(*templates: tuple[str, bytes]) -> Assembly:
    """The assembly of these (name, content) templates. Raises ProblemError for what is no usable Word file."""
    merged = merge(templates)
    inner = tuple(_compile(_with_rules(story)) for story in merged.stories)
    closed = tuple(_compile(_with_rules(story.closed())) for story in merged.stories)
    parts = {
        name: (story, _compile(merged.members[name].decode()))
        for name, story in merged.parts.items()
        if b"{{" in merged.members[name] or b"{%" in merged.members[name]
    }
    sections = tuple(story.section for story in merged.stories)
    return Assembly(tuple(name for name, _ in templates), merged.head, inner, closed, sections, merged.members, parts)


def _compile(xml: str) -> Compiled:
    tree = Once(ENVIRONMENT).visit(ENVIRONMENT.parse(patch(xml)))
    return Compiled.from_code(ENVIRONMENT, ENVIRONMENT.compile(tree), ENVIRONMENT.make_globals(None))


def patch(xml: str) -> str:
    """The XML as Jinja reads it: docxtpl's tags undone by docxtpl's own function."""
    return str(DocxTemplate.patch_xml(None, xml))


def _with_rules(story: Story) -> str:
    """The story's XML, the indents of its lines made to depend on the lengths the context gives."""
    xml = story.xml
    for style, container in story.rules:
        side = f"{{{{ (({container} - {RULES}['{style}']) / 2)|int }}}}"
        pattern = rf'(<w:pStyle w:val="{style}"/>(?:(?!</w:pPr>).)*?)<w:ind [^>]*/>'
        xml = re.sub(pattern, rf'\1<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>', xml, flags=re.DOTALL)
    return xml
