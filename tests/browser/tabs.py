"""Tabs as the browser alone treats them, hidden and prerendered ones too.

Playwright shows every tab of its contexts and forbids them to prerender, so these tabs live in
a context it does not know of, and a debugger is attached only while an expression runs.
"""

import json
import time

PATIENCE_SECONDS = 10


class Tab:
    """A tab of `context` (the browser's id of it), opened at `url` over the session `cdp`."""

    def __init__(self, cdp, context, url, hidden=False):
        self._cdp = cdp
        wanted = {"url": url, "browserContextId": context, "background": hidden}
        self._target = cdp.send("Target.createTarget", wanted)["targetId"]

    def show(self):
        self._cdp.send("Target.activateTarget", {"targetId": self._target})

    def run(self, expression):
        """Return the value of a JavaScript `expression`; None when the page goes away meanwhile."""
        target = {"targetId": self._target, "flatten": False}
        session = {"sessionId": self._cdp.send("Target.attachToTarget", target)["sessionId"]}
        answers = []
        self._cdp.once("Target.receivedMessageFromTarget", lambda event: answers.append(event))
        call = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        message = json.dumps({"id": 1, "method": "Runtime.evaluate", "params": call})
        self._cdp.send("Target.sendMessageToTarget", {**session, "message": message})
        wait_until(lambda: answers or self._cdp.send("Browser.getVersion") is None)
        self._cdp.send("Target.detachFromTarget", session)
        answer = json.loads(answers[0]["message"])
        return answer.get("result", {}).get("result", {}).get("value")

    def wait_until(self, expression):
        """Wait until `expression` holds, also while the page is still being loaded."""
        wait_until(lambda: self.run(expression))


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "It did not happen in time"
        time.sleep(0.02)
