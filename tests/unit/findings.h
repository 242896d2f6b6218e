/* What the check finds in a small evaluation, for tests of its rules. */
#ifndef TEST_FINDINGS_H
#define TEST_FINDINGS_H

#include "check/check.h"
#include "fixture.h"

/* What is found: "line[name]" each, in order, parted by "; ". */
static inline void put_finding(void *user, const MsgView *message) {
  Buf *out = user;
  buf_printf(out, "%s%d[%s]", out->len ? "; " : "", message->pos.line, message->name);
}

static inline void expect_in(const char *skeleton, const char *scoring, const char *evaluation,
                             const char *expected) {
  Fixture *fixture = fixture_new(skeleton, evaluation);
  XmlFile *rules = fixture_parse("评分.xml", scoring, fixture->messages);
  fixture->layout.scoring = xmlDocGetRootElement(rules->tree);
  Doc *doc = doc_build(&fixture->layout, &fixture->evaluation, fixture->messages);
  assert_non_null(doc);
  check_report(&fixture->layout, &fixture->evaluation, doc, fixture->messages);
  Buf found = {0};
  msg_visit(fixture->messages, put_finding, &found);
  if (strcmp(found.data ? found.data : "", expected) != 0) {
    print_error("%s\n", evaluation);
    msg_print(fixture->messages, stderr);
    fail_msg("expected “%s”, found “%s”", expected, found.data ? found.data : "");
  }
  buf_free(&found);
  doc_free(doc);
  xml_free(rules);
  fixture_free(fixture);
}

static inline void expect_of(const char *scoring, const char *evaluation, const char *expected) {
  expect_in("", scoring, evaluation, expected);
}

static inline void expect_facts(const char *facts, const char *expected) {
  expect_of("<评分/>", facts, expected);
}

/* paragraphs: 段 条 节 … of one chapter, from line 2 on. */
static inline void expect(const char *paragraphs, const char *expected) {
  Buf text = {0};
  buf_printf(&text, "<正文 完整=\"是\"><章 题=\"甲\">\n%s</章></正文>", paragraphs);
  expect_of("<评分/>", text.data, expected);
  buf_free(&text);
}

typedef struct Row {
  const char *text, *found;
} Row;

#define P(text) "<段>" text "</段>\n"
#define EACH(rows, run)                                                                            \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                       \
  run((rows)[i].text, (rows)[i].found)

#endif
