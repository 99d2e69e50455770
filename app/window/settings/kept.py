"""Earlier libraries that were kept: what they take, and an end to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.window import texts
from app.window.owned_asks import while_alive
from app.window.questions import confirm
from app.window.restoring import Restorer
from app.window.settings.parts import label, row_of
from app.window.settings.restore_dialogs import moment
from app.window.theme.theme import Theme
from indexer.keeping_reports import KeptLibrary

_MOST_NAMED = 8


class KeptLibraries(QWidget):
    """A sentence and a button; hidden where no library was kept.

    Signals:
        removed(): they are gone.
        failed(Exception): they are not, or not all.
    """

    removed = Signal()
    failed = Signal(Exception)

    def __init__(self, restorer: Restorer, theme: Theme, parent: QWidget | None = None) -> None:
        """Show none yet."""
        super().__init__(parent)
        self._restorer, self._theme = restorer, theme
        self._libraries: tuple[KeptLibrary, ...] = ()
        self._amount = label(selectable=True)
        self._remove = QPushButton(self.tr("Remove &them…"), autoDefault=False)
        self._remove.clicked.connect(self._on_remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._amount)
        column.addLayout(row_of(self._remove))
        self.hide()
        self._dress()
        theme.changed.connect(self._dress)

    def refresh(self) -> None:
        """Count again."""
        self._restorer.kept(while_alive(self, self._take), while_alive(self, self.failed.emit))

    def _take(self, libraries: Sequence[KeptLibrary]) -> None:
        self._libraries = tuple(libraries)
        self.setVisible(bool(libraries))
        self._remove.setEnabled(True)
        self._amount.setText(
            self.tr(
                "%Ln earlier library(s) take {size}. They were kept when a backup was restored, "
                "the library was repaired, or Pictrove was updated.",
                "",
                len(libraries),
            ).format(size=self._size())
        )

    def _size(self) -> str:
        return texts.size(sum(one.size for one in self._libraries))

    def _on_remove(self) -> None:
        seen = self._libraries
        lines = [self._line(one) for one in seen[:_MOST_NAMED]]
        if left := len(seen) - len(lines):
            lines.append(self.tr("and %Ln more", "", left))
        stays = self.tr(
            "The library in use, your backups and your photos stay. What was removed cannot be "
            "brought back."
        )
        confirm(
            self,
            self.tr("Remove %Ln earlier library(s) for good?", "", len(seen)),
            "\n".join([*lines, "", stays]),
            self.tr("&Remove"),
            lambda: self._remove_now(seen),
            danger=True,
        )

    def _line(self, one: KeptLibrary) -> str:
        text = {
            "replaced": self.tr("{when}, {size}: replaced by a backup"),
            "damaged": self.tr("{when}, {size}: damaged, before a repair"),
            "old": self.tr("{when}, {size}: before an update of Pictrove"),
        }[one.why]
        return text.format(when=moment(one.kept_at), size=texts.size(one.size))

    def _remove_now(self, seen: Sequence[KeptLibrary]) -> None:
        self._remove.setEnabled(False)
        self._restorer.remove_kept(
            seen, while_alive(self, self._on_removed), while_alive(self, self._on_failed)
        )

    def _on_removed(self, _: int) -> None:
        self.refresh()
        self.removed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.refresh()
        self.failed.emit(error)

    def _dress(self) -> None:
        self._remove.setIcon(self._theme.icon("trash-2"))
