"""The report as data: counts that add up, each answer with its file and place."""

import json
from dataclasses import replace
from typing import Any

from small_report import REPORT

from kehoach_gen.problem import Place
from kehoach_gen.report.to_json import report_as_data, spot, to_json

STATES = ("hoan_thanh_dung_han", "hoan_thanh_qua_han", "dang_thuc_hien_trong_han", "qua_han")


def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(REPORT))
    return found


def task(id: str) -> dict[str, Any]:
    return next(task for area in data()["linh_vuc"] for task in area["nhiem_vu"] if task["ma"] == id)


def test_the_file_holds_the_data_and_the_same_bytes_each_time() -> None:
    assert data() == report_as_data(REPORT)
    assert to_json(REPORT) == to_json(REPORT)
    assert "Sở Tư pháp".encode() in to_json(REPORT)


def test_the_report_says_what_it_is_of() -> None:
    assert [data()[key] for key in ("ke_hoach", "ky", "tu_ngay", "den_ngay")] == [
        "cchc-2023",
        "2023-Q3",
        "2023-06-15",
        "2023-09-14",
    ]
    assert data()["gui_bao_cao"] == {"dung_han": 1, "cham": 1, "chua_gui": 1}


def test_the_four_states_add_up_everywhere() -> None:
    found = data()
    areas, agencies, tiers = ([one["luot"] for one in found[key]] for key in ("linh_vuc", "co_quan", "noi_tong_hop"))
    tasks = [one["luot"] for area in found["linh_vuc"] for one in area["nhiem_vu"]]
    assert found["luot"] == {
        "tong_so": 5, "hoan_thanh_dung_han": 1, "hoan_thanh_qua_han": 1, "dang_thuc_hien_trong_han": 2, "qua_han": 1,
        "chua_bao_cao": 2,
    }  # fmt: skip
    for parts in (areas, agencies, tiers, tasks):
        assert all(tally["tong_so"] == sum(tally[state] for state in STATES) for tally in parts)
        assert {key: sum(tally[key] for tally in parts) for key in found["luot"]} == found["luot"]
    assert [area["theo_nhiem_vu"]["tong_so"] for area in found["linh_vuc"]] == [1, 2]


def test_every_line_has_its_answer_as_typed_and_its_source() -> None:
    first, second = task("n1")["ket_qua"][0]["dong"]
    assert first == {
        "ma": "n1_1",
        "noi_dung": "Mốc một",
        "han": "2023-09-30",
        "trang_thai": "hoàn thành đúng hạn",
        "trong_ky": True,
        "tra_loi": {
            "ket_qua": "- Đã ban hành", "tien_do": "Đã hoàn thành", "san_pham": "=12/KH", "ngay_san_pham": "01/9/2023",
            "so_lieu": "01", "kho_khan": "", "kien_nghi": "",
        },
        "nguon": {
            "ky": "2023-Q3", "so_tep": 7, "tep": "0007-so-tu-phap.xlsx",
            "cho": {"tien_do": "Nhiệm vụ chủ trì!H6", "so_lieu": "Nhiệm vụ chủ trì!K6"},
        },
        "nguon_truoc": [],
    }  # fmt: skip
    assert (second["trang_thai"], second["tra_loi"], second["nguon"]) == ("quá hạn", None, None)
    (earlier,) = task("n3")["ket_qua"][0]["dong"]
    assert (earlier["trong_ky"], earlier["nguon"]["ky"], earlier["han"]) == (False, "2023-H1", None)


def test_a_duty_has_the_state_of_its_worst_line() -> None:
    duty = task("n1")["ket_qua"][0]
    assert (duty["co_quan"], duty["trang_thai"], duty["da_bao_cao"]) == ("STP", "quá hạn", True)
    assert task("n4")["ket_qua"][0]["da_bao_cao"] is False
    assert [task(id)["trang_thai"] for id in ("n1", "n2", "n3")] == ["quá hạn", None, "đang thực hiện trong hạn"]


def test_what_was_said_beside_the_figures_has_its_source() -> None:
    found = task("n1")
    assert [(one["co_quan"], one["noi_dung"], one["nguon"]["cho"]) for key in ("phoi_hop", "kho_khan", "kien_nghi") for one in found[key]] == [
        ("X03646", "Đã góp ý.", "bảng 1, hàng 5, ô 6"),
        ("STP", "Thiếu người.", "Nhiệm vụ chủ trì!K6"),
        ("SNV", "=Bổ sung", "bảng 1, hàng 5, ô 6"),
    ]  # fmt: skip
    agency = next(agency for agency in data()["co_quan"] if agency["ma"] == "STP")
    assert (agency["tinh_trang"], agency["ngay_nhan"]) == ("chậm", "2023-09-20")
    assert agency["y_kien_chung"]["kho_khan"] == {
        "noi_dung": "Thiếu kinh phí.",
        "nguon": {"ky": "2023-Q3", "so_tep": 7, "tep": "0007-so-tu-phap.xlsx", "cho": {"kho_khan": "Ý kiến chung!C7"}},
    }
    assert set(agency["y_kien_chung"]) == {"danh_gia_chu_tri", "kho_khan"}


def test_what_does_not_fit_is_told_with_its_code_and_place() -> None:
    (problem,) = data()["thong_bao"]
    assert (problem["ma"], problem["cho"]) == ("tong-khong-khop", "0007-so-tu-phap.xlsx[Nhiệm vụ chủ trì]!K6")


def test_those_that_report_to_nobody_have_no_consolidator() -> None:
    assert [(tier["ma"], tier["ten"], tier["co_quan"]) for tier in data()["noi_tong_hop"]] == [
        ("SNV", "Sở Nội vụ", ["STP", "X03646"]),
        (None, None, ["SNV"]),
    ]


def test_a_spot_is_where_a_value_stands_inside_its_file() -> None:
    assert spot(Place("a.xlsx", sheet="Chủ trì", cell="G5")) == "Chủ trì!G5"
    assert spot(Place("a.xlsx", sheet="Chủ trì")) == "Chủ trì"
    assert spot(Place("a.docx", part="bảng 1, hàng 5, ô 7")) == "bảng 1, hàng 5, ô 7"
    assert spot(Place("a.docx")) == ""


def test_another_report_gives_other_bytes() -> None:
    assert to_json(replace(REPORT, period="2023")) != to_json(REPORT)
