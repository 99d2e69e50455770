"""The page of unreadable files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QTreeView

from app.window.settings.failure_table import FailureTable
from app.window.settings.failures import FailuresPage
from indexer.errors import LibraryError
from indexer.requests import GetFailures, Retry
from tests.app.window.settings.samples import FAILURES


@pytest.fixture
def page(asks, theme, qtbot) -> FailuresPage:
    opened = []
    page = FailuresPage(asks, theme, opened.append)
    page.opened = opened
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(GetFailures).answer(FAILURES)
    return page


def button(page, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if text in one.text())


def select(page, row: int) -> None:
    view = page.findChild(QTreeView)
    view.setCurrentIndex(view.model().index(row, 0))


def test_the_table(qtmodeltester):
    table = FailureTable()
    table.show(FAILURES)
    qtmodeltester.check(table)
    assert [table.index(0, column).data() for column in (0, 1)] == ["a.jpg", "It is cut off."]
    assert "20" in table.index(0, 2).data()
    assert table.index(1, 2).data() == "long ago"
    assert "&lt;i&gt;" in table.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_all_are_tried_again(page, asks):
    button(page, "all").click()
    assert asks.open(Retry).request == Retry(())
    asks.open(Retry).answer(2)
    assert "2" in page._news.text
    asks.open(GetFailures).answer(())
    assert page._none.text == "Every file could be read."
    assert not page.findChild(QTreeView).isVisible()


def test_one_is_tried_again_and_fetched(page, asks):
    again = page._again
    assert not again.isEnabled()
    select(page, 1)
    page.findChild(QCheckBox).click()
    again.click()
    assert asks.open(Retry).request == Retry((FAILURES[1].path,), fetch=True)
    asks.open(Retry).fail(LibraryError("The library is busy."))
    assert page._trouble.text == "The library is busy."


def test_the_chosen_one_is_told_in_full_and_shown_in_its_folder(page):
    select(page, 0)
    assert page._path.path == FAILURES[0].path
    assert page._chosen.text() == "It is cut off."
    page._open.click()
    assert [url.toLocalFile() for url in page.opened] == ["/home/anna/Pictures"]


def test_asking_may_fail(asks, theme, qtbot):
    page = FailuresPage(asks, theme)
    qtbot.addWidget(page)
    page.appear()
    asks.open(GetFailures).fail(LibraryError("The library is damaged."))
    assert page._trouble.text == "The library is damaged."
    assert page._none.text == ""
    page.refresh()
    asks.open(GetFailures).answer(FAILURES)
    assert page._trouble.text == ""


def test_nothing_is_claimed_before_the_engine_has_answered(asks, theme, qtbot):
    page = FailuresPage(asks, theme)
    qtbot.addWidget(page)
    page.show()
    page.appear()
    assert page._none.text == ""
    asks.open(GetFailures).answer(())
    assert page._none.text == "Every file could be read."


def test_what_a_switch_means_is_not_told_without_it(page, asks):
    assert page._about_fetch.isVisible()
    page.refresh()
    asks.open(GetFailures).answer(())
    assert not page._fetch.isVisible()
    assert not page._about_fetch.isVisible()


def test_news_of_the_last_visit_are_gone(page, asks):
    page._all.click()
    asks.open(Retry).answer(2)
    page.disappear()
    page.appear()
    assert page._news.text == ""
