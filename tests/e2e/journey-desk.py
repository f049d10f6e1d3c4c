# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job by hand: sign in by typing, watch the door, open an event, look back over a million
events, live through a crash of the server, sign out."""

import os
import re
import shutil
from pathlib import Path

from journey import Atspi, Desk, Failure, Journey, Role, Server, check, keyring_entries, same, wait

N_EVENTS = 1_000_000
WRONG_PASSWORD = "Wrong-Password-1"

journey = Journey("desk")
step = journey.step

# Making a million events takes most of a minute: they are made once for a build directory.
seed = Path(os.environ["GATEHOUSE_SEED"])
database = journey.place / "server.sqlite"
server = journey.closing(Server(journey.place, "--rate", "0", database=database))
desk = None


def rows():
    return desk.all(Role.LIST_ITEM, under=desk.one(Role.LIST, "Events"))


def loaded_rows():
    """What the rows on the screen say, without those whose page has not come."""
    return {words for words in map(desk.words, rows()) if "".join(words).strip()}


def shown_events(number):
    """When and where the newest events on the screen were. Sorted, as those of one moment have no
    order among themselves."""
    found = []
    for words in map(desk.words, rows()):
        place = next((word for word in words if " · " in word), None)
        time = next((word for word in words if re.fullmatch(r"\d\d:\d\d:\d\d", word)), None)
        if place and time:
            found.append((time, place))
    return sorted(found[:number])


def happened_events(number):
    """When and where the newest events were, as the server has them."""
    return sorted(
        (event["timestamp"][11:19], f"{event['location']} · {event['cameraId']}")
        for event in server.events(limit=number)["items"]
    )


def same_events(number):
    """Waits until the newest events on the screen are the newest of the server, each once."""
    try:
        wait("the newest events", lambda: shown_events(number) == happened_events(number))
    except Failure:
        same("the newest events", shown_events(number), happened_events(number))


def open_event():
    """The id of the event in the detail pane; None while there is none."""
    row = next(iter(desk.all(Role.LIST_ITEM, "Event ID")), None)
    return desk.words(row)[1] if row else None


def step_and_back():
    """Goes from the open event to the next with a key, and back."""
    first = wait("the detail", open_event)
    desk.press("alt+Down")
    second = wait("the next event", lambda: open_event() not in (None, first) and open_event())
    desk.press("alt+Up")
    wait("the first event again", lambda: open_event() == first)
    return first, second


@step("a server with a million events")
def _():
    if not seed.exists():
        maker = Server(journey.place, "--events", str(N_EVENTS), database=seed.with_suffix(".new"))
        journey.closing(maker).start()
        maker.close()
        seed.with_suffix(".new").rename(seed)
    shutil.copyfile(seed, database)
    server.start()
    server.sign_in()
    check("it has a million events", server.events(limit=1)["total"] >= N_EVENTS)


@step("the program asks who is there")
def _():
    global desk
    desk = journey.closing(Desk(journey, "desk", "--server", server.address))
    desk.one(Role.BUTTON, "Sign In")
    desk.keyboard()
    desk.picture("1-sign-in")


@step("a wrong password is told apart, and what was typed is still there")
def _():
    desk.fill("E-Mail", server.credentials["email"])
    desk.fill("Password", WRONG_PASSWORD)
    desk.press("Return")
    desk.says("Wrong")
    same("the e-mail field", desk.text_of(desk.field("E-Mail")), server.credentials["email"])
    desk.picture("2-wrong-password")


@step("the right password leads in, and live events come")
def _():
    desk.fill("Password", server.credentials["password"])
    desk.press("Return")
    wait("the live page", lambda: desk.marks("first-rows"))
    check("rows are there", rows())
    desk.says("Live since")
    server.emit(3)
    wait("events that came over the socket", lambda: len(desk.marks("event")) == 3)
    same_events(3)
    same("entries in the keyring", keyring_entries(), 1)
    desk.picture("3-live")


@step("an event opens, with its neighbours a key away")
def _():
    desk.tab_to_row()
    desk.press("Down", "Down", "Return")
    step_and_back()
    desk.picture("4-event")
    desk.press("Escape")
    wait("the detail to close", lambda: not open_event())


@step("the server crashes and comes back: no event is lost and none is there twice")
def _():
    server.emit(2)
    same_events(2)
    server.kill()
    desk.says("Offline")
    desk.picture("5-offline")
    server.start()
    server.emit(2)
    server.sign_in()
    desk.says("Live since")
    server.emit(2)
    same_events(6)
    check("the break is marked", desk.has(name=lambda name: "Link lost" in name, under=desk.one(Role.LIST, "Events")))
    desk.picture("6-caught-up")


@step("the history: a million rows, and the middle of them")
def _():
    desk.press("alt+3")
    wait("rows of the history",
         lambda: [mark for mark in desk.marks("first-rows") if mark["page"] == "events"])
    desk.picture("7-events")
    before = wait("their words", loaded_rows)
    bar = max(desk.all(Role.SCROLL_BAR), key=Atspi.Value.get_maximum_value)
    most = Atspi.Value.get_maximum_value(bar)
    check("the list is as long as the history", most > N_EVENTS * 20)
    Atspi.Value.set_current_value(bar, most / 2)
    wait("other rows, loaded", lambda: loaded_rows() and not loaded_rows() & before)
    desk.picture("8-middle")


@step("in the middle too, an event opens, with its neighbours a key away")
def _():
    desk.click(0.6, 0.5)
    first, second = step_and_back()
    desk.picture("9-event-in-the-middle")
    middle = [
        event["id"]
        for page in range(N_EVENTS // 200 - 1, N_EVENTS // 200 + 3)
        for event in server.events(page)["items"]
    ]
    check("both are of the middle", first in middle and second in middle)
    same("steps between the two", middle.index(second) - middle.index(first), 1)


@step("signing out leaves nothing behind")
def _():
    desk.press("F10")
    wait("the menu", lambda: desk.has(Role.MENU_ITEM))
    desk.press("Up", "Return")  # its last item
    desk.one(Role.BUTTON, "Sign In")
    same("entries in the keyring", keyring_entries(), 0)
    same("the password field", desk.text_of(desk.field("Password")), "")
    desk.picture("10-signed-out")
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
