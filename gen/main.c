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

#include "base/outfile.h"
#include "base/version.h"
#include "batch/batch.h"
#include "cli/cli.h"

typedef struct Setup {
  CliOptions options;
  ReportTools tools;
  Arena *arena;
} Setup;

static bool add_output(const ReportTools *tools, OutSet *set, const Report *report,
                       ReportFormat format, const char *path, Messages *messages) {
  Buf bytes = {0};
  bool added = report_write(tools, report, format, &bytes, messages) &&
               outset_add(set, path, bytes.data, bytes.len);
  buf_free(&bytes);
  return added;
}

static bool needs_pages(const CliJob *job, const Report *report) {
  for (int format = 0; format < REPORT_FORMAT_COUNT; format++)
    if (job->paths[format] && report_needs_pages(report, format))
      return true;
  return false;
}

/* All files of one report; false when there is none. */
static bool write_report(const ReportTools *tools, Report *report, const CliJob *job,
                         Messages *messages) {
  if (needs_pages(job, report)) {
    cli_check_fonts(tools->fonts, report->doc->styles, report->doc->style_count, messages);
    if (!report_compose(tools, report, messages))
      return false;
  }
  OutSet *set = outset_new(messages);
  bool complete = true;
  for (int format = 0; format < REPORT_FORMAT_COUNT && complete; format++)
    if (job->paths[format])
      complete = add_output(tools, set, report, format, job->paths[format], messages);
  complete = complete && outset_commit(set);
  outset_free(set);
  return complete;
}

/* False when nothing was written. sources: gets what it was made from; may be NULL. */
static bool build_report(ReportTools *tools, const CliJob *job, BatchSources *sources,
                         Messages *messages) {
  if (!cli_job_usable(job, messages))
    return false;
  Report report = report_open(tools, job->data, messages);
  bool written = report.doc && msg_count(messages, MSG_ERROR) == 0 &&
                 write_report(tools, &report, job, messages);
  if (written && sources)
    cli_batch_sources(&report, sources);
  report_close(&report);
  return written;
}

/* One report, its messages, and a line on stdout for each file that was written. */
static int build_one(ReportTools *tools, const CliJob *job) {
  Messages *messages = msg_new();
  bool written = build_report(tools, job, NULL, messages);
  msg_print(messages, stderr);
  int status = msg_status(messages);
  for (int format = 0; written && format < REPORT_FORMAT_COUNT; format++)
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
    int status = build_one(&setup->tools, &jobs[i]);
    worst = status > worst ? status : worst;
  }
  return worst;
}

/* What the batch room needs to have a report built. */
typedef struct BatchBench {
  ReportTools *tools;
  const CliJob *jobs;
} BatchBench;

static void build_in_batch(void *user, size_t job, BatchSources *sources, Messages *messages) {
  const BatchBench *bench = user;
  build_report(bench->tools, &bench->jobs[job], sources, messages);
}

static int batch(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  size_t count;
  bool ready = !options->layout || setup->tools.layout;
  const char **data =
      ready ? batch_list(options->operands[0], setup->arena, &count, messages) : NULL;
  CliJob *jobs = data ? cli_jobs(options, data, count, setup->arena, messages) : NULL;
  if (!jobs && options->json)
    batch_show_none(messages);
  if (!jobs)
    return EXIT_DONE;
  count = cli_shard(options, jobs, count);
  BatchBench bench = {&setup->tools, jobs};
  Batch batch = {.count = count,
                 .only_changed = options->changed,
                 .json = options->json,
                 .build = build_in_batch,
                 .user = &bench};
  cli_batch(&batch, options, jobs, &setup->tools, setup->arena);
  return batch_run(&batch, messages);
}

/* The report is set into pages as well, for the characters that no font has.
 * findings: where messages go; NULL: to stderr. */
static int check_one(Setup *setup, const char *data, CliFindings *findings) {
  Messages *messages = msg_new();
  Report report = report_open(&setup->tools, data, messages);
  if (report.doc)
    report_compose(&setup->tools, &report, messages);
  int status = msg_status(messages);
  if (report.doc && status < EXIT_BAD_USAGE)
    status = msg_count(messages, setup->options.level) > 0 ? EXIT_FINDINGS : EXIT_DONE;
  if (findings)
    cli_findings_add(findings, messages);
  else
    msg_print(messages, stderr);
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
    msg_add(messages, pos_file(NULL), SAY_FAILED, msg_errno(errno));
  if (findings)
    cli_findings_free(findings);
  return worst;
}

