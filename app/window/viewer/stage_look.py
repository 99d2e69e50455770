"""How controls look that stand on the dark stage, in a light window as in a dark one."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.window.theme.colours import Colours

_MUTED, _FAINT, _HOVER, _PRESSED = 0.7, 0.4, 0.14, 0.26
_GROUND = 0.82
_RADIUS = 10


def stage_sheet(colours: Colours) -> str:
    """A style sheet for a widget with tool buttons and labels on the stage."""
    text = colours.on_stage.name()
    muted, faint, hover, pressed = (
        _mixed(colours.stage, colours.on_stage, part).name()
        for part in (_MUTED, _FAINT, _HOVER, _PRESSED)
    )
    on = "QToolButton:pressed, QToolButton:open, QToolButton:checked"
    return f"""
        QLabel {{ color: {text}; }}
        QLabel[role="muted"] {{ color: {muted}; }}
        QToolButton {{ color: {text}; }}
        QToolButton:hover {{ background: {hover}; }}
        {on} {{ background: {pressed}; }}
        QToolButton:focus {{ border-color: {text}; }}
        QToolButton:disabled {{ color: {faint}; background: transparent; }}
        QPushButton[kind="stage"] {{ color: {text}; background: {hover}; border-color: {muted}; }}
        QPushButton[kind="stage"]:hover {{ background: {pressed}; }}
        QPushButton[kind="stage"]:focus {{ border-color: {text}; }}
        QPushButton[kind="stage"]:disabled, QPushButton[kind="primary"]:disabled {{
            color: {faint}; background: transparent; border-color: {faint};
        }}
    """


def paint_ground(widget: QWidget, colours: Colours) -> None:
    """Paint what lies behind text above a photo: seen on the empty stage, too."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colours.stage)
    ground.setAlphaF(_GROUND)
    painter.setBrush(ground)
    painter.setPen(_mixed(colours.stage, colours.on_stage, _PRESSED))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


def _mixed(under: QColor, over: QColor, part: float) -> QColor:
    return QColor(
        *(
            round(below + (above - below) * part)
            for below, above in (
                (under.red(), over.red()),
                (under.green(), over.green()),
                (under.blue(), over.blue()),
            )
        )
    )
