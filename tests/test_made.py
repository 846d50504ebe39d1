"""What the tool makes stands in the tree as it makes it, small enough to be mailed."""

import re
import zipfile
from pathlib import Path

import made
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", sorted(made.made()))
def test_a_made_file_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_bytes() == made.made()[name], "run: python3 run.py made"


@pytest.mark.parametrize("name", sorted(made.NAMES))
def test_a_template_is_lean(name: str) -> None:
    assert (ROOT / "templates" / name).stat().st_size <= 20 * 1024


@pytest.mark.parametrize("name", sorted(made.NAMES))
def test_no_style_name_holds_a_comma_which_word_takes_for_two_names(name: str) -> None:
    styles = zipfile.ZipFile(ROOT / "templates" / name).read("word/styles.xml").decode()
    names = re.findall(r'<w:name w:val="([^"]*)"/>', styles)
    assert len(names) > 10
    assert [found for found in names if "," in found] == []
