# SPDX-License-Identifier: GPL-3.0-or-later
"""The history: filtered by what a server does not filter by, taken out as a table, gone to a time,
and the page of a person who was seen."""

import csv
from datetime import datetime, timezone

from journey import Atspi, Desk, Journey, Role, Server, check, same, shown_children, wait
from portal import FilePortal

N_EVENTS = 300

journey = Journey("history")
step = journey.step
server = journey.closing(
    Server(journey.place, "--rate", "0", "--events", str(N_EVENTS), "--seed", "5")
)
portal = journey.closing(FilePortal())
table = journey.place / "events.csv"
desk = None
shown = None  # the list of events
events = []
camera = None
moment = None  # that is gone to: 2026-11-30T14:02


def open_event():
    """The id of the event in the detail pane; None while there is none."""
    row = next(desk.search(Role.LIST_ITEM, "Event ID"), None)
    return desk.words(row)[1] if row else None


def get_person(event):
    """Whom it shows; "" where nobody knows."""
    user = (event.get("faceRecord") or {}).get("user") or {}
    return f"{user['firstName']} {user['lastName']}" if user else ""


def show_row(event):
    """What a row says of where and when that event was."""
    return f"{event['location']} · {event['cameraId']}, {event['timestamp'][11:19]}"


def find_row(event):
    return next((row for row in shown_children(shown) if row.get_name().endswith(show_row(event))), None)


@step("a server with a history, and an administrator at the desk")
def _():
    global desk, camera, shown
    server.start()
    server.sign_in()
    for page in range(1, N_EVENTS // 100 + 1):
        events.extend(server.events(page)["items"])
    camera = next(event["cameraId"] for event in events if event["cameraId"])
    desk = journey.closing(Desk(journey, "desk", "--server", server.address, "--page", "events"))
    desk.sign_in(server.credentials)
    wait("rows", lambda: desk.marks("first-rows"))
    shown = desk.one(Role.LIST, "Events")
    wait("the newest event", lambda: find_row(events[0]))
    check("it is said how many there are", desk.has(Role.LABEL, f"{N_EVENTS} events"))
    desk.picture("1-history")


@step("a camera is looked for in the newest events, and it is said in how many")
def _():
    desk.push("Filter…")
    desk.one(name="Filter Events")
    desk.picture("2-filter")
    desk.fill("Camera", camera)
    desk.push("Show")
    desk.says(f"Camera: {camera}")
    n_found = sum(event["cameraId"] == camera for event in events)
    desk.says(f"{n_found} found in {N_EVENTS} events")
    check("nobody is sent to look further back", not desk.has(Role.BUTTON, "Look Further Back"))
    places = {row.get_name().split(", ")[-2] for row in shown_children(shown)}
    check(f"all are of {camera}: {places}", all(place.endswith(camera) for place in places))
    desk.picture("3-camera")


@step("all that there is of it is taken out as a table")
def _():
    # The keys of a page are good in the sidebar, too.
    desk.tab_to("the sidebar", lambda thing: thing.get_name() == "Events"
                and thing.get_parent().get_name() == "Pages")
    title, options = portal.answering(table, lambda: desk.press("ctrl+s"))
    same("what is asked for", title, "Export Events")
    check("a name is proposed", options["current_name"].endswith(".csv"))
    wait("the table", table.exists, 120)
    desk.says("Events are in")
    desk.picture("4-exported")
    wanted = [event for event in events if event["cameraId"] == camera]
    with table.open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    same("the events", [row["id"] for row in found], [event["id"] for event in wanted])
    same("the cameras", {row["cameraId"] for row in found}, {camera})
    same("the persons", [row["person"] for row in found], [get_person(event) for event in wanted])
    same("what else is there", [path.name for path in journey.place.glob("*.csv*")], [table.name])


@step("from the oldest event, a time is gone to")
def _():
    global moment
    desk.push(f"Remove filter “Camera: {camera}”")
    desk.says(f"{N_EVENTS} events")
    wait("the newest event", lambda: find_row(events[0]))
    desk.tab_to_row()
    desk.press("End")
    wait("the oldest event", lambda: find_row(events[-1]))
    desk.picture("5-oldest")
    desk.press("ctrl+g")
    desk.one(name="Go to Time")
    # The day that it begins with is today, and all that there is may be older.
    midnight = datetime.now(timezone.utc).strftime("%Y-%m-%dT00:00")
    moment = max(midnight, events[N_EVENTS // 3]["timestamp"][:16])
    for part, number in (("Hour", moment[11:13]), ("Minute", moment[14:16])):
        Atspi.Value.set_current_value(desk.one(Role.SPIN_BUTTON, part), int(number))
    desk.picture("6-time")
    desk.push("Go")
    wait("the dialog to close", lambda: not desk.has(name="Go to Time"))
    newest = next(event for event in events if event["timestamp"][:16] <= moment)
    wait(f"what was at {moment}, {show_row(newest)}", lambda: find_row(newest))
    desk.picture("7-moment")


@step("an event tells who it is, and the page of the person when and where they are seen")
def _():
    newest, *older = [event for event in events if event["timestamp"][:16] <= moment]
    n_down, seen = next((n, event) for n, event in enumerate(older, 1) if get_person(event))
    person = get_person(seen)
    of_person = [event for event in events if get_person(event) == person]
    all_of_them = f"all {len(of_person)} events" if len(of_person) > 1 else "the 1 event"
    desk.tab_to_row()
    desk.press("Return")
    wait("the newest of them", lambda: open_event() == newest["id"])
    desk.press(*["alt+Down"] * n_down)
    wait(f"an event of {person}", lambda: open_event() == seen["id"])
    desk.push("Show Person")
    desk.says(f"From {all_of_them} that the server has.")
    desk.one(Role.HEADING, person)
    for name, event in (("First Seen", of_person[-1]), ("Last Seen", of_person[0])):
        said = desk.words(desk.one(Role.LIST_ITEM, name))[1]
        check(f"“{name}” is {event['timestamp']}: {said}", said.endswith(event["timestamp"][11:19]))
    desk.one(Role.LIST, "Where")
    desk.picture("8-person")


@step("nobody complained")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
