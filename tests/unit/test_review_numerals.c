/* Numbers as texts write them. */
#include "said.h"

#include "review/numeral.h"

/* expected: “12万=120000” for a number of that value at the head of text, its % or 点
 * behind it; ? for a value that is not known; "" where no number begins. before: what
 * stands in front of it. */
static void check(const char *before, const char *text, const char *expected) {
  static const char *const rates[] = {
      [RATE_NONE] = "", [RATE_PERCENT] = "%", [RATE_PERMILLE] = "‰", [RATE_POINTS] = "点"};
  Buf whole = {0}, told = {0};
  buf_puts(&whole, before);
  buf_puts(&whole, text);
  Numeral numeral = numeral_at((Piece){whole.data, whole.len}, strlen(before));
  if (numeral.len > 0) {
    buf_add(&told, text, numeral.len);
    buf_putc(&told, '=');
    if (numeral.has_value)
      number_put(&told, number_trim(numeral.value));
    else
      buf_putc(&told, '?');
    buf_puts(&told, rates[numeral.rate]);
  }
  assert_string_equal(told.data ? told.data : "", expected);
  buf_free(&told);
  buf_free(&whole);
}

static void test_digits(void **state) {
  (void)state;
  check("", "16次", "16=16");
  check("", "2,457.31万元", "2,457.31万=24573100");
  check("", "2,45元", "2,45=?");
  check("", "1.2.3", "1.2.3=?");
  check("", "5。", "5=5");
  check("", "１２．５人", "１２．５=12.5");
  check("", "3千万元", "3千万=30000000");
  check("", "1.5 亿元", "1.5 亿=150000000");
  check("", "2万亿元", "2万亿=2000000000000");
  check("", "5千元", "5千=5000");
  check("", "5千米", "5=5");
  check("", "95.0%", "95.0%=95%");
  check("", "0.5个百分点", "0.5个百分点=0.5点");
  check("", "3‰", "3‰=3‰");
  check("", "99999999999999999999999999999999999999999999",
        "99999999999999999999999999999999999999999999=?");
  check("", "A4", "");
}

static void test_signs(void **state) {
  (void)state;
  check("增长", "-5%", "-5%=-5%");
  check("得分\t", "-5", "-5=-5");
  check("", "－3人", "－3=-3");
  check("3", "-5个", "");
  check("3月", "-5月", "");
  check("A", "-4", "");
  check("", "-", "");
}

static void test_han(void **state) {
  (void)state;
  check("", "十二次", "十二=12");
  check("", "两个", "两=2");
  check("", "一百零五人", "一百零五=105");
  check("", "二百五", "二百五=250");
  check("", "三千万元", "三千万=30000000");
  check("", "一亿零三万", "一亿零三万=100030000");
  check("", "二〇二二年", "二〇二二=2022");
  check("", "百分之三点五", "百分之三点五=3.5%");
  check("", "百分之12", "百分之12=12%");
  check("", "三个百分点", "三个百分点=3点");
  check("", "一是", "");
  check("第", "三次", "");
  check("", "十四五规划", "");
  check("", "三四个", "");
  check("", "万元", "");
  check("", "百分", "");
  check("", "十十", "");
  check("", "一亿亿亿亿亿", "");
}

static void check_equal(const char *a, const char *b, bool expected) {
  Numeral from = numeral_at((Piece){a, strlen(a)}, 0), to = numeral_at((Piece){b, strlen(b)}, 0);
  assert_int_equal(numerals_equal(&from, &to), expected);
}

static void test_equal(void **state) {
  (void)state;
  check_equal("95.0", "95", true);
  check_equal("2,457.31", "2457.31", true);
  check_equal("12万", "120000", true);
  check_equal("百分之三", "3%", true);
  check_equal("十二", "12", true);
  check_equal("12万", "12亿", false);
  check_equal("-5", "5", false);
  check_equal("0.5%", "0.5个百分点", false);
  check_equal("1.2.3", "1.2.3", false);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_digits), cmocka_unit_test(test_signs),
                                     cmocka_unit_test(test_han), cmocka_unit_test(test_equal)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
