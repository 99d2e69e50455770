"""Suggestions for what is typed: recent searches, and filters that its last words may mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from app.window.search.date_entries import day_suggestion
from app.window.search.suggestions import (
    MOST,
    Kind,
    Suggestion,
    SuggestionIndex,
    best,
    folded,
    word_starts,
)
from app.window.search.terms import term_of_words

_MOST_WORDS = 4  # of a piece that is looked up
_MOST_RECENT = 3  # among other suggestions
_LEAST_LETTERS = 2


def suggest(
    words: str, index: SuggestionIndex, recent: Sequence[str], locale: QLocale
) -> tuple[Suggestion, ...]:
    """What may be meant by typed words; without any, what was searched for lately."""
    if not words.strip():
        return tuple(Suggestion(Kind.RECENT, one) for one in recent[:MOST])
    pieces = _pieces(words)
    found = {Kind.RECENT: _lately(words, recent)} | index.find(pieces)
    days = [day for piece in pieces if (day := day_suggestion(piece, locale))]
    if days:
        found[Kind.DATE] = [days[0], *found.get(Kind.DATE, [])]
    return best(found)


def words_without(words: str, piece: str) -> str:
    """Typed words without the piece that became a filter, and without "in" or "from" before it."""
    words = " ".join(words.split())
    if piece and words.endswith(piece):
        words = words[: -len(piece)].strip()
    #: Words that lead to a place, a date or a camera and mean nothing without it.
    leading = QCoreApplication.translate("Suggestions", "in at on from near during since with by")
    rest, _, last = words.rpartition(" ")
    return rest.strip() if last.casefold() in leading.casefold().split() else words


def _lately(words: str, recent: Sequence[str]) -> list[Suggestion]:
    prefix = folded(words)
    found = []
    for one in recent:
        whole = folded(one)
        if whole != prefix and any(whole.startswith(prefix, at) for at in word_starts(whole)):
            found.append(Suggestion(Kind.RECENT, one, typed=words))
    return found[:_MOST_RECENT]


def _pieces(words: str) -> list[str]:
    """The last words, many of them first. What is excluded is no filter."""
    term = term_of_words(words)
    if term is None or term.weight < 0:
        return []
    parts = words.split()
    pieces = [" ".join(parts[-count:]) for count in range(min(_MOST_WORDS, len(parts)), 0, -1)]
    return [piece for piece in pieces if len(piece) >= _LEAST_LETTERS or not piece.isascii()]
