"""The page about Pictrove, and the dialog of the licences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from app.window.licence_texts import LicenceText
from app.window.settings import licences
from app.window.settings.about import AboutPage
from app.window.settings.licences import LicencesDialog

TEXTS = (
    LicenceText("Pictrove", "Apache-2.0", "Grant of Patent License.\nNo patent troll."),
    LicenceText("click", "BSD-3-Clause", "Redistribution and use.", "8.5\nhttps://click"),
    LicenceText("qt", "LGPL-3.0-only", "Patents, too."),
    LicenceText("usearch", "", ""),
)


@pytest.fixture
def dialog(theme, background, qtbot, monkeypatch):
    monkeypatch.setattr(licences, "read_licences", lambda: TEXTS)
    dialog = LicencesDialog(theme, background)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._names.count() == len(TEXTS))
    yield dialog
    delete(dialog)


def shown(dialog):
    rows = range(dialog._names.count())
    return [TEXTS[row].name for row in rows if not dialog._names.isRowHidden(row)]


def test_the_first_is_shown(dialog):
    assert "Patent License" in dialog._text.toPlainText()
    assert dialog._names.item(1).text() == "click · BSD-3-Clause"
    assert dialog._count.text() == "4 licence(s)"
    assert not dialog._next.isEnabled()
    dialog._on_next()  # nothing is searched for
    assert not dialog._text.textCursor().hasSelection()


def test_another_is_chosen(dialog):
    dialog._names.setCurrentRow(1)
    assert dialog._text.toPlainText().startswith("click\nBSD-3-Clause\n8.5\nhttps://click\n\nRedis")
    dialog._names.setCurrentRow(3)
    assert "carries no text" in dialog._text.toPlainText()


def test_searching_leaves_what_has_the_words(dialog):
    dialog._search.setText("patent")
    assert shown(dialog) == ["Pictrove", "qt"]
    assert dialog._text.textCursor().selectedText() == "Patent"
    assert len(dialog._text.extraSelections()) == 2
    dialog._search.setText("redistribution")
    assert shown(dialog) == ["click"]
    assert dialog._text.textCursor().selectedText() == "Redistribution"
    dialog._search.setText("nonsense")
    assert shown(dialog) == []
    assert dialog._text.toPlainText() == ""
    assert dialog._count.text() == "It is in none of them."
    dialog._search.clear()
    assert len(shown(dialog)) == len(TEXTS)


def test_enter_goes_from_place_to_place(dialog, qtbot):
    dialog._search.setText("patent")
    places = []
    for _ in range(4):
        places.append((dialog._names.currentRow(), dialog._text.textCursor().selectionStart()))
        qtbot.keyClick(dialog._search, Qt.Key.Key_Return)
    assert len(set(places[:3])) == 3
    assert [row for row, _ in places] == [0, 0, 2, 0]
    assert places[3] == places[0]
    assert dialog.isVisible()


def test_the_keyboard_begins_at_the_search(dialog):
    assert dialog.focusWidget() is dialog._search


def test_a_dialog_that_is_closed_early_is_not_told(theme, background, monkeypatch, qtbot):
    monkeypatch.setattr(licences, "read_licences", lambda: TEXTS)
    delete(LicencesDialog(theme, background))
    assert background._jobs
    qtbot.waitUntil(lambda: not background._jobs)


def test_licences_are_read_on_request_only(theme, background, qtbot, monkeypatch):
    read = []
    monkeypatch.setattr(licences, "read_licences", lambda: read.append(1) or TEXTS)
    page = AboutPage(theme, background)
    qtbot.addWidget(page)
    page.show()
    page.appear()
    assert not page.findChildren(LicencesDialog)
    page._licences.click()
    dialog = page.findChild(LicencesDialog)
    qtbot.waitUntil(lambda: dialog._names.count() == len(TEXTS))
    assert read == [1]
    dialog.close()
