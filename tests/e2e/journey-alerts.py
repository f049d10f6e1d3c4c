# SPDX-License-Identifier: GPL-3.0-or-later
"""An alert from the event to the answer: a rule is made, somebody unknown comes, it is heard and
told above every page; the program is killed and comes back with it; somebody answers."""

import signal

from journey import Desk, Journey, Role, Server, check, same, wait

journey = Journey("alerts")
step = journey.step

server = journey.closing(
    Server(journey.place, "--events", "50", "--rate", "0", database=journey.place / "db.sqlite")
)
desk = None


def start(name, *arguments):
    global desk
    desk = journey.closing(Desk(journey, name, *arguments))


def is_alert(name):
    return name.startswith("Unknown face")


def see_somebody_unknown():
    """Every few of the sample's events are of nobody whom the server knows."""
    before = server.events(limit=1)["total"]
    server.emit(30)
    wait("the events to happen", lambda: server.events(limit=1)["total"] >= before + 30)
    check("one of them is unknown",
          "UNKNOWN" in [event["eventType"] for event in server.events(limit=30)["items"]])


@step("somebody signs in and makes a rule")
def _():
    server.start()
    server.sign_in()
    start("first", "--server", server.address, "--profile", "door", "--page", "alerts")
    desk.sign_in(server.credentials)
    desk.says("No Rules Yet")
    desk.picture("1-no-rules")
    desk.do(desk.one(name="Rules"))
    desk.do(desk.one(Role.BUTTON, "Add Rule"))
    desk.one(Role.BUTTON, "Save")
    desk.picture("2-new-rule")
    desk.do(desk.one(Role.BUTTON, "Save"))
    desk.says("Unknown Face")
    desk.picture("3-rules")


@step("somebody unknown comes: it is heard, and told above the page")
def _():
    see_somebody_unknown()
    wait("the banner", lambda: desk.has(name=is_alert))
    wait("a sound", lambda: desk.marks("sound"))
    desk.do(desk.one(name=lambda name: name.startswith("New")))
    desk.one(Role.BUTTON, "Acknowledge with a Note")
    desk.picture("4-alert")


@step("killed and started again, the program still has it")
def _():
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    start("again", "--page", "alerts")
    wait("the banner", lambda: desk.has(name=is_alert))
    desk.picture("5-again")


@step("somebody answers")
def _():
    desk.do(desk.one(Role.BUTTON, "Acknowledge"))
    wait("the banner to go", lambda: not desk.has(name=is_alert))
    desk.do(desk.one(name="Answered"))
    desk.says("Acknowledged by you")
    desk.picture("6-answered")
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
