"""What a decoder that has been taken over can do, tried from inside real decoders."""

from __future__ import annotations

import os
import platform
import socket
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from indexer.decode.pool import DecoderPool
from indexer.decode.types import Cause, Confinement, Decoded, Job, Scheduling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="these fences are those of Linux",
)

# fmt: off
ORDINARY = [
    "open-read", "open-write", "open-path", "create", "openat2", "unlink", "rename", "link",
    "symlink", "mkdir", "mkfifo", "stat", "chmod", "chdir", "utimes", "readlink", "read-proc",
    "read-parent", "reopen-photo", "socket-inet", "socket-udp", "socket-unix", "socketpair",
    "connect", "execve", "fork", "pipe", "kill-parent", "signal-owner", "pidfd", "memfd",
    "map-code", "make-code", "inotify", "eventfd", "duplicate", "chmod-photo", "touch-photo",
    "lock-photo", "send-photo", "nice", "prctl",
]
PRIVILEGED = [
    "vfork", "truncate-photo", "link-photo", "ptrace", "read-memory", "prlimit-parent", "mount",
    "chroot", "unshare", "setns", "io-uring", "bpf", "perf", "userfaultfd", "keyctl",
    "open-by-handle", "personality", "sysctl", "sethostname", "execveat-photo", "seccomp-again",
]
OTHERS = [
    "write-photo", "unknown-call", "raise", "thread", "time", "codec-threads", "threads",
    "import", "foreign-call",
]
# What Landlock holds on its own; it knows no other sockets than TCP and abstract ones.
LANDLOCKED = [
    "open-read", "open-write", "create", "openat2", "unlink", "rename", "link", "symlink", "mkdir",
    "mkfifo", "read-proc", "read-parent", "connect", "kill-parent",
]
# fmt: on


class Prying:
    """A pool whose worker tries what it is asked to."""

    def __init__(self, folder: Path, pool: DecoderPool) -> None:
        self.folder, self.pool = folder, pool

    def ask(self, attempt: str) -> str:
        """What came of an attempt: "done", "crashed", the name of an error; or that it did harm."""
        for path in self.folder.iterdir():
            path.rmdir() if path.is_dir() else path.unlink()
        (self.folder / "victim").write_bytes(b"precious")
        (self.folder / attempt).write_bytes(b"a photo")
        (self.folder / "victim").chmod(0o640)
        before = self._state()
        result = self.pool.decode(Job(1, str(self.folder / attempt)))
        found = "crashed" if result.cause is Cause.CRASHED else result.reason
        return found if self._state() == before else f"{found}, with harm done"

    def _state(self) -> dict[str, tuple[object, ...]]:
        """All that could be changed in the folder."""
        state = {}
        for path in self.folder.iterdir():
            found = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(found.st_mode) else b""
            state[path.name] = (found.st_mode, found.st_nlink, found.st_mtime_ns, content)
        return state


@pytest.fixture(scope="module")
def prying(tmp_path_factory) -> Iterator[Callable[..., AbstractContextManager[Prying]]]:
    """Start a prying pool, with the fences left out that are named."""

    @contextmanager
    def start(*left_out: str) -> Iterator[Prying]:
        folder = tmp_path_factory.mktemp("prying")
        worker = str(Path(__file__).with_name("prying_worker.py"))
        options = [f"--without-{fence}" for fence in left_out]
        address = "127.0.0.1", 0
        with pytest.MonkeyPatch.context() as patch, socket.create_server(address) as server:
            patch.setenv("PRY_FOLDER", str(folder))
            patch.setenv("PRY_PORT", str(server.getsockname()[1]))
            with DecoderPool(1, command=[sys.executable, worker, *options]) as pool:
                yield Prying(folder, pool)

    return start


@pytest.fixture(scope="module")
def confined(prying) -> dict[str, str]:
    """What came of all attempts."""
    with prying() as worker:
        return {attempt: worker.ask(attempt) for attempt in [*ORDINARY, *PRIVILEGED, *OTHERS]}


@pytest.fixture(scope="module")
def free(prying) -> dict[str, str]:
    """What came of ordinary attempts where there are no fences."""
    with prying("seccomp", "landlock") as worker:
        return {attempt: worker.ask(attempt) for attempt in ORDINARY}


def kernel_has_landlock() -> bool:
    from indexer.decode.fences import landlock
    from indexer.decode.fences.kernel import Kernel

    return landlock.version(Kernel()) > 0


@pytest.mark.parametrize("attempt", [*ORDINARY, *PRIVILEGED])
def test_a_decoder_cannot(confined, attempt):
    assert confined[attempt] in ("EPERM", "EACCES", "ENOSYS")


