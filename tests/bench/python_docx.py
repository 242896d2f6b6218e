#!/usr/bin/python3
"""python-docx:  python_docx.py FONT FOLDER TEXT…

Each TEXT (one paragraph a line) becomes FOLDER/NAME.docx.
"""
import os
import sys

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def add_field(run, code):
    for kind, text in (('begin', None), (None, code), ('end', None)):
        element = OxmlElement('w:fldChar' if kind else 'w:instrText')
        if kind:
            element.set(qn('w:fldCharType'), kind)
        else:
            element.text = text
        run._r.append(element)


def write(text, path, font):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles['Normal']
    normal.font.name, normal.font.size = font, Pt(16)
    normal.element.rPr.rFonts.set(qn('w:eastAsia'), font)
    with open(text, encoding='utf-8') as lines:
        for line in lines:
            paragraph = document.add_paragraph(line.rstrip('\n'))
            look = paragraph.paragraph_format
            look.alignment, look.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Pt(32)
            look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
    folio = section.footer.paragraphs[0]
    folio.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(folio.add_run(), 'PAGE')
    document.save(path)


def main():
    font, folder, *texts = sys.argv[1:]
    for text in texts:
        write(text, os.path.join(folder, os.path.basename(text) + '.docx'), font)


if __name__ == '__main__':
    main()
