/* Decimal arithmetic, rounding, and numerals, as tables of cases. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/number.h"

static Decimal decimal(const char *text) {
  Decimal value = {0, 0};
  if (!number_parse(text, &value))
    fail_msg("not a number: %s", text);
  return value;
}

static void expect(Buf *buf, const char *text, const char *what) {
  if (strcmp(buf->data ? buf->data : "", text) != 0)
    fail_msg("%s: %s, not %s", what, buf->data ? buf->data : "", text);
  buf_clear(buf);
}

static void parses(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t units;
    int scale;
  } good[] = {{"0", 0, 0},
              {"-12", -12, 0},
              {"2661.70", 266170, 2},
              {" 99.24\n", 9924, 2},
              {".5", 5, 1},
              {"5.", 5, 0},
              {"007", 7, 0},
              {"-0.001", -1, 3},
              {"999999999999999999", 999999999999999999, 0},
              {"0.000000000000000001", 1, 18}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    Decimal value = decimal(good[i].text);
    assert_int_equal(value.units, good[i].units);
    assert_int_equal(value.scale, good[i].scale);
  }
  static const char *const bad[] = {"",
                                    " ",
                                    ".",
                                    "-",
                                    "--1",
                                    "+1",
                                    "1e3",
                                    "1,000",
                                    "1.2.3",
                                    "1 2",
                                    "１２",
                                    "12万元",
                                    "NaN",
                                    "1234567890123456789",
                                    "0.0000000000000000001"};
  Decimal untouched = {7, 1};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    if (number_parse(bad[i], &untouched))
      fail_msg("taken for a number: %s", bad[i]);
  }
  assert_int_equal(untouched.units, 7);
}

static void rounds_half_up(void **state) {
  (void)state;
  static const struct {
    const char *value;
    int places;
    const char *result;
  } cases[] = {{"2.675", 2, "2.68"},
               {"1.005", 2, "1.01"},
               {"1.0049999", 2, "1.00"},
               {"0.5", 0, "1"},
               {"0.49", 0, "0"},
               {"1.5", 0, "2"},
               {"2.5", 0, "3"},
               {"-0.5", 0, "-1"},
               {"-2.5", 0, "-3"},
               {"-2.675", 2, "-2.68"},
               {"-0.004", 2, "0.00"},
               {"99.995", 2, "100.00"},
               {"2661.7", 2, "2661.70"},
               {"15", 2, "15.00"},
               {"15", 0, "15"},
               {"0", 3, "0.000"},
               {"0.05", 1, "0.1"},
               {"0.04", 1, "0.0"},
               {"123456789.125", 2, "123456789.13"},
               {"9999999999.99999999", 8, "9999999999.99999999"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Decimal result;
    assert_true(number_round(decimal(cases[i].value), cases[i].places, &result));
    number_put(&buf, result);
    expect(&buf, cases[i].result, cases[i].value);
  }
  Decimal kept = {1, 0};
  assert_false(number_round(kept, -1, &kept));
  assert_false(number_round(kept, NUMBER_PLACES + 1, &kept));
  assert_false(number_round(decimal("999999999999999999"), 1, &kept));
  buf_free(&buf);
}

static void groups_thousands(void **state) {
  (void)state;
  static const char *const cases[][2] = {{"0", "0"},
                                         {"7", "7"},
                                         {"999", "999"},
                                         {"1000", "1,000"},
                                         {"2661.70", "2,661.70"},
                                         {"-2457.31", "-2,457.31"},
                                         {"0.05", "0.05"},
                                         {"100", "100"},
                                         {"-100", "-100"},
                                         {"100000", "100,000"},
                                         {"1234567.8901", "1,234,567.8901"},
                                         {"999999999999999999", "999,999,999,999,999,999"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    number_put_grouped(&buf, decimal(cases[i][0]));
    expect(&buf, cases[i][1], cases[i][0]);
  }
  buf_free(&buf);
}

static void divides(void **state) {
  (void)state;
  static const struct {
    const char *part, *whole;
    int shift, places;
    const char *result;
  } cases[] = {{"2457.31", "2661.70", 2, 2, "92.32"},
               {"1", "3", 0, 4, "0.3333"},
               {"2", "3", 0, 4, "0.6667"},
               {"1", "8", 0, 2, "0.13"},
               {"-1", "8", 0, 2, "-0.13"},
               {"1", "-8", 0, 2, "-0.13"},
               {"-1", "-8", 0, 2, "0.13"},
               {"0", "5", 2, 1, "0.0"},
               {"5", "5.00", 2, 0, "100"},
               {"0.00001", "3", 0, 2, "0.00"},
               {"1", "0.000000000000000001", 0, 0, ""},
               {"999999999999999999", "1", 2, 8, ""},
               {"1", "0", 2, 2, ""},
               {"1", "0.00", 2, 2, ""},
               {"0.000000000000000001", "1", 0, 8, "0.00000000"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Decimal result;
    if (number_ratio(decimal(cases[i].part), decimal(cases[i].whole), cases[i].shift,
                     cases[i].places, &result))
      number_put(&buf, result);
    expect(&buf, cases[i].result, cases[i].part);
  }
  buf_free(&buf);
}

static void adds_and_compares(void **state) {
  (void)state;
  Decimal sum;
  assert_true(number_add(decimal("0.1"), decimal("0.20"), &sum));
  assert_int_equal(number_compare(sum, decimal("0.3")), 0);
  assert_true(number_add(decimal("1358.58"), decimal("-1358.580"), &sum));
  assert_int_equal(sum.units, 0);
  assert_false(number_add(decimal("999999999999999999"), decimal("1"), &sum));
  assert_true(number_compare(decimal("89.99"), decimal("90")) < 0);
  assert_true(number_compare(decimal("-1"), decimal("-1.5")) > 0);
  assert_true(number_shift(decimal("2661.70"), 4, &sum));
  assert_int_equal(number_compare(sum, decimal("26617000")), 0);
  assert_true(number_shift(decimal("0.12345"), 2, &sum));
  assert_int_equal(number_compare(sum, decimal("12.345")), 0);
  assert_false(number_shift(decimal("99999999999999"), 8, &sum));
}

static void multiplies(void **state) {
  (void)state;
  static const struct {
    const char *a, *b, *product; /* NULL: too long */
  } cases[] = {{"10", "18.9", "189"},
               {"-0.5", "0.25", "-0.125"},
               {"0", "123.45", "0"},
               {"1.50", "2.00", "3"},
               {"999999999", "999999999", "999999998000000001"},
               {"1000000000", "1000000000", NULL},
               {"0.000000001", "0.0000000001", NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Decimal product;
    assert_int_equal(number_multiply(decimal(cases[i].a), decimal(cases[i].b), &product),
                     cases[i].product != NULL);
    if (cases[i].product)
      assert_int_equal(number_compare(product, decimal(cases[i].product)), 0);
  }
}

