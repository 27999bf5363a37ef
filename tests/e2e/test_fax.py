"""Documents that a client sends, received by a fax machine on real Asterisks (telephony 4.11), and those that cannot be sent."""

import base64
import subprocess
import time
from pathlib import Path

import pytest
from support.tiff import pages
from support.waiting import wait_until

MACHINE, BUSY, SILENT = "9400", "9002", "9006"


def document(path, texts):
    """A PDF with a page for each text."""
    script = path / "document.ps"
    script.write_text("%!PS\n/Helvetica findfont 40 scalefont setfont\n"
                      + "".join(f"72 700 moveto ({text}) show 72 100 300 200 rectfill showpage\n" for text in texts))
    subprocess.run(["/usr/bin/gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={path / 'document.pdf'}", str(script)],
                   check=True)
    return path / "document.pdf"


def as_sent(path, pdf):
    """The pages a machine should get: the same conversion by hand."""
    subprocess.run(["/usr/bin/gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffg3", "-sPAPERSIZE=a4", "-dFIXEDMEDIA", "-dPDFFitPage",
                    "-r204x196", f"-sOutputFile={path / 'sent.tif'}", str(pdf)], check=True)
    return pages(path / "sent.tif")


def send(client, data, destination):
    client.ask({"class": "faxsend", "filename": "offer.pdf", "destination": destination, "size": len(data),
                "data": base64.b64encode(data).decode()})


def progress(client, after):
    return [(m["status"], m["pages"]) for m in client.all({"class": "fax_progress"}, after)]


def spool(desk):
    return list((Path(desk.server.directory) / "fax").glob("*"))


def test_P181_P182_P183_T161_T165_a_fax_is_received_page_by_page(asterisk_desk, tmp_path):
    desk = asterisk_desk
    received = desk.exchange.asterisk.run / "spool" / "fax"
    before = set(received.glob("*.tif"))
    client, mark = desk.login("alice"), 0
    pdf = document(tmp_path, ["First page", "Second page"])
    began = time.monotonic()
    send(client, pdf.read_bytes(), "9 4.00")
    client.wait_for({"class": "fax_progress", "status": "PRESENDFAX", "pages": None}, within=25, after=mark)
    print(f"PRESENDFAX after {time.monotonic() - began:.1f} s")
    client.wait_for({"class": "fax_progress", "status": "SUCCESS", "pages": 2}, within=120, after=mark)
    print(f"SUCCESS after {time.monotonic() - began:.1f} s")
    fax = wait_until(lambda: set(received.glob("*.tif")) - before, 10, what="the received fax").pop()
    sent = as_sent(tmp_path, pdf)
    assert [width for width, _ in sent] == [1728, 1728]
    assert pages(fax) == sent
    wait_until(lambda: not spool(desk), what=lambda: f"an empty spool: {spool(desk)}")
    assert progress(client, mark) == [("PRESENDFAX", None), ("SUCCESS", 2)]


@pytest.mark.parametrize("number", [BUSY, "9999"], ids=["busy", "unknown"])
def test_P184_T162_a_number_that_does_not_take_it(asterisk_desk, tmp_path, number):
    client = asterisk_desk.login("alice")
    mark = client.mark()
    send(client, document(tmp_path, ["Page"]).read_bytes(), number)
    client.wait_for({"class": "fax_progress"}, within=30, after=mark)
    assert progress(client, mark) == [("FAILED", None)]
    wait_until(lambda: not spool(asterisk_desk), what="an empty spool")


def test_P184_T162_nobody_answers(asterisk_desk, tmp_path):
    """It rings for a moment; the fax is given up when the call has ended."""
    client = asterisk_desk.login("alice")
    mark = client.mark()
    send(client, document(tmp_path, ["Page"]).read_bytes(), SILENT)
    client.wait_for({"class": "fax_progress"}, within=100, after=mark)
    assert progress(client, mark) == [("FAILED", None)]
    wait_until(lambda: not spool(asterisk_desk), what="an empty spool")
