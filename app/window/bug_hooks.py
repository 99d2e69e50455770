"""Catching what nobody else caught: exceptions of every thread, and Qt's own complaints."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

_LOG = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugHooks(QObject):
    """The hooks, until `uninstall`. Made in the thread of the window, where bugs are told."""

    _handed_over = Signal(object)

    def __init__(self, on_bug: Callable[[BaseException], None]) -> None:
        """Hang them in; `on_bug` is told about every bug."""
        super().__init__()
        self._on_bug = on_bug
        self._handed_over.connect(self._on_handed_over, Qt.ConnectionType.QueuedConnection)
        self._of_python = sys.excepthook
        self._of_threads = threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        self._of_qt = qInstallMessageHandler(self._log)

    def uninstall(self) -> None:
        """Put back what was there before."""
        sys.excepthook = self._of_python
        threading.excepthook = self._of_threads
        qInstallMessageHandler(self._of_qt)

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):  # Ctrl-C, or the end of the program
            self._of_python(kind, error, trace)
            return
        _LOG.error("An error that nobody expected", exc_info=(kind, error, trace))
        self._hand_over(error)

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
        elif arguments.exc_type is not SystemExit:
            self._of_threads(arguments)

    def _hand_over(self, error: BaseException) -> None:
        try:
            self._handed_over.emit(error)
        except RuntimeError:  # the program is ending; it stands in the log
            return

    @Slot(object)
    def _on_handed_over(self, error: BaseException) -> None:
        self._on_bug(error)

    @staticmethod
    def _log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        category = context.category or "default"
        logging.getLogger(f"qt.{category}").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def install_hooks(on_bug: Callable[[BaseException], None]) -> BugHooks:
    """Let every bug of this process be told to `on_bug`, in this thread.

    Returns:
        The hooks, which must be kept.
    """
    return BugHooks(on_bug)
