#include "readback/pdf_content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "readback/pdf_marks.h"
#include "readback/pdf_token.h"

enum { OPERANDS = 8192, SAVED = 64, FORMS = 8, RUNS = 4000000 };
/* Of a whole file: a report has ten fonts and no form. */
enum { FONTS = 500, FORMS_READ = 20000 };

typedef struct Matrix {
  double a, b, c, d, e, f;
} Matrix;

/* What q keeps and Q brings back. */
typedef struct State {
  Matrix ctm;
  const PdfFont *font;
  double size, char_space, word_space, scale, leading, rise;
} State;

/* One page, or a form on it, being read. */
typedef struct Reader {
  PdfIn *in;
  PdfRuns *runs;
  const struct Reader *outer; /* what shows this form; NULL for the page */
  int page, depth;
  int form; /* its object number */
  qpdf_oh resources;
  State state, saved[SAVED];
  int saved_count;
  Matrix text, line;
  PdfMarks marks;
  Token operands[OPERANDS];
  int operand_count;
} Reader;

static const Matrix unit_matrix = {1, 0, 0, 1, 0, 0};

static Matrix times(Matrix m, Matrix n) {
  return (Matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d,       m.c * n.a + m.d * n.c,
                  m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

/* The operand counted from the last, which is 0. */
static const Token *operand(const Reader *reader, int back) {
  static const Token none = {.kind = TOKEN_END, .text = ""};
  return back < reader->operand_count ? &reader->operands[reader->operand_count - 1 - back] : &none;
}

static double number(const Reader *reader, int back) {
  return operand(reader, back)->number;
}

static void add_run(Reader *reader, PdfRun run) {
  PdfRuns *runs = reader->runs;
  if ((!*run.text && !*run.glyphs) || runs->count >= RUNS)
    return;
  runs->items = mem_grow(runs->items, runs->count, &runs->capacity, sizeof *runs->items);
  runs->items[runs->count++] = run;
}

static Matrix on_page(const Reader *reader) {
  return times(reader->text, reader->state.ctm);
}

/* Which way the text goes: quarters to the left. */
static int turn_of(Matrix m) {
  if (fabs(m.a) >= fabs(m.b))
    return m.a < 0 ? 2 : 0;
  return m.b > 0 ? 1 : 3;
}

/* How far the point is to the right on a page seen turned that often. */
static double along(Matrix m, int turns) {
  const double ways[] = {m.e, m.f, -m.e, -m.f};
  return ways[turns % 4];
}

static PdfRun run_here(Reader *reader) {
  Matrix here = on_page(reader);
  const PdfMark *mark = pdf_marks_innermost(&reader->marks);
  int turn = turn_of(here);
  PdfRun run = {.page = reader->page,
                .mcid = mark ? mark->mcid : -1,
                .is_artifact = mark && mark->is_artifact,
                .turn = turn,
                .x = along(here, turn),
                .y = along(here, turn + 1),
                .size = fabs(reader->state.size) * hypot(here.c, here.d),
                .text = "",
                .glyphs = ""};
  run.end = run.x;
  return run;
}

static void advance(Reader *reader, double width) {
  Matrix move = unit_matrix;
  move.e = width * reader->state.scale;
  reader->text = times(move, reader->text);
}

/* Ends a run that was shown: it counts by itself, or for its ActualText. */
static void finish_run(Reader *reader, PdfRun run, const Buf *text) {
  run.end = along(on_page(reader), run.turn);
  if (pdf_marks_take(&reader->marks, &run, text))
    return;
  run.text = run.glyphs = arena_copy_n(reader->in->arena, text->data ? text->data : "", text->len);
  add_run(reader, run);
}

static void put_codes(Reader *reader, const Token *string, Buf *text) {
  const State *state = &reader->state;
  for (size_t at = 0; state->font && at < string->len;) {
    PdfCode code = pdf_font_code(state->font, string->text, string->len, &at);
    buf_puts(text, code.text);
    reader->marks.are_mapped &= code.is_mapped;
    advance(reader,
            code.width * state->size + state->char_space + (code.is_space ? state->word_space : 0));
  }
}

static void show(Reader *reader, const Token *string) {
  Buf text = {0};
  PdfRun run = run_here(reader);
  put_codes(reader, string, &text);
  finish_run(reader, run, &text);
  buf_free(&text);
}

/* Moves between the strings of one TJ keep it one run, unless they are wide. */
static void show_array(Reader *reader) {
  enum { WIDE = 500 };
  Buf text = {0};
  PdfRun run = run_here(reader);
  for (int i = 0; i < reader->operand_count; i++) {
    const Token *item = &reader->operands[i];
    if (item->kind == TOKEN_STRING) {
      put_codes(reader, item, &text);
    } else if (item->kind == TOKEN_NUMBER) {
      if (fabs(item->number) > WIDE && text.len > 0) {
        finish_run(reader, run, &text);
        buf_clear(&text);
      }
      advance(reader, -item->number / 1000 * reader->state.size);
      if (text.len == 0)
        run = run_here(reader);
    }
  }
  finish_run(reader, run, &text);
  buf_free(&text);
}

static void next_line(Reader *reader, double x, double y) {
  Matrix move = unit_matrix;
  move.e = x;
  move.f = y;
  reader->text = reader->line = times(move, reader->line);
}

static const PdfFont *font_named(Reader *reader, const char *name) {
  PdfIn *in = reader->in;
  const char *key = arena_printf(in->arena, "/%s", name);
  qpdf_oh dict = pdf_in_key(in, pdf_in_key(in, reader->resources, "/Font"), key);
  if (pdf_in_is_null(in, dict))
    return NULL;
  int object = qpdf_oh_get_object_id(in->qpdf, dict);
  for (PdfKnownFont *known = in->fonts; known && object > 0; known = known->next)
    if (known->object == object)
      return known->font;
  if (in->font_count++ >= FONTS)
    return NULL;
  PdfKnownFont *known = arena_alloc(in->arena, sizeof *known);
  *known = (PdfKnownFont){object, pdf_font_read(in, dict), in->fonts};
  in->fonts = known;
  return known->font;
}

/* The properties of BDC stand among the operands or under a name in Resources. */
static void read_properties(Reader *reader, PdfMark *mark) {
  PdfIn *in = reader->in;
  const Token *last = operand(reader, 0);
  if (last->kind == TOKEN_NAME) {
    qpdf_oh named = pdf_in_key(in, pdf_in_key(in, reader->resources, "/Properties"),
                               arena_printf(in->arena, "/%s", last->text));
    qpdf_oh mcid = pdf_in_key(in, named, "/MCID"), actual = pdf_in_key(in, named, "/ActualText");
    if (!pdf_in_is_null(in, mcid))
      mark->mcid = pdf_in_int(in, mcid);
    if (!pdf_in_is_null(in, actual))
      mark->actual = pdf_in_text(in, actual);
    return;
  }
  for (int i = 0; i + 1 < reader->operand_count; i++) {
    const Token *key = &reader->operands[i], *value = key + 1;
    if (key->kind == TOKEN_NAME && strcmp(key->text, "MCID") == 0 && value->kind == TOKEN_NUMBER)
      mark->mcid = value->number >= 0 && value->number < 1e9 ? (int)value->number : -1;
    if (key->kind == TOKEN_NAME && strcmp(key->text, "ActualText") == 0 &&
        value->kind == TOKEN_STRING)
      mark->actual = pdf_in_string(in, value->text, value->len);
  }
}

static void begin_mark(Reader *reader, bool has_properties) {
  const PdfMark *around = pdf_marks_innermost(&reader->marks);
  PdfMark mark = {.mcid = around ? around->mcid : -1, .is_artifact = around && around->is_artifact};
  const Token *tag = reader->operand_count > 0 ? &reader->operands[0] : operand(reader, 0);
  if (strcmp(tag->text, "Artifact") == 0)
    mark.is_artifact = true;
  if (has_properties)
    read_properties(reader, &mark);
  mark.run = run_here(reader);
  pdf_marks_begin(&reader->marks, mark);
}

static bool read_stream(Reader *reader, const Buf *bytes);

static bool is_shown_in(const Reader *reader, int form) {
  for (; reader; reader = reader->outer)
    if (reader->form == form)
      return true;
  return false;
}

/* A form brings its own matrix and resources (8.10). */
static bool show_form(Reader *reader) {
  PdfIn *in = reader->in;
  const char *name = arena_printf(in->arena, "/%s", operand(reader, 0)->text);
  qpdf_oh form = pdf_in_key(in, pdf_in_key(in, reader->resources, "/XObject"), name);
  if (strcmp(pdf_in_name(in, pdf_in_key(in, form, "/Subtype")), "/Form") != 0 ||
      is_shown_in(reader, qpdf_oh_get_object_id(in->qpdf, form)) || reader->depth >= FORMS ||
      in->form_count++ >= FORMS_READ)
    return true;
  Buf bytes = {0};
  if (!pdf_in_stream(in, form, &bytes)) {
    buf_free(&bytes);
    return false;
  }
  Reader *inner = mem_alloc(sizeof *inner);
  *inner = *reader;
  inner->outer = reader;
  inner->form = qpdf_oh_get_object_id(in->qpdf, form);
  inner->depth++;
  inner->operand_count = inner->saved_count = 0;
  inner->marks.glyphs = (Buf){0};
  qpdf_oh own = pdf_in_key(in, form, "/Resources"), matrix = pdf_in_key(in, form, "/Matrix");
  if (!pdf_in_is_null(in, own))
    inner->resources = own;
  double m[6];
  for (int i = 0; i < 6; i++)
    m[i] = pdf_in_number(in, pdf_in_item(in, matrix, i));
  if (pdf_in_count(in, matrix) == 6)
    inner->state.ctm = times((Matrix){m[0], m[1], m[2], m[3], m[4], m[5]}, inner->state.ctm);
  bool ok = read_stream(inner, &bytes);
  reader->marks.are_mapped = false; /* what the form showed stands in no glyphs of ours */
  buf_free(&inner->marks.glyphs);
  free(inner);
  buf_free(&bytes);
  return ok;
}

static Matrix matrix_operand(const Reader *reader) {
  return (Matrix){number(reader, 5), number(reader, 4), number(reader, 3),
                  number(reader, 2), number(reader, 1), number(reader, 0)};
}

static bool is(const char *word, const char *name) {
  return strcmp(word, name) == 0;
}

static void save(Reader *reader) {
  if (reader->saved_count < SAVED)
    reader->saved[reader->saved_count] = reader->state;
  reader->saved_count++;
}

static void restore(Reader *reader) {
  if (reader->saved_count == 0)
    return;
  reader->saved_count--;
  if (reader->saved_count < SAVED)
    reader->state = reader->saved[reader->saved_count];
}

/* Text state and position (9.3, 9.4.2); false for other operators. */
static bool set_text(Reader *reader, const char *word) {
  State *state = &reader->state;
  if (is(word, "Tf")) {
    state->font = font_named(reader, operand(reader, 1)->text);
    state->size = number(reader, 0);
  } else if (is(word, "Tc")) {
    state->char_space = number(reader, 0);
  } else if (is(word, "Tw")) {
    state->word_space = number(reader, 0);
  } else if (is(word, "Tz")) {
    state->scale = number(reader, 0) / 100;
  } else if (is(word, "TL")) {
    state->leading = number(reader, 0);
  } else if (is(word, "Ts")) {
    state->rise = number(reader, 0);
  } else if (is(word, "BT")) {
    reader->text = reader->line = unit_matrix;
  } else if (is(word, "Tm")) {
    reader->text = reader->line = matrix_operand(reader);
  } else if (is(word, "Td")) {
    next_line(reader, number(reader, 1), number(reader, 0));
  } else if (is(word, "TD")) {
    state->leading = -number(reader, 0);
    next_line(reader, number(reader, 1), number(reader, 0));
  } else if (is(word, "T*")) {
    next_line(reader, 0, -state->leading);
  } else {
    return false;
  }
  return true;
}

static bool show_text(Reader *reader, const char *word) {
  if (is(word, "Tj")) {
    show(reader, operand(reader, 0));
  } else if (is(word, "TJ")) {
    show_array(reader);
  } else if (is(word, "'")) {
    next_line(reader, 0, -reader->state.leading);
    show(reader, operand(reader, 0));
  } else if (is(word, "\"")) {
    reader->state.word_space = number(reader, 2);
    reader->state.char_space = number(reader, 1);
    next_line(reader, 0, -reader->state.leading);
    show(reader, operand(reader, 0));
  } else {
    return false;
  }
  return true;
}

/* False with a message. */
static bool obey(Reader *reader, const char *word) {
  if (set_text(reader, word) || show_text(reader, word))
    return true;
  if (is(word, "q"))
    save(reader);
  else if (is(word, "Q"))
    restore(reader);
  else if (is(word, "cm"))
    reader->state.ctm = times(matrix_operand(reader), reader->state.ctm);
  else if (is(word, "BDC") || is(word, "BMC"))
    begin_mark(reader, is(word, "BDC"));
  else if (is(word, "EMC"))
    add_run(reader, pdf_marks_end(&reader->marks, reader->in->arena));
  else if (is(word, "Do"))
    return show_form(reader);
  return true;
}

static bool read_stream(Reader *reader, const Buf *bytes) {
  Tokens tokens = {.bytes = bytes->data, .len = bytes->len, .arena = arena_new()};
  bool ok = true;
  for (Token token = token_next(&tokens); ok && token.kind != TOKEN_END;
       token = token_next(&tokens)) {
    if (token.kind != TOKEN_WORD) {
      if (reader->operand_count < OPERANDS)
        reader->operands[reader->operand_count++] = token;
      continue;
    }
    if (is(token.text, "ID"))
      token_skip_image(&tokens);
    ok = obey(reader, token.text);
    reader->operand_count = 0;
  }
  arena_free(tokens.arena);
  return ok;
}

bool pdf_content_read(PdfIn *in, int page, qpdf_oh resources, const Buf *bytes, PdfRuns *runs) {
  Reader *reader = mem_alloc(sizeof *reader);
  reader->in = in;
  reader->runs = runs;
  reader->page = page;
  reader->resources = resources;
  reader->state = (State){.ctm = unit_matrix, .scale = 1};
  reader->text = reader->line = unit_matrix;
  bool ok = read_stream(reader, bytes);
  buf_free(&reader->marks.glyphs);
  free(reader);
  return ok;
}
