"""The page of the folders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QPushButton, QTreeView

from app.window.settings.excludes import ExcludesEditor
from app.window.settings.folder_table import FolderTable
from app.window.settings.folders import FoldersPage
from indexer.errors import FolderError, LibraryError
from indexer.reports import IndexReport
from indexer.requests import Forget, GetStatus, Index, Relocate, Unwatch, Watch
from tests.app.window.settings.samples import DRIVE, PICTURES, SHARE, STATUS


@pytest.fixture
def opened() -> list:
    return []


@pytest.fixture
def page(asks, theme, qtbot, opened) -> FoldersPage:
    page = FoldersPage(asks, theme, lambda _: "/new", opened.append)
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(GetStatus).answer(STATUS)
    return page


def button(page, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if text in one.text())


def box(page, text: str) -> QCheckBox:
    return next(one for one in page.findChildren(QCheckBox) if text in one.text())


def select(page, row: int) -> None:
    view = page.findChild(QTreeView)
    view.setCurrentIndex(view.model().index(row, 0))


def test_the_table_tells_the_state_in_words(theme, qtmodeltester):
    table = FolderTable(theme)
    qtmodeltester.check(table)
    table.show((PICTURES, DRIVE, SHARE))
    qtmodeltester.check(table)
    states = [table.index(row, 2).data() for row in range(3)]
    assert states == ["Watched", "Offline", "Not watched"]
    assert table.index(0, 1).data() == "312"
    tip = table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip  # a name is never markup


def test_adding_a_folder_watches_and_selects_it(page, asks):
    button(page, "Add folder").click()
    ticket = asks.open(Watch)
    assert ticket.request == Watch("/new")
    new = PICTURES.__class__("/new", 0, offline=False, watched=True)
    ticket.answer(new)
    asks.open(GetStatus).answer(STATUS.__class__(**{**STATUS.__dict__, "folders": (PICTURES, new)}))
    assert page._details.folder == new
    assert "/new" in page._news.text


def test_nothing_is_added_when_nothing_was_chosen(asks, theme, qtbot):
    page = FoldersPage(asks, theme, lambda _: "")
    qtbot.addWidget(page)
    button(page, "Add folder").click()
    assert not asks.of(Watch)


def test_a_folder_that_cannot_be_read_says_why(page, asks):
    button(page, "Add folder").click()
    asks.open(Watch).fail(FolderError("The folder /new may not be read."))
    assert page._trouble.text == "The folder /new may not be read."
    assert button(page, "Add folder").isEnabled()


def test_a_bug_is_not_explained_again(page, asks):
    button(page, "Add folder").click()
    asks.open(Watch).fail(KeyError("x"))
    assert page._trouble.text == "That did not work; nothing was changed."


def test_watching_is_switched_at_once_and_switched_back_when_it_fails(page, asks):
    switch = box(page, "Watch")
    assert switch.isChecked()
    switch.click()
    assert asks.open(Unwatch).request == Unwatch(PICTURES.path)
    asks.open(Unwatch).fail(LibraryError("The disk is full."))
    assert switch.isChecked()
    assert page._trouble.text == "The disk is full."


def test_hidden_files_keep_what_is_left_out(page, asks):
    box(page, "hidden").click()
    assert asks.open(Watch).request == Watch(PICTURES.path, ("*.tif",), hidden=True)
    asks.open(Watch).answer(PICTURES)
    asks.open(GetStatus).answer(STATUS)


def test_what_is_left_out_needs_a_watched_folder(page):
    select(page, 2)
    assert page._details.folder == SHARE
    assert not page.findChild(ExcludesEditor).isEnabled()
    assert page._details._note.text == SHARE.note


def test_an_offline_folder_is_explained(page):
    select(page, 1)
    assert "cannot be reached" in page._details._note.text
    assert not button(page, "Look again").isEnabled()


def test_leaving_out_more(page, asks, qtbot):
    editor = page.findChild(ExcludesEditor)
    field = editor.findChild(QLineEdit)
    assert not button(editor, "Leave out").isEnabled()
    qtbot.keyClicks(field, " Work/* ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asks.open(Watch).request.excludes == ("*.tif", "Work/*")
    asks.open(Watch).fail(LibraryError("No."))
    assert editor.excludes == ("*.tif",)


def test_a_glob_is_removed_with_the_delete_key(page, asks, qtbot):
    lines = page.findChild(ExcludesEditor).findChild(QListWidget)
    lines.item(0).setSelected(True)
    qtbot.keyClick(lines, Qt.Key.Key_Delete)
    assert asks.open(Watch).request.excludes == ()


def test_a_glob_is_edited_in_place(page, asks):
    lines = page.findChild(ExcludesEditor).findChild(QListWidget)
    lines.item(0).setText("*.tiff")
    assert asks.open(Watch).request.excludes == ("*.tiff",)


def test_looking_again(page, asks):
    button(page, "Look again").click()
    assert asks.open(Index).request == Index((PICTURES.path,))
    assert PICTURES.path in page._news.text
    button(page, "Look again").click()
    assert len(asks.of(Index)) == 1
    asks.open(Index).answer(IndexReport(3, 1, 0, 0, 0, 9, 1.0, interrupted=False))
    assert "4 photo(s) were new" in page._news.text
    button(page, "Look again").click()
    asks.open(Index).fail(LibraryError("Indexing is paused."))
    assert page._trouble.text == "Indexing is paused."


def test_opening_a_folder(page, opened):
    button(page, "pen folder").click()
    assert [url.toLocalFile() for url in opened] == [PICTURES.path]


def test_removing_asks_first(page, asks, question):
    button(page, "emove from").click()
    assert "No file is touched" in question(page, yes=False)
    assert not asks.of(Forget)
    button(page, "emove from").click()
    question(page, yes=True)
    asks.open(Forget).answer(312)
    assert "312" in page._news.text
    asks.open(GetStatus).answer(STATUS.__class__(**{**STATUS.__dict__, "folders": ()}))
    assert page._details.folder is None


def test_a_status_that_fails_is_told(page, asks):
    page.refresh()
    asks.open(GetStatus).fail(LibraryError("The library is damaged."))
    assert page._trouble.text == "The library is damaged."


@pytest.fixture
def moving(asks, theme, qtbot) -> FoldersPage:
    """The page with the folder selected that is out of reach."""
    page = FoldersPage(asks, theme, choose_moved=lambda _: "/mnt/drive")
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(GetStatus).answer(STATUS)
    select(page, 1)
    return page


def test_only_a_folder_out_of_reach_lies_elsewhere(moving):
    assert button(moving, "now…").isVisible()
    assert "drive has another letter" in moving._details._note.text
    select(moving, 0)
    assert not button(moving, "now…").isVisible()


def test_a_folder_that_lies_elsewhere_is_selected_where_it_is(moving, asks):
    button(moving, "now…").click()
    assert not moving._details.isEnabled()
    ticket = asks.open(Relocate)
    assert ticket.request == Relocate(DRIVE.path, "/mnt/drive")
    ticket.answer(3)
    there = replace(DRIVE, path="/mnt/drive", offline=False)
    asks.open(GetStatus).answer(replace(STATUS, folders=(PICTURES, SHARE, there)))
    assert moving._details.folder == there
    assert moving._details.isEnabled()
    assert moving._news.text.startswith("3 photo")
    assert "in /mnt/drive now" in moving._news.text


def test_a_wrong_folder_is_told_in_words_of_the_window(moving, asks):
    button(moving, "now…").click()
    sentence = (
        f"None of the photos of {DRIVE.path} is in /mnt/drive; check both names, or use "
        "`pictrove relocate --force` if they will be there."
    )
    asks.open(Relocate).fail(FolderError(sentence))
    assert "Choose the folder that has the same folders" in moving._trouble.text
    assert "`" not in moving._trouble.text
    assert moving._details.folder == DRIVE
    assert moving._details.isEnabled()


def test_nothing_moves_when_nothing_was_chosen(asks, theme, qtbot):
    page = FoldersPage(asks, theme, choose_moved=lambda _: "")
    qtbot.addWidget(page)
    page.appear()
    asks.open(GetStatus).answer(STATUS)
    select(page, 1)
    button(page, "now…").click()
    assert not asks.of(Relocate)
