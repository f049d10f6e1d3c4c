# SPDX-License-Identifier: GPL-3.0-or-later
"""How much happens, at servers of both kinds; and what whoever passes by shall not see."""

from journey import Desk, Journey, Role, Server, check, wait

journey = Journey("overview")
step = journey.step

desk = None


def open_overview(name, *options):
    global desk
    place = journey.place / name
    place.mkdir()
    server = journey.closing(Server(place, "--events", "3000", *options))
    server.start()
    server.sign_in()
    desk = journey.closing(
        Desk(journey, name, "--server", server.address, "--page", "overview")
    )
    desk.sign_in(server.credentials)
    desk.says("Events per Hour")
    return server


def figure(name):
    """What is said of a figure; None while it is not known."""
    tile = next(iter(desk.all(name=lambda text: text.startswith(f"{name}: "))), None)
    text = tile.get_name().removeprefix(f"{name}: ") if tile else "not known"
    return None if text == "not known" else text


@step("a server of the specification tells its six figures")
def _():
    server = open_overview("specification")
    told = server.ask("/face-recognition/stats")
    wait("the faces", lambda: figure("Faces") == str(told["totalFaces"]))
    wait("the events", lambda: (figure("Events") or "").replace(",", "") == str(told["totalEvents"]))
    check("the rate is told", figure("Recognition Rate"))
    check("the confidence is told", figure("Average Confidence"))
    desk.says("events in the last 24 hours")
    desk.picture("1-specification")


@step("the bars are read out as the keys go over them")
def _():
    chart = desk.one(Role.IMAGE, "Events per Hour")
    desk.keyboard()
    desk.tab_to("the chart", lambda thing: thing.get_name() == chart.get_name(), 60)
    newest = desk.says(" so far").get_name()
    desk.press("Left")
    wait("another bar", lambda: not desk.has(name=newest))
    desk.picture("2-bar")


@step("a chart has its table")
def _():
    desk.do(desk.all(Role.TOGGLE_BUTTON, "Show as a Table")[0])
    table = desk.one(Role.TABLE, "Events per Hour")
    wait("its rows", lambda: len(desk.all(Role.LABEL, under=table)) >= 50)
    desk.picture("3-table")


@step("the server, its recogniser and its clock are well")
def _():
    desk.says("answered in")
    desk.one(name="Connected")
    desk.says("agree")
    check("the server is reachable", desk.has(name="Reachable"))


@step("photos are blurred by a key, and the list is as long as is chosen")
def _():
    desk.press("alt+2")
    wait("faces", lambda: desk.marks("first-rows"))
    desk.picture("4-sharp")
    desk.press("ctrl+b")
    desk.press("ctrl+comma")
    desk.one(name="Length of the List")
    wait("the switch to be on", lambda: desk.has(Role.SWITCH) or desk.has(Role.TOGGLE_BUTTON))
    desk.picture("5-preferences")
    desk.press("Escape")
    wait("the dialog to go", lambda: not desk.has(name="Length of the List"))
    desk.picture("6-blurred")
    desk.end()


@step("a server in the field does not tell all, and the rest is counted or said to be unknown")
def _():
    server = open_overview("field", "--dialect", "field")
    told = server.ask("/face-recognition/stats")
    check("it does not tell of today", "eventsToday" not in told)
    wait("the faces", lambda: figure("Faces") == str(told["totalRecords"]))
    wait("today", lambda: figure("Events Today"), 120)
    wait("the confidence", lambda: figure("Average Confidence"), 120)
    desk.says("Of the newest")
    desk.picture("7-field")


journey.go()
