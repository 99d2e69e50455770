from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.window.filters.name_dialog import NameDialog
from app.window.filters.saved_model import SavedModel
from app.window.filters.saved_searches import SavedSearches
from indexer.query import Query, SavedSearch, TextTerm
from indexer.requests import GetSavedSearches, RemoveSearch, SaveSearch

CATS = Query(terms=(TextTerm("cats"),))


class Kept:
    """Saved searches as the engine keeps them."""

    def __init__(self, asks, searches) -> None:
        self.searches = {search.name: search for search in searches}
        self.log: list[str] = []
        asks.answers = {
            GetSavedSearches: lambda _: tuple(sorted(self.searches.values(), key=lambda s: s.name)),
            SaveSearch: self._save,
            RemoveSearch: self._remove,
        }

    def _save(self, request) -> None:
        self.searches[request.search.name] = request.search
        self.log.append(f"save {request.search.name}")

    def _remove(self, request) -> None:
        self.searches.pop(request.name, None)
        self.log.append(f"remove {request.name}")


@pytest.fixture
def kept(asks, searches) -> Kept:
    return Kept(asks, searches)


@pytest.fixture
def saved(qtbot, asks, theme, kept):
    saved = SavedSearches(asks, theme)
    qtbot.addWidget(saved)
    saved.show()
    saved.refresh()
    qtbot.waitUntil(lambda: len(saved.searches) == len(kept.searches))
    return saved


def names(saved) -> list[str]:
    return [search.name for search in saved.searches]


def dialog_of(saved) -> NameDialog:
    return saved.window().findChild(NameDialog)


def test_the_model_keeps_qts_rules(qtmodeltester, qapp, searches):
    model = SavedModel()
    model.show(searches)
    qtmodeltester.check(model)


def test_clicks_and_enter_open(qtbot, saved, searches):
    place = saved._list.visualRect(saved._model.index(0)).center()
    with qtbot.waitSignal(saved.opened) as opened:
        qtbot.mouseClick(saved._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [searches[0]]
    qtbot.keyClick(saved._list, Qt.Key.Key_Down)
    with qtbot.waitSignal(saved.opened) as opened:
        qtbot.keyClick(saved._list, Qt.Key.Key_Return)
    assert opened.args == [searches[1]]


def test_saving_suggests_a_name(qtbot, saved, kept):
    saved.save(CATS)
    dialog = dialog_of(saved)
    assert dialog.field.text() == "cats"
    dialog.field.setText("  My   cats ")
    dialog._buttons.accepted.emit()
    qtbot.waitUntil(lambda: "My cats" in names(saved))
    assert kept.searches["My cats"].query == CATS


def test_a_name_that_is_taken_is_replaced_only_knowingly(qtbot, saved):
    saved.save(CATS)
    dialog = dialog_of(saved)
    save = dialog._buttons.button(dialog._buttons.StandardButton.Save)
    assert save.text() == "Save"
    dialog.field.setText("Dogs")
    assert save.text() == "Replace"
    assert "replaced" in dialog._note.text()
    dialog.field.setText("  ")
    assert not save.isEnabled()
    dialog.reject()


def test_the_button_asks_for_the_query(qtbot, saved):
    assert not saved._add.isEnabled()
    saved.set_can_save(True)
    with qtbot.waitSignal(saved.save_wanted):
        saved._add.click()
    saved.set_can_save(False)
    assert not saved._add.isEnabled()


def test_renaming_saves_before_it_removes(qtbot, saved, kept):
    saved._list.setCurrentIndex(saved._model.index_of("Dogs"))
    qtbot.keyClick(saved._list, Qt.Key.Key_F2)
    editor = saved._list.viewport().focusWidget() or saved._list.indexWidget(
        saved._list.currentIndex()
    )
    assert saved._list.state() == saved._list.State.EditingState
    editor.setText("Good dogs")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(saved) == ["Best", "Good dogs"])
    assert kept.log == ["save Good dogs", "remove Dogs"]


def test_renaming_where_case_is_no_difference_loses_nothing(qtbot, asks, saved, kept):
    def save(request) -> None:
        kept.searches = {
            name: search
            for name, search in kept.searches.items()
            if name.casefold() != request.search.name.casefold()
        }
        kept.searches[request.search.name] = request.search

    asks.answers[SaveSearch] = save
    saved._model.rename_wanted.emit(saved.searches[1], "dogs")
    qtbot.waitUntil(lambda: names(saved) == ["Best", "dogs"])
    assert kept.log == []


def test_renaming_to_a_name_that_is_taken_asks(qtbot, saved, kept):
    saved._model.setData(saved._model.index_of("Dogs"), "Best")
    box = saved.window().findChild(QMessageBox)
    assert "Best" in box.text()
    assert kept.log == []
    replace = next(
        button
        for button in box.buttons()
        if box.buttonRole(button) == QMessageBox.ButtonRole.AcceptRole
    )
    replace.click()
    qtbot.waitUntil(lambda: names(saved) == ["Best"])
    assert kept.searches["Best"].query.terms == (TextTerm("dogs"),)


def test_empty_and_same_names_change_nothing(qtbot, saved):
    index = saved._model.index_of("Dogs")
    with qtbot.assertNotEmitted(saved._model.rename_wanted):
        assert not saved._model.setData(index, "  ")
        assert not saved._model.setData(index, " Dogs ")


def test_removing_can_be_undone(qtbot, saved, kept, searches):
    saved._list.setCurrentIndex(saved._model.index_of("Dogs"))
    qtbot.keyClick(saved._list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(saved) == ["Best"])
    assert saved._undo.isVisible()
    assert "Dogs" in saved._undo_text.text()
    saved._undo_button.click()
    qtbot.waitUntil(lambda: saved.searches == searches)
    assert not saved._undo.isVisible()


def test_the_menu(qtbot, saved, kept):
    index = saved._model.index_of("Best")
    menu = saved._list.menu_of(index)
    opened, _, removed = menu.actions()
    with qtbot.waitSignal(saved.opened):
        opened.trigger()
    removed.trigger()
    qtbot.waitUntil(lambda: names(saved) == ["Dogs"])
    menu.deleteLater()


def test_without_any_it_says_what_they_are(qtbot, asks, theme):
    Kept(asks, ())
    saved = SavedSearches(asks, theme)
    qtbot.addWidget(saved)
    saved.show()
    assert saved._hint.isVisible()
    assert not saved._list.isVisible()


def test_queries_are_told_in_tooltips(saved):
    index = saved._model.index_of("Best")
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "★ 4 or more"
    assert isinstance(saved._model.search(index), SavedSearch)
