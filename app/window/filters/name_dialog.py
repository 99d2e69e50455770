"""Asks for the name of a search that is to be saved."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

_WIDTH = 44  # letters


class NameDialog(QDialog):
    """Asks for a name; one that is taken replaces the search of that name, and says so.

    Signals:
        chosen(str): the name.
    """

    chosen = Signal(str)

    def __init__(
        self, suggested: str, taken: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._taken = frozenset(taken)
        self.setWindowTitle(self.tr("Save search"))
        self.field = QLineEdit(suggested, self)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self.field.selectAll()
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._lay_out()
        self.field.textChanged.connect(self._on_name_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._on_name_changed()

    @property
    def name(self) -> str:
        """The name as it would be kept."""
        return " ".join(self.field.text().split())

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Name of the search"), self)
        label.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Name of the search"))
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # follows the texts
        for widget in (label, self.field, self._note, self._buttons):
            layout.addWidget(widget)

    @Slot()
    def _on_name_changed(self) -> None:
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        is_taken = self.name in self._taken
        save.setText(self.tr("Replace") if is_taken else self.tr("Save"))
        save.setEnabled(bool(self.name))
        self._note.setText(
            self.tr("There is a saved search with this name. It will be replaced.")
            if is_taken
            else self.tr("Its results are always up to date.")
        )
        self._note.setProperty("role", "warning" if is_taken else "muted")
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)

    @Slot()
    def _on_accepted(self) -> None:
        if self.name:
            self.chosen.emit(self.name)
            self.accept()
