/* The sheet 说明: what the others are for. Nobody reads it back. */
#include <string.h>

#include "sheet/write.h"

enum { WIDTH = 110 };

static const char *const rules[] = {
    "",
    "填写",
    "各表第一行是栏名，请不要改字；栏的先后可以变，用不着的栏可以删去，自己的备注可加一栏“备注”。",
    "不用的表和行空着就行。金额、分值只填数字和小数点；显示成千位逗号、百分数不要紧，取的是数值。",
    "“目标”“实际完成值”照表上的写法填，可带 ≥ ≤；单位写在“单位”栏。",
    "公式可以用，程序取表格软件算好并存下的值；除不尽的用 ROUND 取到要的位数。",
    "",
    "正文",
    "“类别”：章（一、）、节（（一））、条（1.）、款（（1））、段（无编号）；不写“类别”的是段。",
    "章、节的标题写在“章”“节”栏；其余各行的这两栏空着，就属于上面最近的章、节。",
    "“号”空着，编号由程序给；写了就照印。不要编号，写 {空}。",
    "与报告里同题的章、节会替换程序组成的内容，别的接在后面；不必自己写的不要列。",
    "附件：“类别”写“附件”，题写在“章”栏，写在最后；以下各行都属于它。",
    "表格：先一行“类别”为“表格”，以下每行“类别”为“行”，各格依次写在“内容”“格2”“格3”……栏。",
    "跨行跨列就合并单元格。",
    "图片：“类别”为“图片”，“内容”写说明，“格2”写文件名，",
    "“格3”写题，“格4”写宽，“格5”写高。",
    "",
    "文字里的记号",
    "{值 千分(预算/支出)}　引用填好的数；{上标 2}　{下标 2}　{粗 几个字}；格内换行就是换行。",
    "要印“{”，写 {左}。",
};

typedef struct Notes {
  BookSheet *sheet;
  int row;
} Notes;

static void put(Notes *notes, BookStyle style, const char *text) {
  if (*text)
    book_text(notes->sheet, notes->row, 0, style, text);
  notes->row++;
}

static void put_weights(Notes *notes, const Writing *writing) {
  const xmlNode *weight = xml_child(writing->layout->scoring, "权重");
  if (!weight)
    return;
  put(notes, BOOK_NOTE, "");
  put(notes, BOOK_HEAD, "一级指标、应有的分值和二级指标");
  for (; weight; weight = xml_next(weight, "权重")) {
    const char *parts = xml_attr(weight, "二级");
    const char *line = arena_printf(writing->arena, "%s（%s分）", xml_attr(weight, "一级"),
                                    xml_attr(weight, "分值"));
    for (size_t len = 0; parts && *parts; parts += len + (parts[len] == '|')) {
      len = strcspn(parts, "|");
      line = arena_printf(writing->arena, "%s　%.*s", line, (int)len, parts);
    }
    put(notes, BOOK_NOTE, line);
  }
}

/* What the layout's own rules would find says what it asks for. */
static void put_rules(Notes *notes, const Writing *writing) {
  const xmlNode *root = xmlDocGetRootElement(writing->layout->file->tree);
  const xmlNode *rule = xml_child(xml_child(root, "校核"), "规则");
  if (!rule)
    return;
  put(notes, BOOK_NOTE, "");
  put(notes, BOOK_HEAD, "这个布局还要核对");
  for (; rule; rule = xml_next(rule, "规则"))
    put(notes, BOOK_NOTE,
        arena_printf(writing->arena, "%s：%s", xml_attr(rule, "名"), xml_attr(rule, "说明")));
}

static void put_required(Notes *notes, const Writing *writing) {
  const xmlNode *fact = xml_child(writing->layout->facts, "必填");
  if (!fact)
    return;
  put(notes, BOOK_NOTE, "");
  put(notes, BOOK_NEEDED, "必填（栏名或项目名为黄色）");
  for (; fact; fact = xml_next(fact, "必填")) {
    const char *words = xml_attr(fact, "说明"), *path = xml_attr(fact, "取");
    if (words && path)
      put(notes, BOOK_NOTE, arena_printf(writing->arena, "%s（%s）", words, path));
  }
}

static void put_data(Notes *notes, const Writing *writing) {
  size_t count;
  const char **names = layout_data(writing->layout, writing->arena, &count);
  const char *line = "";
  for (size_t i = 0; i < count; i++)
    line = arena_printf(writing->arena, "%s%s%s", line, i > 0 ? "、" : "", names[i]);
  if (count == 0)
    return;
  put(notes, BOOK_NOTE, "");
  put(notes, BOOK_HEAD, "这个布局要引用的数（填在“数据”表，名称照这里写）");
  put(notes, BOOK_NOTE, line);
}

static void put_layout(Notes *notes, const Writing *writing) {
  const Layout *layout = writing->layout;
  if (!layout)
    return;
  put(notes, BOOK_NOTE,
      arena_printf(writing->arena, "布局：%s（%s）", layout->name, layout->title));
  put_required(notes, writing);
  put_data(notes, writing);
  put_weights(notes, writing);
  put_rules(notes, writing);
}

void writing_notes(Writing *writing) {
  Notes notes = {book_sheet(writing->book, FORM_NOTES), 0};
  book_column(notes.sheet, 0, WIDTH, BOOK_NOTE);
  put(&notes, BOOK_HEAD, "绩效自评数据");
  put_layout(&notes, writing);
  put(&notes, BOOK_NOTE, "");
  put(&notes, BOOK_HEAD, "各表");
  put(&notes, BOOK_NOTE, FORM_FACTS "：年度、单位、预算、自评结论，一行一项");
  for (size_t i = 0; i < form_count; i++)
    put(&notes, BOOK_NOTE,
        arena_printf(writing->arena, "%s：%s", form_list[i].sheet, form_list[i].about));
  put(&notes, BOOK_NOTE, FORM_TEXT "：自己写的文字，一行一个标题或一段");
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    bool is_title = i > 0 && !*rules[i - 1];
    put(&notes, is_title ? BOOK_HEAD : BOOK_NOTE, rules[i]);
  }
}
