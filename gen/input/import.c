#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "base/utf8.h"
#include "input/import.h"
#include "input/label.h"
#include "input/lines.h"
#include "input/print.h"
#include "input/word.h"
#include "package/archive.h"

/* A heading or a line of the title is at most so many characters. */
enum { LONGEST_HEADING = 40, LONGEST_TITLE = 60, MOST_TITLE_LINES = 4, LONGEST_MARK = 8 };

/* Where the writer stands: in the text, in a chapter, in a section. */
enum { IN_TEXT, IN_CHAPTER, IN_SECTION, PLACES };

typedef struct Import {
  const Layout *layout;
  Lines lines;
  size_t at; /* the next one */
  Buf *out;
  int place;
  int counts[PLACES][LEVEL_COUNT]; /* what doc/ will have counted in each */
} Import;

static size_t chars(const char *text) {
  return utf8_count(text, strlen(text));
}

static bool ends_with(const char *text, const char *ending) {
  size_t len = strlen(text), end = strlen(ending);
  return len >= end && strcmp(text + len - end, ending) == 0;
}

/* A heading may end in a full stop, but holds no sentence before it, nor a line
 * break. */
static bool is_heading_text(const char *text) {
  const char *stop = strstr(text, "。");
  return chars(text) <= LONGEST_HEADING && (!stop || stop[strlen("。")] == '\0') &&
         !strstr(text, LINE_BREAK);
}

static bool is_title_text(const char *text) {
  static const char *const ends[] = {"。", "；", "：", "，", "！", "？", "、", ":", ";", ","};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (ends_with(text, ends[i]))
      return false;
  }
  return chars(text) <= LONGEST_TITLE;
}

/* The first element so called below node, at any depth. */
static const xmlNode *find_below(const xmlNode *node, const char *name) {
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    const xmlNode *found = xml_is(child, name) ? child : find_below(child, name);
    if (found)
      return found;
  }
  return NULL;
}

/* name among the names that | separates in list. */
static bool is_listed(const char *list, const char *name) {
  size_t len = strlen(name);
  while (list && *list) {
    size_t own = strcspn(list, "|");
    if (own == len && strncmp(list, name, len) == 0)
      return true;
    list += own + (list[own] == '|');
  }
  return false;
}

static bool is_chapter_name(const xmlNode *parent, const char *text) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    const char *title = xml_attr(node, "题");
    bool is_chapter = xml_is(node, "章");
    if (is_chapter && title && strcmp(title, text) == 0)
      return true;
    if (is_chapter && is_listed(xml_attr(node, "别名"), text))
      return true;
    if (!is_chapter && is_chapter_name(node, text))
      return true;
  }
  return false;
}

/* A line as what it is to become. */
typedef struct Piece {
  int level;         /* 0 to 3: 章 节 条 款; LEVEL_COUNT: 段 */
  const char *label; /* the number as written, "" for none */
  const char *text;
  int number; /* what the label counts, as Label has it */
} Piece;

/* Whether a heading of this level may begin here. */
static bool may_head(const Import *import, int level, const char *text) {
  return *text && is_heading_text(text) && (level == 0 || import->place != IN_TEXT);
}

/* Without a number: a chapter's name, or what the report's style says. */
static Piece judge_bare(const Import *import, const Line *line, Piece plain) {
  const char *text = line->content.text;
  int level = line->style == LINE_CHAPTER ? 0 : line->style == LINE_SECTION ? 1 : LEVEL_COUNT;
  if (is_chapter_name(import->layout->skeleton, text))
    level = 0;
  else if (level < LEVEL_COUNT && !may_head(import, level, text))
    level = LEVEL_COUNT;
  plain.level = level;
  return plain;
}

/* A label with nothing behind it, a long 一、 and a （一） outside a chapter
 * stay plain paragraphs, number and all. */
static Piece judge(const Import *import, const Line *line, Arena *arena) {
  const char *whole = line->content.text;
  Piece plain = {LEVEL_COUNT, "", whole, 0};
  Label label;
  if (!label_read(import->layout, whole, &label))
    return judge_bare(import, line, plain);
  const char *text = whole + label.len;
  Piece piece = {label.level, arena_copy_n(arena, whole, label.len), text, label.number};
  bool is_named = label.level != 1 && is_chapter_name(import->layout->skeleton, text);
  bool is_styled = label.level > 1 && (line->style == LINE_CHAPTER || line->style == LINE_SECTION);
  int styled = line->style == LINE_CHAPTER ? 0 : 1;
  if (is_named || (is_styled && may_head(import, styled, text))) {
    piece.level = is_named ? 0 : styled;
    piece.number = label.level == piece.level ? piece.number : 0;
    return piece;
  }
  if (!*text || (label.level <= 1 && !may_head(import, label.level, text)))
    return plain;
  return piece;
}

static void put_indent(Import *import) {
  static const char *const indents[PLACES] = {"    ", "      ", "        "};
  buf_puts(import->out, indents[import->place]);
}

