"""Lists of agencies and groups → the registry."""

import datetime
import re
from collections import Counter

import pytest
from registries import IN_2023, IN_2026, SAMPLE, read, registry_of, sample, seen

from kehoach_gen.agency import load_yaml
from kehoach_gen.source.from_yaml import from_yaml

HEADINGS = "ma,ten,nhom,tu_ngay,den_ngay,ke_thua,thuoc,bao_cao_ve\n"


def test_the_sample_has_the_units_of_both_years() -> None:
    def count(at: datetime.date) -> Counter[str]:
        return Counter(group for agency in sample().agencies if agency.is_valid(at) for group in agency.groups)

    assert {group: count(IN_2023)[group] for group in ("so_ban_nganh", "ubnd_huyen", "ubnd_xa")} == {
        "so_ban_nganh": 20,
        "ubnd_huyen": 12,
        "ubnd_xa": 204,
    }
    assert {group: count(IN_2026)[group] for group in ("so_ban_nganh", "ubnd_huyen", "ubnd_xa")} == {
        "so_ban_nganh": 15,
        "ubnd_huyen": 0,
        "ubnd_xa": 75,
    }


def test_the_sample_has_each_kind_of_commune() -> None:
    kinds = Counter((agency.kind, agency.is_valid(IN_2023)) for agency in sample().agencies if "ubnd_xa" in agency.groups)
    assert kinds == {("xã", True): 188, ("phường", True): 7, ("thị trấn", True): 9, ("xã", False): 67, ("phường", False): 8}


def test_every_commune_of_2023_has_one_successor_in_2026() -> None:
    communes = [agency for agency in sample().agencies if "ubnd_xa" in agency.groups and agency.is_valid(IN_2023)]
    heirs = [sample().successors(commune, IN_2026) for commune in communes]
    assert {len(found) for found in heirs} == {1}
    assert len({found[0].id for found in heirs}) == 75


def test_seven_communes_ended_five_months_before_the_others() -> None:
    early = [agency.id for agency in sample().agencies if agency.until == datetime.date(2025, 1, 31)]
    assert early == ["X03751", "X03898", "X03913", "X03988", "X03991", "X04003", "X04060"]


