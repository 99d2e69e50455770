"""One term of the search: words or a picture, with all that can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QStyle, QWidget

from app.window.announcing import announce
from app.window.search.chip_menu import ChipActions, chip_menu
from app.window.search.chip_painting import (
    ChipPainter,
    Look,
    Parts,
    State,
    chip_parts,
    chip_size,
)
from app.window.search.terms import (
    Term,
    editable_words,
    heavier,
    same_words,
    spoken,
    term_name,
    turned_round,
)
from app.window.theme.theme import Theme
from indexer.query import PictureTerm, TextTerm

_WIDEST_EDITOR = 60  # average characters


class Chip(QAbstractButton):
    """Shows a term. A click opens its menu; the keys of the menu work without it, too.

    Signals:
        term_changed(): the user changed sign, weight or words.
        resized(): another size is wanted.
        remove_wanted(): the user wants it away.
        part_wanted(): the user wants to choose a part of the picture.
        neighbour_wanted(int): -1 for the chip before, 1 for the one behind.
    """

    term_changed = Signal()
    resized = Signal()
    remove_wanted = Signal()
    part_wanted = Signal()
    neighbour_wanted = Signal(int)

    def __init__(
        self, term: Term, theme: Theme, parent: QWidget | None = None, *, pending: bool = False
    ) -> None:
        """Show a term.

        Args:
            term: words or a picture.
            theme: colours and icons.
            parent: the widget it stands in.
            pending: it is not known yet whether the picture can be read.
        """
        super().__init__(parent)
        self._theme = theme
        self._term = term
        self._pending = pending
        self._thumbnail: QPixmap | None = None
        self._reason = ""
        self._editor: QLineEdit | None = None
        self._cross_hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._on_theme_changed)
        self._tell()

    # What it shows

    @property
    def term(self) -> Term:
        """The term as it is now."""
        return self._term

    @property
    def is_pending(self) -> bool:
        """Whether the picture is still being looked at."""
        return self._pending

    @property
    def reason(self) -> str:
        """Why the picture cannot be shown; empty if it can, or may."""
        return self._reason

    def set_term(self, term: Term) -> None:
        """Show another term; nothing is emitted but `resized`."""
        self._term = term
        self._tell()

    def settle(self) -> None:
        """The picture can be read."""
        self._pending = False
        self._tell()

    def set_thumbnail(self, image: QImage) -> None:
        """Show what the picture looks like; a null image takes it away."""
        self._reason = ""
        self._thumbnail = None if image.isNull() else QPixmap.fromImage(image)
        self._tell()

    def set_failure(self, reason: str) -> None:
        """Show that the picture cannot be read."""
        self._reason = reason
        self._thumbnail = None
        self._tell()

    def _tell(self) -> None:
        name = spoken(self._term)
        self.setAccessibleName(name)
        if self._pending:
            self.setAccessibleDescription(self.tr("The picture is being read."))
        else:
            self.setAccessibleDescription(self._reason or self._keys())
        path = self._term.path if isinstance(self._term, PictureTerm) else name
        self.setToolTip("\n".join(part for part in (path, self._reason) if part))
        self.updateGeometry()
        self.update()
        self.resized.emit()

    def _keys(self) -> str:
        return self.tr(
            "Space excludes or includes, up and down change how much it counts, "
            "Enter opens the menu, Delete removes."
        )

    def _look(self) -> Look:
        icon = "image-off" if self._reason else "loader-circle" if self._pending else "image"
        shown = QIcon()
        if isinstance(self._term, PictureTerm) and self._thumbnail is None:
            shown = self._theme.icon(icon, "muted")
        return Look(self._term, term_name(self._term), self._thumbnail, shown, self._pending)

    def sizeHint(self) -> QSize:
        """Room for all of it; long names are cut."""
        size = chip_size(self._look(), self.font())
        if self._editor is not None:
            size.setWidth(max(size.width(), self._editor.minimumWidth()))
            size.setHeight(max(size.height(), self._editor.sizeHint().height()))
        return size

    def _parts(self) -> Parts:
        parts = chip_parts(self._look(), self.font(), self.width())
        direction = self.layoutDirection()

        def mirrored(rect: QRect) -> QRect:
            return rect if rect.isEmpty() else QStyle.visualRect(direction, self.rect(), rect)

        return Parts(
            mirrored(parts.thumbnail),
            mirrored(parts.sign),
            mirrored(parts.text),
            mirrored(parts.weight),
            mirrored(parts.cross),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it; while its words are edited only the line edit is seen."""
        del event
        if self._editor is not None:
            return
        painter = QPainter(self)
        state = State(self.underMouse(), self._cross_hovered, self.hasFocus())
        ChipPainter(painter, self._theme, self.rect(), self.font()).paint(
            self._look(), self._parts(), state
        )

    # What can be done with it

    def toggle_sign(self) -> None:
        """Exclude what it asks for, or include it again."""
        self.change(turned_round(self._term))

    def weigh(self, steps: int) -> None:
        """Let it count more, or less."""
        self.change(heavier(self._term, steps))

    def take_whole_picture(self) -> None:
        """Forget the part that was chosen."""
        if isinstance(self._term, PictureTerm):
            term = self._term
            self.change(PictureTerm(term.path, term.data, None, term.weight))

    def change(self, term: Term) -> None:
        """Make it another term, for the user wants that."""
        if term != self._term and not self._pending:
            self.set_term(term)
            self.term_changed.emit()
            announce(self, self.accessibleName())

    @Slot()
    def open_menu(self) -> None:
        """Show what can be done with it."""
        self._pop_up()

    def _pop_up(self) -> QMenu:
        actions = ChipActions(
            edit=self.edit if isinstance(self._term, TextTerm) else None,
            more=lambda: self.weigh(1),
            less=lambda: self.weigh(-1),
            turn=self.toggle_sign,
            part=self.part_wanted.emit if isinstance(self._term, PictureTerm) else None,
            whole=self.take_whole_picture,
            remove=self.remove_wanted.emit,
        )
        menu = chip_menu(self._term, actions, self._theme, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        return menu

    def _pop_up_for_keys(self) -> None:
        """The same menu, with the keyboard at its first entry."""
        menu = self._pop_up()
        menu.setActiveAction(menu.actions()[0])

    @Slot()
    def edit(self) -> None:
        """Change the words where they stand."""
        if not isinstance(self._term, TextTerm) or self._editor is not None:
            return
        editor = QLineEdit(editable_words(self._term), self)
        editor.setAccessibleName(self.tr("Words of the term"))
        editor.setAcceptDrops(False)
        self._editor = editor
        metrics = QFontMetrics(self.font())
        room = metrics.horizontalAdvance(editor.text()) + metrics.averageCharWidth() * 6
        editor.setMinimumWidth(min(room, metrics.averageCharWidth() * _WIDEST_EDITOR))
        self.resized.emit()
        editor.setGeometry(self.rect())
        editor.show()
        editor.selectAll()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.installEventFilter(self)
        editor.editingFinished.connect(self._on_edited)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Escape leaves the words as they were."""
        if (
            watched is not self._editor
            or not isinstance(event, QKeyEvent)
            or event.key() != Qt.Key.Key_Escape
        ):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._end_editing()
        event.accept()
        return True

    @Slot()
    def _on_edited(self) -> None:
        if self._editor is None or not isinstance(self._term, TextTerm):
            return
        term = same_words(self._term, self._editor.text())
        self._end_editing()
        if term is None:
            self.remove_wanted.emit()
        else:
            self.change(term)

    def _end_editing(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.removeEventFilter(self)
        editor.hide()
        QTimer.singleShot(0, editor, editor.deleteLater)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    # Keyboard and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the menu."""
        key = event.key()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        behind = -1 if right_to_left else 1
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.neighbour_wanted.emit(behind if key == Qt.Key.Key_Right else -behind)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Space:
            self.toggle_sign()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._pop_up_for_keys()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.weigh(1 if key == Qt.Key.Key_Up else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pop_up_for_keys()
        elif key == Qt.Key.Key_F2:
            self.edit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is done when it goes down: a button would click now."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cross removes; anywhere else is a click."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_cross(event):
            self.remove_wanted.emit()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The menu is open by now; a second click must not close it again."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click on the cross would do."""
        self._hover_cross(hovered=self._is_on_cross(event))
        super().mouseMoveEvent(event)

    def _is_on_cross(self, event: QMouseEvent) -> bool:
        return self._parts().cross.contains(event.position().toPoint())

    def _hover_cross(self, *, hovered: bool) -> None:
        if hovered != self._cross_hovered:
            self._cross_hovered = hovered
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu."""
        self.open_menu()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Look hovered."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look as usual."""
        super().leaveEvent(event)
        self._hover_cross(hovered=False)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What edits the words takes all of it."""
        super().resizeEvent(event)
        if self._editor is not None:
            self._editor.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.resized.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
