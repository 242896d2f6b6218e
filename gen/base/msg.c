#include "base/msg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

typedef struct Message {
  MsgView view; /* pos.file: one of Messages.files */
  int file_order;
  int order;
  char *name; /* a copy, when it is no name of the catalogue */
  char *text;
} Message;

struct Messages {
  Message *items;
  size_t count, capacity;
  char **files; /* in the order in which they were first named */
  size_t file_count, file_capacity;
};

static const struct {
  MsgLevel level;
  const char *name;
  const char *text;
} catalogue[] = {
#define MESSAGE(id, level, name, text) {level, name, text},
#include "base/messages.def"
#undef MESSAGE
};

Messages *msg_new(void) {
  return mem_alloc(sizeof(Messages));
}

void msg_free(Messages *messages) {
  if (!messages)
    return;
  for (size_t i = 0; i < messages->count; i++) {
    free(messages->items[i].name);
    free(messages->items[i].text);
  }
  free(messages->items);
  for (size_t i = 0; i < messages->file_count; i++)
    free(messages->files[i]);
  free(messages->files);
  free(messages);
}

static bool same_file(const char *a, const char *b) {
  return a == b || (a && b && strcmp(a, b) == 0);
}

static char *copy_of(const char *text) {
  char *copy = mem_alloc(strlen(text) + 1);
  strcpy(copy, text);
  return copy;
}

/* The index of file in Messages.files, where it is kept as a copy. */
static int file_order(Messages *messages, const char *file) {
  for (size_t i = 0; i < messages->file_count; i++) {
    if (same_file(messages->files[i], file))
      return (int)i;
  }
  messages->files = mem_grow(messages->files, messages->file_count, &messages->file_capacity,
                             sizeof *messages->files);
  messages->files[messages->file_count] = file ? copy_of(file) : NULL;
  return (int)messages->file_count++;
}

static char *fill(const char *text, const char *const args[]) {
  Buf out = {0};
  size_t count = 0;
  while (args[count])
    count++;
  for (; *text; text++) {
    size_t index = text[0] == '%' ? (size_t)(text[1] - '1') : SIZE_MAX;
    if (index < count) {
      buf_puts(&out, args[index]);
      text++;
    } else {
      buf_putc(&out, *text);
    }
  }
  return buf_take(&out);
}

/* Keeps name and text as they are handed over. */
static Message *add(Messages *messages, Pos pos, MsgLevel level, char *text) {
  int order = file_order(messages, pos.file);
  pos.file = messages->files[order];
  messages->items =
      mem_grow(messages->items, messages->count, &messages->capacity, sizeof *messages->items);
  Message *message = &messages->items[messages->count];
  *message = (Message){.view = {.pos = pos, .level = level, .text = text},
                       .file_order = order,
                       .order = (int)messages->count,
                       .text = text};
  messages->count++;
  return message;
}

void msg_add_args(Messages *messages, Pos pos, MsgId id, const char *const args[]) {
  Message *message = add(messages, pos, catalogue[id].level, fill(catalogue[id].text, args));
  message->view.name = catalogue[id].name;
}

void msg_add_own(Messages *messages, Pos pos, MsgLevel level, const char *name, const char *text) {
  Message *message = add(messages, pos, level, copy_of(text));
  message->view.name = message->name = copy_of(name);
}

int msg_count(const Messages *messages, MsgLevel at_least) {
  int count = 0;
  for (size_t i = 0; i < messages->count; i++)
    count += messages->items[i].view.level >= at_least;
  return count;
}

int msg_status(const Messages *messages) {
  static const int status[] = {[MSG_HINT] = EXIT_DONE,
                               [MSG_WARNING] = EXIT_FINDINGS,
                               [MSG_ERROR] = EXIT_BAD_INPUT,
                               [MSG_USAGE] = EXIT_BAD_USAGE,
                               [MSG_SYSTEM] = EXIT_SYSTEM};
  int worst = EXIT_DONE;
  for (size_t i = 0; i < messages->count; i++) {
    int own = status[messages->items[i].view.level];
    if (own > worst)
      worst = own;
  }
  return worst;
}

