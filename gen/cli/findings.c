/* Messages as JSON, for other programs. */
#include <jansson.h>

#include "cli/cli.h"

struct CliFindings {
  json_t *array;
};

CliFindings *cli_findings_new(void) {
  CliFindings *findings = mem_alloc(sizeof *findings);
  findings->array = json_array();
  if (!findings->array)
    mem_exhausted();
  return findings;
}

/* A place that is not known is null. */
static json_t *number_or_null(int value) {
  return value > 0 ? json_integer(value) : json_null();
}

static void add(void *user, const MsgView *message) {
  CliFindings *findings = user;
  json_t *object =
      json_pack("{s:s?, s:o, s:o, s:s, s:s, s:s}", "file", message->pos.file, "line",
                number_or_null(message->pos.line), "col", number_or_null(message->pos.col), "level",
                msg_level_name(message->level), "rule", message->name, "text", message->text);
  if (!object || json_array_append_new(findings->array, object) != 0)
    mem_exhausted();
}

void cli_findings_add(CliFindings *findings, const Messages *messages) {
  msg_visit(messages, add, findings);
}

bool cli_findings_print(const CliFindings *findings, FILE *out) {
  return json_dumpf(findings->array, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
}

void cli_findings_free(CliFindings *findings) {
  json_decref(findings->array);
  free(findings);
}
