"""The languages: found, installed, complete, and made from the sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QDialogButtonBox

from app.window import translations

ROOT = Path(__file__).parents[3]
TOOL = ROOT / "packaging" / "translations.py"


@pytest.fixture
def speak(qapp):
    """Installs a language until the test is over."""
    before, known = QLocale(), qapp.findChildren(QTranslator)
    yield lambda language: translations.install(qapp, language)
    for translator in qapp.findChildren(QTranslator):
        if translator not in known:
            qapp.removeTranslator(translator)
            translator.deleteLater()
    QLocale.setDefault(before)


def test_languages_call_themselves_by_their_names() -> None:
    assert translations.languages() == [("de", "Deutsch"), ("en", "English")]


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_language_is_spoken(speak, code: str) -> None:
    assert speak(code) == code
    assert QLocale().name().startswith(code)


def test_numbers_are_written_as_in_the_language(speak) -> None:
    speak("de")
    assert QLocale().toString(24575) == "24.575"


def test_english_has_plurals(speak) -> None:
    speak("en")
    photos = [QCoreApplication.translate("Texts", "%Ln photo(s)", "", n) for n in (1, 2)]
    assert photos == ["1 photo", "2 photos"]


def test_german_has_plurals(speak) -> None:
    speak("de")
    photos = [QCoreApplication.translate("Texts", "%Ln photo(s)", "", n) for n in (1, 2)]
    assert photos == ["1 Foto", "2 Fotos"]


def test_subclasses_speak_as_their_bases(speak) -> None:
    class CheatSheet(QObject):
        pass

    class Special(CheatSheet):
        pass

    speak("de")
    assert Special().tr("Keyboard shortcuts") == "Tastenkürzel"


def test_qt_itself_speaks_the_language(speak, qtbot) -> None:
    speak("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Abbrechen"


@pytest.mark.parametrize(
    ("languages", "code"),
    [(["fr-FR", "de-AT", "en"], "de"), (["en-GB", "de"], "en"), (["fr"], "en"), ([], "en")],
)
def test_the_system_is_followed(monkeypatch, languages: list[str], code: str) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return languages

    monkeypatch.setattr(translations.QLocale, "system", System)
    assert translations._of_the_system() == code


def test_an_unknown_language_is_the_system_s(speak, monkeypatch) -> None:
    monkeypatch.setattr(translations, "_of_the_system", lambda: "en")
    assert speak("tlh") == "en"


def test_catalogues_are_complete_and_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, TOOL, "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_tool_says_how_it_is_used() -> None:
    done = subprocess.run([sys.executable, TOOL], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "update|release|check" in done.stderr
