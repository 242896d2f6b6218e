#!/usr/bin/python3
"""The report in ../shared/seeds, line by line and page by page:  tests/seed_pages.py PROGRAM

Imports the text, builds it with the 增城 layout, and compares the PDF's lines
(pdftotext) with the lines and pages that the office's own PDF had. Prints how
many are the same and, for each line wider than its measure, what took it in.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
os.environ['ZIPING_HOME'] = str(ROOT)
TITLE_LINES = 3  # the mark and two title lines, which have a rule of their own


def bare(text):
    """A line without white space: text extraction makes and drops spaces."""
    return "".join(text.split())


def pages_of(text):
    return [[bare(line) for line in page.split("\n") if bare(line)] for page in text.split("\f")]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def build(ziping, folder):
    data = f"{folder}/seed.xml"
    subprocess.run([ziping, "import", str(SEEDS / "zengcheng-2022.txt"), "-l", "增城-2022",
                    "-o", data], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    status = subprocess.run([ziping, "build", data, "-o", folder, "-f", "pdf,lines"],
                            stdout=subprocess.DEVNULL).returncode
    if status not in (0, 1):
        sys.exit(f"build ended with status {status}")
    pages = pages_of(run("pdftotext", "-layout", f"{folder}/seed.pdf", "-"))
    return [page[:-1] for page in pages if page], pathlib.Path(f"{folder}/seed.lines").read_text()


def print_wide(lines):
    """Each line whose natural width is more than its measure, with its rule."""
    for line in lines.splitlines()[1:]:
        head = line.split(" | ")[0].split()
        figures = {name: float(item[len(name):]) for item in head for name in ("宽", "自然")
                   if item.startswith(name)}
        if figures and figures["自然"] > figures["宽"]:
            rule = [item for item in head if item.startswith(("相邻", "挤", "悬"))]
            print(f"  {head[0]}: {figures['自然']:.3f} of {figures['宽']:.3f} em,"
                  f" {' '.join(rule)}, {head[-1]}")


def main():
    if not SEEDS.is_dir():
        print(f"!!! {SEEDS} is not there: NOT TESTED whether the real report's lines come out")
        return 0
    wanted = pages_of((SEEDS / "zengcheng-2022.pages.txt").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        got, lines = build(str(pathlib.Path(sys.argv[1]).resolve()), folder)
    flat_wanted = [line for page in wanted for line in page][TITLE_LINES:]
    flat_got = [line for page in got for line in page]
    skipped = next((i for i, line in enumerate(flat_got) if line == flat_wanted[0]), 0)
    flat_got = flat_got[skipped:]
    same = sum(a == b for a, b in zip(flat_wanted, flat_got))
    print_wide(lines)
    ends = sum(a[-1:] == b[-1:] and (i == 0 or a[:1] == b[:1])
               for i, (a, b) in enumerate(zip(wanted, got)))
    print(f"{same} of {len(flat_wanted)} lines, {ends} of {len(wanted)} pages, as printed"
          f" ({len(got)} pages made)")
    for a, b in zip(flat_wanted, flat_got):
        if a != b:
            print(f"  wanted {a}\n  got    {b}")
            break
    ok = same == len(flat_wanted) == len(flat_got) and ends == len(wanted) == len(got)
    print("1 passed, 0 failed" if ok else "0 passed, 1 failed")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
