"""The languages of the window.

Texts are written in English in the code. `resources/translations` has a catalogue for each
language, English too: its plurals. They are made by `packaging/translations.py`. A language is
installed before the first window is made, so a change of it shows after the next start.
"""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import resource

SYSTEM = "system"
ENGLISH = "en"
_CATALOGUE = re.compile(r"pictrove_(\w+)\.qm")
_LOG = logging.getLogger(__name__)


def languages() -> list[tuple[str, str]]:
    """The languages there are, as code and own name, in the order of the names."""
    codes = {
        found[1]
        for path in resource("translations").glob("*.qm")
        if (found := _CATALOGUE.fullmatch(path.name))
    }
    return sorted(((code, _own_name(code)) for code in codes), key=lambda one: one[1])


def install(app: QCoreApplication, language: str = SYSTEM) -> str:
    """Let the application speak a language, and write numbers and dates as it does.

    Args:
        app: gets the translators.
        language: a code of `languages`, or "system": the first of the user's languages that
            there is, else English.

    Returns:
        The code of the language that is spoken now.
    """
    code = language if language in dict(languages()) else _of_the_system()
    QLocale.setDefault(_locale(code))
    own = str(resource("translations"))
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", theirs), (f"pictrove_{code}", own)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            _LOG.warning("there is no catalogue %s in %s", name, folder)
    return code


def _of_the_system() -> str:
    known = dict(languages())
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in known:
            return code
    return ENGLISH


def _locale(code: str) -> QLocale:
    """Dates and numbers as in the user's country, if it is one where the language is at home."""
    system = QLocale.system()
    chosen = QLocale(code)
    return system if system.language() == chosen.language() else chosen


def _own_name(code: str) -> str:
    if code == ENGLISH:
        return "English"  # Qt calls it American
    own = QLocale(code).nativeLanguageName()
    return own[:1].upper() + own[1:]
