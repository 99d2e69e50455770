"""Long work on models: fetching, importing and verifying, whatever part of the window asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from app.window import texts
from app.window.asking import Asks, Ticket
from indexer.requests import (
    FetchModel,
    GetModel,
    ImportModel,
    Request,
    UseModel,
    VerifyModel,
)

GET, FETCH, IMPORT, VERIFY = "get", "fetch", "import", "verify"

# What preparing a model says it does; it knows no language but English.
_STEPS = (
    QT_TRANSLATE_NOOP("ModelDownloads", "fetching the weights"),
    QT_TRANSLATE_NOOP("ModelDownloads", "fetching the vocabulary"),
    QT_TRANSLATE_NOOP("ModelDownloads", "filling in the weights"),
    QT_TRANSLATE_NOOP("ModelDownloads", "copying the prepared model"),
    QT_TRANSLATE_NOOP("ModelDownloads", "loading the model"),
    QT_TRANSLATE_NOOP("ModelDownloads", "asking the reference"),
    QT_TRANSLATE_NOOP("ModelDownloads", "exporting the image tower"),
    QT_TRANSLATE_NOOP("ModelDownloads", "exporting the text tower"),
    QT_TRANSLATE_NOOP("ModelDownloads", "checking the prepared model"),
)
_FETCHING = _STEPS[:2]
_LOOKING = "looking at the files"


@dataclass(frozen=True)
class ModelWork:
    """What is done with a model, and how far it is.

    Attributes:
        kind: "get" (fetch and prepare), "fetch" (into a folder), "import" or "verify".
        model_id: which; empty while the engine has not recognised what is imported.
        place: what is imported, or the folder that files are fetched into.
        step: what is done now, in the engine's words.
        done: units done; bytes while fetching.
        total: units in all, if that is known.
    """

    kind: str
    model_id: str
    place: str = ""
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
        if self.step in _FETCHING:
            return self._fetching()
        if self.kind == VERIFY:
            return translate("ModelDownloads", "Verifying…")
        if self.step == _LOOKING:
            return translate("ModelDownloads", "Looking at the files…")
        step = translate("ModelDownloads", self.step) if self.step in _STEPS else self.step
        return translate("ModelDownloads", "Preparing: {step}").format(step=step)

    def _fetching(self) -> str:
        translate = QCoreApplication.translate
        if self.total:
            return translate("ModelDownloads", "Downloading: {done} of {total}").format(
                done=texts.size(self.done), total=texts.size(self.total)
            )
        return translate("ModelDownloads", "Downloading: {done}").format(done=texts.size(self.done))


class ModelDownloads(QObject):
    """Does one long work at a time. It lives as long as the window, whatever page started it.

    Asking the user first is the business of who calls `get` or `fetch`. What is asked for while
    something else is done is left out: whoever offers it looks at `current` first.

    Signals:
        progressed(ModelWork): how far it is.
        finished(ModelWork): it is done; what was imported has its id now, and what was to be used
            is chosen.
        failed(ModelWork, Exception): it, or choosing it, did not work.
        changed(): something else is done now, or nothing.
    """

    progressed = Signal(ModelWork)
    finished = Signal(ModelWork)
    failed = Signal(ModelWork, Exception)
    changed = Signal()

    def __init__(self, asks: Asks, parent: QObject | None = None) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._asks = asks
        self._ticket: Ticket | None = None
        self._work: ModelWork | None = None

    @property
    def current(self) -> ModelWork | None:
        """What is done now, and how far it is."""
        return self._work

    @property
    def can_cancel(self) -> bool:
        """Whether something is done that may be given up."""
        return self._ticket is not None

    def get(self, model_id: str, *, use: bool = False) -> None:
        """Fetch and prepare a model.

        Args:
            model_id: which.
            use: search with it as soon as it is ready.
        """
        work = ModelWork(GET, model_id)
        self._begin(work, GetModel(model_id), self._choose if use else self._finish)

    def fetch(self, model_id: str, folder: str) -> None:
        """Fetch a model's files into a folder, for another computer."""
        self._begin(ModelWork(FETCH, model_id, folder), FetchModel(model_id, folder), self._finish)

    def import_from(self, source: str, model_id: str | None = None) -> None:
        """Prepare a model from a file or a folder; without its id, it is recognised."""
        work = ModelWork(IMPORT, model_id or "", source)
        self._begin(work, ImportModel(source, model_id), self._take_imported)

    def verify(self, model_id: str) -> None:
        """See that a model is undamaged."""
        self._begin(ModelWork(VERIFY, model_id), VerifyModel(model_id), self._finish)

    def cancel(self) -> None:
        """Give up what is done; fetching goes on from what is there when it is asked for again."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._end()

    def _begin(
        self, work: ModelWork, request: Request[Any, Any], done: Callable[[ModelWork, Any], None]
    ) -> None:
        if self._work is not None:
            return
        self._work = work
        self._ticket = self._asks.ask(
            request, partial(done, work), partial(self._fail, work), self._take_progress
        )
        self.changed.emit()

    def _take_progress(self, progress: tuple[str, int, int | None]) -> None:
        if self._work is not None:
            step, done, total = progress
            self._work = replace(self._work, step=step, done=done, total=total)
            self.progressed.emit(self._work)

    def _take_imported(self, work: ModelWork, model_id: str) -> None:
        self._finish(replace(work, model_id=model_id), None)

    def _choose(self, work: ModelWork, _: object) -> None:
        self._ticket = None  # choosing takes a moment, and is not given up
        self.changed.emit()
        request = UseModel(work.model_id)
        self._asks.ask(request, partial(self._finish, work), partial(self._fail, work))

    def _finish(self, work: ModelWork, _: object) -> None:
        self._end()
        self.finished.emit(work)

    def _fail(self, work: ModelWork, error: Exception) -> None:
        self._end()
        self.failed.emit(work, error)

    def _end(self) -> None:
        self._ticket = self._work = None
        self.changed.emit()
