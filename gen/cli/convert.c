/* `ziping new`, `ziping convert` and `ziping import`: evaluations as .xml and as .xlsx. */
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "input/blank.h"
#include "input/import.h"
#include "input/print.h"
#include "sheet/sheet.h"

static bool has_ending(const char *path, const char *ending) {
  size_t len = strlen(path), end = strlen(ending);
  return len > end && strcasecmp(path + len - end, ending) == 0;
}

/* False with a message when the name doesn't say what is to be written. */
static bool name_usable(const char *path, bool may_be_sheet, Messages *messages) {
  if (has_ending(path, ".xml") || (may_be_sheet && has_ending(path, ".xlsx")))
    return true;
  msg_add(messages, pos_file(NULL), CLI_ENDING, path, may_be_sheet ? ".xlsx 或 .xml" : ".xml");
  return false;
}

static void write(const Evaluation *evaluation, const Layout *layout, const char *path,
                  bool replace, Messages *messages) {
  Buf bytes = {0};
  bool ok = true;
  if (has_ending(path, ".xlsx"))
    ok = sheet_write(evaluation, layout, &bytes, messages);
  else
    evaluation_print(evaluation, &bytes);
  if (ok)
    cli_save(path, &bytes, replace, messages);
  buf_free(&bytes);
}

void cli_new(const CliOptions *options, const Layout *layout, const char *schema_home, Arena *arena,
             Messages *messages) {
  const char *path = options->output;
  if (!name_usable(path, true, messages) || !cli_output_usable(path, NULL, 0, arena, messages))
    return;
  Evaluation *blank = blank_make(layout, has_ending(path, ".xml"), schema_home, messages);
  if (blank)
    write(blank, layout, path, options->replace, messages);
  evaluation_free(blank);
}

void cli_convert(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages) {
  const char *from = options->operands[0], *to = options->operands[1];
  if (!name_usable(to, true, messages) || !cli_output_usable(to, &from, 1, arena, messages))
    return;
  Evaluation *evaluation = sheet_load(from, schema_home, messages);
  if (evaluation)
    write(evaluation, NULL, to, options->replace, messages);
  evaluation_free(evaluation);
}

void cli_import(const CliOptions *options, const Layout *layout, Arena *arena, Messages *messages) {
  const char *from = options->operands[0], *to = options->output;
  if (!name_usable(to, false, messages) || !cli_output_usable(to, &from, 1, arena, messages))
    return;
  Buf bytes = {0};
  if (import_report(from, layout, &bytes, messages))
    cli_save(to, &bytes, options->replace, messages);
  buf_free(&bytes);
}
