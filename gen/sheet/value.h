/* What stands in a cell, as text. Private to sheet/. Everything lies in the
 * arena handed over. */
#ifndef ZIPING_SHEET_VALUE_H
#define ZIPING_SHEET_VALUE_H

#include "xml/xml.h"

/* How a number format makes numbers look (ISO/IEC 29500-1, 18.8.30, 18.8.31). */
typedef struct NumberLook {
  bool is_percent;
  bool has_date, has_time;
  int decimals; /* of a format like 0.00; 0 for all others */
  /* Of a format that says how many decimals it shows: how many. */
  bool has_places;
  int places;
} NumberLook;

NumberLook value_look_of_code(const char *code);
/* Of the formats that have a number but no code; those for Chinese included. */
NumberLook value_look_of_id(int id);

/* The number as a plain decimal of at most 15 digits, zeros added up to
 * decimals; NULL when text is no number. */
const char *value_number(const char *text, int decimals, Arena *arena);
/* That number rounded half up to so many decimals, zeros added. */
const char *value_rounded(const char *number, int places, Arena *arena);
/* How many decimals the number has, a percentage too. */
int value_places(const char *number);
/* 0.9232 → 92.32%; number as value_number gives it. */
const char *value_percent(const char *number, Arena *arena);
/* A serial number of days as 2023-03-15, 2023-03-15 08:30 or 08:30, as look
 * has it; NULL when it is no date. */
const char *value_date(const char *text, NumberLook look, bool from_1904, Arena *arena);

/* 2023-03-15 as such a number from 1900 on; NULL when there is no such day, or it
 * is before 1 March 1900. */
const char *value_serial(const char *date, Arena *arena);

/* The text of <si> or <is> without what tells its pronunciation. With raised,
 * raised and lowered runs become {上标 …} and {下标 …}. */
const char *value_string(const xmlNode *node, bool raised, Arena *arena);
/* Whether some run of it is raised or lowered. */
bool value_is_raised(const xmlNode *node);
/* ST_Xstring: _x000D_ stands for the character. Line ends become \n. */
const char *value_unescape(const char *text, size_t len, Arena *arena);

#endif
