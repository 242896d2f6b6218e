#!/usr/bin/python3
"""office_text.py OURS.docx RENDERED.pdf: python-docx opens our file, and the
PDF that LibreOffice made of it has all its text, white space and page numbers
aside."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reports import compare_text, docx_text, pdf_text  # noqa: E402

ours, rendered = map(pathlib.Path, sys.argv[1:])
sys.exit(0 if compare_text(rendered, pdf_text, docx_text(ours)) else 1)