static int compare(const void *left, const void *right) {
  const Message *a = left, *b = right;
  const Pos *at = &a->view.pos, *other = &b->view.pos;
  if (a->file_order != b->file_order)
    return a->file_order - b->file_order;
  if (at->line != other->line)
    return at->line < other->line ? -1 : 1;
  if (at->col != other->col)
    return at->col < other->col ? -1 : 1;
  return a->order - b->order;
}

static bool says_the_same(const Message *a, const Message *b) {
  return a->file_order == b->file_order && a->view.pos.line == b->view.pos.line &&
         a->view.pos.col == b->view.pos.col && strcmp(a->view.name, b->view.name) == 0 &&
         strcmp(a->text, b->text) == 0;
}

void msg_visit(const Messages *messages, void (*visit)(void *user, const MsgView *message),
               void *user) {
  if (!messages->count)
    return;
  Message *sorted = mem_alloc(messages->count * sizeof *sorted);
  memcpy(sorted, messages->items, messages->count * sizeof *sorted);
  qsort(sorted, messages->count, sizeof *sorted, compare);
  for (size_t i = 0; i < messages->count; i++) {
    if (i == 0 || !says_the_same(&sorted[i], &sorted[i - 1]))
      visit(user, &sorted[i].view);
  }
  free(sorted);
}

/* As one line, whatever a file's name holds. */
static void put_plain(Buf *line, const char *text) {
  for (; *text; text++) {
    if ((unsigned char)*text < ' ' || *text == 0x7F)
      buf_puts(line, "\xEF\xBF\xBD");
    else
      buf_putc(line, *text);
  }
}

/* In one write, as stderr keeps nothing back. */
static void print_one(void *user, const MsgView *message) {
  Buf line = {0};
  put_plain(&line, message->pos.file ? message->pos.file : "ziping");
  if (message->pos.line > 0)
    buf_printf(&line, ":%d", message->pos.line);
  if (message->pos.line > 0 && message->pos.col > 0)
    buf_printf(&line, ":%d", message->pos.col);
  buf_printf(&line, ": %s: ", msg_level_name(message->level));
  put_plain(&line, message->text);
  buf_puts(&line, " [");
  put_plain(&line, message->name);
  buf_puts(&line, "]\n");
  fwrite(line.data, 1, line.len, user);
  buf_free(&line);
}

void msg_print(const Messages *messages, FILE *out) {
  msg_visit(messages, print_one, out);
}

const char *msg_name(MsgId id) {
  return catalogue[id].name;
}

const char *msg_level_name(MsgLevel level) {
  static const char *const names[] = {[MSG_HINT] = "提示",
                                      [MSG_WARNING] = "警告",
                                      [MSG_ERROR] = "错误",
                                      [MSG_USAGE] = "用法",
                                      [MSG_SYSTEM] = "系统"};
  return names[level];
}

const char *msg_errno(int error) {
  switch (error) {
  case ENOSPC:
    return "磁盘已满";
  case EDQUOT:
    return "磁盘配额已用完";
  case EFBIG:
    return "超过文件大小限制";
  case EACCES:
  case EPERM:
    return "没有权限";
  case EROFS:
    return "只读的磁盘";
  case ENOENT:
    return "不存在";
  case ENOTDIR:
    return "路径中有一段不是文件夹";
  case EISDIR:
    return "是文件夹";
  case ENAMETOOLONG:
    return "名称过长";
  case EMFILE:
  case ENFILE:
    return "打开的文件过多";
  case EIO:
    return "磁盘读写出错";
  case EEXIST:
    return "已经存在";
  case EWOULDBLOCK:
    return "另一个程序正在写它";
  case ENOMEM:
    return "内存不足";
  case ELOOP:
    return "链接绕成了圈";
  case ENXIO:
  case ENODEV:
    return "不是普通的文件";
  default:
    return strerror(error);
  }
}
