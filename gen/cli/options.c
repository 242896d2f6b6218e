/* argv to CliOptions. Options may stand anywhere, before the command too. */
#include <getopt.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"

/* What each command takes: its options by letter, those it can't do without,
 * and how many operands. */
static const struct CommandRule {
  const char *name;
  CliCommand command;
  const char *options;
  const char *required;
  int min, max;
  const char *operand;
} command_rules[] = {
    {"build", COMMAND_BUILD, "lofN", "", 1, INT_MAX, "DATA"},
    {"check", COMMAND_CHECK, "lLJ", "", 1, INT_MAX, "DATA"},
    {"batch", COMMAND_BATCH, "lofjSCJN", "o", 1, 1, "LIST"},
    {"diff", COMMAND_DIFF, "lJH", "", 2, 2, "A B"},
    {"import", COMMAND_IMPORT, "loR", "lo", 1, 1, "FILE"},
    {"new", COMMAND_NEW, "oR", "o", 1, 1, "LAYOUT"},
    {"convert", COMMAND_CONVERT, "R", "", 2, 2, "FROM TO"},
    {"extract", COMMAND_EXTRACT, "oR", "o", 1, 1, "FILE"},
    {"verify", COMMAND_VERIFY, "", "", 1, INT_MAX, "FILE"},
    {"layouts", COMMAND_LAYOUTS, "", "", 0, 1, "LAYOUT"},
    {"fonts", COMMAND_FONTS, "l", "", 0, 0, ""},
    {"help", COMMAND_HELP, "", "", 0, 1, ""},
};

static const struct option long_options[] = {
    {"layout", required_argument, NULL, 'l'}, {"output", required_argument, NULL, 'o'},
    {"format", required_argument, NULL, 'f'}, {"level", required_argument, NULL, 'L'},
    {"json", no_argument, NULL, 'J'},         {"jobs", required_argument, NULL, 'j'},
    {"shard", required_argument, NULL, 'S'},  {"changed", no_argument, NULL, 'C'},
    {"no-source", no_argument, NULL, 'N'},    {"html", required_argument, NULL, 'H'},
    {"replace", no_argument, NULL, 'R'},      {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},      {NULL, 0, NULL, 0},
};

/* By what getopt_long returns for them; capitals have no short form. */
enum {
  LAYOUT,
  OUTPUT,
  FORMAT,
  LEVEL,
  JSON,
  JOBS,
  SHARD,
  CHANGED,
  NO_SOURCE,
  HTML,
  REPLACE,
  OPTION_COUNT
};
static const char option_letters[] = "lofLJjSCNHR";
static const char *const option_names[OPTION_COUNT] = {
    "-l",      "-o",        "-f",          "--level", "--json",   "-j",
    "--shard", "--changed", "--no-source", "--html",  "--replace"};

/* What getopt found, not yet judged. */
typedef struct Given {
  const char *values[OPTION_COUNT]; /* "" for an option without value */
  bool help, version;
} Given;

static const Pos nowhere;

enum { SHARDS_MOST = 999999 };

static const struct CommandRule *rule_of(const char *word) {
  size_t count = sizeof command_rules / sizeof *command_rules;
  for (size_t i = 0; i < count; i++)
    if (strcmp(command_rules[i].name, word) == 0)
      return &command_rules[i];
  return NULL;
}

static void take_value(Given *given, int letter, const char *value, Messages *messages) {
  ptrdiff_t option = strchr(option_letters, letter) - option_letters;
  if (given->values[option])
    msg_add(messages, nowhere, CLI_OPTION_TWICE, option_names[option]);
  given->values[option] = value;
}

/* The leading '-' makes getopt hand over operands in their order whatever
 * POSIXLY_CORRECT says; what follows "--" is left at argv[optind]. */
static void scan(int argc, char **argv, CliOptions *options, Given *given, Messages *messages) {
  opterr = 0;
  optind = 1;
  for (;;) {
    const char *word = argv[optind];
    int letter = getopt_long(argc, argv, "-:l:o:f:j:hV", long_options, NULL);
    if (letter == -1)
      break;
    if (letter == 1)
      options->operands[options->operand_count++] = optarg;
    else if (letter == 'h')
      given->help = true;
    else if (letter == 'V')
      given->version = true;
    else if (letter == ':' || (optarg && !*optarg))
      msg_add(messages, nowhere, CLI_OPTION_NEEDS_VALUE, word);
    else if (letter == '?')
      msg_add(messages, nowhere, CLI_UNKNOWN_OPTION, word);
    else
      take_value(given, letter, optarg ? optarg : "", messages);
  }
  while (optind < argc)
    options->operands[options->operand_count++] = argv[optind++];
}

static void take_formats(const char *list, Arena *arena, CliOptions *options, Messages *messages) {
  if (!list)
    list = "pdf,docx";
  for (const char *at = list;; at++) {
    size_t len = strcspn(at, ",");
    int format = 0;
    while (format < REPORT_FORMAT_COUNT && (strlen(report_formats[format].name) != len ||
                                            strncmp(report_formats[format].name, at, len) != 0))
      format++;
    if (format < REPORT_FORMAT_COUNT)
      options->formats[format] = true;
    else
      msg_add(messages, nowhere, CLI_UNKNOWN_FORMAT, arena_copy_n(arena, at, len));
    at += len;
    if (!*at)
      return;
  }
}

