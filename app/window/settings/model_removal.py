"""Asking what of a model is to be removed: its files, what it knows of the photos, or both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.window import model_words, texts
from app.window.settings.parts import INDENT, label
from indexer.client import ModelStatus

_LETTERS = 62


class RemovalQuestion(QDialog):
    """A question with up to two parts, each with what is lost and what it frees."""

    def __init__(
        self, parent: QWidget, model: ModelStatus, do: Callable[[bool, bool], object]
    ) -> None:
        """Ask about `model`; `do` gets whether files and embeddings go, if the user agrees."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Remove a model"))
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self._model = model
        self._do = do
        self._file_bytes = 0 if model.built_in else (model.disk_bytes or model.fetched_bytes)
        self._files = self._choice(self._files_text(), there=not model.built_in and _here(model))
        self._known = self._choice(self._known_text(), there=model.embedded > 0)
        # Reading all photos again may take hours, and what is known of them takes little room.
        self._files.setChecked(self._files.isEnabled())
        self._known.setChecked(self._known.isEnabled() and not self._files.isEnabled())
        self._sum = label()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._agree = self._buttons.addButton(
            self.tr("&Remove"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._agree.setAutoDefault(False)
        self._agree.setProperty("kind", "danger")
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        self._buttons.accepted.connect(self._on_agreed)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show_sum()
        # Qt makes it no higher than two thirds of the screen, and would cut the sentences off.
        width = max(self.minimumWidth(), self.sizeHint().width())
        self.resize(width, self.heightForWidth(width))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("What of this model shall be removed?"), "heading"))
        column.addWidget(label(model_words.title_of(self._model), "muted"))
        column.addSpacing(6)
        for box, about in (
            (self._files, self.tr("To be used again, it has to be downloaded or imported again.")),
            (self._known, self.tr("If it is used again, it reads these photos once more.")),
        ):
            words = label(about, "muted")
            words.setContentsMargins(INDENT, 0, 0, 6)
            for widget in (box, words):
                widget.setVisible(box.isEnabled())
                column.addWidget(widget)
        column.addWidget(self._sum)
        column.addSpacing(8)
        column.addWidget(self._buttons)

    def _choice(self, text: str, *, there: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setEnabled(there)
        box.toggled.connect(self._show_sum)
        return box

    def _files_text(self) -> str:
        size = texts.size(self._file_bytes)
        if self._model.ready:
            return self.tr("Its &files ({size})").format(size=size)
        return self.tr("What has been &fetched of it ({size})").format(size=size)

    def _known_text(self) -> str:
        return self.tr("What it &knows of %Ln photo(s) ({size})", "", self._model.embedded).format(
            size=texts.size(self._model.embedding_bytes)
        )

    def _show_sum(self) -> None:
        if not hasattr(self, "_agree"):
            return  # the boxes are being made
        files, known = self._files.isChecked(), self._known.isChecked()
        freed = files * self._file_bytes + known * self._model.embedding_bytes
        self._agree.setEnabled(files or known)
        self._sum.setText(
            self.tr("{size} will be freed. Your photos and the other models stay.").format(
                size=texts.size(freed)
            )
        )

    def _on_agreed(self) -> None:
        self.accept()
        self._do(self._files.isChecked(), self._known.isChecked())


def _here(model: ModelStatus) -> bool:
    return model.ready or model.fetched_bytes > 0
