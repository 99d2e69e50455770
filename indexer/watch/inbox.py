"""Where events of one folder wait for the thread that deals with them. It only remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

MOST = 50_000


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened last to a file: when, and what `Settling.note` wants to know."""

    when: float
    complete: bool | None
    gone: bool


@dataclass
class Mail:
    """What has happened since the inbox was emptied last.

    Attributes:
        files: by path.
        appeared: folders that are there since, perhaps with much in them.
        vanished: folders that are no longer there, or were not for a moment.
        lost: events were lost; anything may have happened.
        root: something happened to the followed folder itself.
    """

    files: dict[str, Happened] = field(default_factory=dict)
    appeared: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)
    lost: bool = False
    root: bool = False

    def __bool__(self) -> bool:
        return bool(self.files or self.appeared or self.vanished or self.lost or self.root)

    def __len__(self) -> int:
        return len(self.files) + len(self.appeared) + len(self.vanished)


class Inbox:
    """Takes events from any thread, quickly and without a look at the disk.

    Args:
        wake: called when there is mail.
        clock: seconds.
        most: paths to remember; with more, they are forgotten and count as lost.
    """

    def __init__(
        self, wake: Callable[[], None], clock: Callable[[], float], most: int = MOST
    ) -> None:
        self._wake = wake
        self._clock = clock
        self._most = most
        self._lock = Lock()
        self._mail = Mail()

    def file(self, path: str, *, complete: bool | None = None, gone: bool = False) -> None:
        """Something happened to a file; see `Settling.note`."""
        now = self._clock()
        with self._lock:
            before = self._mail.files.get(path)
            if complete is None and before is not None and not gone:
                complete = before.complete
            self._mail.files[path] = Happened(now, complete, gone)
            self._bound()
        self._wake()

    def folder(self, path: str, *, gone: bool = False) -> None:
        """A folder appeared, or vanished."""
        with self._lock:
            (self._mail.vanished if gone else self._mail.appeared).add(path)
            self._bound()
        self._wake()

    def lose(self) -> None:
        """Events were lost."""
        with self._lock:
            self._mail.lost = True
        self._wake()

    def touch_root(self) -> None:
        """Something happened to the followed folder itself."""
        with self._lock:
            self._mail.root = True
        self._wake()

    def empty(self) -> Mail:
        """All mail; it is here no longer."""
        with self._lock:
            mail, self._mail = self._mail, Mail()
        return mail

    def _bound(self) -> None:
        if len(self._mail) > self._most:
            self._mail = Mail(lost=True, root=self._mail.root)
