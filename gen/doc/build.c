#include "doc/build.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/walk.h"
#include "layout/terms.h"

/* Every expression of the skeleton, also where no condition leads today. */
static void check_expressions(Expr *expr, const xmlNode *holder) {
  for (xmlNode *node = xml_child(holder, NULL); node; node = xml_next(node, NULL)) {
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
      if (layout_is_expression((const char *)attr->name))
        expr_check(expr, node, (const char *)attr->name);
    }
    check_expressions(expr, node);
  }
}

const char *doc_one_line(const char *text, Arena *arena) {
  char mark[4];
  size_t mark_len = utf8_put(DOC_LINE_BREAK, mark);
  char *line = arena_copy(arena, text), *end = line;
  while (*text) {
    if (strncmp(text, mark, mark_len) == 0)
      text += mark_len;
    else
      *end++ = *text++;
  }
  *end = '\0';
  return line;
}

/* The text of the first title on one line; NULL when there is none. */
static const char *one_line_title(const Doc *doc) {
  for (size_t i = 0; i < doc->block_count; i++) {
    if (doc->blocks[i].kind == BLOCK_TITLE)
      return doc_one_line(doc->blocks[i].text, doc->arena);
  }
  return NULL;
}

static void set_properties(const Source *source, Doc *doc) {
  const Layout *layout = source->layout;
  const xmlNode *office = xml_child(source->evaluation->root, "部门");
  const char *title = one_line_title(doc);
  doc->title = title ? title : arena_copy(doc->arena, layout->title);
  doc->author = xml_text(xml_child(office, "全称"), doc->arena);
  doc->subject = arena_copy(doc->arena, layout->title);
  doc->language = "zh-CN";
  const xmlNode *date = xml_child(source->evaluation->root, "日期");
  doc->date = date ? xml_text(date, doc->arena) : NULL;
  doc->layout = arena_copy(doc->arena, layout->name);
  doc->year = source->evaluation->year;
  doc->page = &layout->page;
  doc->styles = layout->styles;
  doc->style_count = layout->style_count;
  doc->body = layout->body;
}

/* The evaluation may go before the Doc does, so names of its files are kept;
 * those that a spreadsheet gives its cells differ from one to the next. */
typedef struct Paths {
  const char *layout;   /* lives as long as the Doc */
  const char *was, *is; /* the last one: of the evaluation, in the arena */
  Arena *arena;
} Paths;

static void keep_path(Paths *paths, Pos *pos) {
  if (!pos->file || pos->file == paths->layout)
    return;
  if (pos->file != paths->was) {
    paths->was = pos->file;
    paths->is = arena_copy(paths->arena, pos->file);
  }
  pos->file = paths->is;
}

static void keep_origins(Paths *paths, Origin *origins, size_t count) {
  for (size_t i = 0; i < count; i++)
    keep_path(paths, &origins[i].pos);
}

static void keep_paths(const Layout *layout, Doc *doc) {
  Paths paths = {.layout = layout->file->path, .arena = doc->arena};
  for (size_t i = 0; i < doc->block_count; i++) {
    Block *block = &doc->blocks[i];
    keep_path(&paths, &block->pos);
    keep_origins(&paths, block->origins, block->origin_count);
    for (size_t j = 0; block->table && j < block->table->cell_count; j++) {
      Cell *cell = &block->table->cells[j];
      keep_path(&paths, &cell->pos);
      keep_origins(&paths, cell->origins, cell->origin_count);
    }
  }
}

Doc *doc_build(const Layout *layout, const Evaluation *evaluation, Messages *messages) {
  int errors = msg_count(messages, MSG_ERROR);
  Arena *arena = arena_new();
  Doc *doc = arena_alloc(arena, sizeof *doc);
  doc->arena = arena;
  Source source = {.layout = layout,
                   .evaluation = evaluation,
                   .expr = expr_new(layout, evaluation, messages),
                   .messages = messages,
                   .arena = arena,
                   .room = TEXT_LIMIT,
                   .pictures = {.allowance = PICTURE_ALLOWANCE}};
  check_expressions(source.expr, layout->skeleton);
  Part *root = walk_skeleton(&source);
  outline_finish(layout, root, doc, messages);
  set_properties(&source, doc);
  keep_paths(layout, doc);
  expr_free(source.expr);
  if (msg_count(messages, MSG_ERROR) == errors)
    return doc;
  doc_free(doc);
  return NULL;
}

Pos doc_pos(const Block *block, size_t at) {
  Pos pos = block->pos;
  for (size_t i = 0; i < block->origin_count && block->origins[i].at <= at; i++)
    pos = block->origins[i].pos;
  return pos;
}

void doc_free(Doc *doc) {
  if (doc)
    arena_free(doc->arena);
}
