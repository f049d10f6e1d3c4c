# SPDX-License-Identifier: GPL-3.0-or-later
"""Enrolled faces: find one in the gallery, look at it, change it, delete it with a second thought and
without, and ask whose face is in a picture. What is to be deleted when the program ends is deleted."""

from journey import Desk, Journey, Role, Server, check, same, wait

FACE = "FACE-1013"
NAME = "Elena Popescu"

journey = Journey("faces")
step = journey.step
server = journey.closing(Server(journey.place, "--rate", "0", "--events", "300", "--seed", "3"))
desk = None


def record(face_id):
    """The record as the server has it; None where it has none."""
    found = server.ask(f"/face-recognition/records?faceId={face_id}")["items"]
    return found[0] if found else None


def press(name):
    desk.do(desk.one(Role.BUTTON, name))


def find(face_id):
    """Has the gallery show that face only, and opens it."""
    desk.fill("Search by Face ID", face_id)
    desk.says("1 face")
    desk.tab_to(face_id, lambda thing: f"{face_id}, " in thing.get_name())
    desk.press("Return")
    desk.one(Role.BUTTON, "Edit…")


@step("a server with sample people, and an administrator at the desk")
def _():
    global desk
    server.start()
    server.sign_in()
    desk = journey.closing(Desk(journey, "desk", "--server", server.address))
    desk.sign_in(server.credentials)
    wait("the live page", lambda: desk.marks("first-rows"))


@step("the gallery shows everybody who is enrolled")
def _():
    desk.press("alt+4")
    desk.says("24 faces")
    desk.says(f"{NAME}, {FACE}, Active")
    desk.picture("1-gallery")


@step("a face is found by its id, and opens")
def _():
    find(FACE)
    desk.says(NAME)
    desk.picture("2-face")


@step("a change is sent, and nothing but the change")
def _():
    before = record(FACE)
    press("Edit…")
    desk.one(Role.BUTTON, "Save")
    desk.picture("3-edit")
    desk.do(desk.all([Role.CHECK_BOX, Role.SWITCH], "Active")[-1])
    press("Save")
    wait("the change", lambda: not record(FACE)["isActive"])
    after = record(FACE)
    same("the rest", {**after, "isActive": True, "updatedAt": before["updatedAt"]}, before)
    desk.says("Inactive")


@step("a deletion is taken back, and the server never hears of it")
def _():
    press("Delete")
    desk.says("will be deleted")
    desk.picture("4-undo")
    press("Undo")
    wait("the word to go", lambda: not desk.has(name=lambda name: "will be deleted" in name))
    check("the record is there", record(FACE))


@step("a deletion that nobody takes back is made after ten seconds")
def _():
    press("Delete")
    desk.says("will be deleted")
    desk.press("alt+2")
    check("the record is still there", record(FACE))
    wait("the record to go", lambda: record(FACE) is None)
    desk.press("alt+4")
    desk.says("No Such Faces")
    press("Show All Faces")
    desk.says("23 faces")
    desk.picture("5-deleted")


@step("whose face is in the picture of an event")
def _():
    # The newest one, as what the desk itself does has no picture.
    server.emit(1)
    desk.press("alt+3")
    wait("rows of the history",
         lambda: [mark for mark in desk.marks("first-rows") if mark["page"] == "events"])
    desk.tab_to_row()
    desk.press("Return")
    press("Identify…")
    desk.says("known face")
    desk.picture("6-identify")


@step("what was to be deleted when the program ends is deleted")
def _():
    desk.press("alt+4")
    find("FACE-1010")
    press("Delete")
    desk.says("will be deleted")
    check("the record is still there", record("FACE-1010"))
    same("the exit status", desk.end(), 0)
    same("the record", record("FACE-1010"), None)
    same("what it complained about", desk.complaints(), [])


journey.go()
