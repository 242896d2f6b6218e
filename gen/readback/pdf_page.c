#include "readback/pdf_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "readback/pdf_actual.h"
#include "readback/pdf_token.h"

enum { OPERANDS = 8192, SAVED = 64, MARKS = 64, FORMS = 8, RUNS = 4000000 };
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

/* What BMC, BDC and EMC enclose. */
typedef struct Marked {
  int mcid;
  bool is_artifact;
  const char *actual; /* NULL: the text is what is shown */
  bool is_outer;      /* actual is this one's own */
  bool shown;
  PdfRun run; /* of actual, as far as shown */
} Marked;

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
  Marked marks[MARKS];
  int mark_count;  /* may go on beyond MARKS */
  Buf glyphs;      /* what the glyphs say that the holder's ActualText is for */
  bool are_mapped; /* ToUnicode knows all of them */
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

static Marked *innermost(Reader *reader) {
  int count = reader->mark_count < MARKS ? reader->mark_count : MARKS;
  return count > 0 ? &reader->marks[count - 1] : NULL;
}

/* Those that hold the innermost one's ActualText. */
static Marked *holder(Reader *reader) {
  int at = reader->mark_count < MARKS ? reader->mark_count : MARKS;
  while (at-- > 0)
    if (reader->marks[at].is_outer)
      return &reader->marks[at];
  return NULL;
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
  const Marked *mark = innermost(reader);
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
  Marked *outer = holder(reader);
  run.end = along(on_page(reader), run.turn);
  if (!outer) {
    run.text = run.glyphs =
        arena_copy_n(reader->in->arena, text->data ? text->data : "", text->len);
    add_run(reader, run);
    return;
  }
  if (!outer->shown)
    outer->run = run;
  outer->run.end = run.end;
  outer->shown = true;
  if (text->len > 0)
    buf_add(&reader->glyphs, text->data, text->len);
}

static void put_codes(Reader *reader, const Token *string, Buf *text) {
  const State *state = &reader->state;
  for (size_t at = 0; state->font && at < string->len;) {
    PdfCode code = pdf_font_code(state->font, string->text, string->len, &at);
    buf_puts(text, code.text);
    reader->are_mapped &= code.is_mapped;
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
static void read_properties(Reader *reader, Marked *mark) {
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
  const Marked *outer = innermost(reader);
  Marked mark = {.mcid = outer ? outer->mcid : -1, .is_artifact = outer && outer->is_artifact};
  const Token *tag = reader->operand_count > 0 ? &reader->operands[0] : operand(reader, 0);
  if (strcmp(tag->text, "Artifact") == 0)
    mark.is_artifact = true;
  if (has_properties)
    read_properties(reader, &mark);
  mark.is_outer = mark.actual && !holder(reader);
  if (mark.is_outer) {
    buf_clear(&reader->glyphs);
    reader->are_mapped = true;
  }
  mark.run = run_here(reader);
  if (reader->mark_count < MARKS)
    reader->marks[reader->mark_count] = mark;
  reader->mark_count++;
}

/* The text of a run whose glyphs are through. */
static void say_actual(Reader *reader, Marked *mark) {
  const Buf *glyphs = &reader->glyphs;
  PdfRun *run = &mark->run;
  run->glyphs = arena_copy_n(reader->in->arena, glyphs->len > 0 ? glyphs->data : "", glyphs->len);
  bool is_seen = reader->are_mapped && *run->glyphs;
  run->text = is_seen ? pdf_actual_text(mark->actual, run->glyphs) : mark->actual;
}

static void end_mark(Reader *reader) {
  if (reader->mark_count == 0)
    return;
  if (reader->mark_count <= MARKS) {
    Marked *mark = innermost(reader);
    mark->run.mcid = mark->mcid;
    if (mark->is_outer)
      say_actual(reader, mark);
    add_run(reader, mark->run);
  }
  reader->mark_count--;
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
  inner->glyphs = (Buf){0};
  qpdf_oh own = pdf_in_key(in, form, "/Resources"), matrix = pdf_in_key(in, form, "/Matrix");
  if (!pdf_in_is_null(in, own))
    inner->resources = own;
  double m[6];
  for (int i = 0; i < 6; i++)
    m[i] = pdf_in_number(in, pdf_in_item(in, matrix, i));
  if (pdf_in_count(in, matrix) == 6)
    inner->state.ctm = times((Matrix){m[0], m[1], m[2], m[3], m[4], m[5]}, inner->state.ctm);
  bool ok = read_stream(inner, &bytes);
  reader->are_mapped = false; /* what the form showed stands in no glyphs of ours */
  buf_free(&inner->glyphs);
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
    end_mark(reader);
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

bool pdf_page_contents(PdfIn *in, int page, Buf *out) {
  qpdf_oh contents = pdf_in_key(in, qpdf_get_page_n(in->qpdf, (size_t)page - 1), "/Contents");
  int count = pdf_in_count(in, contents);
  bool ok = count > 0 || pdf_in_stream(in, contents, out);
  for (int i = 0; ok && i < count; i++) {
    if (i > 0)
      buf_putc(out, '\n');
    ok = pdf_in_stream(in, pdf_in_item(in, contents, i), out);
  }
  return ok;
}

static bool same_size(const PdfSheet *a, const PdfSheet *b) {
  return fabs(a->right - a->left - b->right + b->left) < 1 &&
         fabs(a->top - a->bottom - b->top + b->bottom) < 1;
}

static void add_sheet(PdfIn *in, int page, qpdf_oh dict, PdfRuns *runs) {
  qpdf_oh box = pdf_in_key(in, dict, "/MediaBox");
  double at[4];
  for (int i = 0; i < 4; i++)
    at[i] = pdf_in_number(in, pdf_in_item(in, box, i));
  PdfSheet sheet = {fmin(at[0], at[2]), fmin(at[1], at[3]), fmax(at[0], at[2]), fmax(at[1], at[3]),
                    .kind = 1};
  while (sheet.kind < page && !same_size(&sheet, &runs->sheets[sheet.kind]))
    sheet.kind++;
  while (runs->sheet_count <= (size_t)page) {
    runs->sheets =
        mem_grow(runs->sheets, runs->sheet_count, &runs->sheet_capacity, sizeof *runs->sheets);
    runs->sheets[runs->sheet_count++] = sheet;
  }
}

void pdf_runs_free(PdfRuns *runs) {
  free(runs->items);
  free(runs->sheets);
}

bool pdf_page_runs(PdfIn *in, int page, PdfRuns *runs) {
  qpdf_oh dict = qpdf_get_page_n(in->qpdf, (size_t)page - 1);
  add_sheet(in, page, dict, runs);
  Buf bytes = {0};
  bool ok = pdf_page_contents(in, page, &bytes);
  if (ok && bytes.len > 0) {
    Reader *reader = mem_alloc(sizeof *reader);
    reader->in = in;
    reader->runs = runs;
    reader->page = page;
    reader->resources = pdf_in_key(in, dict, "/Resources");
    reader->state = (State){.ctm = unit_matrix, .scale = 1};
    reader->text = reader->line = unit_matrix;
    ok = read_stream(reader, &bytes);
    buf_free(&reader->glyphs);
    free(reader);
  }
  buf_free(&bytes);
  return ok;
}
