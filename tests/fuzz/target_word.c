/* Any .docx as a past report: what is taken is an evaluation that builds. The
 * input is the parts in the order of `names`, each ended by @@; of the first,
 * what stands in the body. */
#include "support.h"

#include <string.h>

#include "input/import.h"

#define W "xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\" xmlns:v=\"urn:v\" xmlns:m=\"urn:m\""
#define REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                                                  \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION(id, type, target)                                                                 \
  "<Relationship Id=\"" id "\" Type=\"" REL_NS "/" type "\" Target=\"" target "\"/>"

enum { BODY, STYLES, NUMBERING, FOOTNOTES, PARTS };

static Buf document(const uint8_t *bytes, size_t len) {
  static const char *const names[PARTS] = {"word/document.xml", "word/styles.xml",
                                           "word/numbering.xml", "word/footnotes.xml"};
  static const char *const elements[PARTS] = {"document", "styles", "numbering", "footnotes"};
  static const char root[] =
      RELATIONS RELATION("r", "officeDocument", "word/document.xml") "</Relationships>";
  static const char links[] =
      RELATIONS RELATION("a", "styles", "styles.xml") RELATION("b", "numbering", "numbering.xml")
          RELATION("c", "footnotes", "footnotes.xml") "</Relationships>";
  FuzzPart parts[PARTS + 2] = {{"_rels/.rels", root, strlen(root)},
                               {"word/_rels/document.xml.rels", links, strlen(links)}};
  Buf texts[PARTS] = {{0}};
  for (int i = 0; i < PARTS; i++) {
    FuzzPart inside = fuzz_next_part(names[i], &bytes, &len);
    const char *body = i == BODY ? "w:body" : "w:any";
    buf_printf(&texts[i], i == BODY ? "<w:%s " W "><%s>" : "<w:%s " W ">", elements[i], body);
    if (inside.len > 0)
      buf_add(&texts[i], inside.text, inside.len);
    buf_printf(&texts[i], i == BODY ? "</w:body></w:%s>" : "</w:%s>", elements[i]);
    parts[i + 2] = (FuzzPart){names[i], texts[i].data, texts[i].len};
  }
  Buf file = fuzz_zip(parts, PARTS + 2);
  for (int i = 0; i < PARTS; i++)
    buf_free(&texts[i]);
  return file;
}

static void build(const Layout *layout, const Buf *xml) {
  Messages *messages = msg_new();
  const char *path = fuzz_file((const uint8_t *)xml->data, xml->len);
  Evaluation *evaluation = sheet_load(path, "layouts", messages);
  msg_print(messages, stderr);
  DEMAND(evaluation && evaluation_check(evaluation, layout, messages));
  Doc *doc = doc_build(layout, evaluation, messages);
  msg_print(messages, stderr);
  DEMAND(doc != NULL);
  doc_free(doc);
  evaluation_free(evaluation);
  msg_free(messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Buf file = document(bytes, len), xml = {0};
  Messages *messages = msg_new();
  const char *path = fuzz_file((const uint8_t *)file.data, file.len);
  bool taken = import_report(path, fuzz_layout(), &xml, messages);
  fuzz_end(messages, !taken);
  if (taken)
    build(fuzz_layout(), &xml);
  buf_free(&xml);
  buf_free(&file);
  return 0;
}
