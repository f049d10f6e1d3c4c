# SPDX-License-Identifier: GPL-3.0-or-later
"""Two faces are enrolled: with the camera that shows a test card, and from a file."""

import base64
import os

from journey import Desk, Journey, Role, Server, State, check, same, wait

# GTK's own file chooser is used here, where there is no portal, and lists of strings are left at the
# end that the sanitizer cannot trace beyond GLib. Leaks of the dialog are looked for by its own test.
os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"

journey = Journey("enrol")
step = journey.step
desk = None
picture = journey.place / "v"  # short: the file chooser completes names


def press(name):
    """Presses a button as soon as it can be pressed."""
    def ready():
        for thing in desk.all(Role.BUTTON, name):
            if thing.get_state_set().contains(State.SENSITIVE):
                return thing
        return None

    desk.do(wait(f"“{name}” to be ready", ready))


def framed():
    return desk.has(name="Frame the Face")


@step("a server that is not ours gives away the picture of somebody")
def _():
    server = journey.closing(Server(journey.place, "--events", "40")).start()
    server.sign_in()
    images = [event["imageData"] for event in server.events()["items"] if event.get("imageData")]
    check("there is a picture", images)
    picture.write_bytes(base64.b64decode(images[0].split(",", 1)[1]))
    server.close()


@step("the camera is shown, and what is wrong with its picture")
def _():
    global desk
    desk = journey.closing(Desk(journey, "first", "--demo"))
    wait("rows", lambda: desk.marks("first-rows"), 60)
    desk.keyboard()
    desk.press("ctrl+e")
    desk.says("Enrol a Face")
    desk.says("The picture is sharp.")
    desk.picture("1-camera")


@step("a picture is taken, framed and enrolled")
def _():
    press("Take Picture")
    desk.says("Frame the Face")
    desk.picture("2-frame")
    press("Next")
    desk.says("Details")
    desk.picture("3-details")
    press("Enrol")
    # A failure would have kept it open.
    wait("the dialog to close", lambda: not desk.has(name="Details"))
    desk.picture("4-enrolled")


@step("a picture is chosen, and the server knows whose it is")
def _():
    desk.keyboard()
    desk.press("ctrl+e")
    desk.do(desk.one(name="File"))
    press("Choose File…")
    desk.one(name="Choose a Picture")
    desk.press("slash")
    desk.type(str(picture)[1:])
    desk.press("Return")
    wait("the file to be found", lambda: desk.has(Role.BUTTON, "Open") or framed())
    if not framed():
        press("Open")
    wait("the picture", framed)
    desk.picture("5-file")
    press("Next")
    wait("an answer", lambda: desk.has(name="Already Known?") or desk.has(name="Face ID"))
    desk.picture("6-answer")


@step("nobody complained")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
