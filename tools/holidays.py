"""The public holidays of Vietnam from the package `holidays` → `data/cchc-2023/ngay-nghi.csv`, with the notice of each day.

A development tool: the product reads the table and never the package. In an environment of its own:
`pip install holidays==0.109`, then `python tools/holidays.py`. Add a year here once its notice is published.
"""

import csv
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "data" / "cchc-2023" / "ngay-nghi.csv"
YEARS = range(2023, 2028)
ANNOUNCED = 2026
"""The last year whose days off have been announced; what is later is marked «dự kiến»."""

LAW = "Bộ luật Lao động 2019, Điều 112, khoản 1"
WEEKLY = "Bộ luật Lao động 2019, Điều 111, khoản 3"
UNVERIFIED = "theo gói holidays {version}, chưa kiểm chứng"
PLANNED = "dự kiến"

TET = {2023: "Quý Mão", 2024: "Giáp Thìn", 2025: "Ất Tỵ", 2026: "Bính Ngọ", 2027: "Đinh Mùi"}
NOTICES = {
    2023: "CV 8056/VPCP-KGVX ngày 01/12/2022",
    2024: "TB 5015/TB-LĐTBXH ngày 22/11/2023",
    2025: "CV 8726/VPCP-KGVX ngày 26/11/2024",
    2026: "TB 9441/TB-BNV ngày 16/10/2025",
}
"""Who announced Tết Nguyên đán and the second day of Quốc khánh, as read in the press or on portals of provinces."""

SWAPS = {
    date(2024, 4, 29): (date(2024, 5, 4), "CV 2450/VPCP-KGVX ngày 12/4/2024"),
    date(2025, 5, 2): (date(2025, 4, 26), "CV 8726/VPCP-KGVX ngày 26/11/2024"),
    date(2026, 1, 2): (date(2026, 1, 10), "CV của Văn phòng Chính phủ ngày 25/12/2025 (số 12729/VPCP-KGVX chưa kiểm chứng)"),
    date(2026, 8, 31): (date(2026, 8, 22), "TB 9441/TB-BNV ngày 16/10/2025"),
}
"""Day off → the day worked in its place, and who said so. The package does not have the swap of 02/01/2026."""

NAMES = {
    "Dương lịch": "Tết Dương lịch",
    "Hùng Vương": "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
    "Chiến thắng": "Ngày Chiến thắng",
    "Lao động": "Ngày Quốc tế lao động",
    "Quốc khánh": "Quốc khánh",
    "Văn hóa": "Ngày Văn hóa Việt Nam",
}
"""Words of the package's names → the name of the day, or of the day it stands for."""
CULTURE = "NQ 80-NQ/TW ngày 07/01/2026 của Bộ Chính trị; chưa kiểm chứng văn bản sửa Bộ luật Lao động, Điều 112"

Row = tuple[date, str, str, str]


def package() -> Any:
    """The package, not this file of the same name: Python puts the folder of a script first on its path."""
    sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]
    import holidays

    return holidays


def rows(holidays: Any) -> list[Row]:
    calendar = holidays.country_holidays("VN", years=YEARS, language="vi")
    unverified = UNVERIFIED.format(version=holidays.__version__)
    unknown = {day for day in calendar.weekend_workdays if day.year in YEARS} - {worked for worked, _ in SWAPS.values()}
    if unknown:
        raise SystemExit(f"Ngày làm bù chưa có căn cứ trong SWAPS: {sorted(map(str, unknown))}")
    found = [(day, *described(day, name, unverified)) for day, name in calendar.items() if day not in SWAPS]
    return sorted([*((day, name, "nghỉ", source) for day, name, source in found), *swap_rows()])


def described(day: date, name: str, unverified: str) -> tuple[str, str]:
    """The name of a day off and where it is from."""
    planned = f"; {PLANNED}" if day.year > ANNOUNCED else ""
    notice = f"{LAW}; {NOTICES.get(day.year, unverified)}{planned}"
    plain = next((ours for words, ours in NAMES.items() if words in name), None)
    if plain is None:
        return f"Tết Nguyên đán {TET[day.year]}", notice
    if "Văn hóa" in name:
        return plain, f"{CULTURE}; {PLANNED}"
    if "nghỉ bù" in name:
        return f"{plain} (nghỉ bù)", f"{WEEKLY}{planned}"
    if "Quốc khánh" in name and day.day != 2:
        return f"{plain} (ngày liền kề)", notice
    return plain, f"{LAW}{planned}"


def swap_rows() -> list[Row]:
    made = []
    for off, (worked, source) in SWAPS.items():
        made.append((off, f"Nghỉ, làm bù ngày {worked:%d/%m/%Y}", "nghỉ", source))
        made.append((worked, f"Làm bù cho ngày {off:%d/%m/%Y}", "làm bù", source))
    return made


def table(found: list[Row]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["ngay", "ten", "loai", "can_cu"])
    writer.writerows((f"{day:%d/%m/%Y}", name, kind, source) for day, name, kind, source in found)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


if __name__ == "__main__":
    TARGET.write_bytes(table(rows(package())))
