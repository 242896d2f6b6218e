#!/usr/bin/python3
"""shown.py PAGE.md

Follows a page of docs/ in the working folder: writes each ```xml block to the file
that the text before it names (存成 `…`), runs each ```sh block, prints what it
prints and compares that, word for word, with the ``` block behind it, if there is
one. Exit 1 when the page shows anything else.
"""
import difflib
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r'^```(\w*)\n(.*?)^```$', re.M | re.S)


def run(script):
    done = subprocess.run(['sh', '-c', script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode()


def main():
    page = pathlib.Path(sys.argv[1]).read_text()
    printed, wrong = None, 0
    for block in BLOCK.finditer(page):
        language, text = block.groups()
        if language == 'xml':
            named = re.findall(r'存成 `([^`]+)`', page[:block.start()])
            pathlib.Path(named[-1]).write_text(text)
        elif language == 'sh':
            printed = run(text)
            print(printed, end='')
            continue
        elif not language and printed is not None and printed != text:
            wrong += 1
            sys.stdout.writelines(difflib.unified_diff(
                text.splitlines(True), printed.splitlines(True), 'on the page', 'printed'))
        printed = None
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
