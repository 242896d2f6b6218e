#include "readback/attached.h"

#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

#include "package/links.h"
#include "readback/pdf_in.h"
#include "readback/text.h"

/* Eight layouts, a hundred pictures, and what others attached. */
enum { FILES = 1000, DEPTH = 20, NODES = 10000 };

typedef struct Found {
  const char *path;
  Attachment *items;
  size_t count;
  int nodes; /* of the name tree, so far */
  Arena *arena;
  Messages *messages;
} Found;

static bool refuse(Found *found, MsgId id, const char *name) {
  msg_add(found->messages, pos_file(found->path), id, found->path, name);
  return false;
}

static bool add(Found *found, Attachment item) {
  if (!attach_name_is_plain(item.name))
    return refuse(found, ATTACHED_NAME, item.name);
  for (size_t i = 0; i < found->count; i++)
    if (strcmp(found->items[i].name, item.name) == 0)
      return refuse(found, ATTACHED_TWICE, item.name);
  if (found->count == FILES)
    return refuse(found, ATTACHED_TOO_MANY, "1000");
  found->items[found->count++] = item;
  return true;
}

static AttachRole role_named(const char *name) {
  for (AttachRole role = ATTACH_SOURCE; role < ATTACH_SUPPLEMENT; role++)
    if (strcmp(attach_role_name(role), name) == 0)
      return role;
  return ATTACH_SUPPLEMENT;
}

/* A file specification with its embedded file (ISO 32000-1, 7.11.3 and 7.11.4). */
static bool add_specification(Found *found, PdfIn *in, qpdf_oh specification) {
  qpdf_oh forms = pdf_in_key(in, specification, "/EF");
  qpdf_oh stream = pdf_in_key(in, forms, "/UF");
  if (pdf_in_is_null(in, stream))
    stream = pdf_in_key(in, forms, "/F");
  if (pdf_in_is_null(in, stream))
    return true;
  const char *name = pdf_in_text(in, pdf_in_key(in, specification, "/UF"));
  if (!*name)
    name = pdf_in_text(in, pdf_in_key(in, specification, "/F"));
  const char *role = pdf_in_name(in, pdf_in_key(in, specification, "/AFRelationship"));
  Buf bytes = {0};
  bool ok = pdf_in_stream(in, stream, &bytes);
  if (ok)
    ok = add(
        found,
        (Attachment){.role = role_named(*role ? role + 1 : ""),
                     .name = arena_copy(found->arena, name),
                     .title = arena_copy(found->arena,
                                         pdf_in_text(in, pdf_in_key(in, specification, "/Desc"))),
                     .type = "",
                     .bytes = arena_copy_n(found->arena, bytes.data ? bytes.data : "", bytes.len),
                     .len = bytes.len});
  buf_free(&bytes);
  return ok;
}

/* A name tree's node. */
static bool add_names(Found *found, PdfIn *in, qpdf_oh node, int depth) {
  if (found->nodes++ == NODES)
    return refuse(found, PDF_IN_BROKEN, "附件的目录不对");
  qpdf_oh names = pdf_in_key(in, node, "/Names"), kids = pdf_in_key(in, node, "/Kids");
  int count = pdf_in_count(in, names);
  for (int i = 1; i < count; i += 2)
    if (!add_specification(found, in, pdf_in_item(in, names, i)))
      return false;
  count = depth < DEPTH ? pdf_in_count(in, kids) : 0;
  for (int i = 0; i < count; i++)
    if (!add_names(found, in, pdf_in_item(in, kids, i), depth + 1))
      return false;
  return true;
}

static bool read_pdf(Found *found, const char *bytes, size_t len) {
  PdfIn in;
  bool ok = pdf_in_open(&in, found->path, bytes, len, found->messages);
  if (ok) {
    qpdf_oh names = pdf_in_key(&in, qpdf_get_root(in.qpdf), "/Names");
    ok = add_names(found, &in, pdf_in_key(&in, names, "/EmbeddedFiles"), 0);
  }
  pdf_in_close(&in);
  return ok;
}

