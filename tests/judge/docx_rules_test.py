#!/usr/bin/python3
"""docx_rules.py finds each fault that it says it finds:  docx_rules_test.py

A small sound package is broken in one way at a time."""
import io
import sys
import zipfile

import docx_rules

def workbook(cells):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w') as archive:
        archive.writestr('xl/workbook.xml', f'''<workbook xmlns="{docx_rules.SHEET}"><sheets>
            <sheet name="数据" sheetId="1"/></sheets></workbook>''')
        archive.writestr('xl/worksheets/sheet1.xml',
                         f'<worksheet xmlns="{docx_rules.SHEET}">{cells}</worksheet>')
    return file.getvalue()


CELLS = '<c r="B1"><is><t>支出</t></is></c><c r="B2"><v>12.5</v></c><c r="B4"><v>3</v></c>'
W = f'xmlns:w="{docx_rules.W}" xmlns:r="{docx_rules.R}" xmlns:wp="{docx_rules.WP}"'
WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

SOUND = {
    '[Content_Types].xml': f'''<Types xmlns="{docx_rules.TYPES}">
        <Default Extension="rels" ContentType="application/relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
        <Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>
        <Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>
        <Override PartName="/word/charts/chart1.xml" ContentType="chart+xml"/>
        <Override PartName="/word/embeddings/chart1.xlsx" ContentType="sheet"/>
        <Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/></Types>''',
    '_rels/.rels': f'''<Relationships xmlns="{docx_rules.RELS}">
        <Relationship Id="rId1" Type="t" Target="word/document.xml"/></Relationships>''',
    'word/_rels/document.xml.rels': f'''<Relationships xmlns="{docx_rules.RELS}">
        <Relationship Id="rId1" Type="t" Target="styles.xml"/>
        <Relationship Id="rId2" Type="t" Target="numbering.xml"/>
        <Relationship Id="rId5" Type="t" Target="charts/chart1.xml"/>
        <Relationship Id="rId3" Type="t" Target="/word/fontTable.xml"/></Relationships>''',
    'word/charts/_rels/chart1.xml.rels': f'''<Relationships xmlns="{docx_rules.RELS}">
        <Relationship Id="rId4" Type="t" Target="../embeddings/chart1.xlsx"/></Relationships>''',
    'word/charts/chart1.xml': f'''<c:chartSpace xmlns:c="{docx_rules.CHART}"
        xmlns:r="{docx_rules.R}"><c:strRef><c:f>数据!$B$1</c:f><c:strCache>
        <c:pt idx="0"><c:v>支出</c:v></c:pt></c:strCache></c:strRef>
        <c:numRef><c:f>数据!$B$2:$B$4</c:f><c:numCache><c:pt idx="0"><c:v>12.5</c:v></c:pt>
        <c:pt idx="2"><c:v>3</c:v></c:pt></c:numCache></c:numRef>
        <c:externalData r:id="rId4"/></c:chartSpace>''',
    'word/embeddings/chart1.xlsx': workbook(CELLS),
    'word/document.xml': f'''<w:document {W}><w:body>
        <w:p><w:pPr><w:pStyle w:val="Normal"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
        <w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>
        <w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:rPr><w:rFonts w:ascii="宋体"/></w:rPr><w:t xml:space="preserve"> a </w:t></w:r>
        <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>
        <w:tr><w:trPr><w:tblHeader/></w:trPr>
        <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>
        </w:body></w:document>''',
    'word/styles.xml': f'''<w:styles {W}>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
        <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style></w:styles>''',
    'word/numbering.xml': f'''<w:numbering {W}><w:abstractNum w:abstractNumId="0"/>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>''',
    'word/fontTable.xml': f'<w:fonts {W}><w:font w:name="宋体"/></w:fonts>',
}

