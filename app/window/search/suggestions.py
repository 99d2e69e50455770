"""What may be meant by typed words: the kinds of suggestions, and how they are found quickly."""

from __future__ import annotations

import heapq
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.query import Filters

MOST = 8
"""Suggestions at once."""

_LONGEST_KEY = 64
_MOST_OF_KIND = 4
_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_BEHIND_ALL = "\U0010ffff"


class Kind(StrEnum):
    """What a suggestion is; their order is that of the list, where nothing else decides."""

    RECENT = "recent"
    DATE = "date"
    PLACE = "place"
    KEYWORD = "keyword"
    FOLDER = "folder"
    CAMERA = "camera"
    LENS = "lens"
    SHAPE = "shape"
    TYPE = "type"
    MARK = "mark"


@dataclass(frozen=True)
class Suggestion:
    """One line of the list.

    Attributes:
        text: what it is.
        detail: what tells it from others of the same name, such as the folder above.
        photos: how many there are; None if that is not known.
        filters: what it narrows to; None for words.
        typed: the piece of the typed words that it stands for.
    """

    kind: Kind
    text: str
    detail: str = ""
    photos: int | None = None
    filters: Filters | None = None
    typed: str = ""


@dataclass(frozen=True)
class Entry:
    """A suggestion with the texts by which it is found; it stands for what begins a word there."""

    suggestion: Suggestion
    texts: tuple[str, ...]


def folded(text: str) -> str:
    """Text as it is compared: without case, accents and spaces too many."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(text.casefold().split())


def word_starts(text: str) -> list[int]:
    """Where words begin in folded text; anywhere in scripts that do not part them."""
    starts = [match.start() for match in _WORD.finditer(text)]
    if not text.isascii():
        starts += [match.start() for match in _WITHOUT_SPACES.finditer(text)]
    return sorted(set(starts))


class PrefixIndex:
    """Finds entries by the beginnings of their words, the first ones first.

    A sorted list of every rest of a text that starts with a word: all rests with a prefix stand
    beside each other. Those that start the whole text come before the others.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Keep entries, the most important one first."""
        self._entries = tuple(entries)
        keys: list[tuple[str, int]] = []
        for rank, entry in enumerate(self._entries):
            for text in entry.texts:
                whole = folded(text)
                for start in word_starts(whole):
                    later = rank + (len(self._entries) if start else 0)
                    keys.append((whole[start : start + _LONGEST_KEY], later))
        keys.sort()
        self._keys = [key for key, _ in keys]
        self._ranks = [rank for _, rank in keys]

    def find(self, prefix: str, limit: int) -> list[Suggestion]:
        """The best entries that have a word, or words, beginning like that."""
        first = bisect_left(self._keys, prefix)
        last = bisect_left(self._keys, prefix + _BEHIND_ALL)
        # An entry may be there by several of its words.
        ranks = heapq.nsmallest(limit * 4, self._ranks[first:last])
        found = dict.fromkeys(rank % len(self._entries) for rank in ranks)
        return [self._entries[rank].suggestion for rank in list(found)[:limit]]


class SuggestionIndex:
    """All that the photos of a library have in common, by kinds."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        """Keep entries, the most important one of each kind first."""
        kinds = {kind: [one for one in entries if one.suggestion.kind is kind] for kind in Kind}
        self._kinds = {kind: PrefixIndex(some) for kind, some in kinds.items() if some}

    def find(self, pieces: Sequence[str]) -> dict[Kind, list[Suggestion]]:
        """Suggestions for pieces of typed words, the longest piece that says something first."""
        found: dict[Kind, list[Suggestion]] = {}
        for kind, index in self._kinds.items():
            for piece in pieces:
                prefix = folded(piece)
                some = index.find(prefix, _MOST_OF_KIND) if prefix else []
                if some:
                    found[kind] = [_for_piece(one, piece) for one in some]
                    break
        return found


def best(found: dict[Kind, list[Suggestion]], limit: int = MOST) -> tuple[Suggestion, ...]:
    """A few of each kind, the kinds staying together."""
    chosen: dict[Kind, int] = dict.fromkeys(found, 0)
    for place in range(max(map(len, found.values()), default=0)):
        for kind, some in found.items():
            if place < len(some) and sum(chosen.values()) < limit:
                chosen[kind] += 1
    order = sorted(found, key=list(Kind).index)
    return tuple(one for kind in order for one in found[kind][: chosen[kind]])


def _for_piece(suggestion: Suggestion, piece: str) -> Suggestion:
    return Suggestion(
        suggestion.kind,
        suggestion.text,
        suggestion.detail,
        suggestion.photos,
        suggestion.filters,
        piece,
    )
