"""A client that remembers what it was asked, and a way to run commands on it."""

from __future__ import annotations

import signal
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.login_start import DesktopEntry
from app.services import Services
from indexer.client import (
    Activity,
    EngineStatus,
    Evaluation,
    Failure,
    FolderStatus,
    IndexReport,
    MarkChange,
    ModelQuality,
    ModelRemoval,
    ModelStatus,
    Progress,
    RepairReport,
    Settings,
    Status,
    Word,
)
from indexer.places import Places
from indexer.query import Answer, Found, Hit, Query, SavedSearch

HITS = (
    Hit(1, "/photos/snow dog.jpg", 0.31234, "2026-01-02T03:04:05", 4000, 3000, None),
    Hit(2, "/photos/bad\udcff\x1b[31m\n.jpg", 0.2, None, 10, 10, None),
)
STATUS = Status(
    folders=(FolderStatus("/photos", 12, offline=False), FolderStatus("/usb", 3, offline=True)),
    indexed=15,
    pending=1,
    failed=2,
    missing=3,
    model="starter",
    model_note="The starter model is rough.",
    database_bytes=123_456,
    data_folder="/home/somebody/.local/share/pictrove",
)
WORK = Progress("indexing", 1200, 5000, 1100, 90, 10, 20.0, 200.0)
ENGINE = EngineStatus(
    process_id=4711,
    version="0.1.0",
    started_at="2026-11-20T10:00:00Z",
    clients=2,
    memory_bytes=250_000_000,
    models_loaded=True,
    activity=Activity("indexing", progress=WORK),
    notices=("The watch limit is reached.",),
)
STARTER = ModelStatus(
    "starter", "Built in.", "Apache-2.0", 256, ready=True, in_use=True, download_bytes=None
)
LARGE = ModelStatus(
    "large/one",
    "Better.",
    "MIT",
    512,
    ready=False,
    in_use=False,
    download_bytes=605_000_000,
    tier="standard",
    languages=("en",),
    quality=(ModelQuality("recall@1", 0.4, "somebody's paper"),),
    missing=15,
)


Steps = Callable[[str, int, int | None], None]


def _ignore_step(_step: str, _done: int, _total: int | None) -> None:
    return


