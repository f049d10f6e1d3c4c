# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share: TAP, waiting, the evaluation server, and the program as a person has it:
through keys and the accessibility tree."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from tree import Tree  # noqa: E402

# Seconds: longer than anything may take. A machine that does a lot besides may be given more.
PATIENCE = int(os.environ.get("GATEHOUSE_PATIENCE", "30"))
POLL = 0.05
# On a busy machine one look over the screen takes most of that time, and may have begun too early.
LEAST_LOOKS = 3

# By name. Each thing that is looked at is asked for over the bus.
LONG_LISTS = ["Events", "Faces to Enrol", "People"]
# By their codes: by name xdotool presses Alt with them where the keyboard's map has them there, too.
FUNCTION_KEYS = {f"F{number}": str(66 + number) for number in range(1, 11)}
# One that hides what is typed has a role of its own in newer versions of GTK.
FIELDS = [Atspi.Role.TEXT, Atspi.Role.PASSWORD_TEXT]
DIALOGS = [Atspi.Role.DIALOG, Atspi.Role.ALERT]
# What GTK says of itself: that of version 4.24 counts a frame twice for any program that shows a popover
# on a display without a compositor, such as the one of these tests.
NOT_OURS = ["Gdk-WARNING", "gdk_frame_timings_submitted() called on submitted frame."]

# A program that is busy answers late, and not wrongly: libatspi gives up after 0.8 s.
Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)

Role = Atspi.Role
State = Atspi.StateType


class Failure(Exception):
    pass


def wait(what, condition, patience=PATIENCE):
    """What condition() answers once that is not false; asks again until then."""
    end = time.monotonic() + patience
    looks = 0
    while True:
        looks += 1
        try:
            answer = condition()
        except GLib.Error:
            answer = None  # what was looked at has just gone
        if answer:
            return answer
        if time.monotonic() > end and looks >= LEAST_LOOKS:
            raise Failure(f"waited {patience} s in vain for {what}")
        time.sleep(POLL)


def check(what, truth):
    if not truth:
        raise Failure(f"it does not hold that {what}")


def same(what, found, wanted):
    if found != wanted:
        raise Failure(f"{what}: found {found!r}, wanted {wanted!r}")


def children(thing):
    """What is in it, without what has just gone."""
    found = (thing.get_child_at_index(index) for index in range(thing.get_child_count()))
    return [child for child in found if child]


def shown_children(thing):
    """Those of them that are on the screen."""
    return [child for child in children(thing) if child.get_state_set().contains(State.SHOWING)]


def keyring_entries():
    """How many sign-ins of ours the keyring has."""
    answer = subprocess.run(
        ["secret-tool", "search", "--all", "xdg:schema", "dev.gatehouse.Gatehouse.Tokens"],
        capture_output=True, text=True, check=False,
    )
    return (answer.stdout + answer.stderr).count("attribute.account")


class Journey:
    """Steps, as TAP. The first that fails ends the journey."""

    def __init__(self, name):
        self.name = name
        self.pictures = Path(os.environ["GATEHOUSE_PICTURES"]) / name
        self.place = Path(os.environ["XDG_RUNTIME_DIR"]) / "journey"
        self.steps = []
        self.closers = []
        self.place.mkdir(mode=0o700)
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)

    def step(self, title):
        def take(function):
            self.steps.append((title, function))
            return function

        return take

    def closing(self, thing):
        self.closers.append(thing)
        return thing

    def go(self):
        print("TAP version 14")
        print(f"1..{len(self.steps)}", flush=True)
        failed = False
        try:
            for number, (title, function) in enumerate(self.steps, 1):
                begun = time.monotonic()
                try:
                    function()
                except Exception as error:  # whatever it is, it fails the step
                    print(f"not ok {number} - {title}")
                    print(f"# {type(error).__name__}: {error}")
                    failed = True
                    self.explain()
                    print(f"Bail out! {title}", flush=True)
                    break
                print(f"ok {number} - {title}")
                print(f"# {time.monotonic() - begun:.2f} s", flush=True)
        finally:
            for thing in reversed(self.closers):
                thing.close()
        sys.exit(1 if failed else 0)

    def explain(self):
        for thing in self.closers:
            if isinstance(thing, Desk):
                thing.explain()


