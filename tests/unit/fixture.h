/* A layout and an evaluation made from strings, for tests of the doc room.
 * The layout has every style by name and the usual numbering. */
#ifndef TEST_FIXTURE_H
#define TEST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/build.h"

typedef struct Fixture {
  Messages *messages;
  Layout layout;
  Evaluation evaluation;
} Fixture;

static inline XmlFile *fixture_parse(const char *path, const char *text, Messages *messages) {
  XmlFile *file = xml_parse(path, text, strlen(text), messages);
  if (!file) {
    msg_print(messages, stderr);
    fail_msg("the test's own XML is no XML: %s", text);
  }
  return file;
}

static inline Layout fixture_layout(XmlFile *file) {
  static const Style styles[] = {
      {.name = "正文"},   {.name = "标题"}, {.name = "标题 1"}, {.name = "标题 2"},
      {.name = "附件标"}, {.name = "表题"}, {.name = "表单位"}, {.name = "表文", .size = 127000},
      {.name = "表头"},   {.name = "表注"}};
  static const Style *list[sizeof styles / sizeof *styles];
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
    list[i] = &styles[i];
  static const char *paths[2];
  paths[0] = file->path;
  xmlNode *root = xmlDocGetRootElement(file->tree);
  return (Layout){.file = file,
                  .files = {.paths = paths, .count = 1},
                  .name = "样本",
                  .title = "自评报告",
                  .year = 2022,
                  .styles = list,
                  .style_count = sizeof list / sizeof *list,
                  .body = &styles[0],
                  .numbering = {{"", NUMBER_HAN, "、"},
                                {"（", NUMBER_HAN, "）"},
                                {"", NUMBER_ARABIC, "."},
                                {"", NUMBER_CIRCLED, ""}},
                  .level_style = {&styles[2], &styles[3], &styles[0], &styles[0]},
                  .skeleton = xml_child(root, "骨架")};
}

static inline Evaluation fixture_evaluation(XmlFile *file) {
  return (Evaluation){
      .file = file, .root = xmlDocGetRootElement(file->tree), .year = 2022, .layout = "样本"};
}

/* skeleton, evaluation: what stands inside 骨架 and 绩效自评. */
static inline Fixture *fixture_new(const char *skeleton, const char *evaluation) {
  Fixture *fixture = mem_alloc(sizeof *fixture);
  fixture->messages = msg_new();
  Buf text = {0};
  buf_printf(&text, "<布局><骨架>%s</骨架></布局>", skeleton);
  fixture->layout = fixture_layout(fixture_parse("布局.xml", text.data, fixture->messages));
  buf_clear(&text);
  buf_printf(&text, "<绩效自评 年度=\"2022\">%s</绩效自评>", evaluation);
  fixture->evaluation = fixture_evaluation(fixture_parse("数据.xml", text.data, fixture->messages));
  buf_free(&text);
  return fixture;
}

static inline void fixture_free(Fixture *fixture) {
  xml_free(fixture->layout.file);
  xml_free(fixture->evaluation.file);
  msg_free(fixture->messages);
  free(fixture);
}

/* What would stand on stderr; the caller frees it. */
static inline char *fixture_messages(const Messages *messages) {
  char *text = NULL;
  size_t len = 0;
  FILE *stream = open_memstream(&text, &len);
  assert_non_null(stream);
  msg_print(messages, stream);
  assert_int_equal(fclose(stream), 0);
  return text;
}

#endif
