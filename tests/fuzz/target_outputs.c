/* Any text that could be composed can be written, in every format. */
#include "support.h"

#include "docx/docx.h"
#include "pdf/pdf.h"

static void check_outputs(const Doc *doc, const Pages *pages, Messages *messages) {
  Buf pdf = {0}, docx = {0}, locked = {0};
  Packer *packer = packer_new();
  DEMAND(pdf_write(pages, NULL, &pdf, messages));
  DEMAND(docx_write(doc, fuzz_fonts(), pages, NULL, packer, &docx, messages));
  DEMAND(docx_write_locked(pages, NULL, packer, &locked, messages));
  DEMAND(pdf.len > 0 && docx.len > 0 && locked.len > 0);
  packer_free(packer);
  buf_free(&pdf);
  buf_free(&docx);
  buf_free(&locked);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Doc *doc = fuzz_text_doc(bytes, len);
  Messages *messages = msg_new();
  Pages *pages = pages_compose(doc, fuzz_fonts(), messages);
  if (pages) {
    check_outputs(doc, pages, messages);
    pages_free(pages);
  }
  fuzz_end(messages, !pages);
  doc_free(doc);
  return 0;
}
