/* What a ZIP package is refused for, and how its parts refer to one another. */
#include "zip_sample.h"

#include "package/links.h"

#define LOCAL "PK\x03\x04"
#define CENTRAL "PK\x01\x02"

/* What is said when part is read from the file; "" when it is. */
static char *said_of(const char *bytes, size_t len, const char *part) {
  Messages *messages = msg_new();
  Archive *archive = archive_open("甲.xlsx", bytes, len, &archive_of_sheets, messages);
  XmlFile *file = archive ? archive_xml(archive, part, messages) : NULL;
  assert_int_equal(file != NULL, msg_count(messages, MSG_ERROR) == 0);
  xml_free(file);
  archive_free(archive);
  return take_messages(messages);
}

static void assert_refused(const Buf *file, const char *part, const char *expected) {
  char *said = said_of(file->data, file->len, part);
  assert_says(said, expected);
  assert_int_equal(count_lines(said), 1);
  free(said);
}

static void assert_read(const Buf *file, const char *part) {
  char *said = said_of(file->data, file->len, part);
  assert_string_equal(said, "");
  free(said);
}

static void test_names(void **state) {
  (void)state;
  const ZipPart good[] = {{"a/b.xml", "<甲/>"}, {"/c.xml", "<乙/>"}, {"d\\e.xml", "<丙/>"}};
  Buf file = zip_sample(good, 3);
  assert_read(&file, "a/b.xml");
  assert_read(&file, "A/B.XML");
  assert_read(&file, "c.xml");
  assert_read(&file, "d/e.xml");
  assert_refused(&file, "f.xml",
                 "甲.xlsx: 错误: “甲.xlsx”里没有“f.xml”；文件不完整，请用原来的软件重新保存 "
                 "[包内缺文件]");
  buf_free(&file);
  static const char *const outside[] = {"../a.xml", "a/../../b.xml", "a\\..\\b.xml", "x/.."};
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    const ZipPart parts[] = {{"a.xml", "<甲/>"}, {outside[i], "<甲/>"}};
    file = zip_sample(parts, 2);
    assert_refused(&file, "a.xml", "”指到了包外；");
    buf_free(&file);
  }
  const ZipPart twice[] = {{"a.xml", "<甲/>"}, {"A.xml", "<甲/>"}};
  file = zip_sample(twice, 2);
  assert_refused(&file, "a.xml", ".xml”出现了两次；文件可能被人动过手脚");
  buf_free(&file);
}

static void test_whole(void **state) {
  (void)state;
  const ZipPart parts[] = {{"a.xml", "<甲>一二三四五六七八九十</甲>"}};
  Buf file = zip_sample(parts, 1);
  for (size_t len = 1; len < file.len; len++) {
    char *copy = mem_alloc(len + 1);
    memcpy(copy, file.data, len);
    char *said = said_of(copy, len, "a.xml");
    assert_says(said, "不是完整的 .xlsx 或 .docx");
    free(said);
    free(copy);
  }
  char old[600] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  assert_true(archive_is_one(old, sizeof old));
  assert_true(archive_is_one(file.data, file.len));
  assert_false(archive_is_one("<?xml", 5));
  char *said = said_of(old, sizeof old, "a.xml");
  assert_says(said, "[旧版或加密]");
  free(said);
  buf_free(&file);
}

static void test_entries(void **state) {
  (void)state;
  const ZipPart parts[] = {{"a.xml", "<甲>一二三四五六七八九十一二三四五六七八九十</甲>"}};
  Buf file = zip_sample(parts, 1);
  zip_sample_header(&file, CENTRAL)[8] |= 1;
  zip_sample_header(&file, LOCAL)[6] |= 1;
  assert_refused(&file, "a.xml", "其中的“a.xml”加了密码");
  buf_free(&file);
  file = zip_sample_packed(parts, 1, ZIP_CM_BZIP2);
  assert_refused(&file, "a.xml", "其中的“a.xml”用了第 12 号压缩方法");
  buf_free(&file);
  file = zip_sample_packed(parts, 1, ZIP_CM_STORE);
  assert_read(&file, "a.xml");
  file.data[40]++; /* in the text */
  assert_refused(&file, "a.xml", "其中的“a.xml”读不出来（校验和不符）");
  buf_free(&file);
}

/* Bytes 22 to 25 of the local header and 24 to 27 of the central one. */
static void state_size(Buf *file, unsigned char size) {
  zip_sample_header(file, LOCAL)[22] = (char)size;
  zip_sample_header(file, CENTRAL)[24] = (char)size;
}

static void test_lies(void **state) {
  (void)state;
  const ZipPart parts[] = {{"a.xml", "<甲>一二三四五六七八九十</甲>"}};
  Buf file = zip_sample(parts, 1);
  state_size(&file, 5);
  assert_refused(&file, "a.xml", "其中的“a.xml”展开后比所记载的多；");
  state_size(&file, 200);
  assert_refused(&file, "a.xml", "“a.xml”");
  buf_free(&file);
}