static void takes_doubles(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *result;
  } cases[] = {{2661.70 - 2457.31, "204.39"},
               {100 - 99.24, "0.76"},
               {0.3 - 0.175, "0.125"},
               {1000000.125 - 1000000, "0.125"},
               {0.000001, "0.000001"},
               {0.1234567891, "0.1234567891"},
               {0.1 + 0.2, "0.3"},
               {1.0 / 3, "0.333333333333333"},
               {2.0 / 3, "0.666666666666667"},
               {100, "100"},
               {-0.5, "-0.5"},
               {1e-30, "0"},
               {999999999999999, "999999999999999"},
               {0.0, "0"},
               {92.32, "92.32"},
               {1358.58 + 1303.12, "2661.7"},
               {0.00001, "0.00001"},
               {0.004999998, "0.004999998"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Decimal value;
    assert_true(number_from_double(cases[i].value, &value));
    number_put(&buf, value);
    expect(&buf, cases[i].result, cases[i].result);
  }
  Decimal kept = {1, 0};
  assert_false(number_from_double(NAN, &kept));
  assert_false(number_from_double(INFINITY, &kept));
  assert_false(number_from_double(-1e15, &kept));
  buf_free(&buf);
}

/* Every amount up to a million with two decimals comes back as it was. */
static void doubles_keep_amounts(void **state) {
  (void)state;
  for (int64_t cents = 1; cents < 100000000; cents += 7919) {
    Decimal value;
    assert_true(number_from_double((double)cents / 100, &value));
    assert_int_equal(number_compare(value, (Decimal){cents, 2}), 0);
  }
}

