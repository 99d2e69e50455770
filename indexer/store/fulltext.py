"""Words typed by a person as an expression of FTS5."""

from __future__ import annotations

import unicodedata

# bm25 weights of name, folders, keywords, title, caption: what people wrote counts most.
RANK = "bm25(photo_words, 2.0, 1.0, 4.0, 4.0, 2.0)"


def expression(text: str, *, every: bool) -> str | None:
    """A safe FTS5 expression for any input.

    Args:
        text: whatever was typed; quotes and operators are taken as plain text.
        every: all words must match; otherwise any.

    Returns:
        The expression, or None when no word is left.
    """
    normal = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    words = [word for word in normal.replace("\0", " ").split() if any(map(str.isalnum, word))]
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return (" AND " if every else " OR ").join(quoted) or None
