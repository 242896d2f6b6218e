/* ziping: the commands, and the way of the data through the rooms.
 *
 *   evaluation ─┐                     ┌→ pdf (PDF)
 *               ├→ doc ──→ pages ─────┼→ docx (locked DOCX)
 *   layout ─────┘   │                 └→ lines as text
 *                   ├→ check (findings)
 *                   ├→ docx (DOCX)
 *                   └→ doc as text
 *
 * Each evaluation's files appear together or not at all, and one evaluation's
 * failure doesn't stop the others; the worst status is the program's. */
#include <errno.h>

#include "base/outfile.h"
#include "base/version.h"
#include "check/check.h"
#include "cli/cli.h"
#include "compose/pages.h"
#include "doc/build.h"
#include "docx/docx.h"
#include "input/evaluation.h"
#include "input/import.h"
#include "pdf/pdf.h"
#include "sheet/sheet.h"

/* What a command works with; ended by setup_free. */
typedef struct Setup {
  CliOptions options;
  const char *layouts; /* folder of the layouts and schemas */
  Fonts *fonts;
  Layout *layout; /* of -l; NULL when it isn't given or couldn't be loaded */
  Arena *arena;
} Setup;

static bool render(const Doc *doc, const Pages *pages, const Fonts *fonts, CliFormat format,
                   Buf *out, Messages *messages) {
  switch (format) {
  case FORMAT_PDF:
    return pdf_write(pages, out, messages);
  case FORMAT_DOCX:
    return docx_write(doc, fonts, pages, out, messages);
  case FORMAT_LOCKED:
    return docx_write_locked(pages, out, messages);
  case FORMAT_DOC:
    doc_print(doc, out);
    return true;
  case FORMAT_LINES:
    pages_print(pages, out);
    return true;
  case FORMAT_COUNT:
    break;
  }
  return false;
}

static bool add_output(OutSet *set, const Doc *doc, const Pages *pages, const Fonts *fonts,
                       CliFormat format, const char *path, Messages *messages) {
  Buf bytes = {0};
  bool added = render(doc, pages, fonts, format, &bytes, messages) &&
               outset_add(set, path, bytes.data, bytes.len);
  buf_free(&bytes);
  return added;
}

/* Whose columns are as wide as the composer finds, in the editable DOCX too. */
static bool doc_has_table(const Doc *doc) {
  for (size_t i = 0; i < doc->block_count; i++)
    if (doc->blocks[i].kind == BLOCK_TABLE)
      return true;
  return false;
}

/* All files of one report, and a line on stdout for each that was written. */
static void write_report(const Doc *doc, Fonts *fonts, const CliJob *job, Messages *messages) {
  bool needs_pages = job->paths[FORMAT_PDF] || job->paths[FORMAT_LINES] ||
                     job->paths[FORMAT_LOCKED] || (job->paths[FORMAT_DOCX] && doc_has_table(doc));
  Pages *pages = NULL;
  if (needs_pages) {
    cli_check_fonts(fonts, doc->styles, doc->style_count, messages);
    pages = pages_compose(doc, fonts, messages);
    if (!pages)
      return;
  }
  OutSet *set = outset_new(messages);
  bool complete = true;
  for (int format = 0; format < FORMAT_COUNT && complete; format++)
    if (job->paths[format])
      complete = add_output(set, doc, pages, fonts, format, job->paths[format], messages);
  if (complete && outset_commit(set))
    for (int format = 0; format < FORMAT_COUNT; format++)
      if (job->paths[format])
        printf("%s\n", job->paths[format]);
  outset_free(set);
  if (pages)
    pages_free(pages);
}

/* The layout that the evaluation itself names. */
static Layout *load_named_layout(const Setup *setup, const Evaluation *evaluation,
                                 Messages *messages) {
  Pos root = xml_pos(evaluation->file, evaluation->root);
  if (evaluation->layout)
    return layout_load(evaluation->layout, root, setup->layouts, setup->fonts, messages);
  msg_add(messages, root, CLI_NO_LAYOUT, NULL);
  return NULL;
}

/* One evaluation on its way to a report; ended by report_close. */
typedef struct Report {
  Messages *messages;
  Evaluation *evaluation;
  Layout *named; /* the layout that it names itself; NULL with -l */
  Doc *doc;      /* NULL when there can be none */
} Report;

/* Without the layout of -l the evaluation is read for its own faults all the
 * same, so that one run shows everything. */
static Report report_open(const Setup *setup, const char *data) {
  Report report = {.messages = msg_new()};
  report.evaluation = sheet_load(data, setup->layouts, report.messages);
  if (report.evaluation && !setup->options.layout)
    report.named = load_named_layout(setup, report.evaluation, report.messages);
  const Layout *layout = report.named ? report.named : setup->layout;
  if (report.evaluation && layout && evaluation_check(report.evaluation, layout, report.messages)) {
    report.doc = doc_build(layout, report.evaluation, report.messages);
    if (report.doc && !check_report(layout, report.evaluation, report.doc, report.messages)) {
      doc_free(report.doc);
      report.doc = NULL;
    }
  }
  return report;
}

static void report_close(Report *report) {
  doc_free(report->doc);
  if (report->named)
    layout_free(report->named);
  evaluation_free(report->evaluation);
  msg_free(report->messages);
}

static int build_report(const Setup *setup, const CliJob *job) {
  Report report = report_open(setup, job->data);
  if (report.doc && msg_count(report.messages, MSG_ERROR) == 0)
    write_report(report.doc, setup->fonts, job, report.messages);
  msg_print(report.messages, stderr);
  int status = msg_status(report.messages);
  report_close(&report);
  return status;
}

