"""A small site on loopback: one list, reports with validators, robots.txt, switches for tests."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

TITLE = "云岭市第{n}局2023年政府信息公开工作年度报告"
REPORT = (
    "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>一、总体情况</p>"
    "<p>二、主动公开政府信息情况</p><table><tr><td>本年制发件数</td><td>{n}</td></tr></table>"
    "<p>三、收到和处理政府信息公开申请情况</p>{more}</body></html>"
)


def title(number: object) -> str:
    """Return the title of a report; the name of its organ has no Arabic figure."""
    digits = "〇一二三四五六七八九"
    return TITLE.format(n="".join(digits[int(c)] for c in str(number)))


class ListSite:
    """`count` reports at `/r/<n>.html`, all linked from `/`; `hits` counts answers."""

    def __init__(self, count: int, extra: str = "") -> None:
        self.count = count
        self.extra = extra
        self.hits: Counter[tuple[str, int]] = Counter()
        self.agents: set[str] = set()
        self.more: dict[str, str] = {}  # what is added to a page, by path; its ETag changes
        self.lost: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.agents.add(self.headers["User-Agent"])
                status, body, headers = site.answer(self.path, self.headers.get("If-None-Match"))
                site.hits[self.path, status] += 1
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name its base class gives it
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def answer(self, path: str, etag: str | None) -> tuple[int, bytes, dict[str, str]]:
        if path == "/robots.txt":
            return 200, b"User-agent: *\nDisallow: /closed/\n", {}
        if path == "/":
            links = [f'<a href="/r/{n}.html">{title(n)}</a>' for n in range(self.count)]
            return 200, f"<html><body>{''.join(links)}{self.extra}</body></html>".encode(), {}
        if path in self.lost or not path.startswith("/r/"):
            return 404, b"", {}
        own = f'"{path}{len(self.more.get(path, ""))}"'
        if etag == own:
            return 304, b"", {"ETag": own}
        number = path.removeprefix("/r/").removesuffix(".html")
        more = self.more.get(path, "")
        page = REPORT.format(title=title(number), n=number, more=more)
        return 200, page.encode(), {"ETag": own, "Content-Type": "text/html; charset=utf-8"}

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
