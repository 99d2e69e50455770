"""Putting a backup in the place of the library, while the window stays open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.window.background import Background, Job
from indexer import kept, restoring
from indexer.errors import LibraryError
from indexer.keeping_reports import BackupContents, KeptLibrary, RestoreReport
from indexer.places import Places

ResultT = TypeVar("ResultT")
Failed = Callable[[Exception], object]
_PERCENT = 100


class Link(Protocol):
    """What of `EngineLink` is needed."""

    def rest(self) -> None:
        """Leave the engine, and start none."""

    def wake(self) -> None:
        """Connect again."""


@dataclass(frozen=True)
class RestoreProgress:
    """What is done now ("copying", "checking" or "replacing"), and how much of it, in percent."""

    step: str
    percent: int


class _CancelledError(Exception):
    """The user does not want it any more."""


class Restorer(QObject):
    """Looks into backups, puts them back, and knows of the libraries that were replaced.

    The engine must be off while a library is replaced, so the window leaves it meanwhile. All of
    it goes on when the settings are closed.

    Signals:
        progressed(RestoreProgress): while a backup is put back.
        restored(RestoreReport): the backup is the library now.
        failed(Exception): it is not; the library is the one that it was.
        cancelled(): the same, as the user wished.
    """

    progressed = Signal(RestoreProgress)
    restored = Signal(RestoreReport)
    failed = Signal(Exception)
    cancelled = Signal()

    def __init__(
        self,
        link: Link,
        background: Background,
        places: Places,
        *,
        look: Callable[[Path, Places], BackupContents] = restoring.look,
        restore: Callable[..., RestoreReport] = restoring.restore,
        parent: QObject | None = None,
    ) -> None:
        """Work on the library at `places`.

        Args:
            link: to its engine.
            background: where the work is done.
            places: of the library.
            look: looks into a backup.
            restore: puts one back; see `indexer.restoring`.
            parent: owns this object.
        """
        super().__init__(parent)
        self._link, self._background, self._places = link, background, places
        self._look, self._restore = look, restore
        self._job: Job[Any] | None = None

    @property
    def places(self) -> Places:
        """Of the library."""
        return self._places

    @property
    def has_library(self) -> bool:
        """Whether there is a library whose place a backup would take."""
        return restoring.has_library(self._places)

    def look(self, file: str, done: Callable[[BackupContents], object], failed: Failed) -> None:
        """Say what is in a backup."""
        self._run(lambda _job: self._look(Path(file), self._places), done, failed)

    def start(self, file: str) -> None:
        """Put a backup back; signals tell how that goes."""
        if self._job is not None:
            return
        self._link.rest()
        work = partial(_restored, self._restore, Path(file), self._places)
        self._job = self._run(work, self._on_restored, self._on_failed, self.progressed.emit)

    def cancel(self) -> None:
        """End it, if the library is not replaced yet."""
        if self._job is not None:
            self._job.abort()

    def kept(self, done: Callable[[Sequence[KeptLibrary]], object], failed: Failed) -> None:
        """Say which libraries were kept, see `indexer.kept`."""
        self._run(lambda _job: kept.kept_libraries(self._places), done, failed)

    def remove_kept(
        self, libraries: Sequence[KeptLibrary], done: Callable[[int], object], failed: Failed
    ) -> None:
        """Remove these, which the user has seen."""
        self._run(lambda _job: kept.remove_kept(self._places, libraries), done, failed)

    def _run(
        self,
        work: Callable[[Job[Any]], ResultT],
        done: Callable[[ResultT], object],
        failed: Failed,
        progress: Callable[[Any], None] = lambda _: None,
    ) -> Job[Any]:
        """Work in a thread; whatever it raises is handed over, and a bug reported as well."""

        def guarded(job: Job[Any]) -> ResultT | Exception:
            try:
                return work(job)
            except Exception as error:  # noqa: BLE001 - sorted into the two families below
                return error

        def take(result: ResultT | Exception) -> None:
            if not isinstance(result, Exception):
                done(result)
                return
            if not isinstance(result, (LibraryError, _CancelledError)):
                self._background.bug_found.emit(result)
            failed(result)

        return self._background.run(guarded, take, progress=progress)

    def _on_restored(self, report: RestoreReport) -> None:
        self._end()
        self.restored.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, _CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self._link.wake()


def _restored(
    restore: Callable[..., RestoreReport], file: Path, places: Places, job: Job[Any]
) -> RestoreReport:
    last: RestoreProgress | None = None

    def tell(step: str, share: float) -> None:
        nonlocal last
        if job.aborted:
            raise _CancelledError
        now = RestoreProgress(step, int(_PERCENT * share))
        if now != last:
            last = now
            job.report(now)

    return restore(file, places, tell)
