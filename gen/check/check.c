#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

void finding_args(Check *check, Pos pos, MsgId id, const char *const args[]) {
  if (!check->is_off[id])
    msg_add_args(check->messages, pos, id, args);
}

bool head_has(const Passage *passage, const Figure *figure, Words *words) {
  return words_in(passage, figure->head, figure->start, words);
}

const char *quote(const Check *check, const Passage *passage, size_t start, size_t end) {
  return passage_quote(passage, start, end, check->arena);
}

const char *around(const Check *check, const Passage *passage, size_t start, size_t end) {
  return passage_around(passage, start, end, check->arena);
}

const char *quote_figure(const Check *check, const Passage *passage, const Figure *figure) {
  return figure_text(passage, figure, check->arena);
}

const char *decimal_text(const Check *check, Decimal value) {
  Buf text = {0};
  number_put(&text, number_trim(value));
  const char *copy = arena_copy(check->arena, text.data);
  buf_free(&text);
  return copy;
}

const char *in_scale(const Check *check, Decimal value, const Figure *model) {
  Decimal scaled = {value.units, value.scale + model->power}, rounded;
  if (scaled.scale > NUMBER_DIGITS)
    return decimal_text(check, value);
  int places = model->written.scale;
  Decimal plain = number_trim(scaled);
  if (places > NUMBER_PLACES || plain.scale > places || !number_round(scaled, places, &rounded))
    rounded = plain;
  Buf text = {0};
  number_put(&text, rounded);
  const char *copy = arena_copy(check->arena, text.data);
  buf_free(&text);
  return copy;
}

const char *place_text(const Check *check, Pos here, Pos other) {
  const char *file = other.file ? other.file : "";
  const char *colon = strrchr(file, ':');
  if (other.line == 0)
    return colon ? colon + 1 : file;
  bool same_file = here.file && strcmp(here.file, file) == 0;
  return arena_printf(check->arena, "%s%s第 %d 行", same_file ? "" : file, same_file ? "" : " ",
                      other.line);
}

Pos fact_pos(const Check *check, const xmlNode *node, const char *attribute) {
  const xmlAttr *found = attribute ? xmlHasProp(node, (const xmlChar *)attribute) : NULL;
  return xml_pos(check->evaluation->file, found ? (const xmlNode *)found : node);
}

const char *count_text(const Check *check, size_t count) {
  return arena_printf(check->arena, "%zu", count);
}

/* More than these are not remembered: no honest report has so many. */
enum { TOLD_MOST = 100 };

void tell_sum(Check *check, Decimal total, Decimal sum) {
  if (check->told_count == TOLD_MOST)
    return;
  check->told =
      mem_grow(check->told, check->told_count, &check->told_capacity, sizeof *check->told);
  check->told[check->told_count++] = (Told){total, sum};
}

bool was_told(const Check *check, Decimal total, Decimal sum) {
  for (size_t i = 0; i < check->told_count; i++) {
    if (number_compare(check->told[i].total, total) == 0 &&
        number_compare(check->told[i].sum, sum) == 0)
      return true;
  }
  return false;
}

static size_t count_passages(const Doc *doc) {
  size_t count = doc->block_count;
  for (size_t i = 0; i < doc->block_count; i++)
    count += doc->blocks[i].table ? doc->blocks[i].table->cell_count : 0;
  return count;
}

/* The 目录 only says again what the headings say. */
static bool is_of_contents(const Doc *doc, size_t block) {
  bool is_title = block + 1 < doc->block_count && doc->blocks[block + 1].kind == BLOCK_ENTRY;
  return is_title || doc->blocks[block].kind == BLOCK_ENTRY;
}

static void add_passage(Check *check, const Block *block) {
  Passage *passage = &check->passages[check->count];
  *passage = passage_of(block, check->arena);
  if (passage->is_prose)
    check->figures[check->count] = figures_find(passage, check->arena);
  check->count++;
}

/* A cell reads like a block of its own. */
static void add_cells(Check *check, const Table *table) {
  for (size_t i = 0; i < table->cell_count; i++) {
    const Cell *cell = &table->cells[i];
    Block *block = arena_alloc(check->arena, sizeof *block);
    *block = (Block){.kind = BLOCK_TABLE,
                     .text = cell->text,
                     .len = cell->len,
                     .origins = cell->origins,
                     .origin_count = cell->origin_count,
                     .pos = cell->pos};
    add_passage(check, block);
  }
}

static void read_passages(Check *check) {
  size_t most = count_passages(check->doc) + 1;
  check->passages = arena_array(check->arena, most, sizeof *check->passages);
  check->figures = arena_array(check->arena, most, sizeof *check->figures);
  for (size_t i = 0; i < check->doc->block_count; i++) {
    const Block *block = &check->doc->blocks[i];
    if (is_of_contents(check->doc, i))
      continue;
    add_passage(check, block);
    if (block->table)
      add_cells(check, block->table);
  }
}

bool check_report(const Layout *layout, const Evaluation *evaluation, const Doc *doc,
                  Messages *messages) {
  static void (*const rules[])(Check *) = {
      rules_structure, rules_lists,   rules_facts,  rules_scores, rules_groups, rules_asdata,
      rules_sums,      rules_rates,   rules_growth, rules_same,   rules_pairs,  rules_marks,
      rules_words,     rules_repeats, rules_style,  rules_rubbish};
  Check check = {.layout = layout,
                 .evaluation = evaluation,
                 .doc = doc,
                 .messages = messages,
                 .arena = arena_new()};
  read_passages(&check);
  plans_read(&check);
  bool right = rules_own(&check);
  for (size_t i = 0; right && i < sizeof rules / sizeof *rules; i++)
    rules[i](&check);
  free(check.told);
  arena_free(check.arena);
  return right;
}
