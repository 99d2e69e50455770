"""Engines as processes: started, raced for, killed, replaced; and the client on top of them."""

from __future__ import annotations

import dataclasses
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
from indexer.engine.errors import EngineBugError, EngineLostError
from indexer.engine.launch import Patience, connect, default_command, start_engine
from indexer.engine.remote import RemoteClient
from indexer.engine.starting import accept_orders, arguments_for, read_report
from indexer.engine.transport import listen
from indexer.errors import LibraryBusyError, LibraryError, QueryError
from indexer.places import Places
from indexer.query import Query, TextTerm
from indexer.reports import FolderStatus, RepairReport, Word
from indexer.settings import Settings
from indexer.store.lock import WriterLock

pytestmark = [
    pytest.mark.usefixtures("nothing_left"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does"),
]
SECONDS = 30
SHORT = Patience(answer=0.5, start=30, busy=0.5, start_again=0.1, retire=30)


def words(*texts: str) -> Query:
    return Query(tuple(TextTerm(text) for text in texts))


def search(*texts: str) -> m.Search:
    return m.Search(words(*texts))


@pytest.fixture
def reach(places: Places, command):
    """Connect, starting the fake engine if need be; and see that all engines end."""
    clients = []

    def connected(mode: str = "normal", **options):
        client = connect(places, command=command(mode), **options)
        if client is not None:
            clients.append(client)
        return client

    yield connected
    for client in clients:
        client.close()


@pytest.fixture
def remote(places: Places, reach):
    with RemoteClient(reach(), places, reach) as client:
        yield client


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


def test_a_used_engine_of_another_version_is_told(serve, places, reach):
    from indexer.engine.greeting import Hello

    serve(lambda *_: None, Hello(999, "9.9.9", 1), on_retire=lambda: False)
    with pytest.raises(LibraryError, match=r"Another version of Pictrove \(9\.9\.9\).*close"):
        reach()
    assert reach(start=False) is None


# The client on top


def test_every_method(remote, engine_ids):
    assert remote.search(words("a", "dog")).searched == 2
    assert remote.status().failed == 3
    assert remote.failures()[0].path == "/a/\udcff.jpg"
    assert remote.tags(Path("/p.jpg"), 3) == (Word("/p.jpg", 0.3),)
    assert remote.related("dog", 2) == (Word("dog", 0.2),)
    assert remote.models()[0].model_id == "starter"
    assert remote.forget(Path("/ab")) == 3
    assert remote.retry([Path("/a"), Path("/b")], fetch=True) == 102
    assert remote.retry() == 0
    assert remote.watch(Path("/a"), excludes=["*.png"], hidden=True) == FolderStatus(
        "/a", 0, offline=False, watched=True, excludes=("*.png",), hidden=True
    )
    remote.unwatch(Path("/a"))
    remote.use_model("starter")
    assert remote.repair() == RepairReport(1, 2, "/copy")
    changed = dataclasses.replace(remote.settings(), paused=True, cores=2)
    assert remote.settings() == Settings()
    remote.change_settings(changed)
    assert remote.settings() == changed
    assert len(engine_ids()) == 1


def test_paths_are_made_absolute(remote, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/me")
    assert remote.tags(Path("p.jpg"), 1)[0].word == str(tmp_path / "p.jpg")
    assert remote.tags(Path("~/p.jpg"), 1)[0].word == "/home/me/p.jpg"


def test_progress_comes_in_the_calling_thread(remote, places):
    threads, news = set(), []

    def on_progress(*progress) -> None:
        threads.add(threading.current_thread())
        news.append(progress)

    (places.data / "died").touch()
    remote.evaluate(Path("/c"), "m", on_progress)
    remote.get_model("m", weights=None, on_progress=on_progress)
    assert news == [(1, 2), ("fetching", 1, None)]
    assert threads == {threading.current_thread()}


def test_indexing_stops_when_told(remote):
    done = []
    report = remote.index(
        [Path("/a")], on_progress=lambda news: done.append(news.done), stop=lambda: len(done) > 3
    )
    assert report.interrupted
    assert report.embedded >= done[-1] >= 4
    report = remote.index([Path("/quick")], retry_failed=True)
    assert (report.interrupted, report.unchanged) == (False, 1)


def test_an_error_in_a_callback_cancels_the_request(remote, reach):
    with pytest.raises(ZeroDivisionError):
        remote.index([Path("/a")], on_progress=lambda _: 1 / 0)
    assert remote.search(words("a"))


def test_trouble_is_raised(remote):
    with pytest.raises(QueryError, match="ask another"):
        remote.search(words("trouble"))


def test_an_engine_that_is_killed_in_a_request_is_asked_again(remote, engine_ids):
    remote.search(words("a"))
    assert remote.search(words("die")).notices[0] == "die"
    assert len(engine_ids()) == 2


def test_a_request_that_kills_every_engine_is_given_up(remote, engine_ids):
    with pytest.raises(EngineLostError, match="ended unexpectedly"):
        remote.search(words("kill"))
    assert len(engine_ids()) == 2


def test_requests_that_should_not_be_repeated_are_not(remote, engine_ids):
    with pytest.raises(EngineLostError):
        remote.get_model("m", weights=None)
    assert len(engine_ids()) == 1


def test_an_engine_killed_while_many_threads_ask(remote, engine_ids):
    number = engine_ids()[0]

    def ask(word: str) -> str:
        if word == "5":
            os.kill(number, signal.SIGKILL)
        return remote.search(words(word)).notices[0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, map(str, range(40)))) == [str(n) for n in range(40)]
    assert len(engine_ids()) == 2


def test_indexing_goes_on_after_the_engine_was_killed(remote, engine_ids):
    pids = []

    def on_progress(_) -> None:
        if not pids:
            pids.extend(engine_ids())
            os.kill(pids[0], signal.SIGKILL)

    report = remote.index(
        [Path("/a")], on_progress=on_progress, stop=lambda: len(engine_ids()) == 2
    )
    assert report.interrupted


def test_a_killed_client_cancels_its_requests(places, command, reach, until):
    client = reach()
    code = (
        "import sys; from pathlib import Path\n"
        "from indexer.engine.launch import connect\nfrom indexer.places import Places\n"
        "from indexer.engine.remote import RemoteClient\n"
        "places = Places.below(Path(sys.argv[1]))\n"
        "remote = RemoteClient(connect(places), places)\n"
        "remote.index([Path('/a')], on_progress=lambda _: print('at work', flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(places.data.parent)], stdout=subprocess.PIPE
    ) as indexing:
        assert indexing.stdout.readline() == b"at work\n"
        threads = psutil.Process(client.hello.process_id).num_threads
        before = threads()
        indexing.kill()
    until(lambda: threads() <= before - 3)  # reader, sender, and the indexing itself
    assert client.call(search("a")).result(SECONDS)


def test_stopping_the_engine(remote, engine_ids, until, reach, alive):
    assert remote.stop_engine()
    until(lambda: not alive(engine_ids()[0]))
    assert reach(start=False) is None


def test_stopping_an_engine_that_is_gone(remote, engine_ids):
    os.kill(engine_ids()[0], signal.SIGKILL)
    assert remote.stop_engine()


def test_it_connects_again_by_itself(places, reach, command, monkeypatch, engine_ids):
    monkeypatch.setattr("indexer.engine.launch.default_command", command)
    with RemoteClient(reach(), places) as client:
        os.kill(engine_ids()[0], signal.SIGKILL)
        assert client.search(words("a"))


def test_an_engine_that_leaves_in_any_moment_costs_no_request(places, command, engine_ids):
    def ask(number: int) -> str:
        def reconnect():
            return connect(places, command=command("hasty"))

        with RemoteClient(reconnect(), places, reconnect) as client:
            return client.search(words(str(number))).notices[0]

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(ask, range(60))) == [str(number) for number in range(60)]
    assert len(engine_ids()) > 1


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
