# SPDX-License-Identifier: GPL-3.0-or-later
"""Coming back: a remembered sign-in leads straight in, with the server there or not."""

from journey import Desk, Journey, Role, Server, check, same, wait

journey = Journey("return")
step = journey.step

server = journey.closing(
    Server(journey.place, "--events", "500", "--rate", "2", database=journey.place / "db.sqlite")
)
desk = None


def start(name, *arguments):
    global desk
    desk = journey.closing(Desk(journey, name, *arguments))


def is_about_sample_data(name):
    return "Sample data" in name


@step("somebody signs in and is remembered")
def _():
    server.start()
    start("first", "--server", server.address, "--profile", "door")
    desk.sign_in(server.credentials)
    wait("rows", lambda: desk.marks("first-rows"))
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


@step("the next start leads straight in, without the sign-in page")
def _():
    start("again")
    wait("rows", lambda: desk.marks("first-rows"))
    check("nothing asks for a password", not desk.has(name="Password"))
    wait("nothing to say that it is sample data", lambda: not desk.has(name=is_about_sample_data))
    wait("live events", lambda: desk.marks("event"))
    desk.picture("1-straight-in")
    same("the exit status", desk.end(), 0)


@step("a start with the page named shows that page")
def _():
    start("page", "--page", "events")
    wait("rows of the history", lambda: [m for m in desk.marks("first-rows") if m["page"] == "events"])
    desk.picture("2-events")
    same("the exit status", desk.end(), 0)


@step("with the server away, the window is there and says why")
def _():
    server.kill()
    start("offline")
    desk.says("Offline")
    check("nothing asks for a password", not desk.has(name="Password"))
    desk.picture("3-offline")


@step("when the server comes, so do the events")
def _():
    server.start()
    wait("rows", lambda: desk.marks("first-rows"), 60)
    wait("live events", lambda: desk.marks("event"), 60)
    desk.picture("4-recovered")
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
