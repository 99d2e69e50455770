"""What of a photo is on the stage: its thumbnail at once, then its pixels, then all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from app.window.background import Background, Job
from app.window.viewer.note import Note
from app.window.viewer.pictures import Pictures, Source, Wanted
from app.window.viewer.pixels import Pixels, halves
from app.window.viewer.rows import Rows
from app.window.viewer.stage import Stage
from indexer.client import Photo, Picture

_QUICK_MS = 150
_CALM_MS = 120
_SLOW_MS = 600
_AHEAD = 2
_ENOUGH = 1.01


class Showing(QObject):
    """Brings one photo to the stage, and fetches its neighbours ahead.

    Signals:
        pictured(): `picture` is another one now.
    """

    pictured = Signal()

    def __init__(
        self,
        rows: Rows,
        pictures: Pictures,
        background: Background,
        stage: Stage,
        note: Note,
    ) -> None:
        """Show nothing yet; the stage owns this object."""
        super().__init__(stage)
        self._rows, self._pictures, self._background = rows, pictures, background
        self._stage, self._note = stage, note
        self._row = -1
        self._forward = True
        self._photo: Photo | None = None
        self._thumbnail: QImage | None = None
        self._halves: tuple[Pixels, ...] = ()
        self._halving: Job[list[Picture]] | None = None
        self._is_slow = False
        self._quick = QTimer(self, singleShot=True, interval=_QUICK_MS)
        self._quick.timeout.connect(self._want)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._want)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        stage.needs_changed.connect(self._on_needs_changed)
        pictures.arrived.connect(self._on_arrived)
        pictures.failed.connect(self._on_failed)

    @property
    def photo(self) -> Photo | None:
        """That is shown; None if nothing is known of it yet."""
        return self._photo

    @property
    def picture(self) -> Picture | None:
        """Its pixels, in the resolution of the stage."""
        wanted = self._view()
        pixels = self._pictures.pixels(wanted) if wanted else None
        return pixels.picture if pixels else None

    def show(self, row: int) -> None:
        """Show the photo of a row."""
        self._forward = row >= self._row
        self._row = row
        self._forget_halves()
        self._is_slow = False
        self._slow.start()
        self._look()
        self._present(afresh=True)
        self.pictured.emit()
        if not self._quick.isActive():
            self._want()
        # Whoever leafs through quickly sees thumbnails; nothing is decoded only to be dropped.
        self._quick.start()

    def move(self, row: int) -> None:
        """The photo stands in another row now, and has other neighbours."""
        self._row = row
        self.refresh()

    def refresh(self) -> None:
        """Something is different about the photo or its neighbours."""
        before = self._photo
        self._look()
        self._note_changes(before)
        self._present()
        self._calm.start()

    def pause(self) -> None:
        """Ask for nothing while nobody looks."""
        for timer in (self._quick, self._calm, self._slow):
            timer.stop()
        self._pictures.want(())

    def resume(self) -> None:
        """Go on."""
        self._want()

    def stop(self) -> None:
        """Show nothing, and ask for nothing."""
        self._row, self._photo, self._thumbnail = -1, None, None
        self.pause()
        self._forget_halves()
        self._stage.show_nothing()
        self._note.say("")

    # What there is

    def _look(self) -> None:
        self._photo = self._rows.photo(self._row)
        thumbnail = self._rows.thumbnail(self._row)
        self._thumbnail = thumbnail.toImage() if thumbnail else None

    def _note_changes(self, before: Photo | None) -> None:
        """The file was edited, or its drive is back."""
        if before is None or self._photo is None:
            return
        old, new = Source.of(before), Source.of(self._photo)
        if old != new:
            self._pictures.drop(old)
            self._forget_halves()
        if before.missing and not self._photo.missing:
            self._pictures.try_again(new)

    def _present(self, *, afresh: bool = False) -> None:
        images = self._images()
        size = self._size()
        if size is None:
            self._stage.show_nothing()
        elif afresh:
            self._stage.show_picture(size, images)
        else:
            self._stage.set_images(size, images)
        self._explain()

    def _images(self) -> list[QImage]:
        images = [self._thumbnail] if self._thumbnail else []
        images += [pixels.image for pixels in self._pixels()]
        return images

    def _pixels(self) -> list[Pixels]:
        if self._photo is None:
            return []
        return [*self._pictures.of(Source.of(self._photo)), *self._halves]

    def _size(self) -> QSize | None:
        """In full resolution: the engine's word, or the library's, or the thumbnail's shape."""
        for pixels in self._pixels():
            return QSize(pixels.picture.full_width, pixels.picture.full_height)
        if self._photo and self._photo.width and self._photo.height:
            return QSize(self._photo.width, self._photo.height)
        return self._thumbnail.size() if self._thumbnail else None

    # What is to be had

    def _want(self) -> None:
        if self._row < 0:
            return
        current = self._current()
        step = 1 if self._forward else -1
        around = [self._row + step * distance for distance in (1, -1, *range(2, _AHEAD + 1))]
        ahead = [wanted for row in around if (wanted := self._view_of(row))]
        self._pictures.want([*current, *ahead])
        self._explain()

    def _current(self) -> list[Wanted]:
        view = self._view()
        if view is None:
            return []
        pixels = self._pictures.pixels(view)
        if pixels is None:
            return [view]
        return [Wanted(view.source, None), view] if self._needs_all(view, pixels) else [view]

    def _needs_all(self, view: Wanted, pixels: Pixels) -> bool:
        assert view.side is not None
        return self._stage.needed_side > view.side * _ENOUGH and not pixels.is_full

    def _view(self) -> Wanted | None:
        return self._wanted(self._photo)

    def _view_of(self, row: int) -> Wanted | None:
        if not 0 <= row < self._rows.rowCount():
            return None
        self._rows.thumbnail(row)  # have it ready, too
        return self._wanted(self._rows.photo(row))

    def _wanted(self, photo: Photo | None) -> Wanted | None:
        if photo is None or photo.missing:
            return None
        size = QSize(photo.width, photo.height)
        if size.isEmpty():
            size = self._stage.size() * self._stage.devicePixelRatioF()
        return Wanted(Source.of(photo), self._stage.fitted_side(size))

    def _on_arrived(self, wanted: Wanted) -> None:
        if self._photo is None or wanted.source != Source.of(self._photo):
            return
        if wanted.side is None:
            self._start_halving(wanted)
        self._present()
        if wanted == self._view():
            self.pictured.emit()
        self._calm.start()  # all pixels may be needed now

    def _on_failed(self, wanted: Wanted) -> None:
        if self._photo is not None and wanted.source == Source.of(self._photo):
            self._explain()

    def _on_needs_changed(self) -> None:
        if self._row >= 0:
            self._calm.start()

    # Smaller ones of a large picture

    def _start_halving(self, wanted: Wanted) -> None:
        pixels = self._pictures.pixels(wanted)
        if pixels is None:
            return
        self._forget_halves()
        self._halving = job = self._background.run(
            partial(_halve, pixels.picture), lambda made: self._take_halves(job, made)
        )

    def _take_halves(self, job: Job[list[Picture]], made: list[Picture]) -> None:
        if job is self._halving:
            self._halving = None
            self._halves = tuple(pixels for one in made if (pixels := Pixels.of(one)))
            self._present()

    def _forget_halves(self) -> None:
        self._halves = ()
        if self._halving is not None:
            self._halving.abort()
            self._halving = None

    # What is wrong

    def _on_slow(self) -> None:
        self._is_slow = True
        self._explain()

    def _explain(self) -> None:
        text, icon = self._explanation()
        self._note.say(text, icon, in_the_middle=not self._stage.images)

    def _explanation(self) -> tuple[str, str]:
        if self._row < 0:
            return "", ""
        if self._photo is not None and self._photo.missing:
            return self.tr("This drive is not connected"), "hard-drive"
        view = self._view()
        trouble = self._trouble(view)
        if trouble:
            return trouble, "image-off"
        if self._is_slow and (view is None or self._pictures.pixels(view) is None):
            return self.tr("Loading…"), "loader-circle"
        return "", ""

    def _trouble(self, view: Wanted | None) -> str:
        if view is None:
            return ""
        for wanted in (view, Wanted(view.source, None)):
            trouble = self._pictures.trouble(wanted)
            if trouble is not None:
                return trouble or self.tr("This picture cannot be shown.")
        return ""


def _halve(picture: Picture, job: Job[list[Picture]]) -> list[Picture]:
    return halves(job, picture)
