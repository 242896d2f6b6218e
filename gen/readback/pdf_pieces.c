#include "readback/pdf_pieces.h"

#include <stdlib.h>
#include <string.h>

#include "readback/pdf_graph.h"
#include "readback/pdf_rows.h"

/* More fonts than any report has. */
enum { TAKEN = 10000 };

typedef struct Walk {
  PdfIn *in;
  ReadPieces *pieces;
  PdfGraphs *graphs;
  PdfRuns runs; /* of the page */
  int *seen;    /* object numbers of what serves many pages and was taken */
  size_t seen_count, seen_capacity;
} Walk;

static bool add(Walk *walk, int page, const char *name, qpdf_oh object) {
  if (pdf_in_is_null(walk->in, object))
    return true;
  Buf bytes = {0};
  bool ok = pdf_graph(walk->graphs, object, &bytes);
  if (ok)
    pieces_add(walk->pieces, page, name, bytes.data, bytes.len);
  buf_free(&bytes);
  return ok;
}

/* What the page's glyphs say, page furniture and all, however they were put there. */
static bool add_words(Walk *walk, int page) {
  PdfRuns *runs = &walk->runs;
  runs->count = 0;
  if (!pdf_page_runs(walk->in, page, runs))
    return false;
  const PdfRun **list = mem_alloc((runs->count + 1) * sizeof *list);
  for (size_t i = 0; i < runs->count; i++)
    list[i] = &runs->items[i];
  PdfRows rows = pdf_rows(list, runs->count, true, walk->in->arena);
  Buf words = {0};
  for (size_t i = 0; i < rows.count; i++)
    for (const char *at = rows.items[i].text; *at; at++)
      if (*at != ' ' && *at != '\t')
        buf_putc(&words, *at);
  pieces_add(walk->pieces, page, PIECE_WORDS, words.data, words.len);
  buf_free(&words);
  free(rows.items);
  free(list);
  return true;
}

static bool add_content(Walk *walk, int page) {
  Buf bytes = {0};
  bool ok = pdf_page_contents(walk->in, page, &bytes);
  if (ok)
    pieces_add(walk->pieces, page, "内容", bytes.data, bytes.len);
  buf_free(&bytes);
  return ok;
}

static bool is_taken(Walk *walk, int object) {
  for (size_t i = 0; i < walk->seen_count; i++)
    if (walk->seen[i] == object)
      return true;
  if (walk->seen_count == TAKEN)
    return false;
  walk->seen = mem_grow(walk->seen, walk->seen_count, &walk->seen_capacity, sizeof *walk->seen);
  walk->seen[walk->seen_count++] = object;
  return false;
}

/* FandolFang-Regular, without the slash and the tag of a subset (ISO 32000-1, 9.6.4). */
static const char *face_of(Walk *walk, qpdf_oh font) {
  enum { TAG = 7 };
  qpdf_oh kept = pdf_in_item(walk->in, pdf_in_key(walk->in, font, "/DescendantFonts"), 0);
  if (!pdf_in_is_null(walk->in, kept))
    font = kept;
  const char *name = pdf_in_name(walk->in, pdf_in_key(walk->in, font, "/BaseFont"));
  name += *name == '/';
  return strlen(name) > TAG && name[TAG - 1] == '+' ? name + TAG : name;
}

/* Fonts serve many pages; each is told once. */
static bool add_fonts(Walk *walk, qpdf_oh fonts) {
  PdfIn *in = walk->in;
  bool ok = true;
  for (const char *const *key = pdf_in_keys(in, fonts); ok && *key; key++) {
    ok = pdf_in_step(in);
    qpdf_oh font = pdf_in_key(in, fonts, *key);
    int object = qpdf_oh_get_object_id(in->qpdf, font);
    if (ok && (object == 0 || !is_taken(walk, object)))
      ok = add(walk, 0, arena_printf(in->arena, "字体 %s", face_of(walk, font)), font);
  }
  return ok;
}

/* Pages that share their images are told at the first. */
static bool add_images(Walk *walk, int number, qpdf_oh images) {
  int object = qpdf_oh_get_object_id(walk->in->qpdf, images);
  return (object > 0 && is_taken(walk, object)) || add(walk, number, "图", images);
}

/* What else stands on the page's own dictionary, in words. */
static bool add_page(Walk *walk, int number) {
  static const char *const parts[][2] = {{"/MediaBox", "纸张"},
                                         {"/CropBox", "裁切"},
                                         {"/Rotate", "旋转"},
                                         {"/UserUnit", "单位"},
                                         {"/Annots", "批注"}};
  PdfIn *in = walk->in;
  qpdf_oh page = qpdf_get_page_n(in->qpdf, (size_t)number - 1);
  qpdf_oh resources = pdf_in_key(in, page, "/Resources");
  bool ok = add_words(walk, number) && add_content(walk, number);
  for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
    ok = add(walk, number, parts[i][1], pdf_in_key(in, page, parts[i][0]));
  return ok && add_images(walk, number, pdf_in_key(in, resources, "/XObject")) &&
         add_fonts(walk, pdf_in_key(in, resources, "/Font"));
}

/* What belongs to no page. */
static bool add_document(Walk *walk) {
  static const char *const parts[][2] = {{"/StructTreeRoot", "结构标记"},
                                         {"/Outlines", "书签"},
                                         {"/Metadata", "元数据（XMP）"},
                                         {"/OutputIntents", "输出意图"},
                                         {"/Lang", "语言"},
                                         {"/PageLabels", "页码标签"},
                                         {"/AcroForm", "表单"},
                                         {"/OpenAction", "打开时的动作"}};
  PdfIn *in = walk->in;
  qpdf_oh root = qpdf_get_root(in->qpdf);
  bool ok = true;
  for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
    ok = add(walk, 0, parts[i][1], pdf_in_key(in, root, parts[i][0]));
  return ok && add(walk, 0, "文档属性", pdf_in_key(in, qpdf_get_trailer(in->qpdf), "/Info"));
}

bool pdf_pieces(const char *path, const Buf *file, ReadPieces *pieces, Messages *messages) {
  PdfIn in;
  Walk walk = {.in = &in, .pieces = pieces};
  bool ok = pdf_in_open(&in, path, file->data, file->len, messages);
  int count = ok ? pdf_in_pages(&in) : 0;
  ok = count > 0;
  walk.graphs = ok ? pdf_graphs_new(&in) : NULL;
  for (int page = 1; ok && page <= count; page++)
    ok = add_page(&walk, page);
  ok = ok && add_document(&walk);
  pdf_graphs_free(walk.graphs);
  free(walk.seen);
  pdf_runs_free(&walk.runs);
  pdf_in_close(&in);
  return ok;
}
