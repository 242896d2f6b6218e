/* The units that reports count in. Only for the check room. */
#ifndef ZIPING_CHECK_UNITS_H
#define ZIPING_CHECK_UNITS_H

#include "check/figures.h"
#include "check/wordlist.h"

typedef struct Unit {
  const char *text;
  const char *family; /* what it may be compared with: 场次 with 场 */
  UnitKind kind;
  int power; /* 千元: 3 */
} Unit;

/* The longest unit that stands at chars[at]: its length in characters; 0 when
 * none does. */
size_t unit_at(const Passage *passage, size_t at, Unit *out);

#endif
