"""Another program: a small window from which a file, or a picture without a file, is dragged."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Pressing the mouse begins the drag."""

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        data = QMimeData()
        kind, path = sys.argv[1:]
        if kind == "file":
            data.setUrls([QUrl.fromLocalFile(path)])
        else:
            data.setImageData(QImage(path))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


application = QApplication([])
source = Source("drag me")
source.setWindowFlag(Qt.WindowType.FramelessWindowHint)
source.setGeometry(0, 0, 120, 60)
source.show()
source.raise_()
print("shown", flush=True)
application.exec()
