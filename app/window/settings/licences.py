"""The dialog of the licences: one text for each thing that is used, and a search in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.window.announcing import announce
from app.window.background import Background
from app.window.licence_texts import LicenceText, read_licences
from app.window.owned_asks import while_alive
from app.window.settings.parts import label
from app.window.theme.theme import Theme

_LETTERS, _LINES = 120, 40
_NAMES_WIDE, _TEXT_WIDE = 34, 82
_MOST_MARKS = 500


class LicencesDialog(QDialog):
    """Reads the texts when it is opened, in a thread, and forgets them when it is closed."""

    def __init__(self, theme: Theme, background: Background, parent: QWidget | None = None) -> None:
        """Begin to read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licences"))
        self._theme = theme
        self._texts: Sequence[LicenceText] = ()
        self._search = QLineEdit(placeholderText=self.tr("Search in all licences"))
        self._search.setAccessibleName(self.tr("Search in all licences"))
        self._search.textChanged.connect(self._on_search)
        self._search.returnPressed.connect(self._on_next)
        self._next = QPushButton(self.tr("&Next place"), autoDefault=False)
        self._next.clicked.connect(self._on_next)
        self._count = label(self.tr("The licences are being read…"), "muted")
        self._names = QListWidget()
        self._names.setAccessibleName(self.tr("What is used"))
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.currentRowChanged.connect(self._on_row)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(self.tr("Text of the licence"))
        self._text.setTabChangesFocus(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self._make_shortcuts()
        theme.changed.connect(self._mark)
        self._search.setFocus()
        background.run(lambda _job: read_licences(), while_alive(self, self._take))

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._names)
        split.addWidget(self._text)
        split.setStretchFactor(1, 1)
        split.setSizes([_NAMES_WIDE * letter, _TEXT_WIDE * letter])
        close = QPushButton(self.tr("&Close"), autoDefault=False)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._next)
        below = QHBoxLayout()
        below.addWidget(self._count, 1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(split, 1)
        column.addLayout(below)
        wanted = QSize(_LETTERS * letter, _LINES * metrics.height())
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.9))

    def _make_shortcuts(self) -> None:
        for key, do in (
            (QKeySequence.StandardKey.Find, self._on_find),
            (QKeySequence.StandardKey.FindNext, self._on_next),
        ):
            QShortcut(key, self, do)

    def _take(self, texts: Sequence[LicenceText]) -> None:
        self._texts = texts
        for one in texts:
            item = QListWidgetItem(f"{one.name} · {one.licence}" if one.licence else one.name)
            item.setToolTip(item.text())
            self._names.addItem(item)
        self._on_search()

    def _on_find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _on_search(self) -> None:
        """Leave only what has the words in it, and show the first of these."""
        words = self._search.text().strip().casefold()
        rows = [row for row, one in enumerate(self._texts) if words in _all_of(one)]
        for row in range(self._names.count()):
            self._names.setRowHidden(row, row not in rows)
        if self._names.currentRow() not in rows:
            self._names.setCurrentRow(rows[0] if rows else -1)
        self._next.setEnabled(bool(words and rows))
        self._tell(len(rows))
        self._mark()
        if words and rows:
            self._go_to(0)

    def _tell(self, found: int) -> None:
        text = self.tr("%Ln licence(s)", "", found) if found else self.tr("It is in none of them.")
        self._count.setText(text if self._texts else self.tr("There are no licences here."))
        announce(self, self._count.text())

    def _on_row(self, row: int) -> None:
        self._text.setPlainText(self._shown(self._texts[row]) if row >= 0 else "")
        self._mark()

    def _shown(self, one: LicenceText) -> str:
        head = "\n".join(filter(None, (one.name, one.licence, one.about)))
        text = one.text or self.tr(
            "This installation carries no text of this licence; it is published with the software."
        )
        return f"{head}\n\n{text}"

    def _on_next(self) -> None:
        """The next place with the words: in this text, else in the next one, and round about."""
        if not self._search.text().strip():
            return
        if not self._go_to(self._text.textCursor().selectionEnd()):
            self._names.setCurrentRow(self._next_row())
            self._go_to(0)

    def _next_row(self) -> int:
        rows = [row for row in range(self._names.count()) if not self._names.isRowHidden(row)]
        now = self._names.currentRow()
        return next((row for row in rows if row > now), rows[0] if rows else -1)

    def _go_to(self, position: int) -> bool:
        """Select the first place from there on; false if there is none."""
        found = self._find(position)
        if found.isNull():
            return False
        self._text.setTextCursor(found)
        self._text.centerCursor()
        return True

    def _find(self, position: int) -> QTextCursor:
        return self._text.document().find(self._search.text().strip(), position)

    def _mark(self) -> None:
        """Let all places stand out."""
        marks: list[QTextEdit.ExtraSelection] = []
        words = self._search.text().strip()
        found = self._find(0) if words else QTextCursor()
        while not found.isNull() and len(marks) < _MOST_MARKS:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            mark.format.setBackground(self._theme.colours.chosen)
            mark.format.setForeground(self._theme.colours.text)
            marks.append(mark)
            found = self._text.document().find(words, found)
        self._text.setExtraSelections(marks)


def _all_of(one: LicenceText) -> str:
    return f"{one.name}\n{one.licence}\n{one.about}\n{one.text}".casefold()
