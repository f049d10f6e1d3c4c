# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor gets an account, is enrolled with the camera that shows a test card and from a file, is
found in the gallery, and known again in the same picture."""

import base64

from journey import FIELDS, Atspi, Desk, Journey, Role, Server, check, same, wait
from portal import FilePortal

EMAIL = "zofia.nowak@gatehouse.example"
PASSWORD = "Correct-Horse.7"

journey = Journey("enrol")
step = journey.step
portal = journey.closing(FilePortal())
desk = None
face_id = None
picture = journey.place / "visitor.jpg"


def put(name, text):
    """Fills a field in as an assistive technology does: typing is what others do."""
    field = wait(f"the field “{name}”",
                 lambda: next(desk.search([*FIELDS, Role.ENTRY], name), None))
    Atspi.EditableText.set_text_contents(field, text)


def to_details():
    """From the frame on, whatever the server says of the face."""
    desk.push("Next")
    wait("an answer", lambda: desk.has(name="Already Known?") or desk.has(name="Details"))
    if desk.has(name="Already Known?"):
        desk.picture("already-known")
        desk.push("Enrol as Somebody Else")
    desk.one(name="Details")


def enrol():
    desk.push("Enrol")
    # A failure would have kept it open.
    wait("the dialog to close", lambda: not desk.has(name="Details"))


@step("a server that is not ours gives away the picture of somebody whom nobody knows")
def _():
    server = journey.closing(Server(journey.place, "--events", "200")).start()
    server.sign_in()
    images = [event["imageData"] for event in server.events()["items"]
              if event["eventType"] == "UNKNOWN" and event.get("imageData")]
    check("there is a picture", images)
    picture.write_bytes(base64.b64decode(images[0].split(",", 1)[1]))
    server.close()


@step("the visitor gets an account")
def _():
    global desk
    desk = journey.closing(Desk(journey, "desk", "--demo", "--page", "people"))
    desk.one(name=lambda name: name.endswith(" people"), patience=60)
    desk.keyboard()
    desk.do(desk.one(Role.BUTTON, "New Person"))
    desk.one(Role.BUTTON, "Create")
    put("First Name", "Zofia")
    put("Last Name", "Nowak")
    put("E-Mail", EMAIL)
    put("Password", PASSWORD)
    desk.push("Create")
    wait("the dialog to close", lambda: not desk.has(Role.BUTTON, "Create"))


@step("from the page of the account, the camera is shown, and what is wrong with its picture")
def _():
    # The newest comes first.
    desk.tab_to("the row", lambda thing: (thing.get_name() or "").startswith("Zofia Nowak,"))
    desk.press("Return")
    desk.says("The cameras cannot recognise this person.")
    desk.push("Enrol Face…")
    desk.says("The picture is sharp.")
    desk.picture("1-camera")


@step("a picture is taken, and its frame is moved and sized with the keyboard")
def _():
    desk.push("Take Picture")
    desk.one(name="Frame the Face")
    desk.tab_to("the frame", lambda thing: thing.get_name() == "Frame around the face")
    desk.press("Right", "shift+Down", "minus", "plus")
    same("what has the keyboard", desk.focused().get_name(), "Frame around the face")
    desk.picture("2-frame")


@step("the details are the visitor's, and the face is enrolled")
def _():
    global face_id
    to_details()
    desk.says("Zofia Nowak")
    face_id = desk.text_of(desk.field("Face ID"))
    check("the id is of the name", face_id.startswith("zofia-nowak"))
    desk.picture("3-details")
    enrol()


@step("the face is found in the gallery")
def _():
    # What was enrolled is in the dialog of the account, and leads there.
    desk.one(Role.LIST_ITEM, face_id)
    desk.tab_to("the face", lambda thing: thing.get_name() == face_id)
    desk.press("Return")
    desk.says(f"Zofia Nowak, {face_id}, Active")
    desk.says("1 face")
    desk.picture("4-gallery")


@step("another is enrolled from a file, with the id that somebody typed")
def _():
    desk.push("Enrol a Face")
    desk.do(desk.one(name="File"))
    title, options = portal.answering(picture, lambda: desk.push("Choose File…"))
    same("what is asked for", title, "Choose a Picture")
    check("one file is asked for", not options["multiple"])
    desk.one(name="Frame the Face")
    desk.picture("5-file")
    to_details()
    put("Face ID", "visitor-7")
    desk.picture("6-file-details")
    enrol()


@step("that face is found in the gallery too")
def _():
    put("Search by Face ID", "visitor-7")
    desk.one(name=lambda name: "visitor-7, Active" in name)
    desk.picture("7-gallery")


@step("and known again in the same picture")
def _():
    desk.press("alt+5")
    title, options = portal.answering(picture, lambda: desk.push("Open Pictures…"))
    same("what is asked for", title, "Open Pictures")
    check("several may be chosen", options["multiple"])
    desk.says("known face")
    desk.says("visitor-7")
    desk.picture("8-identified")


@step("a picture is taken with the camera to ask whose face is in it")
def _():
    desk.push("Take a Picture")
    desk.push("Take Picture")
    desk.says("Camera, ")
    desk.picture("9-taken")


@step("it ends well")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