def test_sample_files_open_in_excel() -> None:
    for name in ("co-quan.csv", "nhom.csv"):
        assert (SAMPLE / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_unit_of_the_sample_says_where_it_is_known_from() -> None:
    assert [agency.id for agency in sample().agencies if not agency.source or not agency.confidence] == []


def test_yaml_says_the_same_as_the_tables() -> None:
    text = """\
co_quan:
  - ma: SNV
    ten: Sở Nội vụ
    nhom: [nhom_a]
    tu_ngay: 1/7/2021
    ten_khac: Sở NV | Sở nội vụ tỉnh
  - {ma: STP, ten: Sở Tư pháp, bao_cao_ve: SNV}
nhom:
  - {ma: nhom_a, ten: các sở, mo: không}
"""
    registry, problems = load_yaml(from_yaml(text.encode(), "co-quan.yaml"))
    table = (
        "ma;ten;nhom;tu_ngay;ten_khac;bao_cao_ve\nSNV;Sở Nội vụ;nhom_a;01/07/2021;Sở NV|Sở nội vụ tỉnh;\nSTP;Sở Tư pháp;;;;SNV\n"
    )
    assert problems == []
    assert registry == registry_of(table, "ma,ten\nnhom_a,các sở\n")


def test_a_wrong_heading_is_said_once_for_the_whole_table() -> None:
    registry, problems = read("ma,tên\nA,Sở A\nB,Sở B\n")
    assert registry is None
    assert seen(problems) == [("khoa-la", "co-quan.csv:1:2"), ("thieu-khoa", "co-quan.csv:1:1")]
    assert "ten" in problems[0].hint
    assert problems[1].message == "Thiếu cột «ten»."


@pytest.mark.parametrize(
    ("row", "code", "place", "hint"),
    [
        ("A B,Sở A,,,,,,", "ma-sai-dang", "2:1", "chữ, số và dấu gạch dưới"),
        (",Sở A,,,,,,", "ma-sai-dang", "2:1", "chữ, số và dấu gạch dưới"),
        ("A,,,,,,,", "ten-de-trong", "2:2", "ghi tên đầy đủ"),
        ("A,Sở A,,2025,,,,", "ngay-khong-doc-duoc", "2:4", "ngày/tháng/năm"),
        ("A,Sở A,,,31/06/2025,,,", "ngay-khong-co-that", "2:5", "30/06/2025"),
        ("A,Sở A,,02/07/2025,01/07/2025,,,", "den-ngay-truoc-tu-ngay", "2:5", "hai ngày"),
        ("A,Sở A,nhom_b,,,,,", "ma-la", "2:3", "nhom_a"),
        ("A,Sở A,,,01/07/2025,XX,,", "ma-la", "2:6", "thêm mã này"),
        ("A,Sở A,,,,,XX,", "ma-la", "2:7", "thêm mã này"),
        ("A,Sở A,,,,,,XX", "ma-la", "2:8", "thêm mã này"),
        ("A,Sở A,,,,A,,", "ke-thua-chua-ket-thuc", "2:6", "den_ngay"),
        ("A,Sở A,,,01/07/2025,A,,", "ke-thua-khong-con", "2:6", "thêm dòng «A»"),
    ],
)
def test_a_fault_of_a_row_stands_at_its_field(row: str, code: str, place: str, hint: str) -> None:
    _, problems = read(HEADINGS + row + "\n")
    assert seen(problems) == [(code, f"co-quan.csv:{place}")]
    assert hint in problems[0].hint
    assert re.search("[À-ỹ]", problems[0].message)


def test_a_registry_with_faults_in_what_it_says_can_still_be_asked() -> None:
    registry, problems = read(HEADINGS + "A,Sở A,nhom_b,,,,,\n")
    assert len(problems) == 1
    assert registry is not None
    assert registry.named("sở a", IN_2023) is not None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A,Sở A,,,,,,\nA,Sở B,,,,,,\n", [("co-quan-trung", "co-quan.csv:3:1")]),
        ("A,Sở A,,,,,,\nA,Sở B,,01/07/2025,,,,\n", [("hieu-luc-chong-nhau", "co-quan.csv:3:4")]),
        ("A,Sở B,,01/07/2025,,,,\nA,Sở A,,,01/07/2025,,,\n", [("hieu-luc-chong-nhau", "co-quan.csv:2:4")]),
        ("A,Sở A,,,30/06/2025,A,,\nA,Sở B,,01/07/2025,,,,\n", []),
    ],
)
def test_an_id_belongs_to_one_agency_at_a_time(rows: str, expected: list[tuple[str, str]]) -> None:
    assert seen(read(HEADINGS + rows)[1]) == expected


@pytest.mark.parametrize(
    ("groups", "code", "place"),
    [
        ("ma,ten\na,nhóm A\na,nhóm B\n", "nhom-trung", "3:1"),
        ("ma,ten,tu_ngay\na,nhóm A,1/7/2025\na,nhóm B,01/07/2025\n", "nhom-trung", "3:1"),
        ("ma,ten,tu_ngay\na,nhóm A,31/6/2025\n", "ngay-khong-co-that", "2:3"),
        ("ma,ten,gom\na,nhóm A,b\n", "ma-la", "2:3"),
        ("ma,ten,gom\na,nhóm A,a\n", "nhom-vong", "2:3"),
        ("ma,ten,ten_khac\na,nhóm A,\nb,nhóm B,Nhóm a\n", "ten-trung", "3:3"),
        ("ma,ten,ten_khac\na,nhóm A,sở a\n", "ten-trung", "2:3"),
        ("ma,ten,mo\na,nhóm A,mở\n", "gia-tri-la", "2:3"),
    ],
)
def test_a_fault_of_a_group_stands_at_its_field(groups: str, code: str, place: str) -> None:
    _, problems = read("ma,ten\nA,Sở A\n", groups)
    assert seen(problems) == [(code, f"nhom.csv:{place}")]
    assert problems[0].hint


def test_a_group_may_have_a_row_for_each_of_its_names_and_keep_its_aliases() -> None:
    groups = "ma,ten,ten_khac,tu_ngay\na,nhóm A,các A,\na,nhóm B,các A|nhóm A,01/07/2025\n"
    registry, problems = read("ma,ten\nA,Sở A\n", groups)
    assert problems == []
    assert registry is not None
    assert [group.name for group in registry.groups_at(IN_2026)] == ["nhóm B"]
