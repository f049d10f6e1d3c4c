# SPDX-License-Identifier: GPL-3.0-or-later
"""The file chooser of a desktop's portal, without anybody before it: what it answers is said first.
Programs in Flatpak have no other."""

import os
from pathlib import Path

from gi.repository import GLib

from journey import wait
from service import Service

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


def get_version(*_):
    return GLib.Variant("u", 4)


def get_handle(sender, options):
    """Where the answer to a request comes from, as the portal's documentation of Request has it."""
    token = options.get("handle_token", "t")
    return f"{PATH}/request/{sender.lstrip(':').replace('.', '_')}/{token}"


class FilePortal(Service):
    def __init__(self):
        os.environ.update(ENVIRONMENT)
        os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + WITHOUT_LEAKS
        self.choice = None
        self.asked = []  # title and options of each question, the newest last
        super().__init__(NAME)

    def export(self):
        self.register(PATH, INTERFACE, self.called, get_version)

    def called(self, _connection, sender, _path, _interface, method, parameters, invocation):
        *_parent, title, options = parameters.unpack()
        handle = get_handle(sender, options)
        invocation.return_value(GLib.Variant("(o)", [handle]))
        if method == "CreateMonitor":
            # Newer versions of GTK want to know when the session ends: it never does here.
            return
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
