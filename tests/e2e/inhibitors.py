# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps a display on where somebody asks for it: GNOME's session, as older versions of GTK ask it,
and the desktop's portal, as newer ones do."""

import itertools

from gi.repository import GLib

from portal import NAME, PATH, REQUEST, get_handle, get_version
from service import Service

SESSION = "org.gnome.SessionManager"
SESSION_XML = """
  <node>
    <interface name="org.gnome.SessionManager">
      <method name="Inhibit">
        <arg type="s" direction="in"/>
        <arg type="u" direction="in"/>
        <arg type="s" direction="in"/>
        <arg type="u" direction="in"/>
        <arg type="u" direction="out"/>
      </method>
      <method name="RegisterClient">
        <arg type="s" direction="in"/>
        <arg type="s" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <method name="Uninhibit">
        <arg type="u" direction="in"/>
      </method>
    </interface>
  </node>"""
PORTAL_XML = """
  <node>
    <interface name="org.freedesktop.portal.Inhibit">
      <method name="CreateMonitor">
        <arg type="s" direction="in"/>
        <arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <method name="Inhibit">
        <arg type="s" direction="in"/>
        <arg type="u" direction="in"/>
        <arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <property name="version" type="u" access="read"/>
    </interface>
  </node>"""
REQUEST_XML = f"""
  <node>
    <interface name="{REQUEST}">
      <method name="Close"/>
    </interface>
  </node>"""


class Inhibitors(Service):
    def __init__(self, *names):
        """Those of SESSION and NAME, the portal's, that a desktop has."""
        self.cookies = itertools.count(1)
        self.held = {}  # by cookie or handle: whose they are, and their flags
        super().__init__(*names)

    def export(self):
        self.register("/org/gnome/SessionManager", SESSION_XML, self.session_called)
        self.register(PATH, PORTAL_XML, self.portal_called, get_version)

    def session_called(self, _connection, sender, _path, _interface, method, parameters, invocation):
        if method == "Inhibit":
            cookie = next(self.cookies)
            self.held[cookie] = (sender, parameters[3])
            invocation.return_value(GLib.Variant("(u)", [cookie]))
        elif method == "RegisterClient":
            invocation.return_value(GLib.Variant("(o)", ["/org/gnome/SessionManager/Client1"]))
        else:
            self.held.pop(parameters[0], None)
            invocation.return_value(None)

    def portal_called(self, _connection, sender, _path, _interface, method, parameters, invocation):
        _window, *flags, options = parameters.unpack()
        handle = get_handle(sender, options)
        if method == "Inhibit":
            self.held[handle] = (sender, flags[0])
            self.register(handle, REQUEST_XML, self.closed)
        invocation.return_value(GLib.Variant("(o)", [handle]))

    def closed(self, _connection, _sender, path, _interface, _method, _parameters, invocation):
        self.held.pop(path, None)
        invocation.return_value(None)

    def inhibited(self):
        """What is inhibited by those who are still there, as sets of flags."""
        return {flags for sender, flags in list(self.held.values()) if self.has_client(sender)}
