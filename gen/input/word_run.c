/* The text of a paragraph: its runs and what may stand around them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "input/word_read.h"
#include "input/word_symbol.h"

static bool is_any(const xmlNode *node, const char *const names[]) {
  for (; *names; names++) {
    if (xml_is(node, *names))
      return true;
  }
  return false;
}

/* Within the instruction of a field nothing is printed. */
static bool is_instruction(const WordReading *word) {
  int depth = word->field_depth < FIELD_DEPTH ? word->field_depth : FIELD_DEPTH;
  for (int i = 0; i < depth; i++) {
    if (word->instructs[i])
      return true;
  }
  return false;
}

static void put(WordReading *word, const char *text, const char *mark) {
  if (!is_instruction(word))
    draft_add(&word->draft, text, mark);
}

/* Hidden text is not printed. */
static bool is_hidden(const WordReading *word, const xmlNode *properties,
                      const WordStyle *paragraph) {
  const char *id = xml_attr_any(xml_child(properties, "rStyle"), "val");
  const WordStyle *style = word_style(&word->styles, id);
  Said said = word_look(properties).hidden;
  if (said == SAID_NOTHING && style)
    said = style->look.hidden;
  if (said == SAID_NOTHING && paragraph)
    said = paragraph->look.hidden;
  return said == SAID_YES;
}

/* 上标, 下标 or 粗 for a run; NULL for none. Bold counts where the paragraph's
 * style is not bold itself. */
static const char *mark_of(const WordReading *word, const xmlNode *properties,
                           const WordStyle *paragraph) {
  const char *id = xml_attr_any(xml_child(properties, "rStyle"), "val");
  const WordStyle *style = word_style(&word->styles, id);
  WordLook look = word_look(properties);
  const char *raised = look.raised ? look.raised : style ? style->look.raised : NULL;
  Said bold = look.bold != SAID_NOTHING ? look.bold : style ? style->look.bold : SAID_NOTHING;
  bool is_own = bold == SAID_YES && !(paragraph && paragraph->look.bold == SAID_YES);
  if (raised && *raised)
    return raised;
  return is_own ? "粗" : NULL;
}

static void report_symbol(WordReading *word, const char *font, const char *place) {
  msg_add(word->messages, word_pos(word), IMPORT_SYMBOL, place, font ? font : "");
}

/* <w:sym w:font="Wingdings" w:char="F0FE"/> */
static void put_symbol(WordReading *word, const xmlNode *node, const char *mark) {
  const char *font = xml_attr_any(node, "font"), *place = xml_attr_any(node, "char");
  unsigned long code = place ? strtoul(place, NULL, 16) : 0;
  const char *symbol = word_symbol(font, (uint32_t)code);
  if (!symbol && !is_instruction(word))
    report_symbol(word, font, place ? place : "");
  put(word, symbol ? symbol : WORD_UNKNOWN_SYMBOL, mark);
}

static void put_text(WordReading *word, const xmlNode *node, const xmlNode *properties,
                     const char *mark) {
  const xmlNode *fonts = xml_child(properties, "rFonts");
  const char *font = xml_attr_any(fonts, "ascii");
  Buf text = {0};
  buf_puts(&text, "");
  bool known = true;
  for (const xmlNode *child = node->children; child; child = child->next) {
    if (child->type == XML_TEXT_NODE)
      known &= word_symbols_put(&text, font, (const char *)child->content);
  }
  for (char *at = text.data; *at; at++) {
    if (*at == '\n' || *at == '\r')
      *at = ' ';
  }
  if (!known && !is_instruction(word))
    report_symbol(word, font, text.data);
  put(word, text.data, mark);
  buf_free(&text);
}

static void turn_field(WordReading *word, const xmlNode *node) {
  const char *type = xml_attr_any(node, "fldCharType");
  int *depth = &word->field_depth;
  if (!type)
    return;
  if (strcmp(type, "begin") == 0) {
    if (*depth < FIELD_DEPTH)
      word->instructs[*depth] = true;
    ++*depth;
  } else if (*depth > 0 && *depth <= FIELD_DEPTH && strcmp(type, "separate") == 0) {
    word->instructs[*depth - 1] = false;
  } else if (*depth > 0 && strcmp(type, "end") == 0) {
    --*depth;
  }
}

/* The content is read when the paragraph is through. */
static void keep_for_later(WordReading *word, const xmlNode *content, int note) {
  word->later =
      mem_grow(word->later, word->later_count, &word->later_capacity, sizeof *word->later);
  word->later[word->later_count++] = (Later){content, note};
}

static int compare_notes(const void *left, const void *right) {
  return strcmp(((const WordNote *)left)->id, ((const WordNote *)right)->id);
}

