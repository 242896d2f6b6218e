/* Lines as Word and WPS broke them in public documents (../shared/lines), each
 * judged from its true start. Prints the share of every file and each miss with
 * what our rule makes of it; fails below the shares that were reached. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/utf8.h"
#include "compose/lines.h"
#include "xml/xml.h"

enum { EM = 1000000, ROUNDING = 5000, LEAST_MARK = 900000 };

typedef struct Source {
  const char *name;
  BreakMode mode;
  bool hanging, squeeze, pairs;
  const char *setting; /* the one setting that this document needs */
  int least;           /* breaks that must come out right */
} Source;

static const Source sources[] = {
    {"word-ltsc-16pt", BREAK_WORD, false, true, true, "", 299},
    {"word-2010-15pt", BREAK_WORD, false, true, true, "", 180},
    {"wps-a-16pt", BREAK_WPS, true, true, true, "悬挂=是", 604},
    {"wps-b-16pt", BREAK_WPS, false, true, true, "", 278},
    {"wps-c-15pt", BREAK_WPS, false, false, true, "挤压=否", 152},
    {"wps-d-15pt", BREAK_WPS, false, true, false, "相邻挤压=否", 174},
};

/* Why a line comes out otherwise, by how it begins. Misread: what the PDF shows
 * is not what the document said. Rule: ours does something else. */
static const struct {
  const char *begins, *reason;
} known_misses[] = {
    {"年3月1日", "misread: an address line that was ended by hand"},
    {"（四）资源", "rule: （或 would be squeezed in with its bracket; Word leaves both"},
    {"出售电量", "rule: the stop is taken in although two marks give less than it needs"},
    {"第七十三条", "misread: spaces beside D-2 are Word's own gaps, wider there"},
    {"过程绩效", "misread: a paragraph without Han–Latin gaps"},
    {"涉及预算", "misread: a paragraph without Han–Latin gaps"},
    {"及预算金", "misread: a paragraph without Han–Latin gaps"},
    {"“优”的项", "misread: a paragraph without Han–Latin gaps"},
    {"“合格”的", "misread: a paragraph without Han–Latin gaps"},
    {"（三）具有", "rule: WPS takes nothing in where the number's brackets are the only marks"},
    {"（二）按照", "rule: as （三）具有"},
    {"（六）向电", "rule: as （三）具有"},
    {"（二）挂牌", "rule: as （三）具有"},
    {"（一）材料", "rule: as （三）具有"},
    {"其中，", "misread: subscripts are read at full size"},
    {"取0.5，", "misread: subscripts are read at full size"},
    {"报价格、", "misread: subscripts are read at full size"},
    {"频容量总", "misread: subscripts are read at full size"},
    {"容量。若", "misread: subscripts are read at full size"},
    {"服务市场", "misread: subscripts are read at full size"},
    {"T1:AGC", "misread: subscripts are read at full size"},
    {"第十三条", "misread: a formula stands where an ideographic space is read"},
    {"服务过程", "misread: a formula stands where an ideographic space is read"},
    {"（二）当调", "misread: a formula stands where an ideographic space is read"},
    {"调频单元", "misread: a formula stands where an ideographic space is read"},
    {"其中：　", "misread: a formula stands where an ideographic space is read"},
    {"（二）月度", "misread: a half-width colon with its space is a full-width one"},
    {"年初预算", "rule: beside digits of a half-width Chinese font a space is half an em"},
    {"初预算为", "rule: as 年初预算"},
    {"算为 85.", "rule: as 年初预算"},
    {"员的基本", "rule: as 年初预算"},
    {"出。年初", "rule: as 年初预算"},
};

static const char *known_reason(const char *line) {
  for (size_t i = 0; i < sizeof known_misses / sizeof *known_misses; i++)
    if (strncmp(line, known_misses[i].begins, strlen(known_misses[i].begins)) == 0)
      return known_misses[i].reason;
  return NULL;
}

typedef struct Reading {
  Fonts *fonts;
  json_t *advances;
  bool is_times; /* its Latin letters are Times New Roman's */
} Reading;

static double number(const json_t *object, const char *key) {
  return json_number_value(json_object_get(object, key));
}

/* The letters' advances that were read off a page mix in subscripts; where the
 * document's Latin is Times, its metric twin gives them. */
static Emu letter_advance(const Reading *reading, uint32_t ch) {
  FontPick pick = fonts_pick(reading->fonts, fonts_role(reading->fonts, "西文"), ch);
  return pick.face ? (Emu)face_advance(pick.face, pick.glyph) * (EM / 1000) : EM / 2;
}

static Char read_char(const Reading *reading, uint32_t ch, const char *key) {
  Char item = {.ch = ch, .class = class_of(ch), .em = EM, .advance = EM};
  const json_t *read = json_object_get(reading->advances, key);
  Emu advance = (Emu)(json_number_value(read) * EM);
  /* What takes less than an em there is no full-width character there. */
  if (read && class_is_full_width(item.class) && advance < LEAST_MARK)
    item.class = CLASS_SIGN;
  if (class_is_full_width(item.class))
    return item;
  if (item.class == CLASS_LETTER && ch < 0x80 && reading->is_times)
    item.advance = letter_advance(reading, ch);
  else
    item.advance = read ? advance : ch == ' ' ? EM / 4 : EM / 2;
  return item;
}

