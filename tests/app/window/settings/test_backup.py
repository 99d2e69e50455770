"""Copying the library into a file, from the page of storage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate
from shiboken6 import delete

from app.window.settings.storage import StoragePage
from indexer.errors import LibraryError
from indexer.keeping_reports import BackupReport
from indexer.requests import BackUp


@pytest.fixture
def chosen() -> list[str]:
    """What the user chooses next, and then the names that were offered."""
    return ["/usb/pictrove.db"]


@pytest.fixture
def storage(asks, theme, background, restorer, qtbot, chosen) -> StoragePage:
    def choose(_parent: object, name: str) -> str:
        chosen.append(name)
        return chosen[0]

    page = StoragePage(asks, theme, background, restorer, lambda _url: None, choose)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_backup_is_made_and_its_size_is_said(storage, asks, chosen):
    days = [QDate.currentDate()]
    storage._back_up.click()
    days.append(QDate.currentDate())  # midnight may have passed
    assert any(f"pictrove-{day.toString('yyyy-MM-dd')}.db" in chosen[1] for day in days)
    assert not storage._back_up.isEnabled()
    assert "being copied" in storage._news.text
    ticket = asks.open(BackUp)
    assert ticket.request == BackUp("/usb/pictrove.db")
    ticket.answer(BackupReport("/usb/pictrove.db", 4_200_000, 312))
    assert "312 photo" in storage._news.text
    assert storage._news.text.endswith("is in /usb/pictrove.db now (4.2 MB).")
    assert storage._back_up.isEnabled()


def test_why_a_backup_failed(storage, asks):
    storage._back_up.click()
    sentence = (
        "/usb/pictrove.db is there already, and is no backup of a library; name another file, or "
        "replace it with `pictrove backup --force`."
    )
    asks.open(BackUp).fail(LibraryError(sentence))
    assert storage._trouble.text == (
        "/usb/pictrove.db is there already, and is no backup of a library. Choose another name."
    )
    assert storage._news.text == ""
    assert storage._back_up.isEnabled()


def test_nothing_is_done_when_nothing_was_chosen(storage, asks, chosen):
    chosen[0] = ""
    storage._back_up.click()
    assert not asks.of(BackUp)
    assert storage._back_up.isEnabled()


def test_a_backup_goes_on_when_the_settings_are_closed(asks, theme, background, restorer):
    page = StoragePage(asks, theme, background, restorer, choose_file=lambda *_: "/usb/p.db")
    page._back_up.click()
    ticket = asks.open(BackUp)
    delete(page)
    assert not ticket.cancelled
    ticket.answer(BackupReport("/usb/p.db", 1, 1))
