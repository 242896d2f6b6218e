/* Import of .docx: what becomes of its paragraphs, numbers, tables and the
 * things that stand beside its text. */
#include <unistd.h>

#include "zip_sample.h"

#include "input/import.h"
#include "input/word_number.h"
#include "input/word_symbol.h"

#define W "xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\" xmlns:v=\"urn:v\" xmlns:m=\"urn:m\""

static Fonts *fonts;
static Layout *layout;

typedef struct Parts {
  const char *body, *styles, *numbering, *footnotes, *header;
} Parts;

static char *wrapped(const char *element, const char *inside) {
  Buf out = {0};
  buf_printf(&out, "<w:%s " W ">%s</w:%s>", element, inside ? inside : "", element);
  return buf_take(&out);
}

static Buf docx(const Parts *parts) {
  char *body = NULL,
       *texts[] = {wrapped("document", ""), wrapped("styles", parts->styles),
                   wrapped("numbering", parts->numbering), wrapped("footnotes", parts->footnotes),
                   wrapped("hdr", parts->header)};
  Buf document = {0};
  buf_printf(&document, "<w:document " W "><w:body>%s<w:sectPr/></w:body></w:document>",
             parts->body);
  body = buf_take(&document);
  const ZipPart files[] = {
      {"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "word/document.xml"))},
      {"word/document.xml", body},
      {"word/_rels/document.xml.rels",
       RELATIONS(RELATION("a", "styles", "styles.xml") RELATION("b", "numbering", "numbering.xml")
                     RELATION("c", "footnotes", "footnotes.xml")
                         RELATION("d", "header", "header1.xml"))},
      {"word/styles.xml", texts[1]},
      {"word/numbering.xml", texts[2]},
      {"word/footnotes.xml", texts[3]},
      {"word/header1.xml", texts[4]}};
  Buf file = zip_sample(files, sizeof files / sizeof *files);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    free(texts[i]);
  free(body);
  return file;
}

/* The evaluation's XML, NULL when refused; *said: the messages. */
static char *imported(const Buf *file, char **said) {
  char path[] = "/tmp/ziping-word-XXXXXX.docx";
  int fd = mkstemps(path, 5);
  assert_int_equal(write(fd, file->data, file->len), file->len);
  close(fd);
  Messages *messages = msg_new();
  Buf out = {0};
  bool ok = import_report(path, layout, &out, messages);
  *said = take_messages(messages);
  remove(path);
  if (ok)
    return buf_take(&out);
  assert_int_equal(out.len, 0);
  return NULL;
}

static void assert_imports(const Parts *parts, const char *expected, const char *expected_said) {
  Buf file = docx(parts);
  char *said, *xml = imported(&file, &said);
  assert_non_null(xml);
  assert_says(xml, expected);
  if (*expected_said)
    assert_says(said, expected_said);
  else
    assert_string_equal(said, "");
  free(said);
  free(xml);
  buf_free(&file);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CHAPTER P("题") P("一、甲")

/* What stands in chapter 甲. */
static void assert_text(const char *body, const char *expected, const char *said) {
  Buf whole = {0}, text = {0};
  buf_printf(&whole, CHAPTER "%s", body);
  buf_printf(&text, "    <章 题=\"甲\">\n%s    </章>\n", expected);
  assert_imports(&(Parts){.body = whole.data}, text.data, said);
  buf_free(&whole);
  buf_free(&text);
}

#define R(inside) "<w:p><w:r>" inside "</w:r></w:p>"
#define LINE(inside) "      <段>" inside "</段>\n"

/* Hidden runs, by themselves or by their style; fields go on through them. */
static void test_hidden(void **state) {
  (void)state;
  Parts parts = {.styles = "<w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
                           "<w:style w:styleId='I'><w:basedOn w:val='H'/></w:style>",
                 .body = CHAPTER
                 "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t>"
                 "</w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>丙</w:t></w:r><w:r>"
                 "<w:rPr><w:rStyle w:val='I'/></w:rPr><w:t>丁</w:t></w:r><w:r><w:rPr>"
                 "<w:vanish/></w:rPr><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>戊"
                 "</w:t></w:r></w:p>"
                 "<w:p><w:pPr><w:pStyle w:val='I'/></w:pPr><w:r><w:t>己</w:t></w:r></w:p>"};
  assert_imports(&parts, LINE("甲丙"), "隐藏的文字 3 处没有导入");
}

static void test_runs(void **state) {
  (void)state;
  assert_text("<w:p><w:r><w:t>甲 </w:t></w:r><w:r><w:t xml:space='preserve'> 乙</w:t></w:r></w:p>",
              LINE("甲  乙"), "");
  assert_text("<w:p><w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
              "<w:t>2</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr>"
              "<w:b w:val='1'/></w:rPr><w:t>体</w:t></w:r><w:r><w:rPr><w:b w:val='false'/></w:rPr>"
              "<w:t>细</w:t></w:r></w:p>",
              LINE("m<上标>2</上标><粗>粗体</粗>细"), "");
  assert_text(R("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type='page'/><w:cr/><w:t>丙</w:t>"
                "<w:tab/><w:t>丁</w:t><w:noBreakHyphen/><w:softHyphen/>"),
              LINE("甲<换行/>乙<换行/>丙&#9;丁-"), "");
  assert_text("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>",
              LINE("<粗>甲</粗><换行/><粗>乙</粗>"), "");
  assert_text("<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:sdt>"
              "<w:sdtContent><w:r><w:t>接</w:t></w:r></w:sdtContent></w:sdt></w:smartTag>"
              "<w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple></w:p>",
              LINE("链接域"), "");
  assert_text(R("<w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText><w:t>藏</w:t>"
                "<w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/>"
                "<w:t>也藏</w:t><w:fldChar w:fldCharType='end'/>"
                "<w:fldChar w:fldCharType='separate'/><w:t>三月</w:t>"
                "<w:fldChar w:fldCharType='end'/><w:t>。</w:t>"),
              LINE("三月。"), "");
  assert_text("<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
              "</m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r>"
              "<m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>",
              LINE("1/2x<上标>2</上标>"), "");
  assert_text(R("<w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t>"
                "</w:r></w:rubyBase></w:ruby>"),
              LINE("汉（hàn）"), "");
  assert_text(P("&#x3000;&#x3000;甲 ") P(" &#xA0; ") "<w:p/>", LINE("甲"), "");
}

static void test_symbols(void **state) {
  (void)state;
  assert_text(R("<w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='symbol' w:char='B3'/>"),
              LINE("☑≥"), "");
  assert_text("<w:p><w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>&#xF0A8;甲</w:t></w:r>"
              "<w:r><w:t>&#xF0A8;&#xE001;</w:t></w:r></w:p>",
              LINE("□甲\uF0A8\uE001"), "");
  assert_text(R("<w:sym w:font='某体' w:char='F012'/>"), LINE("□"),
              "docx:3: 警告: 符号“F012”（字体“某体”）没有对应的字，暂写作“□”");
  assert_null(word_symbol(NULL, 1));
}

static void test_revisions(void **state) {
  (void)state;
  assert_text("<w:p><w:ins><w:r><w:t>插</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText>"
              "</w:r></w:del><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo><w:moveFrom><w:r>"
              "<w:t>去</w:t></w:r></w:moveFrom></w:p>",
              LINE("插来"), "docx: 警告: 文档里有未定的修订：插入 2 处已采用，删除 2 处已略去");
  assert_text("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" P("后"),
              LINE("前后"), "[有修订]");
}

static void test_what_follows_a_paragraph(void **state) {
  (void)state;
  static const char box[] =
      "<w:p><w:r><w:t>框</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
      "<w:txbxContent>" P(
          "里") "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                "<v:textbox><w:txbxContent>" P(
                    "里") "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
                          "</mc:AlternateContent></w:r><w:r><w:t>外</w:t></w:r></w:p>";
  assert_text(box, LINE("框外") LINE("里"), "docx: 提示: 文本框 1 处，文字放在所在段落之后");
  assert_text("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>"
              "<w:pict><w:txbxContent>" P("里") "</w:txbxContent></w:pict></mc:Fallback>"
                                                "</mc:AlternateContent><w:t>外</w:t></w:r></w:p>",
              LINE("外") LINE("里"), "[移到段后]");
  assert_text("<w:p><w:r><w:t>图</w:t><w:drawing/><w:object/><w:commentReference w:id='1'/></w:r>"
              "</w:p>",
              LINE("图"), "docx: 警告: 图片和嵌入的对象 2 处没有导入");
  Parts notes = {
      .body = CHAPTER "<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id='2'/><w:t>字</w:t>"
                      "<w:footnoteReference w:id='2'/><w:footnoteReference w:id='9'/></w:r></w:p>",
      .footnotes = "<w:footnote w:id='0'>" P(
          "—") "</w:footnote><w:footnote w:id='2'><w:p><w:r>"
               "<w:footnoteRef/><w:t>注。</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
               "</w:footnote>",
      .header = P("第") P("1 页")};
  assert_imports(&notes, LINE("文<上标>1</上标>字") LINE("<上标>1</上标>注。"),
                 "docx: 提示: 脚注、尾注 1 处，文字放在所在段落之后");
  Parts header = {.body = CHAPTER P("文"), .header = P("内部资料")};
  assert_imports(&header, LINE("文"), "docx: 警告: 页眉、页脚 1 处没有导入");
}

#define STYLE(id, name, inside)                                                                    \
  "<w:style w:type='paragraph' w:styleId='" id "'><w:name w:val='" name "'/>" inside "</w:style>"
#define IN(style, text)                                                                            \
  "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static void test_styles(void **state) {
  (void)state;
  static const char styles[] = STYLE("T", "Title", "") STYLE(
      "1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>") STYLE("2", "自定标题",
                                                                          "<w:basedOn w:val='3'/>")
      STYLE("3", "x", "<w:basedOn w:val='2'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr>")
          STYLE("C", "toc 1", "")
              STYLE("B", "b",
                    "<w:rPr><w:b/></w:rPr>") "<w:style w:type='character' w:styleId='上'><w:rPr>"
                                             "<w:vertAlign w:val='superscript'/></w:rPr></w:style>";
  Parts parts = {.styles = styles,
                 .body = IN("T", "某局：报告") P("目　录") IN("C", "一、总述&#9;1") IN("1", "总述")
                     IN("2", "概况") IN("1", "一、这一段文字用错了样式。它很长。") IN("2", "1.第一")
                         IN("1", "（三）第二") "<w:p><w:pPr><w:pStyle w:val='B'/><w:outlineLvl "
                                               "w:val='7'/></w:pPr><w:r><w:rPr>"
                                               "<w:b/></w:rPr><w:t>全粗</w:t></"
                                               "w:r><w:r><w:rPr><w:rStyle w:val='上'/></w:rPr>"
                                               "<w:t>2</w:t></w:r></w:p>"};
  assert_imports(
      &parts,
      "  <标题>某局：报告</标题>\n  <正文 完整=\"是\">\n"
      "    <章 题=\"总述\" 号=\"\">\n      <节 题=\"概况\" 号=\"\">\n"
      "        <段>一、这一段文字用错了样式。它很长。</段>\n      </节>\n"
      "      <节 题=\"第一\" 号=\"1.\">\n      </节>\n      <节 题=\"第二\" 号=\"（三）\">\n"
      "        <段>全粗<上标>2</上标></段>\n",
      "docx: 提示: 目录的 1 条没有导入");
}

