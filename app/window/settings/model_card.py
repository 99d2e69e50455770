"""One model: what it is, what it costs, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.window.engine_texts import in_own_words
from app.window.model_downloads import DownloadProgress
from app.window.questions import download_size
from app.window.settings.parts import label, row_of
from app.window.theme.theme import Theme
from indexer.client import ModelStatus

_STEPS = 1000


class ModelCard(QFrame):
    """Shows a model.

    Signals:
        use_wanted(str), download_wanted(str), file_wanted(str): with the model's id.
        cancel_wanted(): of what is being fetched.
    """

    use_wanted = Signal(str)
    download_wanted = Signal(str)
    file_wanted = Signal(str)
    cancel_wanted = Signal()

    def __init__(self, model: ModelStatus, theme: Theme, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._model = model
        self._name = label(role="heading")
        self._state_icon = QLabel()
        self._state = QLabel()
        self._facts = label(role="muted", selectable=True)
        self._progress = QWidget()
        self._step = label(role="muted")
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress of the download"))
        self._cancel = QPushButton(self.tr("Cancel"), autoDefault=False)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._use = QPushButton(self.tr("Use this model"), autoDefault=False)
        self._use.clicked.connect(lambda: self.use_wanted.emit(self._model.model_id))
        self._download = QPushButton(autoDefault=False)
        self._download.clicked.connect(lambda: self.download_wanted.emit(self._model.model_id))
        self._file = QPushButton(self.tr("From a file…"), autoDefault=False)
        self._file.clicked.connect(lambda: self.file_wanted.emit(self._model.model_id))
        self._lay_out()
        theme.changed.connect(self._dress)
        self.show_model(model)
        self.show_progress(None, can_cancel=False)

    def show_model(self, model: ModelStatus) -> None:
        """Show it as it is now."""
        self._model = model
        self._name.setText(in_own_words(model.description.rstrip(".")))
        self._facts.setText(self._facts_of(model))
        self.setAccessibleName(f"{self._name.text()}, {self._state_of(model)}")
        self._use.setVisible(model.ready and not model.in_use)
        self._use.setAccessibleName(self._about(self.tr("Use this model")))
        self._download.setVisible(not model.ready)
        self._download.setText(self.tr("Download… ({size})").format(size=download_size(model)))
        self._download.setAccessibleName(self._about(self._download.text()))
        self._file.setVisible(not model.ready)
        self._file.setAccessibleName(self._about(self.tr("From a file…")))
        self._dress()

    def show_progress(self, progress: DownloadProgress | None, *, can_cancel: bool) -> None:
        """How far the download that is going on is, be it of this model or of another."""
        mine = progress is not None and progress.model_id == self._model.model_id
        self._progress.setVisible(mine)
        for button in (self._download, self._file):
            button.setEnabled(progress is None)
            button.setVisible(not mine and not self._model.ready)
        if progress is None or not mine:
            return
        self._step.setText(progress.text())
        share = progress.share
        self._bar.setMaximum(_STEPS if share is not None else 0)
        self._bar.setValue(round((share or 0.0) * _STEPS))
        self._cancel.setEnabled(can_cancel)

    def set_usable(self, usable: bool) -> None:
        """Whether a model can be chosen now."""
        self._use.setEnabled(usable)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._state_icon)
        top.addWidget(self._state)
        column.addLayout(top)
        column.addWidget(self._facts)
        column.addWidget(self._progress)
        column.addLayout(row_of(self._use, self._download, self._file))
        lines = QVBoxLayout(self._progress)
        lines.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        lines.addWidget(self._step)
        lines.addLayout(row)

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        name, colour = ("circle-check", "good") if self._model.in_use else ("check", "muted")
        self._state_icon.setPixmap(self._theme.icon(name, colour).pixmap(side, side))
        self._state_icon.setVisible(self._model.ready)
        self._state.setText(self._state_of(self._model))
        self._download.setIcon(self._theme.icon("download"))

    def _state_of(self, model: ModelStatus) -> str:
        if model.in_use:
            return self.tr("In use")
        return self.tr("Ready") if model.ready else self.tr("Not on this computer")

    def _facts_of(self, model: ModelStatus) -> str:
        return self.tr("{name} · licence {licence}").format(
            name=model.model_id, licence=model.licence
        )

    def _about(self, text: str) -> str:
        return f"{text}: {self._name.text()}"
