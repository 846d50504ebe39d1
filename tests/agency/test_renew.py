"""Last year's references → this year's."""

import pytest
from registries import IN_2023, IN_2026, sample
from seed import Refs, tasks

from kehoach_gen.agency import assign, renew


def renewed(task: str) -> tuple[Refs, Refs]:
    leads, coordinators = tasks()[task]
    return renew(leads, IN_2023, IN_2026, sample()).refs, renew(coordinators, IN_2023, IN_2026, sample()).refs


def test_nothing_changes_at_the_date_of_the_plan() -> None:
    for leads, coordinators in tasks().values():
        assert renew(leads + coordinators, IN_2023, IN_2023, sample()).changes == ()


def test_an_agency_that_is_gone_becomes_its_successor() -> None:
    renewal = renew(("SKHĐT",), IN_2023, IN_2026, sample())
    assert renewal.refs == ("STC",)
    (change,) = renewal.changes
    assert (change.ref, change.code, change.why) == ("SKHĐT", "doi-theo-ke-thua", "«SKHĐT» nay là «Sở Tài chính» (STC).")


def test_a_code_used_again_is_not_taken_for_the_same_agency() -> None:
    renewal = renew(("X03646", "UBND phường Tô Hiệu"), IN_2023, IN_2026, sample())
    assert renewal.refs == ("X03646",)
    assert [(change.ref, change.code) for change in renewal.changes] == [
        ("X03646", "doi-theo-ke-thua"),
        ("UBND phường Tô Hiệu", "doi-theo-ke-thua"),
        ("UBND phường Tô Hiệu", "trung-sau-ke-thua"),
    ]


def test_an_empty_group_is_dropped_and_that_is_said() -> None:
    renewal = renew(("ubnd_huyen", "ubnd_xa", "tat_ca", "lien_quan"), IN_2023, IN_2026, sample())
    assert renewal.refs == ("ubnd_xa", "tat_ca", "lien_quan")
    assert [(change.ref, change.code) for change in renewal.changes] == [("ubnd_huyen", "bo-nhom-rong")]


def test_what_has_no_successor_stays_for_expand_to_report() -> None:
    assert renew(("KBNN", "Sở Lạ", "Sở Nội vụ"), IN_2023, IN_2026, sample()).refs == ("KBNN", "Sở Lạ", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("task", "leads", "coordinators", "doubled"),
    [
        ("1e", "so_ban_nganh ubnd_xa", "SNV SKHCN", ["SKHCN"]),
        ("6a", "STC", "STC so_ban_nganh ubnd_xa", []),
        ("8c", "STC", "STC so_ban_nganh ubnd_xa", []),
        ("8d", "THUE", "STC so_ban_nganh ubnd_xa", ["STC"]),
    ],
)
def test_two_names_become_one(task: str, leads: str, coordinators: str, doubled: list[str]) -> None:
    assert renewed(task) == (tuple(leads.split()), tuple(coordinators.split()))
    changes = renew(tasks()[task][1], IN_2023, IN_2026, sample()).changes
    assert [change.ref for change in changes if change.code == "trung-sau-ke-thua"] == doubled


@pytest.mark.parametrize("task", ["6a", "8c"])
def test_a_lead_that_became_its_own_coordinator_only_leads(task: str) -> None:
    found = assign(*renewed(task), IN_2026, sample(), {})
    assert [agency.id for agency in found.leads] == ["STC"]
    assert "STC" not in {agency.id for agency in found.coordinators}
    assert [(note.ref, note.code) for note in found.notes] == [("STC", "hai-vai")]
