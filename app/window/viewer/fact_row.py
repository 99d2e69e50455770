"""One fact of the details: what it is, the value, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.window.theme.theme import Theme
from app.window.viewer.facts import Fact


class FlowingText(QTextEdit):
    """Text that can be selected, as high as it needs to be; long words break anywhere.

    A label would be cut off at names and folders, which have no spaces to break at.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # It is text, not a field: neither the frame nor the ground of one.
        self.setStyleSheet("QTextEdit { border: none; padding: 0; background: transparent; }")
        self.document().setDocumentMargin(0)

    def set_text(self, text: str) -> None:
        """Show this."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(max(40, self.width()))
        self.setFixedHeight(ceil(document.size().height()))


class FactRow(QWidget):
    """Shows a fact; used again for another one."""

    def __init__(
        self, theme: Theme, open_url: Callable[[QUrl], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_url = open_url
        self._fact = Fact("", "")
        self._label = QLabel(self)
        self._label.setProperty("role", "muted")
        self._text = FlowingText(self)
        self._copy = QToolButton(self)
        self._copy.clicked.connect(self._on_copy)
        self._link = QPushButton(self.tr("Show on OpenStreetMap"), self, autoDefault=True)
        self._link.setProperty("kind", "quiet")
        self._link.setToolTip(
            self.tr(
                "Opens the web page of OpenStreetMap in your browser, and tells it these "
                "coordinates. Nothing is sent before you click."
            )
        )
        self._link.clicked.connect(self._on_link)
        self._lay_out()
        self._show_icons()
        theme.changed.connect(self._show_icons)

    def show_fact(self, fact: Fact) -> None:
        """Show this one."""
        self._fact = fact
        self._label.setText(fact.label)
        self._text.setAccessibleName(fact.label)
        self._text.set_text(fact.text)
        self._copy.setVisible(bool(fact.copy))
        hint = self.tr("Copy: {text}").format(text=fact.copy)
        self._copy.setToolTip(hint)
        self._copy.setAccessibleName(hint)
        self._link.setVisible(fact.link is not None)

    @property
    def fact(self) -> Fact:
        """That is shown."""
        return self._fact

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._text, 1, 0)
        grid.addWidget(self._copy, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._link, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 1)

    def _show_icons(self) -> None:
        self._copy.setIcon(self._theme.icon("copy", "muted"))
        self._link.setIcon(self._theme.icon("external-link"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._fact.copy)

    def _on_link(self) -> None:
        if self._fact.link is not None:
            self._open_url(self._fact.link)
