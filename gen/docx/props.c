/* docProps/core.xml and app.xml: what the file says about itself. No dates:
 * the same evaluation gives the same bytes whenever it is built. */
#include "docx/parts.h"

void docx_core_props(const DocxJob *job, Part *part) {
  const Doc *doc = job->doc;
  part_open(part, "cp:coreProperties");
  part_attr(part, "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  part_attr(part, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  part_element(part, "dc:title", doc->title);
  part_element(part, "dc:subject", doc->subject);
  part_element(part, "dc:creator", doc->author);
  part_element(part, "dc:language", doc->language);
  part_close(part);
}

void docx_app_props(const DocxJob *job, Part *part) {
  part_open(part, "Properties");
  part_attr(part, "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  part_element(part, "Application", "ziping");
  part_element(part, "Company", job->doc->author);
  part_close(part);
}
