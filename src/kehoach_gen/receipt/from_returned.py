"""Files that came, and what had been sent → the board: which file counts, who is late, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kehoach_gen.form.changes import STRUCTURE, changes
from kehoach_gen.form.model import Answer, Form, Remarks
from kehoach_gen.form.reading import NO_FORM, shortened
from kehoach_gen.form.returned import Returned, answered, settled
from kehoach_gen.form.same_lines import same_lines
from kehoach_gen.form.strays import STRAY, strays
from kehoach_gen.problem import INFO, WARNING, Place, Problem, has_errors
from kehoach_gen.receipt.model import LOST, Board, Came, Flag, LineName, Receipt, Said, Sender, Sent, Standing, is_late
from kehoach_gen.receipt.to_problems import answer_problems
from kehoach_gen.vietnamese.fold import fold, slug

_RESENT: frozenset[Flag] = frozenset({"resent"})
_OTHER_PERIOD: frozenset[Flag] = frozenset({"other_period"})
_OTHER_AGENCY: frozenset[Flag] = frozenset({"other_agency"})
_UNREAD: dict[bool, frozenset[Flag]] = {True: frozenset({"other_file"}), False: frozenset({"unreadable"})}
"""By whether it could be read, and is no form."""


def from_returned(sent: Sent, files: Sequence[Came]) -> Board:
    """The board of the period of `sent`. The order of `files` does not matter."""
    slugs = _slugs(sent.current.values())
    judged = [_judge(sent, came, slugs) for came in sorted(files, key=lambda came: (came.received, came.number))]
    by_agency: dict[str, list[Receipt]] = {agency: [] for agency in sent.current}
    strays: list[Receipt] = []
    for receipt in judged:
        by_agency.get(receipt.agency or receipt.likely, strays).append(receipt)
    held = {agency: tuple(stray for stray in strays if agency in stray.claimed) for agency in by_agency}
    senders = tuple(replace(_sender(sent.current[agency], receipts), held=held[agency]) for agency, receipts in by_agency.items())
    return Board(sent.plan, sent.period, senders, tuple(strays))


# One file


def _judge(sent: Sent, came: Came, slugs: Mapping[str, str]) -> Receipt:
    returned = came.returned
    if returned is None:
        no_form = any(problem.code == NO_FORM for problem in came.problems)
        standing: Standing = "not_a_form" if no_form else "unreadable"
        return Receipt(came, standing, "", _likely(came, slugs), flags=_UNREAD[no_form], problems=came.problems)
    agency = came.agency or returned.agency
    if came.agency:
        of_another = returned.agency != agency and agency in sent.current
        base = sent.current[agency].base if of_another else returned.base
        returned = replace(returned, plan=sent.plan, period=returned.period or sent.period, agency=agency, base=base)
    if standing_of_foreign := _foreign(sent, returned, came):
        standing, problem = standing_of_foreign
        is_ours = standing == "wrong_period" and agency in sent.current
        likely = "" if is_ours else _likely(came, slugs) if standing == "unknown_form" else ""
        flags = _OTHER_PERIOD if is_ours else _OTHER_AGENCY if standing == "wrong_agency" else frozenset[Flag]()
        claimed = _claimed(sent, returned) if standing == "wrong_agency" else ()
        problems = (problem, *returned.notices)
        return Receipt(came, standing, agency if is_ours else "", likely, claimed, flags=flags, problems=problems)
    return _held(sent, came, returned, agency)


def _foreign(sent: Sent, returned: Returned, came: Came) -> tuple[Standing, Problem] | None:
    """Why the file counts for nobody here, and what to do about it."""
    place = Place(came.name)
    if not returned.agency or not returned.period:
        message = "Tệp không còn mã biểu nên không rõ của cơ quan nào, kỳ nào."
        hint = "xem nội dung rồi nhận lại, chỉ rõ cơ quan: kehoach collect … --agency MÃ TỆP."
        return "unknown_form", Problem("khong-ro-mau", WARNING, place, message, hint)
    if returned.plan != sent.plan:
        message = f"Mẫu của kế hoạch «{returned.plan}», không phải «{sent.plan}»."
        return "wrong_plan", Problem("mau-cua-ke-hoach-khac", WARNING, place, message, "nhận ở thư mục của kế hoạch đó.")
    if returned.period != sent.period:
        message = f"Mẫu của kỳ {returned.period}, không phải {sent.period}."
        hint = f"báo cáo gửi chậm của kỳ đó thì nhận bằng --period {returned.period}; không thì đề nghị gửi đúng mẫu kỳ này."
        return "wrong_period", Problem("sai-ky", WARNING, place, message, hint)
    if returned.agency not in sent.current:
        message = f"Không có mẫu nào của kỳ này gửi cho cơ quan mã «{returned.agency}»."
        return "unknown_form", Problem("khong-ro-mau", WARNING, place, message, "xem lại danh mục cơ quan và mã biểu trong tệp.")
    named = sent.current[returned.agency].agency_name
    others = sent.agency_names.get(fold(returned.agency_name), frozenset())
    is_its_own = returned.agency in others or fold(returned.agency_name) == fold(named)
    if others and not (is_its_own or came.agency):
        printed = min(others & sent.current.keys() or others)
        message = f"Mẫu gửi cho {named} nhưng trong tệp ghi tên {returned.agency_name}."
        hint = f"hỏi lại; nếu đúng là của cơ quan này thì nhận lại: kehoach collect … --agency {printed} TỆP."
        return "wrong_agency", Problem("mau-cua-co-quan-khac", WARNING, place, message, hint)
    return None


def _claimed(sent: Sent, returned: Returned) -> tuple[str, ...]:
    """Whose form it is, and who alone among those asked bears the name in it."""
    named = sent.agency_names.get(fold(returned.agency_name), frozenset()) & sent.current.keys()
    return (returned.agency, *(named if len(named) == 1 else ()))


def _held(sent: Sent, came: Came, returned: Returned, agency: str) -> Receipt:
    """The file held against the form it answers."""
    current = sent.current[agency]
    base = returned.base[:8]
    form = current if base == current.base[:8] else sent.earlier.get((agency, base), current)
    flags: set[Flag] = set()
    known = settled(form, returned)
    filled = answered(form, known)
    outside = strays(form, known, sent.printed)
    problems = [*known.notices, *outside, *changes(form, known), *answer_problems(filled, known.places)]
    if base != current.base[:8] and (form is current or not _asks_the_same(form, current)):
        flags.add("old_form")
        problems.insert(0, _old_form(came, current))
    if any(problem.code in STRUCTURE for problem in problems):
        flags.add("restructured")
    if any(problem.code in STRAY for problem in problems):
        flags.add("extra_text")
    if has_errors(problems):
        flags.add("faulty")
    standing: Standing = "counted" if known.answers or returned.remarks != Remarks() else "blank"
    if standing == "blank":
        flags.add("blank")
    return Receipt(came, standing, agency, form=filled, returned=known, flags=frozenset(flags), problems=_once(problems))


def _asks_the_same(form: Form, current: Form) -> bool:
    """Whether two editions differ in their frame only, as when the plan is given its number."""
    return (form.led, form.coordinated) == (current.led, current.coordinated)


def _old_form(came: Came, current: Form) -> Problem:
    message = f"Tệp là bản mẫu cũ; bản đang dùng có mã biểu {current.code}."
    hint = "câu trả lời vẫn được nhận theo nhiệm vụ; nhiệm vụ đã sửa đổi thì đề nghị cơ quan xem lại."
    return Problem("mau-cu", WARNING, Place(came.name), message, hint)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


# Whose is it, where the file itself does not say?


def _slugs(forms: Iterable[Form]) -> dict[str, str]:
    """{name in a file name: agency} for the names that only one agency has."""
    found: dict[str, list[str]] = {}
    for form in forms:
        for name in {slug(form.agency_name), slug(form.agency_name.removeprefix("UBND "))}:
            found.setdefault(name, []).append(form.agency)
    return {name: agencies[0] for name, agencies in found.items() if len(agencies) == 1 and len(name) > 3}


def _likely(came: Came, slugs: Mapping[str, str]) -> str:
    words = f"-{slug(came.origin)}-"
    named = [name for name in slugs if f"-{name}-" in words]
    return slugs[max(named, key=len)] if named else ""


# One agency


def _sender(form: Form, receipts: Sequence[Receipt]) -> Sender:
    """`receipts` by the time they came."""
    full = [receipt for receipt in receipts if receipt.standing == "counted"]
    if not full:
        return Sender(form, "missing", receipts=tuple(receipts))
    last = full[-1]
    answers, lost = _together(form, full)
    first = full[0].came.received
    return Sender(
        form,
        "late" if is_late(form, first) else "on_time",
        first,
        tuple(_placed(receipt, last, full) for receipt in receipts),
        answers,
        *_remarks(full),
        problems=(*_kept(answers, last), *lost, *_at_once(full)),
    )


def _answers(receipt: Receipt) -> dict[LineName, Answer]:
    return dict(receipt.returned.answers) if receipt.returned else {}


def _placed(receipt: Receipt, last: Receipt, full: Sequence[Receipt]) -> Receipt:
    """The receipt as a copy or as replaced, where another file counts."""
    if receipt.standing != "counted":
        return receipt
    is_correction = receipt is not full[0] and not _same(receipt, full[full.index(receipt) - 1])
    flags = receipt.flags | _RESENT if is_correction else receipt.flags
    if receipt is last:
        return replace(receipt, flags=flags)
    return replace(receipt, flags=flags, standing="copy" if _same(receipt, last) else "replaced")


def _same(one: Receipt, other: Receipt) -> bool:
    """Whether two files say the same."""
    return _answers(one) == _answers(other) and _remarks_of(one) == _remarks_of(other)


def _remarks_of(receipt: Receipt) -> Remarks:
    return receipt.returned.remarks if receipt.returned else Remarks()


def _together(form: Form, full: Sequence[Receipt]) -> tuple[dict[LineName, Said], list[Problem]]:
    """For each cell what was written last, one left blank later keeps what was written before; and what was answered in
    another edition of the form to a line that `form` has no more."""
    said: dict[LineName, Said] = {}
    lost: list[Problem] = []
    for receipt in full:
        names = _renamed(receipt, form)
        for name, answer in _answers(receipt).items():
            written = {field: text for field in Answer.model_fields if (text := getattr(answer, field))}
            places = {field: _place(receipt, name, field) for field in written}
            now = names.get(name, name)
            if now is None:
                lost.append(_no_line(next(iter(places.values())), answer))
                continue
            before = said.get(now, _NOTHING)
            together = before.answer.model_copy(update=written)
            said[now] = Said(together, receipt.came.number, {**before.places, **places})
    return said, lost


def _renamed(receipt: Receipt, form: Form) -> dict[LineName, LineName | None]:
    """Of a file in another edition: {a line of it: the same line in `form`, None where its name means another line there}."""
    if receipt.form is None or receipt.form.base == form.base:
        return {}
    was = {(item.role, item.id): item for item in receipt.form.items}
    names: dict[LineName, LineName | None] = {}
    for item in form.items:
        lines = was[item.role, item.id].lines if (item.role, item.id) in was else ()
        names |= {(item.role, line.id): None for line in lines if line.id in {now.id for now in item.lines}}
        names |= {(item.role, old): (item.role, new) for old, new in same_lines(item, lines).items()}
    return names


def _no_line(place: Place, answer: Answer) -> Problem:
    said = "; ".join(text for text in answer.model_dump().values() if text)
    message = f"Câu trả lời ở bản mẫu cũ không được tính: mẫu đang dùng không còn dòng này: «{shortened(said)}»."
    hint = "đề nghị cơ quan báo cáo lại theo mẫu đang dùng."
    return Problem(LOST, WARNING, place, message, hint)


_NOTHING = Said(Answer(), 0, {})


def _place(receipt: Receipt, name: LineName, field: str) -> Place:
    places = receipt.returned.places if receipt.returned else {}
    return places.get((*name, field)) or places.get((*name, "")) or Place(receipt.came.name)


def _remarks(full: Sequence[Receipt]) -> tuple[Remarks, dict[str, Place]]:
    """Each remark that came last, and where it stands."""
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    for receipt in full:
        for field in Remarks.model_fields:
            if text := getattr(_remarks_of(receipt), field):
                texts[field] = text
                known = receipt.returned.remark_places if receipt.returned else {}
                places[field] = known.get(field, Place(receipt.came.name))
    return Remarks(**texts), places


def _kept(answers: Mapping[LineName, Said], last: Receipt) -> list[Problem]:
    """Answers that stand although the file that counts says nothing there."""
    kept = [place.file for said in answers.values() for place in said.places.values() if place.file != last.came.name]
    if not kept:
        return []
    message = f"{len(kept)} ô lấy từ tệp nhận trước ({', '.join(sorted(set(kept)))}) vì bản gửi lại bỏ trống các ô đó."
    hint = "nếu cơ quan muốn bỏ nội dung các ô này thì đề nghị ghi rõ vào bản gửi lại."
    return [Problem("giu-cau-tra-loi-truoc", INFO, Place(last.came.name), message, hint)]


def _at_once(full: Sequence[Receipt]) -> list[Problem]:
    """Two files that say different things and bear the same time: which is the later one cannot be told."""
    last = full[-1]
    twins = [r for r in full[:-1] if r.came.received == last.came.received and not _same(r, last)]
    if not twins:
        return []
    message = f"Tệp số {', '.join(str(r.came.number) for r in twins)} và số {last.came.number} cùng thời điểm nhận mà nội dung khác nhau."
    hint = f"đang lấy tệp số {last.came.number}; hỏi lại cơ quan bản nào đúng, rồi nhận lại bản đó kèm --received."
    return [Problem("hai-ban-cung-luc", WARNING, Place(last.came.name), message, hint)]
