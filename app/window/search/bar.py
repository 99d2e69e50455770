"""The search bar: what is searched for, and every way to say it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.window.asking import Asks
from app.window.background import Background
from app.window.search import incoming
from app.window.search.cameras import Cameras, InstalledCameras
from app.window.search.picture_chips import PictureChips
from app.window.search.picture_dialogs import PictureDialogs
from app.window.search.term_field import TermField
from app.window.search.terms import Terms, term_of_words
from app.window.state import StateStore
from app.window.theme.theme import Theme
from indexer.query import Filters, PictureTerm
from indexer.reports import Facets

if TYPE_CHECKING:
    from app.window.search.chip import Chip
    from app.window.search.suggestion_list import SuggestionList
    from app.window.search.suggestions import Suggestion, SuggestionIndex


class SearchBar(QWidget):
    """One field for words and pictures.

    Signals:
        terms_changed(tuple): something else is searched for; at every key.
        submitted(): Enter: the user wants to see the results now.
        filters_wanted(Filters): a suggestion was chosen that narrows the photos.
        save_wanted(): the user wants to keep this search.
        trouble(str): a sentence for the user: what was not taken, and what to do.
        bug_found(Exception): something that should not happen.
    """

    terms_changed = Signal(tuple)
    submitted = Signal()
    filters_wanted = Signal(Filters)
    save_wanted = Signal()
    trouble = Signal(str)
    bug_found = Signal(Exception)

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        state: StateStore,
        parent: QWidget | None = None,
        *,
        cameras: Cameras | None = None,
    ) -> None:
        """Be empty.

        Args:
            asks: whom to ask for pictures.
            theme: colours and icons.
            state: remembers what was searched for.
            parent: owns the bar.
            cameras: those of the computer, if not said otherwise.
        """
        super().__init__(parent)
        self._theme = theme
        self._state = state
        self._cameras: Cameras = cameras or InstalledCameras()
        self._told: Terms = ()
        self._is_filtered = False
        self._index: SuggestionIndex | None = None
        self._background = Background(self)
        self.field = TermField(theme)
        self._area = self.field.area
        self._pictures = PictureChips(asks, self._area, self._background, self)
        self._dialogs = PictureDialogs(asks, theme, self)
        self._list: SuggestionList | None = None
        self._lay_out()
        self._connect()
        self._apply_terms()

    # What is searched for

    def terms(self) -> Terms:
        """What is searched for: the chips, and the words behind them."""
        return self._area.terms()

    def set_terms(self, terms: Terms) -> None:
        """Search for this instead."""
        self._area.set_terms(terms)

    def clear(self) -> None:
        """Search for nothing."""
        self._area.set_terms(())

    def add_picture(self, term: PictureTerm) -> None:
        """Search for a picture, too, which is known to be one."""
        self._area.add(term)

    def add_words(self, words: str) -> None:
        """Search for words, too."""
        self._area.add_words(words)

    def set_filtered(self, filtered: bool) -> None:
        """Whether filters narrow the photos: then even a search without terms can be saved."""
        self._is_filtered = filtered
        self._apply_terms()

    def focus_words(self) -> None:
        """Let the user type."""
        self._area.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.edit.selectAll()

    def set_facets(self, facets: Facets) -> None:
        """Suggest from what the photos of the library have in common."""
        from app.window.search.facet_entries import entries_of
        from app.window.search.suggestions import SuggestionIndex

        today, locale = date.today(), QLocale()  # noqa: DTZ011 - the user's day
        self._background.run(
            lambda _: SuggestionIndex(entries_of(facets, today, locale)), self._take_index
        )

    def close_workers(self) -> None:
        """End the threads; the bar is of no use afterwards."""
        self._dismiss()
        self._background.close()

    def _take_index(self, index: SuggestionIndex) -> None:
        self._index = index

    @Slot()
    def _apply_terms(self) -> None:
        words = self._area.edit.text()
        terms = self.terms()
        self.field.keep.setVisible(term_of_words(words) is not None)
        self.field.clear.setVisible(bool(words or self._area.chips))
        self.field.save.setEnabled(bool(terms) or self._is_filtered)
        if terms != self._told:
            self._told = terms
            self.terms_changed.emit(terms)

    # Building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        self.setFocusProxy(self._area.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        self.field.add_picture.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.field.add_picture)
        menu.aboutToShow.connect(self._fill_menu)
        self.field.add_picture.setMenu(menu)

    def _connect(self) -> None:
        edit = self._area.edit
        edit.typed.connect(self._offer)
        edit.entered.connect(self._offer)
        edit.down_pressed.connect(self._offer)
        edit.left.connect(self._on_left)
        edit.submitted.connect(self._on_submitted)
        edit.paste_wanted.connect(self.paste)
        self._area.terms_touched.connect(self._apply_terms)
        self._area.part_wanted.connect(self._on_part_wanted)
        self._area.words_kept.connect(self._state.remember_search)
        self._pictures.trouble.connect(self.trouble)
        self._dialogs.files_chosen.connect(self._pictures.add_files)
        self._dialogs.photo_taken.connect(self._on_taken)
        self._background.bug_found.connect(self.bug_found)
        self.field.keep.clicked.connect(self._on_keep)
        self.field.clear.clicked.connect(self._on_clear)
        self.field.save.clicked.connect(self.save_wanted)

    @Slot()
    def _fill_menu(self) -> None:
        menu = self.field.add_picture.menu()
        menu.clear()
        icon = self._theme.icon
        menu.addAction(icon("folder-open"), self.tr("Choose a picture…"), self.choose_file)
        paste = menu.addAction(icon("clipboard-paste"), self.tr("Paste a picture"), self.paste)
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # only to be seen
        paste.setShortcutVisibleInContextMenu(True)
        paste.setEnabled(incoming.is_more_than_words(_clipboard()))
        if self._cameras.names():
            menu.addAction(icon("webcam"), self.tr("Take a photo…"), self.take_photo)

    # Words

    @Slot()
    def _on_submitted(self) -> None:
        self._dismiss()
        self._remember()
        self.submitted.emit()

    @Slot()
    def _on_left(self) -> None:
        self._dismiss()
        self._remember()

    @Slot()
    def _on_keep(self) -> None:
        self._area.keep_words()
        self._area.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_clear(self) -> None:
        self.clear()
        self._area.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self) -> None:
        if term_of_words(self._area.edit.text()) is not None:
            self._state.remember_search(self._area.edit.text())

    # Suggestions

    @Slot()
    def _offer(self) -> None:
        from app.window.search.suggester import suggest
        from app.window.search.suggestions import SuggestionIndex

        words = self._area.edit.text()
        at_end = self._area.edit.cursorPosition() == len(words)
        recent = self._state.state.recent
        index = self._index or SuggestionIndex()
        self._made_list().offer(suggest(words, index, recent, QLocale()) if at_end else ())

    def _made_list(self) -> SuggestionList:
        """The list, which is made when there is first something to suggest."""
        if self._list is None:
            from app.window.search.suggestion_list import SuggestionList

            self._list = SuggestionList(self._theme, self.field)
            self._list.chosen.connect(self._on_chosen)
            self._list.forgotten.connect(self._on_forgotten)
            self._area.edit.set_key_taker(self._list)
        return self._list

    def _dismiss(self) -> None:
        if self._list is not None:
            self._list.dismiss()

    @Slot(object)
    def _on_chosen(self, suggestion: Suggestion) -> None:
        from app.window.search.suggester import words_without

        edit = self._area.edit
        if suggestion.filters is None:
            edit.setText(suggestion.text)
            return
        edit.setText(words_without(edit.text(), suggestion.typed))
        self.filters_wanted.emit(suggestion.filters)

    @Slot(object)
    def _on_forgotten(self, suggestion: Suggestion) -> None:
        recent = self._state.state.recent
        self._state.change(recent=tuple(one for one in recent if one != suggestion.text))
        self._offer()

    # Pictures

    @Slot()
    def choose_file(self) -> None:
        """Let the user choose pictures."""
        self._dialogs.choose_files()

    @Slot()
    def paste(self) -> None:
        """Search for what the clipboard holds."""
        self._accept(_clipboard(), self.tr("picture from the clipboard"), typing=True)

    def has_camera(self) -> bool:
        """Whether a photo can be taken now."""
        return bool(self._cameras.names())

    @Slot()
    def take_photo(self) -> None:
        """Search with a photo that the camera takes now."""
        if self.has_camera():
            self._dialogs.take_photo(self._cameras)
        else:
            self.trouble.emit(self.tr("No camera was found. Connect one, then try again."))

    @Slot(object)
    def _on_taken(self, image: QImage) -> None:
        self._pictures.add_image(image, self.tr("photo from the camera"))

    @Slot(object)
    def _on_part_wanted(self, chip: Chip) -> None:
        if isinstance(chip.term, PictureTerm):
            self._dialogs.choose_part(chip.term, partial(self._area.change, chip))

    # What is dropped and pasted

    def can_accept(self, mime: QMimeData) -> bool:
        """Whether something of use may be dropped."""
        return incoming.could_be_taken(mime)

    def accept_mime(self, mime: QMimeData) -> bool:
        """Search for what was dropped anywhere in the window; whether it was of use."""
        return self._accept(mime, self.tr("picture from the browser"), typing=False)

    def _accept(self, mime: QMimeData, name: str, *, typing: bool) -> bool:
        came = incoming.read(mime)
        if came.files:
            self._pictures.add_files(came.files)
        elif came.data:
            for data in came.data:
                self._pictures.add_data(data, name)
        elif came.image is not None:
            self._pictures.add_image(came.image, name)
        elif came.is_web:
            self.trouble.emit(
                self.tr(
                    "Pictrove fetches nothing from the web. Save or copy the picture in the "
                    "browser, and drop or paste it here."
                )
            )
            return False
        elif came.words and typing:
            self._area.edit.insert(came.words)
        elif came.words:
            self._area.add_words(came.words)
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that it would be taken."""
        if self.can_accept(event.mimeData()):
            self.field.set_target(is_target=True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing would be taken any more."""
        del event
        self.field.set_target(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.field.set_target(is_target=False)
        if self.accept_mime(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """Suggestions do not stay behind."""
        super().hideEvent(event)
        self._dismiss()


def _clipboard() -> QMimeData:
    """What the clipboard holds; Qt says None where it holds nothing."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()
