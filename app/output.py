"""Writing to standard output, for people at a terminal and for programs behind a pipe.

File names are hostile: they may hold bytes that are no UTF-8 and characters that steer a
terminal. What people read is escaped; lines in a pipe keep undecodable bytes but no control
characters; `--print0` and `--json` carry every name exactly.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

_CONTROLS = "\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
_STEERING = re.compile(f"[{_CONTROLS}]")
_UNSAFE = re.compile(f"[{_CONTROLS}\\ud800-\\udfff]")
_ESCAPED_BYTES = range(0xDC80, 0xDD00)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_BEYOND_LATIN_1 = 0x100
_KILO = 1000


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code in _ESCAPED_BYTES:  # an undecodable byte, as `surrogateescape` holds it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < _BEYOND_LATIN_1 else f"\\u{code:04x}"


def safe(text: str) -> str:
    """The text in one line, with what a terminal could misread as visible escapes."""
    return _UNSAFE.sub(_escape, text)


def at_terminal() -> bool:
    """Whether standard output is read by a person right now."""
    return sys.stdout is not None and sys.stdout.isatty()


class OutputError(click.ClickException):
    """Standard output takes no more, for instance because the disk is full."""


def write(text: str | bytes) -> None:
    """Write to standard output as it is.

    Raises:
        OutputError: nothing more can be written; a closed pipe stays a `BrokenPipeError`.
    """
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        reason = error.strerror or "it is closed"
        raise OutputError(f"standard output cannot be written ({reason}).") from error


def say(line: str = "") -> None:
    """Write a line for people; characters that the terminal cannot show are escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def note(sentence: str) -> None:
    """Write a sentence to standard error, beside the results."""
    click.echo(safe(sentence), err=True)


def say_fields(fields: Iterable[str]) -> None:
    """Write a line of tab-separated fields for programs, undecodable bytes as they are."""
    line = "\t".join(_STEERING.sub(_escape, field) for field in fields)
    write(os.fsencode(line) + b"\n")


def say_score(score: float, text: str) -> None:
    """Write one result: its score and what it is."""
    if at_terminal():
        say(f"{click.style(f'{score:7.4f}', fg='cyan')}  {safe(text)}")
    else:
        say_fields((f"{score:.4f}", text))


def say_names(paths: Iterable[str]) -> None:
    """Write every path with its exact bytes, each followed by a NUL."""
    write(b"".join(os.fsencode(path) + b"\0" for path in paths))


def say_json(value: Any) -> None:
    r"""Write one JSON value in ASCII; a byte that is no UTF-8 becomes ``\udc80`` to ``\udcff``."""
    import json

    write(json.dumps(value, indent=2 if at_terminal() else None, allow_nan=False) + "\n")


def say_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table at a terminal; elsewhere write the rows alone, tab-separated."""
    if not at_terminal():
        for row in rows:
            say_fields(row)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header, box=SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    Console().print(table)


def amount(number: int, singular: str, plural: str) -> str:
    """A number with its noun: "1 photo", "12,034 photos"."""
    return f"{number:,} {singular if number == 1 else plural}"


def photos(number: int) -> str:
    """How many photos, in words."""
    return amount(number, "photo", "photos")


def size(number: int) -> str:
    """Bytes for people, in powers of 1000: "4.2 MB"."""
    scaled = float(number)
    for unit in ("bytes", "kB", "MB", "GB"):
        if scaled < _KILO:
            return f"{scaled:.0f} {unit}" if unit == "bytes" else f"{scaled:.1f} {unit}"
        scaled /= _KILO
    return f"{scaled:.1f} TB"


def silence() -> None:
    """Send standard output to nowhere, so that its last flush cannot fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
