/* Any PDF, of us or of others, as verify and diff read it: its text, and the
 * files inside. The input is a whole file, or its objects in the order of their
 * numbers, each ended by @@, of which a file with a right table is made; in an
 * object with a line "stream" what follows that is the stream. The first object
 * is the root. */
#include "base/infile.h"
#include "support.h"

#include <string.h>

#include "base/utf8.h"
#include "readback/attached.h"
#include "readback/pieces.h"
#include "readback/text.h"

enum { OBJECTS_MOST = 64 };

static void put_object(Buf *out, const FuzzPart *body) {
  static const char mark[] = "\nstream\n";
  const char *found = memmem(body->text, body->len, mark, strlen(mark));
  bool is_stream = found && body->len > 2 && memcmp(body->text, "<<", 2) == 0;
  if (!is_stream) {
    buf_add(out, body->text, body->len);
    return;
  }
  const char *bytes = found + strlen(mark);
  size_t len = (size_t)(body->text + body->len - bytes);
  buf_printf(out, "<</Length %zu", len);
  buf_add(out, body->text + 2, (size_t)(found - body->text) - 2);
  buf_puts(out, mark);
  if (len > 0)
    buf_add(out, bytes, len);
  buf_puts(out, "\nendstream");
}

static Buf file_of_objects(const uint8_t *bytes, size_t len) {
  Buf out = {0};
  size_t at[OBJECTS_MOST], count = 0;
  buf_puts(&out, "%PDF-1.7\n");
  while (len > 0 && count < OBJECTS_MOST) {
    FuzzPart body = fuzz_next_part("", &bytes, &len);
    at[count++] = out.len;
    buf_printf(&out, "%zu 0 obj\n", count);
    if (body.len > 0)
      put_object(&out, &body);
    buf_puts(&out, "\nendobj\n");
  }
  size_t table = out.len;
  buf_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
  for (size_t i = 0; i < count; i++)
    buf_printf(&out, "%010zu 00000 n \n", at[i]);
  buf_printf(&out, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", count + 1,
             table);
  return out;
}

static void check_text(const ReadText *text) {
  DEMAND(text->page_count > 0);
  for (size_t i = 0; i < text->count; i++) {
    const ReadPara *para = &text->paras[i];
    DEMAND(*para->text);
    DEMAND(utf8_check(para->text, strlen(para->text)) == strlen(para->text));
    DEMAND(para->page >= 0 && para->page <= text->page_count);
  }
}

static void read_words(const Buf *file) {
  Messages *messages = msg_new();
  ReadText *text = read_text("报告.pdf", file->data, file->len, messages);
  fuzz_end(messages, !text);
  if (text)
    check_text(text);
  read_text_free(text);
}

static void read_files(const Buf *file) {
  Messages *messages = msg_new();
  Arena *arena = arena_new();
  Attachments attached;
  bool read = read_attached("报告.pdf", file->data, file->len, &attached, arena, messages);
  fuzz_end(messages, !read);
  for (size_t i = 0; read && i < attached.count; i++)
    DEMAND(attach_name_is_plain(attached.items[i].name));
  arena_free(arena);
}

/* A file doesn't differ from itself. */
static void read_its_pieces(const Buf *file) {
  Messages *messages = msg_new();
  ReadPieces pieces = {0};
  Buf names = {0};
  bool read = read_pieces("报告.pdf", file, &pieces, messages);
  fuzz_end(messages, !read);
  DEMAND(read_pieces_differ(&pieces, &pieces, &names) == READ_ALIKE && names.len == 0);
  read_pieces_free(&pieces);
  buf_free(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Buf file = {0};
  if (infile_is_pdf((const char *)bytes, len))
    buf_add(&file, bytes, len);
  else
    file = file_of_objects(bytes, len);
  read_words(&file);
  read_files(&file);
  read_its_pieces(&file);
  buf_free(&file);
  return 0;
}
