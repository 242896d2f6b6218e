/* Guarded loading: what is refused, with which message and where; and the
 * helpers that read a tree. */
#include "said.h"

#include "base/infile.h"
#include "xml/xml.h"

/* Parses and returns what was said, to be freed; *file is NULL when refused. */
static char *parsed(const char *xml, size_t len, XmlFile **file) {
  Messages *messages = msg_new();
  *file = xml_parse("甲.xml", xml, len, messages);
  return take_messages(messages);
}

static void refused(const char *xml, const char *name, const char *words) {
  XmlFile *file;
  char *text = parsed(xml, strlen(xml), &file);
  assert_null(file);
  assert_says(text, name);
  assert_says(text, words);
  free(text);
}

static XmlFile *accepted(const char *xml) {
  XmlFile *file;
  char *text = parsed(xml, strlen(xml), &file);
  if (!file)
    fail_msg("refused: %s", text);
  assert_string_equal(text, "");
  free(text);
  return file;
}

static void test_each_error_has_its_words(void **state) {
  (void)state;
  static const struct {
    const char *xml, *name, *words;
  } cases[] = {
      {"   ", "[不是XML]", "甲.xml:1:4: 错误: 这里应是根元素的开始标签"},
      {"普通文字", "[不是XML]", "甲.xml:1:1: 错误"},
      {"<甲>", "[标签未结束]", "第 1 行的“甲”到文件末尾也没有结束标签；请补上“</甲>”"},
      {"<甲>\n<乙>\n</丙></甲>", "[标签不配对]",
       "甲.xml:3:1: 错误: 结束标签“丙”与第 2 行的开始标签“乙”不配对"},
      {"<甲></甲", "[标签缺尖括号]", "甲.xml:1:7: 错误"},
      {"<甲 题=1/>", "[属性缺引号]", "甲.xml:1:6: 错误: 属性的等号后面没有半角引号"},
      {"<甲 题=”一”/>", "[属性缺引号]", "甲.xml:1:6: 错误"},
      {"<甲 题='1/>", "[引号未结束]", "甲.xml:1:10: 错误"},
      {"<甲 题/>", "[属性缺值]", "属性“题”没有值；请写成 题=\"…\""},
      {"<甲 题='1' 题='2'/>", "[属性重复]", "属性“题”写了两次"},
      {"<甲 题='<'/>", "[属性值有小于号]", "甲.xml:1:7: 错误"},
      {"<甲 题='1'名='2'/>", "[属性缺空格]", "甲.xml:1:9: 错误"},
      {"<甲>1 < 2</甲>", "[符号未转写]", "甲.xml:1:7: 错误: “<”或“&”后面"},
      {"<甲>&</甲>", "[符号未转写]", "甲.xml:1:5: 错误"},
      {"<甲>&lt</甲>", "[符号未转写]", "甲.xml:1:7: 错误"},
      {"<甲>&nbsp;</甲>", "[符号名不认识]", "符号“&nbsp;”没有定义"},
      {"<甲>\x01</甲>", "[非法字符]", "（U+0001）"},
      {"<甲>&#11;</甲>", "[非法字符]", "（U+000B）"},
      {"<甲/><乙/>", "[末尾多余]", "甲.xml:1:5: 错误"},
      {"<甲><!-- 一", "[注释未结束]", "甲.xml:1:10: 错误"},
      {"<甲><!-- 一 -- 二 --></甲>", "[注释有双连字符]", "甲.xml:1:13: 错误"},
      {" <?xml version='1.0'?><甲/>", "[XML声明]", "甲.xml:1:7: 错误"},
      {"<?xml version='2.0'?><甲/>", "[XML声明]", "甲.xml:1:20: 错误"},
      {"<w:甲/>", "[命名空间]", "“w:甲”带命名空间前缀"},
      {"<甲>]]></甲>", "[XML写法]", "（Sequence ']]>' not allowed in content）"},
      {"<?xml version='1.0' encoding='GBK'?><甲/>", "[编码声明]", "文件声明的编码是“GBK”"},
      {"<甲>\n\xB2\xBF</甲>", "[不是UTF-8]", "甲.xml:2:1: 错误: 这里的字节不是 UTF-8"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    refused(cases[i].xml, cases[i].name, cases[i].words);
}

static void test_doctype_is_refused_whatever_it_holds(void **state) {
  (void)state;
  refused("<!DOCTYPE 甲><甲/>", "[有DOCTYPE]", "甲.xml:1:1: 错误: 文件里有 DOCTYPE");
  refused("<!DOCTYPE 甲 SYSTEM \"file:///etc/passwd\"><甲/>", "[有DOCTYPE]", "甲.xml:1:1: ");
  refused("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>",
          "[有DOCTYPE]", "甲.xml:2:1: 错误");
  refused("<!DOCTYPE a [<!ENTITY a '哈哈哈哈'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
          "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;'>]><a>&d;</a>",
          "[有DOCTYPE]", "甲.xml:1:1: ");
}

static void test_one_slip_is_reported_once(void **state) {
  (void)state;
  static const struct {
    const char *xml;
    int expected;
  } cases[] = {
      {"<甲 题=1/>", 1},
      {"<甲><段 题=”一”></段></甲>", 1},
      {"<甲><章><节><段>文</节></章><章></章></甲>", 1},
      {"<甲><章><段></段></段></章></甲>", 1},
      {"<甲><段>一</断><段>二</断>\n</甲>", 2},
      {"<甲>&a;\n&b;\n&c;</甲>", 3},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    XmlFile *file;
    char *text = parsed(cases[i].xml, strlen(cases[i].xml), &file);
    assert_null(file);
    if (count_lines(text) != cases[i].expected)
      fail_msg("%s gives %d messages:\n%s", cases[i].xml, count_lines(text), text);
    free(text);
  }
}

static void test_errors_end_somewhere(void **state) {
  (void)state;
  Buf xml = {0};
  buf_puts(&xml, "<甲>");
  for (int i = 0; i < 100000; i++)
    buf_puts(&xml, "&甲;\n");
  XmlFile *file;
  char *text = parsed(xml.data, xml.len, &file);
  assert_null(file);
  assert_int_equal(count_lines(text), 101);
  assert_says(text, "[错误过多]");
  free(text);
  buf_free(&xml);
}

static void test_deep_nesting(void **state) {
  (void)state;
  for (int depth = 100; depth <= 100000; depth *= 1000) {
    Buf xml = {0};
    for (int i = 0; i < depth; i++)
      buf_puts(&xml, "<甲>");
    for (int i = 0; i < depth; i++)
      buf_puts(&xml, "</甲>");
    XmlFile *file;
    char *text = parsed(xml.data, xml.len, &file);
    if (depth == 100)
      assert_non_null(file);
    else
      assert_says(text,
                  "甲.xml:1:301: 错误: 元素嵌套超过 100 层；请核对是不是拿错了文件 [嵌套过深]");
    free(text);
    xml_free(file);
    buf_free(&xml);
  }
}

static void test_too_many(void **state) {
  (void)state;
  Buf xml = {0};
  buf_puts(&xml, "<甲>");
  for (int i = 0; i < 1000001; i++)
    buf_puts(&xml, "<乙/>");
  buf_puts(&xml, "</甲>");
  refused(xml.data, "[元素过多]", "元素和属性共多于 1000000 个");
  buf_clear(&xml);
  buf_puts(&xml, "<!-- ==== -->\n<甲");
  for (int i = 0; i < 501; i++)
    buf_printf(&xml, " 属性%d='>'", i);
  buf_puts(&xml, "/>");
  refused(xml.data, "[等号过多]", "甲.xml:2:1: 错误: 从这个“<”到下一个“<”之间有 500 个以上");
  buf_free(&xml);
}

static void test_too_large(void **state) {
  (void)state;
  size_t len = INFILE_LIMIT + 1;
  char *bytes = calloc(1, len);
  XmlFile *file;
  char *text = parsed(bytes, len, &file);
  assert_null(file);
  assert_says(text, "[文件过大]");
  free(text);
  free(bytes);
}

/* Every prefix of a good file is refused, and none brings the parser down. */
static void test_truncated_anywhere(void **state) {
  (void)state;
  const char *xml = "<?xml version='1.0' encoding='utf-8'?>\n<绩效自评 年度=\"2022\">"
                    "<!-- 注 --><段>甲&amp;<上标>2</上标></段></绩效自评>";
  for (size_t len = 1; len < strlen(xml); len++) {
    XmlFile *file;
    char *text = parsed(xml, len, &file);
    assert_null(file);
    assert_true(count_lines(text) > 0);
    free(text);
  }
  xml_free(accepted(xml));
}

static void test_positions(void **state) {
  (void)state;
  XmlFile *file =
      accepted("\xEF\xBB\xBF<甲>\r\n  文<乙 题='一\n二'\n  名='三'/>\n<丙/>𠮷<丁/>\n</甲>");
  xmlNode *root = xmlDocGetRootElement(file->tree);
  static const int expected[][2] = {{2, 4}, {5, 1}, {5, 6}};
  int i = 0;
  for (xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL), i++) {
    Pos pos = xml_pos(file, node);
    assert_string_equal(pos.file, "甲.xml");
    assert_int_equal(pos.line, expected[i][0]);
    assert_int_equal(pos.col, expected[i][1]);
  }
  assert_int_equal(i, 3);
  xmlNode *second = xml_child(root, "乙");
  assert_int_equal(xml_pos(file, (xmlNode *)second->properties).line, 2);
  assert_int_equal(xml_pos(file, root->children).line, 1);
  xml_free(file);
}

static void test_access(void **state) {
  (void)state;
  XmlFile *file = accepted(
      "<甲 空='' 值='a&lt;b&amp;&#x4E00;'>一<乙/><!-- 二 --><丙>三<![CDATA[<四>]]></丙></甲>");
  xmlNode *root = xmlDocGetRootElement(file->tree);
  assert_string_equal(xml_attr(root, "空"), "");
  assert_string_equal(xml_attr(root, "值"), "a<b&一");
  assert_null(xml_attr(root, "无"));
  assert_true(xml_is(xml_child(root, NULL), "乙"));
  assert_true(xml_is(xml_next(xml_child(root, NULL), "丙"), "丙"));
  assert_null(xml_child(root, "丁"));
  assert_string_equal(xml_text(root, file->arena), "一三<四>");
  xml_free(file);
}

static void test_fold(void **state) {
  (void)state;
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"", ""},
      {" \n\t ", ""},
      {"\n  甲\n  乙\n", "甲乙"},
      {"甲。\n  “乙", "甲。“乙"},
      {"one\n  two", "one two"},
      {"甲\none\n乙", "甲one乙"},
      {"甲  乙 丙", "甲  乙 丙"},
      {"甲 \n 乙", "甲乙"},
      {"\u3000甲\u3000\n乙\u00A0", "\u3000甲\u3000乙\u00A0"},
      {"a\r\n\tb", "a b"},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(xml_fold(cases[i].text, strlen(cases[i].text), arena), cases[i].expected);
  arena_free(arena);
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_error_has_its_words),
      cmocka_unit_test(test_doctype_is_refused_whatever_it_holds),
      cmocka_unit_test(test_one_slip_is_reported_once),
      cmocka_unit_test(test_errors_end_somewhere),
      cmocka_unit_test(test_deep_nesting),
      cmocka_unit_test(test_too_many),
      cmocka_unit_test(test_too_large),
      cmocka_unit_test(test_truncated_anywhere),
      cmocka_unit_test(test_positions),
      cmocka_unit_test(test_access),
      cmocka_unit_test(test_fold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
