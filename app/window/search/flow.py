"""Where chips and the words behind them stand: in lines, like words of a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize


def flow(
    sizes: Sequence[QSize], last: QSize, width: int, gap: int
) -> tuple[tuple[QRect, ...], int]:
    """Arrange things in lines.

    Args:
        sizes: of all but the last thing; one that is wider than a line is cut to it.
        last: the least size of the last thing, which takes the rest of its line.
        width: of the lines.
        gap: between things, and between lines.

    Returns:
        Where they stand, the last thing last, and how high all lines are. In its line each is
        in the middle.
    """
    lines: list[list[QSize]] = [[]]
    used = 0
    for size in (*sizes, last):
        wide = min(size.width(), width)
        if lines[-1] and used + gap + wide > width:
            lines.append([])
            used = 0
        used += wide + (gap if lines[-1] else 0)
        lines[-1].append(QSize(wide, size.height()))
    free = max(width - used, 0)
    lines[-1][-1].setWidth(lines[-1][-1].width() + free)
    return _placed(lines, gap)


def _placed(lines: list[list[QSize]], gap: int) -> tuple[tuple[QRect, ...], int]:
    rects: list[QRect] = []
    top = 0
    for line in lines:
        height = max(size.height() for size in line)
        left = 0
        for size in line:
            shift = (height - size.height()) // 2
            rects.append(QRect(left, top + shift, size.width(), size.height()))
            left += size.width() + gap
        top += height + gap
    return tuple(rects), top - gap
