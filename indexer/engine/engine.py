"""The engine process: wires its parts, follows its folders, and knows when to leave."""

from __future__ import annotations

import os
import queue
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Scheduling
from indexer.engine import messages as m
from indexer.engine.addresses import log_file
from indexer.engine.courtesy import Courtesy
from indexer.engine.governor import Governor
from indexer.engine.greeting import own_hello
from indexer.engine.log import have_standard_error, write_log
from indexer.engine.scanner import ScanEvents, Scanner
from indexer.engine.server import Server
from indexer.engine.service import Service, ServiceParts
from indexer.engine.transport import Listener, listen
from indexer.engine.worker import Worker
from indexer.engine.worker_parts import WorkerParts
from indexer.errors import LibraryBusyError, LibraryError
from indexer.library import Library
from indexer.new_kinds import retry_new_kinds
from indexer.places import Places
from indexer.settings import Settings
from indexer.store.connections import explained
from indexer.store.store import DATABASE_NAME, Store
from indexer.surroundings.memory import give_back
from indexer.version import version
from indexer.watch import Settled, Watcher
from models.catalogue import open_encoder
from models.workshop import Workshop

LINGER_SECONDS = 30.0
"""So long the engine waits for the next client when it has nothing else to stay for."""

_TICK = 60.0
_MOMENT = 0.1
_SWITCH_SECONDS = 0.0005
_SECONDS_A_MINUTE = 60


