# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures are dragged out of other programs: a file onto the page that identifies, and a picture as a
browser hands it over onto the dialog that enrols."""

import base64

from drag import DragSource
from journey import Desk, Journey, Role, Server, same, wait

MIDDLE = (700, 450)  # of the screen, where the page and the dialog are

journey = Journey("drop")
step = journey.step
server = journey.closing(Server(journey.place, "--rate", "0", "--events", "40", "--seed", "3"))
desk = None
picture = journey.place / "somebody.jpg"


@step("a server with sample people, and a picture of one of them")
def _():
    global desk
    server.start()
    server.sign_in()
    images = [event["imageData"] for event in server.events()["items"] if event.get("imageData")]
    picture.write_bytes(base64.b64decode(images[0].split(",", 1)[1]))
    desk = journey.closing(Desk(journey, "desk", "--server", server.address, "--page", "identify"))
    desk.sign_in(server.credentials)
    desk.one(Role.BUTTON, "Open Pictures…")


@step("a file that is dropped is identified")
def _():
    source = journey.closing(DragSource(journey.place, "file", picture))
    source.drag_to(*MIDDLE)
    wait("its name", lambda: desk.has(name=lambda name: picture.name in name))
    desk.says("known face")
    desk.picture("1-identified")
    source.close()


@step("a picture that is dropped is enrolled")
def _():
    desk.keyboard()
    desk.press("ctrl+e")
    desk.do(desk.one(name="File"))
    desk.one(Role.BUTTON, "Choose File…")
    source = journey.closing(DragSource(journey.place, "picture", picture))
    source.drag_to(*MIDDLE)
    desk.says("Frame the Face")
    desk.picture("2-framed")
    source.close()


@step("nobody complained")
def _():
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
