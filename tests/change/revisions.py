"""Revisions of a plan: ten as an office makes them, and any number at random."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kehoach_gen.plan.model import Appendix, Area, Block, BlockKind, Plan, Task

Revision = Callable[[Plan], Plan]
NEW_TASK = Task(
    id="n90",
    text="Xây dựng phần mềm theo dõi nhiệm vụ:\n- Giai đoạn 1: khảo sát\n- Giai đoạn 2: dùng thử",
    leads=("STTTT",),
    coordinators=("so_ban_nganh",),
    deadline="Quý IV/2023",
)


def with_areas(plan: Plan, areas: Sequence[Area]) -> Plan:
    return plan.model_copy(update={"appendices": (plan.appendices[0].model_copy(update={"areas": tuple(areas)}),)})


def with_task(plan: Plan, id: str, /, **fields: Any) -> Plan:
    return with_areas(
        plan,
        [
            area.model_copy(
                update={"tasks": tuple(task.model_copy(update=fields) if task.id == id else task for task in area.tasks)}
            )
            for area in plan.appendices[0].areas
        ],
    )


def with_tasks(plan: Plan, place: int, tasks: Sequence[Task]) -> Plan:
    areas = list(plan.appendices[0].areas)
    areas[place] = areas[place].model_copy(update={"tasks": tuple(tasks)})
    return with_areas(plan, areas)


def with_body(plan: Plan, body: Sequence[Block]) -> Plan:
    return plan.model_copy(update={"body": tuple(body)})


def tasks_of(plan: Plan, place: int) -> list[Task]:
    return list(plan.appendices[0].areas[place].tasks)


def task(plan: Plan, id: str) -> Task:
    return next(found for found in plan.tasks if found.id == id)


def _reworded(plan: Plan) -> Plan:
    return with_task(plan, "n01", text=task(plan, "n01").text.replace("mức độ hoàn thành", "tiến độ thực hiện"))


def _removed(plan: Plan) -> Plan:
    return with_tasks(plan, 1, [found for found in tasks_of(plan, 1) if found.id != "n09"])


def _added(plan: Plan) -> Plan:
    tasks = tasks_of(plan, 2)
    return with_tasks(plan, 2, [*tasks[:2], NEW_TASK, *tasks[2:]])


def _moved(plan: Plan) -> Plan:
    """A task to the front of its area, another to the end of the table."""
    tasks = tasks_of(plan, 0)
    plan = with_tasks(plan, 0, [tasks[4], *tasks[:4], *tasks[6:]])
    return with_tasks(plan, -1, [*tasks_of(plan, -1), tasks[5]])


def _new_area(plan: Plan) -> Plan:
    areas = plan.appendices[0].areas
    return with_areas(plan, [areas[0], Area(id="lv90", name="Lĩnh vực “Chuyển đổi số”", tasks=(NEW_TASK,)), *areas[1:]])


def _body(plan: Plan) -> Plan:
    """A paragraph reworded, one added, two removed, the last one moved: another one ends the text."""
    body = {block.id: block for block in plan.body}
    del body["b05"], body["b08"]
    body["b03"] = body["b03"].model_copy(update={"text": body["b03"].text.replace("còn hạn chế", "còn yếu")})
    last = body.pop("b26")
    blocks = list(body.values())
    return with_body(plan, [*blocks[:3], Block(kind="doan", text="Bảo đảm tiến độ.", id="b90"), last, *blocks[3:]])


def _dated(plan: Plan) -> Plan:
    return with_task(plan, "n03", deadline="Trước ngày 30/9/2023;\nQuý IV/2023 đối với cấp xã")


def _reassigned(plan: Plan) -> Plan:
    plan = with_task(plan, "n04", leads=("STC",), leads_wording="", coordinators=("SNV", "ubnd_huyen"), coordinators_wording="")
    return with_task(plan, "n17", leads=(*task(plan, "n17").leads, "STP"), leads_wording="", assignment_note="khi có yêu cầu")


def _issued(plan: Plan) -> Plan:
    """Number, day and title are given; a legal basis is named."""
    frame = {"number": "115", "issued": "28/6/2023", "subject": "Nâng cao Chỉ số cải cách hành chính của tỉnh năm 2023"}
    return plan.model_copy(update={**frame, "bases": ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015",)})


def _signed(plan: Plan) -> Plan:
    """Others sign, and others receive it."""
    signatory = plan.signatory.model_copy(update={"in_place_of": "Chủ tịch", "position": "Phó Chủ tịch", "name": "Lê Hồng Minh"})
    recipients = [name for name in plan.recipients if name != "Báo Sơn La"]
    recipients[1:1] = ["Cục Thuế tỉnh"]
    recipients[-1] = recipients[-1].replace("VP", "Văn phòng")
    return plan.model_copy(update={"signatory": signatory, "recipients": tuple(recipients), "filed": "VT, NC"})


REVISIONS: Mapping[str, Revision] = {
    "reworded": _reworded,
    "removed": _removed,
    "added": _added,
    "moved": _moved,
    "new_area": _new_area,
    "body": _body,
    "dated": _dated,
    "reassigned": _reassigned,
    "issued": _issued,
    "signed": _signed,
}


def without_ids(plan: Plan) -> Plan:
    """The plan as a drafter may leave it: no paragraph, area, task bears an id."""
    areas = [
        area.model_copy(update={"id": "", "tasks": tuple(found.model_copy(update={"id": ""}) for found in area.tasks)})
        for area in plan.appendices[0].areas
    ]
    return with_body(with_areas(plan, areas), [block.model_copy(update={"id": ""}) for block in plan.body])


_TEXT = "rà soát, hoàn thiện quy định về thủ tục hành chính; báo cáo kết quả trước ngày 30/6/2023 theo Kế hoạch"
_WORDS = _TEXT.split(" ")
_REFS = ("SNV", "STC", "STP", "so_ban_nganh", "ubnd_huyen")
_KINDS: Sequence[BlockKind] = ("muc", "khoan", "diem", "gach", "doan", "phan")


class Shaker:
    """Random edits, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ids = 0

    def edited(self, plan: Plan, count: int) -> Plan:
        for _ in range(count):
            plan = self.random.choice((self.frame, self.body, self.tasks, self.tasks, self.tasks, self.areas, self.appendices))(
                plan
            )
        return plan

    def id(self) -> str:
        self.ids += 1
        return f"z{self.ids}" if self.random.random() < 0.7 else ""

    def words(self) -> str:
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(1, 8)))

    def reworded(self, text: str) -> str:
        words = text.split(" ")
        place = self.random.randrange(len(words) + 1)
        words[place : place + self.random.randrange(3)] = [self.words()]
        return self.random.choice((" ", " ", "\n")).join((" ".join(words[:place]), " ".join(words[place:]))).strip() or "a"

    def frame(self, plan: Plan) -> Plan:
        lists = ("bases", "opening", "recipients")
        name = self.random.choice(
            (*lists, *lists, "subject", "number", "issued", "signatory", "abbreviations", "authority", "filed")
        )
        value = getattr(plan, name)
        if name in lists:
            value = self.shaken(value, self.words, self.reworded)
        elif name == "signatory":
            value = value.model_copy(update={"in_place_of": self.random.choice(("", "Chủ tịch")), "name": self.words()})
        elif name == "authority":
            value = value.model_copy(update={"superior": self.random.choice(("", "Bộ Nội vụ")), "symbol": "SNV"})
        elif name == "abbreviations":
            value = {self.random.choice("AB"): self.words(), **dict(list(value.items())[1:])}
        else:
            value = {"issued": f"{self.random.randint(1, 28)}/6/2023", "number": str(self.random.randint(1, 99))}.get(
                name, self.words()
            )
        return plan.model_copy(update={name: value})

    def body(self, plan: Plan) -> Plan:
        def made() -> Block:
            return Block(kind=self.random.choice(_KINDS), text=self.words(), id=self.id())

        def changed(block: Block) -> Block:
            if self.random.random() < 0.2:
                return block.model_copy(update={"kind": self.random.choice(_KINDS)})
            return block.model_copy(update={"text": self.reworded(block.text)})

        return with_body(plan, self.shaken(plan.body, made, changed))

    def tasks(self, plan: Plan) -> Plan:
        places = [(a, b) for a, appendix in enumerate(plan.appendices) for b, _ in enumerate(appendix.areas)]
        if not places:
            return plan
        a, b = self.random.choice(places)
        area = plan.appendices[a].areas[b]
        if area.tasks and self.random.random() < 0.2:
            carried = self.random.choice(area.tasks)
            plan = self.in_area(plan, a, b, tuple(found for found in area.tasks if found is not carried))
            a, b = self.random.choice(places)
            return self.in_area(plan, a, b, (*plan.appendices[a].areas[b].tasks, carried))
        return self.in_area(plan, a, b, self.shaken(area.tasks, self.task, self.changed))

    def in_area(self, plan: Plan, a: int, b: int, tasks: Sequence[Task]) -> Plan:
        areas = list(plan.appendices[a].areas)
        areas[b] = areas[b].model_copy(update={"tasks": tuple(tasks)})
        return self.in_appendix(plan, a, areas)

    def in_appendix(self, plan: Plan, a: int, areas: Sequence[Area]) -> Plan:
        appendices = list(plan.appendices)
        appendices[a] = appendices[a].model_copy(update={"areas": tuple(areas)})
        return plan.model_copy(update={"appendices": tuple(appendices)})

    def task(self) -> Task:
        leads = tuple(self.random.sample(_REFS, k=2))
        return Task(id=self.id(), text=self.words(), leads=leads, coordinators=("SNV",), deadline="Quý IV/2023")

    def changed(self, found: Task) -> Task:
        name = self.random.choice(("text", "text", "deadline", "leads", "coordinators", "leads_wording", "note", "target", "id"))
        if name in ("leads", "coordinators"):
            return found.model_copy(update={name: tuple(self.random.sample(_REFS, k=self.random.randint(0, 3)))})
        if name == "id":
            return found.model_copy(update={"id": self.id()})
        return found.model_copy(update={name: self.reworded(getattr(found, name))})

    def areas(self, plan: Plan) -> Plan:
        def made() -> Area:
            return Area(id=self.id(), name=self.random.choice(("", self.words())), tasks=(self.task(),))

        def renamed(area: Area) -> Area:
            return area.model_copy(update={"name": self.random.choice(("", self.words()))})

        if not plan.appendices:
            return plan
        place = self.random.randrange(len(plan.appendices))
        return self.in_appendix(plan, place, self.shaken(plan.appendices[place].areas, made, renamed))

    def appendices(self, plan: Plan) -> Plan:
        def made() -> Appendix:
            return Appendix(id=self.id(), title=self.words(), areas=(Area(id=self.id(), tasks=(self.task(),)),))

        def changed(appendix: Appendix) -> Appendix:
            return appendix.model_copy(update={"title": self.random.choice(("", self.words()))})

        return plan.model_copy(update={"appendices": tuple(self.shaken(plan.appendices, made, changed))})

    def shaken(self, items: Sequence[Any], make: Callable[[], Any], change: Callable[[Any], Any]) -> Sequence[Any]:
        """One item put in, taken out, moved, changed, or put in twice."""
        shaken = list(items)
        place = self.random.randrange(len(shaken) + 1)
        act = self.random.choice(("put", "take", "move", "change", "change", "twice"))
        if act == "put" or place == len(shaken):
            shaken.insert(place, make())
        elif act == "change":
            shaken[place] = change(shaken[place])
        elif act == "twice":
            shaken.append(shaken[place])
        else:
            gone = shaken.pop(place)
            if act == "move":
                shaken.insert(self.random.randrange(len(shaken) + 1), gone)
        return tuple(shaken)
