"""What can be done with the photos that are chosen, as actions for menus, keys and tool bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from app.window.asking import Asks, ignore
from app.window.photos.chosen import fetch_photos
from app.window.theme.theme import Theme
from indexer.client import MarkChange, Photo, Picture
from indexer.query import PictureTerm
from indexer.requests import ChangeMarks, GetPicture

_MANY = 20
_MOST_FILES_IN_CLIPBOARD = 10_000
_BEST = 5

Says = Callable[[str, str], None]
"""Gets a sentence and its kind: "info", "warning" or "error"."""


class PhotoActions(QObject):
    """The actions. What is chosen is asked for when one of them is triggered.

    Signals:
        like_wanted(tuple): search for photos like these; paths.
        look_wanted(): open the viewer.
        trash_wanted(tuple): these `Photo`s shall be moved to the wastebasket; asked for already.
        export_wanted(tuple): copies of these `Photo`s shall be exported.
        marked(tuple): ids of photos whose marks were changed.
    """

    like_wanted = Signal(tuple)
    look_wanted = Signal()
    trash_wanted = Signal(tuple)
    export_wanted = Signal(tuple)
    marked = Signal(tuple)

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        chosen: Callable[[], Sequence[int]],
        says: Says,
        window: QWidget,
    ) -> None:
        """Make the actions.

        Args:
            asks: the engine.
            theme: for icons.
            chosen: ids of the photos that an action is about.
            says: shows a sentence.
            window: parent of dialogs, and owner of this object.
        """
        super().__init__(window)
        self._asks, self._theme, self._chosen = asks, theme, chosen
        self._says, self._window = says, window
        make = self._make
        self.look = make(self.tr("&View"), "eye", self.look_wanted.emit)
        self.open = make(self.tr("&Open"), "external-link", self._open, "Ctrl+O")
        self.open_with_menu = QMenu(self.tr("Open &with"))
        self.open_with_menu.setIcon(theme.icon("square-arrow-out-up-right"))
        self.open_with_menu.aboutToShow.connect(self._fill_open_with)
        self.show_in_folder = make(
            self.tr("Show in &file manager"), "folder-open", self._show_in_folder, "Ctrl+Shift+O"
        )
        self.like = make(self.tr("&More like this"), "scan-search", self._like, "Ctrl+L")
        self.copy = make(self.tr("&Copy"), "copy", self._copy, QKeySequence.StandardKey.Copy)
        self.copy_path = make(self.tr("Copy &path"), "clipboard", self._copy_path, "Ctrl+Shift+C")
        self.export = make(self.tr("&Export copies…"), "download", self._export, "Ctrl+E")
        self.favourite = make(self.tr("Favo&urite"), "heart", self._toggle_favourite, "Ctrl+D")
        self.ratings = [self._make_rating(stars) for stars in range(_BEST + 1)]
        self.rating_menu = QMenu(self.tr("&Rating"))
        self.rating_menu.setIcon(theme.icon("star"))
        self.rating_menu.addActions(self.ratings)
        self.hide = make(self.tr("&Hide or show again"), "eye-off", self._toggle_hidden, "Ctrl+H")
        self.trash = make(
            self.tr("Move to was&tebasket…"),
            "trash-2",
            self._ask_trash,
            QKeySequence.StandardKey.Delete,
        )
        theme.changed.connect(self._on_theme_changed)

    def all(self) -> list[QAction]:
        """Every action, in the order of a menu."""
        return [
            self.look,
            self.open,
            self.show_in_folder,
            self.like,
            self.copy,
            self.copy_path,
            self.export,
            self.favourite,
            *self.ratings,
            self.hide,
            self.trash,
        ]

    def fill(self, menu: QMenu) -> None:
        """Add the actions to a menu."""
        menu.addAction(self.look)
        menu.addAction(self.like)
        menu.addSeparator()
        menu.addAction(self.open)
        menu.addMenu(self.open_with_menu)
        menu.addAction(self.show_in_folder)
        menu.addSeparator()
        menu.addActions([self.copy, self.copy_path, self.export])
        menu.addSeparator()
        menu.addAction(self.favourite)
        menu.addMenu(self.rating_menu)
        menu.addAction(self.hide)
        menu.addSeparator()
        menu.addAction(self.trash)

    def set_enabled(self, enabled: bool) -> None:
        """Whether anything is chosen."""
        for action in self.all():
            action.setEnabled(enabled)
        self.open_with_menu.setEnabled(enabled)
        self.rating_menu.setEnabled(enabled)

    def _make(
        self,
        text: str,
        icon: str,
        do: Callable[[], None],
        shortcut: str | QKeySequence.StandardKey = "",
    ) -> QAction:
        action = QAction(self._theme.icon(icon), text, self)
        action.setProperty("icon_name", icon)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _=False: do())
        return action

    def _make_rating(self, stars: int) -> QAction:
        text = self.tr("%Ln star(s)", "", stars) if stars else self.tr("No rating")
        return self._make(
            text, "star" if stars else "star-off", partial(self._rate, stars), f"Ctrl+{stars}"
        )

    def _on_theme_changed(self) -> None:
        for action in self.all():
            action.setIcon(self._theme.icon(action.property("icon_name")))
        self.open_with_menu.setIcon(self._theme.icon("square-arrow-out-up-right"))
        self.rating_menu.setIcon(self._theme.icon("star"))

    def _with_photos(self, do: Callable[[tuple[Photo, ...]], None]) -> None:
        ids = tuple(self._chosen())
        if ids:
            fetch_photos(self._asks, ids, lambda photos: do(photos) if photos else None)

    # Opening

    def _open(self) -> None:
        self._with_photos(partial(self._if_sure, self._open_all))

    def _if_sure(self, do: Callable[[tuple[Photo, ...]], None], photos: tuple[Photo, ...]) -> None:
        """Nobody wants a hundred windows by mistake."""
        if len(photos) > _MANY:
            answer = QMessageBox.question(
                self._window,
                self.tr("Open many photos"),
                self.tr("Open %Ln photo(s), each by itself?", "", len(photos)),
                defaultButton=QMessageBox.StandardButton.No,
            )
            if answer != QMessageBox.StandardButton.Yes:
                return
        do(photos)

    def _open_all(self, photos: tuple[Photo, ...]) -> None:
        for photo in photos:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(photo.path)):
                text = self.tr("No program opens {path}. Choose one with “Open with”.")
                self._says(text.format(path=photo.path), "warning")
                return

    def _fill_open_with(self) -> None:
        menu = self.open_with_menu
        menu.clear()
        self._with_photos(partial(self._list_programs, menu))

    def _list_programs(self, menu: QMenu, photos: tuple[Photo, ...]) -> None:
        from app.window.photos.programs import Program, programs_for

        def run(program: Program) -> None:
            if not program.open([photo.path for photo in photos]):
                text = self.tr("{program} cannot be started.")
                self._says(text.format(program=program.name), "warning")

        menu.clear()
        for program in programs_for(photos[0].path):
            action = menu.addAction(program.name)
            action.triggered.connect(lambda _=False, program=program: run(program))
        menu.addSeparator()
        other = menu.addAction(self.tr("Other program…"))
        other.triggered.connect(lambda: self._open_with_other(photos))

    def _open_with_other(self, photos: tuple[Photo, ...]) -> None:
        from PySide6.QtWidgets import QFileDialog

        from app.window.photos.programs import ask_the_system, program_at

        if ask_the_system(photos[0].path):
            return
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Choose a program"))
        if path and not program_at(path).open([photo.path for photo in photos]):
            text = self.tr("{program} cannot be started.")
            self._says(text.format(program=path), "warning")

    def _show_in_folder(self) -> None:
        def show(photos: tuple[Photo, ...]) -> None:
            from app.window.photos.file_manager import show_in_file_manager

            if not show_in_file_manager([photo.path for photo in photos]):
                text = self.tr("The file manager cannot be opened. The photo is {path}")
                self._says(text.format(path=photos[0].path), "warning")

        self._with_photos(show)

    def _like(self) -> None:
        self._with_photos(
            lambda photos: self.like_wanted.emit(tuple(photo.path for photo in photos))
        )

    # Copying

    def _copy(self) -> None:
        self._with_photos(self._copy_photos)

    def _copy_photos(self, photos: tuple[Photo, ...]) -> None:
        data = QMimeData()
        left_out = photos[_MOST_FILES_IN_CLIPBOARD:]
        photos = photos[:_MOST_FILES_IN_CLIPBOARD]
        data.setUrls([QUrl.fromLocalFile(photo.path) for photo in photos])
        QGuiApplication.clipboard().setMimeData(data)
        if left_out:
            text = self.tr("Only the first %Ln file(s) were copied.", "", len(photos))
            self._says(text, "warning")
        elif len(photos) > 1:
            self._says(self.tr("%Ln file(s) copied.", "", len(photos)), "info")
        else:
            self._asks.ask(
                GetPicture(PictureTerm(photos[0].path)), partial(self._copy_picture, photos[0])
            )

    def _copy_picture(self, photo: Photo, picture: Picture) -> None:
        from app.window.search.pictures import image_of

        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(photo.path)])
        data.setImageData(image_of(picture))
        QGuiApplication.clipboard().setMimeData(data)
        self._says(self.tr("The picture is copied."), "info")

    def _copy_path(self) -> None:
        def copy(photos: tuple[Photo, ...]) -> None:
            QGuiApplication.clipboard().setText("\n".join(photo.path for photo in photos))
            self._says(self.tr("%Ln path(s) copied.", "", len(photos)), "info")

        self._with_photos(copy)

    def _export(self) -> None:
        self._with_photos(self.export_wanted.emit)

    # Marking

    def _toggle_favourite(self) -> None:
        def toggle(photos: tuple[Photo, ...]) -> None:
            wanted = not all(photo.favourite for photo in photos)
            self._mark(photos, MarkChange(favourite=wanted))

        self._with_photos(toggle)

    def _rate(self, stars: int) -> None:
        self._with_photos(lambda photos: self._mark(photos, MarkChange(rating=stars)))

    def _toggle_hidden(self) -> None:
        def toggle(photos: tuple[Photo, ...]) -> None:
            wanted = not all(photo.hidden for photo in photos)
            self._mark(photos, MarkChange(hidden=wanted), self._say_hidden if wanted else ignore)

        self._with_photos(toggle)

    def _say_hidden(self, number: int) -> None:
        text = self.tr("%Ln photo(s) hidden; the filter “Hidden photos” shows them.", "", number)
        self._says(text, "info")

    def _mark(
        self,
        photos: tuple[Photo, ...],
        change: MarkChange,
        done: Callable[[int], None] = ignore,
    ) -> None:
        ids = tuple(photo.photo_id for photo in photos)

        def take(number: int) -> None:
            self.marked.emit(ids)
            done(number)

        self._asks.ask(ChangeMarks(ids, change), take)

    # The wastebasket

    def _ask_trash(self) -> None:
        self._with_photos(self._ask_trash_photos)

    def _ask_trash_photos(self, photos: tuple[Photo, ...]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Move to wastebasket"))
        box.setText(self.tr("Move %Ln photo(s) to the wastebasket?", "", len(photos)))
        box.setInformativeText(
            self.tr("The files leave their folders; they can be brought back from the wastebasket.")
        )
        box.setDetailedText("\n".join(photo.path for photo in photos))
        move = box.addButton(self.tr("Move to wastebasket"), QMessageBox.ButtonRole.DestructiveRole)
        move.setProperty("kind", "danger")
        move.style().polish(move)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is move:
            self.trash_wanted.emit(photos)