class Engine:
    """One library's engine. `run` makes one, serves until nobody needs it, and cleans up."""

    def __init__(
        self,
        places: Places,
        store: Store,
        listener: Listener,
        version: str,
        open_workshop: Callable[[Path], Workshop] = Workshop,
    ) -> None:
        """Wire the parts; `serve_until_done` starts them.

        Args:
            places: where the library lies.
            store: opened for writing.
            listener: where clients come from.
            version: of the program.
            open_workshop: what makes models.
        """
        self._places = places
        self._store = store
        self._stopped = False
        # What a signal interrupts may be waiting: no lock of that may be needed to wake it.
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._used_at = self._model_used_at = time.monotonic()
        self._bugs: list[str] = []
        courtesy = Courtesy()
        self._library = _library(places, store, open_workshop)
        self._settings = self._library.settings()
        self._governor = Governor(lambda: self._settings)
        self._watcher = Watcher(self._settled)
        events = ScanEvents(self._found, self._watcher.scanned, self._on_bug)
        self._scanner = Scanner(store, self._library.reconciler, events)
        self._worker = Worker(self._worker_parts(courtesy))
        self._service = Service(self._service_parts(courtesy), version)
        self._server = Server(
            listener,
            self._service.serve,
            own_hello(version),
            on_clients=lambda _count: self._wake(),
            on_retire=self._retire,
            on_bug=self._log,
        )

    def _worker_parts(self, courtesy: Courtesy) -> WorkerParts:
        return WorkerParts(
            library=self._library,
            open_encoder=lambda model, threads: open_encoder(model, self._places.models, threads),
            open_decoders=lambda workers, nice: DecoderPool(
                workers, niceness=nice, scheduling=Scheduling.BATCH
            ),
            settings=lambda: self._settings,
            permission=self._governor.permission,
            scanning=lambda: self._scanner.busy,
            courtesy=courtesy,
            on_change=self._publish,
            on_bug=self._on_bug,
        )

    def _service_parts(self, courtesy: Courtesy) -> ServiceParts:
        return ServiceParts(
            library=self._library,
            scanner=self._scanner,
            worker=self._worker,
            courtesy=courtesy,
            permission=self._governor.permission,
            settings=lambda: self._settings,
            apply_settings=self._apply,
            how=self._watcher.how,
            clients=lambda: self._server.clients,
            notices=lambda: tuple(self._bugs),
            on_changed=self._changed,
            publish=self._publish,
            on_query=self._used_model,
            stop=self.stop,
        )

    def serve_until_done(self, on_ready: Callable[[], None]) -> None:
        """Work and answer until told to stop, or until nobody needs the engine any more."""
        # Waiting threads get the interpreter's lock sooner: a query has many turns to take it.
        sys.setswitchinterval(_SWITCH_SECONDS)
        with ExitStack() as cleanup, explained(self._places.data / DATABASE_NAME):
            cleanup.callback(self._library.__exit__, None, None, None)
            for part in (self._worker, self._scanner, self._watcher, self._server):
                cleanup.callback(part.close)
            retry_new_kinds(self._store)
            self._scanner.start()
            self._worker.start()
            self._follow()
            self._server.start()
            on_ready()
            while not self._stopped and not self._unneeded():
                self._wait(self._until_next_look())
                self._tend()

    def stop(self) -> None:
        """Make `serve_until_done` return soon. Any thread, and signal handlers."""
        self._stopped = True
        self._wake()

    def _wake(self) -> None:
        self._news.put(None)

    def _wait(self, seconds: float) -> None:
        """Until there is news, or for so long."""
        with suppress(queue.Empty):
            self._news.get(timeout=seconds)
            while True:
                self._news.get_nowait()

    # Staying and leaving

    def _needed(self) -> bool:
        """Whether there is a reason to stay though no client is there."""
        try:
            watched = any(folder.watched for folder in self._store.read.folders())
            # A model that is to take over embeds to the end, unless that is not possible.
            hindered = bool(self._worker.trouble or self._worker.hindrance)
            embeds = self._library.shelf.next_model is not None and not hindered
        except LibraryBusyError:
            return True  # another program holds the database for a moment
        except LibraryError:
            return False  # whoever asks is told; whoever repairs must find it free
        return (watched or embeds) and self._settings.background

    def _unneeded(self) -> bool:
        if not self._store.is_in_place():
            return True  # the library was deleted
        if self._server.clients or self._needed():
            self._used_at = time.monotonic()
            return False
        return self._waited() >= LINGER_SECONDS and self._server.close_if_unused()

    def _waited(self) -> float:
        return time.monotonic() - self._used_at

    def _until_next_look(self) -> float:
        if self._server.clients or self._needed():
            return _TICK
        return max(0.0, LINGER_SECONDS - self._waited()) + _MOMENT

    def _retire(self) -> bool:
        self.stop()
        return True

    def _tend(self) -> None:
        """Stay within reach, and give back the memory of models that nobody needed for a while."""
        if self._store.is_in_place() and not self._server.is_in_place:
            self._listen_again()
        idle = time.monotonic() - self._model_used_at
        if idle >= self._settings.model_minutes * _SECONDS_A_MINUTE and (
            self._library.shelf.release() | self._worker.release()
        ):
            give_back()

    def _listen_again(self) -> None:
        """Let clients find the engine again.

        A system removes the folder of the socket when its user logs out, and the engine of who
        logged out of another computer goes on.
        """
        with suppress(LibraryError):  # no place for a socket now: the next look tries again
            self._server.move(listen(self._places))

    def _used_model(self) -> None:
        self._model_used_at = time.monotonic()

    # Watching

    def _follow(self) -> None:
        """Have the watcher follow what is to be watched now, and nothing else."""
        for folder in self._store.read.folders():
            if folder.watched:
                self._watcher.follow(self._library.reconciler.selection(folder))
            else:
                self._watcher.unfollow(folder.path)

    def _settled(self, settled: Settled) -> None:
        for path in settled.folders:
            root = self._root_of(path)
            if root is not None:
                self._scanner.scan(root, path)
        self._worker.hurry(settled.files)
        self._scanner.look_at(settled.files, settled.sidecars)

    def _root_of(self, path: str) -> str | None:
        """The innermost added folder that is, or holds, this one."""
        below = path.rstrip(os.sep) + os.sep
        roots = [folder.path for folder in self._store.read.folders()]
        holding = [root for root in roots if below.startswith(root.rstrip(os.sep) + os.sep)]
        return max(holding, key=len, default=None)

    def _found(self) -> None:
        self._worker.wake()
        self._publish()

    # Changes by clients

    def _apply(self, settings: Settings) -> None:
        self._settings = settings

    def _changed(self, forgotten: str | None) -> None:
        """A client changed folders, settings or the model."""
        if forgotten is not None:
            self._watcher.unfollow(forgotten)
        self._follow()
        self._worker.wake()
        self._wake()
        self._publish()

    # Telling

    def _publish(self) -> None:
        if self._worker.activity.state == "indexing":
            self._used_model()
        self._server.publish(m.ActivityChanged(self._service.activity()))
        self._server.publish(m.PhotosChanged(self._store.read.sequence(self._library.model)))

    def _on_bug(self, error: BaseException) -> None:
        self._log("".join(traceback.format_exception(error)))

    def _log(self, text: str) -> None:
        log = log_file(self._places)
        self._bugs = [f"The engine met a bug and went on; please report what {log} says."]
        write_log(self._places, text)


def _library(places: Places, store: Store, open_workshop: Callable[[Path], Workshop]) -> Library:
    """The library as the engine's clients ask it: with one decoder of its own for queries."""
    return Library(
        places=places,
        open_store=lambda: store,
        open_encoder=lambda model: open_encoder(model, places.models),
        decoder_count=1,
        open_workshop=open_workshop,
    )


def run(
    places: Places,
    on_ready: Callable[[], None] = lambda: None,
    open_workshop: Callable[[Path], Workshop] = Workshop,
) -> None:
    """Be the engine of a library until nobody needs it, or until SIGTERM or SIGINT.

    Args:
        places: where the library lies.
        on_ready: called when clients can connect.
        open_workshop: what makes models, of the folder that holds them.

    Raises:
        LibraryBusyError: another process works on the library.
        LibraryError: it cannot be opened.
    """
    have_standard_error(places)
    # The lock comes first: it alone decides who is the engine.
    store = Store.open(places.data)
    with ExitStack() as undo:
        undo.callback(store.close)
        listener = listen(places)
        undo.callback(listener.close)
        engine = Engine(places, store, listener, version(), open_workshop)
        undo.pop_all()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: engine.stop())
    engine.serve_until_done(on_ready)
