"""A backup is restored in the window, without a command: seen, refused, cancelled, done, tidied."""

from __future__ import annotations

from pathlib import Path

from indexer.query import Filters
from indexer.requests import GetStatus
from tests.e2e.window.scenario import User, Waits, main


def steps(user: User, backup: Path, photo: Path) -> Waits:
    """Args: whose hands; a backup of another library; a file that is none."""
    window = user.window
    yield "the library", lambda: window.model.rowCount() > 0 and len(user.names) > 0
    before = set(user.names)
    window.open_settings("storage")
    page = window.lazy.settings.page("storage")
    yield "what the library takes", lambda: bool(page._library.text())
    assert not page._kept.isVisible()
    yield from refused(user, page, photo)
    yield from cancelled(user, page, backup)
    assert set(user.names) == before
    yield from restored(user, page, backup)
    yield "other photos", lambda: window.model.rowCount() > 0 and len(user.names) > 0
    yield "no old ones", lambda: not before & set(user.names)
    window.set_filters(Filters(favourites=True))
    yield "the favourite", lambda: window.model.rowCount() == 1 and user.names == ["other-1.jpg"]
    yield "an engine", lambda: user.shown.link.is_connected
    user.shoot("restored")
    yield from tidied(user, page)
    print("done", flush=True)
    window.quit()
    yield "the end", lambda: False


def refused(user: User, page, photo: Path) -> Waits:
    page._choose_backup = lambda _parent: str(photo)
    user.button("Restore a backup…").click()
    yield "why not", lambda: "is not a backup" in page._trouble.text
    answers = []
    user.shown.link.ask(GetStatus(), answers.append)
    yield "the engine, which went on", lambda: bool(answers)


def cancelled(user: User, page, backup: Path) -> Waits:
    page._choose_backup = lambda _parent: str(backup)
    user.button("Restore a backup…").click()
    yield "the question", lambda: user.sees("Restore")
    user.shoot("question")
    user.button("Restore").click()
    page._restorer.cancel()
    yield "that nothing was done", lambda: "Nothing was restored" in page._news.text
    yield "the engine again", lambda: user.shown.link.is_connected


def restored(user: User, page, backup: Path) -> Waits:
    steps = []
    page._restorer.progressed.connect(lambda progress: steps.append(progress.step))
    user.button("Restore a backup…").click()
    yield "the question", lambda: user.sees("Restore")
    user.button("Restore").click()
    yield "the restored library", lambda: "again" in page._news.text
    assert steps[0] == "copying"
    assert steps[-1] == "replacing"


def tidied(user: User, page) -> Waits:
    yield "the earlier library", page._kept.isVisible
    user.shoot("kept")
    page._kept._remove.click()
    yield "the question", lambda: user.sees("Remove")
    user.button("Remove").click()
    yield "that it is gone", lambda: not page._kept.isVisible()


if __name__ == "__main__":
    raise SystemExit(main(steps))
