# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own e-mail address is changed: whoever does it stays signed in, and the next start leads
straight in, at servers that drop the tokens of the old address and at those that do not."""

import subprocess

from journey import Desk, Journey, Role, Server, check, keyring_entries, same, wait

NEW = "amina.new@gatehouse.example"

journey = Journey("address")
step = journey.step
desk = None


def accounts():
    """Whose sign-ins the keyring has."""
    answer = subprocess.run(
        ["secret-tool", "search", "--all", "xdg:schema", "dev.gatehouse.Gatehouse.Tokens"],
        capture_output=True, text=True, check=False,
    )
    lines = (answer.stdout + answer.stderr).splitlines()
    return sorted(line.split(" = ")[1] for line in lines if line.startswith("attribute.account"))


def travel(dialect):
    place = journey.place / dialect
    place.mkdir()
    server = journey.closing(
        Server(place, "--events", "50", "--dialect", dialect, database=place / "db.sqlite")
    )

    @step(f"{dialect}: somebody signs in and is remembered")
    def _():
        global desk
        server.start()
        desk = journey.closing(
            Desk(journey, f"{dialect}-first", "--server", server.address, "--profile", dialect)
        )
        desk.sign_in(server.credentials)
        wait("rows", lambda: desk.marks("first-rows"))
        wait("the keyring", lambda: server.credentials["email"] in accounts())

    @step(f"{dialect}: with another address they stay signed in, and the keyring follows")
    def _():
        before = keyring_entries()
        desk.press("alt+7")
        desk.fill("E-Mail", NEW)
        desk.says("From then on you sign in with the new address.")
        desk.press("Return")
        desk.says("Saved")
        wait("the keyring to follow", lambda: NEW in accounts())
        wait("the old one to go", lambda: server.credentials["email"] not in accounts())
        same("the sign-ins that are kept", keyring_entries(), before)
        check("nobody was signed out", not desk.has(name="Password, Again"))
        desk.press("alt+2")
        wait("rows of the history",
             lambda: [mark for mark in desk.marks("first-rows") if mark["page"] == "events"])
        desk.picture(f"1-{dialect}-changed")
        same("the exit status", desk.end(), 0)

    @step(f"{dialect}: the next start leads straight in")
    def _():
        global desk
        desk = journey.closing(Desk(journey, f"{dialect}-again", "--profile", dialect))
        wait("rows", lambda: desk.marks("first-rows"))
        check("nothing asks for a password", not desk.has(name="Password"))

    @step(f"{dialect}: signed out, the page has the new address")
    def _():
        desk.keyboard()
        desk.press("alt+7")
        desk.do(desk.one(Role.BUTTON, "Sign Out"))
        desk.one(Role.BUTTON, "Sign In")
        wait("the new address", lambda: desk.text_of(desk.field("E-Mail")) == NEW)
        wait("the keyring to let go", lambda: NEW not in accounts())
        desk.picture(f"2-{dialect}-signed-out")
        same("the exit status", desk.end(), 0)
        same("what it complained about", desk.complaints(), [])
        server.close()


travel("spec")
travel("field")
journey.go()
