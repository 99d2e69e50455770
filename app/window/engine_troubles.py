"""What the window says when the engine is lost, or cannot be started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.window.engine_texts import in_own_words
from app.window.nothing import Reason
from app.window.parts import Parts
from indexer.errors import LibraryDamagedError, LibraryError

if TYPE_CHECKING:
    from app.window.background import Job
    from app.window.main_window import MainWindow

_KEY = "engine"
_BACK_SECONDS = 4.0
_REPAIR_SECONDS = 3600.0  # it is taken back when the repair has ended


class EngineTroubles(QObject):
    """Speaks of the engine, and offers what helps.

    Where there are photos to be seen it speaks in the message bar, else in their place: a message
    can be closed, and nothing would then tell why there are no photos.
    """

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        """Listen to the link of `parts`."""
        super().__init__(window)
        self._parts, self._window, self._messages = parts, window, window.messages
        self._was_lost = False
        parts.link.lost.connect(self._on_lost)
        parts.link.connected.connect(self._on_connected)
        parts.link.refused.connect(self._on_refused)

    def _on_lost(self) -> None:
        self._was_lost = True
        text = self.tr("The background engine ended unexpectedly. It is being started again.")
        self._messages.say(text, kind="warning", key=_KEY)

    def _on_connected(self) -> None:
        if self._was_lost:
            text = self.tr(
                "The background engine is running again. Nothing that was finished is lost."
            )
            self._messages.say(text, kind="info", seconds=_BACK_SECONDS, key=_KEY)
        else:
            self._messages.withdraw(_KEY)
        self._was_lost = False

    def _on_refused(self, error: Exception) -> None:
        action, do = self.tr("Try again"), self._try_again
        if isinstance(error, LibraryDamagedError):
            action, do = self.tr("Repair"), self._repair
        self._window.activity.show_refused()
        text = in_own_words(str(error))
        if self._shows_photos:
            self._messages.say(text, kind="error", action=(action, do), key=_KEY)
            return
        self._messages.withdraw(_KEY)
        headline = self.tr("Your library cannot be opened")
        self._window.page.show_empty(Reason("circle-alert", headline, text, action, do))

    @property
    def _shows_photos(self) -> bool:
        return self._window.model.rowCount() > 0

    def _try_again(self) -> None:
        self._messages.withdraw(_KEY)
        self._window.activity.set_connected(connected=False)
        if not self._shows_photos:
            self._window.answers.say_starting()
        self._parts.link.connect_engine()

    def _repair(self) -> None:
        self._window.activity.show_refused()
        headline, promise = (
            self.tr("The library is being repaired"),
            self.tr("No photo is touched."),
        )
        if self._shows_photos:
            text = f"{headline}. {promise}"
            self._messages.say(text, kind="info", key=_KEY, seconds=_REPAIR_SECONDS)
        else:
            self._window.page.show_empty(Reason("loader-circle", headline, promise))
        self._parts.background.run(self._repaired, self._on_repaired)

    def _repaired(self, _job: Job[str | LibraryError]) -> str | LibraryError:
        """In a thread: what came of it, or why it did not work."""
        try:
            return self._parts.repair()
        except LibraryError as error:
            return error

    def _on_repaired(self, result: str | LibraryError) -> None:
        if isinstance(result, LibraryError):
            self._on_refused(result)
            return
        self._messages.say(result, kind="info", key="repaired")
        self._try_again()
