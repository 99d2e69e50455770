"""The little of D-Bus that is needed: one call, one answer, one deadline for all of it.

jeepney's own connection greets the bus without a time limit, so a bus that accepts and keeps
silent would hang the engine. Its parts are used, with a socket of our own.
"""

from __future__ import annotations

import socket
import time
from typing import Any

_MOST = 4096


class BusError(Exception):
    """The bus or the one asked for is not there, is too slow, or refuses."""


class Bus:
    """A connection to a message bus."""

    def __init__(self, address: str, seconds: float) -> None:
        """Connect and greet.

        Args:
            address: as in `DBUS_SESSION_BUS_ADDRESS`.
            seconds: time for everything that this connection is ever asked.

        Raises:
            BusError: there is no bus, or it does not answer.
        """
        from jeepney import Parser
        from jeepney.bus import get_bus
        from jeepney.io.blocking import prep_socket

        self._until = time.monotonic() + seconds
        self._serial = 0
        self._parser = Parser()
        try:
            self._socket: socket.socket = prep_socket(get_bus(address), timeout=seconds)
        except Exception as error:  # jeepney raises its own and many others
            raise BusError(str(error)) from error
        try:
            where = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
            self.call(where, where[0], "Hello")
        except BusError:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def call(
        self, where: tuple[str, str], interface: str, member: str, *body: str, start: bool = False
    ) -> Any:
        """Call a method and return the first value of its answer.

        Args:
            where: bus name and object path.
            interface: of the method.
            member: the method.
            body: its arguments.
            start: the bus may start a service to have someone to ask.

        Raises:
            BusError: no answer, or a refusal.
        """
        from jeepney import DBusAddress, MessageFlag, new_method_call

        address = DBusAddress(where[1], bus_name=where[0], interface=interface)
        message = new_method_call(address, member, "s" * len(body) or None, body)
        if not start:
            message.header.flags = MessageFlag.no_auto_start
        self._serial += 1
        try:
            self._limit()
            self._socket.sendall(message.serialise(serial=self._serial))
            return self._answer()
        except BusError:
            raise
        except Exception as error:  # whatever a broken bus makes jeepney stumble over
            raise BusError(str(error)) from error

    def _answer(self) -> Any:
        from jeepney import HeaderFields, MessageType

        while True:
            message = self._receive()
            if message.header.fields.get(HeaderFields.reply_serial) != self._serial:
                continue
            if message.header.message_type is not MessageType.method_return:
                raise BusError(str(message.body))
            value = message.body[0] if message.body else None
            # A variant arrives with its signature.
            return value[1] if isinstance(value, tuple) else value

    def _receive(self) -> Any:
        while (message := self._parser.get_next_message()) is None:
            self._limit()
            data = self._socket.recv(_MOST)
            if not data:
                raise BusError("The bus hung up.")
            self._parser.add_data(data)
        return message

    def _limit(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise BusError("The bus is too slow.")
        self._socket.settimeout(left)
