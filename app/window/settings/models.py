"""The page of the models: which one answers, and fetching better ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.window import texts
from app.window.asking import Asks
from app.window.model_downloads import DownloadProgress, ModelDownloads
from app.window.owned_asks import OwnedAsks
from app.window.questions import agree_to_download
from app.window.settings.model_card import ModelCard
from app.window.settings.parts import Notice, Page
from app.window.theme.theme import Theme
from indexer.client import ModelStatus, Status
from indexer.requests import GetStatus, ListModels, UseModel


class ModelsPage(Page):
    """Lists the models."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        downloads: ModelDownloads,
        choose_file: Callable[[QWidget], str] | None = None,
    ) -> None:
        """Show them when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            downloads: fetches models.
            choose_file: lets the user choose a file with weights; empty if none was chosen.
        """
        super().__init__(
            theme,
            self.tr("Models"),
            self.tr(
                "A model understands words and pictures. Better models find more, are larger, "
                "and take longer to read the photos."
            ),
        )
        self._asks = OwnedAsks(asks, self)
        self._downloads = downloads
        self._choose_file = choose_file or self._ask_for_file
        self._models: dict[str, ModelStatus] = {}
        self._cards: dict[str, ModelCard] = {}
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._note = Notice(theme, "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        for notice in (self._trouble, self._news, self._note):
            self.column.addWidget(notice)
        self.column.addSpacing(8)
        self.column.addLayout(self._list)
        self.column.addStretch()
        downloads.progressed.connect(self._show_progress)
        downloads.changed.connect(self._on_changed)
        downloads.finished.connect(self._on_finished)
        downloads.failed.connect(self._on_failed)

    def refresh(self) -> None:
        """Ask again."""
        self._asks.ask(ListModels(), self._show, self._fail)
        self._asks.ask(GetStatus(), self._show_note, self._fail)

    def _show(self, models: tuple[ModelStatus, ...]) -> None:
        self._models = {model.model_id: model for model in models}
        for model_id in [one for one in self._cards if one not in self._models]:
            self._cards.pop(model_id).deleteLater()
        for model in models:
            if model.model_id in self._cards:
                self._cards[model.model_id].show_model(model)
            else:
                self._add_card(model)
        self._on_changed()

    def _add_card(self, model: ModelStatus) -> None:
        card = ModelCard(model, self.theme)
        self._cards[model.model_id] = card
        self._list.addWidget(card)
        card.use_wanted.connect(self._on_use)
        card.download_wanted.connect(self._on_download)
        card.file_wanted.connect(self._on_file)
        card.cancel_wanted.connect(self._downloads.cancel)

    def _show_note(self, status: Status) -> None:
        """The engine's sentence, unless it is meant for a terminal."""
        self._note.say("" if "`" in status.model_note else status.model_note)

    def _on_use(self, model_id: str) -> None:
        self._quiet()
        for card in self._cards.values():
            card.set_usable(False)
        self._asks.ask(UseModel(model_id), lambda _: self._used(model_id), self._fail)

    def _used(self, model_id: str) -> None:
        self._usable_again()
        self._asks.ask(ListModels(), self._show, self._fail)
        self._asks.ask(GetStatus(), lambda status: self._say_used(model_id, status), self._fail)

    def _say_used(self, model_id: str, status: Status) -> None:
        self._show_note(status)
        if status.model == model_id:
            self._news.say(self.tr("This model answers from now on."))
        else:
            self._news.say(
                self.tr(
                    "All photos are read once more with this model, in the background. It takes "
                    "over when that is done; until then the other one answers."
                )
            )

    def _on_download(self, model_id: str) -> None:
        self._quiet()
        agree_to_download(self, self._models[model_id], lambda: self._downloads.get(model_id))

    def _on_file(self, model_id: str) -> None:
        self._quiet()
        path = self._choose_file(self)
        if path:
            self._downloads.get(model_id, weights=path)

    def _ask_for_file(self, parent: QWidget) -> str:
        path, _ = QFileDialog.getOpenFileName(
            parent, self.tr("Weights of the model"), "", self.tr("Weights (*.safetensors)")
        )
        return path

    def _show_progress(self, progress: DownloadProgress | None) -> None:
        for card in self._cards.values():
            card.show_progress(progress, can_cancel=self._downloads.can_cancel)

    def _on_changed(self) -> None:
        self._show_progress(self._downloads.current)

    def _on_finished(self, model_id: str) -> None:
        self._trouble.say("")
        self._news.say(self.tr("{model} is ready to be used.").format(model=model_id))
        if self.in_sight:
            self._asks.ask(ListModels(), self._show, self._fail)

    def _on_failed(self, _model_id: str, error: Exception) -> None:
        self._fail(error)

    def _usable_again(self) -> None:
        for card in self._cards.values():
            card.set_usable(True)

    def _quiet(self) -> None:
        self._trouble.say("")
        self._news.say("")

    def _fail(self, error: Exception) -> None:
        self._usable_again()
        self._trouble.say(texts.trouble(error))
