# SPDX-License-Identifier: GPL-3.0-or-later
"""The wall on a large screen: old faces are grey, new ones come, a lost link is said across the
screen, and nobody leaves without the PIN."""

import base64
import hashlib
import os
import pathlib
import time

from inhibitors import Inhibitors
from journey import Desk, Journey, Role, Server, check, children, same, wait
from portal import NAME

PIN = "4711"

journey = Journey("wall")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "400", "--rate", "0"))
inhibitors = journey.closing(Inhibitors(NAME))
pin_file = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "gatehouse", "wall-pin")
desk = None


def write_pin():
    """As the program keeps it, by other means."""
    salt = bytes(range(16))
    derived = hashlib.pbkdf2_hmac("sha256", PIN.encode(), salt, 600000, 32)
    pin_file.parent.mkdir(parents=True, exist_ok=True)
    pin_file.write_text(
        f"[pin]\niterations=600000\nsalt={base64.b64encode(salt).decode()}\n"
        f"hash={base64.b64encode(derived).decode()}\n[tries]\nfailed=0\nlast=0\n"
    )
    pin_file.chmod(0o600)


def open_wall():
    global desk
    desk = journey.closing(
        Desk(journey, f"wall-{len(journey.closers)}", "--kiosk", "--server", server.address,
             "--credentials", server.credentials_path)
    )
    wait("faces", lambda: desk.marks("first-rows"), 90)


def tiles():
    return children(desk.one(Role.LIST, "Latest faces"))


@step("what happened before it was started is shown with its age")
def _():
    server.start()
    write_pin()
    open_wall()
    desk.says("Live since")
    check("there are many faces", len(tiles()) >= 12)
    check("each tile says who and how long ago",
          all(len([word for word in desk.words(tile) if word]) >= 3 for tile in tiles()))
    desk.says("Today")
    desk.picture("1-stale")


@step("where only the desktop's portal keeps a display on, that is asked")
def _():
    wait("idle and suspend to be inhibited", lambda: inhibitors.inhibited() == {4 | 8})


@step("new faces take the places of the oldest")
def _():
    before = [tile.get_name() for tile in tiles()]
    server.emit(2)
    wait("two new faces", lambda: len(desk.marks("event")) >= 2)
    after = [tile.get_name() for tile in tiles()]
    same("how many tiles are there", len(after), len(before))
    same("how many faces are others", sum(a != b for a, b in zip(before, after)), 2)
    server.emit(8)
    wait("the others", lambda: len(desk.marks("event")) >= 10)
    desk.picture("2-live")


@step("a lost link is said at once, and what is shown is the last known state")
def _():
    before = [tile.get_name() for tile in tiles()]
    server.kill()
    begun = time.monotonic()
    desk.says("Link lost")
    print(f"# said after {time.monotonic() - begun:.1f} s")
    desk.says("showing the last known state")
    same("the faces", [tile.get_name() for tile in tiles()], before)
    desk.picture("3-lost")


@step("it is live again when the server is, by itself")
def _():
    server.start()
    desk.says("Live since", 90)
    check("no link is lost any more", not desk.has(name=lambda name: "Link lost" in name))


@step("nobody leaves without the PIN")
def _():
    desk.keyboard()
    desk.press("Escape")
    desk.says("Type the PIN")
    desk.type("0000")
    desk.press("Return")
    desk.says("4 tries are left")
    desk.picture("4-pin")
    desk.press("Escape")
    wait("the dialog to go", lambda: not desk.has(name=lambda name: "tries are left" in name))
    desk.press("ctrl+q")
    desk.one(Role.BUTTON, "Leave")
    check("it still runs", not desk.has_ended())


@step("killed, it comes back to the same faces, and knows of the wrong tries")
def _():
    desk.close()
    open_wall()
    desk.says("Live since")
    desk.keyboard()
    desk.press("ctrl+q")
    desk.says("Type the PIN")
    desk.type("1111")
    desk.press("Return")
    desk.says("3 tries are left")


@step("with the PIN it ends")
def _():
    desk.type(PIN)
    desk.press("Return")
    wait("the end", desk.has_ended)
    same("the exit status", desk.process.returncode, 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
