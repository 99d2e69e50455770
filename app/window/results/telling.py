"""A photo in words: for captions, tooltips and those who listen instead of looking."""

from __future__ import annotations

import os

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from indexer.reports import Photo


def name_of(photo: Photo) -> str:
    """The name of the file."""
    return os.path.basename(photo.path)  # noqa: PTH119 - paths are exact strings


class Teller(QObject):
    """Says what a photo is, in the user's language."""

    def at_length(self, photo: Photo, score: float | None) -> str:
        """For a tooltip: path, date and place, size, match."""
        size = QLocale().formattedDataSize(photo.size)
        pixels = f"{photo.width} × {photo.height}"
        lines = [photo.path, self._date(photo), photo.place, f"{pixels}, {size}"]
        if score is not None:
            lines.append(self.tr("Match: {score}").format(score=QLocale().toString(score, "f", 2)))
        if photo.missing:
            lines.append(self.tr("The file cannot be reached now."))
        return "\n".join(line for line in lines if line)

    def aloud(self, photo: Photo | None) -> str:
        """For a screen reader."""
        if photo is None:
            return self.tr("Photo")
        parts = [name_of(photo), self._date(photo)]
        if photo.rating:
            parts.append(self.tr("%Ln star(s)", "", photo.rating))
        if photo.favourite:
            parts.append(self.tr("favourite"))
        if photo.missing:
            parts.append(self.tr("file cannot be reached"))
        return ", ".join(part for part in parts if part)

    def _date(self, photo: Photo) -> str:
        if not photo.taken_at:
            return ""
        when = QDateTime.fromString(photo.taken_at, Qt.DateFormat.ISODate)
        return QLocale().toString(when, QLocale.FormatType.ShortFormat)
