# SPDX-License-Identifier: GPL-3.0-or-later
"""How much happens: the six figures, a chart with its table, and whether all is well."""

from datetime import datetime, timedelta, timezone

from journey import Desk, Journey, Role, Server, check, children, same, wait

N_EVENTS = 300
FIGURES = (
    "Faces", "Active Faces", "Events", "Events Today", "Recognition Rate", "Average Confidence",
)

journey = Journey("overview")
step = journey.step
server = journey.closing(
    Server(journey.place, "--rate", "0", "--events", str(N_EVENTS), "--seed", "5")
)
desk = None
events = []


def known_figures():
    """What is said of the six figures; None while one is not known."""
    names = [tile.get_name() for tile in desk.search(Role.GROUPING) if ": " in tile.get_name()]
    found = dict(name.split(": ", 1) for name in names)
    return found if len(found) == len(FIGURES) and "not known" not in found.values() else None


def count_last_day():
    """The events of this hour and of the 23 before it, as the server has them."""
    now = datetime.now(timezone.utc)
    since = now.replace(minute=0, second=0) - timedelta(hours=23)
    return sum(event["timestamp"][:19] >= since.strftime("%Y-%m-%dT%H:%M:%S") for event in events)


def read_table(name):
    """Its rows, as the names of their cells, which a screen reader says."""
    table = desk.one(Role.TABLE, name)
    return [[cell.get_name() for cell in children(row)] for row in children(table)]


@step("the server tells its six figures")
def _():
    global desk
    server.start()
    server.sign_in()
    for page in range(1, N_EVENTS // 100 + 1):
        events.extend(server.events(page)["items"])
    desk = journey.closing(
        Desk(journey, "desk", "--server", server.address, "--page", "overview")
    )
    desk.sign_in(server.credentials)
    found = wait("the figures", known_figures)
    told = server.ask("/face-recognition/stats")
    same("the figures", found, {
        "Faces": str(told["totalFaces"]),
        "Active Faces": str(told["activeFaces"]),
        "Events": str(told["totalEvents"]),
        "Events Today": str(told["eventsToday"]),
        "Recognition Rate": f"{int(told['recognitionRate'] * 100)} %",
        "Average Confidence": f"{int(told['averageConfidence'] * 100)} %",
    })
    same("the events", told["totalEvents"], N_EVENTS)
    desk.picture("1-figures")


@step("a chart says what it is of, and has a table with the same")
def _():
    desk.says(f"{count_last_day()} events in the last 24 hours")
    desk.do(desk.one(Role.TOGGLE_BUTTON, "Show as a Table"))
    head, *hours = wait("a table", lambda: read_table("Events per Hour"))
    same("the head", head, ["Of", "Events"])
    same("the hours", len(hours), 24)
    # This hour is not over: “3 so far”.
    same("the events", sum(int(number.split()[0]) for _, number in hours), count_last_day())
    desk.picture("2-table")


@step("the server, its recogniser, the link and the clock are well")
def _():
    desk.press("alt+1", "End")
    desk.do(desk.one(Role.BUTTON, "Test the Recogniser"))
    desk.one(name="Connected")
    names = {thing.get_name() for thing in desk.search(Role.LABEL)}
    for name in ("Server", "Reachable", "Recogniser", "Live Link", "Live", "Requests", "Clock",
                 "Right", "The server’s clock and this computer’s agree"):
        check(f"“{name}” is told", name in names)
    desk.picture("3-health")


@step("nobody complained")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
