"""The main window: puts the parts beside each other, and does what they ask for.

What is made when it is first needed stands in `lazy_parts.py`, who hears of what in `wiring.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from app.window.answers import Answers
from app.window.engine_texts import in_own_words
from app.window.frame import Frame
from app.window.geometry import restore_geometry, stored_geometry
from app.window.lazy_parts import LazyParts
from app.window.library_page import LibraryPage
from app.window.menus import Menus
from app.window.merging import can_save, merged
from app.window.message_bar import MessageBar
from app.window.parts import Parts
from app.window.results import ResultsModel, Thumbnails
from app.window.search.bar import SearchBar
from app.window.session import SearchSession
from app.window.wiring import complete
from indexer.client import Activity
from indexer.query import Filters, Order, PictureTerm, Query, SavedSearch

if TYPE_CHECKING:
    from app.window.activity_label import ActivityLabel
    from app.window.bug_report import BugReport
    from app.window.filters.active_filters import ActiveFilters
    from app.window.filters.side_panel import SidePanel
    from app.window.photos.actions import PhotoActions
    from app.window.photos.moving import Movings
    from app.window.tray import Tray

_INFO_SECONDS = 6.0
_STARTING_MS = 800
_MOST_LIKE = 8  # pictures that one search is made of, with "more like this"


class MainWindow(QMainWindow):
    """The window.

    Signals:
        quit_wanted(): the user wants Pictrove to end.
        ready(): it was painted for the first time and takes input.
    """

    quit_wanted = Signal()
    ready = Signal()

    side: SidePanel
    active: ActiveFilters
    activity: ActivityLabel
    photos: PhotoActions
    movings: Movings
    tray: Tray
    bugs: BugReport

    def __init__(self, parts: Parts) -> None:
        """Make what is needed to be seen and typed into; the rest follows in steps."""
        super().__init__()
        self._parts = parts
        self._shown = self._complete = self._quitting = False
        self._looked_row = -1
        link, theme, state = parts.link, parts.theme, parts.state
        self.session = SearchSession(link, Order(_known_order(state.state.order)), self)
        self.thumbnails = Thumbnails(link, self)
        self.model = ResultsModel(link, self.thumbnails, self)
        self.search_bar = SearchBar(link, theme, state)
        self.page = LibraryPage(self.model, state, theme)
        self.messages = MessageBar(theme)
        self.lazy = LazyParts(parts, self)
        self.answers = Answers(parts, self)
        self.menus = Menus(self, theme, state)
        self._chosen = QLabel()
        self._lay_out()
        self.setWindowTitle("Pictrove")
        self.apply_state()
        self.search_bar.focus_words()

    # What others ask of the window

    def start(self) -> None:
        """Make the rest, connect to the engine, and show what it has."""
        complete(self, self._parts)
        self._complete = True
        QTimer.singleShot(_STARTING_MS, self.answers, self.answers.say_starting)
        self._parts.link.connect_engine()
        if self._parts.tray and self.tray.available:
            self.tray.show()

    def chosen_ids(self) -> tuple[int, ...]:
        """The photos that an action is about: the one that is looked at, or those chosen."""
        if self.is_looking:
            photo = self.lazy.viewer.current_id()
            return () if photo is None else (photo,)
        return tuple(self.page.view.chosen_ids())

    @property
    def is_looking(self) -> bool:
        """Whether the viewer is shown."""
        return self.lazy.made("viewer") and self._frame.page is self.lazy.viewer

    def say(self, text: str, kind: str = "info") -> None:
        """Say a sentence above the photos."""
        seconds = _INFO_SECONDS if kind == "info" else None
        self.messages.say(text, kind=kind, seconds=seconds)

    def say_error(self, error: Exception) -> None:
        """Say what went wrong."""
        self.say(in_own_words(str(error)), "error")

    def come_forward(self, files: tuple[Path, ...] = ()) -> None:
        """Be seen; search for photos like `files`, if there are any."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        if files:
            terms = tuple(PictureTerm(str(file)) for file in files[:_MOST_LIKE])
            # Not within filters: whoever comes from the file manager does not see them.
            self.show_query(Query(terms, order=self.session.query.order))

    # Searching

    def search_like(self, paths: tuple[str, ...]) -> None:
        """Search for photos like these."""
        self.search_for_pictures(tuple(PictureTerm(path) for path in paths[:_MOST_LIKE]))

    def search_for_pictures(self, terms: tuple[PictureTerm, ...]) -> None:
        """Search for pictures, or parts of them, instead of what was searched for."""
        self.show_library()
        self.search_bar.set_terms(terms)
        self.session.set_terms(terms)
        self.session.submit()

    def open_search(self, saved: SavedSearch) -> None:
        """Search for what was saved."""
        self.show_query(saved.query)

    def show_query(self, query: Query) -> None:
        """Search for all of that, and show it in all controls."""
        self.show_library()
        self.search_bar.set_terms(query.terms)
        self._show_filters(query.filters)
        self.page.set_order(query.order)
        self.session.set_query(query)

    def set_filters(self, filters: Filters) -> None:
        """Search within these filters, and show them."""
        self._show_filters(filters)
        self.session.set_filters(filters)

    def add_filters(self, more: Filters) -> None:
        """Search within these filters, too."""
        self.set_filters(merged(self.session.query.filters, more))

    def find_words(self) -> None:
        """Let words be typed, wherever the user is."""
        self.show_library()
        self.search_bar.focus_words()

    def save_search(self) -> None:
        """Keep what is searched for under a name."""
        self.show_library()
        self._parts.state.change(show_filters=True)
        self.side.saved.save(self.session.query)

    # Pages

    def show_library(self) -> None:
        """Show the photos that were found."""
        if self.is_looking:
            self.lazy.viewer.leave()
        self._show_page(self.page)

    def show_welcome(self) -> None:
        """Show the first steps."""
        self._show_page(self.lazy.welcome)

    def look_at(self, row: int) -> None:
        """Show one photo of the answer as large as it fits."""
        self._show_page(self.lazy.viewer)
        self.lazy.viewer.open(row)
        self.photos.set_enabled(enabled=True)

    def look_at_current(self) -> None:
        """Look at the photo that has the keyboard."""
        row = self.page.view.current_row()
        if row >= 0 and not self.is_looking:
            self.look_at(row)

    def start_slideshow(self) -> None:
        """Show the photos one after the other, from the current one on."""
        if self.model.rowCount():
            self.look_at(max(0, self.page.view.current_row()))
            self.lazy.viewer.start_slideshow()

    def open_settings(self, page: str = "folders") -> None:
        """Open the settings at a page."""
        self.lazy.settings.open_page(page)

    def open_cheat_sheet(self) -> None:
        """Show all keys."""
        from app.window.cheat_sheet import CheatSheet

        CheatSheet(self.menus.keys(self.lazy.viewer), self._parts.theme, self).open()

    def open_photo_menu(self, position: QPoint) -> None:
        """Open the menu of the photos that are chosen."""
        self.menus.photo_menu().popup(position)

    def open_folder(self, folder: str) -> None:
        """Show a folder in the file manager."""
        from app.window.photos.file_manager import open_folder

        if not open_folder(folder):
            self.say(
                self.tr("The file manager cannot open {folder}.").format(folder=folder), "warning"
            )

    def set_full_screen(self, on: bool) -> None:
        """Take the whole screen, or no longer."""
        (self.showFullScreen if on else self.showNormal)()

    def _show_page(self, page: QWidget) -> None:
        library = page is self.page
        self._frame.show_page(page, with_search=library)
        looking = self.is_looking
        self.menuBar().setVisible(not looking or sys.platform == "darwin")
        self.statusBar().setVisible(not looking)
        self.page.zoom.setVisible(library)
        self.menus.set_looking(looking)

    # What happens

    def on_connected(self) -> None:
        """There is an engine: ask for everything anew."""
        self.activity.set_connected(connected=True)
        self.answers.ask_status()
        self.session.start()
        self.side.filters.refresh()
        self.side.saved.refresh()

    def on_lost(self) -> None:
        """The engine is gone for a moment."""
        self.activity.set_connected(connected=False)

    def on_activity_changed(self, activity: Activity) -> None:
        """The engine does something else now."""
        self.activity.show_activity(activity)
        self.answers.note_activity(activity.state)
        self.tray.show_activity(activity)
        for name in ("welcome", "settings"):
            if self.lazy.made(name):
                getattr(self.lazy, name).show_activity(activity)

    def on_photos_changed(self) -> None:
        """Photos came, changed or went."""
        self.session.note_news()
        self.side.filters.refresh()
        if self.lazy.made("settings"):
            self.lazy.settings.refresh()
        self.answers.note_news()

    def on_submitted(self) -> None:
        """Enter was pressed: no more typing, on to the photos."""
        self.session.submit()
        if self.model.rowCount():
            self.page.view.setFocus()

    def on_order_changed(self, order: Order) -> None:
        """The user wants another order."""
        self._parts.state.change(order=order.value)
        self.session.set_order(order)

    def on_chosen_changed(self, number: int) -> None:
        """So many photos are chosen now."""
        self.photos.set_enabled(enabled=number > 0 or self.is_looking)
        self._chosen.setText(self.tr("%Ln selected", "", number) if number else "")

    def on_welcome_finished(self) -> None:
        """The first steps are done."""
        self.show_library()
        self.answers.ask_status()
        self.search_bar.focus_words()

    def on_row_looked_at(self, row: int) -> None:
        """The viewer shows the photo of this row."""
        self._looked_row = row

    def on_viewer_closed(self) -> None:
        """Back to the photos, to the one that was looked at last."""
        self._show_page(self.page)
        self.page.view.set_current_row(self._looked_row)
        self.page.view.setFocus()
        self.on_chosen_changed(self.page.view.chosen_count())

    def on_keyword_wanted(self, keyword: str) -> None:
        """Photos with this keyword."""
        self.show_library()
        self.add_filters(Filters(keywords=(keyword,)))

    def on_tray_settings(self) -> None:
        """The settings, from the tray."""
        self.come_forward()
        self.open_settings()

    def show_title(self) -> None:
        """Say in the title what is searched for."""
        from app.window.filters.describe import name_of

        name = name_of(self.session.query) if can_save(self.session.query) else ""
        self.setWindowTitle(f"{name} – Pictrove" if name else "Pictrove")

    def apply_state(self) -> None:
        """Be as the user chose."""
        state = self._parts.state.state
        self.page.apply_state(state)
        self._parts.theme.set_appearance(state.appearance)

    def _show_filters(self, filters: Filters) -> None:
        self.side.filters.set_filters(filters)
        self.active.set_filters(filters)

    # Layout

    def _lay_out(self) -> None:
        menus = self.menus
        self._frame = Frame(menus.show_filters, self.search_bar, menus.settings, self.messages)
        self._frame.show_page(self.page, with_search=True)
        self.setCentralWidget(self._frame)
        self.statusBar().addPermanentWidget(self._chosen)
        self.statusBar().addPermanentWidget(self.page.zoom)
        restore_geometry(self, self._parts.state.state.geometry)

    def _remember(self) -> None:
        widths = self.page.widths() or self._parts.state.state.splitter
        self._parts.state.change(geometry=stored_geometry(self), splitter=widths)

    # The end

    def quit(self) -> None:
        """End Pictrove's window; the engine goes on as the settings say."""
        self._quitting = True
        self.close()
        self.quit_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is to be remembered; stay in the tray if that is wanted."""
        self._remember()
        wanted = self._parts.state.state.close_to_tray and self._complete
        stays = wanted and self.tray.available
        if stays and not self._quitting:
            event.ignore()
            self.hide()
        elif not self._quitting:
            self._quitting = True
            self.quit_wanted.emit()

    def shut(self) -> None:
        """End all threads. The window is of no use afterwards."""
        if self._complete:
            self.tray.hide()
        self.search_bar.close_workers()
        self.model.close()
        self.thumbnails.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self, self.ready.emit)


def _known_order(value: str) -> Order:
    return Order(value) if value in [order.value for order in Order] else Order.RELEVANCE
