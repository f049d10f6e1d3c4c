# SPDX-License-Identifier: GPL-3.0-or-later
"""The file chooser of a desktop's portal, without anybody before it: what it answers is said first.
Programs in Flatpak have no other."""

import os
import threading
from pathlib import Path

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from journey import PATIENCE, check, wait  # noqa: E402

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
REQUEST = "org.freedesktop.portal.Request"
CHOSEN, DISMISSED = 0, 1

INTERFACE = """
  <node>
    <interface name="org.freedesktop.portal.FileChooser">
      <method name="OpenFile">
        <arg type="s" direction="in"/>
        <arg type="s" direction="in"/>
        <arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <method name="SaveFile">
        <arg type="s" direction="in"/>
        <arg type="s" direction="in"/>
        <arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <property name="version" type="u" access="read"/>
    </interface>
    <interface name="org.freedesktop.portal.Inhibit">
      <method name="CreateMonitor">
        <arg type="s" direction="in"/>
        <arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <property name="version" type="u" access="read"/>
    </interface>
  </node>"""

# What makes a program use it that is not in a sandbox.
ENVIRONMENT = {"GDK_DEBUG": "portals", "ADW_DISABLE_PORTAL": "1"}

# GTK makes the widgets of its own chooser even where a portal answers, and they leave a GFileInfo
# behind (a program that does nothing else proves it). Where it is from cannot be told: the sanitizer
# sees no further than GLib. Leaks of our dialogs are looked for by their own tests.
WITHOUT_LEAKS = ":detect_leaks=0"


class FilePortal:
    def __init__(self):
        os.environ.update(ENVIRONMENT)
        os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + WITHOUT_LEAKS
        self.choice = None
        self.asked = []  # title and options of each question, the newest last
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=[ready], daemon=True)
        self.thread.start()
        check("the portal came up", ready.wait(PATIENCE))

    def serve(self, ready):
        self.context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        )
        chooser, monitor = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces
        version = lambda *_: GLib.Variant("u", 4)  # noqa: E731
        self.connection.register_object(PATH, chooser, self.called, version)
        self.connection.register_object(PATH, monitor, self.monitored, version)
        Gio.bus_own_name_on_connection(
            self.connection, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: ready.set(), None,
        )
        self.loop.run()

    @staticmethod
    def handle(sender, options):
        return f"{PATH}/request/{sender.lstrip(':').replace('.', '_')}/{options['handle_token']}"

    def monitored(self, _connection, sender, _path, _interface, _method, parameters, invocation):
        """Newer versions of GTK want to know when the session ends: it never does here."""
        _parent, options = parameters.unpack()
        invocation.return_value(GLib.Variant("(o)", [self.handle(sender, options)]))

    def called(self, _connection, sender, _path, _interface, _method, parameters, invocation):
        _parent, title, options = parameters.unpack()
        handle = self.handle(sender, options)
        invocation.return_value(GLib.Variant("(o)", [handle]))
        choice, self.choice = self.choice, None
        results = {}
        if choice is not None:
            results["uris"] = GLib.Variant("as", [Path(choice).as_uri()])
        self.connection.emit_signal(
            sender, handle, REQUEST, "Response",
            GLib.Variant("(ua{sv})", [CHOSEN if results else DISMISSED, results]),
        )
        self.asked.append((title, options))

    def answering(self, path, ask):
        """Has ask() bring up the file chooser, in which somebody chooses that path; answers what
        the chooser was asked for."""
        self.choice = path
        n_asked = len(self.asked)
        ask()
        wait("the file chooser", lambda: len(self.asked) > n_asked)
        return self.asked[-1]

    def close(self):
        self.loop.quit()
