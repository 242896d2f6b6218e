/* Glyph programs (Type 2 charstrings, Adobe Technical Note 5177), copied with
 * subroutines written out and hints left out. */
#include "pdf/cff.h"

enum {
  HSTEM = 1,
  VSTEM = 3,
  VMOVETO = 4,
  RLINETO = 5,
  RRCURVETO = 8,
  CALLSUBR = 10,
  RETURN = 11,
  ESCAPE = 12,
  ENDCHAR = 14,
  HSTEMHM = 18,
  HINTMASK = 19,
  CNTRMASK = 20,
  RMOVETO = 21,
  HMOVETO = 22,
  VSTEMHM = 23,
  RCURVELINE = 24,
  VHCURVETO = 30,
  HVCURVETO = 31,
  SHORT = 28,
  CALLGSUBR = 29,
  FIXED = 255,
  HFLEX = 34,
  FLEX1 = 37
};

/* Limits of the note, and one against subroutines that call others without end. */
enum { ARGUMENTS_MOST = 48, CALLS_MOST = 10, STEPS_MOST = 65535, LONGEST_STEP = 5 };

typedef struct Copy {
  const CffFont *font;
  const CffPart *part;
  uint8_t *out; /* CFF_PROGRAM_MOST bytes */
  size_t len;
  size_t starts[ARGUMENTS_MOST]; /* where in out each argument stands */
  int last;                      /* the last argument's value */
  int arguments;
  int steps; /* operators so far */
  unsigned stems;
  bool has_width; /* the width, which may stand before the first operator's arguments, is past */
  bool ended;
} Copy;

static bool run(Copy *copy, CffBytes program, int depth);

/* A number goes to out; where the next thing stands, NULL when that is too far
 * or there are too many. Fractions are no numbers of subroutines. */
static const uint8_t *copy_number(Copy *copy, const uint8_t *at, const uint8_t *end) {
  int first = *at, len = first == FIXED ? 5 : first == SHORT ? 3 : first >= 247 ? 2 : 1;
  if (end - at < len || copy->arguments == ARGUMENTS_MOST ||
      copy->len + LONGEST_STEP > CFF_PROGRAM_MOST)
    return NULL;
  copy->starts[copy->arguments++] = copy->len;
  if (first == SHORT)
    copy->last = (int16_t)(at[1] << 8 | at[2]);
  else if (first < 247)
    copy->last = first - 139;
  else if (first < 251)
    copy->last = (first - 247) * 256 + at[1] + 108;
  else
    copy->last = -(first - 251) * 256 - at[1] - 108;
  while (len-- > 0)
    copy->out[copy->len++] = *at++;
  return at;
}

/* Hints go, with their arguments; the glyph's width, where it stands before
 * the first of them, stays. */
static void drop_stems(Copy *copy) {
  int kept = !copy->has_width && copy->arguments % 2 == 1;
  copy->stems += (unsigned)(copy->arguments - kept) / 2;
  if (copy->arguments > kept)
    copy->len = copy->starts[kept];
  copy->arguments = 0;
  copy->has_width = true;
}

/* An operator that uses up all arguments. */
static void copy_operator(Copy *copy, int op) {
  copy->out[copy->len++] = (uint8_t)op;
  copy->arguments = 0;
  copy->has_width = true;
}

static bool call(Copy *copy, const CffIndex *subrs, int depth) {
  int bias = subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768;
  CffBytes program;
  if (copy->arguments == 0 || depth == CALLS_MOST)
    return false;
  copy->len = copy->starts[--copy->arguments];
  int number = copy->last + bias;
  return number >= 0 && cff_object(subrs, (uint32_t)number, &program) &&
         run(copy, program, depth + 1);
}

/* endchar with four arguments puts together an accented letter from two glyphs
 * that the subset may lack. */
static bool end_glyph(Copy *copy) {
  if (copy->arguments > 1)
    return false;
  copy_operator(copy, ENDCHAR);
  copy->ended = true;
  return true;
}

static bool is_path_operator(int op) {
  return (op >= VMOVETO && op <= RRCURVETO) || op == RMOVETO || op == HMOVETO ||
         (op >= RCURVELINE && op <= 27) || op == VHCURVETO || op == HVCURVETO;
}

/* One operator, which stands before at; where the next thing stands, or NULL. */
static const uint8_t *step(Copy *copy, int op, const uint8_t *at, const uint8_t *end, int depth) {
  if (is_path_operator(op)) {
    copy_operator(copy, op);
    return at;
  }
  switch (op) {
  case HSTEM:
  case VSTEM:
  case HSTEMHM:
  case VSTEMHM:
    drop_stems(copy);
    return at;
  case HINTMASK:
  case CNTRMASK:
    drop_stems(copy);
    return (size_t)(end - at) >= (copy->stems + 7) / 8 ? at + (copy->stems + 7) / 8 : NULL;
  case CALLSUBR:
    return call(copy, &copy->part->subrs, depth) ? at : NULL;
  case CALLGSUBR:
    return call(copy, &copy->font->subrs, depth) ? at : NULL;
  case RETURN:
    return end;
  case ENDCHAR:
    return end_glyph(copy) ? end : NULL;
  case ESCAPE:
    if (at == end || *at < HFLEX || *at > FLEX1)
      return NULL;
    copy->out[copy->len++] = ESCAPE;
    copy_operator(copy, *at);
    return at + 1;
  default: /* arithmetic and storage, which no Chinese face uses */
    return NULL;
  }
}

static bool run(Copy *copy, CffBytes program, int depth) {
  const uint8_t *at = program.data, *end = at + program.len;
  while (at < end && !copy->ended) {
    int op = *at;
    if (op >= 32 || op == SHORT)
      at = copy_number(copy, at, end);
    else if (++copy->steps > STEPS_MOST || copy->len + LONGEST_STEP > CFF_PROGRAM_MOST)
      return false;
    else
      at = step(copy, op, at + 1, end, depth);
    if (!at)
      return false;
  }
  return true;
}

bool cff_program(const CffFont *font, uint32_t glyph, uint8_t *out, size_t *len) {
  CffBytes program;
  unsigned part;
  if (!cff_object(&font->glyphs, glyph, &program) || !cff_part_of(font, glyph, &part))
    return false;
  Copy copy = {.font = font, .part = &font->parts[part], .out = out};
  bool ok = run(&copy, program, 0) && copy.ended;
  *len = copy.len;
  return ok;
}
