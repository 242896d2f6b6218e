#include "pdf/xmp.h"

#include <string.h>

#include "base/utf8.h"

/* PDF/A knows pdfuaid only by the description that comes first (ISO 19005-3,
 * 6.6.2.3); some readers expect it apart from what it describes. */
static const char HEAD[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>The part of ISO 14289 to which the file conforms"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfaid:part>3</pdfaid:part>\n"
    "<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n";

static const char FOOT[] = "</rdf:Description>\n"
                           "</rdf:RDF>\n"
                           "</x:xmpmeta>\n"
                           "<?xpacket end=\"r\"?>";

static void put_char(Buf *out, uint32_t ch) {
  switch (ch) {
  case '&':
    buf_puts(out, "&amp;");
    break;
  case '<':
    buf_puts(out, "&lt;");
    break;
  case '>':
    buf_puts(out, "&gt;");
    break;
  case DOC_LINE_BREAK:
    buf_putc(out, ' ');
    break;
  default:
    buf_put_char(out, ch);
  }
}

/* One property between its tags; nothing when it has no value. */
static void put_property(Buf *out, const char *open, const char *value, const char *close) {
  if (!value || !*value)
    return;
  buf_puts(out, open);
  size_t len = strlen(value);
  for (size_t at = 0; at < len;) {
    uint32_t ch = utf8_next(value, len, &at);
    put_char(out, ch == UTF8_INVALID ? 0xFFFD : ch);
  }
  buf_puts(out, close);
}

void pdf_put_xmp(Buf *out, const Doc *doc) {
  buf_puts(out, HEAD);
  put_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", doc->title,
               "</rdf:li></rdf:Alt></dc:title>\n");
  put_property(out, "<dc:creator><rdf:Seq><rdf:li>", doc->author,
               "</rdf:li></rdf:Seq></dc:creator>\n");
  put_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", doc->subject,
               "</rdf:li></rdf:Alt></dc:description>\n");
  put_property(out, "<dc:language><rdf:Bag><rdf:li>", doc->language,
               "</rdf:li></rdf:Bag></dc:language>\n");
  put_property(out, "<xmp:CreateDate>", doc->date, "</xmp:CreateDate>\n");
  put_property(out, "<xmp:ModifyDate>", doc->date, "</xmp:ModifyDate>\n");
  put_property(out, "<pdf:Producer>", PDF_PRODUCER, "</pdf:Producer>\n");
  buf_puts(out, FOOT);
}
