#include "doc/numbering.h"

#include "doc/number.h"

static void put_number(Buf *out, NumberForm form, int number) {
  if (form == NUMBER_HAN && number_put_han(out, number))
    return;
  /* there are circled numbers up to 50 */
  if (form == NUMBER_CIRCLED && number_put_circled(out, number))
    return;
  buf_printf(out, "%d", number);
}

const char *counter_next(Counter *counter, const Numbering numbering[LEVEL_COUNT], int level,
                         const char *literal, Arena *arena) {
  if (literal && !*literal)
    return "";
  counter->count[level]++;
  for (int deeper = level + 1; deeper < LEVEL_COUNT; deeper++)
    counter->count[deeper] = 0;
  if (literal)
    return literal;
  const Numbering *form = &numbering[level];
  Buf label = {0};
  buf_puts(&label, form->before);
  put_number(&label, form->form, counter->count[level]);
  buf_puts(&label, form->after);
  const char *text = arena_copy(arena, label.data);
  buf_free(&label);
  return text;
}
