/* What `ziping diff` prints on standard output. */
#include <jansson.h>
#include <unistd.h>

#include "cli/cli.h"

static json_t *checked(json_t *value) {
  if (!value)
    mem_exhausted();
  return value;
}

static void append(json_t *array, json_t *value) {
  if (json_array_append_new(array, checked(value)) != 0)
    mem_exhausted();
}

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, checked(value)) != 0)
    mem_exhausted();
}

static json_t *text_of(Piece piece) {
  json_t *text = json_stringn(piece.text, piece.len);
  return text ? text : json_null();
}

static json_t *edits_of(const Edits *edits) {
  static const char *const names[] = {[EDIT_SAME] = "same", [EDIT_OLD] = "old", [EDIT_NEW] = "new"};
  json_t *array = checked(json_array());
  for (size_t i = 0; i < edits->count; i++)
    append(array, json_pack("{s:s, s:o}", "in", names[edits->items[i].kind], "text",
                            text_of(edits->items[i].piece)));
  return array;
}

static json_t *numbers_of(const size_t *numbers, size_t count) {
  json_t *array = checked(json_array());
  for (size_t i = 0; i < count; i++)
    append(array, json_integer((json_int_t)numbers[i]));
  return array;
}

/* Empty without a para. */
static const char *place_of(const Side *side, size_t para) {
  return para == SIZE_MAX ? "" : side->paras[para].place;
}

static json_t *effects_of(const Review *review, const Change *change) {
  json_t *array = checked(json_array());
  for (size_t i = 0; i < change->effect_count; i++) {
    const Effect *effect = &change->effects[i];
    append(array, json_pack("{s:s, s:s, s:o, s:o}", "old_place", place_of(review->old, effect->old),
                            "new_place", place_of(review->new, effect->new), "changes",
                            numbers_of(effect->changes, effect->change_count), "edits",
                            edits_of(&effect->edits)));
  }
  return array;
}

static json_t *paras_of(const Side *side, size_t first, size_t count) {
  json_t *array = checked(json_array());
  for (size_t i = first; i < first + count; i++)
    append(array, json_pack("{s:s, s:s, s:o}", "place", side->paras[i].place, "number",
                            side->paras[i].label, "text", text_of(side->paras[i].text)));
  return array;
}

static json_t *line_or_null(Pos pos) {
  return pos.line > 0 ? json_integer(pos.line) : json_null();
}

static const char *kind_name(ChangeKind kind) {
  static const char *const names[] = {
      [CHANGE_FIGURE] = "figure",     [CHANGE_FACT] = "value",        [CHANGE_REMOVED] = "removed",
      [CHANGE_INSERTED] = "inserted", [CHANGE_TEXT] = "text",         [CHANGE_DELETED] = "deleted",
      [CHANGE_ADDED] = "added",       [CHANGE_MOVED] = "moved",       [CHANGE_BREAKS] = "breaks",
      [CHANGE_LABELS] = "numbers",    [CHANGE_NOTATION] = "notation", [CHANGE_SETTING] = "setting"};
  return names[kind];
}

