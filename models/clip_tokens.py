"""CLIP's byte-pair tokenizer in plain Python.

Its vocabulary is one list of merges, read in a few milliseconds. A general tokenizer library
takes longer to read the same vocabulary than everything else that a query needs.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

from models.cleaning import CLEANERS, Cleaning
from models.errors import ModelError
from models.tokens import CLIP_VOCABULARY, Tokens

_LETTERS = 256
_MERGES = 49152 - _LETTERS - 2
_START, _END = 2 * _LETTERS + _MERGES, 2 * _LETTERS + _MERGES + 1
# What open_clip splits a cleaned text into; what lies between matches is thrown away.
_WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+", re.ASCII | re.IGNORECASE)
_LONGEST_WORD = 1000
_REMEMBERED = 20_000


class ClipTokens:
    """CLIP's tokenizer: the same ids as open_clip's.

    A control token written out in a text is taken for ordinary characters.

    Attributes:
        context_length: tokens per text; longer texts are cut, the last token stays the end.
        clean: how a text is cleaned first.
    """

    def __init__(self, merges: list[str], context_length: int, clean: Cleaning) -> None:
        """Make a tokenizer.

        Args:
            merges: pairs of parts ``"th e</w>"``, the first to be merged first.
            context_length: tokens per text.
            clean: how a text is cleaned first.
        """
        self.context_length = context_length
        self.clean: Cleaning = clean
        self._merges = merges
        self._ranks = dict(zip(merges, range(len(merges)), strict=True))
        self._letters = _byte_letters()
        self._known: dict[str, list[int]] = {}

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """Token ids of `texts`.

        Returns:
            (len(texts), context_length) int64, filled up with zeros.
        """
        ids = np.zeros((len(texts), self.context_length), dtype=np.int64)
        for row, text in zip(ids, texts, strict=True):
            found = self._encode(CLEANERS[self.clean](text))
            row[: len(found)] = found
        return ids

    def save(self, folder: Path) -> Path:
        """Write the vocabulary, but not `clean`, to a file in `folder` and return that."""
        file = folder / CLIP_VOCABULARY
        file.write_text("\n".join(self._merges), encoding="utf-8", newline="\n")
        return file

    def _encode(self, text: str) -> list[int]:
        ids = [_START]
        for match in _WORDS.finditer(_stand_in(text)):
            ids += self._word(text[match.start() : match.end()])
            if len(ids) >= self.context_length:
                break
        return [*ids[: self.context_length - 1], _END]

    def _word(self, word: str) -> list[int]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._merge(word[:_LONGEST_WORD])
        return known

    def _merge(self, word: str) -> list[int]:
        content = word.encode("utf-8", errors="replace")
        parts = [self._letters[byte] for byte in content]
        ids = [_LETTER_IDS[byte] for byte in content]
        parts[-1] += "</w>"
        ids[-1] += _LETTERS
        none = len(self._ranks)
        while len(parts) > 1:
            pairs = [f"{left} {right}" for left, right in pairwise(parts)]
            best = min(self._ranks.get(pair, none) for pair in pairs)
            if best == none:
                break
            parts, ids = _merged(parts, ids, pairs, self._merges[best], 2 * _LETTERS + best)
        return ids


def clip_tokens(context_length: int, clean: Cleaning = "lower") -> ClipTokens:
    """CLIP's tokenizer with the vocabulary that open_clip carries.

    Raises:
        ModelError: open_clip is not installed.
    """
    spec = find_spec("open_clip")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            'CLIP\'s vocabulary comes with open_clip; add it with: pip install "pictrove[prepare]"'
        )
    file = Path(spec.submodule_search_locations[0]) / "bpe_simple_vocab_16e6.txt.gz"
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
    return ClipTokens(lines[1 : _MERGES + 1], context_length, clean)


def load_clip_tokens(file: Path, context_length: int, clean: Cleaning) -> ClipTokens:
    """A tokenizer that `ClipTokens.save` wrote.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        merges = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"The vocabulary {file} cannot be read; prepare the model again."
        ) from error
    if len(merges) != _MERGES:
        raise ModelError(f"The vocabulary {file} is damaged; prepare the model again.")
    return ClipTokens(merges, context_length, clean)


def _merged(
    parts: list[str], ids: list[int], pairs: list[str], best: str, number: int
) -> tuple[list[str], list[int]]:
    """Merge every occurrence of the pair `best`, from the left."""
    new_parts: list[str] = []
    new_ids: list[int] = []
    index = 0
    while index < len(parts):
        if index < len(pairs) and pairs[index] == best:
            new_parts.append(parts[index] + parts[index + 1])
            new_ids.append(number)
            index += 2
        else:
            new_parts.append(parts[index])
            new_ids.append(ids[index])
            index += 1
    return new_parts, new_ids


def _stand_in(text: str) -> str:
    """`text` with an ASCII character of the same kind for every other character."""
    return text if text.isascii() else "".join(map(_kind, text))


def _kind(character: str) -> str:
    if character.isascii():
        return character
    if character == "\u017f":
        return "s"  # the long s is an s where case is ignored, so it ends a contraction
    # U+0345 is a mark whose upper case is a letter, so that a pattern for "no letter" that
    # ignores case skips it, as does one for letters.
    if character.isspace() or character == "\u0345":
        return " "
    category = unicodedata.category(character)[0]
    return {"L": "a", "N": "0"}.get(category, "!")


def _visible_bytes() -> list[int]:
    return [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]


def _byte_letters() -> dict[int, str]:
    """A visible letter for each byte, in the order of their ids."""
    visible = _visible_bytes()
    hidden = [byte for byte in range(_LETTERS) if byte not in visible]
    letters = {byte: chr(byte) for byte in visible}
    letters.update({byte: chr(_LETTERS + number) for number, byte in enumerate(hidden)})
    return letters


_LETTER_IDS = {byte: number for number, byte in enumerate(_byte_letters())}
