"""What no page may do: log an error, throw, or ask another host for anything."""

OWN_SCHEMES = ("data:", "blob:", "about:")
# What a page's policy kept from happening, also in frames, and also where nothing is logged.
LISTEN = """document.addEventListener('securitypolicyviolation', (violation) => {
  const { effectiveDirective, blockedURI, sourceFile, sample } = violation;
  console.error('against the policy:', effectiveDirective, blockedURI, sourceFile, sample);
});"""


class Faults:
    """Listens to the pages of the contexts it is told to watch."""

    def __init__(self, site):
        self.site = site
        self.found = []
        self.expected = []

    def expect(self, words):
        """Let pass the messages that hold `words`: the browser logs a page that is not there."""
        self.expected.append(words)

    def watch(self, context):
        context.add_init_script(LISTEN)
        context.on("console", self._logged)
        context.on("weberror", lambda error: self._add(f"thrown: {error.error}"))
        context.on("request", self._requested)

    def _logged(self, message):
        if message.type == "error":
            self._add(f"logged: {message.text} {message.location['url']}")

    def _requested(self, request):
        if not request.url.startswith((f"{self.site}/", *OWN_SCHEMES)):
            self._add(f"another host: {request.url}")

    def _add(self, fault):
        if not any(words in fault for words in self.expected):
            self.found.append(fault)
