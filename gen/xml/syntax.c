#include "xml/syntax.h"

#include <stdio.h>

#include "base/arena.h"

static const struct {
  int code;
  MsgId id;
} meanings[] = {
    {XML_ERR_TAG_NAME_MISMATCH, XML_TAGS_CROSSED},
    {XML_ERR_TAG_NOT_FINISHED, XML_TAG_OPEN},
    {XML_ERR_GT_REQUIRED, XML_TAG_BRACKET},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, XML_QUOTE_MISSING},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, XML_QUOTE_OPEN},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ATTRIBUTE_BARE},
    {XML_ERR_ATTRIBUTE_REDEFINED, XML_ATTRIBUTE_TWICE},
    {XML_ERR_LT_IN_ATTRIBUTE, XML_LESS_IN_VALUE},
    {XML_ERR_SPACE_REQUIRED, XML_SPACE_MISSING},
    {XML_ERR_NAME_REQUIRED, XML_BARE_SIGN},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_BARE_SIGN},
    {XML_ERR_UNDECLARED_ENTITY, XML_ENTITY},
    {XML_ERR_INVALID_CHAR, XML_CONTROL_CHAR},
    {XML_ERR_DOCUMENT_EMPTY, XML_NO_ROOT},
    {XML_ERR_DOCUMENT_END, XML_AFTER_END},
    {XML_ERR_COMMENT_NOT_FINISHED, XML_COMMENT_OPEN},
    {XML_ERR_HYPHEN_IN_COMMENT, XML_COMMENT_HYPHENS},
    {XML_ERR_RESERVED_XML_NAME, XML_DECLARATION},
    {XML_ERR_XMLDECL_NOT_FINISHED, XML_DECLARATION},
    {XML_ERR_UNKNOWN_VERSION, XML_DECLARATION},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, XML_PREFIX},
};

static MsgId meaning(int code) {
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
    if (meanings[i].code == code)
      return meanings[i].id;
  }
  return XML_SYNTAX;
}

static const char *or_empty(const char *text) {
  return text ? text : "";
}

/* libxml2 ends its texts with a line feed. */
static char *one_line(const char *text, Arena *arena) {
  char *line = arena_copy(arena, or_empty(text));
  for (char *c = line; *c; c++) {
    if (*c == '\n')
      *c = c[1] ? ' ' : '\0';
  }
  return line;
}

void syntax_report(const xmlError *error, Pos pos, Messages *messages) {
  Arena *arena = arena_new();
  const char *number = arena_printf(arena, "%d", error->int1);
  const char *code_point = arena_printf(arena, "U+%04X", (unsigned)error->int1);
  msg_add(messages, pos, meaning(error->code), or_empty(error->str1), or_empty(error->str2), number,
          code_point, one_line(error->message, arena));
  arena_free(arena);
}
