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
#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "base/outfile.h"
#include "base/version.h"
#include "batch/batch.h"
#include "capsule/capsule.h"
#include "check/check.h"
#include "cli/cli.h"
#include "compose/pages.h"
#include "doc/build.h"
#include "docx/docx.h"
#include "input/evaluation.h"
#include "input/import.h"
#include "pdf/pdf.h"
#include "review/html.h"
#include "review/read.h"
#include "review/review.h"
#include "sheet/sheet.h"

/* A layout by the name that an evaluation gave it. */
typedef struct NamedLayout {
  const char *name;
  Layout *layout;
} NamedLayout;

/* What a command works with; ended by setup_free. */
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

/* The form that carries its sources, or CAPSULE_FORM_COUNT for plain text. */
static CapsuleForm form_of(CliFormat format) {
  return format == FORMAT_PDF      ? CAPSULE_PDF
         : format == FORMAT_DOCX   ? CAPSULE_DOCX
         : format == FORMAT_LOCKED ? CAPSULE_LOCKED
                                   : CAPSULE_FORM_COUNT;
}

static bool render(const Setup *setup, const CapsuleOf *of, CliFormat format,
                   const Attachments *attached, Buf *out, Messages *messages) {
  switch (format) {
  case FORMAT_PDF:
    return pdf_write(of->pages, attached, out, messages);
  case FORMAT_DOCX:
    return docx_write(of->doc, setup->fonts, of->pages, attached, setup->packer, out, messages);
  case FORMAT_LOCKED:
    return docx_write_locked(of->pages, attached, setup->packer, out, messages);
  case FORMAT_DOC:
    doc_print(of->doc, out);
    return true;
  case FORMAT_LINES:
    pages_print(of->pages, out);
    return true;
  case FORMAT_COUNT:
    break;
  }
  return false;
}

/* The bytes of one output. A DOCX that needs no pages is the same
 * whether there are any or not. */
static bool write_format(const Setup *setup, const CapsuleOf *of, CliFormat format, Buf *out,
                         Messages *messages) {
  CapsuleOf own = *of;
  if (format == FORMAT_DOCX && !docx_needs_pages(of->doc))
    own.pages = NULL;
  CapsuleForm form = form_of(format);
  if (form == CAPSULE_FORM_COUNT || setup->options.no_source)
    return render(setup, &own, format, NULL, out, messages);
  Arena *arena = arena_new();
  Attachments attached = capsule_gather(&own, form, arena);
  bool written = render(setup, &own, format, &attached, out, messages);
  arena_free(arena);
  return written;
}

static bool add_output(const Setup *setup, OutSet *set, const CapsuleOf *of, CliFormat format,
                       const char *path, Messages *messages) {
  Buf bytes = {0};
  bool added = write_format(setup, of, format, &bytes, messages) &&
               outset_add(set, path, bytes.data, bytes.len);
  buf_free(&bytes);
  return added;
}

static bool needs_pages(const CliJob *job, const Doc *doc) {
  return job->paths[FORMAT_PDF] || job->paths[FORMAT_LINES] || job->paths[FORMAT_LOCKED] ||
         (job->paths[FORMAT_DOCX] && docx_needs_pages(doc));
}

/* All files of one report; false when there is none. */
static bool write_report(const Setup *setup, CapsuleOf of, const CliJob *job, Messages *messages) {
  Pages *pages = NULL;
  if (needs_pages(job, of.doc)) {
    cli_check_fonts(setup->fonts, of.doc->styles, of.doc->style_count, messages);
    of.pages = pages = pages_compose(of.doc, setup->fonts, messages);
    if (!pages)
      return false;
  }
  OutSet *set = outset_new(messages);
  bool complete = true;
  for (int format = 0; format < FORMAT_COUNT && complete; format++)
    if (job->paths[format])
      complete = add_output(setup, set, &of, format, job->paths[format], messages);
  complete = complete && outset_commit(set);
  outset_free(set);
  if (pages)
    pages_free(pages);
  return complete;
}

