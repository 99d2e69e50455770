"""All that is known of a model, for those who want to know."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from app.window import model_words, texts
from app.window.settings.parts import label
from indexer.client import ModelQuality, ModelStatus


class ModelDetails(QWidget):
    """Names and values, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._model: ModelStatus | None = None
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 6, 0, 2)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(6)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_model(self, model: ModelStatus) -> None:
        """Show a model as it is now."""
        if model == self._model:
            return
        self._model = model
        while self._rows.rowCount():
            self._rows.removeRow(0)
        for name, value in self._values(model):
            self._add(name, label(value, selectable=True))
        if model.quality:
            self._add(self.tr("Quality"), self._quality(model))

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleDescription(name)
        title = label(name, "muted")
        title.setWordWrap(False)
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._rows.addRow(title, field)

    def _values(self, model: ModelStatus) -> Iterator[tuple[str, str]]:
        if whom := model_words.whom_for(model):
            yield self.tr("For whom"), whom
        if names := model_words.languages(model.languages):
            yield self.tr("Languages"), names
        if photos := self._photos(model):
            yield self.tr("Photos"), photos
        yield self.tr("Licence"), model_words.licence_of(model)
        yield self.tr("Model"), model.model_id
        yield self.tr("Embedding"), self.tr("%Ln number(s) for each photo", "", model.dim)

    def _photos(self, model: ModelStatus) -> str:
        if not model.embedded:
            return ""
        return self.tr(
            "%Ln photo(s) read with it, {size} in the library", "", model.embedded
        ).format(size=texts.size(model.embedding_bytes))

    def _quality(self, model: ModelStatus) -> QWidget:
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for figure in model.quality:
            column.addWidget(label(_figure(figure), selectable=True))
            source = self.tr("Source: {source}").format(source=figure.source)
            column.addWidget(label(source, "muted", selectable=True))
        column.addWidget(
            label(
                self.tr(
                    "That share of descriptions finds the right photo. Compare figures of the "
                    "same test only."
                ),
                "muted",
            )
        )
        return figures


def _figure(figure: ModelQuality) -> str:
    share = QLocale().toString(100 * figure.value, "f", 0)
    return f"{share} % · {figure.measure}"
