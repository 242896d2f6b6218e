/* What a rate is made of. Only for the check room. */
#ifndef ZIPING_CHECK_RATES_H
#define ZIPING_CHECK_RATES_H

#include "check/rules.h"

/* part / whole in percent is the rate, to as many places as it is written with:
 * rounded, or cut off. */
bool rate_is(const Figure *rate, Decimal part, Decimal whole);
/* As rate is written: 92.32%; NULL when there is none. */
const char *rate_text(const Check *check, const Figure *rate, Decimal part, Decimal whole);

#endif
