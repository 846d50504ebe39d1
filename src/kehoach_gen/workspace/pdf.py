"""Word files → PDF: with dxpdf where it is installed, else with LibreOffice, all files in one run."""

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kehoach_gen.problem import ERROR, Place, Problem, ProblemError

_PLACES = ("C:/Program Files/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """{name without extension: PDF}. Raises ProblemError where nothing here can make a PDF."""
    if importlib.util.find_spec("dxpdf") is not None:
        return with_dxpdf(documents)
    program = (
        shutil.which("soffice") or shutil.which("libreoffice") or next((path for path in _PLACES if Path(path).exists()), None)
    )
    if program is None:
        raise ProblemError(
            Problem(
                "khong-co-bo-chuyen-pdf",
                ERROR,
                Place("--pdf"),
                "Máy này chưa có chương trình chuyển sang PDF.",
                "cài LibreOffice, hoặc chạy: pip install dxpdf; hoặc mở tệp bằng Word rồi chọn Lưu thành PDF.",
            )
        )
    return with_libreoffice(program, documents)


def with_dxpdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    import dxpdf

    return {name: bytes(dxpdf.convert(content)) for name, content in documents.items()}


def with_libreoffice(program: str, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sources = []
        for name, content in documents.items():
            source = work / f"{name}.docx"
            source.write_bytes(content)
            sources.append(str(source))
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, check=False, timeout=600)
        missing = [name for name in documents if not (work / f"{name}.pdf").exists()]
        if missing:
            problem = Problem(
                "khong-chuyen-duoc-pdf",
                ERROR,
                Place(f"{missing[0]}.docx"),
                "LibreOffice không chuyển được tệp này sang PDF.",
                "mở tệp bằng Word rồi chọn Lưu thành PDF.",
            )
            raise ProblemError(problem)
        return {name: (work / f"{name}.pdf").read_bytes() for name in documents}
