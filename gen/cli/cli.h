/* The command line's parts: what the user asked for, where the program's own
 * files lie, which files a build writes, and the help texts. gen/main.c puts
 * them together. Everything returned lies in the arena handed over, or is
 * borrowed from argv. */
#ifndef ZIPING_CLI_CLI_H
#define ZIPING_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/msg.h"
#include "batch/batch.h"
#include "fonts/fonts.h"
#include "layout/layout.h"
#include "report/report.h"
#include "review/review.h"

typedef enum CliCommand {
  COMMAND_NONE,
  COMMAND_BUILD,
  COMMAND_CHECK,
  COMMAND_BATCH,
  COMMAND_DIFF,
  COMMAND_IMPORT,
  COMMAND_NEW,
  COMMAND_CONVERT,
  COMMAND_EXTRACT,
  COMMAND_VERIFY,
  COMMAND_LAYOUTS,
  COMMAND_FONTS,
  COMMAND_HELP,
  COMMAND_VERSION
} CliCommand;

typedef struct CliOptions {
  CliCommand command;
  CliCommand help_for;               /* COMMAND_HELP: about which, COMMAND_NONE for all */
  const char *layout;                /* -l, NULL when not given */
  const char *output;                /* -o, NULL when not given */
  bool formats[REPORT_FORMAT_COUNT]; /* -f, or its default */
  MsgLevel level;                    /* --level, or its default */
  bool json;
  const char *html;  /* --html, NULL when not given */
  int workers;       /* -j, 0 when not given */
  int shard, shards; /* --shard I/N, else 1 and 1 */
  bool changed;
  bool no_source;        /* --no-source */
  bool replace;          /* --replace */
  const char **operands; /* what follows the command */
  int operand_count;
} CliOptions;

/* One evaluation and the files made of it; a format that isn't wanted has no
 * path. */
typedef struct CliJob {
  const char *name; /* what its files are called, without folder and endings */
  const char *data;
  const struct CliInputs *inputs; /* all evaluations of the run */
  const char *paths[REPORT_FORMAT_COUNT];
  const char *rival;     /* another evaluation that would write one of the paths, … */
  const char *contested; /* … this one; NULL: none */
} CliJob;

/* False with a message for each fault of usage. */
bool cli_parse(int argc, char **argv, Arena *arena, CliOptions *options, Messages *messages);

/* Help on one command, or on all for COMMAND_NONE. */
void cli_help(CliCommand command, FILE *out);

/* The folder that holds layouts/ and fonts/: $ZIPING_HOME; else the
 * executable's own folder; else share/ziping beside the bin/ it lies in.
 * NULL with a message when none has them. */
const char *cli_home(Arena *arena, Messages *messages);

/* The day of SOURCE_DATE_EPOCH in UTC, 2023-03-15; NULL when it isn't set or is no
 * number. */
const char *cli_date(Arena *arena);
/* SOURCE_DATE_EPOCH that gives the date, 2023-03-15; for NULL one that gives none, which is
 * "", or NULL when there is none to undo. */
const char *cli_epoch(const char *date, Arena *arena);

/* One job each of these evaluations. NULL with a message when their folder can't be
 * written to. */
CliJob *cli_jobs(const CliOptions *options, const char *const *data, size_t count, Arena *arena,
                 Messages *messages);
/* Whether the job's files can become outputs, and no other evaluation would write one
 * of them: neither may, as nobody could tell whose it is. False with messages. */
bool cli_job_usable(const CliJob *job, Messages *messages);
/* Leaves of the jobs those of --shard; how many they are. */
size_t cli_shard(const CliOptions *options, CliJob *jobs, size_t count);
/* Whether all files of all jobs can become outputs: judged before anything is
 * written. False with messages. */
bool cli_jobs_usable(const CliJob *jobs, size_t count, Messages *messages);
/* Whether files can be written to the folder of -o, which is made when only it is
 * missing, not those above it; a message when not. */
bool cli_folder_ready(const char *folder, Messages *messages);
/* Whether path can become an output of a command that reads the given inputs:
 * its folder is there and writable, it is no folder or device, and it is not
 * one of the inputs. */
bool cli_output_usable(const char *path, const char *const inputs[], int input_count, Arena *arena,
                       Messages *messages);

/* Whether these bytes may become the file at path: true when nothing else is there,
 * or it may be replaced; else false with a message at pos. */
bool cli_may_save(const char *path, const void *bytes, size_t len, bool replace, Pos pos,
                  Messages *messages);
/* Writes the file if it may, and prints its name. Faults are messages. */
void cli_save(const char *path, const Buf *bytes, bool replace, Messages *messages);

/* Fills what the options say of a batch: its jobs, as many as batch->count,
 * where they go, how many workers, and what all its reports depend on. */
void cli_batch(Batch *batch, const CliOptions *options, const CliJob *jobs,
               const ReportTools *tools, Arena *arena);
/* Tells what a report of a batch was made from. */
void cli_batch_sources(const Report *report, BatchSources *sources);

/* The messages of a command as one JSON array, an object each; ended by
 * cli_findings_free. */
typedef struct CliFindings CliFindings;
CliFindings *cli_findings_new(void);
void cli_findings_add(CliFindings *findings, const Messages *messages);
/* False when out can't be written. */
bool cli_findings_print(const CliFindings *findings, FILE *out);
void cli_findings_free(CliFindings *findings);

/* What two versions differ in, as text (in colour where out is a terminal) or as
 * one JSON object. False when out can't be written. */
bool cli_print_review(const Review *review, bool json, FILE *out);
/* ziping diff; the exit status. */
int cli_diff(ReportTools *tools, const CliOptions *options, Messages *messages);
/* ziping verify of one file: printed on stdout in a line, with what was changed in
 * the text; all other reasons are messages. */
void cli_verify(const ReportTools *tools, const char *path, Messages *messages);

/* ziping extract: writes what travels inside the report into the folder, all or
 * nothing, and prints the names; a hint is the command that makes it again. Faults are
 * messages. */
void cli_extract(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages);

/* ziping new and ziping convert: writes an empty evaluation for the layout, or an
 * evaluation in another form: .xml or .xlsx, as the name of the file to write ends.
 * Faults are messages. */
void cli_new(const CliOptions *options, const Layout *layout, const char *schema_home, Arena *arena,
             Messages *messages);
void cli_convert(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages);

/* ziping import: writes an evaluation made out of a past report, as .xml. Faults are
 * messages. */
void cli_import(const CliOptions *options, const Layout *layout, Arena *arena, Messages *messages);

/* One line a font role: its name, the file found for it, and 自有, 代用 or 缺;
 * a warning for each that is missing. With a layout only the roles that its
 * styles use. */
void cli_list_fonts(Fonts *fonts, const Layout *layout, FILE *out, Messages *messages);
/* A warning for each role that these styles use and no file serves. */
void cli_check_fonts(Fonts *fonts, const Style *const styles[], size_t count, Messages *messages);

#endif
