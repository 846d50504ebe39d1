"""Days of a calendar file, read back by a strict reader."""

import re
from datetime import date

import pytest

from kehoach_gen.calendar.to_ics import Event, to_ics

Component = dict[str, list[str]]
DUE = Event(date(2023, 9, 19), "Hạn gửi báo cáo quý III", "Kế hoạch cải cách hành chính", "cchc-2023-Q3-so")


def unfolded(content: bytes) -> list[str]:
    """The lines; each must end with CRLF, hold 75 octets at most and whole characters."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert b"\n" not in line
        assert b"\r" not in line
        assert 0 < len(line) <= 75
        line.decode()
    return re.sub(r"\r\n ", "", b"\r\n".join(physical).decode()).split("\r\n")


def components(content: bytes, name: str) -> list[Component]:
    """{property with its parameters: values} of each component of that name; components must nest."""
    found: list[Component] = []
    opened: list[tuple[str, Component]] = []
    for line in unfolded(content):
        match = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^:;,]+)*):(.*)", line)
        assert match, line
        key, value = match.groups()
        if key == "BEGIN":
            opened.append((value, {}))
        elif key == "END":
            kind, component = opened.pop()
            assert kind == value
            found += [component] * (kind == name)
        else:
            opened[-1][1].setdefault(key, []).append(value)
    assert opened == []
    return found


def text(value: str) -> str:
    """A value of type TEXT; nothing in it may stand unescaped."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def only(content: bytes, name: str = "VEVENT") -> Component:
    (found,) = components(content, name)
    assert all(len(values) == 1 for values in found.values())
    return found


def test_an_event_takes_its_whole_day() -> None:
    event = only(to_ics([DUE], "Báo cáo"))
    assert event["DTSTART;VALUE=DATE"] == ["20230919"]
    assert event["DTEND;VALUE=DATE"] == ["20230920"]
    assert text(event["SUMMARY"][0]) == DUE.title
    assert text(event["DESCRIPTION"][0]) == DUE.description


def test_the_last_day_of_a_year_ends_in_the_next() -> None:
    event = only(to_ics([Event(date(2023, 12, 31), "a", "b", "c")], ""))
    assert event["DTEND;VALUE=DATE"] == ["20240101"]


def test_the_calendar_has_a_name_and_what_the_standard_wants() -> None:
    calendar = only(to_ics([DUE], "Báo cáo quý III, năm 2023"), "VCALENDAR")
    assert calendar["VERSION"] == ["2.0"]
    assert calendar["PRODID"]
    assert text(calendar["X-WR-CALNAME"][0]) == "Báo cáo quý III, năm 2023"


@pytest.mark.parametrize("words", ["Sở Văn hóa, Thể thao; Du lịch", "a\nb", r"C:\nhan-ve", "a\r\nb", "Tỷ lệ: 95,5%"])
def test_what_separates_values_is_escaped(words: str) -> None:
    event = only(to_ics([Event(DUE.day, words, words, "u")], words))
    assert text(event["SUMMARY"][0]) == text(event["DESCRIPTION"][0]) == words.replace("\r\n", "\n")


def test_no_control_character_gets_in() -> None:
    assert text(only(to_ics([Event(DUE.day, "a\x00b\x07", "", "u")], ""))["SUMMARY"][0]) == "ab"


@pytest.mark.parametrize("shift", range(5))
def test_long_lines_are_folded_between_characters(shift: int) -> None:
    words = "x" * shift + "Ủy ban nhân dân tỉnh Sơn La 𠀋 " * 12
    content = to_ics([Event(DUE.day, words, "", "u")], "")
    assert text(only(content)["SUMMARY"][0]) == words
    assert max(map(len, content.split(b"\r\n"))) > 70


def test_the_same_event_has_the_same_identity_and_stamp_in_every_file() -> None:
    other = Event(date(2023, 12, 19), "Quý IV", "", "cchc-2023-Q4-so")
    alone = only(to_ics([DUE], "x"))
    first, second = components(to_ics([DUE, other], "y"), "VEVENT")
    assert first == alone
    assert first["DTSTAMP"] == ["20230919T000000Z"]
    assert first["UID"] != second["UID"]
    assert to_ics([DUE, other], "y") == to_ics([DUE, other], "y")


@pytest.mark.parametrize(("alarm", "trigger"), [(date(2023, 9, 18), "-PT16H"), (date(2023, 9, 15), "-PT88H")])
def test_an_alarm_rings_at_eight_on_the_day_it_was_set_for(alarm: date, trigger: str) -> None:
    event = Event(DUE.day, DUE.title, DUE.description, DUE.uid, alarm)
    ring = only(to_ics([event], ""), "VALARM")
    assert ring["ACTION"] == ["DISPLAY"]
    assert ring["TRIGGER"] == [trigger]
    assert text(ring["DESCRIPTION"][0]) == DUE.title


def test_an_event_without_an_alarm_is_silent() -> None:
    assert components(to_ics([DUE], ""), "VALARM") == []
