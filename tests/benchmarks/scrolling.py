"""How smoothly the grid of results scrolls: how long the window's event loop is blocked.

    python -m tests.benchmarks.scrolling --photos FOLDER [--results 100000]

FOLDER holds JPEGs that stand for thumbnails; a few thousand are enough. The engine is a fake that
answers after some milliseconds; everything else is real: the model, the threads that read
thumbnails, the event loop, and painting (without a screen).

A timer fires every two milliseconds. When it comes late, the loop was *blocked* for so long, and
the user may have seen it. The same is measured in an empty loop before and after: what is seen
there is the noise of the machine.

- *longest*, *p99*: of the delays, in milliseconds;
- *above 50*: how many delays were longer than that, which is what people notice;
- *memory*: resident, in MiB, before the first photo was shown, after the first screens, and at
  the end.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.window.results import ResultsModel, ResultsView, Thumbnails
from app.window.theme.theme import Theme
from indexer.query import Day, Found
from indexer.reports import Photo
from indexer.requests import GetPhotos
from tests.benchmarks.rounds import table

TICK_MS = 2
FRAME_MS = 16
ANSWER_MS = 4
NOTICED_MS = 50.0

Step = Callable[[], None]


class Asked:
    """A question to the fake engine."""

    def __init__(self) -> None:
        self.open = True

    def cancel(self) -> None:
        self.open = False

    def stop(self) -> None: ...


class FakeEngine:
    """Tells what photos are, after a few milliseconds."""

    def __init__(self, files: list[str]) -> None:
        self._files = files

    def ask(self, request, done, failed=None, progress=None) -> Asked:
        asked = Asked()
        assert isinstance(request, GetPhotos), request

        def answer() -> None:
            if asked.open:
                done(tuple(self._photo(photo_id) for photo_id in request.ids))

        QTimer.singleShot(ANSWER_MS, answer)
        return asked

    def _photo(self, photo_id: int) -> Photo:
        file = self._files[photo_id % len(self._files)]
        return Photo(
            photo_id=photo_id,
            path=f"/photos/{photo_id // 1000}/IMG_{photo_id:06}.jpg",
            width=6000,
            height=4000,
            kind=("jpeg", "raw", "heif")[photo_id % 3],
            size=5_000_000 + photo_id,
            taken_at="2024-06-01T12:00:00",
            thumbnail=file,
            favourite=photo_id % 11 == 0,
            rating=photo_id % 6 or None,
        )


class Watchdog(QObject):
    """Notes how late a timer fires."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.delays = []
        self._clock.start()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.delays

    def _tick(self) -> None:
        self.delays.append(self._clock.nsecsElapsed() / 1e6 - TICK_MS)
        self._clock.restart()


def run_steps(steps: Iterator[Step], every_ms: int) -> None:
    """Do one step after the other, each in a turn of a real event loop."""
    loop = QEventLoop()
    timer = QTimer(interval=every_ms, timerType=Qt.TimerType.PreciseTimer)
    bugs: list[Exception] = []

    def go_on() -> None:
        try:
            next(steps, loop.quit)()
        except Exception as bug:  # noqa: BLE001 - raised again outside the event loop
            bugs.append(bug)
            loop.quit()

    timer.timeout.connect(go_on)
    timer.start()
    loop.exec()
    timer.stop()
    if bugs:
        raise bugs[0]


def nothing(seconds: float) -> Iterator[Step]:
    """An empty loop."""
    return itertools.repeat(lambda: None, round(seconds * 1000 / FRAME_MS))


def wheel(view: ResultsView, notches: float, times: int) -> Iterator[Step]:
    """Turn the wheel."""
    return itertools.repeat(lambda: send_wheel(view, notches), times)


def send_wheel(view: ResultsView, notches: float, *, ctrl: bool = False) -> None:
    middle = QPointF(view.viewport().rect().center())
    modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place only
    )
    QApplication.sendEvent(view.viewport(), event)


def press(view: ResultsView, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, key, modifiers))


def through_everything(view: ResultsView) -> Iterator[Step]:
    """Down to the end by the wheel, as fast as hands never turn it."""
    frames = 1200
    notches = view.grid.height / frames / (view.grid.pitch * 2 / 3)
    return wheel(view, notches, frames + 60)


def jumps(view: ResultsView, times: int) -> Iterator[Step]:
    """The scroll bar is dragged to and fro."""
    chance = random.Random(4)
    bar = view.verticalScrollBar()
    return (lambda: bar.setValue(chance.randrange(bar.maximum())) for _ in range(times))