static char *repeated(const char *text, size_t count) {
  Buf out = {0};
  for (size_t i = 0; i < count; i++)
    buf_puts(&out, text);
  return buf_take(&out);
}

static void test_sizes(void **state) {
  (void)state;
  char *large = repeated("          ", 900000), *crowded = repeated("<乙/>", 200001);
  ZipPart parts[] = {{"a.xml", large}, {"b.xml", crowded}};
  Buf file = zip_sample(parts, 2);
  assert_refused(&file, "a.xml", "其中的“a.xml”展开后超过 8 MiB");
  assert_refused(&file, "b.xml", "其中的“b.xml”里元素和属性多于 200000 个");
  buf_free(&file);
  ZipPart *many = mem_alloc(4097 * sizeof *many);
  Arena *arena = arena_new();
  for (int i = 0; i < 4097; i++)
    many[i] = (ZipPart){arena_printf(arena, "%d", i), ""};
  file = zip_sample(many, 4097);
  assert_refused(&file, "1", "“甲.xlsx”里的文件多于 4096 个");
  buf_free(&file);
  arena_free(arena);
  free(many);
  free(large);
  free(crowded);
}

/* Parts each within their limit, but too much all together. */
static void test_total(void **state) {
  (void)state;
  char *text = repeated(" ", 7 << 20);
  memcpy(text, "<a/>", 4);
  Messages *messages = msg_new();
  ZipPart parts[] = {{"0", text}, {"1", text}, {"2", text}, {"3", text}, {"4", text}};
  Buf file = zip_sample(parts, 5);
  Archive *archive = archive_open("甲.xlsx", file.data, file.len, &archive_of_sheets, messages);
  for (size_t i = 0; i < 5; i++) {
    XmlFile *xml = archive_xml(archive, parts[i].name, messages);
    assert_int_equal(xml != NULL, i < 4);
    xml_free(xml);
  }
  archive_free(archive);
  char *said = take_messages(messages);
  assert_says(said, "其中的“4”展开后超过 8 MiB，或各部分合计过大");
  free(said);
  buf_free(&file);
  free(text);
}

static void test_parts_are_guarded(void **state) {
  (void)state;
  const ZipPart parts[] = {{"a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
                           {"b.xml", "<a><b></a>"}};
  Buf file = zip_sample(parts, 2);
  assert_refused(&file, "a.xml", "甲.xlsx:a.xml:1:1: 错误: 文件里有 DOCTYPE 声明");
  assert_refused(&file, "b.xml", "甲.xlsx:b.xml:1:7: 错误: 结束标签");
  buf_free(&file);
}

static void test_links(void **state) {
  (void)state;
  static const struct {
    const char *target, *part;
  } cases[] = {{"c.xml", "xl/c.xml"},
               {"/xl/c.xml", "xl/c.xml"},
               {"../d/c.xml", "d/c.xml"},
               {"./x/../y/c.xml", "xl/y/c.xml"},
               {"../../c.xml", NULL},
               {"/../c.xml", NULL},
               {"http://a.example/", "xl/http:/a.example/"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buf rels = {0};
    buf_printf(&rels,
               RELATIONS("<Relationship Id='一' Type='http://a/b/typ' Target='%s'/>"
                         "<Relationship Id='二' Type='z' Target='o' TargetMode='External'/>"),
               cases[i].target);
    const ZipPart parts[] = {{"xl/book.xml", "<a/>"}, {"xl/_rels/book.xml.rels", rels.data}};
    Buf file = zip_sample(parts, 2);
    Messages *messages = msg_new();
    Archive *archive = archive_open("甲.xlsx", file.data, file.len, &archive_of_sheets, messages);
    Links links = {0};
    assert_true(links_read(archive, "xl/book.xml", &links, messages));
    const char *part = links_by_id(&links, "一");
    assert_int_equal(part != NULL, cases[i].part != NULL);
    if (part && i < 6)
      assert_string_equal(part, cases[i].part);
    assert_ptr_equal(links_by_type(&links, "typ"), part);
    assert_null(links_by_id(&links, "二"));
    assert_null(links_by_id(&links, "三"));
    links_free(&links);
    assert_true(links_read(archive, "", &links, messages));
    assert_int_equal(links.count, 0);
    links_free(&links);
    archive_free(archive);
    msg_free(messages);
    buf_free(&file);
    buf_free(&rels);
  }
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_whole),
      cmocka_unit_test(test_entries),
      cmocka_unit_test(test_lies),
      cmocka_unit_test(test_sizes),
      cmocka_unit_test(test_total),
      cmocka_unit_test(test_parts_are_guarded),
      cmocka_unit_test(test_links),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
