"""What the window says when the engine is lost, or cannot be started."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.window.engine_texts import in_own_words
from app.window.message_bar import MessageBar
from app.window.parts import Parts
from indexer.errors import LibraryDamagedError

_KEY = "engine"
_BACK_SECONDS = 4.0


class EngineTroubles(QObject):
    """Speaks of the engine in the message bar, and offers what helps."""

    def __init__(self, parts: Parts, messages: MessageBar, parent: QObject) -> None:
        """Listen to the link of `parts`."""
        super().__init__(parent)
        self._parts, self._messages = parts, messages
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
        action = (self.tr("Try again"), self._try_again)
        if isinstance(error, LibraryDamagedError):
            action = (self.tr("Repair"), self._repair)
        text = in_own_words(str(error))
        self._messages.say(text, kind="error", action=action, key=_KEY)

    def _try_again(self) -> None:
        self._messages.withdraw(_KEY)
        self._parts.link.connect_engine()

    def _repair(self) -> None:
        text = self.tr("The library is being repaired. No photo is touched.")
        self._messages.say(text, kind="info", key=_KEY)
        self._parts.background.run(lambda _job: self._parts.repair(), self._on_repaired)

    def _on_repaired(self, sentence: str) -> None:
        self._messages.say(sentence, kind="info", key="repaired")
        self._try_again()
