# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen that nobody touches: signs in from a file, fills the display, keeps it on, and comes
back by itself whatever the server does."""

import subprocess

from inhibitors import SESSION, Inhibitors
from journey import Desk, Journey, Server, same, wait
from portal import NAME

journey = Journey("kiosk")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200", "--rate", "5"))
inhibitors = journey.closing(Inhibitors(SESSION, NAME))
desk = None


def window_states():
    answer = subprocess.run(
        ["xprop", "-id", desk.window(), "_NET_WM_STATE"], capture_output=True, text=True, check=True
    )
    return answer.stdout


def wait_for_news(what):
    seen = len(desk.marks("event"))
    wait(what, lambda: len(desk.marks("event")) >= seen + 3)


@step("a file that others can read is not used, and the screen says so")
def _():
    global desk
    server.start()
    server.credentials_path.chmod(0o644)
    desk = journey.closing(
        Desk(journey, "kiosk", "--kiosk", "--server", server.address,
             "--credentials", server.credentials_path)
    )
    desk.says("chmod 600")
    desk.picture("1-refused-file")


@step("once it is private, the screen signs in by itself")
def _():
    server.credentials_path.chmod(0o600)
    wait("rows", lambda: desk.marks("first-rows"), 90)
    wait_for_news("live events")
    desk.picture("2-live")


@step("it fills the display and keeps it on")
def _():
    wait("full screen", lambda: "_NET_WM_STATE_FULLSCREEN" in window_states())
    wait("idle and suspend to be inhibited", lambda: inhibitors.inhibited() == {4 | 8})


@step("the server goes: the screen says so, and when it is back so is the screen")
def _():
    server.kill()
    desk.says("Link lost")
    desk.picture("3-lost")
    server.start()
    wait_for_news("live events after the server came back")


@step("the server knows nobody any more: the screen signs in again")
def _():
    # Its database was in memory: with the process went the accounts' sign-ins.
    before = len(desk.marks("event"))
    server.kill()
    server.start()
    wait("live events", lambda: len(desk.marks("event")) > before, 90)
    desk.picture("4-signed-in-again")


@step("told to end, it ends and lets the display sleep")
def _():
    same("the exit status", desk.end(), 0)
    wait("the inhibition to be gone", lambda: not inhibitors.inhibited())
    same("what it complained about", desk.complaints(), [])


journey.go()