static void leave_to(Import *import, int place) {
  while (import->place > place) {
    bool is_section = import->place == IN_SECTION;
    import->place--;
    put_indent(import);
    buf_puts(import->out, is_section ? "</节>\n" : "</章>\n");
  }
}

/* Counts as doc/ does: a number is counted below its parent and starts the
 * deeper ones anew; an empty label is not counted. What comes out the same
 * needs no 号. */
static void put_label(Import *import, const Piece *piece) {
  int *counts = import->counts[import->place];
  bool computed = false;
  if (*piece->label) {
    counts[piece->level]++;
    for (int deeper = piece->level + 1; deeper < LEVEL_COUNT; deeper++)
      counts[deeper] = 0;
    computed = piece->number == counts[piece->level];
  }
  if (!computed)
    print_attribute(import->out, "号", piece->label);
}

static void put_heading(Import *import, const Piece *piece) {
  static const char *const names[] = {"章", "节"};
  leave_to(import, piece->level);
  put_indent(import);
  buf_printf(import->out, "<%s", names[piece->level]);
  print_attribute(import->out, "题", piece->text);
  put_label(import, piece);
  buf_puts(import->out, ">\n");
  import->place = piece->level + 1;
  memset(import->counts[import->place], 0, sizeof import->counts[import->place]);
}

/* text[from, to) with its line breaks, which stand outside of any mark. */
static void put_stretch(Buf *out, const char *text, size_t from, size_t to, const char *mark) {
  while (from < to) {
    const char *stop = memmem(text + from, to - from, LINE_BREAK, strlen(LINE_BREAK));
    size_t end = stop ? (size_t)(stop - text) : to;
    if (mark && end > from)
      buf_printf(out, "<%s>", mark);
    print_text(out, text + from, end - from);
    if (mark && end > from)
      buf_printf(out, "</%s>", mark);
    if (stop)
      buf_puts(out, "<换行/>");
    from = stop ? end + strlen(LINE_BREAK) : to;
  }
}

/* The content from there on. */
static void put_marked(Buf *out, const Marked *content, size_t from) {
  for (size_t i = 0; i < content->mark_count; i++) {
    const Mark *mark = &content->marks[i];
    if (mark->end <= from)
      continue;
    size_t start = mark->start > from ? mark->start : from;
    put_stretch(out, content->text, from, start, NULL);
    put_stretch(out, content->text, start, mark->end, mark->name);
    from = mark->end;
  }
  put_stretch(out, content->text, from, strlen(content->text), NULL);
}

static void put_paragraph(Import *import, const Piece *piece, const Marked *content) {
  static const char *const names[] = {[2] = "条", [3] = "款", [LEVEL_COUNT] = "段"};
  const char *name = names[piece->level];
  put_indent(import);
  buf_printf(import->out, "<%s", name);
  if (piece->level < LEVEL_COUNT)
    put_label(import, piece);
  buf_putc(import->out, '>');
  put_marked(import->out, content, (size_t)(piece->text - content->text));
  buf_printf(import->out, "</%s>\n", name);
}

static void put_span(Buf *out, const char *name, int span) {
  if (span > 1)
    buf_printf(out, " %s=\"%d\"", name, span);
}

static void put_table(Import *import, const LineTable *table) {
  put_indent(import);
  buf_puts(import->out, "<表格>\n");
  for (size_t i = 0; i < table->count; i++) {
    put_indent(import);
    buf_puts(import->out, "  <行>");
    for (size_t j = 0; j < table->rows[i].count; j++) {
      const LineCell *cell = &table->rows[i].cells[j];
      buf_puts(import->out, "<格");
      put_span(import->out, "跨列", cell->column_span);
      put_span(import->out, "跨行", cell->row_span);
      buf_putc(import->out, '>');
      put_marked(import->out, &cell->content, 0);
      buf_puts(import->out, "</格>");
    }
    buf_puts(import->out, "</行>\n");
  }
  put_indent(import);
  buf_puts(import->out, "</表格>\n");
}

static void put_line(Import *import, const Line *line, Arena *arena) {
  if (line->table) {
    put_table(import, line->table);
    return;
  }
  Piece piece = judge(import, line, arena);
  if (piece.level <= 1)
    put_heading(import, &piece);
  else
    put_paragraph(import, &piece, &line->content);
}

static void put_text(Import *import, Arena *arena) {
  buf_puts(import->out, "  <正文 完整=\"是\">\n");
  for (; import->at < import->lines.count; import->at++)
    put_line(import, &import->lines.items[import->at], arena);
  leave_to(import, IN_TEXT);
  buf_puts(import->out, "  </正文>\n");
}

/* 附件2 on the first line, where the layout has a place for it. */
static void put_mark(Import *import) {
  static const char word[] = "附件";
  const char *line = import->lines.count ? import->lines.items[0].content.text : "";
  if (strncmp(line, word, sizeof word - 1) != 0 || chars(line) > LONGEST_MARK ||
      !find_below(import->layout->skeleton, "附件标"))
    return;
  const char *number = line + sizeof word - 1;
  number += lines_space(number);
  if (number[strspn(number, "0123456789一二三四五六七八九十：:")] != '\0')
    return;
  buf_puts(import->out, "  <附件");
  print_attribute(import->out, "号", number);
  buf_puts(import->out, "/>\n");
  import->at = 1;
}

