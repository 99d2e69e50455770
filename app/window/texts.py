"""Amounts, sizes, times and troubles in the user's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from app.window.engine_texts import in_own_words
from indexer.client import ModelError
from indexer.errors import LibraryError

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MANY_HOURS = 36


def number(amount: int) -> str:
    """A number as people of the user's language write it."""
    return QLocale().toString(amount)


def photos(amount: int) -> str:
    """So many photos."""
    return QCoreApplication.translate("Texts", "%Ln photo(s)", "", amount)


def size(amount: int) -> str:
    """An amount of bytes, in the units that disks are sold in."""
    return QLocale().formattedDataSize(amount, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def about(seconds: float) -> str:
    """A duration that is only guessed: "about 3 minutes"."""
    translate = QCoreApplication.translate
    if seconds < _MINUTE:
        return translate("Texts", "less than a minute")
    if seconds < _HOUR:
        return translate("Texts", "about %Ln minute(s)", "", round(seconds / _MINUTE))
    if seconds < _MANY_HOURS * _HOUR:
        return translate("Texts", "about %Ln hour(s)", "", round(seconds / _HOUR))
    return translate("Texts", "about %Ln day(s)", "", round(seconds / _DAY))


def trouble(error: Exception) -> str:
    """One sentence about what went wrong.

    Expected trouble has its own; a bug has got its report already, and is not explained again.
    """
    if isinstance(error, (LibraryError, ModelError)):
        return in_own_words(str(error))
    return QCoreApplication.translate("Texts", "That did not work; nothing was changed.")


def without_home(text: str) -> str:
    """The text with the user's home folder written as ``~``, which keeps names private."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