class Server:
    """The evaluation server."""

    def __init__(self, place, *options, database=":memory:"):
        self.program = os.environ["GATEHOUSE_DEMO_SERVER"]
        self.place = place
        self.options = options
        self.database = str(database)
        self.credentials_path = place / "credentials.json"
        self.port = 0
        self.process = None
        self.token = None

    def start(self):
        port_file = self.place / "port"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                self.program,
                "--db", self.database,
                "--port", str(self.port),
                "--port-file", port_file,
                "--credentials-file", self.credentials_path,
                "--control-stdin",
                "--exit-with-parent",
                *self.options,
            ],
            stdin=subprocess.PIPE,
            stdout=sys.stderr,
            text=True,
        )
        wait("the server's port", lambda: self.has_ended() or self.read_port(port_file), 120)
        check("the server runs", not self.has_ended())
        self.port = self.read_port(port_file)
        self.credentials = json.loads(self.credentials_path.read_text())
        return self

    @staticmethod
    def read_port(path):
        text = path.read_text() if path.exists() else ""
        return int(text) if text.endswith("\n") else None

    def has_ended(self):
        return self.process.poll() is not None

    def emit(self, number):
        """Has that many events happen now."""
        self.process.stdin.write(f"emit {number}\n")
        self.process.stdin.flush()

    def kill(self):
        """As if its machine lost power."""
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()

    def close(self):
        if self.process and not self.has_ended():
            self.process.terminate()
            self.process.wait()
            self.process.stdin.close()

    @property
    def address(self):
        return f"http://localhost:{self.port}/api"

    def ask(self, path, body=None):
        request = urllib.request.Request(self.address + path)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)["data"]

    def sign_in(self):
        self.token = None
        self.token = self.ask("/auth/login", self.credentials)["accessToken"]

    def events(self, page=1, limit=100):
        return self.ask(f"/face-recognition/events?page={page}&limit={limit}")