/* Empty texts and lists are left out. */
static json_t *change_of(const Review *review, size_t index) {
  const Change *change = &review->changes[index];
  json_t *object = checked(
      json_pack("{s:I, s:s}", "number", (json_int_t)index + 1, "kind", kind_name(change->kind)));
  const struct {
    const char *key, *text;
  } texts[] = {{"old_place", change->old_place},
               {"new_place", change->new_place},
               {"old", change->old},
               {"new", change->new},
               {"unit", change->unit}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (*texts[i].text)
      set(object, texts[i].key, json_string(texts[i].text));
  set(object, "old_line", line_or_null(change->old_pos));
  set(object, "new_line", line_or_null(change->new_pos));
  if (change->edits.count > 0)
    set(object, "edits", edits_of(&change->edits));
  if (change->effect_count > 0)
    set(object, "effects", effects_of(review, change));
  if (change->together > 0)
    set(object, "together", json_integer((json_int_t)change->together));
  if (change->kind == CHANGE_DELETED || change->kind == CHANGE_MOVED)
    set(object, "old_paragraphs", paras_of(review->old, change->old_para, change->old_count));
  if (change->kind == CHANGE_ADDED || change->kind == CHANGE_MOVED)
    set(object, "new_paragraphs", paras_of(review->new, change->new_para, change->new_count));
  return object;
}

static json_t *shift_of(const Shift *shift) {
  json_t *lines = shift->pitch > 0 && shift->amount % shift->pitch == 0
                      ? json_integer(shift->amount / shift->pitch)
                      : json_null();
  return json_pack("{s:{s:i, s:i}, s:{s:i, s:i}, s:i, s:o, s:I, s:s, s:o}", "old", "page",
                   shift->old_page, "line", shift->old_line, "new", "page", shift->new_page, "line",
                   shift->new_line, "pages", shift->pages, "lines", checked(lines), "emu",
                   (json_int_t)shift->amount, "because", shift->because, "changes",
                   numbers_of(shift->changes, shift->change_count));
}

static json_t *findings_of(const Finding *findings, size_t count) {
  json_t *array = checked(json_array());
  for (size_t i = 0; i < count; i++)
    append(array, json_pack("{s:s, s:s, s:s, s:o}", "level", msg_level_name(findings[i].level),
                            "rule", findings[i].name, "text", findings[i].text, "line",
                            line_or_null(findings[i].pos)));
  return array;
}

/* What the comparison of this one rests on. */
static const char *basis_of(const Side *side) {
  return !side->doc ? "text" : side->is_from_inside ? "source" : "evaluation";
}

static json_t *text_or_null(const char *text) {
  return text ? json_string(text) : json_null();
}

static json_t *review_json(const Review *review) {
  json_t *changes = checked(json_array()), *shifts = checked(json_array());
  for (size_t i = 0; i < review->change_count; i++)
    append(changes, change_of(review, i));
  for (size_t i = 0; i < review->shift_count; i++)
    append(shifts, shift_of(&review->shifts[i]));
  json_t *object = checked(json_object());
  set(object, "old", json_string(review->old->path));
  set(object, "new", json_string(review->new->path));
  set(object, "old_basis", json_string(basis_of(review->old)));
  set(object, "new_basis", json_string(basis_of(review->new)));
  set(object, "old_note", text_or_null(review->old->note));
  set(object, "new_note", text_or_null(review->new->note));
  set(object, "old_unlike", text_or_null(review->old->unlike));
  set(object, "new_unlike", text_or_null(review->new->unlike));
  set(object, "layouts", text_or_null(review->layouts));
  set(object, "same", json_boolean(review_is_same(review)));
  set(object, "changes", changes);
  set(object, "renumbered", json_integer((json_int_t)review->relabelled));
  set(object, "moved_lines", shifts);
  set(object, "old_pages", json_integer(review->old->page_count));
  set(object, "new_pages", json_integer(review->new->page_count));
  if (review->is_checked) {
    set(object, "findings_new", findings_of(review->found, review->found_count));
    set(object, "findings_gone", findings_of(review->gone, review->gone_count));
  }
  return object;
}

static bool wants_colour(FILE *out) {
  const char *no_colour = getenv("NO_COLOR");
  return isatty(fileno(out)) && !(no_colour && *no_colour);
}

bool cli_print_review(const Review *review, bool json, FILE *out) {
  if (json) {
    json_t *object = review_json(review);
    bool printed = json_dumpf(object, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
    json_decref(object);
    return printed;
  }
  Buf text = {0};
  review_print(review, wants_colour(out), &text);
  bool printed = fwrite(text.data, 1, text.len, out) == text.len;
  buf_free(&text);
  return printed;
}
