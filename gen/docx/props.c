/* docProps/core.xml and app.xml: what the file says about itself. No dates:
 * the same evaluation gives the same bytes whenever it is built. */
#include "docx/parts.h"

/* An imported report may not say whose it is. */
static void property(Part *part, const char *element, const char *text) {
  if (text[0])
    part_element(part, element, text);
}

void docx_core_props(const DocxJob *job, Part *part) {
  const Doc *doc = job->doc;
  part_open(part, "cp:coreProperties");
  part_attr(part, "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  part_attr(part, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  property(part, "dc:title", doc->title);
  property(part, "dc:subject", doc->subject);
  property(part, "dc:creator", doc->author);
  property(part, "dc:language", doc->language);
  part_close(part);
}

void docx_app_props(const DocxJob *job, Part *part) {
  part_open(part, "Properties");
  part_attr(part, "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  property(part, "Application", "ziping");
  property(part, "Company", job->doc->author);
  part_close(part);
}
