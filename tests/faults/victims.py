"""A library under attack: its processes, its folder, and what is done to both."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from indexer.places import Places
from tests.e2e.conftest import Pictrove
from tests.faults import invariants
from tests.faults.invariants import Snapshot, snapshot

PATIENCE = 240.0
_NOBODY = 1.0  # seconds after which nobody is there to be killed
_ANY_MOMENT = 0.4  # of all kills; the others come when there is work
_WORK = 0.2  # seconds that the photos of a round take at least
_OTHERS = 0.4  # other changes for each new photo
_MOST = 120  # photos in the folder, so that a round stays short


@dataclass
class Attack:
    """Changes a folder of photos, kills processes, and knows what must come of it.

    Attributes:
        pictrove: the command, with a home of its own.
        folder: where the photos lie.
        originals: photos to copy from.
        chance: decides everything; the same seed does the same.
        expected: every file below the folder, as this put it there.
    """

    pictrove: Pictrove
    folder: Path
    originals: list[Path]
    chance: random.Random
    expected: Snapshot = field(default_factory=dict)
    made: int = 0

    @property
    def places(self) -> Places:
        return Places.below(self.pictrove.home)

    # What people do to their photos

    def change_folder(self, new: int = 40) -> None:
        """Save about `new` photos, and copy, rename, move, replace, spoil and delete some."""
        others = [self._copy, self._move, self._replace, self._spoil, self._delete]
        for _ in range(self.chance.randint(new // 2, new + new // 2)):
            self._save()
            if self.chance.random() < _OTHERS:
                self.chance.choice(others)()
        while len(self._files()) > _MOST:
            self._delete()
        self.expected = snapshot(self.folder)

    def _save(self) -> None:
        self._write(self._new_path())

    def _replace(self) -> None:
        with self._one() as path:
            self._write(path)

    def _write(self, path: Path) -> None:
        """A photo that no other has the same bytes as, put there as programs do: at once."""
        self.made += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self.chance.choice(self.originals).read_bytes() + b"%d" % self.made
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(path)

    def _copy(self) -> None:
        with self._one() as path:
            shutil.copy2(path, self._new_path())

    def _move(self) -> None:
        with self._one() as path:
            path.rename(self._new_path())

    def _spoil(self) -> None:
        with self._one() as path:
            self.made += 1
            path.write_bytes(b"This is no photo, whatever its name says. %d" % self.made)

    def _delete(self) -> None:
        with self._one() as path:
            if len(self._files()) > 5:
                path.unlink()

    def _new_path(self) -> Path:
        self.made += 1
        below = self.folder / self.chance.choice(["", "summer", "summer/sea", "winter"])
        below.mkdir(parents=True, exist_ok=True)
        return below / f"{self.made}.jpg"

    @contextlib.contextmanager
    def _one(self):
        files = self._files()
        if files:
            yield self.chance.choice(files)
        else:
            self._save()
            yield self._files()[0]

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.jpg"))

    # What happens to processes

    def kill(self, victim: str, client: psutil.Popen | None = None) -> bool:
        """SIGKILL for the engine, one of its decoders, or a client; whether one was there."""
        find = {"engine": self.engine, "decoder": self._decoder, "client": lambda: client}[victim]
        deadline = time.monotonic() + _NOBODY
        while (process := find()) is None:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.005)
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
            return True
        return False

    def engine(self) -> psutil.Process | None:
        """Who holds the lock of the library; the file says it."""
        lock = self.places.data / "library.lock"
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            process = psutil.Process(int(lock.read_text()))
            command = process.cmdline()
            if "indexer.engine" in command and str(self.places.data) in command:
                return process
        return None

    def _decoder(self) -> psutil.Process | None:
        engine = self.engine()
        if engine is None:
            return None
        with contextlib.suppress(psutil.Error):
            decoders = engine.children(recursive=True)
            return self.chance.choice(decoders) if decoders else None
        return None

    def processes(self) -> list[psutil.Process]:
        """Everything that works for this library: engines, and decoders without one."""
        found = []
        for process in psutil.process_iter(["cmdline", "environ"]):
            mine = str(self.pictrove.home) in " ".join(process.info["cmdline"] or ())
            environment = process.info["environ"] or {}
            theirs = environment.get("PICTROVE_HOME") == str(self.pictrove.home)
            if (mine or theirs) and process.pid != os.getpid():
                found.append(process)
        return found

    def wait_a_while(self, longest: float) -> None:
        """Until a random moment, or one shortly after some work was seen to begin."""
        if self.chance.random() < _ANY_MOMENT:
            time.sleep(self.chance.uniform(0.05, longest))
            return
        deadline = time.monotonic() + 4 * longest
        while not self.at_work() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(self.chance.uniform(0, _WORK))

    def at_work(self) -> bool:
        """Whether something was left undone."""
        return invariants.is_made(self.places) and bool(invariants.unsettled(self.places))

    # What must be true

    def assert_consistent(self, what: str) -> None:
        """Of a library at any time."""
        if invariants.is_made(self.places):  # a kill may come before the first commit
            assert invariants.broken_at_any_time(self.places) == [], what

    def settle(self, what: str, condition: Callable[[], list[str]] | None = None) -> None:
        """Wait until the library is what its folder is."""
        look = condition or (lambda: invariants.missing_when_settled(self.places, self.folder))
        deadline = time.monotonic() + PATIENCE
        while wrong := look():
            assert time.monotonic() < deadline, (what, wrong, self.pictrove.log())
            time.sleep(0.1)

    def assert_untouched(self, what: str) -> None:
        assert snapshot(self.folder) == self.expected, what
