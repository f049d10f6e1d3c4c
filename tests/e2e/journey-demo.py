# SPDX-License-Identifier: GPL-3.0-or-later
"""gatehouse --demo: everything by itself, nothing of the person's touched, nothing left behind."""

import os
import signal
import subprocess
from pathlib import Path

from journey import Desk, Journey, Role, check, keyring_entries, same, wait

journey = Journey("demo")
step = journey.step
desk = None


def servers():
    """The evaluation servers that run for the program; what decodes pictures may run for it too."""
    answer = subprocess.run(
        ["pgrep", "--parent", str(desk.process.pid), "gatehouse-demo"],
        capture_output=True, text=True, check=False,
    )
    return answer.stdout.split()


def is_running(number):
    status = Path(f"/proc/{number}/status")
    return status.exists() and "(zombie)" not in status.read_text()


def private_folders():
    return list(Path(os.environ["XDG_RUNTIME_DIR"]).glob("gatehouse-demo-*"))


@step("it comes to live events by itself, and says that they are not real")
def _():
    global desk
    desk = journey.closing(Desk(journey, "first", "--demo"))
    wait("rows", lambda: desk.marks("first-rows"), 60)
    wait("live events", lambda: len(desk.marks("event")) >= 3)
    desk.says("Sample data")
    desk.picture("1-demo")


@step("nothing of it is in the keyring or the settings")
def _():
    same("entries in the keyring", keyring_entries(), 0)
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
    check("no profile was saved", not settings.exists() or "profiles" not in settings.read_text())


@step("told to end, it ends with its server and its private folder")
def _():
    (server,) = servers()
    check("there is a private folder", private_folders())
    same("the exit status", desk.end(), 0)
    wait("the server to end", lambda: not is_running(server))
    same("private folders left", private_folders(), [])
    same("what it complained about", desk.complaints(), [])


@step("killed, it takes its server with it")
def _():
    global desk
    desk = journey.closing(Desk(journey, "second", "--demo", "--kiosk"))
    wait("rows", lambda: desk.marks("first-rows"))
    desk.picture("2-demo-kiosk")
    (server,) = servers()
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    wait("the server to end", lambda: not is_running(server))


@step("without a server, it says so")
def _():
    os.environ["GATEHOUSE_DEMO_SERVER"] = "/nonexistent/gatehouse-demo-server"
    missing = journey.closing(Desk(journey, "missing", "--demo"))
    missing.says("could not be started")
    check("the sign-in page is shown", missing.has(Role.BUTTON, "Sign In"))
    missing.picture("3-no-server")


journey.go()
