# SPDX-License-Identifier: GPL-3.0-or-later
"""At home on the desktop: links to events and pictures are opened with the program, from cold and
while it runs; what is no such link is refused in words."""

import base64
import os
import subprocess

from gi.repository import Gio, GLib

from journey import Desk, Journey, Role, Server, check, same, wait

APPLICATION = "dev.gatehouse.Gatehouse.Devel"
PATH = "/dev/gatehouse/Gatehouse/Devel"

journey = Journey("links")
step = journey.step
server = journey.closing(Server(journey.place, "--events", "300", "--rate", "0", "--seed", "3"))
desk = None
events = []


def link(event):
    return f"gatehouse://event/{event['id']}?at={event['timestamp']}"


def open_with(*uris):
    """As a browser or a file manager does."""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        APPLICATION, PATH, "org.freedesktop.Application", "Open",
        GLib.Variant("(asa{sv})", [uris, {}]), None, Gio.DBusCallFlags.NONE, 10_000,
    )


def shown_event():
    row = next(iter(desk.all(Role.LIST_ITEM, "Event ID")), None)
    return desk.words(row)[1] if row else None


def dialogs():
    return desk.all(Role.DIALOG)


def close_dialog():
    desk.keyboard()
    desk.press("Escape")
    wait("the dialog to close", lambda: not dialogs())


@step("a desk whose sign-in is remembered")
def _():
    server.start()
    server.sign_in()
    events.extend(server.events(limit=100)["items"])
    subprocess.run(
        [os.environ["GATEHOUSECTL"], "login", "--server", server.address,
         "--credentials", server.credentials_path],
        check=True, stdout=subprocess.DEVNULL,
    )


@step("a link starts the program, and its event is shown")
def _():
    global desk
    desk = journey.closing(Desk(journey, "desk", link(events[40])))
    wait("the event", lambda: shown_event() == events[40]["id"])
    desk.picture("1-event")
    close_dialog()


@step("a link that is opened while the program runs is shown by it, without its time too")
def _():
    other = subprocess.run([os.environ["GATEHOUSE"], f"gatehouse://event/{events[7]['id']}"],
                           check=False, timeout=30)
    same("the exit status", other.returncode, 0)
    wait("the event", lambda: shown_event() == events[7]["id"])
    open_with(link(events[8]))
    wait("the next one in its place", lambda: shown_event() == events[8]["id"])
    same("dialogs", len(dialogs()), 1)
    close_dialog()


@step("an event that the server does not have is said to be missing")
def _():
    open_with("gatehouse://event/no-such-event?at=2020-01-01T00:00:00Z")
    desk.says("Event Not Found")
    desk.picture("2-not-found")
    close_dialog()


@step("what is no link to an event is refused, and does nothing")
def _():
    def refused():
        # What is said for a moment only is said again, until it was seen.
        open_with(f"gatehouse://event/{events[0]['id']}/delete")
        return desk.has(name=lambda name: "does not lead to an event" in name)

    wait("a word on it", refused)
    check("no dialog has opened", not dialogs())
    same("events of the server", server.events(limit=1)["total"], 300)


@step("a picture that is opened with it is identified")
def _():
    image = next(event for event in events if event.get("imageData"))["imageData"]
    picture = journey.place / "visitor at the door.jpg"
    picture.write_bytes(base64.b64decode(image.split(",")[-1]))
    open_with(picture.as_uri())
    desk.says("Identify")
    desk.says("visitor at the door.jpg")
    wait("an answer", lambda: desk.has(name=lambda name: "known face" in name or "face" in name
                                       and "1" in name))
    desk.picture("3-identify")


@step("it ends well and has not complained")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