#define LEVEL(level, format, text)                                                                 \
  "<w:lvl w:ilvl='" level "'><w:start w:val='1'/><w:numFmt w:val='" format                         \
  "'/><w:lvlText w:val='" text "'/></w:lvl>"
#define NUMBERED(list, level, text)                                                                \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list                          \
  "'/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static void test_numbering(void **state) {
  (void)state;
  static const char numbering[] =
      "<w:abstractNum w:abstractNumId='7'>" LEVEL("0", "chineseCounting", "%1、") LEVEL(
          "1", "chineseCountingThousand", "（%2）") LEVEL("2", "decimal", "%3.")
          LEVEL("3", "decimal", "%1.%4") LEVEL("4", "bullet", "&#xF06C;") LEVEL(
              "5", "upperLetter",
              "%6") "</w:abstractNum>"
                    "<w:abstractNum w:abstractNumId='8'><w:numStyleLink w:val='L'/></w:abstractNum>"
                    "<w:abstractNum w:abstractNumId='9'><w:lvl w:ilvl='0'><w:start w:val='5'/>"
                    "<w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.'/><w:pStyle "
                    "w:val='N'/></w:lvl>"
                    "</w:abstractNum>"
                    "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
                    "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='2'>"
                    "<w:startOverride w:val='9'/></w:lvlOverride></w:num>"
                    "<w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num>"
                    "<w:num w:numId='4'><w:abstractNumId w:val='9'/></w:num>";
  static const char styles[] =
      STYLE("N", "n", "<w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr>")
          STYLE("L", "l", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>");
  Parts parts = {.numbering = numbering,
                 .styles = styles,
                 .body = P("题") NUMBERED("1", "0", "甲") NUMBERED("1", "1", "乙")
                     NUMBERED("1", "2", "一") NUMBERED("1", "2", "二") NUMBERED("1", "1", "丙")
                         NUMBERED("1", "2", "三") NUMBERED("2", "2", "四") NUMBERED("2", "2", "五")
                             NUMBERED("3", "0", "丁") NUMBERED("1", "3", "六")
                                 NUMBERED("1", "4", "七") NUMBERED("1", "5", "八") IN("N", "九")
                                     IN("N", "十") NUMBERED("0", "0", "无")
                                         NUMBERED("99", "0", "空") NUMBERED("1", "8", "缺")};
  assert_imports(&parts,
                 "    <章 题=\"甲\">\n      <节 题=\"乙\">\n        <条>一</条>\n"
                 "        <条>二</条>\n      </节>\n      <节 题=\"丙\">\n        <条>三</条>\n"
                 "        <条 号=\"9.\">四</条>\n        <条 号=\"10.\">五</条>\n      </节>\n"
                 "    </章>\n    <章 题=\"丁\">\n      <段>二.1 六</段>\n      <段>\uF06C七</段>\n"
                 "      <段>A 八</段>\n      <条 号=\"5.\">九</条>\n      <条 号=\"6.\">十</条>\n"
                 "      <段>无</段>\n      <段>空</段>\n      <段>缺</段>\n",
                 "");
}

