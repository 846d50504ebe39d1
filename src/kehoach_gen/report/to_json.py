"""Report → data for other programs: Vietnamese keys without marks, days as «2023-12-10», every answer with its source."""

import json
from collections.abc import Mapping
from typing import Any

from kehoach_gen.form.model import Answer, Remarks
from kehoach_gen.problem import Place
from kehoach_gen.receipt.model import TIMINGS
from kehoach_gen.receipt.to_json import problems_as_data
from kehoach_gen.report.model import (
    OUTCOMES,
    AgencyReport,
    AreaReport,
    Duty,
    LineResult,
    Report,
    Source,
    Tally,
    TaskReport,
    Tier,
    Voice,
)
from kehoach_gen.vietnamese.fold import slug


def to_json(report: Report) -> bytes:
    """The file of data; the same bytes for the same report."""
    return json.dumps(report_as_data(report), ensure_ascii=False, indent=1).encode() + b"\n"


def report_as_data(report: Report) -> dict[str, Any]:
    return {
        "ke_hoach": report.plan,
        "ky": report.period,
        "tu_ngay": report.first_day.isoformat(),
        "den_ngay": report.last_day.isoformat(),
        "gui_bao_cao": {_key(words): len(report.of(timing)) for timing, words in TIMINGS.items()},
        "luot": _tally(report.tally),
        "linh_vuc": [_area(area) for area in report.areas],
        "co_quan": [_agency(agency) for agency in report.agencies],
        "noi_tong_hop": [_tier(tier) for tier in report.tiers],
        "thong_bao": problems_as_data(report.problems),
    }


def spot(place: Place) -> str:
    """Where in its file: «Chủ trì!G5», «bảng 1, hàng 5, ô 7»; empty where only the file is known."""
    if place.sheet is not None:
        return f"{place.sheet}!{place.cell}" if place.cell else place.sheet
    return place.part or ""


def _key(words: str) -> str:
    return slug(words).replace("-", "_")


def _tally(tally: Tally) -> dict[str, int]:
    """The four states add up to `tong_so`; `chua_bao_cao` are among the last two."""
    states = {_key(words): tally.of(outcome) for outcome, words in OUTCOMES.items()}
    return {"tong_so": tally.total, **states, "chua_bao_cao": tally.unreported}


def _area(area: AreaReport) -> dict[str, Any]:
    return {
        "ten": area.name,
        "luot": _tally(area.tally),
        "theo_nhiem_vu": _tally(area.task_tally),
        "nhiem_vu": [_task(task) for task in area.tasks],
    }


def _task(task: TaskReport) -> dict[str, Any]:
    return {
        "ma": task.id,
        "so": task.number,
        "noi_dung": task.text,
        "chu_tri": task.leads,
        "han": task.deadline,
        "trang_thai": OUTCOMES[task.outcome] if task.outcome else None,
        "luot": _tally(task.tally),
        "ket_qua": [_duty(duty) for duty in task.duties],
        "phoi_hop": [_voice(voice) for voice in task.support],
        "kho_khan": [_voice(voice) for voice in task.difficulties],
        "kien_nghi": [_voice(voice) for voice in task.proposals],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "co_quan": duty.agency,
        "ten_co_quan": duty.agency_name,
        "trang_thai": OUTCOMES[duty.outcome],
        "da_bao_cao": duty.is_reported,
        "dong": [_line(result) for result in duty.lines],
    }


def _line(result: LineResult) -> dict[str, Any]:
    return {
        "ma": result.line.id,
        "noi_dung": result.line.text,
        "han": result.line.due.isoformat() if result.line.due else None,
        "trang_thai": OUTCOMES[result.outcome],
        "trong_ky": result.is_current,
        "tra_loi": result.answer.model_dump(by_alias=True) if result.answer else None,
        "nguon": _source(result.source, _ANSWER_KEYS) if result.source else None,
        "nguon_truoc": [_source(source, _ANSWER_KEYS) for source in result.earlier],
    }


_ANSWER_KEYS = {name: field.alias or name for name, field in Answer.model_fields.items()}
_REMARK_KEYS = {name: field.alias or name for name, field in Remarks.model_fields.items()}


def _source(source: Source, keys: Mapping[str, str]) -> dict[str, Any]:
    places = {keys[field]: spot(place) for field, place in source.places.items() if field in keys}
    return {"ky": source.period, "so_tep": source.receipt, "tep": source.file, "cho": places}


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "co_quan": voice.agency,
        "ten_co_quan": voice.agency_name,
        "dong": voice.line,
        "noi_dung": voice.text,
        "nguon": {
            "ky": voice.source.period,
            "so_tep": voice.source.receipt,
            "tep": voice.source.file,
            "cho": spot(voice.place),
        },
    }


def _agency(agency: AgencyReport) -> dict[str, Any]:
    remarks = {
        key: {"noi_dung": text, "nguon": _source(agency.remark_sources[name], _REMARK_KEYS)}
        for name, key in _REMARK_KEYS.items()
        if (text := getattr(agency.remarks, name))
    }
    return {
        "ma": agency.id,
        "ten": agency.name,
        "cap": agency.level,
        "tinh_trang": TIMINGS[agency.timing],
        "ngay_nhan": agency.received.isoformat() if agency.received else None,
        "luot": _tally(agency.tally),
        "phai_chinh_sua": agency.to_correct,
        "y_kien_chung": remarks,
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "ma": tier.id or None,
        "ten": tier.name or None,
        "co_quan": list(tier.agencies),
        "gui_bao_cao": {"dung_han": tier.on_time, "cham": tier.late, "chua_gui": tier.missing},
        "luot": _tally(tier.tally),
    }
