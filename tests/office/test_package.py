"""Packages: same members, same bytes; what is no package, or one made to hurt, is refused."""

import io
import zipfile
import zlib

import pytest

from kehoach_gen.office.package import Block, Entry, join_entries, read_zip, word_root, write_zip
from kehoach_gen.office.word import R, W
from kehoach_gen.problem import ProblemError


def refused(content: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        read_zip(content, "a.docx")
    assert caught.value.problems[0].place.file == "a.docx"
    assert caught.value.problems[0].hint
    return caught.value.problems[0].code


def test_what_is_written_is_read_back_by_every_zip_reader() -> None:
    members = {"a.xml": b"<a/>" * 99, "thư mục/b.xml": b"", "c.bin": bytes(range(256))}
    content = write_zip(members)
    assert read_zip(content, "x") == members
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == list(members)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 512, 513, 32768, 32769, 300_000])
def test_a_member_of_any_size_is_read_back(size: int) -> None:
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    assert read_zip(write_zip({"a": content}), "x") == {"a": content}


def test_a_block_can_stand_anywhere_in_a_member() -> None:
    block = Block.of(b"<w:tr>chung</w:tr>" * 99)
    pieces = (block, b"<w:tr>" * 9, block, block, b"</w:tr>")
    content = read_zip(join_entries([Entry.of_pieces("a", pieces)]), "x")["a"]
    assert content == b"".join(piece.content if isinstance(piece, Block) else piece for piece in pieces)


def test_the_same_members_give_the_same_bytes() -> None:
    assert write_zip({"a": b"x" * 500}) == write_zip({"a": b"x" * 500})


def test_what_is_no_zip_is_refused() -> None:
    assert refused(b"") == "khong-phai-tep-office"
    assert refused(b"%PDF-1.7") == "khong-phai-tep-office"
    assert refused(write_zip({"a": b"x" * 5000})[:-30]) == "khong-phai-tep-office"


def test_a_damaged_member_is_refused() -> None:
    content = bytearray(write_zip({"a": zlib.compress(bytes(range(256)) * 9)}))
    content[60] ^= 0xFF
    assert refused(bytes(content)) == "khong-phai-tep-office"


def test_a_file_with_a_password_is_told_from_a_broken_one() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == "tep-co-mat-khau"


def test_a_zip_bomb_is_refused() -> None:
    assert refused(write_zip({"a": b"\0" * 8_000_000})) == "tep-nen-bat-thuong"


def test_a_directory_that_points_before_the_file_is_refused() -> None:
    content = bytearray(write_zip({"a": b"x" * 500}))
    end = content.rfind(b"PK\x05\x06")
    content[end + 16 : end + 20] = (2**31).to_bytes(4, "little")
    assert refused(bytes(content)) == "khong-phai-tep-office"


def test_a_strict_part_is_read_in_the_usual_namespaces_and_a_damaged_one_not_at_all() -> None:
    strict = "http://purl.oclc.org/ooxml/"
    part = f'<w:p xmlns:w="{strict}wordprocessingml/main" xmlns:r="{strict}officeDocument/relationships" r:id="a"/>'
    root = word_root(part.encode())
    assert (root.tag, root.attrib) == (f"{{{W}}}p", {f"{{{R}}}id": "a"})
    assert word_root(b"") is None
    assert word_root(part[:-1].encode()) is None
