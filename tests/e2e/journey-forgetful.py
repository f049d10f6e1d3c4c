# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer without a keyring: the sign-in works for this run, the person is told that it will not
be remembered, and nothing secret is written anywhere."""

import os
from pathlib import Path

from journey import Desk, Journey, Role, Server, check, same, wait

journey = Journey("forgetful")
step = journey.step

server = journey.closing(Server(journey.place, "--events", "200"))
desk = None


def files():
    return [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]


@step("the sign-in works, and a banner says that it will not be remembered")
def _():
    global desk
    server.start()
    desk = journey.closing(Desk(journey, "first", "--server", server.address))
    desk.sign_in(server.credentials)
    wait("rows", lambda: desk.marks("first-rows"))
    desk.says("will not be remembered")
    desk.picture("1-not-remembered")


@step("no file of the person's has anything secret in it")
def _():
    check("there are files to look at", files())
    for path in files():
        content = path.read_bytes()
        check(f"{path} has no token in it", b"eyJ" not in content)
        check(f"{path} has no password in it", server.credentials["password"].encode() not in content)
    same("the exit status", desk.end(), 0)


@step("the next start asks again, says why, and knows who it was")
def _():
    again = journey.closing(Desk(journey, "again"))
    again.one(Role.BUTTON, "Sign In")
    again.says("no keyring service")
    same("the e-mail field", again.text_of(again.field("E-Mail")), server.credentials["email"])
    again.picture("2-asks-again")
    same("what it complained about", again.complaints(), [])


journey.go()
