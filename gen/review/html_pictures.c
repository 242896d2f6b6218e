/* Pictures as they were given, each once however often it is shown. */
#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "review/html_part.h"

void html_picture_id(const Picture *picture, Buf *out) {
  char digest[DIGEST_SIZE];
  digest_bytes(picture->bytes, picture->len, digest);
  buf_printf(out, "p-%s", digest);
}

static void put_picture(const Picture *picture, const char *id, Buf *out) {
  size_t room = BASE64_ENCODE_RAW_LENGTH(picture->len);
  char *encoded = mem_alloc(room + 1);
  base64_encode_raw(encoded, picture->len, picture->bytes);
  buf_printf(out,
             "<image id=\"%s\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" "
             "href=\"data:image/%s;base64,",
             id, picture->kind == PICTURE_PNG ? "png" : "jpeg");
  buf_add(out, encoded, room);
  buf_puts(out, "\"/>\n");
  free(encoded);
}

/* ids: those that are there already, a line each. */
static void add_pictures(const Doc *doc, Buf *ids, Buf *out) {
  for (size_t i = 0; i < doc->block_count; i++) {
    const Drawing *drawing = doc->blocks[i].drawing;
    if (!drawing || !drawing->picture)
      continue;
    Buf id = {0};
    html_picture_id(drawing->picture, &id);
    if (!strstr(ids->data, id.data)) {
      put_picture(drawing->picture, id.data, out);
      buf_puts(ids, id.data);
    }
    buf_free(&id);
  }
}

void html_pictures(const Pages *const pages[], size_t count, Buf *out) {
  Buf ids = {0};
  buf_putc(&ids, '\n');
  for (size_t i = 0; i < count; i++)
    add_pictures(pages[i]->doc, &ids, out);
  buf_free(&ids);
}
