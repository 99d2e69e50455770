"""The client on top: every method, engines that die under it, and clients that die."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from indexer.engine import messages as m
from indexer.engine.errors import EngineLostError
from indexer.engine.launch import connect
from indexer.engine.remote import RemoteClient
from indexer.errors import QueryError
from indexer.keeping_reports import BackupReport, RepairReport
from indexer.query import Filters, PictureTerm, Query, SavedSearch, TextTerm
from indexer.reports import FolderStatus, MarkChange, ModelRemoval, Word
from indexer.settings import Settings

pytestmark = [
    pytest.mark.usefixtures("nothing_left"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does"),
]
SECONDS = 120


def words(*texts: str) -> Query:
    return Query(tuple(TextTerm(text) for text in texts))


def search(*texts: str) -> m.Search:
    return m.Search(words(*texts))


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
    remote.use_model("starter", at_once=True)
    remote.fetch_model("m", Path("/usb"), hub="http://hub")
    assert remote.import_model(Path("/usb/w")) == "/usb/w"
    assert remote.import_model(Path("/usb/w"), "m") == "m"
    remote.verify_model("m")
    assert remote.remove_model("m", files=False) == ModelRemoval(10, 21)
    assert remote.repair() == RepairReport(1, 2, "/copy")
    assert remote.back_up(Path("/b.db"), force=True) == BackupReport("/b.db", 1, 3)
    assert remote.relocate(Path("/old"), Path("/new")) == len("/old/new")
    assert remote.relocate(Path("D:\\a"), Path("/new"), force=True) == 100 + len("D:\\a/new")
    changed = dataclasses.replace(remote.settings(), paused=True, cores=2)
    assert remote.settings() == Settings()
    remote.change_settings(changed)
    assert remote.settings() == changed
    assert len(engine_ids()) == 1


def test_every_method_about_photos(remote):
    assert remote.find(Query(limit=7)).searched == 7
    assert remote.facets(Filters(places=("Rome", "Oslo"))).photos == 2
    assert [photo.photo_id for photo in remote.photos([3, 1])] == [3, 1]
    assert remote.details(5).photo.photo_id == 5
    assert remote.ids_of([Path("/a"), Path("/b")]) == (0, 1, None)
    assert remote.picture(PictureTerm("/a.jpg"), 50).full_width == 50
    assert remote.make_thumbnail(4) == "/4.jpg"
    assert remote.measure_cache().files == 1
    remote.clear_cache()
    remote.look_again([Path("/a.jpg")])
    assert remote.mark([1, 2], MarkChange(favourite=True)) == 102
    remote.save_search(SavedSearch("dogs", words("dog")))
    assert remote.saved_searches() == (SavedSearch("dogs", Query()),)
    remote.remove_search("dogs")


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
