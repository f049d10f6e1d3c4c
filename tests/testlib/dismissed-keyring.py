#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring service whose every prompt is dismissed, on the session bus until it is ended: it is
locked, has one entry whatever is looked for, and asks before it opens itself or takes a new one.

How often it has asked: CountPrompts of dev.gatehouse.TestKeyring at its path."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.secrets"
PATH = "/org/freedesktop/secrets"
COLLECTION = f"{PATH}/collection/login"
ITEM = f"{COLLECTION}/1"

# What each prompt is for, and what it would have come to.
PROMPTS = {
    f"{PATH}/prompt/unlock": GLib.Variant("ao", []),
    f"{PATH}/prompt/create": GLib.Variant("o", "/"),
    f"{PATH}/prompt/delete": GLib.Variant("s", ""),
}
UNLOCK, CREATE, DELETE = PROMPTS

INTERFACES = """
  <node>
    <interface name="org.freedesktop.Secret.Service">
      <method name="OpenSession">
        <arg type="s" direction="in"/>
        <arg type="v" direction="in"/>
        <arg type="v" direction="out"/>
        <arg type="o" direction="out"/>
      </method>
      <method name="SearchItems">
        <arg type="a{ss}" direction="in"/>
        <arg type="ao" direction="out"/>
        <arg type="ao" direction="out"/>
      </method>
      <method name="Unlock">
        <arg type="ao" direction="in"/>
        <arg type="ao" direction="out"/>
        <arg type="o" direction="out"/>
      </method>
      <method name="ReadAlias">
        <arg type="s" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
      <property name="Collections" type="ao" access="read"/>
    </interface>
    <interface name="org.freedesktop.Secret.Collection">
      <method name="CreateItem">
        <arg type="a{sv}" direction="in"/>
        <arg type="(oayays)" direction="in"/>
        <arg type="b" direction="in"/>
        <arg type="o" direction="out"/>
        <arg type="o" direction="out"/>
      </method>
      <property name="Locked" type="b" access="read"/>
    </interface>
    <interface name="org.freedesktop.Secret.Item">
      <method name="GetSecret">
        <arg type="o" direction="in"/>
        <arg type="(oayays)" direction="out"/>
      </method>
      <method name="Delete">
        <arg type="o" direction="out"/>
      </method>
      <property name="Locked" type="b" access="read"/>
      <property name="Attributes" type="a{ss}" access="read"/>
      <property name="Label" type="s" access="read"/>
      <property name="Created" type="t" access="read"/>
      <property name="Modified" type="t" access="read"/>
    </interface>
    <interface name="org.freedesktop.Secret.Prompt">
      <method name="Prompt">
        <arg type="s" direction="in"/>
      </method>
      <method name="Dismiss"/>
      <signal name="Completed">
        <arg type="b"/>
        <arg type="v"/>
      </signal>
    </interface>
    <interface name="dev.gatehouse.TestKeyring">
      <method name="CountPrompts">
        <arg type="u" direction="out"/>
      </method>
    </interface>
  </node>"""

PROPERTIES = {
    "Collections": GLib.Variant("ao", [COLLECTION]),
    "Locked": GLib.Variant("b", True),
    "Attributes": GLib.Variant("a{ss}", {}),
    "Label": GLib.Variant("s", "An entry"),
    "Created": GLib.Variant("t", 0),
    "Modified": GLib.Variant("t", 0),
}

n_prompts = 0


def dismiss(connection, path):
    connection.emit_signal(
        None, path, "org.freedesktop.Secret.Prompt", "Completed",
        GLib.Variant("(bv)", (True, PROMPTS[path])),
    )


def called(connection, _sender, path, _interface, method, parameters, invocation):
    global n_prompts

    if method == "OpenSession" and parameters[0] != "plain":
        invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "Only plain")
        return

    if method == "GetSecret":
        invocation.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "It is locked")
        return

    answer = None
    if method == "OpenSession":
        answer = GLib.Variant("(vo)", (GLib.Variant("s", ""), f"{PATH}/session/1"))
    elif method == "SearchItems":
        answer = GLib.Variant("(aoao)", ([], [ITEM]))
    elif method == "Unlock":
        answer = GLib.Variant("(aoo)", ([], UNLOCK))
    elif method == "ReadAlias":
        answer = GLib.Variant("(o)", (COLLECTION,))
    elif method == "CreateItem":
        answer = GLib.Variant("(oo)", ("/", CREATE))
    elif method == "Delete":
        answer = GLib.Variant("(o)", (DELETE,))
    elif method == "CountPrompts":
        answer = GLib.Variant("(u)", (n_prompts,))
    invocation.return_value(answer)
    if method == "Prompt":
        n_prompts += 1
        dismiss(connection, path)


def get_property(_connection, _sender, _path, _interface, name):
    return PROPERTIES[name]


def main():
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
    service, collection, item, prompt, test = node.interfaces
    for path, interface in (
        (PATH, service),
        (PATH, test),
        (COLLECTION, collection),
        (f"{PATH}/aliases/default", collection),
        (ITEM, item),
        *((path, prompt) for path in PROMPTS),
    ):
        connection.register_object(path, interface, called, get_property, None)
    Gio.bus_own_name_on_connection(connection, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
    GLib.MainLoop().run()


main()
