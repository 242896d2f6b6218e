/* `ziping new` and `ziping convert`: evaluations as .xml and as .xlsx. */
#include <string.h>

#include "cli/cli.h"
#include "input/blank.h"
#include "input/print.h"
#include "sheet/sheet.h"

static bool has_ending(const char *path, const char *ending) {
  size_t len = strlen(path), end = strlen(ending);
  return len > end && strcmp(path + len - end, ending) == 0;
}

/* False with a message when the name doesn't say what is to be written. */
static bool name_usable(const char *path, Messages *messages) {
  if (has_ending(path, ".xlsx") || has_ending(path, ".xml"))
    return true;
  msg_add(messages, pos_file(NULL), CLI_ENDING, path);
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
  if (!name_usable(path, messages) || !cli_output_usable(path, NULL, 0, arena, messages))
    return;
  Evaluation *blank = blank_make(layout, has_ending(path, ".xml"), schema_home, messages);
  if (blank)
    write(blank, layout, path, options->replace, messages);
  evaluation_free(blank);
}

void cli_convert(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages) {
  const char *from = options->operands[0], *to = options->operands[1];
  if (!name_usable(to, messages) || !cli_output_usable(to, &from, 1, arena, messages))
    return;
  Evaluation *evaluation = sheet_load(from, schema_home, messages);
  if (evaluation)
    write(evaluation, NULL, to, options->replace, messages);
  evaluation_free(evaluation);
}
