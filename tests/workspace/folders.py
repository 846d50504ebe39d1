"""Small working folders: one plan, and two agencies of every kind it needs."""

import io
import zipfile
from pathlib import Path

from kehoach_gen.workspace.build import Built, build
from kehoach_gen.workspace.output import Output, Product, Written

PLAN = """\
# Kế hoạch nhỏ.
ma: nho-2023
co_quan:
  ten: Ủy ban nhân dân tỉnh Sơn La
  ky_hieu: UBND
ngay_ban_hanh: 6/2023
dia_danh: Sơn La
trich_yeu: Rà soát thủ tục hành chính năm 2023
mo_dau:
  - "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
noi_dung:
  - khoan: Rà soát thủ tục hành chính (có Phụ lục kèm theo).
nguoi_ky:
  thay_mat: Ủy ban nhân dân
  chuc_vu: Chủ tịch
  ho_ten: Hoàng Quốc Khánh
noi_nhan:
  - Sở Nội vụ
  - Sở Tư pháp
phu_luc:
  - ten: Phân công nhiệm vụ
    linh_vuc:
      - ten: Cải cách thủ tục
        nhiem_vu:
          - ma: n1
            nhiem_vu: Rà soát
            chu_tri: [STP]
            phoi_hop: [SNV]
            thoi_gian: Quý IV/2023
"""
AGENCIES = """\
ma,ten,loai,den_ngay
SNV,Sở Nội vụ,sở,
STP,Sở Tư pháp,sở,
"""
GROUPS = "ma,ten\nso_nganh,các sở\n"
DOCUMENTS = ("ke-hoach.docx", "phu-luc.docx", "ban-hanh.docx")


def folder_of(root: Path, plan: str = PLAN) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in (("ke-hoach.yaml", plan), ("co-quan.csv", AGENCIES), ("nhom.csv", GROUPS)):
        (root / name).write_bytes(text.encode())
    return root


def rewrite(root: Path, old: str, new: str) -> None:
    path = root / "ke-hoach.yaml"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def built(root: Path, out: Path, *, pdf: bool = False) -> Built:
    return build(root, out, lambda step: None, pdf=pdf)


def statuses(result: Built) -> dict[str, str]:
    """What became of each document."""
    return {file.name: file.status for file in result.files if file.name in DOCUMENTS}


def warnings(result: Built) -> list[str]:
    return [problem.code for problem in result.problems]


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment it was written."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def contents(out: Path) -> dict[str, bytes]:
    return {name: content for name, (content, _) in state(out).items()}


def put(out: Path, **contents: bytes) -> list[Written]:
    """Writes files of these names and contents, through the manifest."""
    return Output.open(out).put([Product(name, content, {"du_lieu": name}) for name, content in contents.items()], {})


def zipped_again(document: bytes, old: str = "", new: str = "") -> bytes:
    """The document as a program writes it that opened and saved it, perhaps with other words."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old.encode(), new.encode()) if name == "word/document.xml" and old else content)
    return buffer.getvalue()


def words_of(document: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
