"""A headless Chromium for tests: opens a file, asks it, takes pictures, and remembers what it complains of.

Without a network: every host name fails to resolve, and any request but for the file itself is remembered.
"""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from websockets.sync.client import ClientConnection, connect

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="needs a browser")


class Browser:
    """One page in one browser, to be used in a `with` block."""

    def __init__(self, profile: Path, width: int = 1280, height: int = 900) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._profile, self._size = profile, (width, height)
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self._profile.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [
                str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self._profile}",
                f"--window-size={self._size[0]},{self._size[1]}", "--hide-scrollbars", "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        port = self._port()
        self._socket = self._attach(port)
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(20)

    def size(self, width: int, height: int) -> None:
        """Sets the size of the window, in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def open(self, page: Path, fragment: str = "", without_scripts: bool = False) -> None:
        """Opens a file and waits until it is loaded."""
        self.call("Emulation.setScriptExecutionDisabled", value=without_scripts)
        for address in ("about:blank", page.resolve().as_uri() + fragment):
            self._is_loaded = False
            self.call("Page.navigate", url=address)
            while not self._is_loaded:
                self._hear(json.loads(self._socket.recv(timeout=30)))

    def ask(self, expression: str) -> Any:
        """The value of an expression of JavaScript; promises are waited for."""
        told = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, expression: str, seconds: float = 20) -> Any:
        """The value of an expression once it is true."""
        end = time.monotonic() + seconds
        while not (value := self.ask(expression)):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.05)
        return value

    def picture(self, out: Path, whole: bool = True) -> Path:
        """A PNG of the page, or of what is in the window."""
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        out.write_bytes(base64.b64decode(told["data"]))
        return out

    def printed(self, out: Path) -> Path:
        """The page as a PDF on A4."""
        told = self.call(
            "Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True
        )
        out.write_bytes(base64.b64decode(told["data"]))
        return out

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the browser's protocol and its answer."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=60))
            if told.get("id") == number:
                assert "error" not in told, (method, told["error"])
                return dict(told["result"])
            self._hear(told)

    def _hear(self, told: dict[str, Any]) -> None:
        method, said = told.get("method"), told.get("params", {})
        if method == "Page.loadEventFired":
            self._is_loaded = True
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(
                str(said["exceptionDetails"].get("exception", {}).get("description"))
            )
        elif method == "Runtime.consoleAPICalled" and said["type"] in (
            "error",
            "warning",
            "assert",
        ):
            self.complaints.append(str([each.get("value") for each in said["args"]]))
        elif method == "Log.entryAdded" and said["entry"]["level"] in ("error", "warning"):
            self.complaints.append(said["entry"]["text"])
        elif method == "Network.requestWillBeSent" and said["request"]["url"] != "about:blank":
            self.requests.append(said["request"]["url"])

    def _port(self) -> int:
        told = self._profile / "DevToolsActivePort"
        end = time.monotonic() + 30
        while not (told.exists() and told.read_text().strip()):
            assert time.monotonic() < end and self._process.poll() is None, (
                "the browser does not start"
            )
            time.sleep(0.05)
        return int(told.read_text().split()[0])

    def _attach(self, port: int) -> ClientConnection:
        from http.client import HTTPConnection

        asked = HTTPConnection("127.0.0.1", port, timeout=20)
        asked.request("GET", "/json/list")
        pages = json.loads(asked.getresponse().read())
        address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        return connect(address, max_size=None, open_timeout=20)
