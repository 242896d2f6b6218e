/* Numbers, dates and strings of cells, and the notation of elements in them. */
#include "said.h"

#include "sheet/notation.h"
#include "sheet/value.h"

static Arena *arena;

static void assert_text(const char *got, const char *expected, const char *of) {
  if (!got != !expected || (got && strcmp(got, expected) != 0))
    fail_msg("%s: %s, not %s", of, got ? got : "nothing", expected ? expected : "nothing");
}

static void test_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int decimals;
    const char *expected;
  } cases[] = {
      {"0.9232", 0, "0.9232"},
      {"0.92320000000000002", 0, "0.9232"},
      {"99.239999999999995", 0, "99.24"},
      {"2661.6999999999998", 0, "2661.7"},
      {"2661.6999999999998", 2, "2661.70"},
      {"2457.31", 2, "2457.31"},
      {"2457.315", 2, "2457.315"},
      {"0.1", 3, "0.100"},
      {"7", 2, "7.00"},
      {"0", 0, "0"},
      {"-0.0", 0, "0"},
      {"-12.50", 0, "-12.5"},
      {"+5", 0, "5"},
      {"007.10", 0, "7.1"},
      {".5", 0, "0.5"},
      {"1E3", 0, "1000"},
      {"1.5e-3", 0, "0.0015"},
      {"1.2345678901234568E+17", 0, "123456789012346000"},
      {"999999999999999.9", 0, "1000000000000000"},
      {"99999999999999995", 0, "100000000000000000"},
      {"1e-321", 0, NULL},
      {"1e", 0, NULL},
      {"", 0, NULL},
      {".", 0, NULL},
      {"12a", 0, NULL},
      {"INF", 0, NULL},
      {"1,000", 0, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_text(value_number(cases[i].text, cases[i].decimals, arena), cases[i].expected,
                cases[i].text);
  assert_int_equal(strlen(value_number("1e320", 0, arena)), 321);
  assert_string_equal(value_percent("0.9232", arena), "92.32%");
  assert_string_equal(value_percent("1", arena), "100%");
  assert_string_equal(value_percent("0", arena), "0%");
  assert_string_equal(value_percent("-0.005", arena), "-0.5%");
}

static void test_rounded(void **state) {
  (void)state;
  static const struct {
    const char *number;
    int places;
    const char *expected;
  } cases[] = {
      {"8.33333333333333", 2, "8.33"},
      {"2.995", 2, "3.00"},
      {"0.005", 2, "0.01"},
      {"0.0049", 2, "0.00"},
      {"0.0004", 2, "0.00"},
      {"-9.996", 2, "-10.00"},
      {"0.5", 0, "1"},
      {"0.4999999", 0, "0"},
      {"12345.6789", 1, "12345.7"},
      {"7", 2, "7.00"},
      {"999.9999999", 0, "1000"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_text(value_rounded(cases[i].number, cases[i].places, arena), cases[i].expected,
                cases[i].number);
  assert_int_equal(value_places("83.3333333333333%"), 13);
  assert_int_equal(value_places("100%"), 0);
}

static void test_dates(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool from_1904;
    const char *expected;
  } cases[] = {
      {"45000", false, "2023-03-15"},
      {"43538", true, "2023-03-15"},
      {"1", false, "1900-01-01"},
      {"59", false, "1900-02-28"},
      {"60", false, "1900-02-29"},
      {"61", false, "1900-03-01"},
      {"0", true, "1904-01-01"},
      {"36526", false, "2000-01-01"},
      {"44985", false, "2023-02-28"},
      {"45351", false, "2024-02-29"},
      {"2958465", false, "9999-12-31"},
      {"2958466", false, NULL},
      {"45000.5", false, "2023-03-15 12:00"},
      {"45000.75001", false, "2023-03-15 18:00:01"},
      {"45000.999999", false, "2023-03-16"},
      {"-1", false, NULL},
      {"一", false, NULL},
  };
  NumberLook look = {.has_date = true};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_text(value_date(cases[i].text, look, cases[i].from_1904, arena), cases[i].expected,
                cases[i].text);
  NumberLook time = {.has_time = true};
  assert_string_equal(value_date("0.354166666666667", time, false, arena), "08:30");
  assert_null(value_date("1.5", time, false, arena));
}

/* Every day of some centuries, there and back. */
static void test_serials(void **state) {
  (void)state;
  NumberLook look = {.has_date = true};
  for (int day = 61; day < 150000; day += 7) {
    char serial[16];
    snprintf(serial, sizeof serial, "%d", day);
    const char *date = value_date(serial, look, false, arena);
    assert_text(value_serial(date, arena), serial, date);
  }
  static const char *const none[] = {"2023-02-29", "1900-02-28", "2023-13-01", "2023-3-15",
                                     "2023-00-10", "20230-1-01", "一",         ""};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_null(value_serial(none[i], arena));
}

static void test_looks(void **state) {
  (void)state;
  static const struct {
    const char *code;
    NumberLook look;
  } cases[] = {
      {"General", {0}},
      {"0.00", {.decimals = 2}},
      {"0.0000_ ", {.decimals = 4}},
      {"#,##0.00", {0}},
      {"#,##0.00;[Red]-#,##0.00", {0}},
      {"0%", {.is_percent = true}},
      {"0.00%", {.is_percent = true}},
      {"0\"%\"", {0}},
      {"yyyy\\-mm\\-dd", {.has_date = true}},
      {"yyyy\"年\"m\"月\"d\"日\";@", {.has_date = true}},
      {"[$-804]yyyy\"年\"m\"月\"", {.has_date = true}},
      {"m\"月\"d\"日\"", {.has_date = true}},
      {"h:mm", {.has_time = true}},
      {"[h]:mm:ss", {.has_time = true}},
      {"yyyy/m/d h:mm", {.has_date = true, .has_time = true}},
      {"\"day\"0", {0}},
      {"0\\d", {0}},
      {"[Red]0", {0}},
      {"0.00E+00", {0}},
      {"@", {0}},
      {"\"", {0}},
      {"[", {0}},
      {"", {0}},
  };
  static const struct {
    const char *code;
    int places; /* -1: it doesn't say */
  } shown[] = {
      {"0", 0},         {"0.00", 2},      {"#,##0.00;[Red]-#,##0.00", 2},
      {"0.0%", 1},      {"\"¥\"0.00", 2}, {"[$￥-804]#,##0.000", 3},
      {"General", -1},  {"@", -1},        {"0.00E+00", -1},
      {"# ?/?", -1},    {"0,", -1},       {"0.00,;0", -1},
      {"\"0.00\"", -1},
  };
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
    NumberLook look = value_look_of_code(shown[i].code);
    int places = look.has_places ? look.places : -1;
    if (places != shown[i].places)
      fail_msg("%s: %d places", shown[i].code, places);
  }
  assert_true(value_look_of_id(10).has_places && value_look_of_id(10).places == 2);
  assert_false(value_look_of_id(11).has_places || value_look_of_id(0).has_places);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    NumberLook look = value_look_of_code(cases[i].code);
    const NumberLook *expected = &cases[i].look;
    if (look.is_percent != expected->is_percent || look.has_date != expected->has_date ||
        look.has_time != expected->has_time || look.decimals != expected->decimals)
      fail_msg("%s: percent %d, date %d, time %d, decimals %d", cases[i].code, look.is_percent,
               look.has_date, look.has_time, look.decimals);
  }
  assert_true(value_look_of_id(14).has_date && value_look_of_id(57).has_date);
  assert_true(value_look_of_id(9).is_percent && value_look_of_id(10).is_percent);
  assert_true(value_look_of_id(20).has_time && !value_look_of_id(20).has_date);
  assert_int_equal(value_look_of_id(2).decimals, 2);
  assert_false(value_look_of_id(4).has_date || value_look_of_id(4).is_percent);
}

