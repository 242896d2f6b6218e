/* One call of a function in an expression: its arguments, its result, and why
 * it stops. Arguments are taken last to first. Only for functions.c and its
 * kind. */
#ifndef ZIPING_DOC_CALL_H
#define ZIPING_DOC_CALL_H

#include "base/buf.h"
#include "doc/functions.h"
#include "doc/number.h"

typedef xmlXPathParserContextPtr Call;

Functions *call_host(Call call);
const char *call_name(Call call);

/* Stops the expression, always false; the first reason is the one that counts. */
#define call_refuse(call, ...)                                                                     \
  call_refuse_with((call), arena_printf(call_host(call)->arena, __VA_ARGS__))
bool call_refuse_with(Call call, const char *reason);
bool call_too_long(Call call);
/* False, stopped, when there are fewer or more arguments. */
bool call_takes(Call call, int count, int least, int most);

/* As text, in the arena; NULL when the argument names no node. */
const char *call_pop_text(Call call);
/* False, stopped, when it is no number. */
bool call_pop_decimal(Call call, Decimal *out);
/* The last argument, decimals to round to; *places stays when it is not given. */
bool call_pop_places(Call call, bool given, int *places);
/* The first element that the argument names; NULL, stopped, when there is none. */
xmlNode *call_pop_element(Call call);
/* A set of nodes, to be freed; NULL, stopped, when the argument is none. */
xmlXPathObjectPtr call_pop_set(Call call);
bool call_to_decimal(Call call, const char *text, Decimal *out);

/* The result; ends the Buf. */
void call_give(Call call, Buf *buf);
void call_give_decimal(Call call, Decimal value, void (*put)(Buf *, Decimal));
/* Takes the set over. */
void call_give_set(Call call, xmlNodeSetPtr nodes);

#endif
