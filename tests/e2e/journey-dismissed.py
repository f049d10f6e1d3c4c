# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that asks before it takes anything, and a person who does not want to be asked: the
sign-in works for this run, and a banner says that it will not be remembered."""

import os
import subprocess
from pathlib import Path

from gi.repository import Gio, GLib

from journey import Desk, Journey, Role, Server, check, same, wait

journey = Journey("dismissed")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200"))
desk = None


class Keyring:
    """See dismissed-keyring.py."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["GATEHOUSE_DISMISSED_KEYRING"]])
        wait("the keyring service", self.is_there)

    @staticmethod
    def ask(name, path, interface, method, parameters=None):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = bus.call_sync(
            name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, -1,
        )
        return answer.unpack()[0]

    def is_there(self):
        return self.ask(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "NameHasOwner", GLib.Variant("(s)", ["org.freedesktop.secrets"]),
        )

    def count_prompts(self):
        return self.ask(
            "org.freedesktop.secrets", "/org/freedesktop/secrets", "dev.gatehouse.TestKeyring",
            "CountPrompts",
        )

    def close(self):
        self.process.terminate()
        self.process.wait()


keyring = journey.closing(Keyring())


@step("the sign-in works, and a banner says that it will not be remembered")
def _():
    global desk
    server.start()
    desk = journey.closing(Desk(journey, "first", "--server", server.address))
    desk.sign_in(server.credentials)
    wait("rows", lambda: desk.marks("first-rows"))
    desk.says("will not be remembered: The keyring is locked")
    check("the keyring has asked", keyring.count_prompts() > 0)
    desk.picture("1-not-remembered")
    same("the exit status", desk.end(), 0)


@step("no file of the person's has anything secret in it")
def _():
    for path in Path(os.environ["HOME"]).rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        check(f"{path} has no token in it", b"eyJ" not in content)
        check(f"{path} has no password in it", server.credentials["password"].encode() not in content)


@step("the next start asks again, says why, and knows who it was")
def _():
    again = journey.closing(Desk(journey, "again"))
    again.one(Role.BUTTON, "Sign In")
    again.says("The keyring is locked")
    same("the e-mail field", again.text_of(again.field("E-Mail")), server.credentials["email"])
    again.picture("2-asks-again")
    same("what it complained about", again.complaints(), [])


journey.go()
