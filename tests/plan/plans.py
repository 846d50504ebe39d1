"""Any plan, for property tests: texts that spreadsheets and YAML like to spoil."""

from hypothesis import strategies as st

from kehoach_gen.plan.model import BLOCK_KINDS, Appendix, Area, Authority, Block, Column, Plan, Signatory, Task
from kehoach_gen.source.from_yaml import from_yaml
from kehoach_gen.source.to_value import validate

CHOICES = (
    ("SNV", "Sở Nội vụ"),
    ("STC", "Sở Tài chính"),
    ("xa_hat_lot", "Hát Lót"),
    ("tt_hat_lot", "Hát Lót"),
    ("ubnd_xa", "UBND cấp xã"),
    ("Báo Sơn La", "Báo Sơn La"),
)
NASTY = (
    "=1+1", "+84 212", "- Đã hoàn thành", "@SUM(A1)", "'01", "01", "1/2", "15/6/2023", "2023-06-15", "12:30", "5%", "1e5",
    "0x1F", "no", "null", "~", "true", "=", "<<", "{{ ten }}", "{% for %}", "[a, b]", "{a: b}", "# không", "a #b", "a: b",
    "a:", "-", "*", "&x", "!tag", "|", ">-", "%", "`", '"nháy"', "«Sở Nội vụ»", "sở nội vụ", "Hát Lót",
    "Hát Lót (xa_hat_lot)", "_x0041_", "_x000D_", "👩‍🌾 xã", "Mu\u031bo\u031b\u0300ng", "Hoà Bình",
    "dòng một\n- dòng hai\n\n  + dòng ba", "hai  dấu cách", "tab\tgiữa", "0\u00a0\n0", "một \u00a0 hai " * 12, "cuối dòng \nđầu dòng", "a" * 150,
    "Tăng cường các giải pháp duy trì, nâng cao chỉ số. " * 5, "(số 1)", "Lĩnh vực", "Mã", "Cơ quan chủ trì 9", "ghi_chu",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t")

texts = (st.sampled_from(NASTY) | st.text(LETTERS, max_size=12)).map(str.strip)
filled = texts.filter(bool)
agencies = st.lists(st.sampled_from([code for code, _ in CHOICES]) | filled, max_size=4).map(tuple)


@st.composite
def tasks(draw: st.DrawFn, columns: list[str]) -> Task:
    extra = draw(st.dictionaries(st.sampled_from(columns), filled)) if columns else {}
    names = [name for name in Task.model_fields if name not in ("leads", "coordinators", "extra")]
    return Task(**{name: draw(texts) for name in names}, leads=draw(agencies), coordinators=draw(agencies), extra=extra)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    columns = draw(st.lists(filled, unique=True, max_size=2))
    return Plan(
        **{name: draw(texts) for name in ("kind", "number", "issued", "place", "subject", "starts", "ends", "filed")},
        id=draw(st.sampled_from(["cchc-2023", "a"])),
        authority=Authority(**{name: draw(texts) for name in Authority.model_fields}),
        signatory=Signatory(
            **{name: draw(texts) for name in Signatory.model_fields if name != "acting"},
            acting=draw(st.sampled_from(["", "có", "không"])),
        ),
        bases=draw(st.lists(texts, max_size=3)),
        opening=draw(st.lists(texts, max_size=2)),
        body=draw(st.lists(st.builds(Block, kind=st.sampled_from(list(BLOCK_KINDS)), text=texts, id=texts), max_size=4)),
        recipients=draw(st.lists(filled, max_size=3)),
        appendices=draw(st.lists(appendices(columns), max_size=2)),
        abbreviations=draw(st.dictionaries(filled, texts, max_size=2)),
        group_members=draw(st.dictionaries(st.sampled_from(["ubnd_xa", "lien_quan"]) | filled, agencies, max_size=2)),
    )


def appendices(columns: list[str]) -> st.SearchStrategy[Appendix]:
    areas = st.builds(Area, id=texts, name=texts, tasks=st.lists(tasks(columns), max_size=2).map(tuple))
    added = st.tuples(*(st.builds(Column, ma=st.just(column), ten=texts) for column in columns))
    return st.builds(Appendix, id=filled, title=texts, columns=added, areas=st.lists(areas, max_size=2).map(tuple))


def plan_of(text: str) -> Plan:
    """The plan of a YAML text."""
    plan, problems = validate(from_yaml(text.encode(), "ke-hoach.yaml"), Plan)
    assert plan is not None, problems
    return plan
