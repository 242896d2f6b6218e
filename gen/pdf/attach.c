/* ISO 19005-3, 6.8 and Annex E: an embedded file has its MIME type and the date
 * of its last change, its file specification F, UF and AFRelationship. */
#include "pdf/attach.h"

#include <nettle/md5.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

static void put_checksum(PdfFile *file, HPDF_Dict dict, const Attachment *item) {
  struct md5_ctx md5;
  uint8_t digest[MD5_DIGEST_SIZE];
  md5_init(&md5);
  md5_update(&md5, item->len, item->bytes);
  md5_digest(&md5, sizeof digest, digest);
  pdf_put_binary(file, dict, "CheckSum", digest, sizeof digest);
}

static HPDF_Dict write_embedded(PdfFile *file, const Attachment *item, const char *date) {
  HPDF_Dict embedded = pdf_stream(file, item->bytes, item->len);
  pdf_put_name(file, embedded, "Type", "EmbeddedFile");
  pdf_put_name(file, embedded, "Subtype", item->type);
  HPDF_Dict params = pdf_dict(file);
  pdf_put_number(file, params, "Size", (int)item->len);
  pdf_put_date(file, params, "ModDate", date);
  put_checksum(file, params, item);
  pdf_put(file, embedded, "Params", params);
  return embedded;
}

/* F is for readers that don't know UF; both may be Unicode. */
static HPDF_Dict write_specification(PdfFile *file, const Attachment *item, const char *date) {
  HPDF_Dict embedded = write_embedded(file, item, date);
  HPDF_Dict specification = pdf_object(file);
  pdf_put_name(file, specification, "Type", "Filespec");
  pdf_put_text(file, specification, "F", item->name);
  pdf_put_text(file, specification, "UF", item->name);
  pdf_put_text(file, specification, "Desc", item->title);
  pdf_put_name(file, specification, "AFRelationship", attach_role_name(item->role));
  HPDF_Dict forms = pdf_dict(file);
  pdf_put(file, forms, "F", embedded);
  pdf_put(file, forms, "UF", embedded);
  pdf_put(file, specification, "EF", forms);
  return specification;
}

/* The keys of a name tree stand in order (ISO 32000-1, 7.9.6) and mean nothing. */
static void put_name_tree(PdfFile *file, const HPDF_Dict *specifications, size_t count) {
  HPDF_Dict all = pdf_dict(file), tree = pdf_dict(file);
  HPDF_Array names = pdf_array(file);
  for (size_t i = 0; i < count; i++) {
    char key[24];
    snprintf(key, sizeof key, "%06zu", i + 1);
    pdf_add_bytes(file, names, key);
    pdf_add(file, names, specifications[i]);
  }
  pdf_put(file, tree, "Names", names);
  pdf_put(file, all, "EmbeddedFiles", tree);
  pdf_put(file, pdf_catalog(file), "Names", all);
}

void pdf_write_attachments(PdfFile *file, const Attachments *attached) {
  if (!attached || attached->count == 0)
    return;
  HPDF_Dict *specifications = mem_alloc(attached->count * sizeof *specifications);
  HPDF_Array associated = pdf_array(file);
  for (size_t i = 0; i < attached->count; i++) {
    specifications[i] = write_specification(file, &attached->items[i], attached->date);
    pdf_add(file, associated, specifications[i]);
  }
  pdf_put(file, pdf_catalog(file), "AF", associated);
  put_name_tree(file, specifications, attached->count);
  free(specifications);
}