def keys(view: ResultsView) -> Iterator[Step]:
    """Pages, arrows, both ends, and choosing everything."""
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    pressed = [(Qt.Key.Key_Home, None)]
    pressed += [(Qt.Key.Key_PageDown, None)] * 150 + [(Qt.Key.Key_Down, None)] * 150
    pressed += [(Qt.Key.Key_Right, None)] * 100 + [(Qt.Key.Key_Down, shift)] * 100
    pressed += [(Qt.Key.Key_End, shift), (Qt.Key.Key_Home, shift), (Qt.Key.Key_A, ctrl)] * 10
    pressed += [(Qt.Key.Key_End, None), (Qt.Key.Key_Home, None)] * 20
    for key, modifiers in pressed:
        yield lambda key=key, modifiers=modifiers: press(
            view, key, modifiers or Qt.KeyboardModifier.NoModifier
        )


def changes_of_look(view: ResultsView) -> Iterator[Step]:
    """Zoom, size of the window, names, headings."""
    for _ in range(12):
        yield lambda: send_wheel(view, -1, ctrl=True)
    for _ in range(20):
        yield lambda: send_wheel(view, 1, ctrl=True)
    yield view.zoom_reset
    for width in range(1600, 1000, -20):
        yield lambda width=width: view.resize(width, 1000)
    yield lambda: view.resize(1600, 1000)
    for flag in (True, False) * 5:
        yield lambda flag=flag: view.set_show_names(flag)
        yield lambda flag=flag: view.set_days(flag)


def newer_answers(view: ResultsView, model: ResultsModel, count: int) -> Iterator[Step]:
    """Indexing goes on: a few photos come and go, a hundred at a time, while one scrolls."""
    ids = list(range(1, count + 1))
    for turn in range(1, 21):
        for number in range(5):
            place = (turn * 7919 + number * 104_729) % len(ids)
            ids[place:place] = range(
                count + turn * 1000 + number * 100, count + turn * 1000 + number * 100 + 20
            )
            del ids[(place * 31) % len(ids)]
        found = answer(ids)
        yield lambda found=found: model.refresh(found)
        yield from wheel(view, 1, 15)


def answer(ids: list[int]) -> Found:
    """An answer with headings, about thirty photos a day."""
    days, left, number = [], len(ids), 0
    while left:
        photos = min(left, 1 + number * 13 % 60)
        days.append(
            Day(f"{2024 - number // 360}-{number // 30 % 12 + 1:02}-{number % 30 + 1:02}", photos)
        )
        left, number = left - photos, number + 1
    return Found(array("Q", ids).tobytes(), b"", tuple(days), len(ids))


def row(name: str, delays: list[float]) -> tuple[str, ...]:
    ordered = sorted(delays)
    p99 = ordered[len(ordered) * 99 // 100]
    above = sum(delay > NOTICED_MS for delay in delays)
    return name, f"{ordered[-1]:.1f}", f"{p99:.1f}", str(above), f"{len(delays)}"


def memory() -> float:
    return psutil.Process().memory_info().rss / 2**20


def measure(view: ResultsView, model: ResultsModel, count: int) -> None:
    watchdog, rows = Watchdog(), []

    def during(name: str, steps: Iterator[Step], every_ms: int = FRAME_MS) -> None:
        watchdog.start()
        run_steps(steps, every_ms)
        rows.append(row(name, watchdog.stop()))
        print(f"{name}: {memory():.0f} MiB", file=sys.stderr, flush=True)

    during("empty loop", nothing(8))
    before = memory()
    first = answer(list(range(1, count + 1)))
    during("first answer", itertools.chain([lambda: model.show(first)], nothing(2)))
    during("slow wheel", wheel(view, 1, 300))
    during("jumps", jumps(view, 60), 50)
    warm = memory()
    bar = view.verticalScrollBar()
    bar.setValue(0)
    during("wheel through everything", through_everything(view))
    assert bar.value() == bar.maximum(), (bar.value(), bar.maximum())
    during("jumps", jumps(view, 200), 50)
    during("keys", keys(view))
    during("zoom, resizing, names", changes_of_look(view), 40)
    during("newer answers", newer_answers(view, model, count))
    during("jumps", jumps(view, 100), 50)
    after = memory()
    during("empty loop", nothing(8))
    table(("phase", "longest", "p99", "above 50", "ticks"), rows)
    table(
        ("memory before", "after first screens", "after everything", "growth"),
        [(f"{before:.0f}", f"{warm:.0f}", f"{after:.0f}", f"{after - warm:.0f}")],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--results", type=int, default=100_000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    files = sorted(str(path) for path in options.photos.rglob("*.jpg"))
    engine = FakeEngine(files)
    thumbnails = Thumbnails(engine)
    model = ResultsModel(engine, thumbnails)
    view = ResultsView(model, Theme(app, "light"))
    view.resize(1600, 1000)
    view.show()
    measure(view, model, options.results)
    model.close()
    thumbnails.close()


if __name__ == "__main__":
    main()
