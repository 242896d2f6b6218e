/* What the program has to say to its user, in Chinese.
 *
 * Every message stands once in messages.def, with its level, its name (under
 * which the reference explains it) and its text; %1 %2 … are replaced by the
 * strings handed over. A Messages collects what one command finds, so that all
 * errors of a file come out in one go; who calls msg_new owns it.
 * Printed form:  file:line:col: 级别: what is wrong；what to do [名] */
#ifndef ZIPING_BASE_MSG_H
#define ZIPING_BASE_MSG_H

#include <stdbool.h>
#include <stdio.h>

/* A place in an input file. line and col count from 1; 0 is "not known" and is
 * not printed. file is borrowed; a message keeps a copy. */
typedef struct Pos {
  const char *file;
  int line;
  int col;
} Pos;

static inline Pos pos_at(const char *file, int line, int col) {
  Pos pos = {file, line, col};
  return pos;
}

/* The same place of the same file, named by one string. */
static inline bool pos_equal(Pos a, Pos b) {
  return a.file == b.file && a.line == b.line && a.col == b.col;
}

/* The file as a whole. */
static inline Pos pos_file(const char *file) {
  return pos_at(file, 0, 0);
}

typedef enum MsgLevel { MSG_HINT, MSG_WARNING, MSG_ERROR, MSG_USAGE, MSG_SYSTEM } MsgLevel;

typedef enum MsgId {
#define MESSAGE(id, level, name, text) id,
#include "base/messages.def"
#undef MESSAGE
  MSG_ID_COUNT
} MsgId;

typedef struct Messages Messages;

/* Exit status of every command. */
enum { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_BAD_INPUT = 2, EXIT_BAD_USAGE = 3, EXIT_SYSTEM = 4 };

Messages *msg_new(void);
void msg_free(Messages *messages);

/* msg_add(messages, pos, XML_NOT_FOUND, name);  up to nine strings, NULL when
 * the text has no %. */
#define msg_add(messages, pos, id, ...)                                                            \
  msg_add_args((messages), (pos), (id), (const char *const[]){__VA_ARGS__, NULL})
void msg_add_args(Messages *messages, Pos pos, MsgId id, const char *const args[]);

/* A message of a rule that stands in no messages.def: of an office's own (校核). */
void msg_add_own(Messages *messages, Pos pos, MsgLevel level, const char *name, const char *text);

/* How many messages stand at this level or above. */
int msg_count(const Messages *messages, MsgLevel at_least);
/* EXIT_SYSTEM, EXIT_BAD_USAGE or EXIT_BAD_INPUT when there is such a message,
 * EXIT_FINDINGS from a warning on, else EXIT_DONE. */
int msg_status(const Messages *messages);
/* A message as it is shown. */
typedef struct MsgView {
  Pos pos;
  MsgLevel level;
  const char *name;
  const char *text;
} MsgView;

/* In order of file (as first named), line and column, each once. */
void msg_visit(const Messages *messages, void (*visit)(void *user, const MsgView *message),
               void *user);
/* One line a message, in the same order. */
void msg_print(const Messages *messages, FILE *out);

const char *msg_name(MsgId id);
const char *msg_level_name(MsgLevel level);
/* errno in Chinese: 磁盘已满, 没有权限 … */
const char *msg_errno(int error);

#endif
