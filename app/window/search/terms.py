"""Terms as the search bar writes and reads them."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale

from indexer.query import PictureTerm, TextTerm

Term = TextTerm | PictureTerm
Terms = tuple[Term, ...]

WEIGHTS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
"""How much a term may count, by the steps of "more" and "less"."""

LONGEST_WORDS = 2000
"""Characters of one term. No model reads that many; a pasted novel must not travel for each key."""

_MINUS = re.compile(r"[-\u2010-\u2015\u2212]\s*(?=\S)")
_EXCLUDED = re.compile(r"""(?<=\s)[-\u2010-\u2015\u2212](?:"[^"]+"|[^\s"-]\S*)""")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "»": "«"}
_SEPARATORS = ",;\u3001\uff0c"  # the comma of Chinese and Japanese keyboards, too


def term_of_words(words: str) -> TextTerm | None:
    """What typed words mean: a leading minus or "not" asks for photos unlike them."""
    words = " ".join(words[:LONGEST_WORDS].split())
    positive = _without_not(words)
    text = _unquoted(words if positive is None else positive)
    if not any(sign.isalnum() or ord(sign) > 0x7F for sign in text):  # noqa: PLR2004 - ASCII
        return None
    return TextTerm(text, 1.0 if positive is None else -1.0)


def terms_of_words(words: str) -> tuple[TextTerm, ...]:
    """The same where more than one thing is said: "snow -trees" is snow, and no trees.

    A minus in the middle stands for the word right behind it, or for a phrase in quotes; one at
    the beginning for all that follows.
    """
    whole = term_of_words(words)
    if whole is None or whole.weight < 0 or _unquoted(words.strip()) != words.strip():
        return () if whole is None else (whole,)
    excluded = [term_of_words(found) for found in _EXCLUDED.findall(words)]
    terms = (term_of_words(_EXCLUDED.sub(" ", words)), *excluded)
    return tuple(term for term in terms if term is not None)


def words_of_term(term: Term) -> str | None:
    """What one would type for a term; None where typing cannot say it all."""
    if isinstance(term, PictureTerm) or abs(term.weight) != 1:
        return None
    words = editable_words(term)
    return words if terms_of_words(words) == (term,) else None


def editable_words(term: TextTerm) -> str:
    """What one would type for the words and the sign of a term."""
    minus = "-" if term.weight < 0 else ""
    usual = TextTerm(term.text, -1.0 if minus else 1.0)
    plain = not any(sign in term.text for sign in _SEPARATORS)
    if plain and terms_of_words(minus + term.text) == (usual,):
        return minus + term.text
    return f'{minus}"{term.text}"'


def ends_term(words: str, sign: str) -> bool:
    """Whether a sign typed after these words ends them: a comma that is not inside of quotes."""
    return sign in _SEPARATORS and words.count('"') % 2 == 0


def same_words(term: TextTerm, words: str) -> TextTerm | None:
    """The term with other words, which may turn it round; None if there are none."""
    other = term_of_words(words)
    return other and replace(other, weight=other.weight * abs(term.weight))


def heavier(term: Term, steps: int) -> Term:
    """The term counting more, or less for negative steps; its sign stays."""
    size = abs(term.weight)
    if steps > 0:
        larger = [weight for weight in WEIGHTS if weight > size]
        size = larger[min(steps, len(larger)) - 1] if larger else size
    elif steps < 0:
        smaller = [weight for weight in reversed(WEIGHTS) if weight < size]
        size = smaller[min(-steps, len(smaller)) - 1] if smaller else size
    return replace(term, weight=size if term.weight >= 0 else -size)


def turned_round(term: Term) -> Term:
    """The term excluding what it asked for, or the other way round."""
    return replace(term, weight=-term.weight)


def term_name(term: Term) -> str:
    """The words, or the name of the picture."""
    from app.window.filters.describe import folder_name, shown

    if isinstance(term, TextTerm):
        return shown(term.text)
    name = shown(term.path) if term.data is not None else folder_name(term.path)
    return name if term.path else QCoreApplication.translate("SearchTerms", "picture")


def weight_text(term: Term) -> str:
    """How much it counts, a sign and a number; empty if that is the usual."""
    size = abs(term.weight)
    return "" if size == 1 else "×" + QLocale().toString(size, "g", 3)


def spoken(term: Term) -> str:
    """A term for screen readers: "not picture dog.jpg"."""
    translate = QCoreApplication.translate
    name = term_name(term)
    if isinstance(term, PictureTerm):
        name = translate("SearchTerms", "picture {name}").format(name=name)
        if term.region is not None:
            name = translate("SearchTerms", "a part of {picture}").format(picture=name)
    if term.weight < 0:
        name = translate("SearchTerms", "not {term}").format(term=name)
    weight = weight_text(term)
    if weight:
        name = translate("SearchTerms", "{term}, counts {weight}").format(term=name, weight=weight)
    return name


def _without_not(words: str) -> str | None:
    """The words after a minus or a "not"; None if there is neither."""
    minus = _MINUS.match(words)
    if minus:
        return words[minus.end() :]
    #: Typed before words that photos should not show: "not people".
    nots = {"not", QCoreApplication.translate("SearchTerms", "not").casefold()}
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in nots else None


def _unquoted(text: str) -> str:
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return text
