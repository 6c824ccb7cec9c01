"""iCalendar (RFC 5545), as far as a chronicle needs it: all-day events.

Written here because so little is needed: a dozen property lines, no time zones, no recurrence, no reading. The library
for it would bring two more packages, a time zone database among them. Its parser reads what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pipeline.tables.dates import Stretch
from pipeline.version import VERSION

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no text value may hold them; a line feed becomes \n
_LINE = 75  # octets of a content line without its line break


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day event: `days` are the days it may have been on. `uid` must be the same each time it is exported."""

    uid: str
    days: Stretch
    summary: str
    categories: str
    location: str | None = None
    description: str = ""


def calendar(entries: Iterable[Entry], stamp: float) -> bytes:
    """A calendar of these events; `stamp` (seconds) says when what they tell was last changed."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Shilu//shilu {VERSION}//ZH", "CALSCALE:GREGORIAN"]
    at = datetime.fromtimestamp(int(stamp), UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [*head, *(line for e in entries for line in _event(e, at)), "END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def fits(edtf: str | None, days: Stretch | None) -> bool:
    """Whether a calendar can show it: begun in a known year of 1 to 9998; decades and centuries are no dates for one."""
    if days is None or not days.begins or "X" in (edtf or "")[:4]:
        return False
    return days.first[0] >= 1 and (not days.ends or days.last[0] < 9999) and days.first[0] < 9999


def _event(e: Entry, stamp: str) -> Iterator[str]:
    first = date(*e.days.first)
    last = date(*e.days.last) if e.days.ends else first  # an open end: the day it began
    yield "BEGIN:VEVENT"
    yield f"UID:{e.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{escaped(e.summary)}"
    if e.location:
        yield f"LOCATION:{escaped(e.location)}"
    if e.description:
        yield f"DESCRIPTION:{escaped(e.description)}"
    yield f"CATEGORIES:{escaped(e.categories)}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because of it
    yield "END:VEVENT"


def _day(d: date) -> str:
    return f"{d.year:04d}{d.month:02d}{d.day:02d}"


def escaped(text: str) -> str:
    """A text value (RFC 5545 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char, code in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(char, code)
    return _CONTROL.sub(" ", text)


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets, the rest on lines that begin with a space; no character is cut in two."""
    out, room = bytearray(), _LINE
    for char in line:
        data = char.encode()
        if len(data) > room:
            out += b"\r\n "
            room = _LINE - 1
        out += data
        room -= len(data)
    return bytes(out + b"\r\n")
