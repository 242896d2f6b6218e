/* Messages as JSON, for other programs. */
#include "base/asjson.h"
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

void cli_findings_add(CliFindings *findings, const Messages *messages) {
  msg_visit(messages, asjson_add_message, findings->array);
}

bool cli_findings_print(const CliFindings *findings, FILE *out) {
  return json_dumpf(findings->array, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
}

void cli_findings_free(CliFindings *findings) {
  json_decref(findings->array);
  free(findings);
}
