"""Makers of plain answers: reports, files, archives, pages around attachments, redirects.

What must not go here: lists, and answers that are meant to harm.
"""

from __future__ import annotations

import base64
import io
import zipfile
from html import escape
from pathlib import Path

from pipeline.paths import SAMPLES
from pipeline.samplesite.answers import Answer, Asked, Maker, State, page
from pipeline.samplesite.cases import DATA, Case, words
from pipeline.samplesite.pages import document, plain_page, report_of, report_page

TYPES = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EPOCH = (2000, 1, 1, 0, 0, 0)  # of every member: the same bytes everywhere
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
SHELL = '<html><head><script>location.replace("./home/");</script></head></html>'


def _report(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    report = report_of(argument)
    answer = page(report_page(report, state.revisions.get(case.id, "")))
    if report.style == "gbk":
        answer.headers["Content-Type"] = "text/html"
    return answer


def _bare(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    return page(report_page(report_of(argument)), validated=False)


def _file(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    headers = {"Content-Type": TYPES[Path(argument).suffix]}
    return Answer(200, file_bytes(argument), headers, validated=True)


def file_bytes(name: str) -> bytes:
    """Return a file of the site, or one of the package's samples."""
    own = DATA / "files" / name
    return (own if own.exists() else SAMPLES / name).read_bytes()


def _zip(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((argument, file_bytes(argument)), ("../../outside.txt", b"outside\n")):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data)
    return Answer(200, buffer.getvalue(), {"Content-Type": "application/zip"}, validated=True)


def _page(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    """Return a page of words: one text under many addresses where it has a title of its own."""
    said = words()["page"]
    title = said.get(f"{argument}_title") or case.title
    year = asked.parameters().get("fbtime", "")
    return page(plain_page(title, said[argument].format(year=year)))


def _attached(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    said = words()["page"]
    link = f'<a href="{escape(argument)}">{escape(said["attachment"].format(title=case.title))}</a>'
    return page(plain_page(case.title, said["attached"], extra=f"<p>{link}</p>"))


def _framed(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    frame = f'<iframe src="{escape(argument)}" width="100%" height="800"></iframe>'
    return page(plain_page(case.title, words()["page"]["framed"], extra=frame))


def _pictures(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    said = words()["report"]
    picture = f'<p><img src="{escape(argument)}"></p>'
    headings = [f"<h2>{escape(said[f's{number}'])}</h2>" for number in range(1, 7)]
    body = [headings[0], f"<p>{said['overview'][0]}</p>", *(h + picture for h in headings[1:4])]
    body += [
        headings[4],
        f"<p>{said['problems'][0]}</p>",
        headings[5],
        f"<p>{said['others'][0]}</p>",
    ]
    text = f"<h1>{escape(case.title)}</h1>\n" + "\n".join(body)
    return page(document(case.title, text).encode())


def _png(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    return Answer(200, PIXEL, {"Content-Type": "image/png"}, validated=True)


def _film(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    head = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
    return Answer(200, head + bytes(4096), {"Content-Type": "video/mp4"}, validated=True)


def _status(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    said = words()["page"]
    body = plain_page(said["lost_title"], said["gone"])
    return Answer(int(argument), body, {"Content-Type": "text/html"})


def _redirect(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    places = {**state.bases, "self": case.path}
    target = argument.format(**places)
    return Answer(302, headers={"Location": target} if target else {})


def _refresh(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    tag = f'<meta http-equiv="refresh" content="0;url={escape(argument)}">\n'
    return page(document("", "", head=tag).encode(), validated=False)


def _shell(state: State, case: Case, argument: str, asked: Asked) -> Answer:
    return page(SHELL.encode(), validated=False)


MAKERS: dict[str, Maker] = {
    "report": _report,
    "bare": _bare,
    "file": _file,
    "zip": _zip,
    "page": _page,
    "attached": _attached,
    "viewer": _framed,
    "frame": _framed,
    "pictures": _pictures,
    "png": _png,
    "film": _film,
    "status": _status,
    "redirect": _redirect,
    "refresh": _refresh,
    "shell": _shell,
}
