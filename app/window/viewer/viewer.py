"""The viewer: one photo fills the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.window.asking import Asks
from app.window.background import Background
from app.window.state import StateStore
from app.window.theme.theme import Theme
from app.window.viewer.bar import ViewerBar
from app.window.viewer.details import DetailsPanel
from app.window.viewer.full_screen import FullScreen
from app.window.viewer.keys import ViewerActions
from app.window.viewer.note import Note
from app.window.viewer.part_chooser import PartChooser
from app.window.viewer.pictures import Pictures
from app.window.viewer.rows import Rows
from app.window.viewer.showing import Showing
from app.window.viewer.slideshow import Slideshow
from app.window.viewer.stage import Stage
from app.window.viewer.zoom import Mode
from indexer.client import Photo
from indexer.query import PictureTerm, Region

_MOST_FOR_DETAILS = 0.45  # of the viewer's width


class Viewer(QWidget):
    """Shows the photos of a model, one at a time, with what is known of them.

    Signals:
        closed(): the user wants to go back.
        row_changed(int): another photo is shown.
        part_wanted(PictureTerm): photos like this part of the photo are wanted.
        keyword_wanted(str): photos with this keyword are wanted.
        menu_wanted(QPoint): the menu of the photo is wanted there, on the screen.
        full_screen_changed(bool): whether the window is full screen now.
    """

    closed = Signal()
    row_changed = Signal(int)
    part_wanted = Signal(PictureTerm)
    keyword_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    full_screen_changed = Signal(bool)

    def __init__(
        self,
        model: Rows,
        asks: Asks,
        background: Background,
        theme: Theme,
        state: StateStore,
        parent: QWidget | None = None,
    ) -> None:
        """A viewer of no photo yet.

        Args:
            model: the photos to go through.
            asks: shows them, and tells what is known of them.
            background: works out histograms, and smaller pictures of large ones.
            theme: for colours and icons.
            state: keeps the user's choices.
            parent: owns this widget.
        """
        super().__init__(parent)
        self._model, self._asks, self._background = model, asks, background
        self._theme, self._state = theme, state
        self._row = -1
        self._photo_id: int | None = None
        self._slideshow: Slideshow | None = None
        self._part: PartChooser | None = None
        self.controls = ViewerActions(theme, self)
        self.stage = Stage(theme)
        self.note = Note(theme, self.stage)
        self.bar = ViewerBar(self.controls, theme, self.stage.set_scale)
        self.details = DetailsPanel(asks, background, theme)
        self._showing = Showing(model, Pictures(asks, self), background, self.stage, self.note)
        self._lay_out()
        self._full_screen = FullScreen(self, self.bar, self.stage)
        self._connect()
        self._connect_actions()
        self._follow_model()

    # For the window

    def open(self, row: int) -> None:
        """Show the photo of a row."""
        if not 0 <= row < self._model.rowCount():
            return
        self._show(row)
        self.stage.setFocus()

    def leave(self) -> None:
        """Go back; nothing is asked for any more."""
        self._full_screen.leave()
        self._forget()
        self.closed.emit()

    def current_row(self) -> int:
        """Of the photo that is shown; -1 for none."""
        return self._row

    def current_id(self) -> int | None:
        """Of the photo that is shown."""
        return self._photo_id

    def current_photo(self) -> Photo | None:
        """That is shown, as far as it is known."""
        return self._showing.photo

    def set_mark_actions(self, favourite: QAction, ratings: Sequence[QAction]) -> None:
        """Show marks as buttons that trigger these; `ratings[n]` gives n stars."""
        self.bar.set_mark_actions(favourite, ratings)

    def add_actions(self, actions: Iterable[QAction]) -> None:
        """Have buttons for these, too."""
        self.bar.add_actions(actions)

    def start_slideshow(self, row: int | None = None) -> None:
        """Show one photo after the other in full screen, from this one on, or from a row."""
        if self._slideshow is not None or not self._model.rowCount():
            return
        self._slideshow = Slideshow(
            self._model, self._asks, self._background, self._theme, self._state, self
        )
        self._slideshow.ended.connect(self._on_slideshow_ended)
        first = self._row if row is None else row
        self._slideshow.start(min(max(0, first), self._model.rowCount() - 1))

    # Layout

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.stage, 1)
        body.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(body, 1)
        self.setFocusProxy(self.stage)
        self.details.setVisible(self._state.state.show_details)
        self.controls.details.setChecked(self._state.state.show_details)

    def _connect(self) -> None:
        self.stage.zoom_changed.connect(self._on_zoom_changed)
        self.stage.placed.connect(self._on_placed)
        self.stage.menu_wanted.connect(self.menu_wanted)
        self.stage.back_wanted.connect(self.leave)
        self.details.keyword_wanted.connect(self.keyword_wanted)
        self.details.close_wanted.connect(self.controls.details.trigger)
        self._showing.pictured.connect(self._on_pictured)
        self._full_screen.changed.connect(self._on_full_screen_changed)

    def _connect_actions(self) -> None:
        controls, stage = self.controls, self.stage
        for action, do in (
            (controls.back, self._on_back),
            (controls.previous, lambda: self._go(self._row - 1)),
            (controls.next, lambda: self._go(self._row + 1)),
            (controls.left, lambda: self._move(-1)),
            (controls.right, lambda: self._move(1)),
            (controls.first, lambda: self._go(0)),
            (controls.last, lambda: self._go(self._model.rowCount() - 1)),
            (controls.up, lambda: stage.pan(0, -1)),
            (controls.down, lambda: stage.pan(0, 1)),
            (controls.larger, lambda: stage.step(1)),
            (controls.smaller, lambda: stage.step(-1)),
            (controls.fit, stage.fit),
            (controls.actual, lambda: stage.set_scale(1.0)),
            (controls.fill, stage.fill),
            (controls.part, self._toggle_part),
            (controls.details, self._toggle_details),
            (controls.slideshow, self.start_slideshow),
            (controls.full_screen, self._full_screen.toggle),
            (controls.menu, lambda: self.menu_wanted.emit(self.bar.menu_point)),
        ):
            action.triggered.connect(partial(_call, do))
            action.triggered.connect(self._check)
        self.addActions(controls.all())
        stage.addActions(list(controls.of_moving()))

    def _follow_model(self) -> None:
        self._model.dataChanged.connect(self._on_data_changed)
        self._model.modelReset.connect(self._on_rows_changed)
        self._model.rowsInserted.connect(self._on_rows_changed)
        self._model.rowsRemoved.connect(self._on_rows_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details take no more than their share."""
        super().resizeEvent(event)
        width = min(self.details.sizeHint().width(), int(self.width() * _MOST_FOR_DETAILS))
        self.details.setFixedWidth(width)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is asked for in vain."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._showing.pause()

    def showEvent(self, event: QShowEvent) -> None:
        """Here again, perhaps with the photo from before."""
        super().showEvent(event)
        if not event.spontaneous():
            self._showing.resume()

    def sizeHint(self) -> QSize:
        """A window's."""
        return QSize(1100, 720)

    # Which photo

    def _go(self, row: int) -> None:
        last = self._model.rowCount() - 1
        row = min(max(row, 0), last)
        if row >= 0 and row != self._row:
            self._show(row)

    def _move(self, step: int) -> None:
        """Along the photo if there is more of it than is seen, or else to its neighbour."""
        if self.stage.can_pan:
            self.stage.pan(step, 0)
        else:
            self._go(self._row + step)

    def _show(self, row: int) -> None:
        self._end_part()
        self._row, self._photo_id = row, self._model.photo_id(row)
        self._showing.show(row)
        self._tell()
        self._ask_details()
        self.row_changed.emit(row)

    def _forget(self) -> None:
        self._end_part()
        self._row, self._photo_id = -1, None
        self._showing.stop()
        self.details.clear()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._row < 0 or not (first.row() - 2 <= self._row <= last.row() + 2):
            return
        before = self.current_photo()
        self._showing.refresh()
        self._tell()
        if self.current_photo() != before:
            self._ask_details()

    @Slot()
    def _on_rows_changed(self) -> None:
        """Stay with the photo, wherever it is now; if it is gone, with its place."""
        if self._row < 0 or self._photo_id is None:
            return
        rows = self._model.rowCount()
        if not rows:
            self.leave()
            return
        row = self._model.row_of(self._photo_id)
        if row is None:
            self._show(min(self._row, rows - 1))
            return
        moved = row != self._row
        self._row = row
        self._showing.move(row)
        self._tell()
        if moved:
            self.row_changed.emit(row)

    def _tell(self) -> None:
        photo, rows = self.current_photo(), self._model.rowCount()
        self.bar.show_photo(photo, self._row, rows)
        name, position, _ = self.bar.texts
        self.stage.setAccessibleName(name or self.tr("Photo"))
        self.stage.setAccessibleDescription(position)
        self.controls.previous.setEnabled(self._row > 0)
        self.controls.first.setEnabled(self._row > 0)
        self.controls.next.setEnabled(self._row < rows - 1)
        self.controls.last.setEnabled(self._row < rows - 1)
        self._check()

    # What is done

    @Slot()
    def _check(self) -> None:
        """Buttons show how things are, however they came to be so."""
        zoom = self.stage.zoom
        controls = self.controls
        controls.fit.setChecked(zoom is not None and zoom.mode is Mode.FIT)
        controls.fill.setChecked(zoom is not None and zoom.mode is Mode.FILL)
        controls.actual.setChecked(zoom is not None and zoom.scale == 1)
        controls.part.setChecked(self._part is not None)
        controls.full_screen.setChecked(self._full_screen.is_on)

    @Slot()
    def _on_zoom_changed(self) -> None:
        zoom = self.stage.zoom
        self.bar.show_scale(zoom.scale if zoom else None)
        self._check()

    @Slot()
    def _on_placed(self) -> None:
        """What lies above the stage follows it."""
        self.note.place()
        self._full_screen.place_bar()
        if self._part is not None:
            self._part.setGeometry(self.stage.rect())
            self._part.follow(self.stage.picture_rect)

    @Slot()
    def _on_pictured(self) -> None:
        if not self.details.isHidden():
            self.details.show_picture(self._showing.picture)

    def _on_back(self) -> None:
        if self._part is not None:
            self._end_part()
        elif self._full_screen.is_on:
            self._full_screen.leave()
        else:
            self.leave()

    def _toggle_details(self) -> None:
        shown = self.details.isHidden()
        if not shown:
            self.stage.setFocus()
        self.details.setVisible(shown)
        self.controls.details.setChecked(shown)
        self._state.change(show_details=shown)
        self._ask_details()
        self._on_pictured()

    def _ask_details(self) -> None:
        if self.details.isHidden():
            self.details.clear()
        elif self._photo_id is not None:
            self.details.show_photo(self._photo_id, self.current_photo())

    def _on_full_screen_changed(self, is_on: bool) -> None:
        self._check()
        self.full_screen_changed.emit(is_on)

    def _on_slideshow_ended(self, row: int) -> None:
        self._slideshow = None
        if self._row >= 0:
            self._go(row)
            self.stage.setFocus()
        else:
            self.row_changed.emit(row)

    # A part of the photo

    def _toggle_part(self) -> None:
        if self._part is not None:
            self._end_part()
        elif self.current_photo() is not None and self.stage.zoom is not None:
            self._part = PartChooser(self._theme, self.stage)
            self._part.chosen.connect(self._on_part_chosen)
            self._part.cancelled.connect(self._end_part)
            self._part.start(self.stage.picture_rect)

    def _on_part_chosen(self, region: Region) -> None:
        photo = self.current_photo()
        self._end_part()
        if photo is not None:
            self.part_wanted.emit(PictureTerm(photo.path, region=region))

    @Slot()
    def _end_part(self) -> None:
        if self._part is not None:
            self.stage.setFocus()  # before Qt looks for another place
            self._part.hide()
            self._part.deleteLater()
            self._part = None
            self._check()


def _call(do: Callable[[], None], _: bool = False) -> None:
    do()
