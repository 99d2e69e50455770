"""What the headers of a hub's answer say about the file that it sends.

Whatever they say may be wrong or meant badly; only a checksum tells whether a file is right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

CHECKSUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""A SHA-1 or SHA-256."""

_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/", re.ASCII)
_SIZE = re.compile(r"/(\d{1,18})$", re.ASCII)
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


def continues(response: httpx.Response, offset: int) -> bool:
    """Does a part of the file begin where it was asked to?"""
    match = _RANGE.match(response.headers.get("Content-Range", ""))
    return match is not None and int(match[1]) == offset


def size_of_file(response: httpx.Response, offset: int) -> int | None:
    """Bytes of the whole file; None if the answer does not say.

    Args:
        response: the answer.
        offset: where in the file it begins.
    """
    if offset:
        return size_in_range(response)  # a store may send less at once than was asked for
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return None  # the length is that of what is sent
    length = response.headers.get("Content-Length")
    return int(length) if length else None


def size_in_range(response: httpx.Response) -> int | None:
    """The size of the file that a part was asked of, if the answer says it."""
    match = _SIZE.search(response.headers.get("Content-Range", ""))
    return int(match[1]) if match else None


def announced_checksum(response: httpx.Response) -> str | None:
    """The checksum that a hub gives for a file, on the answer that leads to its store.

    It is the SHA-256 of a large file, and git's SHA-1 of a small one.
    """
    answers = [*response.history, response]
    # An ETag is a checksum only where the hub says so, not where its store does.
    tags = [answer.headers.get("X-Linked-Etag") for answer in _as_safe_as_the_first(answers)]
    tags.append(answers[0].headers.get("ETag"))
    for tag in tags:
        plain = (tag or "").removeprefix("W/").strip('"').lower()
        if CHECKSUM.fullmatch(plain):
            return plain
    return None


def _as_safe_as_the_first(answers: list[httpx.Response]) -> Iterator[httpx.Response]:
    """From where the way is not encrypted any more, anybody may have written what follows."""
    scheme = answers[0].url.scheme
    for answer in answers:
        if scheme == "https" != answer.url.scheme:
            return
        yield answer


def seconds_to_wait(response: httpx.Response) -> int:
    """How long a busy hub asks to be left alone, in seconds or until a date; 0 if not at all."""
    asked = response.headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(asked):
        return int(asked)
    until = _moment(asked)
    # By the hub's own clock, if it tells the time.
    now = _moment(response.headers.get("Date", "")) or datetime.now(UTC)
    return max(0, math.ceil((until - now).total_seconds())) if until else 0


def _moment(date: str) -> datetime | None:
    """A date of HTTP; None if it is none."""
    try:
        found = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
