"""Lists of reports in the ways of the content systems: by proxy, by numbered pages, plainly.

What must not go here: the pages that the lists link.
"""

from __future__ import annotations

import math
from html import escape

from pipeline.samplesite.answers import HTML, Answer, Asked, Maker, State, page
from pipeline.samplesite.cases import Case, case, linked_from, words
from pipeline.samplesite.pages import document

PER_PAGE = {"jcms": 3, "jcms-post": 2, "trs": 5, "archive": 2}
BLOCK_PAGES = 3  # the data proxy hands out so many pages at a time
CUT = 16  # characters of a title that a narrow list shows
WEB = "3409"
# the data proxy of each column: its address, and the unit that only its own page names
PROXIES = {
    "/module/web/jpage/dataproxy.jsp": ("jcms", "1229", "5394463"),
    "/module/jpage/dataproxy.jsp": ("jcms-post", "1230", "6017225"),
}


def _item(entry: Case, *, cut: bool = False, folder: str = "") -> str:
    """Return the link of a case; addresses under `folder` are written relative to it."""
    address = entry.href or entry.path
    if folder and address.startswith(folder):
        address = "./" + address.removeprefix(folder)
    text = entry.title
    if cut and len(text) > CUT:
        text = text[:CUT] + words()["list"]["cut"]
    opening = f'<a href="{escape(address)}" target="_blank" title="{escape(entry.title)}">'
    return f"<li>{opening}{escape(text)}</a><span>{entry.published}</span></li>"


def _split(list_case: Case) -> tuple[list[Case], list[Case]]:
    """Return the reports that a list links, and the lists."""
    linked = [entry for entry in linked_from(list_case.id) if entry.title]
    lists = [entry for entry in linked if entry.kind == "list"]
    return [entry for entry in linked if entry.kind != "list"], lists


def _whole(items: list[str], *, nav: str = "", tail: str = "", charset: str = "utf-8") -> str:
    said = words()["list"]
    elsewhere = "".join(f'<a href="{url}">{escape(text)}</a>' for url, text in said["elsewhere"])
    body = (
        f'<div class="top">{elsewhere}</div>\n<h1>{escape(said["heading"])}</h1>\n{nav}'
        f'<ul class="list">\n{chr(10).join(items)}\n</ul>\n{tail}'
    )
    return document(said["heading"], body, charset=charset)


def _home(state: State, entry: Case, argument: str, asked: Asked) -> Answer:
    _, columns = _split(entry)
    return page(_whole([_item(column) for column in columns]).encode(), validated=False)


def _links(state: State, entry: Case, argument: str, asked: Asked) -> Answer:
    reports, years = _split(entry)
    links = "".join(f'<a href="{year.path}">{escape(year.title)}</a>\n' for year in years)
    nav = f'<div class="years">{links}</div>\n' if links else ""
    items = [_item(report, cut=argument == "cut") for report in reports]
    if argument != "gbk":
        return page(_whole(items, nav=nav).encode(), validated=False)
    body = _whole(items, nav=nav, charset="gb2312").encode("gb18030")
    return Answer(200, body, {"Content-Type": "text/html"})


def _trs(state: State, entry: Case, argument: str, asked: Asked) -> Answer:
    """Return page `argument` of a list, counted from 0."""
    first = entry if argument == "0" else case(entry.via)
    reports, _ = _split(first)
    per_page, number = PER_PAGE[first.id], int(argument)
    folder = first.path.rpartition("/")[0] + "/"
    shown = reports[number * per_page : (number + 1) * per_page]
    tail = ""
    if first.id == "trs":
        count = math.ceil(len(reports) / per_page)
        tail = f'<script>createPageHTML({count}, {number}, "index", "html");</script>\n'
    items = [_item(report, cut=True, folder=folder) for report in shown]
    return page(_whole(items, tail=tail).encode(), validated=False)


def _jcms(state: State, entry: Case, argument: str, asked: Asked) -> Answer:
    proxy, (_, column, unit) = next(
        (address, known) for address, known in PROXIES.items() if known[0] == entry.id
    )
    reports, _ = _split(entry)
    per_page = PER_PAGE[entry.id]
    # the page itself carries its first entries only where the column is read by GET
    first = [_item(report) for report in reports[:per_page]] if argument == "get" else []
    parameters = (
        f"col:1,appid:1,webid:{WEB},path:'/',columnid:{column},sourceContentType:1,"
        f"unitid:'{unit}',webname:'{words()['report']['site']}',permissiontype:0"
    )
    tail = (
        f'<div id="{unit}" class="default_pgContainer"></div>\n'
        f'<script type="text/xml">{_store(first, len(reports), per_page)}</script>\n'
        f"<script>\n$('#{unit}').jpage({{themeName:'default',totalRecord:{len(reports)},"
        f"perPage:{per_page},groupSize:{BLOCK_PAGES},proxyUrl:'{proxy}',"
        f"ajaxType:'{argument}',ajaxParam:{{{parameters}}}}});\n</script>\n"
    )
    return page(_whole([], tail=tail).encode(), validated=False)


def _store(items: list[str], total: int, per_page: int) -> str:
    records = "".join(f"<record><![CDATA[{item}]]></record>" for item in items)
    pages = math.ceil(total / per_page)
    return (
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
        f"<recordset>{records}</recordset></datastore>"
    )


def _proxy(state: State, proxy: Case, argument: str, asked: Asked) -> Answer:
    """Return a block of the records of a column.

    Parameters of another column, or without its unit, get an empty set, as from the real one.
    """
    identifier, column, unit = PROXIES[asked.path]
    entry, given = case(identifier), asked.parameters()
    if entry.serve == "jcms:post" and asked.method != "POST":
        return Answer(405, headers={"Allow": "POST"})
    reports, _ = _split(entry)
    per_page = PER_PAGE[identifier]
    wanted = {"columnid": column, "unitid": unit, "webid": WEB}
    if any(given.get(name) != value for name, value in wanted.items()):
        reports = []
    start, end = (_number(given.get(name)) for name in ("startrecord", "endrecord"))
    end = min(end or start, start + BLOCK_PAGES * per_page - 1)
    items = [_item(report) for report in reports[max(start, 1) - 1 : end]]
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + _store(items, len(reports), per_page)
    return Answer(200, body.encode(), {"Content-Type": HTML.replace("html", "xml")})


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1


MAKERS: dict[str, Maker] = {
    "home": _home,
    "links": _links,
    "trs": _trs,
    "jcms": _jcms,
    "proxy": _proxy,
}
