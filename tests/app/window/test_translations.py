"""The languages: found, installed, complete, and made from the sources."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QMenu

from app.window import translations
from app.window.background import Background
from app.window.link import EngineLink
from app.window.main_window import MainWindow
from app.window.parts import Parts
from app.window.theme.theme import Theme
from app.window.wiring import complete
from indexer.places import Places

ROOT = Path(__file__).parents[3]
TOOL = ROOT / "packaging" / "translations.py"
GERMAN = ROOT / "resources" / "translations" / "pictrove_de.ts"
MESSAGES = list(ET.parse(GERMAN).iter("message"))
_HOLE = re.compile(r"\{\w*\}|%L?n")
_MNEMONIC = re.compile(r"&(\w)")


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


def _translated(message: ET.Element) -> list[str]:
    forms = [form.text or "" for form in message.iter("numerusform")]
    return forms or [message.findtext("translation", "")]


def test_every_hole_is_kept() -> None:
    wrong = [
        (message.findtext("source"), text)
        for message in MESSAGES
        for text in _translated(message)
        if sorted(_HOLE.findall(text)) != sorted(_HOLE.findall(message.findtext("source", "")))
    ]
    assert not wrong


def test_what_has_a_key_has_one_in_german() -> None:
    wrong = [
        (message.findtext("source"), text)
        for message in MESSAGES
        for text in _translated(message)
        if bool(_MNEMONIC.search(text)) != bool(_MNEMONIC.search(message.findtext("source", "")))
    ]
    assert not wrong


@pytest.fixture
def make_window(qapp, qtbot, state, tmp_path):
    """Makes the main window; nothing is asked, and nobody answers."""
    state.change(welcomed=True)
    background, windows = Background(), []

    def make() -> MainWindow:
        parts = Parts(
            EngineLink(lambda: pytest.fail("connects")),
            background,
            state,
            Theme(qapp, "light"),
            Places.below(tmp_path),
            lambda: pytest.fail("asks for the login"),
            [("en", "English"), ("de", "Deutsch")],
            lambda: "",
            tmp_path / "samples",
            tray=False,
        )
        windows.append(MainWindow(parts))
        complete(windows[-1], parts)
        qtbot.addWidget(windows[-1])
        return windows[-1]

    yield make
    for window in windows:
        window.shut()
    background.close()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_key_stands_twice_in_a_menu(speak, make_window, language: str) -> None:
    speak(language)
    window = make_window()
    menus = {window.menuBar(): "the menu bar", window.tray.menu: "the tray"} | {
        menu: menu.title() for menu in (*window.findChildren(QMenu), window.photos.rating_menu)
    }
    twice = {title: _twice(menu.actions()) for menu, title in menus.items()}
    assert len(menus) > 5
    assert not {title: keys for title, keys in twice.items() if keys}


def _twice(actions: list[QAction]) -> list[str]:
    keys = Counter(key.casefold() for one in actions for key in _MNEMONIC.findall(one.text()))
    return [key for key, number in keys.items() if number > 1]
