#include "doc/syntax.h"

#include <libxml/xpath.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

enum { BRACKET_DEPTH = 100 };

/* （ ） ， ＞ ＝ “ ” and their like, as an input method leaves them behind. */
static bool is_full_width_sign(uint32_t ch) {
  return (ch >= 0xFF01 && ch <= 0xFF5E) || (ch >= 0x2018 && ch <= 0x201D) || ch == 0x3000 ||
         ch == 0x3001;
}

/* libxml2 takes a slash before a Chinese name for the whole of a path. */
static bool is_rooted(const char *text, size_t slash) {
  return (unsigned char)text[slash + 1] >= 0x80 &&
         (slash == 0 || strchr("([,=<>+|! ", text[slash - 1]) != NULL);
}

const char *syntax_fault(const char *text, size_t *at) {
  size_t open[BRACKET_DEPTH];
  size_t depth = 0, len = strlen(text);
  for (size_t next = 0; next < len;) {
    *at = next;
    uint32_t ch = utf8_next(text, len, &next);
    if (ch == '\'' || ch == '"') {
      const char *close = strchr(text + next, (int)ch);
      if (!close)
        return "引号没有成对";
      next = (size_t)(close - text) + 1;
    } else if (ch == '(' || ch == '[') {
      if (depth == BRACKET_DEPTH)
        return "括号套得太深";
      open[depth++] = *at;
    } else if (ch == ')' || ch == ']') {
      if (depth == 0 || text[open[depth - 1]] != (ch == ')' ? '(' : '['))
        return "括号没有成对";
      depth--;
    } else if (ch == ':' && text[next] == ':') {
      next++; /* an axis */
    } else if (ch == ':') {
      return "名称不用前缀，请去掉冒号";
    } else if (ch == '/' && is_rooted(text, *at)) {
      return "从整份数据算起的路径写“/*/”，不写“绩效自评”";
    } else if (ch == '$') {
      return "没有变量可用，请去掉“$”";
    } else if (is_full_width_sign(ch)) {
      return "引号以外的符号要用半角";
    }
  }
  if (depth == 0)
    return NULL;
  *at = open[depth - 1];
  return "括号没有成对";
}

const char *syntax_words(int code) {
  switch (code) {
  case XPATH_INVALID_ARITY:
    return "函数的参数个数不对";
  case XPATH_INVALID_TYPE:
    return "要的是元素或属性，得到的是数或文字";
  case XPATH_RECURSION_LIMIT_EXCEEDED:
  case XPATH_STACK_ERROR:
    return "式太长或套得太深";
  default:
    return "这里应是元素名、函数、数或引号里的文字，或缺运算符";
  }
}