/* The element's own text, with every white space. */
static void put_content(const xmlNode *node, Buf *out) {
  for (const xmlNode *child = node->children; child; child = child->next)
    if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
      buf_puts(out, (const char *)child->content);
}

static bool put_base64(const Buf *text, Buf *out) {
  struct base64_decode_ctx context;
  base64_decode_init(&context);
  uint8_t *bytes = mem_alloc(BASE64_DECODE_LENGTH(text->len));
  size_t len = 0;
  bool ok = base64_decode_update(&context, &len, bytes, text->len, text->data) &&
            base64_decode_final(&context);
  if (ok)
    buf_add(out, bytes, len);
  free(bytes);
  return ok;
}

static bool read_bytes(const xmlNode *root, Buf *out) {
  bool ok = true;
  Buf piece = {0};
  for (xmlNode *node = xml_child(root, NULL); ok && node; node = xml_next(node, NULL)) {
    if (xml_is(node, "文字")) {
      put_content(node, out);
    } else if (xml_is(node, "字节")) {
      buf_clear(&piece);
      buf_puts(&piece, "");
      put_content(node, &piece);
      ok = put_base64(&piece, out);
    }
  }
  buf_free(&piece);
  return ok;
}

static bool add_item(Found *found, const XmlFile *file) {
  const xmlNode *root = xmlDocGetRootElement(file->tree);
  if (!xml_is(root, "附带") || !root->ns || strcmp((const char *)root->ns->href, ATTACH_NS) != 0)
    return true;
  const char *name = xml_attr(root, "名"), *role = xml_attr(root, "关系");
  const char *title = xml_attr(root, "题");
  Buf bytes = {0};
  bool ok = read_bytes(root, &bytes);
  if (!ok)
    refuse(found, ATTACHED_BROKEN, name ? name : "");
  else
    ok = add(found, (Attachment){.role = role_named(role ? role : ""),
                                 .name = arena_copy(found->arena, name ? name : ""),
                                 .title = arena_copy(found->arena, title ? title : ""),
                                 .type = "",
                                 .bytes = arena_copy_n(found->arena, bytes.data ? bytes.data : "",
                                                       bytes.len),
                                 .len = bytes.len});
  buf_free(&bytes);
  return ok;
}

/* The custom XML parts that the document refers to. */
static bool read_parts(Found *found, Archive *archive, const char *document) {
  Links links = {0};
  bool ok = links_read(archive, document, &links, found->messages);
  for (size_t i = 0; ok && i < links.count; i++) {
    if (strcmp(links.items[i].type, "customXml") != 0 || !links.items[i].part)
      continue;
    XmlFile *file = archive_xml(archive, links.items[i].part, found->messages);
    ok = file && add_item(found, file);
    xml_free(file);
  }
  links_free(&links);
  return ok;
}

static bool read_docx(Found *found, const char *bytes, size_t len) {
  Archive *archive = archive_open(found->path, bytes, len, &archive_of_report, found->messages);
  if (!archive)
    return false;
  Links links = {0};
  bool ok = links_read(archive, "", &links, found->messages);
  const char *document = links_by_type(&links, "officeDocument");
  ok = ok && (!document || read_parts(found, archive, document));
  links_free(&links);
  archive_free(archive);
  return ok;
}

bool read_attached(const char *path, const char *bytes, size_t len, Attachments *attached,
                   Arena *arena, Messages *messages) {
  Found found = {.path = path, .arena = arena, .messages = messages};
  found.items = arena_array(arena, FILES, sizeof *found.items);
  bool ok =
      archive_is_one(bytes, len) ? read_docx(&found, bytes, len) : read_pdf(&found, bytes, len);
  *attached = (Attachments){found.items, found.count, NULL};
  return ok;
}