static void test_strings(void **state) {
  (void)state;
  static const struct {
    const char *xml, *plain, *raised;
  } cases[] = {
      {"<t>甲 乙</t>", "甲 乙", "甲 乙"},
      {"<r><t>m</t></r><r><rPr><b/><vertAlign val='superscript'/></rPr><t>2</t></r>", "m2",
       "m{上标 2}"},
      {"<r><t>H</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r><r><t>O</t></r>",
       "H2O", "H{下标 2}O"},
      {"<t>汉</t><rPh sb='0' eb='1'><t>hàn</t></rPh><phoneticPr/>", "汉", "汉"},
      {"<t>甲_x000D_\n乙_x000A_丙_x005F_x000D_丁_x0001_</t>", "甲\n乙\n丙_x000D_丁_x0001_",
       "甲\n乙\n丙_x000D_丁_x0001_"},
      {"<t>甲&#13;乙</t>", "甲\n乙", "甲\n乙"},
      {"", "", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *xml = arena_printf(arena, "<si>%s</si>", cases[i].xml);
    Messages *messages = msg_new();
    XmlFile *file = xml_parse("甲", xml, strlen(xml), messages);
    const xmlNode *root = xmlDocGetRootElement(file->tree);
    assert_text(value_string(root, false, arena), cases[i].plain, xml);
    assert_text(value_string(root, true, arena), cases[i].raised, xml);
    assert_int_equal(value_is_raised(root), strcmp(cases[i].plain, cases[i].raised) != 0);
    xml_free(file);
    msg_free(messages);
  }
}

/* The running text of an element as a cell, and that cell read again. */
static void assert_flow(const char *inside, const char *cell, const char *again) {
  Messages *messages = msg_new();
  const char *xml = arena_printf(arena, "<段>%s</段>", inside);
  XmlFile *file = xml_parse("甲", xml, strlen(xml), messages);
  Buf out = {0};
  notation_put_flow(&out, xmlDocGetRootElement(file->tree));
  assert_text(out.data, cell, inside);
  XmlFile *made = xml_make("乙", "段");
  xmlNode *root = xmlDocGetRootElement(made->tree);
  assert_true(notation_read_flow(made, root, out.data, pos_file("乙"), messages));
  made->tree->encoding = xmlStrdup(BAD_CAST "UTF-8");
  xmlBufferPtr dump = xmlBufferCreate();
  xmlNodeDump(dump, made->tree, root, 0, 0);
  const char *expected = *again ? arena_printf(arena, "<段>%s</段>", again) : "<段/>";
  assert_text((const char *)xmlBufferContent(dump), expected, inside);
  xmlBufferFree(dump);
  buf_free(&out);
  xml_free(file);
  xml_free(made);
  free(take_messages(messages));
}

static void test_flow(void **state) {
  (void)state;
  static const char mixed[] = "面积3200m<上标>2</上标>，H<下标>2</下标>O，<粗>几个字</粗>。";
  assert_flow(mixed, "面积3200m{上标 2}，H{下标 2}O，{粗 几个字}。", mixed);
  assert_flow("甲<换行/>乙", "甲\n乙", "甲<换行/>乙");
  assert_flow("<换行/>乙<换行/>", "{换行}乙{换行}", "<换行/>乙<换行/>");
  assert_flow("", "{空}", "");
  assert_flow("  \n ", "{空}", "");
  assert_flow("<值 式=\"千分(预算/支出)\"/>万元", "{值 千分(预算/支出)}万元",
              "<值 式=\"千分(预算/支出)\"/>万元");
  assert_flow("<值 式=\"concat('{', '}')\"/>", "{值 concat('{左}', '{右}')}",
              "<值 式=\"concat('{', '}')\"/>");
  assert_flow("{甲}", "{左}甲}", "{甲}");
  assert_flow("<粗>{甲}</粗>}", "{粗 {左}甲{右}}}", "<粗>{甲}</粗>}");
  assert_flow("<粗>甲<值 式=\"乙\"/></粗>", "{粗 甲{值 乙}}", "<粗>甲<值 式=\"乙\"/></粗>");
  assert_flow("<粗/>", "{粗 }", "<粗/>");
  assert_flow("\n 甲\n 乙 a\n b \n", "甲乙 a b", "甲乙 a b");
  assert_flow("甲  乙\tb", "甲  乙\tb", "甲  乙\tb");
  assert_flow("a\n<值 式=\"乙\"/>", "a{软换行}{值 乙}", "a\n<值 式=\"乙\"/>");
  assert_flow("甲\n<值 式=\"乙\"/>\n，", "甲{值 乙}，", "甲<值 式=\"乙\"/>，");
  assert_flow("<值 式=\"乙\"/>\n<值 式=\"丙\"/>", "{值 乙}{软换行}{值 丙}",
              "<值 式=\"乙\"/>\n<值 式=\"丙\"/>");
  assert_flow("a <粗>\n b</粗>", "a {粗 b}", "a <粗>b</粗>");
  assert_flow("a<粗>\n b</粗>", "a{粗  b}", "a<粗> b</粗>");
  assert_flow("甲<!-- 注 -->乙", "甲乙", "甲乙");
  assert_flow("甲&#13;乙", "甲{回车}乙", "甲&#13;乙");
}

static void test_flow_faults(void **state) {
  (void)state;
  static const struct {
    const char *cell, *said;
  } cases[] = {
      {"{甲}", "乙!A1: 错误: “{甲”不是记号；"},
      {"{值：支出}", "“{值：支出”不是记号"},
      {"{值}", "“{值”不是记号"},
      {"{值 支出", "记号“{值 …”没有结束；请补上“}”"},
      {"{粗 甲{上标 2}", "记号“{粗 …”没有结束"},
      {"{", "“{”不是记号"},
      {"甲{}", "“{”不是记号"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Messages *messages = msg_new();
    XmlFile *made = xml_make("乙", "段");
    assert_false(notation_read_flow(made, xmlDocGetRootElement(made->tree), cases[i].cell,
                                    pos_file("乙!A1"), messages));
    char *said = take_messages(messages);
    assert_says(said, cases[i].said);
    assert_int_equal(count_lines(said), 1);
    free(said);
    xml_free(made);
  }
  Messages *messages = msg_new();
  XmlFile *made = xml_make("乙", "段");
  Buf deep = {0};
  for (int i = 0; i < 100; i++)
    buf_puts(&deep, "{粗 ");
  assert_false(notation_read_flow(made, xmlDocGetRootElement(made->tree), deep.data, pos_file("乙"),
                                  messages));
  buf_free(&deep);
  xml_free(made);
  msg_free(messages);
}

static void test_plain(void **state) {
  (void)state;
  static const struct {
    const char *value, *cell;
  } cases[] = {
      {"甲", "甲"},
      {"", "{空}"},
      {" 甲 ", "{空格}甲{空格}"},
      {"一、 ", "一、{空格}"},
      {"甲\n乙", "甲{换行}乙"},
      {"\t", "{制表}"},
      {"{甲}", "{左}甲}"},
      {"a  b", "a  b"},
      {"\r", "{回车}"},
      {"=1+1", "=1+1"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Messages *messages = msg_new();
    Buf out = {0};
    notation_put_plain(&out, cases[i].value);
    assert_text(out.data, cases[i].cell, cases[i].value);
    assert_text(notation_read_plain(out.data, pos_file("乙"), arena, messages), cases[i].value,
                cases[i].cell);
    buf_free(&out);
    msg_free(messages);
  }
  Messages *messages = msg_new();
  assert_string_equal(notation_read_plain(" 三级\n指标 \n", pos_file("乙"), arena, messages),
                      "三级指标");
  assert_null(notation_read_plain("{上标 2}", pos_file("乙!B3"), arena, messages));
  assert_null(notation_read_plain("{丁}", pos_file("乙!B4"), arena, messages));
  char *said = take_messages(messages);
  assert_says(said, "乙!B3: 错误: 这一格里不能用记号“{上标 …}”；请直接写值 [记号放错]");
  assert_says(said, "乙!B4: 错误: “{丁”不是记号");
  free(said);
}

static int open_arena(void **state) {
  (void)state;
  arena = arena_new();
  return 0;
}

static int close_arena(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers), cmocka_unit_test(test_dates),
      cmocka_unit_test(test_serials), cmocka_unit_test(test_looks),
      cmocka_unit_test(test_rounded), cmocka_unit_test(test_strings),
      cmocka_unit_test(test_flow),    cmocka_unit_test(test_flow_faults),
      cmocka_unit_test(test_plain),
  };
  return cmocka_run_group_tests(tests, open_arena, close_arena);
}
