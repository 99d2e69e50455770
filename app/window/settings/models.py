"""The page of the models: which one answers, getting better ones, removing old ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.window import model_words, texts
from app.window.asking import Asks
from app.window.model_downloads import FETCH, IMPORT, VERIFY, ModelDownloads, ModelWork
from app.window.owned_asks import OwnedAsks
from app.window.questions import agree_to_download, agree_to_fetch, confirm
from app.window.settings import model_files
from app.window.settings.model_card import ModelCard
from app.window.settings.model_deeds import Deed, Wish
from app.window.settings.model_files import Choose, ModelFiles, Source, source_in
from app.window.settings.model_hub import ModelHub
from app.window.settings.model_removal import RemovalQuestion
from app.window.settings.parts import Notice, Page
from app.window.theme.theme import Theme
from indexer.client import ModelRemoval, ModelStatus
from indexer.requests import ListModels, RemoveModel, UseModel

_SETTLED_MS = 1000


@dataclass(frozen=True)
class Choosers:
    """How the user chooses files and folders; each gives an empty path if nothing was chosen."""

    file: Choose = model_files.choose_model_file
    folder: Choose = model_files.choose_model_folder
    target: Choose = model_files.choose_target_folder


class ModelsPage(Page):
    """Lists the models, and does with them what the user wants."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        downloads: ModelDownloads,
        choosers: Choosers | None = None,
    ) -> None:
        """Show them when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            downloads: does what takes long.
            choosers: how files and folders are chosen, if not by the system's dialogs.
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
        self._choosers = choosers or Choosers()
        self._cards: dict[str, ModelCard] = {}
        self._trouble = Notice(theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._files = ModelFiles(theme, self._choosers.file, self._choosers.folder)
        self._hub = ModelHub(asks, theme)
        # The engine needs a moment to leave what was cancelled.
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._list_models)
        self._lay_out()
        self._connect()
        self._show_work(downloads.current)

    def refresh(self) -> None:
        """Ask again."""
        self._list_models()
        self._hub.refresh()

    def forget_said(self) -> None:
        """See `Page.forget_said`. What fails while nobody looks is said until somebody did."""
        self._quiet()
        self._hub.forget_said()

    # Dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a model's file or folder."""
        if source_in(event.mimeData()) and self._downloads.current is None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it anywhere on the page."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import it."""
        if source := source_in(event.mimeData()):
            event.acceptProposedAction()
            self._files.take(source)

    # Layout

    def _lay_out(self) -> None:
        self.viewport().setAcceptDrops(True)
        self.column.addSpacing(8)
        self.column.addWidget(self._trouble)
        self.column.addLayout(self._list)
        self.add_section(
            self.tr("Add a model"),
            self.tr(
                "Take one that was downloaded elsewhere: a file that ends in {suffix}, or a folder "
                "or USB stick with one. Which model it is, Pictrove finds out by itself. It can "
                "also be dropped on this page."
            ).format(suffix=model_files.SUFFIX),
        )
        self.column.addWidget(self._files)
        self.add_section(
            self.tr("Where models come from"),
            self.tr(
                "Models are fetched from {hub}, and only when you agree. In a network without the "
                "internet, name the address of a copy of it. The proxy of the system is used."
            ).format(hub=model_words.host_of("")),
        )
        self.column.addWidget(self._hub)
        self.column.addStretch()

    def _connect(self) -> None:
        downloads = self._downloads
        downloads.progressed.connect(self._show_work)
        downloads.changed.connect(self._on_changed)
        downloads.finished.connect(self._on_finished)
        downloads.failed.connect(self._on_failed)
        self._files.source_wanted.connect(self._on_source)
        self._files.download_wanted.connect(self._on_name)
        self._files.cancel_wanted.connect(self._on_cancel)

    # What there is

    def _list_models(self) -> None:
        self._asks.ask(ListModels(), self._show, self._fail)

    def _show(self, models: tuple[ModelStatus, ...]) -> None:
        self._trouble.say("")
        there = {model.model_id for model in models}
        for model_id in [one for one in self._cards if one not in there]:
            self._cards.pop(model_id).deleteLater()
        for model in models:
            self._show_model(model)
        self._order_keyboard()
        self._show_work(self._downloads.current)

    def _show_model(self, model: ModelStatus) -> None:
        card = self._cards.get(model.model_id)
        if card is None:
            self._add_card(model)
            return
        took_over = card.model.takes_over and model.in_use
        card.show_model(model)
        if took_over:
            self._say_answers(model.model_id)

    def _order_keyboard(self) -> None:
        """Cards are made later than what stands below them."""
        of_cards = (stop for card in self._cards.values() for stop in card.stops)
        stops = (*of_cards, *self._files.stops, *self._hub.stops)
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)

    def _add_card(self, model: ModelStatus) -> None:
        card = ModelCard(model, self.theme)
        self._cards[model.model_id] = card
        self._list.addWidget(card)
        card.wanted.connect(self._on_wanted)
        card.cancel_wanted.connect(self._on_cancel)

    def _show_work(self, work: ModelWork | None) -> None:
        can_cancel = self._downloads.can_cancel
        for card in self._cards.values():
            card.show_work(work, can_cancel=can_cancel)
        mine = work is not None and work.model_id not in self._cards
        self._files.show_work(work, mine=mine, can_cancel=can_cancel)

    # What the user wants

    def _on_wanted(self, wish: Wish) -> None:
        self._quiet()
        model = self._cards[wish.model_id].model
        deeds: dict[Deed, Callable[[ModelStatus], object]] = {
            Deed.USE: self._use,
            Deed.GO_BACK: partial(self._use, at_once=True),
            Deed.USE_AT_ONCE: self._ask_at_once,
            Deed.CALL_OFF: self._call_off,
            Deed.DOWNLOAD: self._download,
            Deed.FETCH: self._fetch,
            Deed.IMPORT_FILE: lambda one: self._import(one, self._choosers.file),
            Deed.IMPORT_FOLDER: lambda one: self._import(one, self._choosers.folder),
            Deed.VERIFY: lambda one: self._downloads.verify(one.model_id),
            Deed.REMOVE: self._ask_removal,
        }
        deeds[wish.deed](model)

    def _on_source(self, source: Source) -> None:
        self._quiet()
        self._downloads.import_from(source.path, source.model_id)
        self._bring_into_sight(self._files)

    def _on_name(self, model_id: str) -> None:
        self._quiet()
        card = self._cards.get(model_id)
        self._download(card.model if card is not None else _unknown(model_id))

    def _on_cancel(self) -> None:
        self._downloads.cancel()
        self._settled.start()

    def _use(self, model: ModelStatus, *, at_once: bool = False) -> None:
        self._choose(UseModel(model.model_id, at_once), model.model_id, self._used)

    def _ask_at_once(self, model: ModelStatus) -> None:
        explanation = self.tr(
            "It has read {done} of %Ln photo(s). Only these can be found until it has read the "
            "others, in the background.",
            "",
            model.embedded + model.missing,
        ).format(done=texts.number(model.embedded))
        question = self.tr("Search with this model at once?")
        use = partial(self._use, model, at_once=True)
        confirm(self, question, explanation, self.tr("&Use at once"), use)

    def _call_off(self, model: ModelStatus) -> None:
        using = next((one for one in self._models() if one.in_use), None)
        if using is not None:
            self._choose(UseModel(using.model_id), model.model_id, self._called_off)

    def _choose(self, request: UseModel, model_id: str, done: Callable[[str], object]) -> None:
        """Ask for another model; what is said about it stands on the card of `model_id`."""
        self._set_choosing(choosing=True)
        self._asks.ask(
            request, lambda _: self._chosen(model_id, done), partial(self._fail_about, model_id)
        )

    def _chosen(self, model_id: str, done: Callable[[str], object]) -> None:
        def show(models: tuple[ModelStatus, ...]) -> None:
            self._show(models)
            self._set_choosing(choosing=False)
            done(model_id)

        self._asks.ask(ListModels(), show, partial(self._fail_about, model_id))

    def _used(self, model_id: str) -> None:
        card = self._cards.get(model_id)
        if card is not None and card.model.in_use:
            self._say_answers(model_id)

    def _say_answers(self, model_id: str) -> None:
        self._say(model_id, self.tr("This model answers from now on."))

    def _called_off(self, model_id: str) -> None:
        self._say(
            model_id, self.tr("It does not take over. What it has read of the photos is kept.")
        )

    def _download(self, model: ModelStatus) -> None:
        get = partial(self._downloads.get, model.model_id)
        agree_to_download(self, model, get, self._hub.hub)

    def _fetch(self, model: ModelStatus) -> None:
        folder = self._choosers.target(self)
        if folder:
            fetch = partial(self._downloads.fetch, model.model_id, folder)
            agree_to_fetch(self, model, folder, fetch, self._hub.hub)

    def _import(self, model: ModelStatus, choose: Choose) -> None:
        source = choose(self)
        if source:
            self._downloads.import_from(source, model.model_id)

    def _ask_removal(self, model: ModelStatus) -> None:
        RemovalQuestion(self, model, partial(self._remove, model.model_id)).open()

    def _remove(self, model_id: str, files: bool, embeddings: bool) -> None:
        self._asks.ask(
            RemoveModel(model_id, files, embeddings),
            partial(self._removed, model_id),
            partial(self._fail_about, model_id),
        )

    def _removed(self, model_id: str, removal: ModelRemoval) -> None:
        self._list_models()
        freed = texts.size(removal.freed_bytes)
        self._say(model_id, self.tr("Removed; {size} are free again.").format(size=freed))

    # What came of it

    def _on_changed(self) -> None:
        self._show_work(self._downloads.current)
        if self.in_sight and self._downloads.current is None:
            self._list_models()

    def _on_finished(self, work: ModelWork) -> None:
        if work.model_id in self._cards:
            self._say_finished(work)
        elif self.in_sight:
            self._asks.ask(ListModels(), partial(self._show_new, work), self._fail)

    def _show_new(self, work: ModelWork, models: tuple[ModelStatus, ...]) -> None:
        self._files.forget_name()
        self._show(models)
        self._say_finished(work)

    def _say_finished(self, work: ModelWork) -> None:
        if work.kind == VERIFY:
            text = self.tr("Every byte is as it was, and it computes the same: undamaged.")
        elif work.kind == FETCH:
            text = self.tr(
                "Its files are in {folder} now. On the other computer, add them in Settings > "
                "Models."
            ).format(folder=work.place)
        else:
            text = self.tr("It is ready to be used.")
        self._say(work.model_id, text)
        if work.kind == IMPORT and (card := self._cards.get(work.model_id)) is not None:
            card.take_focus()

    def _on_failed(self, work: ModelWork, error: Exception) -> None:
        if work.model_id in self._cards:
            self._say(work.model_id, trouble=texts.trouble(error))
        else:
            self._files.say_trouble(texts.trouble(error))

    def _say(self, model_id: str, news: str = "", trouble: str = "") -> None:
        """Say it on the card of the model, where it is seen."""
        card = self._cards.get(model_id)
        if card is not None:
            card.say(news, trouble)
            self._bring_into_sight(card)

    def _bring_into_sight(self, part: QWidget) -> None:
        def scroll() -> None:
            self.ensureWidgetVisible(part, 0, 8)

        QTimer.singleShot(0, part, scroll)  # when it has its new size

    def _models(self) -> list[ModelStatus]:
        return [card.model for card in self._cards.values()]

    def _set_choosing(self, *, choosing: bool) -> None:
        for card in self._cards.values():
            card.set_choosing(choosing)

    def _quiet(self) -> None:
        self._trouble.say("")
        self._files.say_trouble("")
        for card in self._cards.values():
            card.say()

    def _fail_about(self, model_id: str, error: Exception) -> None:
        self._set_choosing(choosing=False)
        self._say(model_id, trouble=texts.trouble(error))

    def _fail(self, error: Exception) -> None:
        self._trouble.say(texts.trouble(error))


def _unknown(model_id: str) -> ModelStatus:
    """A model of which only the name is known."""
    return ModelStatus(model_id, "", "unknown", 0, ready=False, in_use=False, download_bytes=None)
