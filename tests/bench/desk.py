# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the evaluation server and programs that draw, and looks at them from outside."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")
CLOCK = time.CLOCK_MONOTONIC


class Gone(Exception):
    """What was to be watched has ended, or does not get anywhere."""


def wait_for(condition, seconds, process, what):
    """Waits until @condition answers something, and answers that."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if process.poll() is not None:
            raise Gone(f"{what}: the program ended with {process.returncode}")
        if time.monotonic() > deadline:
            raise Gone(f"{what}: not after {seconds} s")
        time.sleep(0.005)


# How a program of ours is started: it chooses for itself how to draw.
OWN_CHOICE = {"GSK_RENDERER": None, "GDK_DISABLE": None}


class Process:
    """A running program and what the kernel knows about it. An environment variable that is None is
    one that it does not get."""

    def __init__(self, command, environment=None, log=None):
        self.log = open(log, "ab") if log else subprocess.DEVNULL
        self.started_us = time.clock_gettime_ns(CLOCK) // 1000
        wanted = {**os.environ, **(environment or {})}
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log,
                                        env={name: value for name, value in wanted.items()
                                             if value is not None})
        self.pid = self.process.pid

    def poll(self):
        return self.process.poll()

    @property
    def returncode(self):
        return self.process.returncode

    def get_children(self):
        """This process and all that it started, directly or not."""
        parents = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                text = stat.read_text()
            except OSError:
                continue
            parents[int(text.split(" ", 1)[0])] = int(text.rsplit(")", 1)[1].split()[1])
        found = {self.pid}
        while True:
            more = {pid for pid, parent in parents.items() if parent in found} - found
            if not more:
                return found
            found |= more

    def add_up_mib(self, name):
        """A line of smaps_rollup, of all processes together."""
        total = 0
        for pid in self.get_children():
            try:
                text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            total += int(re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE).group(1))
        return total / 1024

    def get_memory_mib(self):
        """Proportional set size."""
        return self.add_up_mib("Pss")

    def get_own_mib(self):
        """What the program itself has written. Unlike the proportional set size it does not change
        when another program that uses the same libraries comes or goes."""
        return self.add_up_mib("Anonymous")

    def get_cpu_seconds(self):
        total = 0
        for pid in self.get_children():
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def count_files(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def count_threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def stop(self):
        for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            if self.poll() is None:
                self.process.send_signal(number)
                try:
                    self.process.wait(patience)
                except subprocess.TimeoutExpired:
                    pass
        if self.log != subprocess.DEVNULL:
            self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Server(Process):
    """The evaluation server."""

    def __init__(self, folder, *, database=":memory:", events=0, rate=0, port=0, access_ttl=900,
                 credentials=None):
        self.port_file = pathlib.Path(folder, "port")
        self.credentials = credentials or pathlib.Path(folder, "credentials.json")
        self.port_file.unlink(missing_ok=True)
        command = ["gatehouse-demo-server", "--db", str(database), "--port", str(port),
                   "--port-file", str(self.port_file), "--rate", str(rate), "--events", str(events),
                   "--access-ttl", str(access_ttl)]
        if credentials is None:
            # Asked for them, the server draws a new password: only the first time.
            command += ["--credentials-file", str(self.credentials)]
        super().__init__(command, log=pathlib.Path(folder, "server.log"))
        try:
            self.port = int(wait_for(self.read_port, 300, self, "the evaluation server"))
        except Gone:
            self.stop()
            raise
        self.ready_us = time.clock_gettime_ns(CLOCK) // 1000
        self.url = f"http://127.0.0.1:{self.port}/api"
        self.token = None

    def read_port(self):
        text = self.port_file.read_text() if self.port_file.exists() else ""
        return text.strip() if text.endswith("\n") else None

    def request(self, path, body=None):
        request = urllib.request.Request(
            self.url + path, None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"})
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as reply:
            answer = json.load(reply)
        return answer.get("data", answer) if isinstance(answer, dict) else answer

    def sign_in(self):
        answer = self.request("/auth/login", json.loads(self.credentials.read_text()))
        self.token = answer.get("accessToken") or answer["tokens"]["accessToken"]


class Desk(Process):
    """A program that writes to GATEHOUSE_TRACE what it has painted."""

    def __init__(self, command, folder, environment=None):
        self.trace = pathlib.Path(folder, "trace")
        self.trace.unlink(missing_ok=True)
        self.offset = 0
        self.marks = []
        super().__init__(command, {**(environment or {}), "GATEHOUSE_TRACE": str(self.trace)},
                         log=pathlib.Path(folder, "desk.log"))

    def read_marks(self):
        """All marks so far."""
        if self.trace.exists():
            with open(self.trace, "rb") as file:
                file.seek(self.offset)
                whole = file.read().rpartition(b"\n")[0]
                self.offset += len(whole) + 1 if whole else 0
                self.marks += [json.loads(line) for line in whole.split(b"\n") if line]
        return self.marks

    def find_mark(self, name, **wanted):
        for mark in self.read_marks():
            if mark["mark"] == name and all(mark.get(key) == value
                                            for key, value in wanted.items()):
                return mark
        return None

    def wait_for_mark(self, name, seconds=30, **wanted):
        return wait_for(lambda: self.find_mark(name, **wanted), seconds, self, name)

    def count_events(self):
        return sum(mark["mark"] == "event" for mark in self.read_marks())


def on_display(script, arguments, size="1920x1080"):
    """Runs this program again on a virtual display of its own."""
    if "GATEHOUSE_MEASURED_DISPLAY" not in os.environ:
        os.environ["GATEHOUSE_MEASURED_DISPLAY"] = size
        top = pathlib.Path(script).resolve().parents[2]
        wrapper = str(top / "build-aux/dev/with-display")
        os.execv(wrapper, [wrapper, "--size", size, "--desktop", str(script), *arguments])
