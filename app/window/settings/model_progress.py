"""How far long work on a model is, with a way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.window.model_downloads import ModelWork
from app.window.settings.parts import PathLabel, label

_STEPS = 1000


class ModelProgress(QWidget):
    """A sentence, a bar and a button; hidden while nothing is done.

    Signals:
        cancel_wanted(): give it up.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._step = label(role="muted")
        self._place = PathLabel(role="muted")
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"), autoDefault=False)
        self._cancel.clicked.connect(self.cancel_wanted)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._step)
        lines.addWidget(self._place)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        lines.addLayout(row)
        self.hide()

    @property
    def cancel_button(self) -> QPushButton:
        """For whoever moves the keyboard."""
        return self._cancel

    def show_work(self, work: ModelWork | None, *, can_cancel: bool) -> None:
        """Show how far it is; nothing hides it."""
        self.setVisible(work is not None)
        if work is None:
            return
        self._step.setText(work.text())
        if work.place != self._place.path:
            self._place.show_path(work.place)
        self._place.setVisible(bool(work.place))
        share = work.share
        self._bar.setMaximum(_STEPS if share is not None else 0)
        self._bar.setValue(round((share or 0.0) * _STEPS))
        self._cancel.setEnabled(can_cancel)
