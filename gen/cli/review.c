/* What `ziping diff` prints on standard output. */
#include <unistd.h>

#include "base/asjson.h"
#include "cli/cli.h"

static json_t *checked(json_t *value) {
  if (!value)
    mem_exhausted();
  return value;
}

static json_t *text_of(Piece piece) {
  json_t *text = json_stringn(piece.text, piece.len);
  return text ? text : json_null();
}

static json_t *edits_of(const Edits *edits) {
  static const char *const names[] = {[EDIT_SAME] = "same", [EDIT_OLD] = "old", [EDIT_NEW] = "new"};
  json_t *array = checked(json_array());
  for (size_t i = 0; i < edits->count; i++)
    asjson_append(array, json_pack("{s:s, s:o}", "in", names[edits->items[i].kind], "text",
                                   text_of(edits->items[i].piece)));
  return array;
}

static json_t *numbers_of(const size_t *numbers, size_t count) {
  json_t *array = checked(json_array());
  for (size_t i = 0; i < count; i++)
    asjson_append(array, json_integer((json_int_t)numbers[i]));
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
    asjson_append(array,
                  json_pack("{s:s, s:s, s:o, s:o}", "old_place", place_of(review->old, effect->old),
                            "new_place", place_of(review->new, effect->new), "changes",
                            numbers_of(effect->changes, effect->change_count), "edits",
                            edits_of(&effect->edits)));
  }
  return array;
}

static json_t *paras_of(const Side *side, size_t first, size_t count) {
  json_t *array = checked(json_array());
  for (size_t i = first; i < first + count; i++)
    asjson_append(array, json_pack("{s:s, s:s, s:o}", "place", side->paras[i].place, "number",
                                   side->paras[i].label, "text", text_of(side->paras[i].text)));
  return array;
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
      asjson_put(object, texts[i].key, asjson_text(texts[i].text));
  asjson_put(object, "old_line", asjson_place(change->old_pos.line));
  asjson_put(object, "new_line", asjson_place(change->new_pos.line));
  if (change->edits.count > 0)
    asjson_put(object, "edits", edits_of(&change->edits));
  if (change->effect_count > 0)
    asjson_put(object, "effects", effects_of(review, change));
  if (change->together > 0)
    asjson_put(object, "together", json_integer((json_int_t)change->together));
  if (change->kind == CHANGE_DELETED || change->kind == CHANGE_MOVED)
    asjson_put(object, "old_paragraphs",
               paras_of(review->old, change->old_para, change->old_count));
  if (change->kind == CHANGE_ADDED || change->kind == CHANGE_MOVED)
    asjson_put(object, "new_paragraphs",
               paras_of(review->new, change->new_para, change->new_count));
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
    asjson_append(
        array, json_pack("{s:s, s:o, s:o, s:o}", "level", msg_level_name(findings[i].level), "rule",
                         asjson_text(findings[i].name), "text", asjson_text(findings[i].text),
                         "line", asjson_place(findings[i].pos.line)));
  return array;
}

/* What the comparison of this one rests on. */
static const char *basis_of(const Side *side) {
  return !side->doc ? "text" : side->is_from_inside ? "source" : "evaluation";
}

static json_t *review_json(const Review *review) {
  json_t *changes = checked(json_array()), *shifts = checked(json_array());
  for (size_t i = 0; i < review->change_count; i++)
    asjson_append(changes, change_of(review, i));
  for (size_t i = 0; i < review->shift_count; i++)
    asjson_append(shifts, shift_of(&review->shifts[i]));
  json_t *object = checked(json_object());
  asjson_put(object, "old", asjson_text(review->old->path));
  asjson_put(object, "new", asjson_text(review->new->path));
  asjson_put(object, "old_basis", asjson_text(basis_of(review->old)));
  asjson_put(object, "new_basis", asjson_text(basis_of(review->new)));
  asjson_put(object, "old_note", asjson_text(review->old->note));
  asjson_put(object, "new_note", asjson_text(review->new->note));
  asjson_put(object, "old_unlike", asjson_text(review->old->unlike));
  asjson_put(object, "new_unlike", asjson_text(review->new->unlike));
  asjson_put(object, "layouts", asjson_text(review->layouts));
  asjson_put(object, "same", json_boolean(review_is_same(review)));
  asjson_put(object, "changes", changes);
  asjson_put(object, "renumbered", json_integer((json_int_t)review->relabelled));
  asjson_put(object, "moved_lines", shifts);
  asjson_put(object, "old_pages", json_integer(review->old->page_count));
  asjson_put(object, "new_pages", json_integer(review->new->page_count));
  if (review->is_checked) {
    asjson_put(object, "findings_new", findings_of(review->found, review->found_count));
    asjson_put(object, "findings_gone", findings_of(review->gone, review->gone_count));
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
