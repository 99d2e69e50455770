"""One photo after the other, in full screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.window.asking import Asks
from app.window.background import Background
from app.window.state import StateStore
from app.window.theme.theme import Theme
from app.window.viewer.awake import Awake, awake
from app.window.viewer.note import Note
from app.window.viewer.pictures import Pictures, Source, Wanted
from app.window.viewer.rows import Rows
from app.window.viewer.slide_bar import SlideBar
from app.window.viewer.zoom import fitted_side
from indexer.client import Photo

LEAST_SECONDS, MOST_SECONDS = 1, 60

_FADE_MS = 700
_IDLE_MS = 2500
_NOTE_MS = 1600
_AHEAD = 2
_MOST_FAILURES = 50


class Slideshow(QWidget):
    """Shows the photos of a model in turns, and begins again after the last one.

    Signals:
        ended(int): the row that was shown last.
    """

    ended = Signal(int)

    def __init__(
        self,
        model: Rows,
        asks: Asks,
        background: Background,
        theme: Theme,
        state: StateStore,
        parent: QWidget | None = None,
        *,
        timer: QTimer | None = None,
        keeps_awake: Awake | None = None,
    ) -> None:
        """A slideshow that is not shown yet.

        Args:
            model: the photos.
            asks: shows them.
            background: for keeping the screen on.
            theme: for colours, and whether things may move.
            state: keeps how long a photo is shown.
            parent: owns this window.
            timer: says when the next photo is due.
            keeps_awake: keeps the screen on.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self._model, self._theme, self._state = model, theme, state
        self._pictures = Pictures(asks, self)
        self._awake = keeps_awake or awake(background, self.tr("Slideshow"))
        self._row, self._step, self._failures = 0, 1, 0
        self._photo_id: int | None = None
        self._is_due = False
        self._is_same = False
        self._is_paused = False
        self._is_over = False
        self._slide: QPixmap | None = None
        self._last: QPixmap | None = None
        self._timer = timer or QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._hide_controls)
        self._quiet = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_FADE_MS)
        self._note = Note(theme, self)
        self._quiet.timeout.connect(lambda: self._note.say(""))
        self._bar = SlideBar(theme, self)
        self._bar.hide()
        self._prepare()
        self._connect()

    def start(self, row: int) -> None:
        """Begin with the photo of a row."""
        self._awake.start()
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()
        self._hide_controls()
        self._go_to(row, 1)

    def end(self) -> None:
        """Close the window."""
        if self._is_over:
            return
        self._is_over = True
        for timer in (self._timer, self._idle, self._quiet):
            timer.stop()
        self._fade.stop()
        self._pictures.want(())
        self._awake.stop()
        self.hide()
        self.ended.emit(self._row)
        self.deleteLater()

    @property
    def row(self) -> int:
        """That is shown, or waited for."""
        return self._row

    @property
    def is_paused(self) -> bool:
        """Whether it stays with this photo."""
        return self._is_paused

    @property
    def note(self) -> str:
        """What it says now."""
        return self._note.text

    def _prepare(self) -> None:
        self.setWindowTitle(self.tr("Slideshow"))
        self.setAccessibleName(self.tr("Slideshow"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    def _connect(self) -> None:
        self._pictures.arrived.connect(self._on_arrived)
        self._pictures.failed.connect(self._on_failed)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._on_faded)
        self._bar.previous_wanted.connect(lambda: self._go(-1))
        self._bar.next_wanted.connect(lambda: self._go(1))
        self._bar.pause_wanted.connect(self._toggle_pause)
        self._bar.change_wanted.connect(self._change_seconds)
        self._bar.end_wanted.connect(self.end)
        self._bar.show_state(self._state.state.slide_seconds, paused=False)
        self._model.dataChanged.connect(self._on_data_changed)
        for signal in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(self._on_rows_changed)

    # Which photo

    def _go(self, step: int) -> None:
        rows = self._model.rowCount()
        if rows:
            self._go_to((self._row + step) % rows, step)

    def _go_to(self, row: int, step: int) -> None:
        self._timer.stop()
        self._row, self._step = row, step
        self._photo_id = self._model.photo_id(row)
        self._is_due, self._is_same = True, False
        self._look()

    def _look(self) -> None:
        """Fetch what is due and what comes then; show it if it is here."""
        rows = self._model.rowCount()
        ahead = [(self._row + self._step * number) % rows for number in range(_AHEAD + 1)]
        wanted = [one for row in ahead if (one := self._wanted(self._model.photo(row)))]
        self._pictures.want(wanted)
        photo = self._model.photo(self._row)
        if self._is_due and photo is not None:
            self._show_if_here(photo)

    def _show_if_here(self, photo: Photo) -> None:
        wanted = self._wanted(photo)
        pixels = self._pictures.pixels(wanted) if wanted else None
        if pixels is not None:
            self._failures = 0
            self._show(QPixmap.fromImage(pixels.image))
        elif wanted is None or self._pictures.trouble(wanted) is not None:
            QTimer.singleShot(0, self, self._skip)

    def _skip(self) -> None:
        """Nobody wants to look at a sentence: go on, unless there is nothing else."""
        if self._is_over or not self._is_due:
            return
        self._failures += 1
        if self._failures >= min(self._model.rowCount(), _MOST_FAILURES):
            self._is_due = False
            self._say(self.tr("These photos cannot be shown now."), stays=True)
        else:
            self._go(self._step)

    def _show(self, slide: QPixmap) -> None:
        self._is_due = False
        last, self._slide = self._slide, slide
        if self._is_same:  # only sharper: the screen has another size
            self.update()
            return
        self._fade.stop()
        if last is not None and not self._theme.reduced_motion:
            self._last = last
            self._fade.start()
        self.update()
        self._wait()

    def _wait(self) -> None:
        if not self._is_paused and self._model.rowCount() > 1:
            self._timer.start(self._state.state.slide_seconds * 1000)

    def _wanted(self, photo: Photo | None) -> Wanted | None:
        if photo is None or photo.missing:
            return None
        size = self._pixels()
        picture = (photo.width or size.width(), photo.height or size.height())
        ratio = max(1.0, self.devicePixelRatioF())
        return Wanted(Source.of(photo), fitted_side((size.width(), size.height()), picture, ratio))

    def _on_timeout(self) -> None:
        self._go(1)

    def _on_arrived(self, wanted: Wanted) -> None:
        del wanted
        if self._is_due:
            self._look()

    def _on_failed(self, wanted: Wanted) -> None:
        self._on_arrived(wanted)

    def _on_data_changed(self) -> None:
        if self._is_over or self._photo_id is None:
            return
        # What comes then may be at the other end.
        self._look()

    def _on_rows_changed(self) -> None:
        rows = self._model.rowCount()
        if self._is_over or self._photo_id is None:
            return
        if not rows:
            self.end()
            return
        row = self._model.row_of(self._photo_id)
        if row is None:
            self._go_to(min(self._row, rows - 1), self._step)
        else:
            self._row = row
            self._look()

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Space, plus and minus, Escape."""
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self._go(1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self._go(-1)
            case Qt.Key.Key_Space:
                self._toggle_pause()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._change_seconds(1)
            case Qt.Key.Key_Minus:
                self._change_seconds(-1)
            case Qt.Key.Key_Escape | Qt.Key.Key_F5 | Qt.Key.Key_F11:
                self.end()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self._show_controls()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab brings the controls before it goes to them."""
        if event.type() == QEvent.Type.KeyPress and self._bar.isHidden():
            self._show_controls_for(event)
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer brings the controls."""
        super().mouseMoveEvent(event)
        self._show_controls()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ends it."""
        del event
        self.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the desktop."""
        super().closeEvent(event)
        self.end()

    def _toggle_pause(self) -> None:
        self._is_paused = not self._is_paused
        if self._is_paused:
            self._timer.stop()
        elif not self._is_due:
            self._wait()
        self._tell(self.tr("Paused") if self._is_paused else self.tr("Resumed"))

    def _change_seconds(self, more: int) -> None:
        seconds = self._state.state.slide_seconds + more
        seconds = min(max(seconds, LEAST_SECONDS), MOST_SECONDS)
        self._state.change(slide_seconds=seconds)
        if self._timer.isActive():
            self._wait()
        self._tell(self.tr("%Ln second(s) for each photo", "", seconds))

    def _tell(self, text: str) -> None:
        self._bar.show_state(self._state.state.slide_seconds, paused=self._is_paused)
        if self._bar.isHidden():
            self._say(text)

    def _say(self, text: str, *, stays: bool = False) -> None:
        self._note.say(text, "pause" if self._is_paused else "timer")
        if stays:
            self._quiet.stop()
        else:
            self._quiet.start()

    # Pointer and controls

    def _show_controls_for(self, event: QEvent) -> None:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._show_controls()

    def _show_controls(self) -> None:
        self.unsetCursor()
        self._note.say("")
        self._bar.place()
        self._bar.show()
        self._idle.start()

    def _hide_controls(self) -> None:
        focus = self.focusWidget()
        if self._bar.underMouse() or (focus is not None and self._bar.isAncestorOf(focus)):
            self._idle.start()
            return
        self._bar.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen."""
        super().resizeEvent(event)
        self._note.place()
        self._bar.place()
        if self._photo_id is not None and self._model.rowCount():
            self._is_same = self._is_same or not self._is_due
            self._is_due = True
            self._look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo, or one that becomes another."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        stage = self._theme.colours.stage
        painter.fillRect(self.rect(), stage)
        shown = float(self._fade.currentValue()) if self._last else 1.0
        if self._last is not None:
            painter.drawPixmap(self._place(self._last), self._last, QRectF(self._last.rect()))
            painter.setOpacity(shown)
            painter.fillRect(self.rect(), stage)
        if self._slide is not None:
            painter.drawPixmap(self._place(self._slide), self._slide, QRectF(self._slide.rect()))

    def _place(self, slide: QPixmap) -> QRectF:
        """In the middle; on whole pixels of the screen, or it would be blurred."""
        stage = self._pixels()
        most = self.devicePixelRatioF()
        scale = min(stage.width() / slide.width(), stage.height() / slide.height(), most)
        if abs(scale - 1) * max(slide.width(), slide.height()) < 1:
            scale = 1.0
        width, height = round(slide.width() * scale), round(slide.height() * scale)
        left, top = (stage.width() - width) // 2, (stage.height() - height) // 2
        return QRectF(left / most, top / most, width / most, height / most)

    def _pixels(self) -> QSize:
        return (self.size() * self.devicePixelRatioF()).expandedTo(QSize(1, 1))

    def _on_faded(self) -> None:
        self._last = None
        self.update()
