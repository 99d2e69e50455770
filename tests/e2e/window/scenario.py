"""The real window on a real display, used by real keys and clicks (xdotool): run by test_window.py.

    python -m tests.e2e.window.scenario STEPS SHOTS ARGUMENT...

The steps run in the window's own process, beside its event loop, and look at what is shown; what
a user does comes from outside, through the X server. Each step is a generator that yields
conditions to be waited for. When something does not happen in time it says what, keeps a screenshot
and ends with 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.services import Services
from app.window import application
from app.window.application import Shown, Wanted

_PATIENCE_S = 90.0
_AGAIN_S = 4.0
_POLL_MS = 30

Waits = Iterator[tuple[str, Callable[[], Any]]]


class User:
    """Hands and eyes: what a person at the display can do."""

    def __init__(self, shown: Shown, shots: Path) -> None:
        self.shown, self.window, self._shots = shown, shown.window, shots
        self._hands: subprocess.Popen[bytes] | None = None

    def act(self, *arguments: object) -> None:
        """Let xdotool do something; `yield user.rested` before the next thing."""
        command = ["xdotool", *map(str, arguments)]
        self._hands = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    @property
    def rested(self) -> tuple[str, Callable[[], Any]]:
        """A condition: what was done is done."""
        return "xdotool", lambda: self._hands is None or self._hands.poll() is not None

    def focus(self) -> None:
        """Without a window manager nobody gives the keyboard to a window."""
        window = QApplication.activeModalWidget() or self.window
        self.act("windowfocus", "--sync", int(window.winId()))

    def click(self, widget: QWidget, at: QPoint | None = None, *more: object) -> None:
        """Click into a widget."""
        ratio = widget.devicePixelRatioF()
        point = widget.mapToGlobal(at if at is not None else widget.rect().center()) * ratio
        self.act("mousemove", "--sync", point.x(), point.y(), "click", *more, 1)

    def pressing(self, words: str, done: Callable[[], Any]) -> tuple[str, Callable[[], Any]]:
        """A condition: a button is pressed, and again if it was not where the click went."""
        last = -_AGAIN_S

        def pressed() -> bool:
            nonlocal last
            if done():
                return True
            rested = self._hands is None or self._hands.poll() is not None
            if rested and time.monotonic() - last > _AGAIN_S and self.sees(words):
                last = time.monotonic()
                self.click(self.button(words))
            return False

        return f"what {words!r} does", pressed

    def button(self, words: str) -> QAbstractButton:
        """The visible button with these words."""
        return {button.text().replace("&", ""): button for button in self._buttons()}[words]

    def sees(self, words: str) -> bool:
        """Whether there is a button with these words that can be pressed."""
        return any(
            button.text().replace("&", "") == words and button.isEnabled()
            for button in self._buttons()
        )

    def _buttons(self) -> list[QAbstractButton]:
        buttons = self.window.findChildren(QAbstractButton)
        return [button for button in buttons if button.isVisible()]

    def shoot(self, name: str) -> None:
        """Keep a picture of the display."""
        screen = QApplication.primaryScreen()
        screen.grabWindow(0).save(str(self._shots / f"{name}.png"))

    @property
    def names(self) -> list[str]:
        """Names of the first photos that are shown."""
        model = self.window.model
        photos = [model.photo(row) for row in range(min(10, model.rowCount()))]
        return [Path(photo.path).name for photo in photos if photo is not None]


class Play:
    """Runs the steps beside the event loop."""

    def __init__(self, user: User, steps: Waits) -> None:
        self._user, self._steps = user, steps
        self._waits: tuple[str, Callable[[], Any]] | None = None
        self._since = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_POLL_MS)

    def _on_timeout(self) -> None:
        try:
            if self._waits is not None and not self._waits[1]():
                what, taken = self._waits[0], time.monotonic() - self._since
                assert taken < _PATIENCE_S, f"waited for {what}"
                return
            self._waits, self._since = next(self._steps), time.monotonic()
        except StopIteration:
            self._timer.stop()
        except BaseException as error:  # noqa: BLE001 - told, and the process ends
            self._user.shoot("failed")
            import traceback

            traceback.print_exc()
            print(f"failed: {error}", flush=True)
            os._exit(1)


def main(steps: Callable[..., Waits]) -> int:
    """Run the window with these steps; returns its exit code."""
    shots, *arguments = (Path(argument) for argument in sys.argv[1:])
    plays = []
    usual = application.Shown.run

    def run(self: Shown, wanted: Wanted) -> int:
        user = User(self, shots)
        self.window.ready.connect(lambda: plays.append(Play(user, steps(user, *arguments))))
        return usual(self, wanted)

    application.Shown.run = run  # type: ignore[method-assign]
    return application.run(Wanted(), Services())
