"""Random edits of a generated file, the same for the same seed; facts by which what was read is compared with what was done."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from edited import AUTHORS, LEAD, TIME, Edited, W, text_of

from kehoach_gen.change import Changes
from kehoach_gen.change.outline import ROOT, Ref, fields
from kehoach_gen.plan.model import Block, Task

_TEXT = (
    "rà soát, hoàn thiện quy định về thủ tục hành chính; báo cáo kết quả thực hiện; đẩy mạnh chuyển đổi số; tăng cường kiểm tra, "
    "giám sát; bảo đảm đúng tiến độ, chất lượng; kịp thời tháo gỡ khó khăn, vướng mắc; nâng cao trách nhiệm người đứng đầu; "
    "phối hợp chặt chẽ giữa các cơ quan; công khai, minh bạch; phục vụ người dân và doanh nghiệp ngày càng tốt hơn"
)
_WORDS = _TEXT.split(" ")
_TIMES = ("Quý II/2023", "Quý III/2023", "Tháng 11/2023", "Trước ngày 30/9/2023", "Năm 2023", "Thường xuyên")
_NAMES = {"SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "STP": "Sở Tư pháp", "STTTT": "Sở Thông tin và Truyền thông"}


class Editor:
    """Random edits of distinct items, the same for the same seed."""

    def __init__(self, file: Edited, seed: int) -> None:
        self.file, self.random = file, random.Random(seed)
        self.touched: set[Ref] = set()
        self.count = 0

    def edit(self, count: int, *, tracked: bool | None = None) -> None:
        acts: Sequence[Callable[[], bool]] = (
            self.words, self.words, self.words, self.retyped, self.paragraph_gone, self.paragraph_new, self.split, self.join,
            self.paragraph_moved, self.cell_time, self.cell_time, self.cell_lead, self.task_words, self.task_words, self.task_retyped,
            self.row_gone, self.row_new, self.row_moved, self.area_renamed, self.recipient_new, self.recipient_gone,
        )  # fmt: skip
        done = 0
        while done < count:
            is_tracked = self.random.random() < 0.5 if tracked is None else tracked
            self.file.author = self.random.choice(AUTHORS) if is_tracked else ""
            done += self.random.choice(acts)()

    def free(self, list: str, parent: Ref | None = None) -> Ref | None:
        """An item no edit has touched."""
        refs = [ref for (holder, key), refs in self.file.plan.children.items() if key == list for ref in refs]
        refs = [ref for ref in refs if ref not in self.touched]
        return self.random.choice(refs) if refs else None

    def take(self, *refs: Ref) -> None:
        self.touched.update(refs)

    def phrase(self, count: int = 0) -> str:
        return " ".join(self.random.choices(_WORDS, k=count or self.random.randint(2, 9))).strip(" ;,")

    def sentence(self) -> str:
        words = self.phrase(self.random.randint(8, 25))
        return f"{words[:1].upper()}{words[1:]}."

    def body(self, *kinds: str) -> tuple[Ref, Any, Any] | None:
        """A body paragraph, not a heading: (its ref, its block, its element)."""
        ref = self.free("noi_dung")
        if ref is None or not ref.key.startswith("b") or self.file.item(ref).kind not in (kinds or ("doan", "diem", "khoan")):
            return None
        if ref == self.file.plan.inside(ROOT, "noi_dung")[-1]:
            return None
        return ref, self.file.item(ref), self.file.marked(f"b_{ref.key}")

    def words(self) -> bool:
        found = self.body("doan", "diem", "khoan", "khoan_tieu_de")
        if found is None:
            return False
        ref, block, paragraph = found
        text, old, new = self.reworded(block.text)
        self.file.replace(paragraph, old, new)
        self.file.set(ref, chu=text)
        self.take(ref)
        return True

    def reworded(self, text: str) -> tuple[str, str, str]:
        """(the new text, the words that went, those that came): a few words that stand there once."""
        words = text.split(" ")
        while True:
            start = self.random.randrange(max(len(words) - 3, 1))
            old = " ".join(words[start : start + self.random.randint(1, 3)])
            new = self.random.choice((self.phrase(), self.phrase(1), f"{old} {self.phrase(2)}"))
            if text.count(old) == 1 and old != new and "\n" not in old:
                return text.replace(old, new), old, new

    def retyped(self) -> bool:
        found = self.body("doan", "diem")
        if found is None:
            return False
        ref, block, paragraph = found
        number = text_of(paragraph).removesuffix(block.text)
        text = self.sentence() if self.random.random() < 0.3 else f"{' '.join(block.text.split(' ')[::2])} {self.phrase()}"
        self.file.retype(paragraph, number + text)
        self.file.set(ref, chu=text)
        self.take(ref)
        return True

    def paragraph_gone(self) -> bool:
        found = self.body()
        if found is None:
            return False
        self.file.delete_paragraph(found[2])
        self.file.remove(found[0])
        self.take(found[0])
        return True

    def paragraph_new(self) -> bool:
        found = self.body()
        if found is None:
            return False
        ref, _, paragraph = found
        kind, number = self.random.choice((("doan", ""), ("gach", "- "), ("diem", "b) "), ("khoan", "3. ")))
        text = self.sentence()
        self.file.add_paragraph(paragraph, number + text)
        self.put_block(ref, Block(kind=kind, text=text, id=self.new_id()))
        self.take(ref)
        return True

    def put_block(self, after: Ref, block: Block) -> None:
        ref = Ref("noi_dung", block.id)
        self.file.put(ref, block, ROOT, after)
        self.take(ref)

    def new_id(self) -> str:
        self.count += 1
        return f"zz{self.count}"

    def split(self) -> bool:
        found = self.body("doan", "diem", "khoan")
        if found is None or len(found[1].text) < 200:
            return False
        ref, block, paragraph = found
        words = block.text.split(" ")
        place = self.random.randint(len(words) // 3, 2 * len(words) // 3)
        head, tail = " ".join(words[:place]), " ".join(words[place:])
        if block.text.count(head) != 1 or not tail[:1].isalpha():
            return False
        self.file.split(paragraph, head)
        self.file.set(ref, chu=head)
        self.put_block(ref, Block(kind="doan", text=tail, id=self.new_id()))
        self.take(ref)
        return True

    def join(self) -> bool:
        found = self.body("doan", "diem", "khoan")
        if found is None:
            return False
        ref, block, paragraph = found
        refs = self.file.plan.inside(ROOT, "noi_dung")
        second = refs[refs.index(ref) + 1]
        other = self.file.item(second)
        if second in self.touched or other.kind not in ("doan", "diem", "khoan") or second == refs[-1]:
            return False
        element = self.file.marked(f"b_{second.key}")
        number = text_of(element).removesuffix(other.text)
        self.file.join(paragraph, element, number)
        self.file.set(ref, chu=f"{block.text} {other.text}")
        self.file.remove(second)
        self.take(ref, second)
        return True

    def paragraph_moved(self) -> bool:
        found, target = self.body(), self.body()
        if found is None or target is None or found[0] == target[0] or self.file.author:
            return False
        refs = list(self.file.plan.inside(ROOT, "noi_dung"))
        if abs(refs.index(found[0]) - refs.index(target[0])) < 2:
            return False
        target[2].addnext(found[2])
        self.file.move(found[0], ROOT, target[0])
        self.take(found[0], target[0])
        return True

    # Rows

    def task(self) -> tuple[Ref, Task] | None:
        ref = self.free("nhiem_vu")
        return None if ref is None or not ref.key.startswith("n") else (ref, self.file.item(ref))

    def cell_time(self) -> bool:
        found = self.task()
        time = self.random.choice(_TIMES)
        if found is None or "\n" in found[1].deadline or found[1].deadline == time:
            return False
        self.file.replace(self.file.cell(found[0].key, TIME), found[1].deadline, time)
        self.file.set(found[0], thoi_gian=time)
        self.take(found[0])
        return True

    def cell_lead(self) -> bool:
        found = self.task()
        if found is None or found[1].leads_wording or len(found[1].leads) != 1:
            return False
        code, name = self.random.choice(list(_NAMES.items()))
        paragraph = self.file.cell(found[0].key, LEAD)
        if code in found[1].leads:
            return False
        self.file.retype(paragraph, name)
        self.file.set(found[0], chu_tri=(code,), ghi_chu_phan_cong="")
        self.take(found[0])
        return True

    def task_words(self) -> bool:
        found = self.task()
        if found is None or "\n" in found[1].text:
            return False
        text, old, new = self.reworded(found[1].text)
        self.file.replace(self.file.marked(f"r_{found[0].key}_n"), old, new)
        self.file.set(found[0], nhiem_vu=text)
        self.take(found[0])
        return True

    def task_retyped(self) -> bool:
        found = self.task()
        if found is None or "\n" in found[1].text:
            return False
        text = f"{' '.join(found[1].text.split(' ')[::2])} {self.phrase()}"
        self.file.retype(self.file.marked(f"r_{found[0].key}_n"), text)
        self.file.set(found[0], nhiem_vu=text)
        self.take(found[0])
        return True

    def row_gone(self) -> bool:
        found = self.task()
        if found is None:
            return False
        self.file.delete_row(self.file.row(found[0].key))
        self.file.remove(found[0])
        self.take(found[0])
        return True

    def row_new(self) -> bool:
        found = self.task()
        if found is None:
            return False
        code, name = self.random.choice(list(_NAMES.items()))
        time, text = self.random.choice(_TIMES), self.sentence()
        self.file.add_row(self.file.row(found[0].key), ("", text, name, "Các sở, ban, ngành", time, ""))
        id = self.new_id()
        task = Task(id=id, text=text, leads=(code,), coordinators=("so_ban_nganh",), deadline=time)
        self.file.put(Ref("nhiem_vu", id), task, self.file.plan.nodes[found[0]].parent, found[0])
        self.take(found[0], Ref("nhiem_vu", id))
        return True

    def row_moved(self) -> bool:
        found, target = self.task(), self.task()
        if found is None or target is None or found[0] == target[0]:
            return False
        parent = self.file.plan.nodes[target[0]].parent
        siblings = list(self.file.plan.inside(parent, "nhiem_vu"))
        if found[0] in siblings and abs(siblings.index(found[0]) - siblings.index(target[0])) < 2:
            return False
        self.file.move_row(self.file.row(found[0].key), self.file.row(target[0].key))
        self.file.move(found[0], parent, target[0])
        self.take(found[0], target[0])
        return True

    def area_renamed(self) -> bool:
        ref = self.free("linh_vuc")
        if ref is None:
            return False
        text, old, new = self.reworded(self.file.item(ref).name)
        self.file.replace(self.file.marked(f"r_{ref.key}_n"), old, new)
        self.file.set(ref, ten=text)
        self.take(ref)
        return True

    # Recipients

    def recipient(self) -> tuple[Ref, Any] | None:
        ref = self.free("noi_nhan")
        if ref is None or ref.key.startswith("zz"):
            return None
        return ref, self.file.paragraph(f"{self.file.item(ref)}") if self.standing(ref) else None

    def standing(self, ref: Ref) -> bool:
        return sum(self.file.item(ref) in text_of(p) for p in self.file.body.iter(f"{W}p") if "- " in text_of(p)[:2]) == 1

    def recipient_new(self) -> bool:
        found = self.recipient()
        if found is None or found[1] is None or not text_of(found[1]).startswith("- "):
            return False
        text = f"Phòng {self.phrase(3)} {self.count}"
        self.count += 1
        self.file.add_paragraph(found[1], f"- {text};")
        self.file.put(Ref("noi_nhan", text), text, ROOT, found[0])
        self.take(found[0], Ref("noi_nhan", text))
        return True

    def recipient_gone(self) -> bool:
        found = self.recipient()
        if found is None or found[1] is None or not text_of(found[1]).startswith("- "):
            return False
        self.file.delete_paragraph(found[1])
        self.file.remove(found[0])
        self.take(found[0])
        return True


def facts(changes: Changes) -> set[tuple[object, ...]]:
    """What was done: fields set, items put in, taken out, moved. The ids of new items say nothing."""
    new = {change.ref for change in changes.all if change.kind == "added"}
    found: set[tuple[object, ...]] = set()
    for change in changes.all:
        if change.position is not None:
            parent = "new" if change.position.parent in new else change.position.parent
            after = "new" if Ref(change.ref.list, change.position.after or "") in new else change.position.after
        if change.kind == "added":
            words = tuple(sorted((key, value) for key, value in fields(change.item).items() if key != "ma"))
            found.add(("added", change.ref.list, parent, after, words))
        elif change.kind == "moved":
            found.add(("moved", change.ref, parent, after))
        elif change.kind == "removed":
            found.add(("removed", change.ref))
        else:
            found |= {("set", change.ref, edit.field, edit.new) for edit in change.edits}
    return found
