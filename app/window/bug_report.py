"""The report of a bug, to be copied: shown once for each kind, however often it happens."""

from __future__ import annotations

import re
import traceback

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bug import report
from app.window import texts
from app.window.announcing import announce
from app.window.theme.theme import Theme

MOST_KINDS = 5
"""Reports that are shown together; whoever repairs the first will hear of the sixth."""

_PLACE = re.compile(r'File "(.*?)", line (\d+)')
_ICON = 40


class BugReport(QDialog):
    """Tells about bugs. One for the whole program; it opens by itself.

    Signals:
        quit_wanted(): the user does not want to go on.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Know of no bug yet."""
        super().__init__(parent)
        self._theme = theme
        self._kinds: set[tuple[object, ...]] = set()
        self._count = 0
        self._made = False
        self.setWindowTitle(self.tr("A bug in Pictrove"))

    def tell(self, error: BaseException) -> None:
        """Show the report of a bug; of one that was shown before, only how often it happened."""
        kind = _kind(error)
        known = kind in self._kinds
        if known and not self.isVisible():
            return  # the user has gone on with it, and the log has it
        if not self._made:
            self._make()
        if not self.isVisible():
            self._count = 0
            self._text.clear()
        self._count += 1
        if not known and len(self._kinds) < MOST_KINDS:
            self._add(error)
        self._kinds.add(kind)
        self._say_how_often()
        if not self.isVisible():
            self.show()
            self._go_on.setFocus()
            announce(self, self.tr("This should not have happened."), at_once=True)

    @property
    def text(self) -> str:
        """What would be copied."""
        return self._text.toPlainText() if self._made else ""

    def _make(self) -> None:
        """Most users never see it, so that starting does not pay for it."""
        self._made = True
        self._icon = QLabel(self)
        self._how_often = QLabel(self)
        self._how_often.hide()
        self._how_often.setProperty("role", "muted")
        self._text = QPlainTextEdit(self, readOnly=True)
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self._copy = QPushButton(self.tr("&Copy"), self)
        self._copy.clicked.connect(self._on_copy)
        self._go_on = QPushButton(self.tr("&Go on"), self, default=True)
        self._go_on.setProperty("kind", "primary")
        self._go_on.clicked.connect(self.accept)
        self._quit = QPushButton(self.tr("&Quit Pictrove"), self)
        self._quit.clicked.connect(self._on_quit)
        self._lay_out()
        self._dress()
        self._theme.changed.connect(self._dress)

    def _add(self, error: BaseException) -> None:
        # The first line is for the command line; the dialog says it in the user's language.
        lines = texts.without_home(report(error)).partition("\n")[2]
        self._text.setPlainText("\n\n".join(filter(None, [self.text, lines])))

    def _say_how_often(self) -> None:
        self._how_often.setVisible(self._count > 1)
        self._how_often.setText(self.tr("It has happened %Ln time(s).", "", self._count))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("This should not have happened"), self, wordWrap=True)
        title.setProperty("role", "title")
        about = QLabel(
            self.tr(
                "This is a bug in Pictrove, not your fault. Your photos are untouched. Please "
                "report the lines below, but check first whether they contain private names. "
                "Nothing is sent automatically."
            ),
            self,
            wordWrap=True,
        )
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(about)
        words.addWidget(self._how_often)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch()
        buttons.addWidget(self._quit)
        buttons.addWidget(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self._text, 1)
        column.addLayout(buttons)
        self.resize(
            45 * self.fontMetrics().averageCharWidth() * 2, self.fontMetrics().height() * 27
        )

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.icon("bug", "danger").pixmap(_ICON, _ICON))
        self._copy.setIcon(self._theme.icon("copy"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))

    def _on_quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()


def _kind(error: BaseException) -> tuple[object, ...]:
    """Two errors are of one kind if the same lines led to them, here and in the engine."""
    trace = "".join(traceback.format_exception(error))
    return type(error), *_PLACE.findall(trace)