static void take_level(const char *name, CliOptions *options, Messages *messages) {
  options->level = MSG_WARNING;
  if (!name)
    return;
  int level = MSG_HINT;
  while (level <= MSG_ERROR && strcmp(msg_level_name((MsgLevel)level), name) != 0)
    level++;
  if (level > MSG_ERROR)
    msg_add(messages, nowhere, CLI_UNKNOWN_LEVEL, name);
  options->level = (MsgLevel)level;
}

/* A number from 1 to most at text, which ends there or with the sign end; 0 when
 * there is none. *rest: behind it. */
static int number_at(const char *text, char end, int most, const char **rest) {
  int value = 0;
  while (*text >= '0' && *text <= '9' && value <= most)
    value = value * 10 + (*text++ - '0');
  *rest = text + 1;
  return value <= most && *text == end ? value : 0;
}

static void take_jobs(const char *text, CliOptions *options, Messages *messages) {
  const char *rest;
  char most[16];
  options->workers = text ? number_at(text, '\0', BATCH_WORKERS_MOST, &rest) : 0;
  snprintf(most, sizeof most, "%d", BATCH_WORKERS_MOST);
  if (text && options->workers == 0)
    msg_add(messages, nowhere, CLI_BAD_JOBS, text, most);
}

static void take_shard(const char *text, CliOptions *options, Messages *messages) {
  const char *rest;
  options->shard = options->shards = 1;
  if (!text)
    return;
  options->shard = number_at(text, '/', SHARDS_MOST, &rest);
  options->shards = options->shard > 0 ? number_at(rest, '\0', SHARDS_MOST, &rest) : 0;
  if (options->shard > options->shards || options->shards == 0)
    msg_add(messages, nowhere, CLI_BAD_SHARD, text);
}

static void check_options(const struct CommandRule *rule, const Given *given, Messages *messages) {
  for (int i = 0; option_letters[i]; i++) {
    if (given->values[i] && !strchr(rule->options, option_letters[i]))
      msg_add(messages, nowhere, CLI_OPTION_NOT_HERE, rule->name, option_names[i]);
    else if (!given->values[i] && strchr(rule->required, option_letters[i]))
      msg_add(messages, nowhere, CLI_MISSING, rule->name, option_names[i]);
  }
}

static void check_operands(const struct CommandRule *rule, const CliOptions *options,
                           Messages *messages) {
  if (options->operand_count < rule->min)
    msg_add(messages, nowhere, CLI_MISSING, rule->name, rule->operand);
  if (options->operand_count > rule->max)
    msg_add(messages, nowhere, CLI_EXTRA, rule->name, options->operands[rule->max]);
}

/* help COMMAND, COMMAND --help and --help alone all come to the same. */
static void ask_help(const struct CommandRule *rule, CliOptions *options, Messages *messages) {
  options->command = COMMAND_HELP;
  options->help_for = COMMAND_NONE;
  if (rule && rule->command != COMMAND_HELP) {
    options->help_for = rule->command;
  } else if (options->operand_count > 0) {
    const struct CommandRule *asked = rule_of(options->operands[0]);
    if (asked)
      options->help_for = asked->command;
    else
      msg_add(messages, nowhere, CLI_UNKNOWN_COMMAND, options->operands[0]);
  }
}

static void judge(const Given *given, CliOptions *options, Messages *messages) {
  const struct CommandRule *rule = NULL;
  if (options->operand_count > 0) {
    rule = rule_of(options->operands[0]);
    if (!rule) {
      msg_add(messages, nowhere, CLI_UNKNOWN_COMMAND, options->operands[0]);
      return;
    }
    options->operands++;
    options->operand_count--;
    options->command = rule->command;
  }
  if (given->version) {
    options->command = COMMAND_VERSION;
  } else if (given->help) {
    ask_help(rule, options, messages);
  } else if (!rule) {
    msg_add(messages, nowhere, CLI_NO_COMMAND, NULL);
  } else {
    check_options(rule, given, messages);
    check_operands(rule, options, messages);
    if (rule->command == COMMAND_HELP)
      ask_help(rule, options, messages);
  }
}

bool cli_parse(int argc, char **argv, Arena *arena, CliOptions *options, Messages *messages) {
  Given given = {0};
  *options = (CliOptions){0};
  options->operands = arena_array(arena, (size_t)argc + 1, sizeof *options->operands);
  scan(argc, argv, options, &given, messages);
  if (msg_count(messages, MSG_USAGE) == 0)
    judge(&given, options, messages);
  options->layout = given.values[LAYOUT];
  options->output = given.values[OUTPUT];
  take_formats(given.values[FORMAT], arena, options, messages);
  take_level(given.values[LEVEL], options, messages);
  take_jobs(given.values[JOBS], options, messages);
  take_shard(given.values[SHARD], options, messages);
  options->html = given.values[HTML];
  options->json = given.values[JSON] != NULL;
  options->changed = given.values[CHANGED] != NULL;
  options->no_source = given.values[NO_SOURCE] != NULL;
  options->replace = given.values[REPLACE] != NULL;
  return msg_count(messages, MSG_USAGE) == 0;
}