/* The layout that the evaluation itself names. */
static const Layout *named_layout(Setup *setup, const Evaluation *evaluation, Messages *messages) {
  Pos root = xml_pos(evaluation->file, evaluation->root);
  if (!evaluation->layout) {
    msg_add(messages, root, CLI_NO_LAYOUT, NULL);
    return NULL;
  }
  for (size_t i = 0; i < setup->named_count; i++)
    if (strcmp(setup->named[i].name, evaluation->layout) == 0)
      return setup->named[i].layout;
  Layout *layout = layout_load(evaluation->layout, root, setup->layouts, setup->fonts, messages);
  if (layout) {
    setup->named =
        mem_grow(setup->named, setup->named_count, &setup->named_capacity, sizeof *setup->named);
    setup->named[setup->named_count++] =
        (NamedLayout){arena_copy(setup->arena, evaluation->layout), layout};
  }
  return layout;
}

/* One evaluation on its way to a report; ended by report_close. */
typedef struct Report {
  Messages *messages;
  Evaluation *evaluation;
  const Layout *layout; /* of -l, or the one that it names itself */
  Doc *doc;             /* NULL when there can be none */
} Report;

/* Without the layout of -l the evaluation is read for its own faults all the
 * same, so that one run shows everything. */
static Report report_open(Setup *setup, const char *data, Messages *messages) {
  Report report = {.messages = messages, .layout = setup->layout};
  report.evaluation = sheet_load(data, setup->layouts, messages);
  if (report.evaluation && !setup->options.layout)
    report.layout = named_layout(setup, report.evaluation, messages);
  if (report.evaluation && report.layout &&
      evaluation_check(report.evaluation, report.layout, messages)) {
    report.doc = doc_build(report.layout, report.evaluation, messages);
    if (report.doc && !check_report(report.layout, report.evaluation, report.doc, messages)) {
      doc_free(report.doc);
      report.doc = NULL;
    }
    if (report.doc && !report.doc->date)
      report.doc->date = setup->date;
  }
  return report;
}

static CapsuleOf made_of(const Setup *setup, const Report *report) {
  return (CapsuleOf){.doc = report->doc,
                     .layout = report->layout,
                     .evaluation = report->evaluation,
                     .given_date = report->doc->date == setup->date ? setup->date : NULL};
}

static void report_close(Report *report) {
  doc_free(report->doc);
  evaluation_free(report->evaluation);
}

/* False when nothing was written. *layout: what it was built with; NULL: none. */
static bool build_report(Setup *setup, const CliJob *job, const Layout **layout,
                         Messages *messages) {
  Report report = report_open(setup, job->data, messages);
  bool written = report.doc && msg_count(messages, MSG_ERROR) == 0 &&
                 write_report(setup, made_of(setup, &report), job, messages);
  *layout = report.layout;
  report_close(&report);
  return written;
}

/* One report, its messages, and a line on stdout for each file that was written. */
static int build_one(Setup *setup, const CliJob *job) {
  Messages *messages = msg_new();
  const Layout *layout;
  bool written = build_report(setup, job, &layout, messages);
  msg_print(messages, stderr);
  int status = msg_status(messages);
  for (int format = 0; written && format < FORMAT_COUNT; format++)
    if (job->paths[format])
      printf("%s\n", job->paths[format]);
  msg_free(messages);
  return status;
}

static int build(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  int worst = EXIT_DONE;
  size_t count = (size_t)options->operand_count;
  const CliJob *jobs = cli_jobs(options, options->operands, count, setup->arena, messages);
  if (!jobs || !cli_jobs_usable(jobs, count, messages))
    return worst;
  for (size_t i = 0; i < count; i++) {
    int status = build_one(setup, &jobs[i]);
    worst = status > worst ? status : worst;
  }
  return worst;
}

/* What the batch room needs to have a report built. */
typedef struct BatchBench {
  Setup *setup;
  const CliJob *jobs;
} BatchBench;

static const char *const *build_in_batch(void *user, size_t job, Messages *messages) {
  const BatchBench *bench = user;
  const Layout *layout;
  build_report(bench->setup, &bench->jobs[job], &layout, messages);
  return layout ? layout->files.paths : NULL;
}

static int batch(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  size_t count;
  const char **data = batch_list(options->operands[0], options->shard, options->shards,
                                 setup->arena, &count, messages);
  const CliJob *jobs = data ? cli_jobs(options, data, count, setup->arena, messages) : NULL;
  if (!jobs)
    return EXIT_DONE;
  BatchBench bench = {setup, jobs};
  Batch batch = {.count = count,
                 .only_changed = options->changed,
                 .json = options->json,
                 .build = build_in_batch,
                 .user = &bench};
  cli_batch(&batch, options, jobs, setup->layouts, setup->fonts, setup->arena);
  return batch_run(&batch, messages);
}

