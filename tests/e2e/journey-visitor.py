# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor gets an account, is enrolled with the camera and from a file, is found in the gallery, and
known again in the same picture."""

import base64

from journey import Desk, Journey, Role, Server, State, check, same, wait

EMAIL = "zofia.nowak@gatehouse.example"
PASSWORD = "Correct-Horse.7"

journey = Journey("visitor")
step = journey.step
desk = None
face_id = None
picture = journey.place / "v"  # short: the file chooser completes names


def press(name):
    """Presses a button as soon as it can be pressed."""
    def ready():
        for thing in desk.all(Role.BUTTON, name):
            if thing.get_state_set().contains(State.SENSITIVE):
                return thing
        return None

    desk.do(wait(f"“{name}” to be ready", ready))


def choose_file(there):
    """Types the name into the file chooser, until what is there when it is read is there."""
    desk.press("slash")
    desk.type(str(picture)[1:])
    desk.press("Return")
    wait("the file to be found", lambda: desk.has(Role.BUTTON, "Open") or there())
    if not there():
        press("Open")
    wait("the picture", there)


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


@step("the visitor gets an account")
def _():
    global desk
    desk = journey.closing(Desk(journey, "first", "--demo", "--page", "people"))
    desk.says(" people")
    desk.keyboard()
    desk.do(desk.one(Role.BUTTON, "New Person"))
    desk.one(Role.BUTTON, "Create")
    desk.fill("First Name", "Zofia")
    desk.fill("Last Name", "Nowak")
    desk.fill("E-Mail", EMAIL)
    desk.fill("Password", PASSWORD)
    desk.press("Return")
    desk.says("has an account now")


@step("and is enrolled with the camera, from the page of the account")
def _():
    desk.fill("Search People", "zofia")
    desk.says("1 person")
    desk.tab_to("the row", lambda thing: (thing.get_name() or "").startswith("Zofia Nowak,"))
    desk.press("Return")
    desk.says("The cameras cannot recognise this person.")
    desk.picture("1-person")
    press("Enrol Face…")
    desk.says("The picture is sharp.")
    press("Take Picture")
    wait("the frame", framed)


@step("the frame is moved and sized with the keyboard, and the keyboard leads on")
def _():
    desk.tab_to("the frame", lambda thing: thing.get_name() == "Frame around the face")
    desk.press("Right", "shift+Down", "minus", "plus")
    same("what has the keyboard", desk.focused().get_name(), "Frame around the face")
    desk.picture("2-frame")
    wait("the gate", lambda: desk.all(Role.BUTTON, "Next")[0].get_state_set().contains(State.SENSITIVE))
    desk.tab_to("“Next”", lambda thing: thing.get_name() == "Next")
    desk.press("Return")
    wait("an answer", lambda: desk.has(name="Already Known?") or desk.has(name="Face ID"))


@step("whose face it is, is known already")
def _():
    global face_id
    if desk.has(name="Already Known?"):
        press("Enrol as Somebody Else")
    desk.says("Zofia Nowak")
    face_id = desk.text_of(desk.field("Face ID"))
    check("the id is of the name", face_id.startswith("zofia-nowak"))
    desk.picture("3-details")
    press("Enrol")
    wait("the dialog to close", lambda: not desk.has(name="Details"))
    desk.says(face_id)
    desk.picture("4-enrolled")


@step("the face is found in the gallery")
def _():
    desk.do(desk.one(name=lambda name: name.startswith(face_id)))
    desk.says(f"Zofia Nowak, {face_id}, Active")
    desk.says("1 face")
    desk.picture("5-gallery")


@step("another is enrolled from a file, from the page of faces")
def _():
    press("Enrol a Face")
    desk.do(desk.one(name="File"))
    press("Choose File…")
    desk.one(name="Choose a Picture")
    choose_file(framed)
    press("Next")
    wait("an answer", lambda: desk.has(name="Already Known?") or desk.has(name="Face ID"))
    desk.picture("6-known")
    if desk.has(name="Already Known?"):
        press("Enrol as Somebody Else")
    desk.fill("Face ID", "visitor-7")
    press("Enrol")
    wait("the dialog to close", lambda: not desk.has(name="Details"))
    desk.says("is enrolled.")


@step("and known again in the same picture")
def _():
    desk.press("alt+4")
    press("Open Pictures…")
    desk.one(name="Open Pictures")
    choose_file(lambda: desk.has(name=lambda name: "known face" in name))
    desk.says("visitor-7")
    desk.picture("7-identified")


@step("a picture is taken with the camera to ask whose face is in it")
def _():
    press("Take a Picture")
    desk.one(name="Take Picture")
    desk.picture("8-camera")
    press("Take Picture")
    desk.says("Camera, ")
    wait("an answer", lambda: desk.has(name=lambda name: "No Face Found" in name or "face" in name))
    desk.picture("9-taken")


@step("it ends well")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
