"""Forms for tests: any form, with texts that Word and Excel like to spoil."""

from datetime import date
from unicodedata import normalize

from hypothesis import strategies as st

from kehoach_gen.form.model import PROGRESS, STATES, Answer, Form, Item, Letter, Line, Remarks, Role

NASTY = (
    "- Đã hoàn thành", "=1+1", "+84 212", "@SUM(A1)", "'01", "01", "1/2", "15/6/2023", "2023-06-15", "12:30", "5%", "84,5%", "1e5",
    "0x1F", "no", "true", "#N/A", "<b>", "R&D", "&amp;", "< 5%", "]]>", "{{ ten }}", "{% for %}", "{#", '"nháy"', "«Sở Nội vụ»", "“x”",
    "1.a", "./.", "…", "_x0041_", "_x000D_", "👩‍🌾 xã", "Hoà Bình", "hai  dấu cách", "một \u00a0 hai", "1234/QĐ-UBND", "a" * 150,
    "Tăng cường các giải pháp duy trì, nâng cao chỉ số. " * 5, "(chưa có)", "Kỳ trước: không",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))


def _clean(text: str) -> str:
    return normalize("NFC", text).strip()


words = (st.sampled_from(NASTY) | st.text(LETTERS, max_size=12)).map(_clean)
filled = words.filter(bool)
paragraphs = st.lists(words, max_size=4).map("\n".join).map(_clean)
"""Texts of several lines, none or some of them empty."""
days = st.dates(date(2022, 12, 15), date(2024, 1, 31))
answers = st.builds(
    Answer,
    ket_qua=paragraphs,
    tien_do=st.sampled_from(["", *PROGRESS]),
    san_pham=words,
    ngay_san_pham=words,
    so_lieu=words,
    kho_khan=paragraphs,
    kien_nghi=paragraphs,
)
letters = st.builds(
    Letter,
    superior=st.lists(filled, max_size=1).map(tuple),
    heading=st.lists(filled, min_size=1, max_size=2).map(tuple),
    symbol=st.sampled_from(["BC-SNV", "BC-UBND", "BC"]),
    place=filled,
    year=st.integers(2021, 2030),
    subject=filled,
    addressee=filled,
    author=filled,
    ground=filled,
    basis=filled,
    signature=st.lists(filled, min_size=1, max_size=2).map(tuple),
    recipients=st.lists(filled, min_size=1, max_size=3).map(tuple),
    is_bound=st.booleans(),
)


def lines(id: str, role: Role) -> st.SearchStrategy[tuple[Line, ...]]:
    """The whole task as one line, or one to three lines with words of their own."""
    common = {"due": st.none() | days, "state": st.sampled_from(list(STATES)), "before": words}
    answer = answers if role == "lead" else answers.map(_of_a_coordinator)
    whole = st.tuples(st.builds(Line, id=st.just(id), answer=answer, **common))
    parts = [st.builds(Line, id=st.just(f"{id}_{number}"), text=filled, answer=answer, **common) for number in (1, 2, 3)]
    return whole | st.integers(1, 3).flatmap(lambda count: st.tuples(*parts[:count]))


def _of_a_coordinator(answer: Answer) -> Answer:
    """What of an answer the coordinator's table has room for."""
    return Answer(result=answer.result, difficulty=answer.difficulty, proposal=answer.proposal)


@st.composite
def items(draw: st.DrawFn, role: Role) -> tuple[Item, ...]:
    count = draw(st.integers(0, 4))
    return tuple(
        Item(
            id=f"n{number:02}",
            number=f"{1 + number // 3}.{'abc'[number % 3]}",
            area=draw(filled),
            text=draw(paragraphs.filter(bool)),
            role=role,
            others=draw(words),
            deadline=draw(words),
            target=draw(words),
            is_changed=draw(st.booleans()),
            lines=draw(lines(f"n{number:02}", role)),
        )
        for number in range(count)
    )


remarks = st.builds(Remarks, danh_gia_chu_tri=paragraphs, danh_gia_phoi_hop=paragraphs, kho_khan=paragraphs, kien_nghi=paragraphs)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    first, last, due = sorted(draw(st.tuples(days, days, days)))
    return Form(
        plan=draw(st.sampled_from(["cchc-2023", "a"])),
        base=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        period=draw(st.sampled_from(["2023-Q3", "2023-H1", "2023"])),
        agency=draw(st.sampled_from(["SNV", "SKHĐT", "X03646"])),
        agency_name=draw(filled),
        first_day=first,
        last_day=last,
        due=due,
        letter=draw(letters),
        led=draw(items("lead")),
        coordinated=draw(items("coordinator")),
        remarks=draw(remarks),
    )


def blank(form: Form) -> Form:
    """The form as it is sent out: nothing answered."""
    return form.model_copy(update={"led": _blank(form.led), "coordinated": _blank(form.coordinated), "remarks": Remarks()})


def _blank(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(
        item.model_copy(update={"lines": tuple(line.model_copy(update={"answer": Answer()}) for line in item.lines)})
        for item in items
    )
