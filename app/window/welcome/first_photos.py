"""How far the first photos are: what can be found already, and what is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.window import activity_text, texts
from app.window.settings.parts import Notice, label
from app.window.theme.theme import Theme
from indexer.client import Activity, Status

_STEPS = 1000


class FirstPhotos(QWidget):
    """A headline, a sentence and a bar."""

    def __init__(self, theme: Theme) -> None:
        """Show that photos are looked for."""
        super().__init__()
        self._headline = label(role="title")
        self._headline.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence = label()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress of indexing"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing below may jump when all is done
        self._bar.setSizePolicy(policy)
        self._left = label(role="muted")
        self._left.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._failed = Notice(theme, "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._headline, self._sentence, self._bar, self._left, self._failed):
            column.addWidget(widget)
        self.found_nothing = False
        self.show_status(None)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def show_status(self, status: Status | None) -> None:
        """The library is so far; None if nobody has answered yet."""
        activity = status.engine.activity if status and status.engine else Activity("scanning")
        indexed, pending = (status.indexed, status.pending) if status else (0, 0)
        at_work = activity.state != "idle" or pending > 0
        self.found_nothing = status is not None and not at_work and not indexed
        rests = activity.state in {"paused", "waiting"}
        self._headline.setText(self._title(indexed, at_work=at_work, rests=rests))
        self._sentence.setText(self._say(indexed, pending, at_work=at_work))
        self.show_activity(activity)
        self._show_bar(indexed, pending, at_work=at_work)
        failed = status.failed if status else 0
        self._failed.say(
            self.tr("%Ln file(s) could not be read; the settings list them.", "", failed)
            if failed
            else ""
        )

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now."""
        left = activity.progress.seconds_left if activity.progress else None
        if activity.state == "indexing" and left is not None:
            self._left.setText(self.tr("{duration} left").format(duration=texts.about(left)))
        else:
            self._left.setText(activity_text.describe(activity))

    def _title(self, indexed: int, *, at_work: bool, rests: bool) -> str:
        if self.found_nothing:
            return self.tr("There are no photos in these folders")
        if rests:
            return self.tr("Reading your photos has to wait")
        if at_work:
            return self.tr("Your photos are being read")
        return self.tr("%Ln photo(s) can be found", "", indexed)

    def _say(self, indexed: int, pending: int, *, at_work: bool) -> str:
        if self.found_nothing:
            return self.tr("Choose other folders, or go on: new photos are noticed automatically.")
        if not at_work:
            return self.tr("Everything is ready. Describe a photo in your own words and see.")
        if not indexed:
            return self.tr("The first ones can be found in a moment.")
        return self.tr(
            "{done} of {photos} can be found already; you may search now.", "done is a number"
        ).format(done=texts.number(indexed), photos=texts.photos(indexed + pending))

    def _show_bar(self, indexed: int, pending: int, *, at_work: bool) -> None:
        self._bar.setVisible(at_work)
        known = indexed + pending
        self._bar.setMaximum(_STEPS if known else 0)
        if known:
            self._bar.setValue(round(indexed / known * _STEPS))
