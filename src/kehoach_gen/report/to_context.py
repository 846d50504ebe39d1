"""Report → the values its Word template prints."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kehoach_gen.form.model import Letter
from kehoach_gen.form.to_letter import gathered
from kehoach_gen.nd30 import Law
from kehoach_gen.nd30.letterhead import centred_lines, heading_lines, rule_lengths, text_millimetres
from kehoach_gen.office.chart import PLACE
from kehoach_gen.report.model import AgencyReport, AreaReport, Report, Tally, TaskReport, Voice
from kehoach_gen.report.to_rows import (
    agency_rows,
    area_rows,
    area_total,
    assessment_rows,
    figures,
    group_rows,
    task_rows,
    timings,
)
from kehoach_gen.report.wording import MOST_NAMES, area_name, counted, grouped, names, present_states, share, shortened, states
from kehoach_gen.vietnamese.dates import BLANK, full_date
from kehoach_gen.vietnamese.fold import fold
from kehoach_gen.vietnamese.letters import roman

Context = dict[str, Any]
TASKS, AGENCIES, ASSESSMENTS = "phu_luc_nhiem_vu", "phu_luc_co_quan", "phu_luc_danh_gia"
"""The names of the appendices."""
_TITLES = {
    TASKS: "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ",
    AGENCIES: "TÌNH HÌNH GỬI BÁO CÁO VÀ KẾT QUẢ CỦA TỪNG CƠ QUAN",
    ASSESSMENTS: "ĐÁNH GIÁ CHUNG CỦA CÁC CƠ QUAN",
}
_TASK, _DUTY = "nhiệm vụ", "lượt nhiệm vụ"
_LETTERS_OF_TASK = 160


def summary_context(report: Report, letter: Letter, law: Law) -> Context:
    """The names of `tonghop.docx`; `letter` is that of the agency that consolidates, as for its own report."""
    frame = gathered(letter)
    heading = [line for name in letter.heading for line in heading_lines(name, law)]
    title = centred_lines(frame.subject, law["co_trich_yeu"], text_millimetres(law, landscape=False))
    return {
        "trung_lap": not letter.is_bound,
        "chu_quan": [line for name in letter.superior for line in heading_lines(name, law)],
        "co_quan": heading,
        "so": BLANK,
        "ky_hieu": letter.symbol,
        "dia_danh": letter.place,
        "ngay_thang": _blank_day(letter),
        "ten_loai": "BÁO CÁO",
        "trich_yeu": "\n".join(title),
        "kinh_gui": letter.addressee,
        "mo_dau": frame.basis,
        "gui_bao_cao": {"doan": list(_sending(report)), "khoi": group_rows(report), "tong": timings(report.agencies)},
        "ket_qua": {"doan": list(_results(report)), "hang": area_rows(report), "tong": area_total(report)},
        "bieu_do": PLACE if report.tally.total else "",
        "linh_vuc": [_area(area) for area in report.areas],
        "y_kien": list(_voices(report)),
        "ket_thuc": f"Trên đây là báo cáo tổng hợp của {letter.author}, kính gửi {letter.addressee} xem xét, chỉ đạo./.",
        "noi_nhan": list(letter.recipients),
        "luu": "VT",
        "quyen_han": list(letter.signature),
        "ho_ten": "",
        "ke_dong": rule_lengths(heading, title, law),
        **_appendices(report, letter, law),
    }


def _blank_day(letter: Letter) -> str:
    return full_date(None, None, letter.year)


# I. Who has reported


def _sending(report: Report) -> Iterator[str]:
    asked = len(report.agencies)
    on_time, late, missing = report.of("on_time"), report.of("late"), report.of("missing")
    sent = len(on_time) + len(late)
    if not asked:
        yield "Không có cơ quan nào phải báo cáo trong kỳ này."
        return
    yield (
        f"Đã có {counted(sent)}/{counted(asked)} cơ quan gửi báo cáo ({share(sent, asked)}), trong đó: đúng hạn "
        f"{counted(len(on_time))} cơ quan, chậm {counted(len(late))} cơ quan; chưa gửi {counted(len(missing))} cơ quan. "
        f"Tình hình gửi báo cáo của từng cơ quan tại {_appendix(AGENCIES)}."
    )
    if 0 < len(missing) <= MOST_NAMES:
        yield f"Chưa gửi báo cáo: {names([agency.name for agency in missing])}."
    if report.to_correct:
        yield _to_correct(report.to_correct)


def _to_correct(agencies: Sequence[AgencyReport]) -> str:
    places = sum(agency.to_correct for agency in agencies)
    return (
        f"Còn {counted(len(agencies))} báo cáo có nội dung phải chỉnh sửa ({counted(places)} chỗ): "
        f"{names([agency.name for agency in agencies])}. Số liệu dưới đây tính theo nội dung các cơ quan đã báo cáo, "
        "chưa được chỉnh sửa."
    )


def _appendix(name: str) -> str:
    """«Phụ lục II»."""
    return f"Phụ lục {roman(list(_TITLES).index(name) + 1)}"


# II. What was done


def _results(report: Report) -> Iterator[str]:
    tasks, duties = Tally.sum(area.task_tally for area in report.areas), report.tally
    last = report.last_day
    if not duties.total:
        yield "Không có nhiệm vụ nào có cơ quan chủ trì phải báo cáo trong kỳ này."
    else:
        yield (
            f"Tính đến hết {full_date(last.day, last.month, last.year)}, trong {counted(tasks.total)} nhiệm vụ của Kế hoạch: {states(tasks, _TASK)}. "
            f"Tỷ lệ nhiệm vụ hoàn thành đạt {share(tasks.done, tasks.total)}."
        )
        leads = len({duty.agency for duty in report.duties})
        yield (
            f"Các nhiệm vụ này được giao cho {counted(leads)} cơ quan chủ trì, thành {counted(duties.total)} {_DUTY} (một nhiệm vụ "
            f"của một cơ quan chủ trì tính là một lượt), trong đó: {states(duties, 'lượt')}. Tỷ lệ lượt hoàn thành đạt "
            f"{share(duties.done, duties.total)}{_unreported(duties, 'lượt')}. Kết quả của từng nhiệm vụ tại {_appendix(TASKS)}."
        )
    if any(True for _ in assessment_rows(report)):
        yield f"Đánh giá chung của các cơ quan tại {_appendix(ASSESSMENTS)}."
    unled = [task.number for task in report.tasks if not task.duties]
    if unled:
        yield (
            f"Không tính vào số liệu trên {counted(len(unled))} nhiệm vụ chưa xác định được cơ quan chủ trì: {', '.join(unled)}."
        )


def _unreported(tally: Tally, unit: str) -> str:
    if not tally.unreported:
        return ""
    return f"; trong số chưa hoàn thành có {counted(tally.unreported)} {unit} chưa có báo cáo"


def _area(area: AreaReport) -> Context:
    return {"ten": area_name(area.name), "doan": [*_area_figures(area), *_overdue(area)]}


def _area_figures(area: AreaReport) -> Iterator[str]:
    tasks, duties = area.task_tally, area.tally
    if not duties.total:
        yield f"Có {counted(len(area.tasks))} nhiệm vụ, chưa xác định được cơ quan chủ trì."
        return
    yield f"Có {counted(tasks.total)} nhiệm vụ: {present_states(tasks, _TASK)}{_unreported(tasks, _TASK)}."
    if duties != tasks:
        yield f"Tính theo lượt, có {counted(duties.total)} {_DUTY}: {present_states(duties, 'lượt')}{_unreported(duties, 'lượt')}."


def _overdue(area: AreaReport) -> Iterator[str]:
    """The tasks that are overdue somewhere, with the agencies."""
    for task in area.tasks:
        agencies = [duty.agency_name for duty in task.duties if duty.outcome == "overdue"]
        if agencies:
            of = f" tại {counted(len(agencies))}/{counted(len(task.duties))} cơ quan" if len(task.duties) > 1 else ""
            yield f"- Nhiệm vụ {task.number} quá hạn{of}: {names(agencies)}."


# III, IV. What was said


def _voices(report: Report) -> Iterator[Context]:
    general = {
        field: [(agency.name, text) for agency in report.agencies if (text := getattr(agency.remarks, field))]
        for field in ("difficulties", "proposals")
    }
    parts = (
        (
            "KHÓ KHĂN, VƯỚNG MẮC",
            "khó khăn, vướng mắc",
            [(task, task.difficulties) for task in report.tasks],
            general["difficulties"],
        ),
        ("KIẾN NGHỊ, ĐỀ XUẤT", "kiến nghị, đề xuất", [(task, task.proposals) for task in report.tasks], general["proposals"]),
    )
    for number, (title, words, of_tasks, remarks) in enumerate(parts, 3):
        found = list(_said(of_tasks, remarks))
        lead_in = "" if found else f"Các cơ quan không nêu {words}." if _anybody(report) else "Chưa có cơ quan nào gửi báo cáo."
        yield {"so": roman(number), "ten": title, "dan": lead_in, "nhom": found}


def _anybody(report: Report) -> bool:
    return len(report.of("missing")) < len(report.agencies)


def _said(of_tasks: Iterable[tuple[TaskReport, Sequence[Voice]]], remarks: Sequence[tuple[str, str]]) -> Iterator[Context]:
    for task, voices in of_tasks:
        if voices:
            head = f"Nhiệm vụ {task.number}. {shortened(task.text.lstrip('-+ '), _LETTERS_OF_TASK)}"
            yield {"ten": head, "doan": _paragraphs((voice.agency_name, voice.text) for voice in voices)}
    if remarks:
        yield {"ten": "Ý kiến chung", "doan": _paragraphs(remarks)}


def _paragraphs(said: Iterable[tuple[str, str]]) -> list[str]:
    """«- Thiếu máy tính (02 cơ quan: Sở A; Sở B).»: each point once, with everybody who makes it."""
    points = ((who, point) for who, text in said for point in _points(text))
    return [f"- {text} ({_speakers(agencies)})." for text, agencies in grouped(points, fold)]


def _speakers(agencies: Sequence[str]) -> str:
    listed = "; ".join(agencies)
    return f"{counted(len(agencies))} cơ quan: {listed}" if len(agencies) > 1 else listed


_BULLET = re.compile(r"^[-+•–*]\s*(?=\D)")


def _points(text: str) -> list[str]:
    """The points of a text: its lines where they are a list, else all of it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    is_list = all(map(_BULLET.match, lines))
    bare = [_BULLET.sub("", line) for line in lines] if is_list else [" ".join(lines)]
    return [point.rstrip(" .;") or point for point in bare]


# The appendices


def _appendices(report: Report, letter: Letter, law: Law) -> dict[str, Context | None]:
    assessments = assessment_rows(report)
    return {
        TASKS: {**_appendix_head(TASKS, letter, law), "hang": list(task_rows(report)), "tong": figures(report.tally)},
        AGENCIES: {**_appendix_head(AGENCIES, letter, law), "hang": list(agency_rows(report)), "tong": figures(report.tally)},
        ASSESSMENTS: {**_appendix_head(ASSESSMENTS, letter, law), "hang": assessments} if assessments else None,
    }


def _appendix_head(name: str, letter: Letter, law: Law) -> Context:
    return {
        "ten_phu_luc": _appendix(name),
        "tieu_de": "\n".join(centred_lines(_TITLES[name], law["co_ten_phu_luc"], text_millimetres(law, landscape=True))),
        "kem_theo": f"(Kèm theo Báo cáo số {BLANK}/{letter.symbol} {_blank_day(letter)} của {letter.author})",
    }