static int verify(Setup *setup) {
  int worst = EXIT_DONE;
  for (int i = 0; i < setup->options.operand_count; i++) {
    Messages *messages = msg_new();
    cli_verify(&setup->tools, setup->options.operands[i], messages);
    msg_print(messages, stderr);
    int status = msg_status(messages);
    worst = status > worst ? status : worst;
    msg_free(messages);
  }
  return worst;
}

/* All of them, or what one asks for. */
static void list_layouts(const Setup *setup, Messages *messages) {
  Buf lines = {0};
  if (setup->options.operand_count == 0)
    layout_list(setup->tools.layouts, &lines, messages);
  else if (setup->tools.layout)
    layout_describe(setup->tools.layout, setup->tools.layouts, &lines, messages);
  if (lines.len > 0)
    fwrite(lines.data, 1, lines.len, stdout);
  buf_free(&lines);
}

static void list_fonts(const Setup *setup, Messages *messages) {
  if (setup->tools.layout || !setup->options.layout)
    cli_list_fonts(setup->tools.fonts, setup->tools.layout, stdout, messages);
}

/* The commands that need fonts, and a layout when -l names one. The status is
 * that of single reports, whose messages have been printed. */
static int work(Setup *setup, const char *home, Messages *messages) {
  const CliOptions *options = &setup->options;
  ReportTools *tools = &setup->tools;
  tools->fonts = fonts_load(arena_printf(setup->arena, "%s/fonts", home), messages);
  if (!tools->fonts)
    return EXIT_DONE;
  bool named = options->command == COMMAND_NEW || options->command == COMMAND_LAYOUTS;
  tools->layout_name = named ? options->operands[0] : options->layout;
  if (tools->layout_name)
    tools->layout =
        layout_load(tools->layout_name, pos_file(NULL), tools->layouts, tools->fonts, messages);
  if (options->command == COMMAND_BUILD)
    return build(setup, messages);
  if (options->command == COMMAND_VERIFY)
    return verify(setup);
  if (options->command == COMMAND_CHECK)
    return check(setup, messages);
  if (options->command == COMMAND_DIFF)
    return options->layout && !tools->layout ? EXIT_DONE : cli_diff(tools, options, messages);
  if (options->command == COMMAND_BATCH)
    return batch(setup, messages);
  if (options->command == COMMAND_FONTS)
    list_fonts(setup, messages);
  else if (options->command == COMMAND_LAYOUTS)
    list_layouts(setup, messages);
  else if (tools->layout && options->command == COMMAND_IMPORT)
    cli_import(options, tools->layout, setup->arena, messages);
  else if (tools->layout)
    cli_new(options, tools->layout, tools->layouts, setup->arena, messages);
  return EXIT_DONE;
}

static int run(Setup *setup, Messages *messages) {
  const CliOptions *options = &setup->options;
  ReportTools *tools = &setup->tools;
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
  tools->layouts = arena_printf(setup->arena, "%s/layouts", home);
  tools->date = cli_date(setup->arena);
  tools->no_source = options->no_source;
  tools->arena = setup->arena;
  if (options->command == COMMAND_LAYOUTS && options->operand_count == 0)
    list_layouts(setup, messages);
  else if (options->command == COMMAND_CONVERT)
    cli_convert(options, tools->layouts, setup->arena, messages);
  else if (options->command == COMMAND_EXTRACT)
    cli_extract(options, tools->layouts, setup->arena, messages);
  else
    return work(setup, home, messages);
  return EXIT_DONE;
}

/* libzip takes a part's fixed date through local time and back, and would ask for
 * the machine's zone at each. */
static void forget_time_zone(void) {
  if (setenv("TZ", "UTC0", 1) != 0)
    mem_exhausted();
}

int main(int argc, char **argv) {
  mem_start();
  xml_start();
  forget_time_zone();
  Messages *messages = msg_new();
  Setup setup = {.arena = arena_new(), .tools = {.packer = packer_new()}};
  int status = EXIT_DONE;
  if (cli_parse(argc, argv, setup.arena, &setup.options, messages))
    status = run(&setup, messages);
  if (fflush(stdout) != 0 || ferror(stdout))
    msg_add(messages, pos_file(NULL), SAY_FAILED, msg_errno(errno));
  msg_print(messages, stderr);
  int said = msg_status(messages);
  msg_free(messages);
  report_tools_free(&setup.tools);
  arena_free(setup.arena);
  return said > status ? said : status;
}