static void writes_han(void **state) {
  (void)state;
  static const struct {
    int64_t value;
    const char *text;
  } cases[] = {
      {0, "零"},
      {1, "一"},
      {10, "十"},
      {11, "十一"},
      {20, "二十"},
      {99, "九十九"},
      {100, "一百"},
      {101, "一百零一"},
      {110, "一百一十"},
      {115, "一百一十五"},
      {1001, "一千零一"},
      {1010, "一千零一十"},
      {1100, "一千一百"},
      {9999, "九千九百九十九"},
      {10000, "一万"},
      {10001, "一万零一"},
      {10010, "一万零一十"},
      {12000, "一万二千"},
      {100000, "十万"},
      {107000, "十万七千"},
      {100001000, "一亿零一千"},
      {110000000, "一亿一千万"},
      {1200000000, "十二亿"},
      {100000001, "一亿零一"},
      {1000000000000, "一万亿"},
      {1234567890123456, "一千二百三十四万五千六百七十八亿九千零一十二万三千四百五十六"},
      {-12, "负十二"},
      {9999999999999999, "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(number_put_han(&buf, cases[i].value));
    expect(&buf, cases[i].text, cases[i].text);
  }
  assert_false(number_put_han(&buf, 10000000000000000));
  assert_false(number_put_han(&buf, INT64_MIN));
  buf_free(&buf);
}

static void writes_circled(void **state) {
  (void)state;
  static const struct {
    int64_t value;
    const char *text;
  } cases[] = {{1, "①"}, {20, "⑳"}, {21, "㉑"}, {35, "㉟"}, {36, "㊱"}, {50, "㊿"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(number_put_circled(&buf, cases[i].value));
    expect(&buf, cases[i].text, cases[i].text);
  }
  assert_false(number_put_circled(&buf, 0));
  assert_false(number_put_circled(&buf, 51));
  buf_free(&buf);
}

/* The first five are the examples of the rule's own text. */
static void writes_capitals(void **state) {
  (void)state;
  static const char *const cases[][2] = {{"1409.50", "壹仟肆佰零玖元伍角"},
                                         {"6007.14", "陆仟零柒元壹角肆分"},
                                         {"16409.02", "壹万陆仟肆佰零玖元零贰分"},
                                         {"325.04", "叁佰贰拾伍元零肆分"},
                                         {"1680.32", "壹仟陆佰捌拾元叁角贰分"},
                                         {"0", "零元整"},
                                         {"0.05", "伍分"},
                                         {"0.50", "伍角"},
                                         {"10", "壹拾元整"},
                                         {"26617000", "贰仟陆佰陆拾壹万柒仟元整"},
                                         {"100000000", "壹亿元整"},
                                         {"-3.20", "负叁元贰角"},
                                         {"1.995", "贰元整"},
                                         {"0.004", "零元整"},
                                         {"9999999999999999.99",
                                          "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰"
                                          "玖拾玖元玖角玖分"}};
  Buf buf = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(number_put_capital(&buf, decimal(cases[i][0])));
    expect(&buf, cases[i][1], cases[i][0]);
  }
  assert_false(number_put_capital(&buf, decimal("10000000000000000")));
  buf_free(&buf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parses),
      cmocka_unit_test(rounds_half_up),
      cmocka_unit_test(groups_thousands),
      cmocka_unit_test(divides),
      cmocka_unit_test(adds_and_compares),
      cmocka_unit_test(multiplies),
      cmocka_unit_test(takes_doubles),
      cmocka_unit_test(doubles_keep_amounts),
      cmocka_unit_test(writes_han),
      cmocka_unit_test(writes_circled),
      cmocka_unit_test(writes_capitals),
  };
  return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
