"""What the differential driver takes of the processor, frame by frame, over the morning that wire.py replays.

    python benchmarks/driver.py          at 80x24, 120x40 and 200x50

A frame's cost is the time of its thread from the first byte that the application wrote of it to the bytes to be sent:
reading them into cells, finding what differs, and encoding that. What Textual takes to compose and render is not in it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean, median, quantiles

from measure.figures import table
from measure.programs import environment, reader
from measure.session import Session, keys_of
from sitbrief.cli.main import main as run_reader
from sitbrief.terminal.canvas import Canvas

SIZES = ((80, 24), (120, 40), (200, 50))


def timed_frames() -> list[float]:
    """From now on the milliseconds of each frame, by a canvas that notes them."""
    write, difference = Canvas.write, Canvas.difference
    frames: list[float] = []
    reading = 0.0

    def timed_write(canvas: Canvas, data: str) -> None:
        nonlocal reading
        start = time.thread_time()
        write(canvas, data)
        reading += time.thread_time() - start

    def timed_difference(canvas: Canvas) -> str:
        nonlocal reading
        start = time.thread_time()
        made = difference(canvas)
        frames.append((time.thread_time() - start + reading) * 1000)
        reading = 0.0
        return made

    Canvas.write = timed_write  # type: ignore[method-assign,assignment]
    Canvas.difference = timed_difference  # type: ignore[method-assign,assignment]
    return frames


def read_timed(figures: Path, words: list[str]) -> int:
    """The reader as it is, with the times of its frames in a file at the end."""
    frames = timed_frames()
    status = run_reader(words)
    figures.write_text(json.dumps(frames), encoding="utf-8")
    return status


def frames_of_a_morning(size: tuple[int, int], folder: Path) -> list[float]:
    """The milliseconds of every frame, the first one first."""
    program, figures = reader(), folder / "frames.json"
    words = list(program.argv[program.argv.index("sitbrief") + 1 :])
    session = Session([sys.executable, __file__, str(figures), *words], environment(folder), size)
    try:
        session.start(program.ready)
        for key in keys_of(program.script):
            session.press(key)
    finally:
        session.leave(program.leave)
    return [float(frame) for frame in json.loads(figures.read_text(encoding="utf-8"))]


def main() -> None:
    """Measure, and print a table."""
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            first, *frames = frames_of_a_morning(size, Path(folder))
        ninety_fifth = quantiles(frames, n=20)[-1]
        times = (median(frames), mean(frames), ninety_fifth, max(frames), first)
        rows.append(["x".join(map(str, size)), str(len(frames) + 1), *(f"{each:.1f}" for each in times)])
    print(table(("size", "frames", "median ms", "mean", "95 %", "worst", "first screen"), rows))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(read_timed(Path(sys.argv[1]), sys.argv[2:]))
    main()
