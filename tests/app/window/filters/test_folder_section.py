from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from app.window.filters.facet_counts import Counts
from app.window.filters.folder_model import FolderModel
from app.window.filters.folder_section import FolderSection
from app.window.filters.rows import RowRole
from indexer.query import Filters
from indexer.reports import Count, Facets

pytestmark = pytest.mark.skipif(os.sep != "/", reason="paths as on POSIX")


@pytest.fixture
def section(qtbot, theme, library, status):
    section = FolderSection(theme)
    qtbot.addWidget(section)
    section.show_counts(Counts(library, library))
    section.show_roots(status.folders)
    section.show()
    return section


def labels(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_model_keeps_qts_rules(qtmodeltester, qapp, library, status):
    model = FolderModel(separator="/")
    model.show(library.folders, status.folders)
    model.count(library.folders)
    model.set_chosen(("/photos/2023", "/gone"))
    qtmodeltester.check(model)


def test_offline_folders_say_so(section):
    assert labels(section._model) == ["old (offline)", "photos"]
    index = section._model.index_of("/old")
    assert index.data(RowRole.ICON) == "unplug"
    assert "cannot be reached" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("old (offline), 30 ")


def test_ticking_chooses(qtbot, section):
    index = section._model.index_of("/photos/2022")
    with qtbot.waitSignal(section.filters_changed) as changed:
        section._model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert changed.args == [Filters(folders=("/photos/2022",))]


def test_a_click_on_a_row_ticks_it(qtbot, section):
    place = section._view.visualRect(section._model.index_of("/old")).center()
    with qtbot.waitSignal(section.filters_changed) as changed:
        qtbot.mouseClick(section._view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert changed.args == [Filters(folders=("/old",))]


def test_enter_ticks(qtbot, section):
    section._view.setCurrentIndex(section._model.index_of("/old"))
    with qtbot.waitSignal(section.filters_changed):
        qtbot.keyClick(section._view, Qt.Key.Key_Return)


def test_chosen_folders_are_revealed_and_kept(section):
    section.show_filters(Filters(folders=("/photos/2022", "/gone")))
    assert labels(section._model) == ["gone", "old (offline)", "photos"]
    assert section._view.isExpanded(section._model.index_of("/photos"))
    section.show_filters(Filters())
    assert labels(section._model) == ["old (offline)", "photos"]
    assert section._view.isExpanded(section._model.index_of("/photos"))


def test_numbers_follow_without_a_reset(qtbot, section, library):
    few = Facets(folders=(Count("/photos/2022", 3),))
    with qtbot.assertNotEmitted(section._model.modelReset):
        section.show_counts(Counts(library, few))
    assert section._model.index_of("/photos").data(RowRole.NUMBER) == 3
    assert section._model.index_of("/old").data(RowRole.NUMBER) == 0


def test_folders_of_hidden_photos_come_up(section, library):
    section.show_counts(Counts(library, Facets(folders=(Count("/secret", 1),))))
    assert section._model.index_of("/secret").isValid()


def test_the_menu(qtbot, section):
    menu = section._view.menu_of(section._model.index_of("/photos/2022"))
    only, show = menu.actions()
    with qtbot.waitSignal(section.folder_wanted) as wanted:
        show.trigger()
    assert wanted.args == ["/photos/2022"]
    section.show_filters(Filters(folders=("/old",)))
    with qtbot.waitSignal(section.filters_changed) as changed:
        only.trigger()
    assert changed.args[0].folders == ("/photos/2022",)
    assert not section._view.menu_of(section._model.index_of("/old")).actions()[1].isEnabled()
    menu.deleteLater()


def test_names_that_are_no_utf8_survive(qtbot, section, library):
    odd = "/photos/\udc80"
    section.show_counts(Counts(Facets(folders=(Count(odd, 1),)), Facets()))
    index = section._model.index_of(odd)
    assert index.data() == "?"
    with qtbot.waitSignal(section.filters_changed) as changed:
        section._model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
    assert changed.args[0].folders == (odd,)