static bool is_title_line(const Import *import, const Line *line) {
  Label label;
  const char *text = line->content.text;
  if (line->table || line->style == LINE_TITLE)
    return !line->table;
  return line->style == LINE_UNKNOWN && is_title_text(text) &&
         !label_read(import->layout, text, &label) &&
         !is_chapter_name(import->layout->skeleton, text);
}

/* An empty title is written too: the layout's own would be made from facts. */
static void put_title(Import *import) {
  if (!find_below(import->layout->skeleton, "标题"))
    return;
  buf_puts(import->out, "  <标题>");
  for (int i = 0; i < MOST_TITLE_LINES && import->at < import->lines.count; i++) {
    const Line *line = &import->lines.items[import->at];
    if (!is_title_line(import, line))
      break;
    if (i > 0)
      buf_puts(import->out, "<换行/>");
    put_marked(import->out, &line->content, 0);
    import->at++;
  }
  buf_puts(import->out, "</标题>\n");
}

/* The first 2022年 before the text, else the layout's year. */
static int find_year(const Import *import, size_t end) {
  for (size_t i = 0; i < end; i++) {
    const char *line = import->lines.items[i].content.text;
    for (const char *at = strstr(line, "年"); at; at = strstr(at + 1, "年")) {
      if (at - line >= 4 && (at[-4] == '1' || at[-4] == '2') && strspn(at - 4, "0123456789") == 4)
        return atoi(at - 4);
    }
  }
  return import->layout->year;
}

/* The lines as an evaluation; false when they are a title and nothing else. */
static bool put_evaluation(Import *import, Arena *arena, Buf *out) {
  Buf head = {0};
  buf_puts(&head, "");
  import->out = &head;
  put_mark(import);
  put_title(import);
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  buf_printf(out, "<绩效自评 年度=\"%d\"", find_year(import, import->at));
  print_attribute(out, "布局", import->layout->name);
  buf_puts(out, ">\n");
  buf_add(out, head.data, head.len);
  import->out = out;
  bool has_text = import->at < import->lines.count;
  put_text(import, arena);
  buf_puts(out, "</绩效自评>\n");
  buf_free(&head);
  return has_text;
}

/* 目录, with any space between. */
static bool is_contents_title(const Line *line) {
  const char *text = line->content.text;
  for (const char *word = "目录"; *word; word += 3, text += 3) {
    text += lines_space(text);
    if (strncmp(text, word, 3) != 0)
      return false;
  }
  return *text == '\0';
}

/* The 目录 says again what the headings say; the layout makes its own. */
static void drop_contents(const char *path, Lines *lines, Messages *messages) {
  size_t kept = 0;
  int dropped = 0;
  for (size_t i = 0; i < lines->count; i++) {
    if (lines->items[i].style != LINE_ENTRY) {
      lines->items[kept++] = lines->items[i];
      continue;
    }
    if (dropped++ == 0 && kept > 0 && is_contents_title(&lines->items[kept - 1]))
      kept--;
  }
  lines->count = kept;
  char number[16];
  snprintf(number, sizeof number, "%d", dropped);
  if (dropped > 0)
    msg_add(messages, pos_file(path), IMPORT_CONTENTS, number);
}

static bool read_word(const char *path, const Buf *bytes, Lines *lines, Arena *arena,
                      Messages *messages) {
  bool read = word_read(path, bytes->data, bytes->len, lines, arena, messages);
  if (read && lines->count == 0)
    msg_add(messages, pos_file(path), FILE_EMPTY, path);
  return read && lines->count > 0;
}

static bool read_plain(const char *path, const Buf *bytes, Lines *lines, Arena *arena,
                       Messages *messages) {
  if (!infile_is_pdf(bytes->data, bytes->len))
    return lines_read(path, bytes->data, bytes->len, lines, arena, messages);
  msg_add(messages, pos_file(path), FILE_IS_PDF, path);
  return false;
}

bool import_report(const char *path, const Layout *layout, Buf *out, Messages *messages) {
  Arena *arena = arena_new();
  Buf bytes = {0};
  Import import = {.layout = layout};
  bool ok = infile_read(path, INFILE_LIMIT, &bytes, messages);
  if (ok && archive_is_one(bytes.data, bytes.len))
    ok = read_word(path, &bytes, &import.lines, arena, messages);
  else if (ok)
    ok = read_plain(path, &bytes, &import.lines, arena, messages);
  if (ok)
    drop_contents(path, &import.lines, messages);
  if (ok && !put_evaluation(&import, arena, out)) {
    msg_add(messages, pos_file(path), IMPORT_NO_TEXT, path);
    ok = false;
  }
  lines_free(&import.lines);
  buf_free(&bytes);
  arena_free(arena);
  return ok;
}
