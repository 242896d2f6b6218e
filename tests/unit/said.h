/* What a test's subject had to say. */
#ifndef TEST_SAID_H
#define TEST_SAID_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/msg.h"

/* Ends the Messages and returns them as printed, to be freed. */
static inline char *take_messages(Messages *messages) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  msg_print(messages, out);
  fclose(out);
  msg_free(messages);
  return text;
}

static inline void assert_says(const char *text, const char *part) {
  if (!strstr(text, part))
    fail_msg("no “%s” in:\n%s", part, text);
}

static inline int count_lines(const char *text) {
  int count = 0;
  for (; *text; text++)
    count += *text == '\n';
  return count;
}

#endif
