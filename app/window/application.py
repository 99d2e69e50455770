"""The window's process: makes all parts, and lets the event loop run. The composition root."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.complaints import complain
from app.services import Services
from app.window.background import Background
from app.window.display import NO_DISPLAY, explain_failing_start, has_display, started
from app.window.link import EngineLink
from app.window.main_window import MainWindow
from app.window.one_instance import OneInstance, Start
from app.window.opened_files import OpenedFiles
from app.window.parts import Parts
from app.window.state import StateStore
from app.window.theme.theme import Theme
from indexer.client import connect
from indexer.places import Places
from indexer.query import Query, TextTerm

if TYPE_CHECKING:
    from app.login_start import LoginStart
    from indexer.client import RepairReport

DONE, TROUBLE = 0, 1
_SIGNALS_MS = 250
_SAMPLES = "pictrove-samples"


@dataclass(frozen=True)
class Wanted:
    """How the window is wanted.

    Attributes:
        pictures: search for photos like these at once.
        query: search for these words at once.
        places: of the library; the user's if not given.
        on_ready: called when the window takes input; for measuring.
    """

    pictures: tuple[Path, ...] = ()
    query: str = ""
    places: Places | None = None
    on_ready: Callable[[], None] | None = field(default=None)


def run(wanted: Wanted, services: Services) -> int:
    """Show the window until the user ends it; returns the exit code."""
    if not has_display():
        complain(NO_DISPLAY)
        return TROUBLE
    places = wanted.places or Places.of_this_user()
    application = make_application()
    try:
        instance = OneInstance(places)
        start = instance.take_or_call(wanted.pictures)
    except OSError as error:
        complain(
            f"pictrove: the folder of its settings {places.settings} cannot be written "
            f"({error.strerror}); allow writing to it, or set PICTROVE_HOME to another folder."
        )
        return TROUBLE
    if start is Start.CALLED:
        return DONE
    if start is Start.MUTE:
        complain(
            "pictrove: its window is open already, but does not answer; end that process first."
        )
        return TROUBLE
    shown = Shown(application, places, services)
    shown.window.ready.connect(instance.listen)
    instance.called.connect(shown.window.come_forward)
    files = OpenedFiles(application)
    files.opened.connect(shown.window.come_forward)
    shown.window.ready.connect(files.deliver)
    try:
        return shown.run(wanted)
    finally:
        shown.close()
        instance.close()


def make_application() -> QApplication:
    """Qt's application, with our name; ends the process with a sentence if there is no display."""
    explain_failing_start()
    application = QApplication.instance() or QApplication(["pictrove"])
    assert isinstance(application, QApplication)
    started()
    application.setApplicationName("Pictrove")
    application.setApplicationDisplayName("Pictrove")
    application.setDesktopFileName("org.pictrove.pictrove")
    application.setQuitOnLastWindowClosed(False)  # the tray may keep it
    return application


class Shown:
    """The window with all that it needs."""

    def __init__(self, application: QApplication, places: Places, services: Services) -> None:
        from app.window.bug_hooks import install_hooks
        from app.window.translations import install, languages

        self.application = application
        self.state = StateStore(places.settings)
        install(application, self.state.state.language)
        self.theme = Theme(application, self.state.state.appearance)
        application.setWindowIcon(self.theme.icon("pictrove", ""))
        self.link = EngineLink(partial(connect, places))
        self.background = Background()
        parts = Parts(
            self.link,
            self.background,
            self.state,
            self.theme,
            places,
            partial(_login_start, services),
            languages(),
            partial(repair, places, services),
            places.data.parent / _SAMPLES,
            tray=application.platformName() not in {"offscreen", "minimal"},
        )
        self.window = MainWindow(parts)
        self.window.quit_wanted.connect(application.quit)
        self._hooks = install_hooks(self._on_bug)

    def run(self, wanted: Wanted) -> int:
        """Show the window until it is ended."""
        if wanted.on_ready is not None:
            self.window.ready.connect(wanted.on_ready)
        self.window.ready.connect(_collect_again)
        self.window.ready.connect(partial(self._start, wanted))
        self.window.show()
        with _ctrl_c_ends(self.application):
            return self.application.exec()

    def close(self) -> None:
        """End the window and all that it needed."""
        self.window.hide()
        self.link.close()
        self.window.shut()
        self.background.close()
        self._hooks.uninstall()
        self.window.deleteLater()
        self.application.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def _on_bug(self, error: BaseException) -> None:
        self.window.bugs.tell(error)

    def _start(self, wanted: Wanted) -> None:
        self.window.start()
        if wanted.pictures:
            self.window.search_like(tuple(str(path.absolute()) for path in wanted.pictures))
        elif wanted.query:
            self.window.show_query(Query((TextTerm(wanted.query),)))


def _collect_again() -> None:
    """Collect garbage again, but never look through what stays for good: it would take long."""
    gc.freeze()
    gc.enable()


def repair(places: Places, services: Services) -> str:
    """Repair a damaged library; says what came of it. Takes long: not in the window's thread."""
    with services.open_client(read_only=True, places=places) as client:
        client.stop_engine()
    with services.open_client(alone=True, places=places) as client:
        report = client.repair()
    return _told(report)


def _told(report: RepairReport) -> str:
    translate = QCoreApplication.translate
    if not report.copy:
        return translate("Repair", "The library is undamaged; nothing had to be repaired.")
    kept = translate("Repair", "%Ln photo(s) were saved.", "", report.kept)
    again = translate("Repair", "%Ln file(s) will be read again.", "", report.again)
    copy = translate("Repair", "The damaged database is kept as {file}.").format(file=report.copy)
    return f"{kept} {again} {copy}"


def _login_start(services: Services) -> LoginStart:
    from app.autostart import entry_of

    return entry_of(services)


class _ctrl_c_ends:  # noqa: N801 - used as a function
    """Lets Ctrl-C in the terminal end the window: Qt's event loop never looks by itself."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: None)

    def __enter__(self) -> None:
        self._usual = signal.signal(signal.SIGINT, lambda *_: self._application.quit())
        self._timer.start(_SIGNALS_MS)

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        signal.signal(signal.SIGINT, self._usual)
