"""The bar of the viewer: which photo this is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.window.theme.theme import Theme
from app.window.viewer.facts import shown_path
from app.window.viewer.keys import ViewerActions
from app.window.viewer.stage_look import stage_sheet
from app.window.viewer.stars import Stars
from app.window.viewer.zoom import STOPS
from indexer.client import Photo

_GAP = 10


class ElidedLabel(QWidget):
    """One line that is cut in its middle where there is no room: both ends of a name matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show this."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        least = self.fontMetrics().averageCharWidth() * 8
        return QSize(min(least, self.sizeHint().width()), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What there is room for."""
        del event
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class GivenButton(QToolButton):
    """A button for an action of the window, whose icon is not made for the dark stage."""

    def __init__(self, action: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._theme = action, theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        theme.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        name = self._action.property("icon_name")
        icon = self._theme.icon(name, "on_stage") if name else self._action.icon()
        self.setIcon(icon)
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setToolTip(_hint(self._action))


class ViewerBar(QWidget):
    """Name and position at the left, zoom in the middle, everything else at the right."""

    def __init__(
        self,
        actions: ViewerActions,
        theme: Theme,
        set_scale: Callable[[float], None],
        parent: QWidget | None = None,
    ) -> None:
        """A bar for no photo yet.

        Args:
            actions: of the viewer; it gets a button for most of them.
            theme: for colours and icons.
            set_scale: is called with a scale that was chosen.
            parent: owns this widget.
        """
        super().__init__(parent)
        self._actions, self._theme, self._set_scale = actions, theme, set_scale
        self._favourite: QAction | None = None
        self._ratings: tuple[QAction, ...] = ()
        self._is_favourite = False
        self._name = ElidedLabel()
        self._position = QLabel()
        self._position.setProperty("role", "muted")
        self._zoom = self._make_zoom()
        self._heart = QToolButton()
        self._heart.hide()
        self._heart.clicked.connect(self._on_heart)
        self._stars = Stars(theme)
        self._stars.hide()
        self._stars.chosen.connect(self._on_rated)
        self._others = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self._spared: list[list[QWidget]] = [[], [self._stars]]
        self._menu = self._button(actions.menu)
        self.setProperty("role", "stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Photo"))
        self._lay_out()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    def show_photo(self, photo: Photo | None, row: int, rows: int) -> None:
        """Show which photo this is."""
        name = shown_path(photo.path).replace("\\", "/").rpartition("/")[2] if photo else ""
        self._name.set_text(name)
        locale = QLocale()
        self._position.setText(
            self.tr("{number} of {all}").format(
                number=locale.toString(row + 1), all=locale.toString(rows)
            )
        )
        self._is_favourite = bool(photo and photo.favourite)
        self._stars.set_rating(photo.rating if photo else None)
        self._show_heart()
        self._make_room()

    def show_scale(self, scale: float | None) -> None:
        """Show how many pixels of the screen a pixel of the photo takes."""
        percent = "" if scale is None else QLocale().toString(scale * 100, "f", 0)
        self._zoom.setText(self.tr("{percent} %").format(percent=percent) if percent else "")
        self._zoom.setEnabled(scale is not None)
        self._zoom.setAccessibleName(
            self.tr("Zoom: {percent} %").format(percent=percent) if percent else self.tr("Zoom")
        )

    @property
    def texts(self) -> tuple[str, str, str]:
        """Name, position and zoom as they are shown."""
        return self._name.accessibleName(), self._position.text(), self._zoom.text()

    @property
    def menu_point(self) -> QPoint:
        """Where the menu opens, on the screen."""
        return self._menu.mapToGlobal(QPoint(0, self._menu.height()))

    # What others put in

    def set_mark_actions(self, favourite: QAction, ratings: Sequence[QAction]) -> None:
        """Have a heart and stars that trigger these; `ratings[n]` gives n stars."""
        self._favourite, self._ratings = favourite, tuple(ratings)
        self._stars.set_hints([_hint(action) for action in ratings])
        self._heart.show()
        self._show_heart()
        self._make_room()

    def add_actions(self, actions: Iterable[QAction]) -> None:
        """Have more buttons."""
        for action in actions:
            button = GivenButton(action, self._theme)
            self._others.addWidget(button)
            self._spared[0].append(button)
        self._make_room()

    # Layout

    def _lay_out(self) -> None:
        row = self._row
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        actions = self._actions
        row.addWidget(self._button(actions.back))
        row.addSpacing(_GAP)
        row.addWidget(self._name, 1000)  # all that there is, before the gap behind it
        row.addSpacing(_GAP)
        row.addWidget(self._position)
        row.addStretch(1)
        self._spared.append(self._add(row, actions.previous, actions.next))
        row.addSpacing(_GAP)
        self._spared.append(self._add(row, actions.fit, actions.actual))
        row.addWidget(self._zoom)
        row.addSpacing(_GAP)
        row.addWidget(self._heart)
        row.addWidget(self._stars)
        row.addLayout(self._others)
        row.addSpacing(_GAP)
        self._add(row, actions.part, actions.slideshow, actions.full_screen, actions.details)
        row.addWidget(self._menu)

    def _add(self, row: QHBoxLayout, *actions: QAction) -> list[QWidget]:
        buttons: list[QWidget] = [self._button(action) for action in actions]
        for button in buttons:
            row.addWidget(button)
        return buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other buttons."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """The window may be narrow: buttons are left out then."""
        return QSize(240, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Leave out what does not fit; keys and the menu do the same."""
        for group in self._spared:
            for widget in group:
                widget.setVisible(widget is not self._stars or bool(self._ratings))
        for group in self._spared:
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return
            for widget in group:
                widget.hide()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        if action.iconText() != action.text().replace("&", ""):  # a text says more than an icon
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        # A click shall not take the arrow keys away from the photo.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text().replace("&", ""))
        return button

    def _make_zoom(self) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Zoom: 100 % is the actual size of the photo"))
        menu = QMenu(button)
        menu.addActions([self._actions.fit, self._actions.fill])
        menu.addSeparator()
        for scale in STOPS:
            percent = QLocale().toString(round(scale * 100))
            choice = menu.addAction(self.tr("{percent} %").format(percent=percent))
            choice.triggered.connect(lambda _=False, scale=scale: self._set_scale(scale))
        menu.addSeparator()
        menu.addActions([self._actions.larger, self._actions.smaller])
        button.setMenu(menu)
        metrics = QFontMetrics(button.font())
        button.setMinimumWidth(metrics.horizontalAdvance("000 %") + 2 * _GAP)
        return button

    # Marks

    def _show_heart(self) -> None:
        colour = "star" if self._is_favourite else "on_stage"
        self._heart.setIcon(self._theme.icon("heart", colour, filled=self._is_favourite))
        self._heart.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        text = self.tr("Favourite") if self._is_favourite else self.tr("Not a favourite")
        self._heart.setAccessibleName(text)
        if self._favourite is not None:
            self._heart.setToolTip(_hint(self._favourite))

    def _on_heart(self) -> None:
        if self._favourite is not None:
            self._favourite.trigger()

    def _on_rated(self, stars: int) -> None:
        self._ratings[stars].trigger()

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(stage_sheet(self._theme.colours))
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.colours.on_stage)
        self._name.setPalette(palette)
        self._show_heart()


def _hint(action: QAction) -> str:
    """The text of an action with its key."""
    text = action.text().replace("&", "")
    key = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    return f"{text} ({key})" if key else text
