"""Days → an iCalendar file (RFC 5545), as Outlook, Google and Apple calendars take it in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
_MORNING = 8
"""The hour of the day at which an alarm rings."""


@dataclass(frozen=True)
class Event:
    """Something that falls on one whole day."""

    day: date
    title: str
    description: str
    uid: str
    """The same for the same event in every file: a calendar that knows it brings it up to date."""
    alarm: date | None = None
    """The day before it on which to be reminded, in the morning."""


def to_ics(events: Iterable[Event], name: str) -> bytes:
    """The calendar called `name`, in the order of `events`; the same bytes for the same events."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//kehoach_gen//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield from (
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}@kehoach-gen",
        f"DTSTAMP:{event.day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.description)}",
        "TRANSP:TRANSPARENT",
    )
    if event.alarm is not None:
        hours = (event.day - event.alarm).days * 24 - _MORNING
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{hours}H", f"DESCRIPTION:{_text(event.title)}", "END:VALARM")
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A value of type TEXT: its line breaks as «\\n», what separates values escaped, no other control character."""
    lines = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines()
    return "\\n".join("".join(character for character in line if character >= " ") for line in lines)


def _folded(line: str) -> bytes:
    """The line with its end, cut into pieces of which the later ones begin with a blank; no character is cut in two."""
    pieces = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > _LONGEST:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"
