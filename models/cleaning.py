"""Cleaning of texts before they are tokenised, as open_clip does it, without torch."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Literal

Cleaning = Literal["lower", "whitespace", "canonicalize"]
"""open_clip's names of its ways to clean a text."""

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def _basic(text: str) -> str:
    # Printable ASCII without entities comes out of the repair as it went in, and most queries
    # are just that: the import of ftfy alone takes longer than encoding the text.
    if text.isascii() and text.isprintable() and "&" not in text:
        return text.strip()
    import html

    import ftfy

    repaired: str = ftfy.fix_text(text)
    return html.unescape(html.unescape(repaired)).strip()


def _whitespace(text: str) -> str:
    return " ".join(_basic(text).split())


def _lower(text: str) -> str:
    return _whitespace(text).lower()


def _canonicalize(text: str) -> str:
    plain = _basic(text).replace("_", " ").translate(_NO_PUNCTUATION)
    return " ".join(plain.lower().split())


CLEANERS: Mapping[str, Callable[[str], str]] = {
    "lower": _lower,
    "whitespace": _whitespace,
    "canonicalize": _canonicalize,
}
"""How to clean a text: repair mojibake and entities, then white space, case or punctuation."""