@pytest.mark.parametrize("attempt", ORDINARY)
def test_without_fences_it_could(free, attempt):
    """So the denials are the fences' doing, and no mistake of the attempts."""
    odd = {"send-photo": "crashed", "touch-photo": "The file was changed"}
    assert free[attempt].startswith(odd.get(attempt, "done"))


@pytest.mark.parametrize("attempt", ["ptrace", "read-memory", "prlimit-parent", "personality"])
def test_what_the_kernel_lets_some_do_is_denied_to_a_decoder(confined, attempt):
    assert confined[attempt] == "EPERM"


def test_landlock_holds_alone(prying):
    if not kernel_has_landlock():
        pytest.skip("this kernel has no Landlock")
    with prying("seccomp") as worker:
        found = {attempt: worker.ask(attempt) for attempt in LANDLOCKED}
        confinement = worker.pool.confinement
    assert set(found.values()) <= {"EACCES", "EXDEV", "EPERM"}, found
    assert (confinement.seccomp, confinement.landlock > 0) == (False, True)
    assert confinement.note == "seccomp refused (ENOSYS)"
    assert not confinement.whole


def test_seccomp_holds_alone(prying):
    with prying("landlock") as worker:
        found = {attempt: worker.ask(attempt) for attempt in ORDINARY}
        confinement = worker.pool.confinement
    assert set(found.values()) <= {"EPERM", "ENOSYS"}, found
    assert confinement == Confinement(seccomp=True, landlock=0, note="this kernel has no Landlock")


def test_a_photo_is_handed_over_for_reading_only(confined):
    assert confined["write-photo"] == "EBADF"


def test_calls_that_did_not_exist_when_this_was_written_do_not_exist(confined):
    assert confined["unknown-call"] == "ENOSYS"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="a second set of calls: x86_64 only")
def test_calls_of_another_kind_end_the_process(confined):
    assert confined["foreign-call"] == "crashed"


def test_a_library_that_gives_up_can_end_the_process(confined):
    assert confined["raise"] == "crashed"


@pytest.mark.parametrize("attempt", ["thread", "codec-threads", "time"])
def test_what_decoding_needs_goes_on(confined, attempt):
    assert confined[attempt] == "done"


def test_threads_are_confined_too(confined):
    assert confined["threads"] in ("EPERM", "EACCES")


def test_nothing_can_be_imported_any_more(confined):
    assert confined["import"] in ("ImportError", "EPERM", "EACCES")


def status_of(pid: int) -> Iterator[dict[str, str]]:
    """What the kernel says of each thread of a process."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        lines = (task / "status").read_text().splitlines()
        yield {key: value.strip() for key, value in (line.split(":", 1) for line in lines)}


def test_what_the_kernel_says_of_a_worker(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    with DecoderPool(1) as pool:
        assert pool.confinement is None
        assert isinstance(pool.decode(Job(1, str(tmp_path / "a.png"))), Decoded)
        assert pool.confinement.seccomp
        assert pool.confinement.landlock > 0 or not kernel_has_landlock()
        (worker,) = pool.process_ids
        for status in status_of(worker):
            assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
            assert int(status["CapPrm"], 16) == int(status["CapEff"], 16) == 0
        assert psutil.Process(worker).rlimit(psutil.RLIMIT_NOFILE) == (16, 16)


def test_a_worker_has_no_files_but_its_own(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    with DecoderPool(1) as pool, (tmp_path / "open").open("w"):
        for key in range(20):
            assert isinstance(pool.decode(Job(key, str(tmp_path / "a.png"))), Decoded)
        (worker,) = pool.process_ids
        links = [str(link.readlink()) for link in Path(f"/proc/{worker}/fd").iterdir()]
    assert {link for link in links if not link.startswith("socket:")} == {os.devnull}
    assert len({link for link in links if link.startswith("socket:")}) == 1


@pytest.mark.parametrize("scheduling", [Scheduling.BATCH, Scheduling.IDLE])
def test_workers_give_way(tmp_path, draw, scheduling):
    draw().save(tmp_path / "a.png")
    with DecoderPool(1, scheduling=scheduling) as pool:
        pool.decode(Job(1, str(tmp_path / "a.png")))
        worker = psutil.Process(pool.process_ids[0])
        wanted = {Scheduling.BATCH: os.SCHED_BATCH, Scheduling.IDLE: os.SCHED_IDLE}
        assert os.sched_getscheduler(worker.pid) == wanted[scheduling]
        assert worker.ionice().ioclass == psutil.IOPRIO_CLASS_IDLE


def test_workers_run_where_the_maker_of_the_pool_may(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        pool = DecoderPool(1)
    finally:
        os.sched_setaffinity(0, cores)
    with pool:
        pool.decode(Job(1, str(tmp_path / "a.png")))
        assert os.sched_getaffinity(pool.process_ids[0]) == {min(cores)}