# part, what stands there, what is put instead, what the message says
FAULTS = [
    ('[Content_Types].xml', '"/word/styles.xml"', '"/word/none.xml"', 'no content type of its own'),
    ('[Content_Types].xml', '"/word/styles.xml"', '"/word/none.xml"', 'but is not there'),
    ('[Content_Types].xml', '"/word/styles.xml"', '"/word/document.xml"', 'two content types'),
    ('word/_rels/document.xml.rels', '"styles.xml"', '"style.xml"', 'leads to word/style.xml'),
    ('word/_rels/document.xml.rels', '"styles.xml"', '"style.xml"', 'reached by no relationship'),
    ('word/_rels/document.xml.rels', 'rId2', 'rId1', 'names rId1 twice'),
    ('word/document.xml', '<w:body>', '<w:body r:id="rId9">', 'refers to rId9'),
    ('word/document.xml', '"Normal"', '"Body"', 'pStyle Body is no paragraph style'),
    ('word/document.xml', '"Normal"', '"Strong"', 'pStyle Strong is no paragraph style'),
    ('word/document.xml', '<w:rFonts', '<w:rStyle w:val="Normal"/><w:rFonts', 'rStyle Normal is no'),
    ('word/document.xml', '<w:tblGrid>', '<w:tblPr><w:tblStyle w:val="x"/></w:tblPr><w:tblGrid>',
     'tblStyle x is no table style'),
    ('word/document.xml', '<w:numId w:val="1"/>', '<w:numId w:val="2"/>', 'numId 2 is not defined'),
    ('word/document.xml', '<w:p/></w:tc>', '</w:tc>', 'does not end with a paragraph'),
    ('word/document.xml', '<w:p/></w:tc>', '<w:p/><w:tbl/></w:tc>', 'does not end with a paragraph'),
    ('word/document.xml', '<w:gridCol/>', '', 'spans 2 columns of a grid of 0'),
    ('word/document.xml', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', '',
     'column 1 of row 3 goes on from a cell above that is not merged'),
    ('word/document.xml', '</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>',
     '</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
     'column 2 of row 3 goes on from a cell above that is not merged'),
    ('word/document.xml', '<w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>',
     '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc>', 'not as wide'),
    ('word/document.xml', '<w:tr><w:tc><w:tcPr><w:vMerge/>',
     '<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge/>', 'to be repeated'),
    ('word/document.xml', '</w:tbl><w:p/>', '</w:tbl><w:tbl/><w:p/>', 'two tables touch'),
    ('word/document.xml', '</w:tbl><w:p/>', '</w:tbl>', 'the text ends with a table'),
    ('word/document.xml', ' xml:space="preserve"', '', "spaces of ' a ' are lost"),
    ('word/document.xml', 'begin', 'end', 'has not begun'),
    ('word/document.xml', 'w:fldCharType="end"', '', 'a field does not end'),
    ('word/document.xml', '<w:bookmarkEnd w:id="1"/>', '', 'bookmark 1 has one end only'),
    ('word/document.xml', '<w:bookmarkStart', '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkStart',
     'two bookmarks with id 1'),
    ('word/document.xml', '<w:bookmarkStart', '<w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkStart',
     'two bookmarks a'),
    ('word/document.xml', '<w:fldChar ', '<wp:docPr id="1"/><wp:docPr id="1"/><w:fldChar ',
     'two drawings with id 1'),
    ('word/document.xml', '"宋体"', '"黑体"', 'names the font 黑体'),
    ('word/styles.xml', 'w:styleId="Strong"', 'w:styleId="Normal"', 'has two styles Normal'),
    ('word/styles.xml', 'w:name w:val="Strong"', 'w:name w:val="normal"', 'two styles named normal'),
    ('word/styles.xml', '<w:name w:val="Strong"/>',
     '<w:name w:val="Strong"/><w:basedOn w:val="x"/>', 'basedOn x is no style'),
    ('word/charts/chart1.xml', '<c:v>12.5</c:v>', '<c:v>12.6</c:v>', 'keeps {0:'),
    ('word/charts/chart1.xml', '<c:v>支出</c:v>', '<c:v>收入</c:v>', 'keeps {0:'),
    ('word/charts/chart1.xml', '<c:pt idx="2"><c:v>3</c:v></c:pt>', '', 'its workbook has'),
    ('word/charts/chart1.xml', '<c:externalData r:id="rId4"/>', '', 'has no workbook'),
    ('word/numbering.xml', '<w:abstractNum w:abstractNumId="0"/>', '', 'num 1 has no abstractNum'),
]


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w') as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


def messages(parts):
    return [f'{part}: {what}' for part, what in docx_rules.faults(packed(parts))]


def main():
    failed = 0
    if messages(SOUND):
        print('docx_rules: the sound package is not:', *messages(SOUND), sep='\n  ')
        failed += 1
    for part, old, new, want in FAULTS:
        assert old in SOUND[part], f'{part} has no {old}'
        got = messages({**SOUND, part: SOUND[part].replace(old, new)})
        if not any(want in message for message in got):
            print(f'docx_rules: {part}: {old} → {new}: not found: {want}; but', *got, sep='\n  ')
            failed += 1
    last = dict(reversed(SOUND.items()))
    if not any('stands before' in message for message in messages(last)):
        print('docx_rules: the order of parts is not looked at')
        failed += 1
    print(f'docx_rules: {len(FAULTS) + 2 - failed} of {len(FAULTS) + 2} found as expected')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
