"""The page of the library: filters at the left, and the photos that were found."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.window.empty_state import EmptyState
from app.window.nothing import Reason
from app.window.results import ResultsModel, ResultsView
from app.window.state import StateStore, WindowState
from app.window.theme.theme import Theme
from indexer.query import Found, Order

_SMALLEST_CELL, _LARGEST_CELL = 72, 480
_SIDE_WIDTH, _GRID_WIDTH = 270, 900


class LibraryPage(QWidget):
    """Shows what was found, and what it is filtered and sorted by.

    Signals:
        order_changed(Order): the user wants another order.
    """

    order_changed = Signal(Order)

    def __init__(
        self,
        model: ResultsModel,
        state: StateStore,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Show a model. The filters come a moment later: `add_filters`."""
        super().__init__(parent)
        self._state = state
        self.side = QWidget()
        self.view = ResultsView(model, theme)
        self.view.setAccessibleName(self.tr("Photos found"))
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._count = QLabel()
        self._count.setProperty("role", "heading")
        self._orders = self._make_orders()
        self.zoom = self._make_zoom()
        self._splitter = self._lay_out()
        self.view.set_cell_side(state.state.cell_side)
        self.view.cell_side_changed.connect(self._on_cell_side_changed)

    def set_order(self, order: Order) -> None:
        """Show this order as the chosen one; nothing is emitted."""
        with QSignalBlocker(self._orders):
            self._orders.setCurrentIndex(self._orders.findData(order.value))

    @property
    def order(self) -> Order:
        """The order that is chosen."""
        return Order(self._orders.currentData())

    def add_filters(self, side: QWidget, active: QWidget) -> None:
        """Take over the panel of filters, and the row that says which of them count."""
        sizes = self._splitter.sizes()
        self._splitter.replaceWidget(0, side)
        self.side.deleteLater()
        side.setVisible(self._state.state.show_filters)
        self._splitter.setSizes(sizes)
        self.side = side
        self._column.insertWidget(1, active)

    def show_found(self, found: Found) -> None:
        """Say how many there are, and show them."""
        number = len(found.ids) // 8
        self._count.setText(self.tr("%Ln photo(s)", "", number))
        self._stack.setCurrentWidget(self.view)

    def show_empty(self, reason: Reason) -> None:
        """Say why there is nothing."""
        self._count.clear()
        self.empty.show_reason(reason)
        self._stack.setCurrentWidget(self.empty)

    @property
    def is_empty(self) -> bool:
        """Whether it says why there is nothing."""
        return self._stack.currentWidget() is self.empty

    def apply_state(self, state: WindowState) -> None:
        """Be as the user chose."""
        self.side.setVisible(state.show_filters)
        self.view.set_show_names(state.show_names)
        self.view.set_days(state.group_by_day)
        self.zoom.setValue(state.cell_side)

    def widths(self) -> tuple[int, ...]:
        """Of filters and photos, to be remembered; empty if the filters are not shown."""
        return tuple(self._splitter.sizes()) if self.side.isVisible() else ()

    def _lay_out(self) -> QSplitter:
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 4)  # in line with the photos
        head.addWidget(self._count, 1)
        head.addWidget(self._orders)
        column = self._column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        right = QWidget()
        right.setLayout(column)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.side)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes(list(self._state.state.splitter) or [_SIDE_WIDTH, _GRID_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        return splitter

    def _make_orders(self) -> QComboBox:
        orders = QComboBox()
        orders.setAccessibleName(self.tr("Sort by"))
        orders.setToolTip(self.tr("Sort by"))
        for order, text in (
            (Order.RELEVANCE, self.tr("Best match")),
            (Order.NEWEST, self.tr("Newest first")),
            (Order.OLDEST, self.tr("Oldest first")),
            (Order.NAME, self.tr("Name, A to Z")),
            (Order.NAME_BACKWARDS, self.tr("Name, Z to A")),
            (Order.LARGEST, self.tr("Largest first")),
            (Order.SMALLEST, self.tr("Smallest first")),
        ):
            orders.addItem(text, order.value)
        orders.currentIndexChanged.connect(self._on_order_chosen)
        return orders

    def _make_zoom(self) -> QSlider:
        zoom = QSlider(Qt.Orientation.Horizontal)
        zoom.setRange(_SMALLEST_CELL, _LARGEST_CELL)
        zoom.setSingleStep(8)
        zoom.setPageStep(40)
        zoom.setValue(self._state.state.cell_side)
        zoom.setFixedWidth(140)
        zoom.setAccessibleName(self.tr("Size of the pictures"))
        zoom.setToolTip(self.tr("Size of the pictures"))
        zoom.valueChanged.connect(self._on_zoomed)
        return zoom

    def _on_order_chosen(self) -> None:
        self.order_changed.emit(self.order)

    def _on_zoomed(self, side: int) -> None:
        if side != self.view.cell_side:
            self.view.set_cell_side(side)

    def _on_cell_side_changed(self, side: int) -> None:
        with QSignalBlocker(self.zoom):
            self.zoom.setValue(side)
        self._state.change(cell_side=side)
