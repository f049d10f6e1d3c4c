# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree in one go. libatspi asks for each property of each thing by itself and waits
for the answer, which takes a program under sanitizers half a minute for a page; here the program's own
cache is asked for everything at once."""

from gi.repository import Atspi, Gio, GLib

State = Atspi.StateType
ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
CACHE = "org.a11y.atspi.Cache"
ROOT = "/org/a11y/atspi/accessible/root"
TIMEOUT_MS = 60_000


class Thing:
    """What was known of one thing when it was asked for. Two are the same if their paths are."""

    def __init__(self, item, parent_of):
        ((program, self.path), _, (parent_program, parent_path), self.index, self.n_children, _,
         name, role, self.description, states) = item
        # Above the program itself is the desktop, whose path is the same in newer versions of GTK.
        self.parent_path = parent_path if parent_program == program else None
        self.name = name or ""
        self.role = Atspi.Role(role)
        self.states = states[0] | states[1] << 32
        self.parent_of = parent_of
        self.children = []

    def __eq__(self, other):
        return isinstance(other, Thing) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def __repr__(self):
        return f"{self.role.value_nick} “{self.name[:40]}”"

    def has(self, state):
        return bool(self.states >> int(state) & 1)

    @property
    def parent(self):
        return self.parent_of.get(self.parent_path)

    def ancestors(self):
        """What it is in, the nearest first."""
        thing = self.parent
        while thing is not None:
            yield thing
            thing = thing.parent

    def is_inside(self, role, name=None):
        return any(thing.role == role and name in (None, thing.name) for thing in self.ancestors())

    def is_named(self):
        """Whether somebody who does not see it is told what it is. What only scrolls has no name by
        itself in GTK: it goes by what it is in."""
        if self.name.strip() or self.role != Atspi.Role.SCROLL_PANE:
            return bool(self.name.strip())
        around = next((thing for thing in self.ancestors() if thing.name.strip()), None)
        return around is not None and around.role == Atspi.Role.GROUPING

    def place(self):
        """Where it is, for whoever has to find it."""
        return " in ".join(map(repr, [self, *list(self.ancestors())[:-1]][:6]))

    def shown(self):
        """Everything below it that is on the screen, each before what is in it."""
        for child in self.children:
            if child.has(State.SHOWING):
                yield child
                yield from child.shown()


class Tree:
    """The tree of one program."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = self.ask(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        )
        self.pid = pid
        self.name = None

    def is_there(self):
        """Whether the program has come to the bus, and can be asked: before it has a cache GTK 4.18
        does not survive being asked for its windows."""
        if self.name is None:
            self.name = next(
                (name for name in self.ask_bus("ListNames") if name.startswith(":")
                 and self.ask_bus("GetConnectionUnixProcessID", name) == self.pid), None)
        return self.name is not None and bool(self.known())

    @staticmethod
    def ask(bus, name, path, interface, method, parameters=None):
        answer = bus.call_sync(name, path, interface, method, parameters, None,
                               Gio.DBusCallFlags.NONE, TIMEOUT_MS)
        return answer.unpack()[0]

    def ask_bus(self, method, *names):
        return self.ask(self.bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                        "org.freedesktop.DBus", method,
                        GLib.Variant("(" + "s" * len(names) + ")", names) if names else None)

    def known(self):
        """All that the program has told anybody of, also what is no longer on any page."""
        items = self.ask(self.bus, self.name, "/org/a11y/atspi/cache", CACHE, "GetItems")
        things = {}
        for item in items:
            thing = Thing(item, things)
            things[thing.path] = thing
        return things

    def children_of(self, paths):
        """The paths of what is in each of those, asked for all at once."""
        answers = {}

        def take(bus, result, path):
            try:
                answers[path] = [child for _, child in bus.call_finish(result).unpack()[0]]
            except GLib.Error:
                answers[path] = []  # it has just gone

        for path in paths:
            self.bus.call(self.name, path, ACCESSIBLE, "GetChildren", None, None,
                          Gio.DBusCallFlags.NONE, TIMEOUT_MS, None, take, path)
        while len(answers) < len(paths):
            GLib.MainContext.default().iteration(True)
        return answers

    def read(self):
        """The whole of what is there now. GTK makes things known only when somebody asks for what
        they are in, so that is asked for first, level by level."""
        below, level = {}, [ROOT]
        while level:
            answers = self.children_of(level)
            below.update(answers)
            level = [child for path in level for child in answers[path] if child not in below]
        things = self.known()
        for path, children in below.items():
            if path in things:
                things[path].children = [things[child] for child in children if child in things]
        return things[ROOT]

    def press(self, thing):
        """Presses a button, or opens a row, as a screen reader does."""
        self.ask(self.bus, self.name, thing.path, ACTION, "DoAction", GLib.Variant("(i)", (0,)))

    def focused(self):
        """What has the keyboard; None while nothing has."""
        def find(things):
            return next((thing for thing in things
                         if thing.has(State.FOCUSED) and thing.has(State.SHOWING)), None)

        # Most often it is known; to make all known takes a while.
        return find(self.known().values()) or find(self.read().shown())
