"""An engine without a library, as a process: what is asked for by words is what it does."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from indexer.engine import keeping_requests as keeping
from indexer.engine import messages as m
from indexer.engine import model_requests as models
from indexer.engine.greeting import Hello, own_hello
from indexer.engine.server import Context, Server
from indexer.engine.starting import accept_orders
from indexer.engine.transport import listen
from indexer.errors import LibraryError, QueryError
from indexer.keeping_reports import BackupReport, RepairReport
from indexer.metadata import PhotoMetadata
from indexer.query import Answer, Found, Query, SavedSearch
from indexer.reports import (
    CacheReport,
    Evaluation,
    Facets,
    Failure,
    FolderStatus,
    IndexReport,
    ModelRemoval,
    ModelStatus,
    Photo,
    PhotoDetails,
    Picture,
    Progress,
    Status,
    Word,
)
from indexer.settings import Settings
from indexer.store.lock import WriterLock
from indexer.version import version

STATUS = Status((), 1, 2, 3, 4, "starter", "", 5, "/data")


def words_of(request: m.Search) -> list[str]:
    return [term.text for term in request.query.terms]


class Service:
    """Answers everything with something recognisable."""

    def __init__(self, once: Path = Path()) -> None:
        self.once = once  # a file that says whether it has died before
        self.stop = threading.Event()
        self.settings = Settings()
        self.begun = threading.Event()
        self.cancelled = threading.Event()

    def __call__(self, request: m.AnyRequest, context: Context) -> object:  # noqa: PLR0911
        match request:
            case m.Search():
                return self._search(words_of(request), context)
            case m.Index(folders, retry_failed):
                return self._index(folders, context, retry_failed)
            case m.StopEngine():
                self.stop.set()
                return True
            case m.GetSettings():
                return self.settings
            case m.ChangeSettings(settings):
                self.settings = settings
                return None
            case models.GetModel():
                context.progress(("fetching", 1, None))
                self._die_once()
                return None
            case m.Evaluate(_, model_id):
                context.progress((1, 2))
                return Evaluation(model_id or "starter", 1, 2, 0.1, 0.2, 0.3, 4.0, None, ())
        return ANSWERS[type(request)](request)

    def _search(self, words: list[str], context: Context) -> Answer:
        match words:
            case ["die"]:
                self._die_once()
            case ["kill"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["wait"]:
                self.begun.set()
                context.wait_cancelled(60)
                self.cancelled.set()
                context.check()
            case ["trouble"]:
                raise QueryError("This query is trouble; ask another.")
            case ["bug"]:
                raise ZeroDivisionError("a bug")
        return Answer((), len(words), (" ".join(words), str(os.getpid())))

    def _index(self, folders: tuple[str, ...], context: Context, retry: bool) -> IndexReport:
        self.begun.set()
        done = 0
        while folders != ("/quick",) and not context.wait_cancelled(0.001):
            done += 1
            context.progress(Progress("indexing", done, 0, done, 0, 0, 1.0, None))
        self.cancelled.set()
        return IndexReport(done, 0, 0, 0, 0, int(retry), 0.5, context.cancelled())

    def _die_once(self) -> None:
        if not self.once.exists():
            self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)


ANSWERS = {
    m.GetStatus: lambda _: STATUS,
    m.GetFailures: lambda _: (Failure("/a/\udcff.jpg", "broken", "2026-01-01T00:00:00"),),
    m.Tags: lambda request: (Word(request.picture, request.limit / 10),),
    m.Related: lambda request: (Word(request.word, request.limit / 10),),
    models.ListModels: lambda _: (
        ModelStatus("starter", "ours", "MIT", 4, ready=True, in_use=True, download_bytes=None),
    ),
    m.Find: lambda request: Found(b"", b"", (), request.query.limit),
    m.GetFacets: lambda request: Facets(photos=len(request.filters.places)),
    m.GetPhotos: lambda request: tuple(
        Photo(number, "/a.jpg", 4, 3, "jpeg", 5, None, None) for number in request.ids
    ),
    m.GetDetails: lambda request: PhotoDetails(
        Photo(request.photo_id, "/a.jpg", 4, 3, "jpeg", 5, None, None), PhotoMetadata(), "2026"
    ),
    m.GetIds: lambda request: (*range(len(request.paths)), None),
    m.GetPicture: lambda request: Picture(1, 1, request.longest_side or 9, 9, b"rgb"),
    m.MakeThumbnail: lambda request: f"/{request.photo_id}.jpg",
    m.MeasureCache: lambda _: CacheReport("/cache", 1, 2),
    m.ClearCache: lambda _: None,
    m.ChangeMarks: lambda request: len(request.ids) + 100 * bool(request.change.favourite),
    m.GetSavedSearches: lambda _: (SavedSearch("dogs", Query()),),
    m.SaveSearch: lambda _: None,
    m.RemoveSearch: lambda _: None,
    m.LookAgain: lambda _: None,
    m.Forget: lambda request: len(request.folder),
    m.Retry: lambda request: len(request.paths) + 100 * request.fetch,
    m.Watch: lambda request: FolderStatus(
        request.folder,
        0,
        offline=False,
        watched=True,
        excludes=request.excludes,
        hidden=request.hidden,
    ),
    m.Unwatch: lambda _: None,
    models.UseModel: lambda _: None,
    models.FetchModel: lambda _: None,
    models.ImportModel: lambda request: request.model_id or request.source,
    models.VerifyModel: lambda _: None,
    models.RemoveModel: lambda request: ModelRemoval(request.files + 10, request.embeddings + 20),
    m.Repair: lambda _: RepairReport(1, 2, "/copy"),
    keeping.BackUp: lambda request: BackupReport(request.file, 1, 2 + request.force),
    keeping.Relocate: lambda request: len(request.old + request.new) + 100 * request.force,
}


def fail(mode: str) -> None:
    if mode == "trouble":
        raise LibraryError("The library is on fire; fetch water.")
    if mode == "bug":
        raise ZeroDivisionError("a bug")


def main(mode: str, arguments: list[str]) -> int:
    orders = accept_orders(arguments)
    places = orders.places
    places.data.mkdir(parents=True, exist_ok=True)
    with (places.data / "engines").open("a") as record:
        record.write(f"{os.getpid()}\n")
    if mode == "mute":
        return 3
    if mode == "noisy":
        print("a library says hello", flush=True)
    lock = WriterLock(places.data / "lock")
    try:
        fail(mode)
        lock.acquire()
        service = Service(places.data / "died")
        hello = {
            "other": Hello(999, "9.9.9", os.getpid()),
            "older": own_hello("0.0.1"),
        }.get(mode, own_hello(version()))

        def retire() -> bool:
            service.stop.set()
            return True

        left = threading.Event()

        def on_clients(count: int) -> None:
            if mode == "hasty" and not count:
                left.set()

        server = Server(listen(places), service, hello, on_retire=retire, on_clients=on_clients)
        server.start()
        orders.report_ready()
    except BaseException as error:  # noqa: BLE001
        orders.report_trouble(error)
        return 1
    while mode == "hasty" and left.wait(120) and not server.close_if_unused():
        left.clear()
    if mode != "hasty":
        service.stop.wait(120)
    server.close()
    lock.release()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
