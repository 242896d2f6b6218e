/* What was written is read again: nothing else passes than what the pages say. */
#include "pdf_sample.h"

#include "pdf/proof.h"

static Buf written(Sample *sample) {
  Buf out = {0};
  if (!pdf_write(&sample->pages, NULL, &out, sample->messages))
    msg_print(sample->messages, stderr);
  assert_int_equal(msg_count(sample->messages, MSG_HINT), 0);
  return out;
}

static void fill(Sample *sample) {
  sample_line(sample, "仿宋", "经费（12.5万元）。", 16 * EMU_PER_PT);
  sample_line(sample, "黑体", "一、成效𠮷 A", 16 * EMU_PER_PT);
  sample_line(sample, "仿宋", "", 16 * EMU_PER_PT);
  sample_line(sample, "仿宋", "·•一－—", 16 * EMU_PER_PT);
}

static void expect_fault(const Sample *sample, const Buf *file, const char *expected) {
  char fault[PDF_FAULT];
  assert_false(pdf_proof(&sample->pages, file->data, file->len, fault));
  if (!strstr(fault, expected))
    fail_msg("%s, not %s", fault, expected);
}

static void what_was_written_is_read(void **state) {
  Sample *sample = *state;
  fill(sample);
  Buf file = written(sample);
  char fault[PDF_FAULT];
  assert_true(pdf_proof(&sample->pages, file.data, file.len, fault));
  assert_string_equal(fault, "");
  buf_free(&file);
}

/* Every character counts, and so does their number. */
static void another_text_is_not(void **state) {
  Sample *sample = *state;
  fill(sample);
  Buf file = written(sample);
  size_t at = 0;
  for (size_t l = 0; l < sample->page.line_count; l++) {
    Line *line = &sample->lines[l];
    for (size_t i = 0; i < line->item_count; i++) {
      char place[64];
      snprintf(place, sizeof place, "第 1 页第 %zu 个字处读出的不是写下的字", ++at);
      line->items[i].ch++;
      expect_fault(sample, &file, place);
      line->items[i].ch--;
    }
  }
  sample->lines[3].item_count--;
  expect_fault(sample, &file, "读出的不是写下的字");
  sample->lines[3].item_count++;
  sample->page.line_count--;
  expect_fault(sample, &file, "读出的不是写下的字");
  sample->page.line_count++;
  sample->pages.page_count = 2;
  Page pages[2] = {sample->page, sample->page};
  sample->pages.pages = pages;
  expect_fault(sample, &file, "第 2 页第 ");
  sample->pages.page_count = 0;
  expect_fault(sample, &file, "多出一页");
  sample->pages.page_count = 1;
  Line more[5] = {sample->lines[0], sample->lines[1], sample->lines[2], sample->lines[3],
                  sample->lines[0]};
  pages[0].lines = more;
  pages[0].line_count = 5;
  expect_fault(sample, &file, "少了字");
  buf_free(&file);
}

/* Cut anywhere, or with any byte of its structure changed, it never does harm. */
static void a_damaged_file_is_not(void **state) {
  Sample *sample = *state;
  fill(sample);
  Buf file = written(sample);
  char fault[PDF_FAULT];
  for (size_t len = 0; len < file.len - 16; len += 97) {
    Buf cut = {0};
    buf_puts(&cut, "");
    buf_add(&cut, file.data, len);
    assert_false(pdf_proof(&sample->pages, cut.data, cut.len, fault));
    buf_free(&cut);
  }
  for (size_t at = 0; at < file.len; at += 13) {
    file.data[at] ^= 0x15;
    pdf_proof(&sample->pages, file.data, file.len, fault);
    file.data[at] ^= 0x15;
  }
  buf_free(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_written_is_read, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(another_text_is_not, sample_open, sample_close),
      cmocka_unit_test_setup_teardown(a_damaged_file_is_not, sample_open, sample_close),
  };
  return cmocka_run_group_tests_name("pdf_proof", tests, NULL, NULL);
}
