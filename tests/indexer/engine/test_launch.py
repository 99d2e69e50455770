"""Engines as processes: started, raced for, killed, replaced."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from indexer.engine import messages as m
from indexer.engine.addresses import log_file, new_address, read_address
from indexer.engine.errors import EngineBugError
from indexer.engine.greeting import Hello
from indexer.engine.launch import Patience, connect, default_command, start_engine
from indexer.engine.starting import accept_orders, arguments_for, read_report
from indexer.engine.transport import listen
from indexer.errors import LibraryBusyError, LibraryError
from indexer.places import Places
from indexer.query import Query, TextTerm
from indexer.store.lock import WriterLock
from indexer.version import version

pytestmark = [
    pytest.mark.usefixtures("nothing_left"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does"),
]
SECONDS = 120
SHORT = Patience(answer=0.5, start=120, busy=0.5, start_again=0.1, retire=120)


def words(*texts: str) -> Query:
    return Query(tuple(TextTerm(text) for text in texts))


def search(*texts: str) -> m.Search:
    return m.Search(words(*texts))


# Starting


def test_an_engine_is_started_once(reach, engine_ids):
    first, second = reach(), reach()
    assert first.hello.process_id == second.hello.process_id
    assert engine_ids() == [first.hello.process_id]
    assert second.call(search("a")).result(SECONDS).notices[0] == "a"


def test_no_engine_is_started_for_readers(reach, places, engine_ids):
    assert reach(start=False) is None
    assert engine_ids() == []
    assert not places.data.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_started_engine_is_nobodys_child_and_holds_nothing_of_ours(reach, places, tmp_path):
    with (tmp_path / "held").open("w") as held:
        os.set_inheritable(held.fileno(), True)  # noqa: FBT003
        process = psutil.Process(reach().hello.process_id)
        assert process.ppid() != os.getpid()
        assert os.getsid(process.pid) not in (os.getsid(0), process.pid)
        assert process.cwd() == "/"
        assert str(tmp_path / "held") not in {file.path for file in process.open_files()}
    standard = [Path(f"/proc/{process.pid}/fd/{number}").readlink() for number in range(3)]
    assert standard == [Path("/dev/null"), Path("/dev/null"), log_file(places)]


def test_output_before_the_report_does_no_harm(reach):
    assert reach("noisy").call(search("a")).result(SECONDS)


def test_the_engine_outlives_who_started_it(places, command, reach, engine_ids):
    code = (
        "import sys; from pathlib import Path\n"
        "from indexer.engine.launch import connect\nfrom indexer.places import Places\n"
        "client = connect(Places.below(Path(sys.argv[1])), command=sys.argv[2:])\n"
        "print(client.hello.process_id)\n"
    )
    home = places.data.parent
    run = subprocess.run(
        [sys.executable, "-c", code, str(home), *command()], check=True, capture_output=True
    )
    assert reach().hello.process_id == int(run.stdout)
    assert len(engine_ids()) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_five_clients_start_at_once(reach, attempt, engine_ids, until, alive):
    barrier = threading.Barrier(5)

    def start(_):
        barrier.wait(SECONDS)
        client = reach()
        client.call(search("a")).result(SECONDS)
        return client.hello.process_id

    with ThreadPoolExecutor(5) as pool:
        numbers = set(pool.map(start, range(5)))
    assert len(numbers) == 1
    until(lambda: sum(map(alive, engine_ids())) == 1)


def test_trouble_at_the_start_is_told(reach):
    with pytest.raises(LibraryError, match=r"^The library is on fire; fetch water\.$"):
        reach("trouble")


def test_a_bug_at_the_start_is_told(reach):
    with pytest.raises(EngineBugError, match="ZeroDivisionError: a bug"):
        reach("bug")


def test_an_engine_that_ends_without_a_word(reach):
    with pytest.raises(LibraryError, match=r"does not start; .*engine\.log may say why"):
        reach("mute")


def test_an_engine_that_cannot_be_run(places):
    with pytest.raises(LibraryError, match="cannot be started"):
        connect(places, command=("/nonexistent/engine",))


def test_a_command_that_never_reports(places):
    sleeper = (sys.executable, "-c", "import time; time.sleep(60)")
    with pytest.raises(LibraryError, match="does not start"):
        start_engine(places, sleeper, 0.2)


def test_an_error_of_the_interpreter_is_in_the_log(places):
    with pytest.raises(LibraryError, match="does not start"):
        connect(places, command=(sys.executable, "-c", "raise ValueError('in the log')"))
    assert "in the log" in log_file(places).read_text()
    assert log_file(places).stat().st_mode & 0o077 == 0


def test_a_long_log_is_put_aside(places):
    log_file(places).parent.mkdir(parents=True)
    log_file(places).write_bytes(b"x" * 2_000_000)
    with pytest.raises(LibraryError):
        connect(places, command=(sys.executable, "-c", "pass"))
    assert log_file(places).stat().st_size == 0


def test_a_long_log_that_another_process_puts_aside_is_still_written_to(places, monkeypatch):
    log_file(places).parent.mkdir(parents=True)
    log_file(places).write_bytes(b"x" * 2_000_000)

    def taken(path: Path, _: Path) -> None:
        path.unlink()  # it was faster, by a name of its own
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "replace", taken)
    with pytest.raises(LibraryError, match="does not start"):
        connect(places, command=(sys.executable, "-c", "raise ValueError('in the log')"))
    assert "in the log" in log_file(places).read_text()


def test_without_a_place_for_the_log_the_engine_still_starts(reach, places):
    places.cache.parent.mkdir(parents=True)
    places.cache.write_bytes(b"no folder")
    assert reach()


def test_a_library_in_the_hands_of_another_program(reach, places):
    places.data.mkdir(parents=True)
    lock = WriterLock(places.data / "lock")
    lock.acquire()
    with pytest.raises(LibraryBusyError, match=str(os.getpid())):
        reach(patience=SHORT)
    lock.release()


def test_a_library_that_gets_free_meanwhile(reach, places, until, engine_ids):
    places.data.mkdir(parents=True)
    lock = WriterLock(places.data / "lock")
    lock.acquire()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(reach)
        until(engine_ids)
        lock.release()
        assert future.result(SECONDS)


# What is left behind


def test_a_stale_socket_and_key(reach, places, until):
    killed = reach()
    os.kill(killed.hello.process_id, signal.SIGKILL)
    assert killed.wait_lost(SECONDS)
    assert Path(read_address(places).name).is_socket()
    assert reach(start=False) is None
    again = reach()
    assert again.hello.process_id != killed.hello.process_id
    assert again.call(search("a")).result(SECONDS)


def test_a_socket_without_a_key(reach, places):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(new_address(places).name)
    assert reach().call(search("a")).result(SECONDS)


def test_an_unsafe_socket_folder_is_told(reach, runtime):
    (runtime / "pictrove").mkdir()
    (runtime / "pictrove").chmod(0o777)
    with pytest.raises(LibraryError, match="only you can enter"):
        reach()


def test_clients_with_another_environment_find_the_engine(reach, monkeypatch, engine_ids):
    reach()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert reach()
    assert len(engine_ids()) == 1


def test_someone_who_listens_but_never_answers(reach, places):
    listener = listen(places)
    with pytest.raises(LibraryError, match="does not answer"):
        reach(patience=SHORT)
    assert reach(patience=SHORT, start=False) is None
    listener.close()


# Versions


def test_an_unused_engine_of_another_version_is_replaced(places, command, reach, until):
    start_engine(places, command("other"), SECONDS)
    client = reach()
    assert client.hello.protocol == m.PROTOCOL


def test_an_unused_engine_from_before_an_upgrade_is_replaced(places, command, reach, until, alive):
    start_engine(places, command("older"), SECONDS)
    asking = reach(start=False)  # who needs no engine does not end one
    assert asking.hello.version == "0.0.1"
    asking.close()
    old = asking.hello.process_id

    def replaced() -> bool:
        client = reach()
        if client.hello.process_id != old:
            return True
        client.close()  # the engine had not noticed that it is unused; now it is used again
        return False

    until(replaced)
    assert reach().hello.version == version()
    until(lambda: not alive(old))


def test_a_used_engine_from_before_an_upgrade_serves_all(places, command, reach, engine_ids):
    start_engine(places, command("older"), SECONDS)
    first = reach(start=False)
    second = reach()
    assert second.hello == first.hello
    assert second.call(search("a")).result(SECONDS)
    assert len(engine_ids()) == 1


def test_a_used_engine_of_another_version_is_told(serve, places, reach):
    serve(lambda *_: None, Hello(999, "9.9.9", 1), on_retire=lambda: False)
    with pytest.raises(LibraryError, match=r"Another version of Pictrove \(9\.9\.9\).*close"):
        reach()
    assert reach(start=False) is None


# Orders


def test_orders_of_an_engine_in_the_foreground(monkeypatch, tmp_path):
    monkeypatch.setenv("PICTROVE_HOME", str(tmp_path))
    orders = accept_orders([])
    assert orders.places == Places.below(tmp_path)
    orders.report_ready()
    orders.report_trouble(LibraryError("nothing is written"))


def test_orders_name_folders_that_do_not_depend_on_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert arguments_for(Places.below(Path("home")))[1] == str(tmp_path / "home" / "data")


def test_orders_that_make_no_sense(places):
    with pytest.raises(SystemExit, match="usage"):
        accept_orders(["--report", "/a"])
    with pytest.raises(SystemExit, match="usage"):
        accept_orders(["--help", *arguments_for(places)[1:]])


@pytest.mark.parametrize("line", [b"", b"hello\n", b"[]", b"\xff", b'{"pictrove": 1}', b"1"])
def test_lines_that_are_no_report(line):
    assert read_report(line) is None


def test_the_usual_command():
    assert default_command()[0] == sys.executable
