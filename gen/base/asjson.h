/* JSON for other programs, by jansson, which owns and ends its values. Values that
 * are handed over are taken over; memory that runs out ends the program, as
 * base/arena.h has it. */
#ifndef ZIPING_BASE_ASJSON_H
#define ZIPING_BASE_ASJSON_H

#include <jansson.h>

#include "base/buf.h"
#include "base/msg.h"

/* Names of files are any bytes: those that are no UTF-8 become U+FFFD. NULL is null. */
json_t *asjson_text(const char *text);
/* The text under a key; "" when there is none. Borrowed. */
const char *asjson_text_at(const json_t *object, const char *key);
/* A place that is not known is null. */
json_t *asjson_place(int number);
void asjson_put(json_t *object, const char *key, json_t *value);
void asjson_append(json_t *array, json_t *value);
/* Appends the value on one line. */
void asjson_print(const json_t *value, Buf *out);
/* Appends the message to the array as an object with file, line, col, level, rule
 * and text; for msg_visit. */
void asjson_add_message(void *array, const MsgView *message);

#endif
