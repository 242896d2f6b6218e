#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "input/import.h"
#include "input/label.h"
#include "input/lines.h"
#include "input/print.h"

/* A heading or a line of the title is at most so many characters. */
enum { LONGEST_HEADING = 40, LONGEST_TITLE = 60, MOST_TITLE_LINES = 4, LONGEST_MARK = 8 };

/* Where the writer stands: in the text, in a chapter, in a section. */
enum { IN_TEXT, IN_CHAPTER, IN_SECTION, PLACES };

typedef struct Import {
  const Layout *layout;
  Lines lines;
  size_t at; /* the next line */
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

/* A heading may end in a full stop, but holds no sentence before it. */
static bool is_heading_text(const char *text) {
  const char *stop = strstr(text, "。");
  return chars(text) <= LONGEST_HEADING && (!stop || stop[strlen("。")] == '\0');
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

/* A label with nothing behind it, a long 一、 and a （一） outside a chapter
 * stay plain paragraphs, number and all. */
static Piece judge(const Import *import, const char *line, Arena *arena) {
  Piece plain = {LEVEL_COUNT, "", line, 0};
  const xmlNode *skeleton = import->layout->skeleton;
  Label label;
  if (!label_read(import->layout, line, &label))
    return is_chapter_name(skeleton, line) ? (Piece){0, "", line, 0} : plain;
  const char *text = line + label.len;
  Piece piece = {label.level, arena_copy_n(arena, line, label.len), text, label.number};
  if (label.level != 1 && is_chapter_name(skeleton, text)) {
    if (label.level != 0)
      piece.number = 0;
    piece.level = 0;
    return piece;
  }
  bool is_heading = label.level <= 1;
  if (!*text || (is_heading && !is_heading_text(text)) ||
      (label.level == 1 && import->place == IN_TEXT))
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

static void put_paragraph(Import *import, const Piece *piece) {
  static const char *const names[] = {[2] = "条", [3] = "款", [LEVEL_COUNT] = "段"};
  const char *name = names[piece->level];
  put_indent(import);
  buf_printf(import->out, "<%s", name);
  if (piece->level < LEVEL_COUNT)
    put_label(import, piece);
  buf_putc(import->out, '>');
  print_text(import->out, piece->text, strlen(piece->text));
  buf_printf(import->out, "</%s>\n", name);
}

static void put_text(Import *import, Arena *arena) {
  buf_puts(import->out, "  <正文 完整=\"是\">\n");
  for (; import->at < import->lines.count; import->at++) {
    Piece piece = judge(import, import->lines.items[import->at], arena);
    if (piece.level <= 1)
      put_heading(import, &piece);
    else
      put_paragraph(import, &piece);
  }
  leave_to(import, IN_TEXT);
  buf_puts(import->out, "  </正文>\n");
}

/* 附件2 on the first line, where the layout has a place for it. */
static void put_mark(Import *import) {
  static const char word[] = "附件";
  const char *line = import->lines.count ? import->lines.items[0] : "";
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

/* An empty title is written too: the layout's own would be made from facts. */
static void put_title(Import *import) {
  if (!find_below(import->layout->skeleton, "标题"))
    return;
  buf_puts(import->out, "  <标题>");
  for (int i = 0; i < MOST_TITLE_LINES && import->at < import->lines.count; i++) {
    const char *line = import->lines.items[import->at];
    Label label;
    if (!is_title_text(line) || label_read(import->layout, line, &label) ||
        is_chapter_name(import->layout->skeleton, line))
      break;
    if (i > 0)
      buf_puts(import->out, "<换行/>");
    print_text(import->out, line, strlen(line));
    import->at++;
  }
  buf_puts(import->out, "</标题>\n");
}

/* The first 2022年 before the text, else the layout's year. */
static int find_year(const Import *import, size_t end) {
  for (size_t i = 0; i < end; i++) {
    const char *line = import->lines.items[i];
    for (const char *at = strstr(line, "年"); at; at = strstr(at + 1, "年")) {
      if (at - line >= 4 && (at[-4] == '1' || at[-4] == '2') && strspn(at - 4, "0123456789") == 4)
        return atoi(at - 4);
    }
  }
  return import->layout->year;
}

bool import_text(const char *path, const Layout *layout, Buf *out, Messages *messages) {
  Arena *arena = arena_new();
  Buf head = {0};
  Import import = {.layout = layout, .out = &head};
  bool ok = lines_read(path, &import.lines, arena, messages);
  if (ok) {
    put_mark(&import);
    put_title(&import);
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    buf_printf(out, "<绩效自评 年度=\"%d\"", find_year(&import, import.at));
    print_attribute(out, "布局", layout->name);
    buf_puts(out, ">\n");
    buf_add(out, head.data, head.len);
    import.out = out;
    put_text(&import, arena);
    buf_puts(out, "</绩效自评>\n");
  }
  lines_free(&import.lines);
  buf_free(&head);
  arena_free(arena);
  return ok;
}
