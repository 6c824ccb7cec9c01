"""python -m tools.bench [--mb N] [--jobs N] [--engines lexicon,tagger] [--keep DIR]

Builds a corpus (news items of ../shared/data/text where that is present, else the samples of corpus/ over and over), and
prints: start-up, characters/s of a whole run with one job, peak memory, a table by stage, the time of an unchanged run,
the engines side by side as ratios to the first, and each recogniser alone.
 `--mb 20` is the size at which memory must stay below 600 MB.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NEWS = ROOT.parent / "shared" / "data" / "text" / "xwlb_2022_2026.jsonl.xz"


def texts() -> Iterator[str]:
    """Texts without end; no two are the same, so that nothing is remembered from one to the next."""
    if NEWS.is_file():
        while True:
            with lzma.open(NEWS, "rt", encoding="utf-8") as f:
                for line in f:
                    row = json.loads(line)
                    yield f"{row['title']}\n{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:]}\n\n{row['text']}"
    else:
        samples = [p.read_text("utf-8") for p in sorted((ROOT / "corpus").rglob("*.txt")) if "gb18030" not in p.name]
        for n, text in enumerate(cycle(samples)):
            yield f"{text}\n{n}"


def build(folder: Path, size: int) -> tuple[int, int]:
    """Write texts of about `size` bytes in all, a hundred to a folder; returns how many, and their characters."""
    written = characters = n = 0
    for n, text in enumerate(texts()):
        data = text.encode()
        path = folder / f"{n // 100:04}" / f"{n:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += len(data)
        characters += len(text)
        if written >= size:
            break
    return n + 1, characters


def shilu(*arguments: str) -> tuple[float, float]:
    """Run the command; returns seconds and the peak memory of all its processes together (MB)."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watch.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode not in (0, 1):
        raise SystemExit(errors.decode())
    watch.join(1)
    return seconds, peak[0]


def _cpu() -> float:
    """Processor seconds of all processes that have ended."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, peak: list[float]) -> None:
    try:
        import psutil
    except ImportError:
        return
    try:
        top = psutil.Process(pid)
        while top.is_running() and top.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for p in (top, *top.children(recursive=True)):
                try:
                    total += p.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], total / 1e6)
            time.sleep(0.05)
    except psutil.NoSuchProcess:
        return


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--mb", type=float, default=2.0, help="size of the corpus in MB of UTF-8 (default 2)")
    ap.add_argument("--jobs", type=int, default=1)
    ap.add_argument(
        "--engines", default="lexicon", help="with commas; the first is the one the others are compared with"
    )
    ap.add_argument("--keep", type=Path, help="leave corpus and outputs in this folder")
    a = ap.parse_args()
    work = a.keep or Path(tempfile.mkdtemp(prefix="shilu-bench-"))
    corpus = work / "corpus"
    for old in (*work.glob("output-*"), *work.glob("one-*")):  # a kept folder: an unchanged run says nothing of speed
        shutil.rmtree(old)
    print("building the corpus …", file=sys.stderr)
    documents, characters = build(corpus, int(a.mb * 1e6))
    print(f"corpus            {documents:,} documents, {characters:,} characters, {a.mb:g} MB")
    help_ = min(shilu("--help")[0] for _ in range(3))
    print(f"shilu --help      {help_:.2f} s")
    one = work / "one.txt"
    one.write_text("1月21日下午，青岚县委书记周明远出席全县教育工作座谈会。", "utf-8")
    start = min(shilu("run", str(one), "-o", str(work / f"one-{n}"), "-q")[0] for n in range(2))
    print(f"one sentence      {start:.2f} s from start to record")
    first: float | None = None
    for engine in a.engines.split(","):
        output = work / f"output-{engine.replace(':', '_').replace('/', '_')}"
        print(f"running with {engine} …", file=sys.stderr)
        run = ("run", str(corpus), "-o", str(output), "-q", "-j", str(a.jobs), "--engine", engine)
        before = _cpu()
        seconds, memory = shilu(*run)
        cpu = _cpu() - before
        report = json.loads((output / "run.json").read_bytes())
        speed = characters / seconds
        first = first or speed
        failed = f", {report['documents']['failed']} failed" if report["documents"]["failed"] else ""
        print(f"\nengine {engine}, {a.jobs} job{'s' if a.jobs > 1 else ''}")
        print(
            f"whole run         {seconds:.1f} s, {speed:,.0f} characters/s ({speed / first:.2f} of the first){failed}"
        )
        if cpu:
            print(
                f"processor time    {cpu:.1f} s, {characters / cpu:,.0f} characters/s (other work on the machine left out)"
            )
        print(f"peak memory       {memory:,.0f} MB" if memory else "peak memory       not measured (psutil is missing)")
        again, memory = shilu(*run)
        print(f"unchanged run     {again:.2f} s for {documents:,} documents, {memory:,.0f} MB")
        table(report["stages"])
    sentences = list(islice(_sentences(), 3000))
    print(f"\nrecognisers alone, {sum(map(len, sentences)):,} characters in {len(sentences):,} sentences, one core")
    for engine in a.engines.split(","):
        print(f"{engine:18}{alone(engine, sentences):,.0f} characters/s of processor time")
    if a.keep is None:
        shutil.rmtree(work, ignore_errors=True)


def _sentences() -> Iterator[str]:
    for text in texts():
        yield from (s for s in re.split(r"(?<=[。！？；\n])", text) if s.strip())


def alone(engine: str, sentences: list[str]) -> float:
    """Characters that a recogniser reads in a second of processor time, all of them, without the rest of the pipeline."""
    from pipeline import engines

    recognizer = engines.get(engine)
    recognizer.recognize(sentences[:50])
    began = time.process_time()
    recognizer.recognize(sentences)
    return sum(map(len, sentences)) / (time.process_time() - began)


def table(stages: dict[str, dict[str, float]]) -> None:
    """Seconds, share and speed of each stage, its lexicons' loading included."""
    total = sum(s["seconds"] for s in stages.values()) or 1.0
    print(f"{'stage':16}{'seconds':>9}{'share':>8}{'characters/s':>15}")
    for name, s in stages.items():
        speed = f"{s['characters'] / s['seconds']:15,.0f}" if s["seconds"] > 0.0005 else f"{'–':>15}"
        print(f"{name:16}{s['seconds']:9.2f}{s['seconds'] / total:8.1%}{speed}")
    print(f"{'all stages':16}{total:9.2f}")


if __name__ == "__main__":
    main()
