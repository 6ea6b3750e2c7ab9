"""Convert documents with LibreOffice, in a process of its own that is told to trust nothing.

Macros do not run, links are not followed, and whatever would be fetched meets a closed port.
What must not go here: what is done with the converted document.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

# A report takes two seconds, and a first start on a busy machine six.
SECONDS = 18.0
MEMORY = 1536 * 2**20  # address space
MAX_OUTPUT = 64 * 2**20

# (component, property, value): each is the strictest that the setting knows.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(
        ("Inet/Settings", f"ooInet{scheme}Proxy{part}", value)
        for scheme in ("HTTP", "HTTPS", "FTP")
        for part, value in (("Name", "127.0.0.1"), ("Port", "9"))
    ),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/'
    'registry">{}</oor:items>'
)
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")


class ConversionError(Exception):
    """A document that was not converted: `code` says why."""

    def __init__(self, code: str, detail: str) -> None:
        """Keep the code apart from the detail."""
        super().__init__(detail)
        self.code = code


def find_soffice() -> str | None:
    """Look for LibreOffice on this machine: the one place where readers ask their environment."""
    return shutil.which("soffice")


def to_docx(data: bytes, suffix: str, soffice: str, *, seconds: float = SECONDS) -> bytes:
    """Return a document as DOCX; `suffix` is what a file of its kind is named.

    Raises:
        ConversionError: if it takes too long, or nothing comes of it.
    """
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        _write_profile(room / "profile")
        source = room / f"document{suffix}"
        source.write_bytes(data)
        said = _run(_command(soffice, room, source), room, seconds)
        converted = room / "out" / "document.docx"
        if not converted.is_file():
            raise ConversionError("read.damaged", said or "LibreOffice does not open it")
        if converted.stat().st_size > MAX_OUTPUT:
            raise ConversionError("read.too_large", f"converted to more than {MAX_OUTPUT} bytes")
        return converted.read_bytes()


def _command(soffice: str, room: Path, source: Path) -> list[str]:
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    target = ("--convert-to", "docx:Office Open XML Text", "--outdir", str(room / "out"))
    return [soffice, profile, *_OPTIONS, *target, str(source)]


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_PROFILE.format(items), encoding="utf-8")


def _run(command: list[str], room: Path, seconds: float) -> str:
    """Run it with nothing of this process's environment; return the errors that it printed."""
    environment = {
        "HOME": str(room),
        "TMPDIR": str(room),
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    errors = room / "errors"
    with errors.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - a fixed command on files of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=sink,
            cwd=room,
            env=environment,
            start_new_session=True,
        )
        try:
            _limit(process.pid, seconds)
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise ConversionError("read.timeout", f"LibreOffice: {seconds:g} s") from None
        finally:
            _end(process)
    lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    return "; ".join(line for line in lines if line.startswith("Error"))[:500]


def _limit(pid: int, seconds: float) -> None:
    """Bound memory, and processor time too in case this process is killed and cannot wait."""
    if not hasattr(resource, "prlimit"):
        return
    with contextlib.suppress(ProcessLookupError, ValueError, PermissionError):
        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        limit = int(seconds) + 10
        resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of it: the command only starts the process that does the work."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
