/* ziping extract: what a report was made from, out of the report. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"

/* A report being taken apart. */
typedef struct Extract {
  const CliOptions *options;
  Inside inside;
  Arena *arena;
  Messages *messages;
} Extract;

static const char *report_of(const Extract *extract) {
  return extract->options->operands[0];
}

/* The manifest is called after its report: those of a PDF and its DOCX differ, and may lie
 * in one folder with the sources that they share. */
static const char *path_of(const Extract *extract, const char *name) {
  const char *folder = extract->options->output, *report = report_of(extract);
  const char *slash = strrchr(report, '/');
  if (strcmp(name, CAPSULE_MANIFEST) != 0)
    return arena_printf(extract->arena, "%s/%s", folder, name);
  return arena_printf(extract->arena, "%s/%s.%s", folder, slash ? slash + 1 : report, name);
}

/* The folder of the layout's files is made when there are any of its own. */
static bool folders_ready(const Extract *extract) {
  const Capsule *capsule = &extract->inside.capsule;
  const char *folder = extract->options->output;
  bool ready = cli_folder_ready(folder, extract->messages);
  for (size_t i = 0; ready && i < capsule->count; i++)
    if (strchr(capsule->files[i].name, '/'))
      return cli_folder_ready(arena_printf(extract->arena, "%s/%s", folder, ATTACH_LAYOUTS),
                              extract->messages);
  return ready;
}

static bool write_files(const Extract *extract) {
  const Capsule *capsule = &extract->inside.capsule;
  bool ok = true;
  for (size_t i = 0; i < capsule->count; i++)
    ok &= cli_may_save(path_of(extract, capsule->files[i].name), capsule->files[i].bytes,
                       capsule->files[i].len, extract->options->replace,
                       pos_file(report_of(extract)), extract->messages);
  OutSet *set = outset_new(extract->messages);
  for (size_t i = 0; ok && i < capsule->count; i++)
    ok = outset_add(set, path_of(extract, capsule->files[i].name), capsule->files[i].bytes,
                    capsule->files[i].len);
  ok = ok && outset_commit(set);
  outset_free(set);
  return ok;
}

/* As a shell takes it for one word. */
static void put_word(Buf *out, const char *word) {
  bool is_plain = *word != '-';
  for (const char *at = word; *at; at++)
    is_plain &= isalnum((unsigned char)*at) || strchr("-._/", *at) || (*at & 0x80);
  if (is_plain) {
    buf_puts(out, word);
    return;
  }
  buf_puts(out, *word == '-' ? "'./" : "'");
  for (const char *at = word; *at; at++)
    buf_puts(out, *at == '\'' ? "'\\''" : (char[]){*at, '\0'});
  buf_putc(out, '\'');
}

/* How to make the report again from what was written. */
static void tell_command(const Extract *extract) {
  static const char *const forms[] = {
      [CAPSULE_PDF] = "pdf", [CAPSULE_DOCX] = "docx", [CAPSULE_LOCKED] = "locked"};
  const Capsule *capsule = &extract->inside.capsule;
  const char *epoch = cli_epoch(capsule->manifest.date, extract->arena);
  Buf command = {0};
  if (epoch)
    buf_printf(&command, "SOURCE_DATE_EPOCH=%s ", epoch);
  buf_puts(&command, "ziping build ");
  put_word(&command, path_of(extract, capsule->data));
  buf_puts(&command, " -l ");
  put_word(&command, path_of(extract, capsule->layout));
  buf_printf(&command, " -f %s", forms[capsule->manifest.form]);
  msg_add(extract->messages, pos_file(report_of(extract)), EXTRACT_AGAIN, command.data);
  buf_free(&command);
}

void cli_extract(const CliOptions *options, const char *schema_home, Arena *arena,
                 Messages *messages) {
  Extract extract = {.options = options, .arena = arena, .messages = messages};
  const Capsule *capsule = &extract.inside.capsule;
  Buf bytes = {0};
  if (infile_read(report_of(&extract), REPORT_LIMIT, &bytes, messages) &&
      inside_open(&extract.inside, report_of(&extract), &bytes, schema_home, messages) &&
      folders_ready(&extract) && write_files(&extract)) {
    for (size_t i = 0; i < capsule->count; i++)
      printf("%s\n", path_of(&extract, capsule->files[i].name));
    tell_command(&extract);
  }
  inside_close(&extract.inside);
  buf_free(&bytes);
}