@dataclass
class FakeClient:
    """Answers what it was given, and keeps the calls."""

    answer: Answer = field(default_factory=lambda: Answer(HITS, 15, ("It is rough.",)))
    error: Exception | None = None
    interrupts: int = 0
    entry: Path = Path("/nowhere/pictrove-engine.desktop")
    calls: list[tuple[str, object]] = field(default_factory=list)
    opened: list[tuple[bool, Places | None]] = field(default_factory=list)
    alone: list[bool] = field(default_factory=list)
    engines_run: list[Places | None] = field(default_factory=list)
    open_files: list[str] = field(default_factory=list)
    library: Status = STATUS
    rules: Settings = field(default_factory=Settings)
    repaired: RepairReport = field(default_factory=lambda: RepairReport(0, 0, ""))
    now: float = 1_800_000_000.0
    kept: list[SavedSearch] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    known: tuple[ModelStatus, ...] = (STARTER, LARGE)
    bad: tuple[Failure, ...] = (Failure("/photos/x\udcff.jpg", "It is cut off.", "2026-11-20"),)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.calls.append(("closed", None))

    def _called(self, name: str, what: object = None) -> None:
        self.calls.append((name, what))
        if self.error:
            raise self.error

    def asked(self, name: str) -> list[object]:
        return [what for called, what in self.calls if called == name]

    @property
    def query(self) -> Query:
        (query,) = self.asked("search")
        assert isinstance(query, Query)
        return query

    def index(
        self,
        folders: Sequence[Path],
        *,
        on_progress: Callable[[Progress], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
        retry_failed: bool = False,
    ) -> IndexReport:
        self._called("index", (tuple(folders), retry_failed))
        on_progress(Progress("scanning", 0, 3, 0, 0, 0, 0.0, None))
        on_progress(Progress("indexing", 1, 3, 1, 0, 0, 2.0, 65.0))
        for _ in range(self.interrupts):
            signal.raise_signal(signal.SIGINT)
        on_progress(Progress("done", 3, 3, 2, 0, 1, 2.0, 0.0))
        return IndexReport(2, 1, 0, 0, 1, 4, 2.0, stop())

    def search(self, query: Query) -> Answer:
        self._called("search", query)
        return self.answer

    def find(self, query: Query) -> Found:
        self._called("find", query)
        (folder,) = query.filters.folders
        hidden = query.filters.hidden
        below = [
            number
            for path, number in self.ids.items()
            if path.startswith(f"{folder}/") and ("hidden" in path) is hidden
        ]
        return Found(struct.pack(f"<{len(below)}Q", *below), b"", (), len(below))

    def ids_of(self, paths: Sequence[Path]) -> tuple[int | None, ...]:
        self._called("ids_of", tuple(paths))
        return tuple(self.ids.get(str(path)) for path in paths)

    def mark(self, ids: Sequence[int], change: MarkChange) -> int:
        self._called("mark", (tuple(ids), change))
        return len(ids)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return tuple(self.kept)

    def save_search(self, search: SavedSearch) -> None:
        self._called("save_search", search)
        self.kept.append(search)

    def remove_search(self, name: str) -> None:
        self._called("remove_search", name)

    def status(self) -> Status:
        self._called("status")
        return self.library

    def failures(self) -> tuple[Failure, ...]:
        self._called("failures")
        return self.bad

    def retry(self, paths: Sequence[Path] = (), *, fetch: bool = False) -> int:
        self._called("retry", (tuple(paths), fetch))
        return self.library.failed

    def watch(
        self, folder: Path, *, excludes: Sequence[str] = (), hidden: bool = False
    ) -> FolderStatus:
        self._called("watch", (folder, tuple(excludes), hidden))
        note = "It is a network drive, so changes are noticed within a minute."
        return FolderStatus(
            str(folder),
            photos=0,
            offline=False,
            watched=True,
            excludes=tuple(excludes),
            hidden=hidden,
            note=note,
        )

    def unwatch(self, folder: Path) -> None:
        self._called("unwatch", folder)

    def settings(self) -> Settings:
        self._called("settings")
        return self.rules

    def change_settings(self, settings: Settings) -> None:
        self._called("change_settings", settings)
        self.rules = settings

    def repair(self) -> RepairReport:
        self._called("repair")
        return self.repaired

    def stop_engine(self) -> bool:
        self._called("stop_engine")
        return self.library.engine is not None

    def forget(self, folder: Path) -> int:
        self._called("forget", folder)
        return 1

    def tags(self, picture: Path, limit: int) -> tuple[Word, ...]:
        self._called("tags", (picture, limit))
        return (Word("dog", 0.3), Word("snow", 0.25))

    def related(self, word: str, limit: int) -> tuple[Word, ...]:
        self._called("related", (word, limit))
        return (Word("puppy", 0.8),)

    def evaluate(
        self,
        captions: Path,
        model_id: str | None,
        on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Evaluation:
        self._called("evaluate", (captions, model_id))
        on_progress(1, 2)
        return Evaluation("starter", 2, 10, 0.1, 0.25, 0.4, 7.5, None, ("gone.jpg",))

    def models(self) -> tuple[ModelStatus, ...]:
        self._called("models")
        return self.known

    def get_model(
        self,
        model_id: str,
        *,
        weights: Path | None,
        hub: str | None = None,
        on_progress: Steps = _ignore_step,
    ) -> None:
        self._called("get_model", (model_id, weights, hub))
        on_progress("downloading", 1, None)

    def fetch_model(
        self,
        model_id: str,
        folder: Path,
        *,
        hub: str | None = None,
        on_progress: Steps = _ignore_step,
    ) -> None:
        self._called("fetch_model", (model_id, folder, hub))
        on_progress("downloading", 1, 2)

    def import_model(
        self, source: Path, model_id: str | None = None, on_progress: Steps = _ignore_step
    ) -> str:
        self._called("import_model", (source, model_id))
        on_progress("looking", 0, None)
        return model_id or "found/out"

    def verify_model(self, model_id: str, on_progress: Steps = _ignore_step) -> None:
        self._called("verify_model", model_id)
        on_progress("verifying", 1, 1)

    def remove_model(
        self, model_id: str, *, files: bool = True, embeddings: bool = True
    ) -> ModelRemoval:
        self._called("remove_model", (model_id, files, embeddings))
        return ModelRemoval(5_000_000, 7 if embeddings else 0)

    def use_model(self, model_id: str, *, at_once: bool = False) -> None:
        self._called("use_model", (model_id, at_once))

    def open(
        self, *, read_only: bool = False, alone: bool = False, places: Places | None = None
    ) -> FakeClient:
        self.opened.append((read_only, places))
        self.alone.append(alone)
        return self

    def view(self, path: str) -> int:
        self.open_files.append(path)
        return 0

    @property
    def services(self) -> Services:
        return Services(
            open_client=self.open,
            open_file=self.view,
            run_engine=self.engines_run.append,
            now=lambda: self.now,
            login_start=lambda command, _home: DesktopEntry(command, self.entry),
        )


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


Invoke = Callable[..., Result]


def run_on(client: FakeClient, *arguments: str, stdin: bytes | str | None = None) -> Result:
    """Run `pictrove ARGUMENTS...` on a client."""
    return CliRunner().invoke(
        cli, list(arguments), obj=client.services, input=stdin, prog_name="pictrove"
    )


@pytest.fixture
def invoke(client: FakeClient) -> Invoke:
    """Run `pictrove ARGS...` on the fake client."""
    return partial(run_on, client)
