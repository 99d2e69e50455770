"""Restoring a backup from the page of storage, and removing the libraries that were replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget
from shiboken6 import delete, isValid

from app.window.settings.parts import PathLabel
from app.window.settings.restore_dialogs import RestoreDialog, RestoreQuestion, moment
from app.window.settings.storage import StoragePage
from indexer.errors import LibraryDamagedError, LibraryError
from indexer.keeping_reports import BackupContents
from indexer.requests import GetStatus
from indexer.store import Store
from tests.app.window.settings.samples import STATUS

KEPT = (
    "library-damaged-20261119T101112Z.db",
    "library-replaced-20261120T101112Z-2.db",
    "library-version-2.db",
)


@pytest.fixture
def storage(asks, theme, background, restorer, qtbot) -> StoragePage:
    page = StoragePage(asks, theme, background, restorer, choose_backup=lambda _parent: "/usb/p.db")
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def with_library(places) -> None:
    Store.open(places.data).close()


def asked(page: StoragePage, qtbot) -> RestoreQuestion:
    page._put_back.click()
    qtbot.waitUntil(lambda: page.findChild(RestoreQuestion) is not None)
    return page.findChild(RestoreQuestion)


def said(widget: QWidget) -> str:
    paths = [path.path for path in widget.findChildren(PathLabel)]
    return "\n".join([*(one.text() for one in widget.findChildren(QLabel)), *paths])


def press(dialog: RestoreQuestion, *, yes: bool) -> None:
    buttons = dialog.findChild(QDialogButtonBox)
    accept, reject = QDialogButtonBox.ButtonRole.AcceptRole, QDialogButtonBox.ButtonRole.RejectRole
    wanted = accept if yes else reject
    next(one for one in buttons.buttons() if buttons.buttonRole(one) is wanted).click()


def test_a_backup_is_shown_before_it_is_restored(storage, asks, qtbot, with_library):
    storage.appear()
    asks.open(GetStatus).answer(STATUS)
    text = said(asked(storage, qtbot))
    for part in ("/usb/p.db", "/photos", "312", "4.2 MB", moment("2026-11-20T10:00:00+00:00")):
        assert part in text
    assert "It takes the place of your library: 315 photo(s) in 3 folder(s)" in text
    assert "kept in a file beside" in text


def test_where_no_library_is_none_is_replaced(storage, qtbot):
    assert "takes the place" not in said(asked(storage, qtbot))


def test_a_library_that_cannot_be_opened_can_be_replaced(storage, qtbot, with_library, places):
    """The engine does not start, which may be why a backup is to be restored."""
    assert str(places.data) in said(asked(storage, qtbot))


def test_a_backup_that_says_little(storage, restoring, qtbot):
    restoring.contents = BackupContents("/usb/p.db", 1, 0, (), "\x1b[31m nonsense")
    text = said(asked(storage, qtbot))
    assert "not noted in it" in text
    assert "none" in text
    assert "\x1b" not in text


def test_of_many_folders_some_are_named(storage, restoring, qtbot):
    folders = tuple(f"/photos/{number}" for number in range(40))
    restoring.contents = replace(restoring.contents, folders=folders)
    text = said(asked(storage, qtbot))
    assert "/photos/4\n" in text
    assert "/photos/5" not in text
    assert "and 35 more" in text


def test_without_agreement_nothing_is_done(storage, restoring, qtbot):
    press(asked(storage, qtbot), yes=False)
    assert restoring.told == ["look /usb/p.db"]
    assert storage._put_back.isEnabled()


def test_enter_does_not_agree(storage, restoring, qtbot):
    qtbot.keyClick(asked(storage, qtbot), Qt.Key.Key_Return)
    assert restoring.told == ["look /usb/p.db"]


def test_a_backup_is_restored(storage, asks, restoring, restorer, qtbot):
    restoring.going.clear()
    restoring.wished = [("copying", 0.5)]
    question = asked(storage, qtbot)
    with qtbot.waitSignal(restorer.progressed):
        press(question, yes=True)
    dialog = storage.findChild(RestoreDialog)
    assert dialog.isVisible()
    assert dialog.windowModality() is Qt.WindowModality.ApplicationModal
    assert not storage._put_back.isEnabled()
    qtbot.waitUntil(lambda: "checked" in dialog._step.text())
    with qtbot.waitSignal(restorer.restored):
        restoring.going.set()
    assert restoring.told == ["look /usb/p.db", "rest", "restore /usb/p.db", "wake"]
    assert storage._news.text.startswith("The library holds 312 photo(s) again. It is as it was")
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    assert storage._put_back.isEnabled()
    asks.open(GetStatus).answer(STATUS)
    assert "1 folder(s) of it cannot be reached" in storage._elsewhere.text


def test_how_much_is_copied(storage, restorer, qtbot, restoring):
    restoring.going.clear()
    restoring.wished = [("copying", share / 1000) for share in range(1000)]
    told = []
    restorer.progressed.connect(lambda progress: told.append(progress.percent))
    press(asked(storage, qtbot), yes=True)
    qtbot.waitUntil(lambda: len(told) > 100)
    assert told[:100] == list(range(100))  # not a word more than is seen
    with qtbot.waitSignal(restorer.restored):
        restoring.going.set()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            LibraryDamagedError(
                "/usb/p.db is not a backup of a Pictrove library; name a file that "
                "`pictrove backup` made."
            ),
            (
                "/usb/p.db is not a backup of a Pictrove library. Choose a file that was made "
                "with “Back up the library…”."
            ),
        ),
        (LibraryError("/usb/p.db takes 5 MB, and there is less room in /data; make room there, "
                      "and try again."), None),
        (ZeroDivisionError("a bug"), "That did not work; nothing was changed."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("when", ["look", "restore"])
def test_why_it_did_not_work(
    storage, restoring, restorer, background, qtbot, error, sentence, when
):
    bugs = []
    background.bug_found.connect(bugs.append)
    if when == "look":
        restoring.contents = error
        storage._put_back.click()
    else:
        restoring.report = error
        press(asked(storage, qtbot), yes=True)
    qtbot.waitUntil(lambda: bool(storage._trouble.text))
    assert storage._trouble.text == (sentence or str(error))
    assert storage._put_back.isEnabled()
    assert restoring.told[-1] == ("look /usb/p.db" if when == "look" else "wake")
    assert [type(bug) for bug in bugs] == (
        [ZeroDivisionError] if isinstance(error, ZeroDivisionError) else []
    )


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_it_can_be_cancelled(storage, restoring, restorer, qtbot, how):
    restoring.going.clear()
    question = asked(storage, qtbot)
    with qtbot.waitSignal(restorer.progressed):
        press(question, yes=True)
    dialog = storage.findChild(RestoreDialog)
    with qtbot.waitSignal(restorer.cancelled):
        if how == "button":
            dialog._cancel.click()
        elif how == "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.close()
        assert dialog.isVisible()  # until it is cancelled
        assert not dialog._cancel.isEnabled()
    assert restoring.told[-1] == "wake"
    assert "Nothing was restored" in storage._news.text
    assert not isValid(dialog) or not dialog.isVisible()


def test_one_at_a_time(restorer, restoring, qtbot):
    restoring.going.clear()
    with qtbot.waitSignal(restorer.progressed):
        restorer.start("/usb/p.db")
    restorer.start("/usb/other.db")
    with qtbot.waitSignal(restorer.restored):
        restoring.going.set()
    assert restoring.told == ["rest", "restore /usb/p.db", "wake"]


def test_a_page_that_is_gone_does_not_end_it(asks, theme, background, restoring, restorer, qtbot):
    storage = StoragePage(asks, theme, background, restorer)
    restoring.going.clear()
    with qtbot.waitSignal(restorer.progressed):
        restorer.start("/usb/p.db")
    delete(storage)
    with qtbot.waitSignal(restorer.restored):
        restoring.going.set()
    assert restoring.told[-1] == "wake"


def test_whoever_ends_the_window_ends_it(restorer, restoring, background, qtbot):
    restoring.going.clear()
    with qtbot.waitSignal(restorer.progressed):
        restorer.start("/usb/p.db")
    background.close()  # waits for it; the fake one would go on for ever


def test_nothing_is_done_when_nothing_was_chosen(asks, theme, background, restorer, restoring):
    page = StoragePage(asks, theme, background, restorer, choose_backup=lambda _parent: "")
    page._put_back.click()
    assert restoring.told == []
    delete(page)


# Libraries that were kept


@pytest.fixture
def kept(places):
    places.data.mkdir(parents=True)
    made = [places.data / name for name in KEPT]
    for path in made:
        path.write_bytes(bytes(2_000_000))
    (places.data / "library.db").write_bytes(b"x")
    return made


def test_where_none_is_kept_none_is_spoken_of(storage, asks, qtbot):
    storage.appear()
    qtbot.waitUntil(lambda: bool(storage._free.text()))
    assert not storage._kept.isVisible()


def test_they_are_counted_and_removed_after_a_question(storage, kept, places, question, qtbot):
    storage.appear()
    qtbot.waitUntil(storage._kept.isVisible)
    assert "3 earlier library(s) take 6.0 MB" in storage._kept._amount.text()
    storage._kept._remove.click()
    text = question(storage._kept, yes=False)
    assert "for good?" in text
    assert f"{moment('2026-11-20T10:11:12+00:00')}, 2.0 MB: replaced by a backup\n" in text
    assert f"{moment('2026-11-19T10:11:12+00:00')}, 2.0 MB: damaged, before a repair\n" in text
    assert ", 2.0 MB: before an update of Pictrove\n" in text
    assert all(path.exists() for path in kept)
    storage._kept._remove.click()
    question(storage._kept, yes=True)
    qtbot.waitUntil(lambda: not storage._kept.isVisible())
    assert [path.name for path in places.data.iterdir()] == ["library.db"]
    assert storage._news.text == "The earlier libraries are removed."


def test_why_they_are_not_removed(storage, kept, question, qtbot, monkeypatch):
    from indexer import kept as module

    def refuse(*_: object) -> int:
        raise LibraryError(
            f"The library that was kept as {kept[0]} cannot be removed (Permission denied); "
            "allow writing to its folder and try again."
        )

    monkeypatch.setattr(module, "remove_kept", refuse)
    storage.appear()
    qtbot.waitUntil(storage._kept.isVisible)
    storage._kept._remove.click()
    question(storage._kept, yes=True)
    qtbot.waitUntil(lambda: "Permission denied" in storage._trouble.text)
    qtbot.waitUntil(storage._kept._remove.isEnabled)


def test_many_are_not_all_named(storage, places, question, qtbot):
    places.data.mkdir(parents=True)
    for number in range(10, 30):
        (places.data / f"library-replaced-202611{number}T101112Z.db").touch()
    storage.appear()
    qtbot.waitUntil(storage._kept.isVisible)
    storage._kept._remove.click()
    assert "and 12 more" in question(storage._kept, yes=False)