/* The report is set into pages as well, for the characters that no font has.
 * findings: where messages go; NULL: to stderr. */
static int check_one(Setup *setup, const char *data, CliFindings *findings) {
  Messages *messages = msg_new();
  Report report = report_open(setup, data, messages);
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
  msg_free(messages);
  return status;
}

static int check(Setup *setup, Messages *messages) {
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

/* One of two versions on its way to a comparison; ended by opened_close. */
typedef struct Opened {
  Messages *messages; /* what the check found, or why there is no side */
  Report report;      /* empty for a file that is no evaluation */
  Pages *pages;
  Side *side; /* NULL when it can't be compared */
} Opened;

static void open_report(Setup *setup, const char *path, Opened *opened) {
  opened->report = report_open(setup, path, opened->messages);
  if (!opened->report.doc)
    return;
  Messages *said = msg_new(); /* that characters come from other fonts is no finding */
  opened->pages = pages_compose(opened->report.doc, setup->fonts, said);
  if (opened->pages)
    opened->side = side_of_doc(path, opened->report.doc, opened->pages);
  else
    msg_print(said, stderr);
  msg_free(said);
}

static Opened opened_load(Setup *setup, const char *path) {
  Opened opened = {.messages = msg_new()};
  Buf bytes = {0};
  if (infile_read(path, INFILE_LIMIT, &bytes, opened.messages)) {
    FileKind kind = review_file_kind(path, bytes.data, bytes.len);
    if (kind == FILE_EVALUATION)
      open_report(setup, path, &opened);
    else
      opened.side = review_read(path, kind, bytes.data, bytes.len, opened.messages);
  }
  buf_free(&bytes);
  return opened;
}

static void opened_close(Opened *opened) {
  side_free(opened->side);
  if (opened->pages)
    pages_free(opened->pages);
  report_close(&opened->report);
  msg_free(opened->messages);
}

static Version version_of(const Opened *opened) {
  bool is_report = opened->report.doc != NULL;
  return (Version){.side = opened->side,
                   .layout = is_report ? opened->report.layout : NULL,
                   .evaluation = is_report ? opened->report.evaluation : NULL,
                   .findings = is_report ? opened->messages : NULL};
}

/* Findings of the two are part of the comparison; what keeps one from being read
 * is a message. */
static bool both_opened(const Opened *old, const Opened *new) {
  if (!old->side)
    msg_print(old->messages, stderr);
  if (!new->side)
    msg_print(new->messages, stderr);
  return old->side && new->side;
}

static void write_page(const Review *review, const char *path, Messages *messages) {
  Buf page = {0};
  OutSet *set = outset_new(messages);
  review_html(review, &page);
  if (outset_add(set, path, page.data, page.len))
    outset_commit(set);
  outset_free(set);
  buf_free(&page);
}

static int compare(Setup *setup, const Opened *old, const Opened *new, Messages *messages) {
  Version versions[] = {version_of(old), version_of(new)};
  Messages *said = msg_new(); /* the same that were said of it before */
  Evaluation *again = NULL;
  if (versions[0].evaluation && versions[1].evaluation)
    again = sheet_load(old->side->path, setup->layouts, said);
  Review *review = review_compare(&versions[0], &versions[1], again);
  if (!cli_print_review(review, setup->options.json, stdout))
    msg_add(messages, pos_file(NULL), WRITE_FAILED, "标准输出", "写入", msg_errno(errno));
  if (setup->options.html)
    write_page(review, setup->options.html, messages);
  int status = review->change_count > 0 ? EXIT_FINDINGS : EXIT_DONE;
  review_free(review);
  evaluation_free(again);
  msg_free(said);
  return status;
}

static int diff(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  if (options->html &&
      !cli_output_usable(options->html, options->operands, 2, setup->arena, messages))
    return EXIT_DONE;
  Opened old = opened_load(setup, options->operands[0]);
  Opened new = opened_load(setup, options->operands[1]);
  int status = both_opened(&old, &new) ? compare(setup, &old, &new, messages) : EXIT_BAD_INPUT;
  opened_close(&old);
  opened_close(&new);
  return status;
}

/* A report out of the sources that it carries, as verify needs it. */
static bool rebuild(void *user, const char *data, const char *layout, const Manifest *manifest,
                    Buf *out, Messages *messages) {
  static const CliFormat formats[CAPSULE_FORM_COUNT] = {
      [CAPSULE_PDF] = FORMAT_PDF, [CAPSULE_DOCX] = FORMAT_DOCX, [CAPSULE_LOCKED] = FORMAT_LOCKED};
  Setup own = *(const Setup *)user;
  CliJob job = {.data = data};
  CliFormat format = formats[manifest->form];
  job.paths[format] = data; /* wanted; nothing is written there */
  own.options.layout = layout;
  own.date = manifest->date;
  own.layout = layout_load(layout, pos_file(NULL), own.layouts, own.fonts, messages);
  bool built = false;
  Report report = {0};
  if (own.layout)
    report = report_open(&own, data, messages);
  if (report.doc && msg_count(messages, MSG_ERROR) == 0) {
    CapsuleOf of = made_of(&own, &report);
    Pages *pages =
        needs_pages(&job, report.doc) ? pages_compose(report.doc, own.fonts, messages) : NULL;
    of.pages = pages;
    built =
        (pages || !needs_pages(&job, report.doc)) && write_format(&own, &of, format, out, messages);
    if (pages)
      pages_free(pages);
  }
  report_close(&report);
  layout_free(own.layout);
  return built;
}

static int verify(Setup *setup) {
  CliRebuild plan = {rebuild, setup, setup->fonts, setup->layouts};
  int worst = EXIT_DONE;
  for (int i = 0; i < setup->options.operand_count; i++) {
    Messages *messages = msg_new();
    cli_verify(setup->options.operands[i], &plan, messages);
    msg_print(messages, stderr);
    int status = msg_status(messages);
    worst = status > worst ? status : worst;
    msg_free(messages);
  }
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

/* All of them, or what one asks for. */
static void list_layouts(const Setup *setup, Messages *messages) {
  Buf lines = {0};
  if (setup->options.operand_count == 0)
    layout_list(setup->layouts, &lines, messages);
  else if (setup->layout)
    layout_describe(setup->layout, setup->layouts, &lines, messages);
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
  bool named = options->command == COMMAND_NEW || options->command == COMMAND_LAYOUTS;
  const char *layout = named ? options->operands[0] : options->layout;
  if (layout)
    setup->layout = layout_load(layout, pos_file(NULL), setup->layouts, setup->fonts, messages);
  if (options->command == COMMAND_BUILD)
    return build(setup, messages);
  if (options->command == COMMAND_VERIFY)
    return verify(setup);
  if (options->command == COMMAND_CHECK)
    return check(setup, messages);
  if (options->command == COMMAND_DIFF)
    return options->layout && !setup->layout ? EXIT_DONE : diff(setup, messages);
  if (options->command == COMMAND_BATCH)
    return options->layout && !setup->layout ? EXIT_DONE : batch(setup, messages);
  if (options->command == COMMAND_IMPORT)
    import(setup, messages);
  else if (options->command == COMMAND_FONTS)
    list_fonts(setup, messages);
  else if (options->command == COMMAND_LAYOUTS)
    list_layouts(setup, messages);
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
  setup->date = cli_date(setup->arena);
  if (options->command == COMMAND_LAYOUTS && options->operand_count == 0)
    list_layouts(setup, messages);
  else if (options->command == COMMAND_CONVERT)
    cli_convert(options->operands[0], options->operands[1], setup->layouts, setup->arena, messages);
  else if (options->command == COMMAND_EXTRACT)
    cli_extract(options->operands[0], options->output, setup->layouts, setup->arena, messages);
  else
    return work(setup, home, messages);
  return EXIT_DONE;
}

static void setup_free(Setup *setup) {
  for (size_t i = 0; i < setup->named_count; i++)
    layout_free(setup->named[i].layout);
  free(setup->named);
  if (setup->layout)
    layout_free(setup->layout);
  if (setup->fonts)
    fonts_free(setup->fonts);
  packer_free(setup->packer);
  arena_free(setup->arena);
}

int main(int argc, char **argv) {
  mem_start();
  xml_start();
  Messages *messages = msg_new();
  Setup setup = {.arena = arena_new(), .packer = packer_new()};
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
