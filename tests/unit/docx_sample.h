/* A small Doc made by hand, and a packed DOCX taken apart again, for the tests
 * of the docx room. */
#ifndef ZIPING_TESTS_DOCX_SAMPLE_H
#define ZIPING_TESTS_DOCX_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "docx/docx.h"

#define PT EMU_PER_PT
#define MM EMU_PER_MM

enum { BODY, MARK, TITLE, HEADING, ITEM, FOLIO, STYLES };

typedef struct Sample {
  Style styles[STYLES];
  const Style *list[STYLES];
  PageSetup page;
  Block blocks[8];
  Doc doc;
  Section sections[3];
  Fonts *fonts;
  Packer *packer;
  Messages *messages;
  Buf out;
} Sample;

static inline void sample_styles(Sample *sample) {
  Style body = {.name = "正文",
                .docx_id = "Normal",
                .role = "仿宋",
                .latin_role = "西文",
                .size = 16 * PT,
                .pitch = 30 * PT,
                .indent_first = 200,
                .align = ALIGN_JUSTIFY};
  Style *styles = sample->styles;
  for (int i = 0; i < STYLES; i++) {
    styles[i] = body;
    sample->list[i] = &styles[i];
  }
  styles[MARK].name = "附件标", styles[MARK].docx_id = "AttachmentMark";
  styles[MARK].role = "黑体", styles[MARK].indent_first = 0, styles[MARK].align = ALIGN_LEFT;
  styles[TITLE].name = "标题", styles[TITLE].docx_id = "Title", styles[TITLE].role = "小标宋";
  styles[TITLE].size = 22 * PT, styles[TITLE].indent_first = 0, styles[TITLE].balanced = true;
  styles[TITLE].align = ALIGN_CENTRE, styles[TITLE].keep_with_next = true;
  styles[HEADING].name = "标题 1", styles[HEADING].docx_id = "Heading1";
  styles[HEADING].role = "黑体", styles[HEADING].outline_level = 1;
  styles[HEADING].keep_with_next = true, styles[HEADING].space_before = 6 * PT;
  styles[ITEM].name = "条", styles[ITEM].docx_id = "Item", styles[ITEM].size = 14 * PT;
  styles[ITEM].indent_left = 400, styles[ITEM].indent_first = -150, styles[ITEM].bold = true;
  styles[FOLIO].name = "页码", styles[FOLIO].docx_id = "Footer";
  styles[FOLIO].role = styles[FOLIO].latin_role = "宋体", styles[FOLIO].size = 14 * PT;
  styles[FOLIO].pitch = 20 * PT, styles[FOLIO].indent_first = 0;
}

static inline Block sample_block(const Style *style, const char *text) {
  return (Block){.kind = BLOCK_PARAGRAPH, .style = style, .text = text, .len = strlen(text)};
}

static inline void sample_page(Sample *sample) {
  sample->page = (PageSetup){.width = 210 * MM,
                             .height = 297 * MM,
                             .top = 37 * MM,
                             .bottom = 35 * MM,
                             .left = 28 * MM,
                             .right = 67 * PT + 9 * PT / 10,
                             .pitch = 30 * PT,
                             .lines = 21,
                             .chars = 28,
                             .squeeze = true,
                             .squeeze_pairs = true,
                             .folio = {.place = FOLIO_CENTRE,
                                       .text = "—{页}—",
                                       .style = &sample->styles[FOLIO],
                                       .distance = 7 * MM,
                                       .first = 1}};
}

/* For cmocka: a Sample in *state, with one paragraph of body text. */
static inline int sample_new(void **state) {
  Sample *sample = mem_alloc(sizeof *sample);
  *sample = (Sample){.messages = msg_new()};
  sample_styles(sample);
  sample_page(sample);
  sample->blocks[0] = sample_block(&sample->styles[BODY], "正文");
  sample->doc = (Doc){.title = "自评报告",
                      .author = "办公室",
                      .subject = "绩效自评",
                      .language = "zh-CN",
                      .page = &sample->page,
                      .sections = sample->sections,
                      .section_count = 1,
                      .styles = sample->list,
                      .style_count = STYLES,
                      .body = &sample->styles[BODY],
                      .blocks = sample->blocks,
                      .block_count = 1};
  sample->sections[0] = (Section){&sample->page, true, 1, false};
  sample->fonts = fonts_load("fonts", sample->messages);
  sample->packer = packer_new();
  *state = sample;
  return sample->fonts ? 0 : -1;
}

static inline int sample_free(void **state) {
  Sample *sample = *state;
  fonts_free(sample->fonts);
  packer_free(sample->packer);
  msg_free(sample->messages);
  buf_free(&sample->out);
  free(sample);
  return 0;
}

static inline zip_t *open_package(const Buf *file) {
  zip_source_t *source = zip_source_buffer_create(file->data, file->len, 0, NULL);
  assert_non_null(source);
  zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
  assert_non_null(zip);
  return zip;
}

/* The part's bytes with a NUL behind; the caller frees. NULL when it is not there. */
static inline char *read_part(const Buf *file, const char *name) {
  zip_t *zip = open_package(file);
  char *text = NULL;
  zip_stat_t stat;
  if (zip_stat(zip, name, 0, &stat) == 0) {
    text = mem_alloc(stat.size + 1);
    zip_file_t *part = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(part, text, stat.size), (zip_int64_t)stat.size);
    text[stat.size] = '\0';
    zip_fclose(part);
  }
  zip_close(zip);
  return text;
}

static inline void write_with(Sample *sample, const Pages *pages) {
  buf_clear(&sample->out);
  assert_true(docx_write(&sample->doc, sample->fonts, pages, NULL, sample->packer, &sample->out,
                         sample->messages));
}

static inline void write_editable(Sample *sample) {
  write_with(sample, NULL);
}

static inline int occurrences(const char *text, const char *part) {
  int count = 0;
  for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
    count++;
  return count;
}

/* The part holds the fragment this many times. */
static inline void expect_times(const Sample *sample, const char *name, const char *fragment,
                                int times) {
  char *text = read_part(&sample->out, name);
  assert_non_null(text);
  if (occurrences(text, fragment) != times)
    fail_msg("%s holds %s %d times, not %d:\n%s", name, fragment, occurrences(text, fragment),
             times, text);
  free(text);
}

static inline void expect(const Sample *sample, const char *name, const char *fragment) {
  expect_times(sample, name, fragment, 1);
}

#endif
