/* One report on its way: evaluation and layout → doc → pages → the bytes of an
 * output. From the evaluation's own file, or again out of what a report carries. */
#ifndef ZIPING_CLI_REPORT_H
#define ZIPING_CLI_REPORT_H

#include "cli/cli.h"
#include "cli/inside.h"
#include "docx/docx.h"

/* A layout by the name that an evaluation gave it. */
typedef struct NamedLayout {
  const char *name;
  Layout *layout;
} NamedLayout;

/* What a command works with; main.c fills and ends it. */
typedef struct Setup {
  CliOptions options;
  const char *layouts; /* folder of the layouts and schemas */
  const char *date;    /* of a report that has none of its own; NULL: none */
  Fonts *fonts;
  Packer *packer;     /* of all DOCX files */
  Layout *layout;     /* of -l; NULL when it isn't given or couldn't be loaded */
  NamedLayout *named; /* those that evaluations named, each loaded once */
  size_t named_count, named_capacity;
  Arena *arena;
} Setup;

/* Ended by report_close, which a zeroed one may meet as well. */
typedef struct Report {
  Evaluation *evaluation;
  const Layout *layout;   /* of -l, or the one that it names itself */
  Layout *inside;         /* or that which a file carries, its own */
  Doc *doc;               /* NULL when there can be none */
  const char *given_date; /* when the doc has it from outside; else NULL */
  Pages *pages;           /* NULL until it is composed */
} Report;

/* The report of an evaluation, checked: what there is to say is a message. */
Report report_open(Setup *setup, const char *data, Messages *messages);
/* False with messages when it can't be composed. */
bool report_compose(const Setup *setup, Report *report, Messages *messages);
/* Whether this output is made from pages. */
bool report_needs_pages(const Report *report, CliFormat format);
/* Appends the bytes of one output. False with messages. */
bool report_write(const Setup *setup, const Report *report, CliFormat format, Buf *out,
                  Messages *messages);
void report_close(Report *report);

/* The report of the evaluation and the layout that a file carries, which must stay
 * open; otherwise as report_open. */
Report report_open_inside(const Setup *setup, const Inside *inside, Messages *messages);
/* Appends that file once more, in its form; composes what is needed for it. False
 * with messages. */
bool report_write_again(const Setup *setup, const Inside *inside, Report *report, Buf *out,
                        Messages *messages);

/* ziping diff; the exit status. */
int cli_diff(Setup *setup, Messages *messages);
/* ziping verify of one file: printed on stdout in a line, with what was changed in
 * the text; all other reasons are messages. */
void cli_verify(const Setup *setup, const char *path, Messages *messages);

#endif
