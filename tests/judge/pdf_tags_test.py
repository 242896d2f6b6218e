#!/usr/bin/python3
"""pdf_tags.py finds each fault that it says it finds:  pdf_tags_test.py PDF DOC

PDF and DOC are those of tagged.xml, and sound. Each fault is put into a copy in
memory; the message must say what it is.
"""
import sys

import pikepdf
from pikepdf import Name

import pdf_tags


def elements(pdf, kind, node=None):
    node = pdf.Root.StructTreeRoot.K if node is None else node
    if node.S == kind:
        yield node
    for kid in pdf_tags.kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and '/S' in kid:
            yield from elements(pdf, kind, kid)


def first(pdf, kind):
    return next(elements(pdf, kind))


def content(page, old, new, count=1):
    data = page.Contents.read_bytes()
    assert old in data
    page.Contents.write(data.replace(old, new, count))


def xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_raw_bytes()
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)


def marked(pdf):
    del pdf.Root.MarkInfo


def language(pdf):
    del pdf.Root.Lang


def title_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def file_id(pdf):
    del pdf.trailer['/ID']


def tabs(pdf):
    del pdf.pages[0].Tabs


def intent(pdf):
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFX


def profile(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 4


def no_metadata(pdf):
    del pdf.Root.Metadata


def conformance(pdf):
    xmp(pdf, b'conformance>A<', b'conformance>B<')


def schema(pdf):
    xmp(pdf, b'URI>http://www.aiim.org/pdfua', b'URI>http://www.aiim.org/pdfub')


def producer(pdf):
    pdf.docinfo.Producer = 'another'


def date(pdf):
    pdf.docinfo.ModDate = 'D:20230301'


def filter_name(pdf):
    pdf.pages[0].Contents.write(b'', filter=Name.LZWDecode)


def untagged(pdf):
    content(pdf.pages[0], b'BT\n', b'BT\n/F1 16 Tf <0001> Tj\n')


def mcid_twice(pdf):
    content(pdf.pages[0], b'/MCID 2>>', b'/MCID 0>>')


def nested_artifact(pdf):
    content(pdf.pages[0], b'<</MCID 0>>BDC', b'<</MCID 0>>BDC /Artifact BMC EMC')


def open_sequence(pdf):
    content(pdf.pages[0], b'BT\n', b'BT\n/Artifact BMC\n')


def painted(pdf):
    content(pdf.pages[1], b'/Artifact<</Type/Layout>>BDC', b'/Span<</MCID 900>>BDC')


def untyped_artifact(pdf):
    content(pdf.pages[1], b'/Type/Layout', b'')


def no_footer(pdf):
    content(pdf.pages[1], b'/Type/Layout', b'/Type/Layout/Subtype/Footer')


def wrong_parent(pdf):
    first(pdf, Name.P).P = first(pdf, Name.H1)


def unused_mcid(pdf):
    first(pdf, Name.P).K = pikepdf.Array([])


def absent_mcid(pdf):
    first(pdf, Name.P).K = pikepdf.Array([7000])


def order(pdf):
    one, other = list(elements(pdf, Name.H1))[:2]
    one.K, other.K, one.Pg, other.Pg = other.K, one.K, other.Pg, one.Pg


def parents(pdf):
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums[1][0], nums[1][2] = nums[1][2], nums[1][0]


def next_key(pdf):
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 1


def level(pdf):
    first(pdf, Name.H1).S = Name.H2


def misplaced(pdf):
    first(pdf, Name.TH).S = Name.P


def holds_text(pdf):
    first(pdf, Name.H1).S = Name.Sect


def role(pdf):
    del pdf.Root.StructTreeRoot.RoleMap


def scope(pdf):
    del first(pdf, Name.TH).A.Scope


def td_scope(pdf):
    first(pdf, Name.TD).A = pikepdf.Dictionary(O=Name.Table, Scope=Name.Row)


def td_in_head(pdf):
    head = first(pdf, Name.TH)
    head.S = Name.TD


def span(pdf):
    first(pdf, Name.TH).A.RowSpan = 1


def covers(pdf):
    heads = list(elements(pdf, Name.TH))
    heads[1].A.RowSpan = 1
    heads[4].A.ColSpan = 2


def parts(pdf):
    first(pdf, Name.TBody).S = Name.THead


def numbering(pdf):
    del first(pdf, Name.L).A


def item(pdf):
    first(pdf, Name.Lbl).S = Name.LBody


def wordless(pdf):
    first(pdf, Name.Figure).Alt = pikepdf.String('')


def other_words(pdf):
    first(pdf, Name.Figure).Alt = pikepdf.String('图')


def boxless(pdf):
    del first(pdf, Name.Figure).A.BBox


def undrawn(pdf):
    first(pdf, Name.Figure).K = pikepdf.Array([])


def text_lost(pdf):
    for _, font in pdf.pages[0].Resources.Font.items():
        codes = font.ToUnicode.read_bytes()
        font.ToUnicode.write(codes.replace(b'<6863>', b'<4E00>'))  # 档 is read as 一


def annotations(pdf):
    return [link for page in pdf.pages for link in page.get('/Annots', [])]


def link_elsewhere(pdf):
    annotations(pdf)[-1].Dest[0] = pdf.pages[-1].obj


def link_silent(pdf):
    del annotations(pdf)[0].Contents


def link_unprinted(pdf):
    annotations(pdf)[0].F = 0


def link_unknown(pdf):
    page = next(page for page in pdf.pages if '/Annots' in page)
    page.Annots.append(pdf.make_indirect(pikepdf.Dictionary(Subtype=Name.Link, F=4)))


def link_lost(pdf):
    page = next(page for page in pdf.pages if '/Annots' in page)
    del page.Annots[0]


def link_orphan(pdf):
    annotations(pdf)[0].StructParent = 0


def link_dead(pdf):
    link = first(pdf, '/Link')
    link.K = pikepdf.Array([kid for kid in link.K if isinstance(kid, int)])


def entry_misplaced(pdf):
    first(pdf, '/TOCI').S = Name.P


FAULTS = {
    marked: 'does not say Marked', language: 'language is not told', title_shown: 'not displayed',
    file_id: 'has no ID', tabs: 'Tabs is not S', intent: 'no one OutputIntent',
    profile: 'not an RGB monitor profile', no_metadata: 'no plain metadata stream',
    conformance: "pdfaid:conformance is ['B']", schema: 'schema:namespaceURI',
    producer: '/Producer is', date: '/ModDate is', filter_name: 'has the filter',
    untagged: 'neither tagged nor an artifact', mcid_twice: 'stands twice on a page',
    nested_artifact: 'begins inside other content', open_sequence: 'does not end',
    painted: 'paints outside of artifacts', untyped_artifact: 'an artifact of no type',
    no_footer: 'its footers are', wrong_parent: 'does not lead to its parent',
    unused_mcid: 'belongs to 0 elements', absent_mcid: 'there is no MCID 7000',
    order: 'another order', parents: 'leads from MCID 0 elsewhere', next_key: 'is in use',
    level: 'follows H0', misplaced: 'P stands in TR', holds_text: 'Sect holds text itself',
    role: 'Title has no role', scope: 'has no scope', td_scope: 'has a scope',
    td_in_head: 'stands in the head', span: 'leave holes', covers: 'covers another cell',
    parts: 'not a head and a body', numbering: 'does not say how it is numbered',
    item: 'not a label and a body', wordless: 'not put into words',
    link_elsewhere: 'leads to another page', link_silent: 'not put into words',
    link_unprinted: 'is not printed', link_unknown: 'is not of one Link',
    link_lost: 'stands on no page', link_orphan: 'leads from a link elsewhere',
    link_dead: 'leads nowhere', entry_misplaced: 'P stands in TOC',
    other_words: 'the doc has', boxless: 'has the box', undrawn: 'is not drawn', text_lost: 'the doc has',
}


def main():
    path, doc = sys.argv[1:]
    with pikepdf.open(path) as pdf:
        missed = [f'{path}: {fault}' for fault in pdf_tags.faults(pdf, doc)]
    for spoil, message in FAULTS.items():
        with pikepdf.open(path) as pdf:
            spoil(pdf)
            found = list(pdf_tags.faults(pdf, doc))
        if not any(message in fault for fault in found):
            missed.append(f'{spoil.__name__}: wanted “{message}”, found {found[:3]}')
    for line in missed:
        print(f'pdf_tags_test: {line}')
    print(f'pdf_tags_test: {len(FAULTS)} faults')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
