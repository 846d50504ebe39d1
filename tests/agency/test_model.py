"""The registry: who is there at a date, under which name, and who comes after."""

import datetime

import pytest
from registries import IN_2023, IN_2026, registry_of, sample


def test_a_code_used_again_is_two_agencies() -> None:
    names = [agency.name for at in (IN_2023, IN_2026) if (agency := sample().agency("X03646", at))]
    assert names == ["UBND phường Chiềng Lề", "UBND phường Tô Hiệu"]


def test_one_name_is_another_agency_at_another_date() -> None:
    ids = [agency.id for at in (IN_2023, IN_2026) if (agency := sample().named("UBND phường Tô Hiệu", at))]
    assert ids == ["X03649", "X03646"]


def test_first_and_last_day_are_days_of_the_agency() -> None:
    registry = registry_of("ma,ten,tu_ngay,den_ngay\nA,Sở A,01/03/2025,30/06/2025\n")
    days = [datetime.date(2025, 2, 28), datetime.date(2025, 3, 1), datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)]
    assert [registry.agency("A", day) is not None for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("ref", "id"),
    [
        ("SNV", "SNV"),
        ("snv", "SNV"),
        ("sở nội vụ", "SNV"),
        ("So\u031b\u0309 No\u0323\u0302i vu\u0323", "SNV"),
        ("Cục thuế tỉnh", "CTHUE"),
        ("VP UBND tỉnh", "VPUBND"),
        ("Văn phòng Uỷ ban nhân dân tỉnh", "VPUBND"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ"),
        ("Sở Lao động – Thương binh và Xã hội", "SLĐTBXH"),
        ("Sở KH&ĐT", "SKHĐT"),
        ("UBND xã Liên Hoà", "X04009"),
        ("Uỷ ban nhân dân xã Mương Chanh", "X04117"),
        ("UBND xã Hát Lót", "X04135"),
        ("UBND thị trấn Hát Lót", "X04105"),
        ("UBND thành phố Sơn La", "H116"),
    ],
)
def test_an_agency_is_found_by_id_name_and_alias(ref: str, id: str) -> None:
    found = sample().named(ref, IN_2023)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("ref", ["Sở Nôi vụ", "Hát Lót", "", "VP", "Thuế tỉnh Sơn La"])
def test_nothing_is_guessed(ref: str) -> None:
    assert sample().named(ref, IN_2023) is None


def test_a_name_of_two_agencies_names_neither() -> None:
    registry = registry_of("ma,ten,dia_ban\nA,UBND xã Lai,huyện A\nB,UBND xã Lai,huyện B\n")
    assert registry.named("UBND xã Lai", IN_2023) is None
    assert len(registry.find("UBND xã Lai")) == 2


def successors(id: str, at: datetime.date) -> list[str]:
    (agency,) = [record for record in sample().records(id) if record.is_valid(IN_2023)]
    return [f"{heir.id} {heir.name}" for heir in sample().successors(agency, at)]


def test_successors_are_followed_to_the_date() -> None:
    assert successors("SKHĐT", IN_2023) == ["SKHĐT Sở Kế hoạch và Đầu tư"]
    assert successors("SKHĐT", IN_2026) == ["STC Sở Tài chính"]
    assert successors("X03646", IN_2026) == ["X03646 UBND phường Tô Hiệu"]
    assert successors("X03751", datetime.date(2025, 3, 1)) == ["X03748 UBND xã Phổng Lăng"]
    assert successors("X03751", IN_2026) == ["X03721 UBND xã Thuận Châu"]
    assert successors("H116", IN_2026) == []


def test_successors_are_in_order_of_time_whatever_the_order_of_rows() -> None:
    registry = registry_of("ma,ten,tu_ngay,den_ngay,ke_thua\nB,Ba,01/07/2025,,\nB,Hai,,30/06/2025,B\nA,Một,,31/01/2025,B\n")
    (first,) = registry.records("A")
    assert [heir.name for heir in registry.successors(first, datetime.date(2025, 3, 1))] == ["Hai"]
    assert [heir.name for heir in registry.successors(first, IN_2026)] == ["Ba"]


def test_no_successor_before_it_exists() -> None:
    assert successors("CTHUE", datetime.date(2025, 4, 1)) == []
    assert successors("CTHUE", IN_2026) == ["THUE Thuế tỉnh Sơn La"]


def test_two_agencies_with_one_symbol_collide() -> None:
    found = {symbol: [agency.id for agency in users] for symbol, users in sample().collisions(IN_2023).items()}
    assert found == {"SNV": ["SNV", "SNgV"]}


def test_the_symbol_to_print_stands_first() -> None:
    symbols = [agency.symbol for ref in ("SNN", "SNgV", "HND") if (agency := sample().agency(ref, IN_2023))]
    assert symbols == ["SNN", "SNgV", ""]


def test_names_to_print_are_those_of_the_date() -> None:
    refs = ("SNV", "so_ban_nganh", "X03646", "SKHĐT", "THUE", "Sở Lạ")
    assert [sample().name_of(ref, IN_2026) for ref in refs] == [
        "Sở Nội vụ",
        "các sở, ban, ngành",
        "UBND phường Tô Hiệu",
        "Sở Kế hoạch và Đầu tư",
        "Thuế tỉnh Sơn La",
        "Sở Lạ",
    ]


def test_choices_are_the_groups_and_the_agencies_of_the_date() -> None:
    registry = registry_of("ma,ten,den_ngay\nA,Sở A,30/06/2025\nB,Sở B,\n", "ma,ten\nnhom_a,các sở\n")
    assert registry.choices(IN_2026) == (("nhom_a", "các sở"), ("B", "Sở B"))


def test_cells_are_read_without_blanks_and_in_one_form() -> None:
    registry = registry_of("ma,ten,ten_khac\n SNV ,So\u031b\u0309 A , | Sở B |\n")
    (agency,) = registry.agencies
    assert (agency.id, agency.name, agency.aliases) == ("SNV", "Sở A", ("Sở B",))


RENAMED = """\
ma,ten,ten_khac,tu_ngay
xa,"UBND các xã, phường, thị trấn",cấp xã,
xa,"UBND các xã, phường",cấp xã,01/07/2025
"""


def test_a_group_is_called_by_its_name_at_the_date() -> None:
    registry = registry_of("ma,ten,nhom\nX1,UBND xã A,xa\n", RENAMED)
    for ref in ("xa", "cấp xã", "UBND các xã, phường", "UBND các xã, phường, thị trấn"):
        assert registry.name_of(ref, IN_2023) == "UBND các xã, phường, thị trấn"
        assert registry.name_of(ref, datetime.date(2025, 6, 30)) == "UBND các xã, phường, thị trấn"
        assert registry.name_of(ref, datetime.date(2025, 7, 1)) == "UBND các xã, phường"
    assert registry.choices(IN_2023)[0] == ("xa", "UBND các xã, phường, thị trấn")
    assert registry.choices(IN_2026)[0] == ("xa", "UBND các xã, phường")


def test_only_a_name_of_before_is_a_former_name() -> None:
    registry = registry_of("ma,ten,nhom\nX1,UBND xã A,xa\n", RENAMED)
    now = registry.group("xa", IN_2026)
    assert registry.renamed("UBND các xã, phường, thị trấn", IN_2026) == now
    assert registry.renamed("UBND các xã, phường, thị trấn", IN_2023) is None
    assert registry.renamed("UBND các xã, phường", IN_2023) is None
    assert registry.renamed("cấp xã", IN_2026) is None


def test_the_sample_knows_no_township_after_june_2025() -> None:
    names = {at: {name for _, name in sample().choices(at)} for at in (IN_2023, IN_2026)}
    assert {"UBND các huyện, thành phố", "UBND các xã, phường, thị trấn"} <= names[IN_2023]
    assert "UBND các xã, phường" in names[IN_2026]
    assert not any("huyện" in name or "thị trấn" in name for name in names[IN_2026])


def test_a_group_whose_members_are_all_gone_is_no_choice() -> None:
    registry = registry_of("ma,ten,nhom,den_ngay\nA,Sở A,nhom_a,30/06/2025\nB,Sở B,,\n", "ma,ten\nnhom_a,các sở\n")
    assert [id for id, _ in registry.choices(IN_2023)] == ["nhom_a", "A", "B"]
    assert [id for id, _ in registry.choices(IN_2026)] == ["B"]


def test_the_communes_of_a_district_that_is_gone_stand_in_its_place() -> None:
    rows = "H,UBND huyện H,,30/06/2025,\nX,UBND xã cũ,H,30/06/2025,N\nN,UBND xã mới,,,\n"
    registry = registry_of(f"ma,ten,thuoc,den_ngay,ke_thua\n{rows}")
    district = registry.ended("UBND huyện H", IN_2026)
    assert district is not None
    assert registry.ended("UBND huyện H", IN_2023) is None
    assert registry.successors(district, IN_2026) == ()
    assert [agency.id for agency in registry.successors_below(district, IN_2026)] == ["N"]
