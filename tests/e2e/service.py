# SPDX-License-Identifier: GPL-3.0-or-later
"""A service on the session's bus which a desktop would have, in a thread with a connection of its own."""

import os
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from journey import PATIENCE, check  # noqa: E402


class Service:
    def __init__(self, *names):
        self.names = names
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        check(f"{names[0]} came up", self.ready.wait(PATIENCE))

    def serve(self):
        self.context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        )
        self.export()
        waited_for = set(self.names)

        def acquired(_connection, name):
            waited_for.discard(name)
            if not waited_for:
                self.ready.set()

        for name in self.names:
            Gio.bus_own_name_on_connection(
                self.connection, name, Gio.BusNameOwnerFlags.NONE, acquired, None
            )
        self.loop.run()

    def export(self):
        """Registers its objects."""
        raise NotImplementedError

    def register(self, path, xml, called, get_property=None):
        """One object with all interfaces of that description."""
        for interface in Gio.DBusNodeInfo.new_for_xml(xml).interfaces:
            self.connection.register_object(path, interface, called, get_property)

    def has_client(self, name):
        """Whether who called is still there."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = bus.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
            GLib.Variant("(s)", [name]), None, Gio.DBusCallFlags.NONE, -1,
        )
        return answer.unpack()[0]

    def close(self):
        self.loop.quit()
