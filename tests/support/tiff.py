"""Pages of a TIFF file as their dots, to compare two faxes with each other.

    assert pages(received) == pages(sent)
"""

import struct
import subprocess
import tempfile
from pathlib import Path

WIDTH, LENGTH, PHOTOMETRIC, FILL_ORDER, OFFSETS, COUNTS = 256, 257, 262, 266, 273, 279
SIZES = {1: "B", 3: "H", 4: "I"}
REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def entries(data, order, at):
    """The numbers of one directory, by tag, and where the next one is."""
    (count,) = struct.unpack_from(order + "H", data, at)
    found = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, entry)
        if kind not in SIZES:
            continue
        size = struct.calcsize(SIZES[kind]) * number
        place = entry + 8 if size <= 4 else struct.unpack_from(order + "I", data, entry + 8)[0]
        found[tag] = struct.unpack_from(f"{order}{number}{SIZES[kind]}", data, place)
    return found, struct.unpack_from(order + "I", data, at + 2 + 12 * count)[0]


def pages(path):
    """(width, rows) of each page; a row has a bit for each dot, 1 is black. libtiff's own tool undoes the compression."""
    with tempfile.TemporaryDirectory() as directory:
        plain = Path(directory) / "plain.tif"
        subprocess.run(["tiffcp", "-c", "none", str(path), str(plain)], check=True, capture_output=True)
        data = plain.read_bytes()
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    found = []
    while at:
        page, at = entries(data, order, at)
        bits = b"".join(data[begin:begin + size] for begin, size in zip(page[OFFSETS], page[COUNTS], strict=True))
        if page.get(FILL_ORDER, (1,))[0] == 2:
            bits = bits.translate(REVERSED)
        if page[PHOTOMETRIC][0] == 1:
            bits = bytes(255 - byte for byte in bits)
        width = (page[WIDTH][0] + 7) // 8
        found.append((page[WIDTH][0], [bits[row * width:(row + 1) * width] for row in range(page[LENGTH][0])]))
    return found