class Desk:
    """The program, running."""

    def __init__(self, journey, name, *arguments):
        self.journey = journey
        self.trace = journey.place / f"{name}.trace"
        self.log = journey.pictures / f"{name}.log"
        self.pictures = journey.pictures
        self.process = subprocess.Popen(
            [os.environ["GATEHOUSE"], *map(str, arguments)],
            env=os.environ | {"GATEHOUSE_TRACE": str(self.trace)},
            stderr=self.log.open("w"),
        )
        self.known_tree = None

    # How it goes

    def has_ended(self):
        return self.process.poll() is not None

    def end(self, number=signal.SIGTERM):
        """Ends it as the system does, and answers its exit status."""
        self.process.send_signal(number)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure("the program does not end")

    def close(self):
        if not self.has_ended():
            self.process.kill()
            self.process.wait()

    def marks(self, mark):
        if not self.trace.exists():
            return []
        lines = self.trace.read_text().splitlines()
        return [entry for entry in map(json.loads, lines) if entry["mark"] == mark]

    def complaints(self):
        """What it wrote about itself: a program that is well says nothing."""
        return [
            line for line in self.log.read_text().splitlines()
            if line.strip() and not all(part in line for part in NOT_OURS)
        ]

    # What it shows

    @property
    def tree(self):
        """The accessibility tree, for looking at all of it."""
        if self.known_tree is None:
            self.known_tree = Tree(self.process.pid)
            wait("the program on the accessibility bus", self.known_tree.is_there)
        return self.known_tree

    def root(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_process_id() == self.process.pid:
                # What changes is asked for and not remembered.
                application.set_cache_mask(Atspi.Cache.NONE)
                return application
        return None

    def walk(self, top, into_rows, role=None):
        """Every thing on the screen below that one, its role and its states; what is in a dialog
        before what is behind it. Rows of long lists are looked into only where somebody asks for it."""
        if top is None:
            return
        role = role or top.get_role()
        states = top.get_state_set()
        if role != Role.APPLICATION and not states.contains(State.SHOWING):
            return
        yield top, role, states
        if not into_rows and role == Role.LIST_ITEM and self.is_row(top):
            return
        below = [(child, child.get_role()) for child in children(top)]
        for child, child_role in sorted(below, key=lambda pair: pair[1] not in DIALOGS):
            yield from self.walk(child, into_rows, child_role)

    @staticmethod
    def is_row(thing):
        return thing.get_role() == Role.LIST_ITEM and thing.get_parent().get_name() in LONG_LISTS

    def search(self, role=None, name=None, under=None):
        """Everything of that role (or one of those) and name (a string, or a function of it), as it is
        found: each look costs a while, and more where a camera is shown at the time."""
        def fits(thing, its_role):
            if role is not None and its_role not in (role if isinstance(role, list) else [role]):
                return False
            if callable(name):
                return name(thing.get_name() or "")
            return name is None or thing.get_name() == name

        top = under or self.root()
        for thing, its_role, _states in self.walk(top, under is not None):
            if fits(thing, its_role):
                yield thing

    def all(self, role=None, name=None, under=None):
        return list(self.search(role, name, under))

    def one(self, role=None, name=None, under=None, patience=PATIENCE):
        return wait(
            f"{role.value_nick if role else 'anything'} “{name}”",
            lambda: next(self.search(role, name, under), None),
            patience,
        )

    def says(self, text, patience=PATIENCE):
        """Waits until that text is somewhere on the screen."""
        return self.one(name=lambda name: text in name, patience=patience)

    def has(self, role=None, name=None, under=None):
        return next(self.search(role, name, under), None) is not None

    def field(self, name):
        """The field of that name."""
        return wait(f"the field “{name}”", lambda: next(self.search(FIELDS, name), None))

    def words(self, thing):
        """All that is written in there, in its order."""
        return tuple(label.get_name() for label in self.all(Role.LABEL, under=thing))

    @staticmethod
    def text_of(thing):
        return Atspi.Text.get_text(thing, 0, -1)

    def focused(self):
        for thing, _role, states in self.walk(self.root(), into_rows=False):
            if states.contains(State.FOCUSED):
                return thing
        return None

    # What a person does with it

    def window(self):
        """The number that X knows its window by."""
        def ask():
            answer = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                capture_output=True, text=True, check=False,
            )
            return answer.stdout.split()[-1:]

        return wait("a window", ask)[0]

    def keyboard(self):
        """Gives it the keyboard."""
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window()], check=True)

    def press(self, *keys):
        keys = [FUNCTION_KEYS.get(key, key) for key in keys]
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "5", "--", text], check=True)

    def click(self, across, down):
        """Clicks at that share of the window's width and height."""
        answer = subprocess.run(
            ["xdotool", "getwindowgeometry", "--shell", self.window()],
            capture_output=True, text=True, check=True,
        )
        size = dict(line.split("=") for line in answer.stdout.split())
        x, y = int(int(size["WIDTH"]) * across), int(int(size["HEIGHT"]) * down)
        subprocess.run(
            ["xdotool", "mousemove", "--window", self.window(), str(x), str(y), "click", "1"],
            check=True,
        )

    def tab_to(self, what, is_there, most=40):
        """Goes on with Tab until the thing with the focus is the one."""
        for _ in range(most):
            thing = self.focused()
            if thing and is_there(thing):
                return thing
            self.press("Tab")
            try:
                wait("the focus to move", lambda: self.focused() not in (None, thing), 2)
            except Failure:
                pass  # it may be the only thing that takes the focus
        raise Failure(f"Tab does not lead to {what}")

    def tab_to_row(self):
        """Goes with Tab into a long list."""
        return self.tab_to("a row", self.is_row)

    def fill(self, name, text):
        self.tab_to(f"“{name}”", lambda thing: thing.get_name() == name)
        self.press("ctrl+a")
        self.type(text)

    def sign_in(self, credentials):
        self.one(Role.BUTTON, "Sign In")
        self.keyboard()
        self.fill("E-Mail", credentials["email"])
        self.fill("Password", credentials["password"])
        self.press("Return")

    def do(self, thing):
        """Presses a button, or opens a row, as a screen reader does."""
        check(f"“{thing.get_name()}” can be pressed", Atspi.Action.get_n_actions(thing) > 0)
        Atspi.Action.do_action(thing, 0)

    def push(self, name):
        """Presses a button as soon as it can be pressed."""
        def ready():
            return next((thing for thing in self.search(Role.BUTTON, name)
                         if thing.get_state_set().contains(State.SENSITIVE)), None)

        self.do(wait(f"“{name}” to be ready", ready))

    def picture(self, name):
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True)
        print(f"# picture: {path}", flush=True)

    def explain(self):
        """For whoever reads why a step failed: what was on the screen, and what was said."""
        try:
            self.picture("failure")
            self.print_tree(self.tree.read(), 0)
        except Exception as error:
            print(f"# nothing more can be told: {error}")
        if self.log.exists():
            for line in self.log.read_text().splitlines()[-30:]:
                print(f"# said: {line}")

    def print_tree(self, thing, depth):
        print(f"# {'  ' * depth}{thing}{' (focused)' if thing.has(State.FOCUSED) else ''}")
        for child in thing.children[:60]:
            if child.has(State.SHOWING):
                self.print_tree(child, depth + 1)