static int build(const Setup *setup, Messages *messages) {
  int worst = EXIT_DONE;
  const CliJob *jobs = cli_jobs(&setup->options, setup->arena, messages);
  for (int i = 0; jobs && i < setup->options.operand_count; i++) {
    int status = build_report(setup, &jobs[i]);
    worst = status > worst ? status : worst;
  }
  return worst;
}

/* The report is set into pages as well, for the characters that no font has.
 * findings: where messages go; NULL: to stderr. */
static int check_one(const Setup *setup, const char *data, CliFindings *findings) {
  Report report = report_open(setup, data);
  if (report.doc) {
    Pages *pages = pages_compose(report.doc, setup->fonts, report.messages);
    if (pages)
      pages_free(pages);
  }
  int status = msg_status(report.messages);
  if (report.doc && status < EXIT_BAD_USAGE)
    status = msg_count(report.messages, setup->options.level) > 0 ? EXIT_FINDINGS : EXIT_DONE;
  if (findings)
    cli_findings_add(findings, report.messages);
  else
    msg_print(report.messages, stderr);
  report_close(&report);
  return status;
}

static int check(const Setup *setup, Messages *messages) {
  int worst = EXIT_DONE;
  CliFindings *findings = setup->options.json ? cli_findings_new() : NULL;
  for (int i = 0; i < setup->options.operand_count; i++) {
    int status = check_one(setup, setup->options.operands[i], findings);
    worst = status > worst ? status : worst;
  }
  if (findings && !cli_findings_print(findings, stdout))
    msg_add(messages, pos_file(NULL), WRITE_FAILED, "标准输出", "写入", msg_errno(errno));
  if (findings)
    cli_findings_free(findings);
  return worst;
}

static void import(const Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  if (!cli_output_usable(options->output, options->operands, 1, setup->arena, messages) ||
      !setup->layout)
    return;
  Buf bytes = {0};
  OutSet *set = outset_new(messages);
  if (import_report(options->operands[0], setup->layout, &bytes, messages) &&
      outset_add(set, options->output, bytes.data, bytes.len) && outset_commit(set))
    printf("%s\n", options->output);
  outset_free(set);
  buf_free(&bytes);
}

static void list_layouts(const Setup *setup, Messages *messages) {
  Buf lines = {0};
  layout_list(setup->layouts, &lines, messages);
  if (lines.len > 0)
    fwrite(lines.data, 1, lines.len, stdout);
  buf_free(&lines);
}

static void list_fonts(const Setup *setup, Messages *messages) {
  if (setup->layout || !setup->options.layout)
    cli_list_fonts(setup->fonts, setup->layout, stdout, messages);
}

/* The commands that need fonts, and a layout when -l names one. The status is
 * that of single reports, whose messages have been printed. */
static int work(Setup *setup, const char *home, Messages *messages) {
  const CliOptions *options = &setup->options;
  setup->fonts = fonts_load(arena_printf(setup->arena, "%s/fonts", home), messages);
  if (!setup->fonts)
    return EXIT_DONE;
  const char *layout = options->command == COMMAND_NEW ? options->operands[0] : options->layout;
  if (layout)
    setup->layout = layout_load(layout, pos_file(NULL), setup->layouts, setup->fonts, messages);
  if (options->command == COMMAND_BUILD)
    return build(setup, messages);
  if (options->command == COMMAND_CHECK)
    return check(setup, messages);
  if (options->command == COMMAND_IMPORT)
    import(setup, messages);
  else if (options->command == COMMAND_FONTS)
    list_fonts(setup, messages);
  else if (setup->layout)
    cli_new(options->output, setup->layout, setup->layouts, setup->arena, messages);
  return EXIT_DONE;
}

static int run(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  if (options->command == COMMAND_HELP) {
    cli_help(options->help_for, stdout);
    return EXIT_DONE;
  }
  if (options->command == COMMAND_VERSION) {
    printf("ziping %s\n", ZIPING_VERSION);
    return EXIT_DONE;
  }
  const char *home = cli_home(setup->arena, messages);
  if (!home)
    return EXIT_DONE;
  setup->layouts = arena_printf(setup->arena, "%s/layouts", home);
  if (options->command == COMMAND_LAYOUTS)
    list_layouts(setup, messages);
  else if (options->command == COMMAND_CONVERT)
    cli_convert(options->operands[0], options->operands[1], setup->layouts, setup->arena, messages);
  else
    return work(setup, home, messages);
  return EXIT_DONE;
}

static void setup_free(Setup *setup) {
  if (setup->layout)
    layout_free(setup->layout);
  if (setup->fonts)
    fonts_free(setup->fonts);
  arena_free(setup->arena);
}

int main(int argc, char **argv) {
  mem_start();
  xml_start();
  Messages *messages = msg_new();
  Setup setup = {.arena = arena_new()};
  int status = EXIT_DONE;
  if (cli_parse(argc, argv, setup.arena, &setup.options, messages))
    status = run(&setup, messages);
  if (fflush(stdout) != 0 || ferror(stdout))
    msg_add(messages, pos_file(NULL), WRITE_FAILED, "标准输出", "写入", msg_errno(errno));
  msg_print(messages, stderr);
  int said = msg_status(messages);
  msg_free(messages);
  setup_free(&setup);
  return said > status ? said : status;
}
