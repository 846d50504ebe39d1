"""The registry: which agencies there are at a date, what they are called, where they belong and what comes after them.

Field names are for code; aliases are the headings of `co-quan.csv` and `nhom.csv` and the keys of `co-quan.yaml`.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kehoach_gen.agency.words import phrase
from kehoach_gen.vietnamese.dates import ImpossibleDate, parse_date

OUTSIDE = "ngoai_tinh"
"""The group of agencies to which the province gives no tasks: they get no form."""


def _to_nfc(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def _to_id(text: str) -> str:
    plain = _to_nfc(text)
    if plain and all(character == "_" or character.isalnum() for character in plain):
        return plain
    fault = "Mã «{text}» có dấu cách hoặc dấu câu." if plain else "Ô mã để trống."
    raise PydanticCustomError(
        "ma-sai-dang", fault, {"text": plain, "hint": "mã chỉ gồm chữ, số và dấu gạch dưới, ví dụ SNV, X03646."}
    )


def _to_name(text: str) -> str:
    if text:
        return _to_nfc(text)
    raise PydanticCustomError("ten-de-trong", "Ô tên để trống.", {"hint": "ghi tên đầy đủ."})


def _to_parts(value: Any) -> Any:
    """«a | b» → ("a", "b"); a list stays a list."""
    return tuple(part for part in map(str.strip, value.split("|")) if part) if isinstance(value, str) else value


def _to_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    day = parse_date(value) if value.strip() else None
    if isinstance(day, datetime.date) or not value.strip():
        return day
    if isinstance(day, ImpossibleDate):
        raise PydanticCustomError("ngay-khong-co-that", "«{text}» không phải là ngày có thật.", {"text": value, "hint": day.hint})
    hint = "viết ngày/tháng/năm, ví dụ 01/07/2025; để trống nếu không giới hạn."
    raise PydanticCustomError("ngay-khong-doc-duoc", "Không đọc được ngày «{text}».", {"text": value, "hint": hint})


Text = Annotated[str, AfterValidator(_to_nfc)]
Id = Annotated[str, AfterValidator(_to_id)]
Name = Annotated[str, AfterValidator(_to_name)]
Parts = Annotated[tuple[Text, ...], BeforeValidator(_to_parts)]
Day = Annotated[datetime.date | None, BeforeValidator(_to_day)]


class _Value(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, str_strip_whitespace=True
    )


class Agency(_Value):
    """One agency over one span of time; an id may be used again for another agency later."""

    id: Id = Field(alias="ma", title="Mã", description="mã ngắn, ví dụ SNV; một mã dùng lại cho cơ quan khác thì khác «tu_ngay»")
    name: Name = Field(alias="ten", title="Tên", description="tên đầy đủ, như in trong văn bản")
    symbols: Parts = Field(
        (), alias="ky_hieu", title="Ký hiệu", description="chữ viết tắt trong số, ký hiệu văn bản; cách ghi chính đứng đầu"
    )
    kind: Text = Field("", alias="loai", title="Loại", description="ví dụ sở, huyện, xã, phường")
    level: Literal["", "trung ương", "tỉnh", "huyện", "xã"] = Field(
        "", alias="cap", title="Cấp", description="trung ương, tỉnh, huyện hoặc xã"
    )
    groups: Parts = Field((), alias="nhom", title="Nhóm", description="mã các nhóm có cơ quan này")
    since: Day = Field(None, alias="tu_ngay", title="Từ ngày", description="ngày đầu tiên hoạt động; để trống nếu có từ trước")
    until: Day = Field(
        None, alias="den_ngay", title="Đến ngày", description="ngày cuối cùng hoạt động; để trống nếu còn hoạt động"
    )
    successor_ids: Parts = Field((), alias="ke_thua", title="Kế thừa", description="mã cơ quan kế thừa")
    aliases: Parts = Field((), alias="ten_khac", title="Tên khác", description="tên cũ, tên viết tắt, cách viết khác")
    reports_to: Text = Field(
        "",
        alias="bao_cao_ve",
        title="Báo cáo về",
        description="mã cơ quan nhận và tổng hợp báo cáo; để trống thì báo cáo thẳng UBND tỉnh",
    )
    parent: Text = Field("", alias="thuoc", title="Thuộc", description="mã cơ quan cấp trên trực tiếp")
    area: Text = Field("", alias="dia_ban", title="Địa bàn", description="nơi có cơ quan, để phân biệt các tên giống nhau")
    source: Text = Field("", alias="nguon", title="Nguồn", description="căn cứ của dòng này; «chưa kiểm chứng» nếu chưa có")
    confidence: Text = Field("", alias="do_tin", title="Độ tin", description="cao, vừa hoặc thấp")

    @property
    def symbol(self) -> str:
        return self.symbols[0] if self.symbols else ""

    @property
    def is_outside(self) -> bool:
        return OUTSIDE in self.groups

    def is_valid(self, at: datetime.date) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at <= self.until)


class Group(_Value):
    """A set of agencies named in one expression; the members of an open one are for each office to say.

    A group that is called otherwise from a day on has another row with its id from that day.
    """

    id: Id = Field(alias="ma", title="Mã", description="mã ngắn, không dấu, ví dụ so_ban_nganh")
    name: Name = Field(alias="ten", title="Tên", description="tên như in ở giữa câu")
    aliases: Parts = Field((), alias="ten_khac", title="Tên khác", description="các cách ghi khác")
    open: Literal["có", "không"] = Field(
        "không", alias="mo", title="Nhóm mở", description="«có» nếu không liệt kê được thành viên"
    )
    parts: Parts = Field((), alias="gom", title="Gồm", description="mã các nhóm khác hợp thành nhóm này")
    since: Day = Field(
        None,
        alias="tu_ngay",
        title="Từ ngày",
        description="ngày đầu tiên nhóm mang tên này, khi nhóm đổi tên thì thêm một dòng cùng mã; để trống nếu có từ trước",
    )
    note: Text = Field("", alias="ghi_chu", title="Ghi chú", description="cách hiểu, giới hạn của nhóm")

    @property
    def is_open(self) -> bool:
        return self.open == "có"


@dataclass(frozen=True)
class Remark:
    """What is to be said of one reference: `code` is a fixed slug, `why` a Vietnamese sentence."""

    ref: str
    code: str
    why: str


@dataclass(frozen=True)
class Registry:
    """All agencies and groups, of all times."""

    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]

    def agency(self, id: str, at: datetime.date) -> Agency | None:
        """The agency that has this id at that date."""
        return next((agency for agency in self.records(id) if agency.is_valid(at)), None)

    def records(self, id: str) -> tuple[Agency, ...]:
        """All agencies, of any time, that have had this id; the earliest first."""
        return self._records.get(id, ())

    def find(self, ref: str) -> tuple[Agency, ...]:
        """All agencies, of any time, with this id or else this name or alias."""
        plain = _to_nfc(ref.strip())
        return self.records(plain) or self.called(phrase(plain)) or self._records_in_lower_case.get(plain.lower(), ())

    def named(self, ref: str, at: datetime.date) -> Agency | None:
        """The one agency with this id, name or alias at that date; None where there is none, or more than one."""
        found = [agency for agency in self.find(ref) if agency.is_valid(at)]
        return found[0] if len(found) == 1 else None

    def called(self, name: tuple[str, ...]) -> tuple[Agency, ...]:
        """All agencies, of any time, whose name or alias has this `phrase`."""
        return self._called.get(name, ())

    def group(self, ref: str, at: datetime.date) -> Group | None:
        """The group with this id, or a name or alias it has at any time, as it is at that date."""
        return self.group_called(phrase(ref), at) or self._group(ref.strip().lower(), at)

    def group_called(self, name: tuple[str, ...], at: datetime.date) -> Group | None:
        """The group that at any time has a name or alias with this `phrase`, as it is at that date."""
        id = self._group_called.get(name)
        return self._group(id, at) if id else None

    def _group(self, id: str, at: datetime.date) -> Group | None:
        """As it is at that date; before its first day, as it is then."""
        rows = self._groups.get(id, ())
        return next((row for row in reversed(rows) if row.since is None or row.since <= at), next(iter(rows), None))

    def groups_at(self, at: datetime.date) -> tuple[Group, ...]:
        """Every group as it is at that date."""
        return tuple(group for id in self._groups if (group := self._group(id, at)))

    def renamed(self, text: str, at: datetime.date) -> Group | None:
        """The group as it is called at that date, where `text` is what it was called before, and is not any more."""
        name = phrase(text)
        now = self.group_called(name, at)
        if now is None or now.since is None or name in _phrases(now):
            return None
        rows = self._groups[now.id.lower()]
        return now if any(name in _phrases(row) for row in rows[: rows.index(now)]) else None

    def is_empty(self, group: Group, at: datetime.date) -> bool:
        """Whether nobody belongs to it at that date; an open group is for each office to fill."""
        return not group.is_open and not self.members(group, at) and self._has_empty_parts(group, at, (group.id,))

    def has_ended(self, group: Group, at: datetime.date) -> bool:
        """Whether it has had members, and none is left at that date."""
        return bool(self._members.get(group.id)) and self.is_empty(group, at)

    def _has_empty_parts(self, group: Group, at: datetime.date, above: tuple[str, ...]) -> bool:
        parts = (part for id in group.parts if id not in above and (part := self._group(id.lower(), at)))
        return all(
            not part.is_open and not self.members(part, at) and self._has_empty_parts(part, at, (*above, part.id))
            for part in parts
        )

    def name_of(self, ref: str, at: datetime.date) -> str:
        """The name to print for an id, as it is or last was at that date; `ref` itself where it means nothing."""
        if group := self.group(ref, at):
            return group.name
        found = self.named(ref, at) or next(reversed(self.find(ref)), None)
        return found.name if found else ref

    def choices(self, at: datetime.date) -> tuple[tuple[str, str], ...]:
        """(id, name) of all that can be assigned a task at that date: the groups, then the agencies."""
        groups = ((group.id, group.name) for group in self.groups_at(at) if not self.has_ended(group, at))
        return (*groups, *((agency.id, agency.name) for agency in self.agencies if agency.is_valid(at)))

    def members(self, group: Group, at: datetime.date) -> tuple[Agency, ...]:
        """The agencies entered in this group itself at that date; those of its parts are not among them."""
        return tuple(agency for agency in self._members.get(group.id, ()) if agency.is_valid(at))

    def successors(self, agency: Agency, at: datetime.date) -> tuple[Agency, ...]:
        """Who stands in the place of `agency` at that date: itself while it lasts, else whoever came after; maybe nobody."""
        if agency.is_valid(at):
            return (agency,)
        after = (later for id in agency.successor_ids if (later := self.next_after(id, agency)))
        found = {later.id: later for next_one in after for later in self.successors(next_one, at)}
        return tuple(found.values())

    def successors_below(self, agency: Agency, at: datetime.date) -> tuple[Agency, ...]:
        """Who stands at that date in the place of the agencies under `agency`: of a district, the communes there are now."""
        below = (one for one in self.agencies if one.parent == agency.id)
        return tuple({later.id: later for one in below for later in self.successors(one, at)}.values())

    def ended(self, ref: str, at: datetime.date) -> Agency | None:
        """The agency that last had this id, name or alias, where it has come to an end and nobody has it at that date."""
        found = self.find(ref)
        past = [agency for agency in found if agency.until and agency.until < at]
        if not past or any(agency.is_valid(at) for agency in found):
            return None
        return max(past, key=lambda agency: agency.until or at)

    def next_after(self, id: str, before: Agency) -> Agency | None:
        """The first agency with this id that outlasts `before`."""
        return next((later for later in self.records(id) if _outlasts(later, before)), None)

    def collisions(self, at: datetime.date) -> dict[str, tuple[Agency, ...]]:
        """Symbols that two or more agencies use at that date."""
        users: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.agencies:
            for symbol in agency.symbols if agency.is_valid(at) else ():
                users[symbol].append(agency)
        return {symbol: tuple(found) for symbol, found in users.items() if len(found) > 1}

    @cached_property
    def longest_name(self) -> int:
        """The number of words in the longest name."""
        return max(map(len, [*self._called, *self._group_called]), default=0)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that a name or alias begins with."""
        return frozenset(name[0] for name in (*self._called, *self._group_called) if name)

    @cached_property
    def _records(self) -> Mapping[str, tuple[Agency, ...]]:
        earliest_first = sorted(self.agencies, key=lambda agency: agency.since or datetime.date.min)
        return _index((agency.id, agency) for agency in earliest_first)

    @cached_property
    def _records_in_lower_case(self) -> Mapping[str, tuple[Agency, ...]]:
        return _index((agency.id.lower(), agency) for agency in self.agencies)

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Group, ...]]:
        earliest_first = sorted(self.groups, key=lambda group: group.since or datetime.date.min)
        ids = dict.fromkeys(group.id.lower() for group in self.groups)
        return {id: tuple(group for group in earliest_first if group.id.lower() == id) for id in ids}

    @cached_property
    def _called(self) -> Mapping[tuple[str, ...], tuple[Agency, ...]]:
        return _index((name, agency) for agency in self.agencies for name in _phrases(agency))

    @cached_property
    def _group_called(self) -> Mapping[tuple[str, ...], str]:
        """{a name or alias: the id of the group, in lower case}"""
        return {name: group.id.lower() for group in reversed(self.groups) for name in _phrases(group)}

    @cached_property
    def _members(self) -> Mapping[str, tuple[Agency, ...]]:
        return _index((group, agency) for agency in self.agencies for group in agency.groups)


def _phrases(value: Agency | Group) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(phrase(text) for text in (value.name, *value.aliases)))


def _outlasts(later: Agency, before: Agency) -> bool:
    return before.until is not None and (later.until is None or later.until > before.until)


def _index(pairs: Iterator[tuple[Any, Agency]]) -> dict[Any, tuple[Agency, ...]]:
    found: dict[Any, list[Agency]] = defaultdict(list)
    for key, agency in pairs:
        found[key].append(agency)
    return {key: tuple(agencies) for key, agencies in found.items()}