/* The number as printed; the note itself begins with it again. */
static void put_note(WordReading *word, const xmlNode *node) {
  const char *id = xml_attr_any(node, "id");
  const char *kind = xml_is(node, "footnoteReference") ? "f" : "e";
  WordNote key = {.id = arena_printf(word->arena, "%s%s", kind, id ? id : "")};
  WordNote *note = word->note_count
                       ? bsearch(&key, word->note_list, word->note_count, sizeof key, compare_notes)
                       : NULL;
  if (!note || note->is_read || is_instruction(word))
    return;
  note->is_read = true;
  word->notes++;
  put(word, arena_printf(word->arena, "%d", word->notes), "上标");
  keep_for_later(word, note->node, word->notes);
}

static void find_boxes(WordReading *word, const xmlNode *node, bool *found) {
  for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
    if (xml_is(child, "txbxContent")) {
      keep_for_later(word, child, 0);
      word->boxes++;
      *found = true;
    } else if (xml_is(child, "AlternateContent")) {
      find_boxes(word, word_alternative(child), found);
    } else {
      find_boxes(word, child, found);
    }
  }
}

/* A drawing: the text in it, or a picture. */
static void put_drawing(WordReading *word, const xmlNode *node) {
  bool has_text = false;
  find_boxes(word, node, &has_text);
  word->pictures += !has_text;
}

static void put_break(WordReading *word, const xmlNode *node) {
  const char *type = xml_attr_any(node, "type");
  if (!type || strcmp(type, "textWrapping") == 0)
    put(word, LINE_BREAK, NULL);
}

static void run_children(WordReading *word, const xmlNode *run, const xmlNode *properties,
                         const char *mark);

static void put_run_child(WordReading *word, const xmlNode *node, const xmlNode *properties,
                          const char *mark) {
  static const char *const drawings[] = {"drawing", "pict", "object", NULL};
  if (word->is_hidden && !xml_is(node, "fldChar"))
    word->hidden += xml_is(node, "t");
  else if (xml_is(node, "t"))
    put_text(word, node, properties, mark);
  else if (xml_is(node, "tab") || xml_is(node, "ptab"))
    put(word, "\t", NULL);
  else if (xml_is(node, "br"))
    put_break(word, node);
  else if (xml_is(node, "cr"))
    put(word, LINE_BREAK, NULL);
  else if (xml_is(node, "noBreakHyphen"))
    put(word, "-", mark);
  else if (xml_is(node, "sym"))
    put_symbol(word, node, mark);
  else if (xml_is(node, "fldChar"))
    turn_field(word, node);
  else if (xml_is(node, "footnoteReference") || xml_is(node, "endnoteReference"))
    put_note(word, node);
  else if (xml_is(node, "footnoteRef") || xml_is(node, "endnoteRef"))
    put(word, arena_printf(word->arena, "%d", word->note), "上标");
  else if (xml_is(node, "commentReference"))
    word->comments++;
  else if (is_any(node, drawings))
    put_drawing(word, node);
  else if (xml_is(node, "AlternateContent"))
    run_children(word, word_alternative(node), properties, mark);
}

static void run_children(WordReading *word, const xmlNode *run, const xmlNode *properties,
                         const char *mark) {
  for (xmlNode *node = xml_child(run, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "ruby")) { /* the characters, then how they are read */
      word_runs(word, xml_child(node, "rubyBase"), NULL);
      put(word, "（", NULL);
      word_runs(word, xml_child(node, "rt"), NULL);
      put(word, "）", NULL);
    } else {
      put_run_child(word, node, properties, mark);
    }
  }
}

/* A formula's text in one line: a fraction as a/b, powers and indices raised. */
static void put_math(WordReading *word, const xmlNode *parent, const char *mark) {
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "t")) {
      put_text(word, node, NULL, mark);
      continue;
    }
    if (xml_is(node, "den"))
      put(word, "/", mark);
    put_math(word, node, xml_is(node, "sup") ? "上标" : xml_is(node, "sub") ? "下标" : mark);
  }
}

void word_runs(WordReading *word, const xmlNode *parent, const WordStyle *style) {
  static const char *const around[] = {"hyperlink", "smartTag", "sdtContent", "customXml",
                                       "fldSimple", "dir",      "bdo",        NULL};
  for (xmlNode *node = xml_child(parent, NULL); node; node = xml_next(node, NULL)) {
    if (xml_is(node, "r")) {
      const xmlNode *properties = xml_child(node, "rPr");
      word->is_hidden = is_hidden(word, properties, style);
      run_children(word, node, properties, mark_of(word, properties, style));
      word->is_hidden = false;
    } else if (xml_is(node, "del") || xml_is(node, "moveFrom")) {
      word->deleted++;
    } else if (xml_is(node, "ins") || xml_is(node, "moveTo")) {
      word->inserted++;
      word_runs(word, node, style);
    } else if (is_any(node, around)) {
      word_runs(word, node, style);
    } else if (xml_is(node, "sdt")) {
      word_runs(word, xml_child(node, "sdtContent"), style);
    } else if (xml_is(node, "AlternateContent")) {
      word_runs(word, word_alternative(node), style);
    } else if (xml_is(node, "oMath") || xml_is(node, "oMathPara")) {
      put_math(word, node, NULL);
    }
  }
}
