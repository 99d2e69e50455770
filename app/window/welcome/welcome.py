"""The page of the first start: what Pictrove is, the first folders, and their first photos."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.window import texts
from app.window.asking import Asks, ignore
from app.window.background import Background
from app.window.model_downloads import ModelDownloads
from app.window.owned_asks import OwnedAsks, while_alive
from app.window.settings.parts import Notice, label, row_of
from app.window.state import StateStore
from app.window.theme.theme import Theme
from app.window.welcome import samples as sample_photos
from app.window.welcome.better_model import BetterModel
from app.window.welcome.first_photos import FirstPhotos
from app.window.welcome.folder_choice import ChooseFolder, FolderChoice
from indexer.client import Activity, Status
from indexer.requests import GetStatus, Index, Watch

_POLL_MS = 1000
_ICON = 72
_LETTERS_WIDE = 96


class Welcome(QScrollArea):
    """Two steps in the window itself: choosing folders, and their first photos.

    Signals:
        finished(): the user goes on; the state knows that it was gone through.
    """

    finished = Signal()

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        state: StateStore,
        background: Background,
        downloads: ModelDownloads,
        samples: Path,
        parent: QWidget | None = None,
        *,
        pictures: str | None = None,
        choose_folder: ChooseFolder | None = None,
    ) -> None:
        """Show the first step.

        Args:
            asks: the engine.
            theme: the look.
            state: remembers that the welcome was gone through.
            background: where folders are looked at and samples are copied.
            downloads: fetches the better model.
            samples: the folder for sample photos; it must not belong to Pictrove's own.
            parent: owns this page.
            pictures: the Pictures folder, if it is not the one that the system names.
            choose_folder: lets the user choose a folder; empty if none was chosen.
        """
        super().__init__(parent)
        self._asks = OwnedAsks(asks, self)
        self._lasting = asks
        self._theme = theme
        self._state = state
        self._background = background
        self._samples = samples
        self._open = 0
        self._unanswered = ""
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._shield = QLabel()
        self._steps = QStackedWidget()
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._look)
        self._make_first_step(FolderChoice(theme, background, pictures, choose_folder))
        self._make_second_step(BetterModel(asks, theme, downloads))
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def step(self) -> str:
        """Which is shown: "folders" or "photos"."""
        return ("folders", "photos")[self._steps.currentIndex()]

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now; without it, the page asks once a second."""
        if self.step == "photos":
            self._first.show_activity(activity)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on looking; the keyboard is where one begins."""
        super().showEvent(event)
        if self.step == "photos":
            self._timer.start()
            self._go_on.setFocus()
        else:
            self._focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is asked."""
        super().hideEvent(event)
        self._timer.stop()

    # Parts

    def _make_first_step(self, folders: FolderChoice) -> None:
        self._folders = folders
        self._folders.changed.connect(self._on_chosen_changed)
        self._watch = QCheckBox(self.tr("&Keep watching these folders for new photos"))
        self._watch.setChecked(True)
        self._trouble = Notice(self._theme)
        self._start = QPushButton(self.tr("Sta&rt"))
        self._start.setEnabled(False)
        self._start.clicked.connect(self._on_start)
        self._try = QPushButton(self.tr("&Try it with sample photos"))
        self._try.clicked.connect(self._on_try)
        self._try.setVisible(sample_photos.available())
        self._later = QPushButton(self.tr("&Not now"))
        self._later.clicked.connect(self._finish)

    def _make_second_step(self, better: BetterModel) -> None:
        self._better = better
        self._more_trouble = Notice(self._theme)
        self._first = FirstPhotos(self._theme)
        self._go_on = QPushButton(self.tr("Search &now"))
        self._go_on.clicked.connect(self._finish)
        self._back = QPushButton(self.tr("&Choose other folders"))
        self._back.hide()
        self._back.clicked.connect(self._on_back)

    # Layout

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Welcome"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (self._start, self._go_on, self._try, self._later, self._back):
            button.setAutoDefault(True)  # Enter presses it: it stands in no dialog
        for button in (self._start, self._go_on):
            button.setProperty("kind", "primary")
        for button in (self._try, self._later, self._back):
            button.setProperty("kind", "quiet")
        self._steps.addWidget(self._folders_step())
        self._steps.addWidget(self._photos_step())
        middle = QWidget()
        middle.setMaximumWidth(_LETTERS_WIDE * self.fontMetrics().averageCharWidth())
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 32, 24, 32)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addSpacing(8)
        column.addWidget(self._steps)
        column.addStretch(3)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        self.setWidget(content)

    def _folders_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        headline = label(self.tr("Find any photo by saying what is in it"), "title")
        about = label(
            self.tr(
                "Pictrove looks at the photos on this computer, and finds them again by your own "
                "words, or by a picture like them."
            )
        )
        for words in (headline, about):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addWidget(self._promise())
        column.addSpacing(6)
        column.addWidget(label(self.tr("Where are your photos?"), "heading"))
        column.addWidget(self._folders)
        column.addWidget(self._watch)
        column.addWidget(self._trouble)
        buttons = row_of(self._start, self._later, self._try)
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addStretch()
        return step

    def _promise(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Nothing leaves this computer"), "heading"))
        words.addWidget(
            label(
                self.tr("No account, no upload, no network. Your photos are read, never changed."),
                "muted",
            )
        )
        row.addWidget(self._shield)
        row.addLayout(words, 1)
        return card

    def _photos_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._first)
        column.addWidget(self._more_trouble)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._back)
        buttons.addWidget(self._go_on)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addSpacing(10)
        column.addWidget(self._better)
        column.addStretch()
        return step

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.icon("pictrove", "").pixmap(_ICON, _ICON))
        side = self.fontMetrics().height() * 2
        self._shield.setPixmap(self._theme.icon("shield", "good").pixmap(side, side))

    # The first step

    def _on_chosen_changed(self) -> None:
        self._start.setEnabled(bool(self._folders.chosen) and not self._open)
        if self.focusWidget() is self._folders.focusProxy():
            self._focus_first()

    def _focus_first(self) -> None:
        """What Enter is most likely meant for."""
        (self._start if self._start.isEnabled() else self._folders).setFocus()

    def _on_start(self) -> None:
        self._begin(self._folders.chosen, watch=self._watch.isChecked())

    def _begin(self, folders: tuple[str, ...], *, watch: bool) -> None:
        self._say("")
        if not watch:
            # It goes on when this page is gone: what was begun is not given up.
            failed = while_alive(self, self._on_index_failed)
            self._lasting.ask(Index(folders), ignore, failed)
            self._show_photos()
            return
        for folder in folders:
            self._open += 1
            self._asks.ask(Watch(folder), self._on_watched, partial(self._on_refused, folder))
        self._on_chosen_changed()

    def _on_watched(self, _: object) -> None:
        self._open -= 1
        self._show_photos()

    def _on_refused(self, folder: str, error: Exception) -> None:
        self._open -= 1
        sentence = texts.trouble(error)
        told = sentence if folder in sentence else f"{folder}: {sentence}"
        self._say("\n".join(filter(None, [self._trouble.text, told])))
        self._on_chosen_changed()

    def _on_index_failed(self, error: Exception) -> None:
        self._say(texts.trouble(error))

    def _say(self, trouble: str) -> None:
        """Both steps tell it: which one is in sight depends on what else worked."""
        self._trouble.say(trouble)
        self._more_trouble.say(trouble)

    def _on_try(self) -> None:
        self._say("")
        self._try.setEnabled(False)
        self._background.run(
            partial(sample_photos.copy_samples, self._samples),
            while_alive(self, self._on_copied),
            while_alive(self, self._on_not_copied),
        )

    def _on_copied(self, trouble: str) -> None:
        self._try.setEnabled(True)
        if trouble:
            self._say(trouble)
        else:
            self._begin((str(self._samples),), watch=True)

    def _on_not_copied(self, error: Exception) -> None:
        self._try.setEnabled(True)
        self._say(
            self.tr("The sample photos cannot be written to {folder} ({reason}).").format(
                folder=self._samples, reason=error
            )
        )

    # The second step

    def _show_photos(self) -> None:
        if self.step == "photos":
            return
        self._steps.setCurrentIndex(1)
        self._on_chosen_changed()
        self._better.refresh()
        self._go_on.setFocus()
        self.verticalScrollBar().setValue(0)
        self._look()
        self._timer.start()

    def _look(self) -> None:
        self._asks.ask(GetStatus(), self._take, self._on_no_status)

    def _on_no_status(self, error: Exception) -> None:
        self._unanswered = texts.trouble(error)
        self._say(self._unanswered)

    def _take(self, status: Status) -> None:
        if self._unanswered and self._unanswered == self._more_trouble.text:
            self._say("")  # the engine is back
        self._unanswered = ""
        self._first.show_status(status)
        self._back.setVisible(self._first.found_nothing)

    def _on_back(self) -> None:
        self._timer.stop()
        self._say("")
        self._steps.setCurrentIndex(0)
        self._focus_first()

    def _finish(self) -> None:
        self._on_back()  # whoever comes here again wants to choose folders
        self._state.change(welcomed=True)
        self.finished.emit()
