/* The lines of a report as pages_print writes them, joined to paragraphs again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "review/read_part.h"

/* One line of the file. */
typedef struct Record {
  int page, line;
  int row, column; /* of a table; 0: none */
  const char *why;
  const char *text;
  size_t len;
} Record;

typedef struct Reader {
  Growing growing;
  Buf text;      /* the paragraph, or the row with its tabs */
  Strip *strips; /* of the paragraph; para and end to be filled in */
  size_t strip_count, strip_capacity;
  Record last; /* page 0: none yet */
  bool in_table;
  Record *cells; /* the lines in the table's cells so far, in order of row and column */
  size_t cell_count, cell_capacity;
  Arena *arena;
  Pos pos;
} Reader;

static bool number_at(const char **at, int *value) {
  char *end;
  if (**at < '0' || **at > '9')
    return false;
  long number = strtol(*at, &end, 10);
  *at = end;
  *value = number > 0 && number < 1000000 ? (int)number : 0;
  return *value > 0;
}

/* " 格3.1" */
static bool cell_at(const char **at, Record *record) {
  static const char sign[] = " 格";
  if (strncmp(*at, sign, sizeof sign - 1) != 0)
    return true;
  *at += sizeof sign - 1;
  if (!number_at(at, &record->row) || *(*at)++ != '.')
    return false;
  return number_at(at, &record->column);
}

/* False for what is no line of text: a rule, a row, a page number. */
static bool parse(const char *text, Arena *arena, Record *out) {
  *out = (Record){0};
  const char *at = text, *bar = strstr(text, " | ");
  if (!bar || !number_at(&at, &out->page) || *at++ != '.' || !number_at(&at, &out->line) ||
      !cell_at(&at, out) || *at != ' ')
    return false;
  const char *why = bar;
  while (why > at && why[-1] != ' ')
    why--;
  out->why = arena_copy_n(arena, why, (size_t)(bar - why));
  out->text = bar + strlen(" | ");
  out->len = strlen(out->text);
  return true;
}

/* The text of a 目录's entry, which dots and the number of a page follow; 0: it is
 * none. */
static size_t entry_of(const char *text, size_t len) {
  static const char dots[] = "……";
  size_t end = len;
  while (end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9')
    end--;
  bool is_entry =
      end < len && end > strlen(dots) && memcmp(text + end - strlen(dots), dots, strlen(dots)) == 0;
  return is_entry ? end - strlen(dots) : 0;
}

/* Its lines, of which the first `label` bytes are no text. */
static void put_strips(Reader *reader, size_t label, size_t len) {
  for (size_t i = 0; i < reader->strip_count; i++) {
    Strip strip = reader->strips[i];
    strip.para = reader->growing.count - 1;
    strip.end = strip.end > label ? strip.end - label : 0;
    strip.end = strip.end < len ? strip.end : len;
    growing_strip(&reader->growing, strip);
  }
}

static void end_paragraph(Reader *reader) {
  if (reader->strip_count == 0)
    return;
  const char *text = reader->text.data ? reader->text.data : "";
  size_t len = reader->text.len, entry = entry_of(text, len), label = 0;
  if (entry > 0)
    growing_entry(&reader->growing, text, entry, NULL, reader->pos);
  else
    label = growing_text(&reader->growing, text, len, 0, reader->pos);
  put_strips(reader, label, entry > 0 ? entry : len);
  reader->strip_count = 0;
  buf_clear(&reader->text);
}

/* One line has the height 1: the file doesn't say more. */
static Strip strip_of(const Record *record) {
  return (Strip){.page = record->page, .line = record->line, .height = 1, .why = record->why};
}

static void end_row(Reader *reader) {
  if (!reader->in_table || reader->last.row == 0)
    return;
  growing_row(&reader->growing, reader->text.data ? reader->text.data : "", reader->text.len,
              reader->pos);
  Strip strip = strip_of(&reader->last);
  strip.para = reader->growing.count - 1;
  strip.why = NULL;
  growing_strip(&reader->growing, strip);
  buf_clear(&reader->text);
}

static void end_table(Reader *reader) {
  end_row(reader);
  reader->in_table = false;
  reader->cell_count = 0;
}

static void begin_table(Reader *reader) {
  end_paragraph(reader);
  growing_table(&reader->growing);
  reader->in_table = true;
  reader->last = (Record){0};
}

static bool goes_back(const Record *last, const Record *record) {
  return record->row < last->row || (record->row == last->row && record->column < last->column);
}

/* A line that stands in the table already: its head, or a cell over several rows, is
 * printed again on the table's next page. */
static bool is_again(const Reader *reader, const Record *record) {
  size_t low = 0, high = reader->cell_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (goes_back(record, &reader->cells[middle]))
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < reader->cell_count && !goes_back(&reader->cells[low], record); low++)
    if (reader->cells[low].len == record->len &&
        memcmp(reader->cells[low].text, record->text, record->len) == 0)
      return reader->cells[low].page != record->page;
  return false;
}