/* A space between two Chinese characters is the Chinese font's. */
static void widen_spaces(Char *chars, size_t count) {
  for (size_t i = 1; i + 1 < count; i++)
    if (chars[i].ch == ' ' && class_is_full_width(chars[i - 1].class) &&
        class_is_full_width(chars[i + 1].class))
      chars[i].advance = EM / 2;
}

static size_t read_line(const Reading *reading, const char *text, Char *chars) {
  size_t len = strlen(text), count = 0;
  for (size_t at = 0; at < len;) {
    char key[5] = {0};
    size_t start = at;
    uint32_t ch = utf8_next(text, len, &at);
    memcpy(key, text + start, at - start);
    chars[count++] = read_char(reading, ch, key);
  }
  return count;
}

/* A line that comes out otherwise, and why; one without a known reason is a
 * change of the rule that nobody has looked at yet. */
static void print_miss(const Char *chars, size_t start, size_t wanted, BrokenLine got, Emu measure,
                       const char *text) {
  Emu width = 0;
  for (size_t i = start; i < wanted; i++)
    width += chars[i].advance + (i > start ? chars[i].gap - chars[i].pair : 0);
  const char *reason = known_reason(text);
  printf("    %+zd characters; true line %.3f of %.3f em: %s\n      %s\n",
         (ssize_t)got.end - (ssize_t)wanted, (double)width / EM, (double)measure / EM, text,
         reason ? reason : "!!! NO REASON KNOWN");
  assert_non_null(reason);
}

typedef struct Score {
  int right, all;
} Score;

static void judge_paragraph(const Reading *reading, const BreakRule *rule, const json_t *paragraph,
                            Emu measure, Emu indent, Score *score) {
  json_t *lines = json_object_get(paragraph, "lines");
  size_t line_count = json_array_size(lines), total = 0, count = 0;
  for (size_t i = 0; i < line_count; i++)
    total += strlen(json_string_value(json_array_get(lines, i)));
  Char *chars = calloc(total + 1, sizeof *chars);
  size_t *starts = calloc(line_count + 1, sizeof *starts);
  for (size_t i = 0; i < line_count; i++) {
    starts[i] = count;
    count += read_line(reading, json_string_value(json_array_get(lines, i)), chars + count);
  }
  widen_spaces(chars, count);
  chars_prepare(rule, chars, count);
  for (size_t i = 0; i + 1 < line_count; i++) {
    Emu own = measure - (i == 0 ? indent : 0);
    BrokenLine got = line_break(rule, chars, count, starts[i], own);
    score->all++;
    score->right += got.end == starts[i + 1];
    if (got.end != starts[i + 1])
      print_miss(chars, starts[i], starts[i + 1], got, own,
                 json_string_value(json_array_get(lines, i)));
  }
  free(chars);
  free(starts);
}

static Score judge(Fonts *fonts, const Source *source, json_t *file) {
  PageSetup page = {.mode = source->mode,
                    .hanging = source->hanging,
                    .squeeze = source->squeeze,
                    .squeeze_pairs = source->pairs};
  BreakRule rule = break_rule(&page);
  json_t *advances = json_object_get(file, "advances");
  Reading reading = {fonts, advances, number(advances, ".") < 0.4};
  Emu measure = (Emu)(number(file, "measure_em") * EM) + ROUNDING;
  Score score = {0};
  size_t index;
  json_t *paragraph;
  json_array_foreach(json_object_get(file, "paragraphs"), index, paragraph) {
    Emu indent = (Emu)(number(paragraph, "indent") / number(file, "size") * EM);
    judge_paragraph(&reading, &rule, paragraph, measure, indent, &score);
  }
  return score;
}

static void lines_break_as_in_the_documents(void **state) {
  Fonts *fonts = *state;
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    char path[128];
    snprintf(path, sizeof path, "../shared/lines/%s.json", sources[i].name);
    json_t *file = json_load_file(path, 0, NULL);
    if (!file) {
      printf("!!! %s is not there: NOT TESTED whether lines break as Word and WPS break them\n",
             path);
      skip();
    }
    printf("%s %s\n", sources[i].name, sources[i].setting);
    Score score = judge(fonts, &sources[i], file);
    printf("  %d of %d breaks right (%.1f %%), %d demanded\n", score.right, score.all,
           100.0 * score.right / score.all, sources[i].least);
    assert_true(score.right >= sources[i].least);
    json_decref(file);
  }
}

static int open_fonts(void **state) {
  xml_start();
  Messages *messages = msg_new();
  *state = fonts_load("fonts", messages);
  msg_print(messages, stderr);
  msg_free(messages);
  return *state ? 0 : -1;
}

static int close_fonts(void **state) {
  fonts_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lines_break_as_in_the_documents)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
