/* What was written is read again: nothing else passes than what the doc says. */
#include "docx_sample.h"

#include "docx/proof.h"

static bool reads(Sample *sample, const char *text, char fault[DOCX_FAULT]) {
  sample->blocks[0] = sample_block(&sample->styles[BODY], text);
  return docx_proof(&sample->doc, NULL, false, sample->out.data, sample->out.len, fault);
}

static void write_text(Sample *sample, const char *text) {
  sample->blocks[0] = sample_block(&sample->styles[BODY], text);
  write_editable(sample);
}

static void another_text_is_not(void **state) {
  Sample *sample = *state;
  static const struct {
    const char *text;
    size_t fault; /* 0: passes, else the character in question */
  } rows[] = {{"一、甲<乙>&“丙”", 0},    {"一、甲 <乙>\t&“丙”", 0},
              {"二、甲<乙>&“丙”", 1},    {"一、甲<乙>＆“丙”", 7},
              {"一、甲<乙>&“丙", 10},    {"一、甲<乙>&“丙”丁", 11},
              {"一、甲&lt;乙>&“丙”", 4}, {"", 1}};
  write_text(sample, rows[0].text);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char fault[DOCX_FAULT], place[40];
    bool right = reads(sample, rows[i].text, fault);
    snprintf(place, sizeof place, "第 %zu 个字处", rows[i].fault);
    if (right != (rows[i].fault == 0) || (!right && !strstr(fault, place)))
      fail_msg("%s: %s", rows[i].text, fault);
  }
}

/* Cut anywhere, or with any byte changed, it never does harm. */
static void a_damaged_file_is_not(void **state) {
  Sample *sample = *state;
  write_text(sample, "经费（12.5万元）。");
  char fault[DOCX_FAULT];
  for (size_t len = 0; len < sample->out.len; len += 7) {
    char *cut = mem_alloc(len + 1);
    memcpy(cut, sample->out.data, len);
    assert_false(docx_proof(&sample->doc, NULL, false, cut, len, fault));
    assert_string_equal(fault, "读回时打不开正文");
    free(cut);
  }
  for (size_t at = 0; at < sample->out.len; at++) {
    sample->out.data[at] ^= 0x55;
    docx_proof(&sample->doc, NULL, false, sample->out.data, sample->out.len, fault);
    sample->out.data[at] ^= 0x55;
  }
  assert_true(docx_proof(&sample->doc, NULL, false, sample->out.data, sample->out.len, fault));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(another_text_is_not, sample_new, sample_free),
      cmocka_unit_test_setup_teardown(a_damaged_file_is_not, sample_new, sample_free),
  };
  return cmocka_run_group_tests_name("docx_proof", tests, NULL, NULL);
}
