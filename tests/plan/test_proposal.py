"""The Tờ trình cited by a basis: found by its number or day, and made room for another."""

import pytest

from kehoach_gen.plan.proposal import cited_proposals, without_proposal


@pytest.mark.parametrize(
    ("text", "found", "emptied"),
    [
        (
            "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 345/TTr-SNV ngày 25/12/2025",
            ["Tờ trình số 345/TTr-SNV ngày 25/12/2025"],
            "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …/TTr-SNV ngày … tháng … năm …",
        ),
        (
            "Theo Tờ trình số: 22/2025/TTr-STC ngày 05 tháng 12 năm 2025 và Tờ trình số 23/TTr-SNV.",
            ["Tờ trình số: 22/2025/TTr-STC ngày 05 tháng 12 năm 2025", "Tờ trình số 23"],
            "Theo Tờ trình số: …/TTr-STC ngày … tháng … năm … và Tờ trình số …/TTr-SNV.",
        ),
        (
            "Xét Tờ trình của Sở Nội vụ ngày 25/12/2025 về việc ban hành",
            ["Tờ trình của Sở Nội vụ ngày 25/12/2025"],
            "Xét Tờ trình của Sở Nội vụ ngày … tháng … năm … về việc ban hành",
        ),
    ],
)
def test_number_and_day_are_found_and_emptied(text: str, found: list[str], emptied: str) -> None:
    assert cited_proposals(text) == found
    assert without_proposal(text) == emptied
    assert cited_proposals(emptied) == []


@pytest.mark.parametrize("text", ["Căn cứ Nghị quyết số 12/NQ-HĐND ngày 05/12/2025", "Xét đề nghị của Giám đốc Sở Nội vụ"])
def test_other_bases_stay(text: str) -> None:
    assert cited_proposals(text) == []
    assert without_proposal(text) == text
