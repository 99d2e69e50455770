"""The first minutes of a new user: folder, first photos, words, a drop, a look, the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from indexer.query import TextTerm
from tests.e2e.window.scenario import User, Waits, main

HERE = Path(__file__).parent


def steps(user: User, picture: Path) -> Waits:
    """Args: whose hands; a picture that is not in the library, like one that is."""
    user.focus()
    yield user.rested
    yield from welcome(user)
    yield from words(user)
    yield from look(user)
    yield from drops(user, picture)
    yield from marks(user)
    yield from engine_dies(user)
    print("done", flush=True)
    user.act("key", "ctrl+q")
    yield "the end", lambda: False  # the event loop ends with the window


def welcome(user: User) -> Waits:
    window = user.window
    yield "the welcome", lambda: window.lazy.made("welcome") and window.lazy.welcome.isVisible()
    yield "the Pictures folder", lambda: user.sees("Start")
    user.shoot("1-welcome")
    ready = "Search now"
    yield user.pressing("Start", lambda: user.sees(ready) and window.model.rowCount() > 0)
    user.shoot("2-first-photos")
    yield user.pressing(ready, lambda: window.page.isVisible() and window.model.rowCount() > 0)


def words(user: User) -> Waits:
    window = user.window
    total = int(os.environ["PHOTOS"])
    yield "all photos", lambda: window.model.rowCount() == total
    user.act("key", "ctrl+f")
    yield user.rested
    user.act("type", "--delay", 40, "a dog")
    yield user.rested
    wanted = (TextTerm("a dog"),)
    yield (
        "an answer",
        lambda: window.session.query.terms == wanted and not window.session.is_busy,
    )
    yield "names", lambda: len(user.names) >= 3
    assert sum(name.startswith("dog") for name in user.names[:3]) >= 2, user.names
    yield "thumbnails", lambda: window.model.thumbnail(0) is not None
    user.shoot("3-words")


def look(user: User) -> Waits:
    window = user.window
    user.act("key", "Return")
    yield user.rested
    yield "the grid's focus", window.page.view.hasFocus
    user.act("key", "Return")
    yield user.rested
    yield "the viewer", lambda: window.is_looking
    first = window.lazy.viewer.current_row()
    user.act("key", "Right")
    yield user.rested
    yield "the next photo", lambda: window.lazy.viewer.current_row() == first + 1
    yield "its pixels", lambda: window.lazy.viewer._showing.picture is not None
    user.shoot("4-viewer")
    user.act("key", "Escape")
    yield user.rested
    yield "the grid", lambda: not window.is_looking
    assert window.page.view.current_row() == first + 1


def drops(user: User, picture: Path) -> Waits:
    """A file is dropped from another program, with the mouse."""
    window = user.window
    for kind in ("file", "image"):
        command = [sys.executable, str(HERE / "drag_source.py"), kind, str(picture)]
        source = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert source.stdout is not None
        source.stdout.readline()
        middle = window.mapToGlobal(QPoint(window.width() // 2, window.height() // 2))
        user.act("mousemove", "--sync", 30, 30, "sleep", 0.5, "mousedown", 1)
        yield user.rested
        for step in range(1, 11):
            x, y = 30 + (middle.x() - 30) * step // 10, 30 + (middle.y() - 30) * step // 10
            user.act("mousemove", "--sync", x, y, "sleep", 0.05)
            yield user.rested
        user.act("mouseup", 1)
        yield user.rested
        yield (
            f"the dropped {kind}",
            lambda kind=kind: any(
                hasattr(term, "path") and bool(getattr(term, "data", None)) == (kind == "image")
                for term in window.session.query.terms
            ),
        )
        source.kill()
        source.wait()
        yield "an answer", lambda: not window.session.is_busy and len(user.names) > 0
        user.shoot(f"5-dropped-{kind}")
        user.focus()
        yield user.rested
        window.search_bar.clear()
        yield "all photos", lambda: not window.session.is_busy
    window.search_like((str(picture),))
    yield "an answer", lambda: not window.session.is_busy and len(user.names) > 0
    assert user.names[0] == "target.jpg", user.names


def marks(user: User) -> Waits:
    window = user.window
    window.page.view.setFocus()
    window.page.view.set_current_row(0)
    user.act("key", "ctrl+d")
    yield user.rested
    yield "the favourite", lambda: getattr(window.model.photo(0), "favourite", False)
    user.act("key", "ctrl+shift+c")
    yield user.rested
    clipboard = QGuiApplication.clipboard()
    yield "the path", lambda: clipboard.text().endswith("target.jpg")


def engine_dies(user: User) -> Waits:
    """The engine is killed; it comes back, and the next search is answered."""
    window = user.window
    os.kill(engine_of(os.environ["PICTROVE_HOME"]), signal.SIGKILL)
    user.act("key", "ctrl+f")
    yield user.rested
    user.act("type", "--delay", 40, "beach")
    yield user.rested
    yield (
        "an answer",
        lambda: (
            len(window.session.query.terms) == 2
            and not window.session.is_busy
            and len(user.names) > 0
        ),
    )
    user.shoot("6-engine-is-back")


def engine_of(home: str) -> int:
    """The process of the engine of this library, and of no other."""
    return next(
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if "indexer.engine" in (command := process.info["cmdline"] or [])
        and any(part.startswith(home) for part in command)
    )


if __name__ == "__main__":
    sys.exit(main(steps))
