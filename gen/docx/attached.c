/* customXml/itemN.xml and itemPropsN.xml (ISO/IEC 29500-1, 15.2.5 and 15.2.6):
 * each attached file inside an element of ours. Its bytes outlive whatever a
 * word processor does to XML: what is no text, or has line ends that XML does
 * not keep, stands there in base64. */
#include <nettle/base64.h>
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "docx/parts.h"

/* No parser meets a longer text, whole base64 each, nor a piece that our own takes
 * for a tag crowded with attributes. */
enum { PIECE = 48 * 1024, PIECE_SIGNS = 256, SIGNS = 100000 };

static bool survives(uint32_t ch) {
  return ch == '\t' || ch == '\n' ||
         (ch >= ' ' && ch != UTF8_INVALID && ch != 0xFFFE && ch != 0xFFFF && ch != 0xFEFF);
}

static bool is_text(const Attachment *item) {
  size_t signs = 0;
  const unsigned char *bytes = item->bytes;
  for (size_t at = 0; at < item->len;)
    if (bytes[at] >= ' ' && bytes[at] < 0x80)
      signs += bytes[at++] == '=';
    else if (!survives(utf8_next(item->bytes, item->len, &at)))
      return false;
  return signs <= SIGNS;
}

/* Where the piece that begins at start ends. */
static size_t piece_end(const char *text, size_t len, size_t start) {
  size_t most = len - start < PIECE ? len : start + PIECE, end = start;
  for (int signs = 0; signs < PIECE_SIGNS && end < most; signs++) {
    const char *sign = memchr(text + end, '=', most - end);
    end = sign ? (size_t)(sign - text) + 1 : most;
  }
  while (end < len && ((unsigned char)text[end] & 0xC0) == 0x80)
    end--;
  return end;
}

static void put_text(Part *part, const Attachment *item) {
  const char *text = item->bytes;
  for (size_t at = 0; at < item->len;) {
    size_t end = piece_end(text, item->len, at);
    part_open(part, "文字");
    part_text(part, text + at, end - at);
    part_close(part);
    at = end;
  }
}

static void put_base64(Part *part, const Attachment *item) {
  static char text[BASE64_ENCODE_RAW_LENGTH(PIECE)];
  const uint8_t *bytes = item->bytes;
  for (size_t at = 0; at < item->len; at += PIECE) {
    size_t len = item->len - at < PIECE ? item->len - at : PIECE;
    base64_encode_raw(text, len, bytes + at);
    part_open(part, "字节");
    part_text(part, text, BASE64_ENCODE_RAW_LENGTH(len));
    part_close(part);
  }
}

static void write_item(Part *part, const Attachment *item) {
  part_open(part, "附带");
  part_attr(part, "xmlns", ATTACH_NS);
  part_attr(part, "名", item->name);
  part_attr(part, "题", item->title);
  part_attr(part, "类型", item->type);
  part_attr(part, "关系", attach_role_name(item->role));
  if (is_text(item))
    put_text(part, item);
  else
    put_base64(part, item);
  part_close(part);
}

/* The item's identifier follows from its name and content. */
static const char *item_id(const DocxJob *job, const Attachment *item) {
  char digest[DIGEST_SIZE];
  const char *whole = arena_printf(job->arena, "%s %s", item->name, item->digest);
  digest_bytes(whole, strlen(whole), digest);
  for (char *at = digest; *at; at++)
    *at = (char)(*at >= 'a' ? *at - 'a' + 'A' : *at);
  return arena_printf(job->arena, "{%.8s-%.4s-%.4s-%.4s-%.12s}", digest, digest + 8, digest + 12,
                      digest + 16, digest + 20);
}

static void write_props(const DocxJob *job, Part *part, const Attachment *item) {
  part_open(part, "ds:datastoreItem");
  part_attr(part, "xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml");
  part_attr(part, "ds:itemID", item_id(job, item));
  part_open(part, "ds:schemaRefs");
  part_open(part, "ds:schemaRef");
  part_attr(part, "ds:uri", ATTACH_NS);
  part_close(part);
  part_close(part);
  part_close(part);
}

void docx_attached(const DocxJob *job, Package *package, const char *document) {
  for (size_t i = 0; job->attached && i < job->attached->count; i++) {
    const Attachment *item = &job->attached->items[i];
    const char *name = arena_printf(job->arena, "customXml/item%zu.xml", i + 1);
    write_item(package_add(package, name, NULL, "customXml", document), item);
    write_props(job,
                package_add(package, arena_printf(job->arena, "customXml/itemProps%zu.xml", i + 1),
                            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
                            "customXmlProps", name),
                item);
  }
}
