/* Glyph programs (Type 2 charstrings, Adobe Technical Note 5177), copied with
 * subroutines written out and hints left out. */
#include <string.h>

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
  HHCURVETO = 27,
  VHCURVETO = 30,
  HVCURVETO = 31,
  SHORT = 28,
  CALLGSUBR = 29,
  FIXED = 255,
  HFLEX = 34,
  FLEX1 = 37
};

/* Limits of the note, and one against subroutines that call others without end. */
enum { ARGUMENTS_MOST = 48, CALLS_MOST = 10, STEPS_MOST = 65535 };

/* What is copied as it stands, nearly all of a program, goes to out in one piece
 * when something else comes. */
typedef struct Copy {
  const CffFont *font;
  const CffPart *part;
  uint8_t *out; /* CFF_PROGRAM_MOST bytes */
  size_t len;
  size_t starts[ARGUMENTS_MOST]; /* where in out each argument stands, or will */
  int arguments;
  int steps; /* operators so far */
  unsigned stems;
  bool has_width; /* the width, which may stand before the first operator's arguments, is past */
  bool ended;
} Copy;

static bool run(Copy *copy, CffBytes program, int depth);

static bool put(Copy *copy, const uint8_t *from, const uint8_t *to) {
  size_t len = (size_t)(to - from);
  if (len > CFF_PROGRAM_MOST - copy->len)
    return false;
  memcpy(copy->out + copy->len, from, len);
  copy->len += len;
  return true;
}

static int number_length(int first) {
  return first == FIXED ? 5 : first == SHORT ? 3 : first >= 247 ? 2 : 1;
}

/* A subroutine's number, which is no fraction. */
static int number_at(const uint8_t *at) {
  int first = *at;
  if (first == SHORT)
    return (int16_t)(at[1] << 8 | at[2]);
  if (first < 247)
    return first - 139;
  return first < 251 ? (first - 247) * 256 + at[1] + 108 : -(first - 251) * 256 - at[1] - 108;
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

/* An operator has used up all arguments. */
static void use_up(Copy *copy) {
  copy->arguments = 0;
  copy->has_width = true;
}

static bool call(Copy *copy, const CffIndex *subrs, int depth) {
  int bias = subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768;
  CffBytes program;
  if (copy->arguments == 0 || depth == CALLS_MOST)
    return false;
  copy->len = copy->starts[--copy->arguments];
  int number = number_at(copy->out + copy->len) + bias;
  return number >= 0 && cff_object(subrs, (uint32_t)number, &program) &&
         run(copy, program, depth + 1);
}

/* endchar with four arguments puts together an accented letter from two glyphs
 * that the subset may lack. */
static bool end_glyph(Copy *copy) {
  static const uint8_t end[] = {ENDCHAR};
  if (copy->arguments > 1)
    return false;
  copy->ended = true;
  return put(copy, end, end + 1);
}

static bool is_number(int op) {
  return op >= 32 || op == SHORT;
}

static bool is_path_operator(int op) {
  return (op >= VMOVETO && op <= RRCURVETO) || op == RMOVETO || op == HMOVETO ||
         (op >= RCURVELINE && op <= HHCURVETO) || op == VHCURVETO || op == HVCURVETO;
}

static bool flex(Copy *copy, const uint8_t *at, const uint8_t *end) {
  if (at == end || *at < HFLEX || *at > FLEX1)
    return false;
  use_up(copy);
  return put(copy, at - 1, at + 1);
}

/* An operator that is not copied as it stands, before at; where the next thing
 * stands, or NULL. */
static const uint8_t *step(Copy *copy, int op, const uint8_t *at, const uint8_t *end, int depth) {
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
    return flex(copy, at, end) ? at + 1 : NULL;
  default: /* arithmetic and storage, which no Chinese face uses */
    return NULL;
  }
}

/* Behind the numbers and path operators at the beginning, which can be copied as
 * they stand; NULL where they are damaged. */
static const uint8_t *pass_path(Copy *copy, const uint8_t *from, const uint8_t *end) {
  const uint8_t *at = from;
  while (at < end && (is_number(*at) || is_path_operator(*at))) {
    if (!is_number(*at)) {
      copy->steps++;
      use_up(copy);
      at++;
      continue;
    }
    int len = number_length(*at);
    if (end - at < len || copy->arguments == ARGUMENTS_MOST)
      return NULL;
    copy->starts[copy->arguments++] = copy->len + (size_t)(at - from);
    at += len;
  }
  return at;
}

static bool run(Copy *copy, CffBytes program, int depth) {
  const uint8_t *at = program.data, *end = at + program.len;
  while (at < end && !copy->ended) {
    const uint8_t *stop = pass_path(copy, at, end);
    if (!stop || !put(copy, at, stop) || ++copy->steps > STEPS_MOST)
      return false;
    at = stop < end ? step(copy, *stop, stop + 1, end, depth) : end;
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