static void keep_cell(Reader *reader, const Record *record) {
  reader->cells =
      mem_grow(reader->cells, reader->cell_count, &reader->cell_capacity, sizeof *reader->cells);
  reader->cells[reader->cell_count++] = *record;
}

static void add_cell_text(Reader *reader, const Record *record) {
  const Record *last = &reader->last;
  if (record->row != last->row)
    end_row(reader);
  else if (record->column != last->column)
    buf_putc(&reader->text, '\t');
  buf_add(&reader->text, record->text, record->len);
  int line = record->row == last->row ? last->line : record->line;
  int page = record->row == last->row ? last->page : record->page;
  if (!goes_back(last, record))
    keep_cell(reader, record);
  reader->last = *record;
  reader->last.line = line;
  reader->last.page = page;
}

static void add_cell(Reader *reader, const Record *record) {
  if (!reader->in_table)
    begin_table(reader);
  if (reader->last.row > 0 && goes_back(&reader->last, record)) {
    if (is_again(reader, record))
      return;
    if (record->page == reader->last.page || record->row != reader->last.row) {
      end_table(reader);
      begin_table(reader);
    }
  }
  add_cell_text(reader, record);
}

static void add_text(Reader *reader, const Record *record) {
  buf_add(&reader->text, record->text, record->len);
  reader->strips = mem_grow(reader->strips, reader->strip_count, &reader->strip_capacity,
                            sizeof *reader->strips);
  Strip strip = strip_of(record);
  strip.end = reader->text.len;
  reader->strips[reader->strip_count++] = strip;
  if (strcmp(record->why, "段末") == 0)
    end_paragraph(reader);
}

/* The file's lines, each NUL-terminated. */
static char **split(char *bytes, size_t *count) {
  size_t capacity = 0;
  char **lines = NULL;
  *count = 0;
  for (char *at = bytes; *at;) {
    lines = mem_grow(lines, *count, &capacity, sizeof *lines);
    lines[(*count)++] = at;
    char *end = strchr(at, '\n');
    if (!end)
      break;
    *end = '\0';
    at = end + 1;
  }
  return lines;
}

/* 续表: at the head of a page, between two parts of one table. */
static bool is_continuation(const Reader *reader, const Record *record, const Record *next) {
  return reader->in_table && record->line == 1 && record->page != reader->last.page &&
         next->page == record->page && is_again(reader, next);
}

static void add_record(Reader *reader, const Record *record, const Record *next) {
  if (record->row > 0) {
    add_cell(reader, record);
  } else if (!is_continuation(reader, record, next)) {
    end_table(reader);
    add_text(reader, record);
  }
}

Side *read_lines(const char *path, const char *bytes, size_t len, Messages *messages) {
  size_t count, wrong = utf8_check(bytes, len);
  if (wrong < len) {
    int line = 1;
    for (size_t i = 0; i < wrong; i++)
      line += bytes[i] == '\n';
    msg_add(messages, pos_at(path, line, 0), XML_NOT_UTF8, NULL);
    return NULL;
  }
  Reader reader = {.growing = growing_new(path, false)};
  reader.arena = reader.growing.side->arena;
  char **lines = split(arena_copy_n(reader.arena, bytes, len), &count);
  Record record = {0}, next;
  bool has_record = false;
  for (size_t i = 0; i < count; i++) {
    if (!parse(lines[i], reader.arena, &next))
      continue;
    if (has_record)
      add_record(&reader, &record, &next);
    record = next;
    has_record = true;
    reader.pos = pos_at(path, (int)i + 1, 0);
  }
  if (has_record)
    add_record(&reader, &record, &(Record){0});
  end_table(&reader);
  end_paragraph(&reader);
  free(lines);
  free(reader.strips);
  buf_free(&reader.text);
  free(reader.cells);
  reader.growing.side->is_printed = true;
  return growing_end(&reader.growing);
}
