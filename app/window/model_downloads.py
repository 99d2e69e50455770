"""Fetching models, for every part of the window that offers one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from app.window import texts
from app.window.asking import Asks, Ticket
from indexer.requests import GetModel, UseModel

# What preparing a model says it does; it knows no language but English.
_STEPS = (
    QT_TRANSLATE_NOOP("ModelDownloads", "fetching the weights"),
    QT_TRANSLATE_NOOP("ModelDownloads", "loading the model"),
    QT_TRANSLATE_NOOP("ModelDownloads", "asking the reference"),
    QT_TRANSLATE_NOOP("ModelDownloads", "exporting the image tower"),
    QT_TRANSLATE_NOOP("ModelDownloads", "exporting the text tower"),
    QT_TRANSLATE_NOOP("ModelDownloads", "checking the prepared model"),
)
_FETCHING = _STEPS[0]


@dataclass(frozen=True)
class DownloadProgress:
    """How far fetching and preparing a model is.

    Attributes:
        step: what is done now, in the engine's words.
        done: units done; bytes while fetching.
        total: units in all, if that is known.
    """

    model_id: str
    step: str = ""
    done: int = 0
    total: int | None = None

    @property
    def share(self) -> float | None:
        """0 to 1, or None where nobody can tell."""
        return min(1.0, self.done / self.total) if self.total else None

    def text(self) -> str:
        """For people."""
        translate = QCoreApplication.translate
        if not self.step:
            return translate("ModelDownloads", "Starting…")
        if self.step == _FETCHING and self.total:
            return translate("ModelDownloads", "Downloading: {done} of {total}").format(
                done=texts.size(self.done), total=texts.size(self.total)
            )
        step = translate("ModelDownloads", self.step) if self.step in _STEPS else self.step
        return translate("ModelDownloads", "Preparing: {step}").format(step=step)


class ModelDownloads(QObject):
    """Fetches one model at a time. It lives as long as the window, whatever page started it.

    Asking the user first is the business of who calls `get`.

    Signals:
        progressed(DownloadProgress): how far it is.
        finished(str): the model of this id is ready; and chosen, if that was asked for.
        failed(str, Exception): it could not be fetched, prepared or chosen.
        changed(): another model is being fetched, or none.
    """

    progressed = Signal(DownloadProgress)
    finished = Signal(str)
    failed = Signal(str, Exception)
    changed = Signal()

    def __init__(self, asks: Asks, parent: QObject | None = None) -> None:
        """Fetch nothing yet."""
        super().__init__(parent)
        self._asks = asks
        self._ticket: Ticket | None = None
        self._progress: DownloadProgress | None = None

    @property
    def current(self) -> DownloadProgress | None:
        """What is being fetched now, and how far it is."""
        return self._progress

    def get(self, model_id: str, *, weights: str | None = None, use: bool = False) -> None:
        """Fetch and prepare a model, unless one is being fetched.

        Args:
            model_id: which.
            weights: take them from this file instead.
            use: search with it as soon as it is ready.
        """
        if self._progress is not None:
            return
        self._progress = DownloadProgress(model_id)
        self._ticket = self._asks.ask(
            GetModel(model_id, weights),
            partial(self._got, model_id, use),
            partial(self._fail, model_id),
            self._take_progress,
        )
        self.changed.emit()

    @property
    def can_cancel(self) -> bool:
        """Whether something is being fetched that may be given up."""
        return self._ticket is not None

    def cancel(self) -> None:
        """Give up what is being fetched; the next attempt goes on from what is there."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._end()

    def _take_progress(self, progress: tuple[str, int, int | None]) -> None:
        if self._progress is not None:
            self._progress = DownloadProgress(self._progress.model_id, *progress)
            self.progressed.emit(self._progress)

    def _got(self, model_id: str, use: bool, _: object) -> None:
        if not use:
            self._finish(model_id, None)
            return
        self._ticket = None  # choosing takes a moment, and is not given up
        self.changed.emit()
        self._asks.ask(
            UseModel(model_id), partial(self._finish, model_id), partial(self._fail, model_id)
        )

    def _finish(self, model_id: str, _: object) -> None:
        self._end()
        self.finished.emit(model_id)

    def _fail(self, model_id: str, error: Exception) -> None:
        self._end()
        self.failed.emit(model_id, error)

    def _end(self) -> None:
        self._ticket = self._progress = None
        self.changed.emit()
