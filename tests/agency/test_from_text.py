"""The words of a cell → references and residue."""

import pytest
from registries import IN_2023, IN_2026, registry_of, sample
from seed import Refs, cells

from kehoach_gen.agency import Registry, expand, from_text

WITH_RESIDUE = {("1c", "CT"), ("8a", "CT")}


@pytest.mark.parametrize(("task", "role", "refs", "text"), cells())
def test_every_cell_of_the_published_appendix_names_its_assignees(task: str, role: str, refs: Refs, text: str) -> None:
    mentions = from_text(text, sample(), IN_2023)
    assert mentions.refs == refs
    assert bool(mentions.residue) is ((task, role) in WITH_RESIDUE)


def test_there_are_76_cells() -> None:
    assert len(cells()) == 76


def test_prose_and_brackets_are_residue() -> None:
    text = {(task, role): words for task, role, _, words in cells()}
    prose = from_text(text["1c", "CT"], sample(), IN_2023).residue
    assert prose.startswith("chủ trì, phối hợp với tổ chức ít nhất là 02 Hội nghị")
    assert prose.endswith("tại các cuộc đối thoại/diễn đàn")
    assert from_text(text["8a", "CT"], sample(), IN_2023).residue == "(sau khi có văn bản hướng dẫn của Bộ Nội vụ)"


def test_offsets_are_those_of_the_given_text() -> None:
    text = "-  So\u031b\u0309 No\u0323\u0302i vu\u0323;\nUỷ  ban nhân dân cấp xã"
    mentions = from_text(text, sample(), IN_2023)
    assert mentions.refs == ("SNV", "ubnd_xa")
    assert [text[mention.start : mention.end] for mention in mentions.found] == [mention.text for mention in mentions.found]
    assert mentions.found[1].text == "Uỷ  ban nhân dân cấp xã"
    assert mentions.residue == ""


@pytest.mark.parametrize(
    ("text", "refs", "residue"),
    [
        ("các sở, ban, ngành và UBND cấp huyện", ("so_ban_nganh", "ubnd_huyen"), ""),
        ("SNV; STP, tat_ca", ("SNV", "STP", "tat_ca"), ""),
        ("snv", (), "snv"),
        ("Sở Nội vụ, sở nội vụ", ("SNV",), ""),
        ("Sở Nội vụ và Sở Lạ", ("SNV",), "Sở Lạ"),
        ("Sở Nội vụng", (), "Sở Nội vụng"),
        ("Thường trực Tỉnh ủy", (), "Thường trực Tỉnh ủy"),
        ("Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội", ("MTTQ", "ct_xh"), ""),
        ("Các cơ quan Trung ương đóng trên địa bàn tỉnh", ("co_quan_tw",), ""),
        ("Phòng KSTTHC - VP UBND tỉnh", ("PKSTTHC",), ""),
        ("UBND xã Chiềng Khoang", ("X03718",), ""),
        ("xã Chiềng Khoang", (), "xã Chiềng Khoang"),
        ("Sở Kế hoạch và Đầu tư", ("SKHĐT",), ""),
        ("Sở Kế hoạch; và Đầu tư", (), "Sở Kế hoạch; và Đầu tư"),
        ("Các sở. Ban, ngành", (), "Các sở. Ban, ngành"),
        ("Các sở - ban - ngành", ("so_ban_nganh",), ""),
        ("Cổng thông tin điện tử tỉnh (Trung tâm Thông tin - Văn phòng UBND tỉnh)", ("TTTT",), ""),
        ("", (), ""),
    ],
)
def test_the_longest_name_at_each_word_is_meant(text: str, refs: Refs, residue: str) -> None:
    mentions = from_text(text, sample(), IN_2023)
    assert (mentions.refs, mentions.residue) == (refs, residue)


def test_a_name_means_its_agency_of_the_date() -> None:
    assert from_text("UBND phường Tô Hiệu", sample(), IN_2023).refs == ("X03649",)
    assert from_text("UBND phường Tô Hiệu", sample(), IN_2026).refs == ("X03646",)


def test_a_name_of_an_agency_that_is_gone_is_still_read() -> None:
    assert from_text("Sở Kế hoạch và Đầu tư", sample(), IN_2026).refs == ("SKHĐT",)


def test_a_name_of_two_agencies_is_left_for_expand_to_report() -> None:
    registry = registry_of("ma,ten,dia_ban\nA,UBND xã Lai,huyện A\nB,UBND xã Lai,huyện B\n")
    mentions = from_text("UBND xã Lai", registry, IN_2023)
    assert mentions.refs == ("UBND xã Lai",)
    assert [remark.code for remark in expand(mentions.refs, IN_2023, registry, {}).unresolved] == ["ten-nhieu-co-quan"]


def test_without_any_agency_all_words_are_residue() -> None:
    mentions = from_text("Sở Nội vụ", Registry((), ()), IN_2023)
    assert (mentions.refs, mentions.residue) == ((), "Sở Nội vụ")
