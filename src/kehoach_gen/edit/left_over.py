"""What an edited file holds that the data made of it do not print → problems: nothing a person wrote is dropped unsaid."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kehoach_gen.change.match import longest_rise
from kehoach_gen.change.outline import ROOT, Ref
from kehoach_gen.edit.carriers import GROUPS, UNMARKED, Carrier, Print, Shown
from kehoach_gen.edit.cells import texts_of
from kehoach_gen.edit.draft import Draft, Spot
from kehoach_gen.office.edited import Run
from kehoach_gen.paper.columns import NUMBER
from kehoach_gen.paper.model import clean, shortened
from kehoach_gen.problem import INFO, WARNING, Place, Problem
from kehoach_gen.vietnamese.typed_numbers import typed_number

_SHOWN = 5
"""Places that one problem names."""


@dataclass(frozen=True)
class LeftOver:
    """`new` is what the plan of the draft prints; `renamed`: {item of the draft: the same item there}."""

    draft: Draft
    new: Print
    renamed: Mapping[Ref, Ref]

    def problems(self) -> Iterator[Problem]:
        yield from self.unread()
        yield from self.out_of_order()
        yield from self.lost_words()
        yield from self.numbers()
        yield from self.looks()
        yield from self.objects()
        yield from self.comments()
        yield from self.margins()

    @property
    def held(self) -> Sequence[Carrier]:
        return self.draft.held

    def unread(self) -> Iterator[Problem]:
        """Words that stand in the file and would not be printed."""
        printed = self.printed()
        said: set[tuple[object, ...]] = set()
        for index, carrier in enumerate(self.held):
            spot = self.draft.spots.get(index)
            if spot is None:
                yield _unread(carrier.text, carrier.place)
            elif spot.role in GROUPS or spot.role == "fields":
                key = (spot.role, spot.place if spot.role == "fields" else -1)
                if key not in said:
                    said.add(key)
                    yield from self.unread_lines(spot)
            elif carrier.row is None:
                here = list(printed.get(self.key(spot), ()))
                here += [self.draft.printed.shown[spot.place]] if spot.role in ("attached", "number") and spot.place >= 0 else []
                if not any(_core(carrier.text) == _core(one.carrier.text) for one in here):
                    yield _unread(carrier.text, carrier.place)
            else:
                yield from self.unread_cells(carrier, spot)

    def printed(self) -> dict[object, list[Shown]]:
        found: dict[object, list[Shown]] = defaultdict(list)
        for one in self.new.shown:
            found[one.ref if one.role in ("text", "task", "area") else one.role].append(one)
        return found

    def key(self, spot: Spot) -> object:
        return self.renamed.get(spot.ref, spot.ref) if spot.role in ("text", "task", "area") else spot.role

    def unread_lines(self, spot: Spot) -> Iterator[Problem]:
        """Several lines, or one sentence, that show fields of the frame; as they were printed they are nobody's edit."""
        spots = sorted(self.draft.spots.items())
        if spot.role in GROUPS:
            here = [self.held[index] for index, other in spots if other.role == spot.role]
            sides = [[one for one in print.shown if one.role == spot.role] for print in (self.draft.printed, self.new)]
        else:
            here = [self.held[index] for index, other in spots if (other.role, other.place) == (spot.role, spot.place)]
            wanted = _fields(self.draft.printed.shown[spot.place])
            sides = [[one for one in print.shown if _fields(one) == wanted] for print in (self.draft.printed, self.new)]
        words = " ".join(_core(carrier.text) for carrier in here)
        if not any(same(words, " ".join(_core(one.carrier.text) for one in side)) for side in sides):
            yield _unread("\n".join(carrier.text for carrier in here), here[0].place)

    def unread_cells(self, carrier: Carrier, spot: Spot) -> Iterator[Problem]:
        row = carrier.row
        assert row is not None
        if spot.role == "fixed":
            here = {clean(cell.text) for one in self.new.shown if one.carrier.row for cell in one.carrier.row.cells}
            left = [cell for cell in row.cells if cell.text.strip() and clean(cell.text) not in here]
        else:
            printed = self.new.rows[self.renamed.get(spot.ref, spot.ref)]
            texts = {field: cell for field, cell, _ in texts_of(carrier, self.draft.columns[carrier.table])}
            if spot.role == "area":
                words = {_core(printed["ten"])}
                left = [cell for cell in row.cells[1:] if cell.text.strip() and _core(cell.text) not in words]
            else:
                left = [
                    cell
                    for field, cell in texts.items()
                    if field != NUMBER and not cell.is_continued and not same(_core(cell.text), _core(printed.get(field, "")))
                ]
                left += [
                    c for c in row.cells if c.text.strip() and c not in texts.values() and not self.is_number(c.column, carrier)
                ]
        yield from (_unread(cell.text, cell.place) for cell in left)

    def is_number(self, column: int, carrier: Carrier) -> bool:
        return self.draft.columns[carrier.table].get(NUMBER, 0) == column

    def out_of_order(self) -> Iterator[Problem]:
        """What would be printed elsewhere than it stands."""
        order = {key: place for place, one in enumerate(self.new.shown) if (key := one.ref) != ROOT}
        places = [
            (index, order[key])
            for index, spot in sorted(self.draft.spots.items())
            if spot.role in ("text", "task", "area") and (key := self.renamed.get(spot.ref, spot.ref)) in order
        ]
        kept = set(longest_rise([place for _, place in places]))
        for position, (index, _) in enumerate(places):
            if position not in kept:
                carrier = self.held[index]
                message = f"Đoạn này đứng ở chỗ khác khi in lại: «{shortened(carrier.text)}»."
                yield Problem("cho-dung-khac", WARNING, carrier.place, message, "chuyển mục này trong ke-hoach.yaml nếu cần.")

    def lost_words(self) -> Iterator[Problem]:
        """Words of the template that somebody took out: they will be printed again."""
        lost = [
            self.draft.printed.shown[place]
            for place in self.draft.pairing.lost()
            if self.draft.printed.shown[place].role in UNMARKED
        ]
        if lost and len(lost) < len(self.draft.printed.shown) / 2:
            listed = "; ".join(f"«{shortened(one.carrier.text)}»" for one in lost[:_SHOWN])
            message = f"Tệp không còn {len(lost)} dòng của mẫu, khi dựng lại vẫn in: {listed}."
            yield Problem(
                "chu-mau-bi-bo", INFO, Place(self.draft.file.name), message, "muốn bỏ hẳn thì sửa mẫu trong thư mục templates."
            )

    def numbers(self) -> Iterator[Problem]:
        """Numbers somebody typed that are not those that will be printed."""
        printed = {one.ref: one for one in self.new.shown if one.role in ("text", "task", "area")}
        odd = []
        for index, spot in sorted(self.draft.spots.items()):
            if spot.role not in ("text", "task", "area") or spot.place < 0:
                continue
            now = printed.get(self.renamed.get(spot.ref, spot.ref))
            typed, old = (_number(carrier) for carrier in (self.held[index], self.draft.printed.shown[spot.place].carrier))
            if now is not None and typed != old and typed != _number(now.carrier):
                odd.append((self.held[index], typed, _number(now.carrier)))
        if odd:
            listed = "; ".join(f"«{typed}» sẽ là «{now}» ({carrier.place.part})" for carrier, typed, now in odd[:_SHOWN])
            message = f"Số thứ tự gõ tay ở {len(odd)} chỗ khác số máy đánh: {listed}."
            yield Problem(
                "so-thu-tu-lech", INFO, odd[0][0].place, message, "không cần làm gì: số do máy đánh; xem lại các chỗ nhắc đến số."
            )

    def looks(self) -> Iterator[Problem]:
        """Formatting that will not be there any more."""
        printed = self.printed()
        odd = []
        for index, spot in sorted(self.draft.spots.items()):
            there = printed.get(self.key(spot), ())
            if spot.place >= 0 and spot.role not in ("text", "task", "area"):
                there = [self.draft.printed.shown[spot.place]]
            if there and _looks(self.held[index]) - {look for one in there for look in _looks(one.carrier)}:
                odd.append(self.held[index])
        if odd:
            listed = "; ".join(f"«{shortened(carrier.text)[:40]}» ({carrier.place.part})" for carrier in odd[:_SHOWN])
            message = f"Định dạng riêng ở {len(odd)} chỗ không giữ được khi dựng lại: {listed}."
            hint = "dữ liệu chỉ giữ câu chữ; cần hình thức khác thì sửa mẫu trong thư mục templates."
            yield Problem("dinh-dang-rieng", INFO, odd[0].place, message, hint)

    def objects(self) -> Iterator[Problem]:
        for carrier in self.held:
            for paragraph in carrier.paragraphs:
                for other in paragraph.others:
                    message = f"Dữ liệu không giữ được {other}."
                    yield Problem("khong-giu-duoc", WARNING, paragraph.place, message, "đưa nội dung cần giữ vào câu chữ.")

    def comments(self) -> Iterator[Problem]:
        told: Counter[str] = Counter()
        for index, carrier in enumerate(self.held):
            for paragraph in carrier.paragraphs:
                for id in paragraph.comments:
                    told[id] += 1
                    if told[id] == 1 and id in self.draft.file.comments:
                        yield self.remark(id, paragraph.place, self.draft.spots.get(index))
        for id in self.draft.file.comments:
            if id not in told:
                yield self.remark(id, Place(self.draft.file.name), None)

    def remark(self, id: str, place: Place, spot: Spot | None) -> Problem:
        comment = self.draft.file.comments[id]
        item = f" (mã {spot.ref.key})" if spot and spot.ref.list in ("noi_dung", "nhiem_vu", "linh_vuc") else ""
        message = f"{comment.author.name or 'Có người'} nhận xét{item}: «{comment.text}»."
        return Problem("nhan-xet", INFO, place, message, "xem và trả lời; nhận xét không vào dữ liệu.")

    def margins(self) -> Iterator[Problem]:
        for words in dict.fromkeys(self.draft.file.margins):
            if words not in self.draft.printed.margins:
                yield _unread(words, Place(self.draft.file.name, part="đầu trang, chân trang"))


