"""The offer of a better model: what it is, what it takes, and its download."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout

from app.window import texts
from app.window.asking import Asks
from app.window.engine_texts import in_own_words
from app.window.model_downloads import DownloadProgress, ModelDownloads
from app.window.owned_asks import OwnedAsks
from app.window.questions import agree_to_download, download_size
from app.window.settings.parts import Notice, label, row_of
from app.window.theme.theme import Theme
from indexer.client import ModelStatus
from indexer.requests import ListModels, UseModel

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
        self._about = label(role="muted")
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._step = label(role="muted")
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress of the download"))
        self._get = QPushButton(autoDefault=True)
        self._get.clicked.connect(self._on_get)
        self._cancel = QPushButton(self.tr("Cancel"), autoDefault=True)
        self._cancel.clicked.connect(downloads.cancel)
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
        self._asks.ask(ListModels(), self._offer, lambda _: None)

    def _offer(self, models: Sequence[ModelStatus]) -> None:
        english = QLocale().language() in {QLocale.Language.English, QLocale.Language.C}
        wanted = USUAL if english else MULTILINGUAL
        using = next((model for model in models if model.in_use), None)
        others = [model for model in models if not model.in_use]
        rough = using is not None and not using.download_bytes  # it came with Pictrove
        if not (others and rough):
            return
        self._model = next((one for one in others if one.model_id == wanted), None)
        if self._model is not None:
            self._describe(self._model)
            self._on_changed()
            self.show()

    def _describe(self, model: ModelStatus) -> None:
        if model.ready:
            self._about.setText(
                self.tr("{description}. It is on this computer already.").format(
                    description=in_own_words(model.description.rstrip("."))
                )
            )
            self._get.setText(self.tr("Use the better &model"))
            return
        self._about.setText(self._facts(model))
        self._get.setText(self.tr("Get the better &model…"))

    def _facts(self, model: ModelStatus) -> str:
        seconds = (model.download_bytes or 0) / _USUAL_LINE
        return self.tr(
            "You start with a small, simple model. This one finds much more: {description}. "
            "Download: {size}, {duration} at 50 Mbit/s, then a few minutes to prepare it. "
            "Licence: {licence}. It is downloaded only if you agree, and you can go on "
            "meanwhile."
        ).format(
            description=in_own_words(model.description.rstrip(".")),
            size=download_size(model),
            duration=texts.about(seconds),
            licence=model.licence,
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Find more with a better model"), "heading"))
        for widget in (self._about, self._trouble, self._news, self._step, self._bar):
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
            self._asks.ask(request, lambda _: self._on_finished(model.model_id), self._fail)
            return
        agree_to_download(self, model, lambda: self._downloads.get(model.model_id, use=True))

    def _show_progress(self, progress: DownloadProgress | None) -> None:
        loading = progress is not None
        self._step.setVisible(loading)
        self._bar.setVisible(loading)
        self._cancel.setVisible(loading and self._downloads.can_cancel)
        self._get.setVisible(not loading and not self._news.text)
        if progress is None:
            return
        self._step.setText(progress.text())
        self._bar.setMaximum(0 if progress.share is None else _STEPS)
        self._bar.setValue(round((progress.share or 0.0) * _STEPS))

    def _on_changed(self) -> None:
        self._show_progress(self._downloads.current)

    def _on_finished(self, _model_id: str) -> None:
        self._news.say(
            self.tr(
                "The better model is ready. It reads all photos once more in the background, and "
                "takes over when that is done."
            )
        )
        self._on_changed()

    def _on_failed(self, _model_id: str, error: Exception) -> None:
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._get.setEnabled(True)
        self._trouble.say(texts.trouble(error))
