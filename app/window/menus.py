"""The menu bar: every action of the window, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.window.state import StateStore
from app.window.theme.theme import Theme

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Key = str | QKeySequence.StandardKey
Group = tuple[str, list[tuple[str, QKeySequence]]]


class Menus(QObject):
    """Makes the actions that are not about photos, and the menus with all of them."""

    def __init__(self, window: MainWindow, theme: Theme, state: StateStore) -> None:
        """Fill the menu bar of `window`."""
        super().__init__(window)
        self._window, self._theme, self._state = window, theme, state
        self._themed: list[tuple[QAction, str]] = []
        self._menus: list[QMenu] = []
        self._photo_menu: QMenu | None = None
        self._make_first_actions()
        self._file = self._menu(self.tr("&File"))
        self._search = self._menu(self.tr("&Search"))
        self._photo = self._menu(self.tr("&Photo"))
        self._view = self._menu(self.tr("&View"))
        self._help = self._menu(self.tr("&Help"))

    def fill(self) -> None:
        """Make all actions, once the parts are there that they are about."""
        self._make_search_actions()
        self._make_file_actions()
        self._make_view_actions()
        self._make_help_actions()
        self._fill_menus()
        self._theme.changed.connect(self._on_theme_changed)
        self._state.changed.connect(lambda _state: self._show_state())
        self._show_state()

    def photo_menu(self) -> QMenu:
        """The menu of the photos that are chosen."""
        if self._photo_menu is None:
            self._photo_menu = QMenu(self._window)
            self._window.photos.fill(self._photo_menu)
        return self._photo_menu

    def set_looking(self, looking: bool) -> None:
        """While the viewer is shown, its own keys count."""
        for action in (self.slideshow, self.full_screen, self.choose_all, self.choose_none):
            action.setEnabled(not looking)

    def keys(self, *others: QWidget) -> list[Group]:
        """All keys, by menu, and those of other parts of the window."""
        groups = [(_plain(menu.title()), _keys_of(_leaves(menu))) for menu in self._menus]
        photos = set(self._window.photos.all())
        for widget in others:
            own = [action for action in widget.actions() if action not in photos]
            groups.append((widget.accessibleName(), _keys_of(own)))
        groups.append((self.tr("Grid"), self._grid_keys()))
        return [(title, keys) for title, keys in groups if keys]

    def _grid_keys(self) -> list[tuple[str, QKeySequence]]:
        return [
            (self.tr("View the photo"), QKeySequence("Return")),
            (self.tr("Select more photos"), QKeySequence("Shift+Right")),
            (self.tr("Select this one, too"), QKeySequence("Ctrl+Space")),
            (self.tr("Larger pictures"), QKeySequence("Ctrl++")),
            (self.tr("Smaller pictures"), QKeySequence("Ctrl+-")),
            (self.tr("First photo"), QKeySequence("Home")),
            (self.tr("Last photo"), QKeySequence("End")),
        ]

    def _make(
        self,
        text: str,
        icon: str,
        do: Callable[[], object],
        key: Key = "",
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        action = QAction(text, self._window)
        action.setMenuRole(role)
        if icon:
            self._themed.append((action, icon))
            action.setIcon(self._theme.icon(icon))
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False: do())
        return action

    def _make_switch(self, text: str, field: str, key: Key = "") -> QAction:
        action = QAction(text, self._window)
        action.setCheckable(True)
        if key:
            action.setShortcut(QKeySequence(key))
        action.toggled.connect(lambda on: self._state.change(**{field: on}))
        return action

    def _make_first_actions(self) -> None:
        """Those that stand in the window itself."""
        self.show_filters = self._make_switch(self.tr("Show &filters"), "show_filters", "F9")
        self._themed.append((self.show_filters, "panel-left"))
        self.show_filters.setIcon(self._theme.icon("panel-left"))
        self.show_filters.setChecked(self._state.state.show_filters)
        preferences = QKeySequence.StandardKey.Preferences
        self.settings = self._make(
            self.tr("&Settings…"),
            "settings",
            self._window.open_settings,
            preferences if _has_key(preferences) else "Ctrl+,",
            QAction.MenuRole.PreferencesRole,
        )

    def _make_search_actions(self) -> None:
        window, standard = self._window, QKeySequence.StandardKey
        make, bar = self._make, window.search_bar
        self.find = make(self.tr("&Find"), "search", window.find_words, standard.Find)
        self.by_file = make(
            self.tr("Search with a &picture…"), "image-plus", bar.choose_file, "Ctrl+P"
        )
        self.by_paste = make(
            self.tr("Search with the picture in the &clipboard"),
            "clipboard-paste",
            bar.paste,
            "Ctrl+Shift+V",
        )
        self.by_camera = make(
            self.tr("&Take a photo and search with it…"), "webcam", bar.take_photo
        )
        self.save = make(
            self.tr("&Save this search…"),
            "bookmark-plus",
            window.save_search,
            standard.Save,
        )
        self.new = make(self.tr("&New search"), "x", self._search_anew, standard.New)

    def _make_file_actions(self) -> None:
        window, standard, make = self._window, QKeySequence.StandardKey, self._make
        self.add_folder = make(
            self.tr("&Folders…"), "folder-plus", lambda: window.open_settings("folders")
        )
        self.close = make(self.tr("&Close window"), "", window.close, standard.Close)
        self.quit = make(
            self.tr("&Quit Pictrove"),
            "power",
            window.quit,
            standard.Quit if _has_key(standard.Quit) else "Ctrl+Q",
            QAction.MenuRole.QuitRole,
        )

    def _make_view_actions(self) -> None:
        window, standard, make = self._window, QKeySequence.StandardKey, self._make
        view = window.page.view
        self.choose_all = make(self.tr("Select &all"), "", view.selectAll, standard.SelectAll)
        self.choose_none = make(self.tr("Select &none"), "", view.clearSelection, "Ctrl+Shift+A")
        self.slideshow = make(self.tr("&Slideshow"), "presentation", window.start_slideshow, "F5")
        self.larger = make(self.tr("&Larger pictures"), "zoom-in", view.zoom_in)
        self.smaller = make(self.tr("S&maller pictures"), "zoom-out", view.zoom_out)
        self.full_screen = make(
            self.tr("F&ull screen"), "maximize", self._toggle_full_screen, "F11"
        )
        self.to_filters = make(
            self.tr("&Go to the filters"), "funnel", self._go_to_filters, "Ctrl+Shift+F"
        )
        self.show_names = self._make_switch(self.tr("Show &names"), "show_names")
        self.group_by_day = self._make_switch(self.tr("Group by &day"), "group_by_day")

    def _make_help_actions(self) -> None:
        window, standard, make = self._window, QKeySequence.StandardKey, self._make
        self.keys_sheet = make(
            self.tr("&Keyboard shortcuts"),
            "keyboard",
            window.open_cheat_sheet,
            standard.HelpContents,
        )
        self.diagnostics = make(
            self.tr("&Diagnostics"), "info", lambda: window.open_settings("diagnostics")
        )
        self.about = make(
            self.tr("&About Pictrove"),
            "info",
            lambda: window.open_settings("about"),
            role=QAction.MenuRole.AboutRole,
        )

    def _fill_menus(self) -> None:
        file = self._file
        file.addActions([self.add_folder, self.settings])
        file.addSeparator()
        file.addActions([self.close, self.quit])
        search = self._search
        search.aboutToShow.connect(self._look_for_cameras)
        search.addActions([self.find, self.new])
        search.addSeparator()
        search.addActions([self.by_file, self.by_paste, self.by_camera])
        search.addSeparator()
        search.addAction(self.save)
        photo = self._photo
        self._window.photos.fill(photo)
        photo.addSeparator()
        photo.addActions([self.choose_all, self.choose_none])
        view = self._view
        view.addActions([self.show_filters, self.to_filters, self.show_names, self.group_by_day])
        view.addSeparator()
        view.addActions([self.larger, self.smaller, self.full_screen, self.slideshow])
        about = self._help
        about.addActions([self.keys_sheet, self.diagnostics, self.about])
        for action in self._window.menuBar().actions():
            # Where the menu bar is not to be seen, its keys must go on working.
            self._window.addActions(_leaves(action.menu()))  # type: ignore[arg-type]

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        self._menus.append(menu)
        return menu

    def _on_theme_changed(self) -> None:
        for action, icon in self._themed:
            action.setIcon(self._theme.icon(icon))

    def _show_state(self) -> None:
        state = self._state.state
        self.show_filters.setChecked(state.show_filters)
        self.show_names.setChecked(state.show_names)
        self.group_by_day.setChecked(state.group_by_day)

    def _search_anew(self) -> None:
        from indexer.query import Query

        order = self._window.page.order
        self._window.show_query(Query(order=order))
        self._window.search_bar.focus_words()

    def _look_for_cameras(self) -> None:
        self.by_camera.setVisible(self._window.search_bar.has_camera())

    def _go_to_filters(self) -> None:
        self._window.show_library()
        self._state.change(show_filters=True)
        self._window.side.filters.focus_first()

    def _toggle_full_screen(self) -> None:
        window = self._window
        (window.showNormal if window.isFullScreen() else window.showFullScreen)()


def _leaves(menu: QMenu) -> list[QAction]:
    """The actions of a menu and of the menus in it."""
    leaves: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            leaves += _leaves(inner)
        elif not action.isSeparator():
            leaves.append(action)
    return leaves


def _keys_of(actions: list[QAction]) -> list[tuple[str, QKeySequence]]:
    return [
        (_plain(action.text()), action.shortcut())
        for action in actions
        if not action.shortcut().isEmpty()
    ]


def _plain(text: str) -> str:
    """A text of an action without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _has_key(key: QKeySequence.StandardKey) -> bool:
    return QApplication.instance() is not None and not QKeySequence(key).isEmpty()
