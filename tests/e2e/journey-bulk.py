# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of fifty pictures, five of them bad, is enrolled; the program is killed half-way, started
again, and goes on: each face is enrolled exactly once, and the report says what became of each."""

import collections
import csv
import random
import subprocess

from journey import Desk, Journey, Role, Server, check, same, shown_children, wait
from portal import FilePortal

N_GOOD = 45
N_BAD = 5
HALF_WAY = 20
LONG = 200  # seconds: the server takes only so many requests a minute

journey = Journey("bulk")
step = journey.step
server = journey.closing(Server(journey.place, "--events", "0"))
portal = journey.closing(FilePortal())
desk = None
folder = journey.place / "pictures"
report = journey.place / "report.csv"


def draw(sides):
    """Pictures of noise, by name and side: no gate stops them for their sharpness or their light."""
    drawn = journey.place / "drawn"
    drawn.mkdir()
    chance = random.Random(1)
    for name, side in sides.items():
        pixels = chance.randbytes(side * side * 3)
        (drawn / f"{name}.ppm").write_bytes(b"P6 %d %d 255\n" % (side, side) + pixels)
    subprocess.run(
        ["mogrify", "-format", "jpg", "-quality", "60", "-path", str(folder),
         *map(str, drawn.iterdir())],
        check=True,
    )


def enrolled():
    """The ids of our faces that the server has, as often as it has them."""
    items, page = [], 1
    while True:
        part = server.ask(f"/face-recognition/records?page={page}&limit=50")["items"]
        items += part
        if len(part) < 50:
            break
        page += 1
    return [item["faceId"] for item in items if item["faceId"].startswith(("BULK-", "BAD-"))]


def has_drawn():
    try:
        return enrolled() == []
    except TimeoutError:
        return False


def open_dialog():
    wait("the faces", lambda: desk.has(name="No Faces Yet")
         or desk.has(name=lambda name: name.endswith(" faces")))
    desk.keyboard()
    desk.press("ctrl+shift+e")
    desk.says("Enrol Many Faces")


def rows():
    """What each row of the list says that is on the screen."""
    return [row.get_name() for row in shown_children(desk.one(Role.LIST, "Faces to Enrol"))]


@step("a folder of fifty pictures, five of them bad")
def _():
    folder.mkdir()
    draw({f"BULK-{number:02}": 200 for number in range(N_GOOD)} | {"BAD-small": 60})
    (folder / "BAD-empty.jpg").write_bytes(b"")
    (folder / "BAD-text.png").write_text("not a picture")
    (folder / "BAD-cut.jpg").write_bytes(b"\xff\xd8\xff\xe0\x10")
    (folder / "BAD-huge.jpg").write_bytes(b"\xff\xd8\xff" + bytes(17 * 1024 * 1024))
    same("the number of pictures", len(list(folder.iterdir())), N_GOOD + N_BAD)
    server.start()
    server.sign_in()
    wait("the server to have drawn its sample", has_drawn, LONG)


@step("the dialog says what it takes")
def _():
    global desk
    desk = journey.closing(Desk(journey, "first", "--server", server.address, "--page", "faces"))
    desk.sign_in(server.credentials)
    open_dialog()
    desk.says("face_id")
    desk.picture("1-empty")


@step("the folder is looked at, and nothing is sent")
def _():
    title, options = portal.answering(folder, lambda: desk.push("Choose Folder…"))
    same("what is asked for", title, "Choose a Folder of Pictures")
    check("a folder is asked for", options["directory"])
    desk.says("45 Faces Can Be Enrolled", LONG)
    desk.says("5 have a problem and are left out.")
    desk.picture("2-checked")
    desk.do(desk.one(name="Problems"))
    wait("the five", lambda: len(rows()) == N_BAD)
    check("each says why", all(": Problem. " in row for row in rows()))
    desk.picture("3-problems")
    same("what the server has", enrolled(), [])


@step("half-way it is killed")
def _():
    desk.push("Enrol 45 Faces")
    wait("half of them", lambda: len(enrolled()) >= HALF_WAY, LONG)
    desk.picture("4-running")
    desk.process.kill()
    desk.process.wait()
    check("some are missing", len(enrolled()) < N_GOOD)


@step("the next time it offers to go on")
def _():
    global desk
    desk = journey.closing(Desk(journey, "second", "--server", server.address, "--page", "faces"))
    open_dialog()
    desk.says("Interrupted")
    desk.picture("5-interrupted")
    desk.push("Resume")
    desk.says("45 Faces Are Enrolled", LONG)
    desk.picture("6-finished")


@step("each face is enrolled exactly once")
def _():
    counts = collections.Counter(enrolled())
    same("those that are there", sorted(counts), [f"BULK-{number:02}" for number in range(N_GOOD)])
    same("how often", set(counts.values()), {1})


@step("the report says what became of each")
def _():
    title, options = portal.answering(report, lambda: desk.push("Save Report…"))
    same("what is asked for", title, "Save the Report")
    same("its name", options["current_name"], "enrolment.csv")
    wait("the report", lambda: report.exists() and report.read_text().count("\n") > N_GOOD + N_BAD)
    with report.open(newline="") as file:
        states = collections.Counter(row["state"] for row in csv.DictReader(file))
    same("the states", states, {"enrolled": N_GOOD, "failed": N_BAD})
    same("who may read it", report.stat().st_mode & 0o777, 0o600)


@step("nothing is left to go on with, and nobody complained")
def _():
    desk.push("Enrol More")
    desk.says("Choose a folder of pictures")
    check("nothing is interrupted", not desk.has(name="Interrupted"))
    same("the exit status", desk.end(), 0)
    same("what it complained about", desk.complaints(), [])


journey.go()
