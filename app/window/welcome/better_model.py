"""The offer of a better model: what it is, what it takes, and its download."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout

from app.window import model_words, texts
from app.window.asking import Asks
from app.window.model_downloads import GET, ModelDownloads, ModelWork
from app.window.owned_asks import OwnedAsks
from app.window.questions import agree_to_download
from app.window.settings.parts import Notice, label, row_of
from app.window.theme.theme import Theme
from indexer.client import ModelStatus, Settings
from indexer.requests import GetSettings, ListModels, UseModel

USUAL = "ViT-B-32-256/datacomp_s34b_b86k"
MULTILINGUAL = "ViT-B-32-SigLIP2-256/webli"

_STEPS = 1000
_USUAL_LINE = 50_000_000 / 8  # bytes per second of a usual connection


class BetterModel(QFrame):
    """Offers one model. It shows itself when there is one to offer."""

    def __init__(self, asks: Asks, theme: Theme, downloads: ModelDownloads) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("role", "card")
        self._asks = OwnedAsks(asks, self)
        self._theme = theme
        self._downloads = downloads
        self._model: ModelStatus | None = None
        self._hub = ""
        self._about = label(role="muted")
        self._facts = label(role="muted")
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._step = label(role="muted")
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress of the download"))
        self._get = QPushButton(autoDefault=True)
        self._get.clicked.connect(self._on_get)
        self._cancel = QPushButton(self.tr("Cancel"), autoDefault=True)
        self._cancel.clicked.connect(self._on_cancel)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)
        downloads.progressed.connect(self._show_progress)
        downloads.changed.connect(self._on_changed)
        downloads.finished.connect(self._on_finished)
        downloads.failed.connect(self._on_failed)
        self._show_progress(None)
        self.hide()

    @property
    def model(self) -> ModelStatus | None:
        """What is offered."""
        return self._model

    def refresh(self) -> None:
        """Ask what there is; without an answer nothing is offered, which hurts nobody."""
        self._asks.ask(GetSettings(), self._take_settings, lambda _: None)
        self._asks.ask(ListModels(), self._offer, lambda _: None)

    def _take_settings(self, settings: Settings) -> None:
        self._hub = settings.hub

    def _offer(self, models: Sequence[ModelStatus]) -> None:
        english = QLocale().language() in {QLocale.Language.English, QLocale.Language.C}
        wanted = USUAL if english else MULTILINGUAL
        using = next((model for model in models if model.in_use), None)
        if using is None or not using.built_in or any(model.takes_over for model in models):
            return
        usable = (model for model in models if model.ready or not model.needs_torch)
        self._model = next((one for one in usable if one.model_id == wanted), None)
        if self._model is not None:
            self._describe(self._model)
            self._on_changed()
            self.show()

    def _describe(self, model: ModelStatus) -> None:
        self._facts.setText(model_words.facts_of(model))
        if model.ready:
            self._about.setText(
                self.tr("{description}. It is on this computer already.").format(
                    description=model_words.title_of(model)
                )
            )
            self._get.setText(self.tr("Use the better &model"))
            return
        self._about.setText(self._offer_text(model))
        if model_words.interrupted(model):
            self._get.setText(self.tr("Continue getting the better &model…"))
        else:
            self._get.setText(self.tr("Get the better &model…"))

    def _offer_text(self, model: ModelStatus) -> str:
        left = model_words.bytes_left(model)
        about = self.tr(
            "You start with a small, simple model. This one finds much more: {description}."
        ).format(description=model_words.title_of(model))
        duration = self.tr("Downloading it takes {duration} at 50 Mbit/s.").format(
            duration=texts.about((left or 0) / _USUAL_LINE)
        )
        agreement = self.tr("It is downloaded only if you agree, and you can go on meanwhile.")
        return " ".join((about, duration, agreement) if left else (about, agreement))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Find more with a better model"), "heading"))
        for widget in (self._about, self._facts, self._trouble, self._news, self._step, self._bar):
            column.addWidget(widget)
        column.addLayout(row_of(self._get, self._cancel))

    def _dress(self) -> None:
        self._get.setIcon(self._theme.icon("sparkles"))

    def _on_get(self) -> None:
        model = self._model
        if model is None:
            return
        self._trouble.say("")
        if model.ready:
            self._get.setEnabled(False)
            request = UseModel(model.model_id)
            self._asks.ask(request, lambda _: self._say_ready(), self._fail)
            return
        get = partial(self._downloads.get, model.model_id, use=True)
        agree_to_download(self, model, get, self._hub)

    def _on_cancel(self) -> None:
        self._downloads.cancel()
        self.refresh()  # a part of it may be here now

    def _show_progress(self, work: ModelWork | None) -> None:
        mine = work is not None and self._is_offered(work)
        self._step.setVisible(mine)
        self._bar.setVisible(mine)
        self._cancel.setVisible(mine and self._downloads.can_cancel)
        self._get.setVisible(not mine and not self._news.text)
        self._get.setEnabled(work is None)
        if work is None or not mine:
            return
        self._step.setText(work.text())
        self._bar.setMaximum(0 if work.share is None else _STEPS)
        self._bar.setValue(round((work.share or 0.0) * _STEPS))

    def _on_changed(self) -> None:
        self._show_progress(self._downloads.current)

    def _on_finished(self, work: ModelWork) -> None:
        if self._is_offered(work):
            self._say_ready()

    def _say_ready(self) -> None:
        self._news.say(
            self.tr(
                "The better model is ready. It reads all photos once more in the background, and "
                "takes over when that is done."
            )
        )
        self._on_changed()

    def _on_failed(self, work: ModelWork, error: Exception) -> None:
        if self._is_offered(work):
            self._fail(error)
            self.refresh()  # a part of it may be here now

    def _is_offered(self, work: ModelWork) -> bool:
        offered = self._model is not None and self._model.model_id == work.model_id
        return offered and work.kind == GET

    def _fail(self, error: Exception) -> None:
        self._get.setEnabled(True)
        self._trouble.say(texts.trouble(error))