static void test_number_formats(void **state) {
  (void)state;
  static const struct {
    const char *format;
    int number;
    const char *expected;
  } cases[] = {
      {"decimal", 12, "12"},
      {"decimalZero", 3, "03"},
      {"decimalFullWidth", 10, "１０"},
      {"chineseCounting", 10, "十"},
      {"chineseCounting", 11, "十一"},
      {"chineseCountingThousand", 20, "二十"},
      {"chineseCountingThousand", 105, "一百零五"},
      {"chineseCountingThousand", 110, "一百一十"},
      {"chineseCountingThousand", 1001, "一千零一"},
      {"chineseCountingThousand", 10010, "一万零一十"},
      {"japaneseCounting", 3, "三"},
      {"chineseLegalSimplified", 25, "贰拾伍"},
      {"ideographDigital", 10, "一〇"},
      {"decimalEnclosedCircle", 20, "⑳"},
      {"decimalEnclosedCircleChinese", 21, "㉑"},
      {"decimalEnclosedCircle", 51, "51"},
      {"decimalEnclosedParen", 2, "⑵"},
      {"decimalEnclosedFullstop", 3, "⒊"},
      {"ideographEnclosedCircle", 1, "㊀"},
      {"ideographTraditional", 2, "乙"},
      {"ideographZodiac", 12, "亥"},
      {"upperRoman", 1994, "MCMXCIV"},
      {"lowerRoman", 4, "iv"},
      {"upperLetter", 27, "AA"},
      {"lowerLetter", 3, "c"},
      {"none", 1, ""},
      {"unheardOf", 7, "7"},
      {"chineseCounting", 0, "〇"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buf out = {0};
    buf_puts(&out, "");
    word_number_put(&out, cases[i].format, cases[i].number);
    if (strcmp(out.data, cases[i].expected) != 0)
      fail_msg("%s %d: %s", cases[i].format, cases[i].number, out.data);
    buf_free(&out);
  }
}

#define TC(properties, inside) "<w:tc><w:tcPr>" properties "</w:tcPr>" inside "</w:tc>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define DOWN "<w:vMerge/>"
#define FIRST "<w:vMerge w:val='restart'/>"
#define WIDE "<w:gridSpan w:val='2'/>"

/* Rows of other widths, and cells merged down that are none: what comes out is
 * a table that fills its columns. */
static void test_ragged_tables(void **state) {
  (void)state;
  assert_text("<w:tbl>" TR(TC("", P("一"))) TR(TC("", P("二")) TC(WIDE, P("三"))) "</w:tbl>",
              "      <表格>\n        <行><格>一</格><格 跨列=\"2\"></格></行>\n"
              "        <行><格>二</格><格 跨列=\"2\">三</格></行>\n      </表格>\n",
              "");
  assert_text("<w:tbl>" TR(TC(FIRST, P("一")) TC("", P("二"))) TR(TC(DOWN WIDE, P("三")))
                  TR(TC("", P("四")) TC(DOWN, P("五"))) "</w:tbl>",
              "      <表格>\n        <行><格>一</格><格>二</格></行>\n        <行><格 "
              "跨列=\"2\">三</格></行>\n"
              "        <行><格>四</格><格>五</格></行>\n      </表格>\n",
              "");
  assert_text("<w:tbl>" TR(TC("", P("一")) TC(FIRST, P("二"))) TR(TC("", P("三")))
                  TR(TC("", P("四")) TC(DOWN, P("五"))) "</w:tbl>",
              "      <表格>\n        <行><格>一</格><格>二</格></行>\n        "
              "<行><格>三</格><格></格></行>\n"
              "        <行><格>四</格><格>五</格></行>\n      </表格>\n",
              "");
  assert_text(
      "<w:tbl>" TR(TC("<w:gridSpan w:val='62'/>", P("一")) TC(WIDE, P("二"))
                       TC("", P("三"))) "</w:tbl>",
      "      <表格>\n        <行><格 跨列=\"62\">一</格><格>二<换行/>三</格></行>\n      </表格>\n",
      "");
}

static void test_tables(void **state) {
  (void)state;
  assert_text("<w:tbl><w:tblPr/><w:tblGrid/>" TR(TC(FIRST, P("一")) TC(WIDE, P("二") P("续")))
                  TR(TC(DOWN, P("藏")) TC("", P("三")) TC(FIRST, "<w:p/>"))
                      TR(TC(DOWN, "<w:p/>") TC("", P("四")) TC(DOWN, "<w:p/>")) "</w:tbl>",
              "      <表格>\n        <行><格 跨行=\"3\">一<换行/>藏</格>"
              "<格 跨列=\"2\">二<换行/>续</格></行>\n"
              "        <行><格>三</格><格 跨行=\"2\"></格></行>\n        <行><格>四</格></行>\n"
              "      </表格>\n",
              "");
  assert_text(
      "<w:tbl>" TR(TC(FIRST, P("一")) TC(FIRST, P("二"))) TR(TC(DOWN, "") TC(DOWN, ""))
          TR(TC("", P("三")) TC(
              "",
              "<w:tbl>" TR(TC("", P("内")) TC(
                  "",
                  P("里"))) "</"
                            "w:tbl><"
                            "w:p/>")) "<w:tr><w:trPr><w:del/></w:trPr>" TC("",
                                                                           P("删")) "</w:tr>"
                                                                                    "<w:sdt><w:"
                                                                                    "sdtContent><w:"
                                                                                    "tr><w:trPr><w:"
                                                                                    "gridBefore "
                                                                                    "w:val='1'/></"
                                                                                    "w:trPr><w:sdt>"
                                                                                    "<w:"
                                                                                    "sdtContent"
                                                                                    ">" TC(
                                                                                        "",
                                                                                        P("四")) "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "s"
                                                                                                 "d"
                                                                                                 "t"
                                                                                                 "C"
                                                                                                 "o"
                                                                                                 "n"
                                                                                                 "t"
                                                                                                 "e"
                                                                                                 "n"
                                                                                                 "t"
                                                                                                 ">"
                                                                                                 "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "s"
                                                                                                 "d"
                                                                                                 "t"
                                                                                                 ">"
                                                                                                 "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "t"
                                                                                                 "r"
                                                                                                 ">"
                                                                                                 "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "s"
                                                                                                 "d"
                                                                                                 "t"
                                                                                                 "C"
                                                                                                 "o"
                                                                                                 "n"
                                                                                                 "t"
                                                                                                 "e"
                                                                                                 "n"
                                                                                                 "t"
                                                                                                 ">"
                                                                                                 "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "s"
                                                                                                 "d"
                                                                                                 "t"
                                                                                                 ">"
                                                                                                 "<"
                                                                                                 "/"
                                                                                                 "w"
                                                                                                 ":"
                                                                                                 "t"
                                                                                                 "b"
                                                                                                 "l"
                                                                                                 ">" P(
                                                                                                     "后"),
      "      <表格>\n        <行><格>一</格><格>二</格></行>\n"
      "        <行><格>三</格><格>内<换行/>里</格></行>\n        "
      "<行><格></格><格>四</格></行>\n"
      "      </表格>\n" LINE("后"),
      "[有修订]");
  Parts first = {.body = "<w:tbl>" TR(TC("", P("表"))) "</w:tbl>" P("题")};
  assert_imports(&first,
                 "<标题></标题>\n  <正文 完整=\"是\">\n    <表格>\n      <行><格>表</格></行>", "");
}

static void test_refusals(void **state) {
  (void)state;
  const ZipPart none[] = {{"a.xml", "<a/>"}};
  const ZipPart book[] = {{"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "b.xml"))},
                          {"b.xml", "<workbook/>"}};
  const ZipPart lost[] = {{"_rels/.rels", RELATIONS(RELATION("r", "officeDocument", "b.xml"))}};
  const struct {
    const ZipPart *parts;
    size_t count;
    const char *said;
  } cases[] = {{none, 1, "[不是文档]"}, {book, 2, "[不是文档]"}, {lost, 1, "[包内缺文件]"}};
  for (size_t i = 0; i < 3; i++) {
    Buf file = zip_sample(cases[i].parts, cases[i].count);
    char *said;
    assert_null(imported(&file, &said));
    assert_says(said, cases[i].said);
    free(said);
    buf_free(&file);
  }
  Buf empty = docx(&(Parts){.body = "<w:p/>"});
  char *said;
  assert_null(imported(&empty, &said));
  assert_says(said, "[空文件]");
  free(said);
  buf_free(&empty);
}

static int load(void **state) {
  (void)state;
  Messages *messages = msg_new();
  fonts = fonts_load("fonts", messages);
  layout = fonts ? layout_load("增城-2022", pos_file(NULL), "layouts", fonts, messages) : NULL;
  msg_print(messages, stderr);
  msg_free(messages);
  return layout ? 0 : -1;
}

static int unload(void **state) {
  (void)state;
  layout_free(layout);
  fonts_free(fonts);
  return 0;
}

int main(void) {
  xml_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs),
      cmocka_unit_test(test_hidden),
      cmocka_unit_test(test_symbols),
      cmocka_unit_test(test_revisions),
      cmocka_unit_test(test_what_follows_a_paragraph),
      cmocka_unit_test(test_styles),
      cmocka_unit_test(test_numbering),
      cmocka_unit_test(test_number_formats),
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_ragged_tables),
      cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
