/* The date that the environment gives to reports without one of their own
 * (reproducible-builds.org, SOURCE_DATE_EPOCH). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"

const char *cli_date(Arena *arena) {
  const char *text = getenv("SOURCE_DATE_EPOCH");
  if (!text || *text < '0' || *text > '9')
    return NULL;
  char *end;
  errno = 0;
  long long seconds = strtoll(text, &end, 10);
  time_t moment = (time_t)seconds;
  struct tm day;
  if (errno || *end || !gmtime_r(&moment, &day) || day.tm_year + 1900 > 9999)
    return NULL;
  return arena_printf(arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

const char *cli_epoch(const char *date, Arena *arena) {
  struct tm day = {0};
  if (!date || sscanf(date, "%d-%d-%d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3)
    return getenv("SOURCE_DATE_EPOCH") ? "" : NULL;
  day.tm_year -= 1900;
  day.tm_mon -= 1;
  return arena_printf(arena, "%lld", (long long)timegm(&day));
}
