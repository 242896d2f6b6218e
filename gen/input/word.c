#include "input/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "input/word_read.h"

Pos word_pos(const WordReading *word) {
  return pos_at(word->path, word->paragraph, 0);
}

static bool has_text_box(const xmlNode *node) {
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    if (xml_is(child, "txbxContent") || has_text_box(child))
      return true;
  }
  return false;
}

/* The newer form, unless only the older one has the text. */
const xmlNode *word_alternative(const xmlNode *node) {
  const xmlNode *choice = xml_child(node, "Choice"), *fallback = xml_child(node, "Fallback");
  if (!choice || (fallback && !has_text_box(choice) && has_text_box(fallback)))
    return fallback;
  return choice;
}

/* Numbers like 第一章 or 1 don't run into the text behind them. */
static bool wants_space(const char *label) {
  size_t len = strlen(label);
  uint32_t last = len ? utf8_prev(label, &len) : 0;
  return (last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') ||
         (last >= 'a' && last <= 'z') || (last >= 0x4E00 && last <= 0x9FFF);
}

void word_deliver(WordReading *word, LineStyle style) {
  if (!word->cell) {
    lines_add(word->lines, draft_content(&word->draft, word->arena), style, word->arena);
  } else if (word->draft.text.len > 0) {
    if (word->cell->text.len > 0)
      draft_add(word->cell, LINE_BREAK, NULL);
    draft_join(word->cell, &word->draft);
  }
  draft_clear(&word->draft);
}

/* Boxes and notes whose anchor has been passed; they may have some in turn. */
static void read_later(WordReading *word) {
  size_t count = word->later_count;
  Later *later = arena_array(word->arena, count, sizeof *later);
  if (count > 0)
    memcpy(later, word->later, count * sizeof *later);
  word->later_count = 0;
  for (size_t i = 0; i < count; i++) {
    word->note = later[i].note;
    word_blocks(word, later[i].content);
  }
}

static int outline_of(const xmlNode *properties) {
  const char *value = xml_attr_any(xml_child(properties, "outlineLvl"), "val");
  return value ? atoi(value) : -1;
}

/* A paragraph whose mark is deleted runs on into the next. */
static bool runs_on(const xmlNode *properties) {
  const xmlNode *mark = xml_child(properties, "rPr");
  return xml_child(mark, "del") || xml_child(mark, "moveFrom");
}

/* Our locked form cuts a paragraph in two where a page ends in it: a line break, then
 * a paragraph that asks for a page. */
static bool is_cut(const WordReading *word, const xmlNode *node) {
  const Buf *text = &word->draft.text;
  size_t len = strlen(LINE_BREAK);
  const xmlNode *next = xml_next(node, NULL);
  return text->len > len && memcmp(text->data + text->len - len, LINE_BREAK, len) == 0 &&
         xml_is(next, "p") && xml_child(xml_child(next, "pPr"), "pageBreakBefore");
}

static void put_number(WordReading *word, const xmlNode *properties, const WordStyle *style) {
  const char *label = word_number(&word->numbers, xml_child(properties, "numPr"), style);
  draft_add(&word->draft, label, NULL);
  if (wants_space(label))
    draft_add(&word->draft, " ", NULL);
}

static void read_paragraph(WordReading *word, const xmlNode *node) {
  const xmlNode *properties = xml_child(node, "pPr");
  const char *id = xml_attr_any(xml_child(properties, "pStyle"), "val");
  const WordStyle *style = id ? word_style(&word->styles, id) : word->styles.normal;
  word->paragraph++;
  if (word->draft.text.len == 0)
    put_number(word, properties, style);
  word_runs(word, node, style);
  if (runs_on(properties)) {
    word->deleted++;
    return;
  }
  if (is_cut(word, node))
    return;
  word_deliver(word, word_style_kind(style, outline_of(properties)));
  read_later(word);
}

void word_blocks(WordReading *word, const xmlNode *parent) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "p"))
      read_paragraph(word, node);
    else if (xml_is(node, "tbl"))
      word_table(word, node);
    else if (xml_is(node, "sdt"))
      word_blocks(word, xml_child(node, "sdtContent"));
    else if (xml_is(node, "AlternateContent"))
      word_blocks(word, word_alternative(node));
    else if (xml_is(node, "customXml") || xml_is(node, "ins") || xml_is(node, "moveTo"))
      word_blocks(word, node);
    else if (xml_is(node, "altChunk"))
      word->pictures++;
  }
}

/* A part that may be missing; false with messages when it is refused. */
static bool load(WordReading *word, const char *type, XmlFile **file) {
  const char *part = links_by_type(&word->links, type);
  if (!part || !archive_has(word->archive, part))
    return true;
  *file = archive_xml(word->archive, part, word->messages);
  return *file != NULL;
}

static const xmlNode *root_of(const XmlFile *file) {
  return file ? xmlDocGetRootElement(file->tree) : NULL;
}

static bool load_lists(WordReading *word) {
  XmlFile *styles = NULL, *numbers = NULL;
  bool ok = load(word, "styles", &styles) && load(word, "numbering", &numbers);
  if (ok) {
    word->styles = word_styles_read(root_of(styles), word->arena);
    word->numbers = word_numbers_read(root_of(numbers), &word->styles, word->arena);
  }
  xml_free(styles);
  xml_free(numbers);
  return ok;
}

