/* One report's way through the rooms: evaluation and layout → doc → pages → the
 * bytes of an output. From the evaluation's own file, or once more out of what a
 * report carries. The caller fills ReportTools and ends it by report_tools_free. */
#ifndef ZIPING_REPORT_REPORT_H
#define ZIPING_REPORT_REPORT_H

#include "docx/docx.h"
#include "report/inside.h"

/* In the order in which a build writes and names its files. */
typedef enum ReportFormat {
  REPORT_PDF,
  REPORT_DOCX,
  REPORT_DOC,
  REPORT_LINES,
  REPORT_LOCKED,
  REPORT_FORMAT_COUNT
} ReportFormat;

/* What -f calls a format, and how its files end. */
typedef struct ReportFormatName {
  const char *name, *ending;
} ReportFormatName;

extern const ReportFormatName report_formats[REPORT_FORMAT_COUNT];

/* A layout by the name that an evaluation gave it. */
typedef struct NamedLayout {
  const char *name;
  Layout *layout;
} NamedLayout;

/* What reports are made with, one for a whole run. */
typedef struct ReportTools {
  const char *layouts; /* folder of the layouts and schemas */
  const char *date;    /* of a report that has none of its own; NULL: none */
  bool no_source;      /* nothing travels inside a PDF or DOCX */
  Fonts *fonts;
  Packer *packer;          /* of all DOCX files */
  const char *layout_name; /* of all reports; NULL: each evaluation names its own */
  Layout *layout;          /* of that name; NULL when it couldn't be loaded */
  NamedLayout *named;      /* those that evaluations named, each loaded once */
  size_t named_count, named_capacity;
  Arena *arena; /* borrowed */
} ReportTools;

void report_tools_free(ReportTools *tools);

/* Ended by report_close, which a zeroed one may meet as well. */
typedef struct Report {
  Evaluation *evaluation;
  const Layout *layout;   /* of all reports, or the one that it names itself */
  Layout *inside;         /* or that which a file carries, its own */
  Doc *doc;               /* NULL when there can be none */
  const char *given_date; /* when the doc has it from outside; else NULL */
  Pages *pages;           /* NULL until it is composed */
} Report;

/* The report of an evaluation, checked: what there is to say is a message. */
Report report_open(ReportTools *tools, const char *data, Messages *messages);
/* False with messages when it can't be composed. */
bool report_compose(const ReportTools *tools, Report *report, Messages *messages);
/* Whether this output is made from pages. */
bool report_needs_pages(const Report *report, ReportFormat format);
/* Appends the bytes of one output. False with messages. */
bool report_write(const ReportTools *tools, const Report *report, ReportFormat format, Buf *out,
                  Messages *messages);
void report_close(Report *report);

/* The report of the evaluation and the layout that a file carries, which must stay
 * open; otherwise as report_open. */
Report report_open_inside(const ReportTools *tools, const Inside *inside, Messages *messages);
/* Appends that file once more, in its form; composes what is needed for it. False
 * with messages. */
bool report_write_again(const ReportTools *tools, const Inside *inside, Report *report, Buf *out,
                        Messages *messages);

#endif