def _fields(one: Shown) -> list[tuple[Ref, str]]:
    return [(value.ref, value.field) for value in one.values]


def _unread(text: str, place: Place) -> Problem:
    message = f"Chữ này chưa đưa được vào dữ liệu: «{' '.join(text.split())}»."
    return Problem("chu-chua-vao-du-lieu", WARNING, place, message, "ghi vào đúng chỗ trong dữ liệu nếu cần giữ.")


def _core(text: str) -> str:
    """The words without number and ends, which are made by the machine."""
    text = " ".join(clean(text).split())
    number = typed_number(text)
    return (text[number.length :] if number else text).rstrip(" ;./,")


def same(one: str, other: str) -> bool:
    """Whether the words are the same, but for capitals where they are printed in capitals."""
    return one == other or (other.isupper() and one.upper() == other)


def _number(carrier: Carrier) -> str:
    if carrier.row is not None:
        return clean(carrier.row.cells[0].text).strip(" .)") if carrier.row.cells else ""
    text = clean(carrier.text)
    number = typed_number(text)
    return text[: number.length].strip() if number and number.value is not None else ""


def _looks(carrier: Carrier) -> set[tuple[str, ...]]:
    runs: list[Run] = [run for paragraph in carrier.paragraphs for run in paragraph.runs if run.text.strip()]
    aligned = {(paragraph.align,) for paragraph in carrier.paragraphs if paragraph.text.strip()}
    return {run.look for run in runs} | aligned
