"""A zip of files as people send them."""

import io
import zipfile

from kehoach_gen.office.archive import Unpacked, is_litter, unpack
from kehoach_gen.office.package import write_zip
from kehoach_gen.problem import Problem


def is_zip(content: bytes) -> bool:
    return content.startswith(b"PK")


def names(content: bytes) -> list[str]:
    return [item.name if isinstance(item, Unpacked) else item.code for item in unpack(content, "thư.zip", is_zip)]


def test_every_file_is_had_with_its_path() -> None:
    found = list(unpack(write_zip({"a/x.xlsx": b"1", "y.docx": b"2"}), "thư.zip", is_zip))
    assert [(item.name, item.content) for item in found if isinstance(item, Unpacked)] == [
        ("thư.zip/a/x.xlsx", b"1"),
        ("thư.zip/y.docx", b"2"),
    ]


def test_an_archive_in_an_archive_is_opened_and_a_third_is_not() -> None:
    second = write_zip({"x.xlsx": b"1"})
    assert names(write_zip({"trong.zip": second})) == ["thư.zip/trong.zip/x.xlsx"]
    assert names(write_zip({"trong.zip": write_zip({"sâu.zip": second})})) == ["tep-nen-bat-thuong"]


def test_no_path_leads_out() -> None:
    assert names(write_zip({"../../x.xlsx": b"1", "/etc/y.xlsx": b"2"})) == ["thư.zip/x.xlsx", "thư.zip/etc/y.xlsx"]


def test_what_computers_leave_behind_is_no_file() -> None:
    assert names(write_zip({"__MACOSX/._x.xlsx": b"1", "Thumbs.db": b"2", "~$x.xlsx": b"3", "x.xlsx": b"4"})) == [
        "thư.zip/x.xlsx"
    ]
    assert is_litter(".~lock.x.xlsx#")


def test_a_damaged_member_is_told_and_the_others_are_had() -> None:
    content = bytearray(write_zip({"x.xlsx": b"1" * 50, "y.xlsx": b"2"}))
    content[40] ^= 0xFF
    found = list(unpack(bytes(content), "thư.zip", is_zip))
    assert [type(item) for item in found] == [Problem, Unpacked]


def test_a_member_that_says_less_than_it_holds_is_refused_without_being_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.xlsx", b"\0" * 5_000_000)
    honest = buffer.getvalue()
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    assert names(lying) == ["tep-nen-hong"]


def test_too_much_from_too_little_is_refused_whole() -> None:
    assert names(write_zip({"x.xlsx": b"\0" * 30_000_000})) == ["tep-nen-bat-thuong"]


def test_what_is_no_zip_is_told() -> None:
    assert names(b"PK\x03\x04 and no more") == ["tep-nen-hong"]


def test_a_name_without_the_flag_of_utf_8_is_read_all_the_same() -> None:
    content = bytearray(write_zip({"báo cáo.xlsx": b"1"}))
    for flag in (6, content.index(b"PK\x01\x02") + 8):
        content[flag + 1] &= 0xF7
    assert names(bytes(content)) == ["thư.zip/báo cáo.xlsx"]