/* Page numbers and the dashes around them are no text. */
static bool is_words(const char *text) {
  static const char *const fillers[] = {"第", "页", "共", "—", "－", "–"};
  while (*text) {
    size_t len = strspn(text, "0123456789- \t/");
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers && len == 0; i++) {
      if (strncmp(text, fillers[i], strlen(fillers[i])) == 0)
        len = strlen(fillers[i]);
    }
    if (len == 0)
      return true;
    text += len;
  }
  return false;
}

static bool has_words(const xmlNode *node) {
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE && xml_is(node, "t") && is_words((const char *)child->content))
      return true;
    if (child->type == XML_ELEMENT_NODE && has_words(child))
      return true;
  }
  return false;
}

/* Headers and footers that say more than the page's number. */
static int count_margins(WordReading *word) {
  int count = 0;
  for (size_t i = 0; i < word->links.count; i++) {
    const Link *link = &word->links.items[i];
    bool is_margin = strcmp(link->type, "header") == 0 || strcmp(link->type, "footer") == 0;
    if (!is_margin || !link->part || !archive_has(word->archive, link->part))
      continue;
    XmlFile *file = archive_xml(word->archive, link->part, word->messages);
    count += file && has_words(xmlDocGetRootElement(file->tree));
    xml_free(file);
  }
  return count;
}

static void report(const WordReading *word, int count, MsgId id, const char *what) {
  char number[16];
  snprintf(number, sizeof number, "%d", count);
  if (count > 0)
    msg_add(word->messages, pos_file(word->path), id, what, number);
}

static void report_all(WordReading *word) {
  char inserted[16], deleted[16];
  snprintf(inserted, sizeof inserted, "%d", word->inserted);
  snprintf(deleted, sizeof deleted, "%d", word->deleted);
  if (word->inserted + word->deleted > 0)
    msg_add(word->messages, pos_file(word->path), IMPORT_TRACKED, inserted, deleted);
  report(word, word->notes, IMPORT_MOVED, "脚注、尾注");
  report(word, word->boxes, IMPORT_MOVED, "文本框");
  report(word, word->pictures, IMPORT_LEFT_OUT, "图片和嵌入的对象");
  report(word, word->comments, IMPORT_LEFT_OUT, "批注");
  report(word, word->hidden, IMPORT_LEFT_OUT, "隐藏的文字");
  report(word, count_margins(word), IMPORT_LEFT_OUT, "页眉、页脚");
}

static bool read_body(WordReading *word, const xmlNode *root) {
  const xmlNode *body = xml_is(root, "document") ? xml_child(root, "body") : NULL;
  if (!body) {
    msg_add(word->messages, pos_file(word->path), IMPORT_NO_DOCUMENT, word->path);
    return false;
  }
  draft_clear(&word->draft);
  word_blocks(word, body);
  word_deliver(word, LINE_UNKNOWN);
  read_later(word);
  report_all(word);
  return true;
}

static int compare_notes(const void *left, const void *right) {
  return strcmp(((const WordNote *)left)->id, ((const WordNote *)right)->id);
}

static void list_notes(WordReading *word, const xmlNode *root, const char *kind) {
  for (xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL)) {
    const char *id = xml_attr_any(node, "id");
    word->note_list[word->note_count++] =
        (WordNote){arena_printf(word->arena, "%s%s", kind, id ? id : ""), node, false};
  }
}

static void sort_notes(WordReading *word, const xmlNode *footnotes, const xmlNode *endnotes) {
  size_t count = 0;
  for (xmlNode *node = xml_child(footnotes, NULL); node; node = xml_next(node, NULL))
    count++;
  for (xmlNode *node = xml_child(endnotes, NULL); node; node = xml_next(node, NULL))
    count++;
  word->note_list = arena_array(word->arena, count, sizeof *word->note_list);
  list_notes(word, footnotes, "f");
  list_notes(word, endnotes, "e");
  if (count > 0)
    qsort(word->note_list, count, sizeof *word->note_list, compare_notes);
}

static bool read_document(WordReading *word, const char *part) {
  XmlFile *document = archive_xml(word->archive, part, word->messages);
  XmlFile *footnotes = NULL, *endnotes = NULL;
  bool ok = document && links_read(word->archive, part, &word->links, word->messages) &&
            load_lists(word) && load(word, "footnotes", &footnotes) &&
            load(word, "endnotes", &endnotes);
  if (ok) {
    sort_notes(word, root_of(footnotes), root_of(endnotes));
    ok = read_body(word, root_of(document));
  }
  xml_free(document);
  xml_free(footnotes);
  xml_free(endnotes);
  links_free(&word->links);
  draft_free(&word->draft);
  free(word->later);
  return ok;
}

bool word_read(const char *path, const char *bytes, size_t len, Lines *lines, Arena *arena,
               Messages *messages) {
  WordReading word = {.path = path,
                      .arena = arena,
                      .messages = messages,
                      .archive = archive_open(path, bytes, len, &archive_of_report, messages),
                      .lines = lines};
  Links links = {0};
  bool ok = word.archive && links_read(word.archive, "", &links, messages);
  const char *part = ok ? links_by_type(&links, "officeDocument") : NULL;
  if (ok && !part)
    msg_add(messages, pos_file(path), IMPORT_NO_DOCUMENT, path);
  ok = part && read_document(&word, part);
  links_free(&links);
  archive_free(word.archive);
  return ok;
}
