"""The page of diagnostics: a report to be copied for whoever helps."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.window import diagnostics, texts
from app.window.announcing import announce
from app.window.asking import Asks
from app.window.background import Background
from app.window.engine_texts import in_own_words
from app.window.owned_asks import OwnedAsks, while_alive
from app.window.settings.parts import Notice, Page
from app.window.theme.theme import Theme
from indexer.client import ModelStatus, Settings, Status
from indexer.places import Places
from indexer.requests import GetSettings, GetStatus, ListModels

_ROWS = 22


class DiagnosticsPage(Page):
    """Gathers and shows the report."""

    def __init__(self, asks: Asks, theme: Theme, background: Background, places: Places) -> None:
        """Gather when the page appears; the log lies in the cache of `places`."""
        super().__init__(
            theme,
            self.tr("Diagnostics"),
            self.tr(
                "If something does not work, these lines help to find out why. Your home folder"
                " appears as ~; check whether other names in them are private."
            ),
        )
        self._asks = OwnedAsks(asks, self)
        self._background = background
        self._log_file = places.cache / diagnostics.LOG_NAME
        self._status: Status | None = None
        self._models: tuple[ModelStatus, ...] = ()
        self._settings: Settings | None = None
        self._log = ""
        self._notices = Notice(theme, "warning")
        self._trouble = Notice(theme)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(_ROWS * self.fontMetrics().height())
        self._copy = QPushButton(self.tr("&Copy"), autoDefault=False)
        self._copy.clicked.connect(self._on_copy)
        for widget in (self._notices, self._trouble):
            self.column.addWidget(widget)
        self.column.addWidget(self._text, 1)
        self.add_row(self._copy)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """The report."""
        return self._text.toPlainText()

    def refresh(self) -> None:
        """Gather again."""
        self._copy.setText(self.tr("&Copy"))
        self._trouble.say("")
        self._asks.ask(GetStatus(), self._take_status, self._fail)
        self._asks.ask(ListModels(), self._take_models, self._fail)
        self._asks.ask(GetSettings(), self._take_settings, self._fail)
        self._background.run(
            lambda _job: diagnostics.last_lines(self._log_file), while_alive(self, self._take_log)
        )

    def _take_status(self, status: Status) -> None:
        self._status = status
        notices = status.engine.notices if status.engine else ()
        self._notices.say("\n".join(map(in_own_words, notices)))
        self._show()

    def _take_models(self, models: tuple[ModelStatus, ...]) -> None:
        self._models = models
        self._show()

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._show()

    def _take_log(self, log: str) -> None:
        self._log = log
        self._show()

    def _show(self) -> None:
        text = diagnostics.report(self._status, self._models, self._settings, self._log)
        if text != self.text:
            self._text.setPlainText(text)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))

    def _fail(self, error: Exception) -> None:
        self._trouble.say(texts.trouble(error))
        self._show()  # what is known helps, too

    def _dress(self) -> None:
        self._copy.setIcon(self.theme.icon("copy"))
