# SPDX-License-Identifier: GPL-3.0-or-later
"""Started a second time: the program that runs comes forward and shows what was asked for."""

import os
import subprocess

from journey import Desk, Journey, Role, Server, check, same, wait

journey = Journey("again")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "500"))
desk = None


def start_again(*arguments):
    """A second start, waited for: it hands over what it was asked for, and ends."""
    trace = {"GATEHOUSE_TRACE": str(journey.place / "second.trace")}
    ended = subprocess.run(
        [os.environ["GATEHOUSE"], *arguments],
        env=os.environ | trace, capture_output=True, text=True, timeout=20, check=False,
    )
    same("what the second start says", (ended.stdout + ended.stderr).strip(), "")
    same("its exit status", ended.returncode, 0)


def is_in_front():
    answer = subprocess.run(
        ["xdotool", "getactivewindow"], capture_output=True, text=True, check=False,
    )
    return answer.stdout.strip() == desk.window()


def minimize():
    window = desk.window()
    subprocess.run(["xdotool", "windowminimize", window], check=True)
    wait("the window to be away", lambda: not visible_windows())


def visible_windows():
    answer = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--pid", str(desk.process.pid)],
        capture_output=True, text=True, check=False,
    )
    return answer.stdout.split()


def shows_page(name):
    return any(mark["page"] == name for mark in desk.marks("first-rows"))


@step("somebody signs in and is remembered")
def _():
    server.start()
    first = journey.closing(Desk(journey, "first", "--server", server.address))
    first.sign_in(server.credentials)
    wait("rows", lambda: first.marks("first-rows"))
    same("the exit status", first.end(), 0)


@step("a plain start is the one that others join")
def _():
    global desk
    desk = journey.closing(Desk(journey, "again"))
    wait("rows of the live page", lambda: shows_page("live"))
    check("nothing else is shown", not shows_page("events"))


@step("a second start with a page shows that page, in front")
def _():
    minimize()
    start_again("--page", "events")
    wait("rows of the history", lambda: shows_page("events"))
    wait("the window to be in front", is_in_front)
    desk.one(Role.LIST, "Events")
    desk.picture("1-joined")


@step("a second start without anything comes forward as it was")
def _():
    minimize()
    start_again()
    wait("the window to be in front", is_in_front)
    check("there is one window", len(visible_windows()) == 1)


@step("a second start with a mistake says so and disturbs nobody")
def _():
    ended = subprocess.run(
        [os.environ["GATEHOUSE"], "--page", "nonsense"],
        capture_output=True, text=True, timeout=20, check=False,
    )
    same("its exit status", ended.returncode, 2)
    check("it says why", "pages are" in ended.stderr)
    check("the first goes on", not desk.has_ended())
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
