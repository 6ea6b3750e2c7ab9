"""Old office documents: told apart, converted where LibreOffice is there, refused where not."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.read import libreoffice, read_document
from pipeline.read.ole2 import top_streams
from pipeline.records import Reading, Refusal
from tests.corpus import docx, figures, prose
from tests.read.builders import archive, texts
from tests.read.office import SECTOR, ole2

needs_soffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
RTF = b"{\\rtf1\\ansi\\pard 2021 report\\par}"
WORD_XML = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>2021'
    b"</w:t></w:r></w:p></w:body></w:wordDocument>"
)


def word(flags: int = 0, **more: bytes) -> bytes:
    head = b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little")
    return ole2({"WordDocument": head, "1Table": b"x", **more})


def refused(data: bytes) -> Refusal:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal


@pytest.fixture
def without_soffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts a script in the place of LibreOffice; its arguments are those of the real one."""

    def put(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(libreoffice, "find_soffice", lambda: str(path))

    return put


@pytest.mark.usefixtures("without_soffice")
@pytest.mark.parametrize("data", [word(), RTF, WORD_XML])
def test_without_libreoffice_the_refusal_names_it(data: bytes) -> None:
    refusal = refused(data)
    assert (refusal.state, refusal.code, refusal.format) == (
        "unsupported",
        "read.needs_libreoffice",
        "doc",
    )


@pytest.mark.usefixtures("without_soffice")
def test_a_document_with_a_workbook_in_it_is_a_document() -> None:
    data = ole2({"WordDocument": b"x"}, {"Workbook": b"y", "EncryptedPackage": b"z"})
    assert list(top_streams(data) or ()) == ["WordDocument"]
    assert refused(data).code == "read.needs_libreoffice"


@pytest.mark.usefixtures("without_soffice")
def test_other_ole2_files_are_told_apart() -> None:
    assert refused(word(0x0100)).code == "read.encrypted"
    assert refused(ole2({"PowerPoint Document": b"x"})).code == "read.foreign"
    assert refused(word()[:SECTOR]).code == "read.damaged"


def test_streams_beyond_the_end_are_noticed() -> None:
    data = word(Data=b"x" * 9_000)
    streams = top_streams(data)
    assert streams is not None
    assert {name: stream.whole for name, stream in streams.items()} == {
        "WordDocument": True,
        "1Table": True,
        "Data": True,
    }
    streams = top_streams(data[: -2 * SECTOR])
    assert streams is not None
    assert not streams["Data"].whole


def test_chains_in_circles_end() -> None:
    data = bytearray(word())
    for at in range(SECTOR, 2 * SECTOR, 4):
        data[at : at + 4] = (1).to_bytes(4, "little")
    assert top_streams(bytes(data)) is None


def test_a_hanging_conversion_is_killed_with_all_that_it_started(
    stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "pid"
    stand_in(f"sleep 60 & echo $! > {mark}; wait")
    converter = libreoffice.to_docx
    monkeypatch.setattr(libreoffice, "to_docx", lambda *a: converter(*a, seconds=0.5))
    began = time.perf_counter()
    refusal = refused(RTF)
    assert (refusal.state, refusal.code) == ("unreadable", "read.timeout")
    assert time.perf_counter() - began < 5
    state = Path(f"/proc/{mark.read_text().strip()}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().split(") ")[1][0] == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail("what it started still runs")


def test_nothing_that_it_is_given_stays_behind(
    stand_in: Callable[[str], None], tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    stand_in(f'for a; do last=$a; done; echo "$last $HOME" > {seen}; env > {seen}.env; exit 1')
    assert refused(RTF).code == "read.damaged"
    source, home = seen.read_text().split()
    assert not Path(source).exists()
    assert not Path(home).exists()
    names = {line.partition("=")[0] for line in (tmp_path / "seen.env").read_text().splitlines()}
    assert names <= {"HOME", "TMPDIR", "PATH", "LC_ALL", "SAL_USE_VCLPLUGIN", "PWD", "SHLVL", "_",
                     "OLDPWD"}  # fmt: skip


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A report of the corpus in an old format."""
    room = tmp_path_factory.mktemp("old")

    def convert(suffix: str) -> bytes:
        target = room / f"report.{suffix}"
        if not target.exists():
            (room / "report.docx").write_bytes(docx.render(prose.compose(drawn())))
            profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
            subprocess.run(
                ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(room),
                 str(room / "report.docx")],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        return target.read_bytes()

    return convert


def drawn() -> figures.Figures:
    return figures.consistent(11, 2021)


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_every_figure_of_an_old_document_is_read(
    suffix: str, converted: Callable[[str], bytes]
) -> None:
    extraction = extract(converted(suffix))
    report = extraction.report
    assert {
        (c.table_code, c.line_code, c.column_code): c.value for c in report.cells
    } == drawn().truth
    assert (report.state, extraction.format) == ("read", "doc")
    assert extraction.method.startswith("doc/libreoffice-")
    assert extraction.method.endswith("+docx")
    assert all(c.place.path.startswith("converted.docx!/w:tbl[") for c in report.cells)


@needs_soffice
@pytest.mark.slow
def test_an_old_document_in_an_archive_is_read(converted: Callable[[str], bytes]) -> None:
    reading = read_document(archive({"年报.doc": converted("doc")}))
    assert isinstance(reading, Reading)
    assert reading.method.startswith("zip/doc/libreoffice-")
    assert reading.blocks[0].place.path == "年报.doc!converted.docx!/w:p[1]"


@needs_soffice
@pytest.mark.slow
def test_cut_documents_are_damaged_or_say_so(converted: Callable[[str], bytes]) -> None:
    data = converted("doc")
    assert refused(data[: len(data) // 2]).code == "read.damaged"
    outcome = read_document(converted("rtf")[:60_000])
    codes = [i.code for i in outcome.issues] if isinstance(outcome, Reading) else [outcome.code]
    assert codes in (["read.truncated"], ["read.damaged"])


@needs_soffice
@pytest.mark.slow
def test_garbage_under_an_old_signature_is_damaged() -> None:
    noise = bytes(range(256)) * 20
    assert refused(word()[:4096] + noise).code in ("read.damaged", "read.empty")
    assert refused(ole2({"WordDocument": noise})).code in ("read.damaged", "read.empty")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port that notes who calls."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    calls.append(b"called")

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        stop.set()
        thread.join()


@needs_soffice
@pytest.mark.slow
def test_nothing_is_fetched(listener: tuple[int, list[bytes]]) -> None:
    port, calls = listener
    link = f"http://127.0.0.1:{port}/x"
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{link}.{end}"}}{{\\fldrslt kept}}}}\\par '
        for what, end in (("INCLUDEPICTURE", "png"), ("INCLUDETEXT", "doc"), ("LINK Word.8", "doc"))
    )
    template = f"{{\\*\\template {link}.dot}}"
    reading = read_document(f"{{\\rtf1\\ansi{template} 2021\\par {fields}}}".encode())
    assert "2021" in "".join(texts(reading))
    assert calls == []


@needs_soffice
@pytest.mark.slow
def test_word_xml_is_read() -> None:
    assert texts(read_document(WORD_XML)) == ["2021"]
