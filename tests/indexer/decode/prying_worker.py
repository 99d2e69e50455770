"""A worker for tests that, once confined, tries what the name of its file says.

It answers with a failure whose reason is the name of the error it met, or "done". `--without X`
leaves a fence out: seccomp or landlock.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import faulthandler
import importlib
import io
import mmap
import os
import platform
import socket
import struct
import sys
import threading
import time
from pathlib import Path

from indexer.decode import confine, worker
from indexer.decode.errors import PictureError
from indexer.decode.samples import samples
from indexer.decode.types import Cause

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
X86 = platform.machine() == "x86_64"
AT_FDCWD, AT_EMPTY_PATH = -100, 0x1000
folder = Path(os.environ["PRY_FOLDER"])
victim, new = bytes(folder / "victim"), bytes(folder / "new")
channel = 0
known: set[int] = set()
listening = int(os.environ.get("PRY_PORT", "0"))


def call(x86: int, arm: int, *arguments: object) -> int:
    """A system call without the C library in between; raises what the kernel says."""
    longs = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    returned = libc.syscall(ctypes.c_long(x86 if X86 else arm), *longs)
    if returned < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return returned


def child(forked: int) -> None:
    if forked == 0:
        os._exit(0)
    os.waitpid(forked, 0)


def clone_process() -> int:
    return call(56, 220, 17, 0, 0, 0, 0)  # SIGCHLD


def connect_tcp(_: list[int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
        stream.connect(("127.0.0.1", listening))


def signal_owner(photo: list[int]) -> None:
    """Have the parent sent signals whenever something comes in."""
    call(72, 25, channel, 8, os.getppid())  # F_SETOWN


def map_code(_: list[int]) -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()


def make_code(_: list[int]) -> None:
    page = mmap.mmap(-1, 4096)
    call(10, 226, ctypes.addressof(ctypes.c_char.from_buffer(page)), 4096, 7)


def set_limit(_: list[int]) -> None:
    """Set a limit of the parent, to what it is."""
    import resource

    limits = struct.pack("=QQ", 1 << 40, 1 << 40)
    call(302, 261, os.getppid(), resource.RLIMIT_FSIZE, limits, 0)


def send_descriptor(photo: list[int]) -> None:
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=channel)
    try:
        socket.send_fds(stream, [b"x"], [photo[0]])
    finally:
        stream.detach()


def decode_with_threads(_: list[int]) -> None:
    """Have the codecs use the threads that we otherwise do without."""
    from PIL import AvifImagePlugin, Image
    from pillow_heif import options
    from pillow_jxl import JpegXLImagePlugin

    AvifImagePlugin.DEFAULT_MAX_THREADS = JpegXLImagePlugin.DECODE_THREADS = 4
    options.DECODE_THREADS = 4
    for name, data in samples():
        if name.endswith((".avif", ".jxl", ".heic")):
            Image.open(io.BytesIO(data)).load()


def with_path(x86: int, arm: int, *after: object):
    return lambda _: call(x86, arm, AT_FDCWD, victim, *after)


O_RDONLY, O_WRONLY, O_CREAT, O_PATH, O_TMPFILE = 0, 1, 0o100, 0o10000000, 0o20200000
ATTEMPTS = {
    # What any program of the user may do.
    "open-read": with_path(257, 56, O_RDONLY, 0),
    "open-write": with_path(257, 56, O_WRONLY, 0),
    "open-path": with_path(257, 56, O_PATH, 0),
    "create": lambda _: call(257, 56, AT_FDCWD, new, O_CREAT | O_WRONLY, 0o600),
    "openat2": with_path(437, 437, struct.pack("=QQQ", 0, 0, 0), 24),
    "unlink": with_path(263, 35, 0),
    "rename": with_path(316, 276, AT_FDCWD, new, 0),
    "link": with_path(265, 37, AT_FDCWD, new, 0),
    "symlink": lambda _: call(266, 36, victim, AT_FDCWD, new),
    "mkdir": lambda _: call(258, 34, AT_FDCWD, new, 0o700),
    "mkfifo": lambda _: call(259, 33, AT_FDCWD, new, 0o10600, 0),
    "stat": with_path(332, 291, 0, 0xFFF, bytes(256)),
    "chmod": with_path(268, 53, 0o600),
    "chdir": lambda _: call(80, 49, bytes(folder)),
    "utimes": with_path(280, 88, 0, 0),
    "readlink": lambda _: call(267, 78, AT_FDCWD, b"/proc/self/exe", bytes(99), 99),
    "read-proc": lambda _: call(257, 56, AT_FDCWD, b"/proc/self/environ", 0, 0),
    "read-parent": lambda _: call(257, 56, AT_FDCWD, b"/proc/%d/cmdline" % os.getppid(), 0, 0),
    "reopen-photo": lambda fds: call(257, 56, AT_FDCWD, b"/proc/self/fd/%d" % fds[0], O_RDONLY, 0),
    "socket-inet": lambda _: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "socket-udp": lambda _: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "socket-unix": lambda _: socket.socket(socket.AF_UNIX),
    "socketpair": lambda _: socket.socketpair(),
    "connect": connect_tcp,
    "execve": lambda _: child(fork_and_run()),
    "fork": lambda _: child(clone_process()),
    "vfork": lambda _: call(58, 220, *(() if X86 else (17, 0, 0, 0, 0))) or os._exit(0),
    "pipe": lambda _: os.pipe(),
    "kill-parent": lambda _: os.kill(os.getppid(), 0),
    "signal-owner": signal_owner,
    "pidfd": lambda _: call(434, 434, os.getppid(), 0),
    "memfd": lambda _: call(319, 279, b"x", 0),
    "map-code": map_code,
    "make-code": make_code,
    "inotify": lambda _: call(294, 26, 0),
    "eventfd": lambda _: call(290, 19, 0, 0),
    "duplicate": lambda fds: os.dup(fds[0]),
    "chmod-photo": lambda fds: os.fchmod(fds[0], 0o600),
    "touch-photo": lambda fds: os.utime(fds[0]),
    "lock-photo": lambda fds: call(73, 32, fds[0], 2),
    "send-photo": send_descriptor,
    "nice": lambda _: call(141, 140, 0, 0, 19),
    "prctl": lambda _: call(157, 167, 1, 0, 0, 0, 0),  # no death with the parent
    # What needs some right, or a file that may be written.
    "write-photo": lambda fds: os.write(fds[0], b"x"),
    "truncate-photo": lambda fds: os.ftruncate(fds[0], 0),
    "link-photo": lambda fds: call(265, 37, fds[0], b"", AT_FDCWD, new, AT_EMPTY_PATH),
    "ptrace": lambda _: call(101, 117, 16, os.getppid(), 0, 0),
    "read-memory": lambda _: call(310, 270, os.getppid(), 0, 0, 0, 0, 0),
    "prlimit-parent": set_limit,
    "mount": lambda _: call(165, 40, b"none", bytes(folder), b"tmpfs", 0, 0),
    "chroot": lambda _: call(161, 51, bytes(folder)),
    "unshare": lambda _: call(272, 97, 0x10000000),
    "setns": lambda _: call(308, 268, 0, 0),
    "io-uring": lambda _: call(425, 425, 1, bytes(120)),
    "bpf": lambda _: call(321, 280, 0, bytes(48), 48),
    "perf": lambda _: call(298, 241, bytes(128), 0, -1, -1, 0),
    "userfaultfd": lambda _: call(323, 282, 1),
    "keyctl": lambda _: call(250, 219, 0, -3, 0),
    "open-by-handle": lambda fds: call(304, 265, fds[0], bytes(128), 0),
    "personality": lambda _: call(135, 92, 0x0400000),
    "sysctl": lambda _: call(257, 56, AT_FDCWD, b"/proc/sys/kernel/hostname", O_WRONLY, 0),
    "sethostname": lambda _: call(170, 161, b"x", 1),
    "execveat-photo": lambda fds: call(322, 281, fds[0], b"", 0, 0, AT_EMPTY_PATH),
    "seccomp-again": lambda _: call(317, 277, 1, 0, 0),
    "unknown-call": lambda _: call(900, 900),
    # What must go on working, and what ends the process.
    "thread": lambda _: thread_works(),
    "codec-threads": decode_with_threads,
    "time": lambda _: time.sleep(0.001),
    "raise": lambda _: os.abort(),
    "foreign-call": lambda _: call(0x40000000 | 39, 0x40000000 | 39),
    "import": lambda _: importlib.import_module("this"),
}


def fork_and_run() -> int:
    forked = clone_process()
    if forked == 0:
        libc.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None))
        os._exit(1)
    return forked


def thread_works() -> None:
    done = threading.Event()
    threading.Thread(target=done.set).start()
    if not done.wait(20):
        raise OSError(errno.ETIMEDOUT, "no thread")


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSYS, "as in a kernel without it")


def give_up_rights(limits):
    known.update(int(path.name) for path in Path("/proc/self/fd").iterdir())
    return confine.give_up_rights(limits)


def pry(header, body, descriptors, job):
    name = Path(job.path).name
    try:
        if name == "threads":
            found = threads_confined()
        else:
            ATTEMPTS[name](descriptors)
            found = "done"
    except OSError as error:
        found = errno.errorcode.get(error.errno, str(error.errno))
    except ImportError:
        found = "ImportError"
    # What an attempt got is not to run into the limit of the next.
    for descriptor in {*range(16)} - known:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    raise PictureError(Cause.DAMAGED, found)


def threads_confined() -> str:
    """Whether a thread made by now is confined too."""
    found = []

    def look() -> None:
        try:
            os.close(call(257, 56, AT_FDCWD, victim, 0, 0))
            found.append("opened")
        except OSError as error:
            found.append(errno.errorcode[error.errno])

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(20)
    return found[0]


if __name__ == "__main__":
    channel = os.dup(0)
    faulthandler.disable()
    if "--without-seccomp" in sys.argv:
        confine.seccomp.install = refuse
    if "--without-landlock" in sys.argv:
        confine.landlock.restrict = lambda *_: 0
    worker.from_frame = pry
    worker.give_up_rights = give_up_rights
    worker.main()
