/* Any files inside a DOCX as the sources of a report. The input is the parts
 * that hold them, each ended by @@: XML, or a name and in the next lines the text.
 * The first is the manifest's text, in which #1, #2… stand for the digests of
 * the others. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "capsule/capsule.h"
#include "input/print.h"
#include "readback/attached.h"

#define REL_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                                                  \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION(id, type, target)                                                                 \
  "<Relationship Id=\"" id "\" Type=\"" REL_NS "/" type "\" Target=\"" target "\"/>"

enum { FILES_MOST = 6 };

static void put_item(Buf *out, const char *name, size_t name_len, const char *text, size_t len) {
  buf_puts(out, "<附带 xmlns=\"" ATTACH_NS "\" 关系=\"Source\" 名=\"");
  print_text(out, name, name_len);
  buf_puts(out, "\"><文字>");
  print_text(out, text, len);
  buf_puts(out, "</文字></附带>");
}

/* The part that holds a file, and the file's digest when it stands there as text. */
static Buf item_of(const FuzzPart *part, char *digest) {
  Buf out = {0};
  const char *line = part->len > 0 ? memchr(part->text, '\n', part->len) : NULL;
  *digest = '\0';
  if (line && *part->text != '<') {
    size_t name = (size_t)(line - part->text);
    put_item(&out, part->text, name, line + 1, part->len - name - 1);
    digest_bytes(line + 1, part->len - name - 1, digest);
  } else if (part->len > 0) {
    buf_add(&out, part->text, part->len);
  }
  return out;
}

static Buf manifest_of(const FuzzPart *part, char digests[][DIGEST_SIZE], size_t count) {
  Buf text = {0}, out = {0};
  buf_puts(&text, "");
  for (size_t i = 0; i < part->len; i++) {
    size_t number = i + 1 < part->len ? (size_t)(part->text[i + 1] - '0') : 0;
    if (part->text[i] == '#' && number > 0 && number < count) {
      buf_puts(&text, digests[number]);
      i++;
    } else {
      buf_add(&text, part->text + i, 1);
    }
  }
  put_item(&out, CAPSULE_MANIFEST, strlen(CAPSULE_MANIFEST), text.data, text.len);
  buf_free(&text);
  return out;
}

static Buf document_of(const uint8_t *bytes, size_t len) {
  static const char *const names[FILES_MOST] = {"customXml/0.xml", "customXml/1.xml",
                                                "customXml/2.xml", "customXml/3.xml",
                                                "customXml/4.xml", "customXml/5.xml"};
  static const char root[] =
      RELATIONS RELATION("r", "officeDocument", "word/document.xml") "</Relationships>";
  Buf texts[FILES_MOST] = {{0}}, links = {0};
  char digests[FILES_MOST][DIGEST_SIZE];
  FuzzPart parts[FILES_MOST + 2];
  size_t count = 1;
  FuzzPart manifest = fuzz_next_part(names[0], &bytes, &len);
  for (; len > 0 && count < FILES_MOST; count++) {
    FuzzPart item = fuzz_next_part(names[count], &bytes, &len);
    texts[count] = item_of(&item, digests[count]);
  }
  texts[0] = manifest_of(&manifest, digests, count);
  buf_puts(&links, RELATIONS);
  for (size_t i = 0; i < count; i++) {
    buf_printf(&links, RELATION("c%zu", "customXml", "../%s"), i, names[i]);
    parts[i] = (FuzzPart){names[i], texts[i].data, texts[i].len};
  }
  buf_puts(&links, "</Relationships>");
  parts[count] = (FuzzPart){"_rels/.rels", root, strlen(root)};
  parts[count + 1] = (FuzzPart){"word/_rels/document.xml.rels", links.data, links.len};
  Buf file = fuzz_zip(parts, count + 2);
  for (size_t i = 0; i < count; i++)
    buf_free(&texts[i]);
  buf_free(&links);
  return file;
}

static void check_whole(const Capsule *capsule) {
  DEMAND(capsule->data && capsule->layout && capsule->count > 0);
  for (size_t i = 0; i < capsule->count; i++)
    DEMAND(attach_name_is_plain(capsule->files[i].name));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Buf file = document_of(bytes, len);
  Arena *arena = arena_new();
  Messages *messages = msg_new();
  Attachments attached;
  Capsule capsule;
  bool whole = read_attached("报告.docx", file.data, file.len, &attached, arena, messages) &&
               capsule_open("报告.docx", &attached, "layouts", &capsule, arena, messages);
  if (whole)
    check_whole(&capsule);
  fuzz_end(messages, !whole);
  arena_free(arena);
  buf_free(&file);
  return 0;
}
