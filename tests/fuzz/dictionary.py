#!/usr/bin/python3
"""The vocabulary as a dictionary for libFuzzer, taken from the schemas and the
program itself, so that it is never out of date:  tests/fuzz/dictionary.py
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# What lines are broken by, what a text's numbers look like, what XML minds.
CHARACTERS = '''，|。|、|（|）|《|》|“|”|——|……|·|％|　|　　|m²|2,457.31|92.32%|一、|（一）|1.|（1）|①|二十一、|附件2|
[bookmark: _GoBack]|𠮷|℃|\u2028|\u200b|\u2060|\u00a0|e\u0301|\ufb01|&#9;|&#10;|&#x2028;|&lt;|<![CDATA[|]]>|<!--|
<!DOCTYPE|<?xml|https://|\x01|\x02|\x03|\x00|\n#|\n='''
EXPRESSIONS = '''count(|string(|not(|position()|last()|sum(|concat(|following::|ancestor::|@*|//|..| div | mod | and |
 or |1e308|-0.5|999999999999999999|0.005|[|]|'|)'''

# What a PDF is read by.
PDF = '''/Type|/Pages|/Kids[|/Count|/Contents|/Resources|/Font|/XObject|/Form|/Subtype|/ToUnicode|/Encoding|/Identity-H|
/DescendantFonts[|/W[|/DW|/Widths[|/FirstChar|/StructTreeRoot|/RoleMap|/ActualText|/Alt|/MCID|/MCR|/Pg|/K[|/S|
/EmbeddedFiles|/Names[|/EF|/UF|/Filter|/FlateDecode|/ASCIIHexDecode|/LZWDecode|/DecodeParms|/Predictor|/ObjStm|/XRef|
 0 R| BDC | BMC | EMC | Tj | TJ | Tm | Td | Tf | cm | Do | BT | ET |<<|>>|\nstream\n|\n@@\n| beginbfrange | beginbfchar |
 endbfchar |<FEFF|<D842DFB7>'''


def vocabulary():
    for schema in sorted((ROOT / 'layouts').glob('*.rng')):
        text = schema.read_text()
        for name in re.findall(r'<element name="([^"]+)"', text):
            yield f'<{name}>'
            yield f'</{name}>'
        for name in re.findall(r'<attribute name="([^"]+)"', text):
            yield f" {name}='"
        yield from re.findall(r'<value>([^<]*)</value>', text)
    functions = (ROOT / 'gen/doc/functions.c').read_text()
    for name in re.findall(r'\{"([^"]+)", *call_', functions):
        yield f'{name}('


def main():
    words = set(vocabulary())
    for text in CHARACTERS, EXPRESSIONS, PDF:
        words.update(text.replace('|\n', '|').split('|'))
    for word in sorted(words):
        print('"' + ''.join(f'\\x{byte:02x}' for byte in word.encode()) + '"')


main()
