"""Where models come from: the usual hub, or another one that the user names."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.window import model_words, texts
from app.window.asking import Asks
from app.window.settings.engine_settings import EngineSettings
from app.window.settings.parts import Notice, row_of
from app.window.theme.theme import Theme
from indexer.caller import without_password
from indexer.client import Settings

_FIELD = "hub"


class ModelHub(QWidget):
    """A field for the hub's address, which is one of the engine's settings."""

    def __init__(self, asks: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        """Know nothing yet; `refresh` asks."""
        super().__init__(parent)
        self._settings = EngineSettings(asks, self)
        self._settings.loaded.connect(self._on_loaded)
        self._settings.kept.connect(self._on_kept)
        self._settings.failed.connect(self._on_failed)
        self._hub = self._shown = ""
        self._saying = ""
        self._address = QLineEdit(placeholderText=model_words.USUAL_HUB)
        self._address.setAccessibleName(self.tr("Address that models come from"))
        self._address.textEdited.connect(self._on_edited)
        self._address.returnPressed.connect(self._on_apply)
        self._apply = QPushButton(self.tr("&Apply"), autoDefault=False)
        self._apply.clicked.connect(self._on_apply)
        self._usual = QPushButton(self.tr("Use the &usual address"), autoDefault=False)
        self._usual.clicked.connect(self._on_usual)
        self._trouble, self._unread = Notice(theme), Notice(theme)
        self._news = Notice(theme, "good")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._address, 1)
        row.addWidget(self._apply)
        column.addLayout(row)
        for part in (self._trouble, self._unread, self._news):
            column.addWidget(part)
        column.addLayout(row_of(self._usual))
        self._show()

    @property
    def hub(self) -> str:
        """The address that was chosen; empty for the usual one."""
        return self._hub

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard goes through, in this order."""
        return (self._address, self._apply, self._usual)

    def refresh(self) -> None:
        """Ask again."""
        self._settings.load()

    def forget_said(self) -> None:
        """See `Page.forget_said`."""
        self._trouble.say("")
        self._news.say("")

    def _on_loaded(self, settings: Settings) -> None:
        self._unread.say("")
        if self._saying:
            self._address.setText(self._shown)  # what was typed holds, and is shown as it is kept
            self._news.say(self._saying)
            self._saying = ""
        self._on_kept(settings)

    def _on_kept(self, settings: Settings) -> None:
        typed = self._is_typed()
        self._hub = settings.hub
        self._shown = without_password(settings.hub) if settings.hub else ""
        if not typed:
            self._address.setText(self._shown)
        self._show()

    def _on_failed(self, names: object, error: Exception) -> None:
        self._saying = ""
        notice = self._trouble if names else self._unread
        notice.say(texts.trouble(error))

    def _is_typed(self) -> bool:
        """Whether the field says something else than what holds."""
        return self._address.text().strip() != self._shown

    def _on_edited(self) -> None:
        self._trouble.say("")
        self._news.say("")
        self._show()

    def _on_apply(self) -> None:
        if not self._is_typed():
            return  # where a password is kept, the field does not have it
        address = checked_address(self._address.text())
        if address is None:
            self._trouble.say(
                self.tr(
                    "That is no web address. Type one like {example}, or leave the field empty."
                ).format(example="https://mirror.example.org")
            )
            self._address.setFocus()
            return
        self._change("" if address == model_words.USUAL_HUB else address)

    def _on_usual(self) -> None:
        self._change("")
        self._address.setFocus()

    def _change(self, hub: str) -> None:
        self._trouble.say("")
        self._address.setText(hub)
        self._saying = self.tr("Models come from {hub} from now on.").format(
            hub=model_words.host_of(hub)
        )
        self._settings.change(hub=hub)

    def _show(self) -> None:
        self._apply.setEnabled(self._is_typed())
        self._usual.setVisible(bool(self._hub))


def checked_address(typed: str) -> str | None:
    """The address of a hub as it is kept; None if it is none. Nothing typed is the usual one."""
    typed = typed.strip()
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    url = QUrl(whole.rstrip("/"), QUrl.ParsingMode.StrictMode)
    usable = url.isValid() and url.scheme() in {"https", "http"} and url.host()
    if not usable or url.hasQuery() or url.hasFragment() or url.userInfo():
        return None
    return url.toString()
