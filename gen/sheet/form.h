/* The sheets of an evaluation, in the field's words: what reading, writing and
 * new forms all go by. Private to sheet/.
 *
 * A form is a sheet with one element of the evaluation a row. The facts that
 * stand once (年度, 部门全称, 预算收入 …) have a row each in the sheet 基本信息.
 * Paths: "@目标" an attribute, "目标" an element, "资金/@分值" further down, "."
 * the element itself. Where a form has several elements, 职责|内设机构, a path
 * may be one for each, in that order, empty where there is none. */
#ifndef ZIPING_SHEET_FORM_H
#define ZIPING_SHEET_FORM_H

#include <stdbool.h>
#include <stddef.h>

#define FORM_FACTS "基本信息"
#define FORM_TEXT "正文"
#define FORM_NOTES "说明"

typedef enum FieldKind {
  FIELD_PLAIN,  /* text without elements */
  FIELD_FLOW,   /* running text */
  FIELD_NUMBER, /* a plain decimal */
  FIELD_DATE,   /* 2023-03-15 */
  FIELD_HOLDER, /* an element that holds others and may be empty: {空} */
  FIELD_KIND,   /* which of the form's elements the row is */
  FIELD_OWNER   /* the 项目 that the row belongs to */
} FieldKind;

typedef struct Field {
  const char *title; /* head of the column; of a fact, its row */
  const char *path;
  FieldKind kind;
  int width;           /* of the column, in Latin characters */
  const char *also;    /* other words for it, | between */
  const char *choices; /* offered in a list, a comma between */
  bool only_choices;   /* nothing else is right */
  bool merges;         /* cells merged down say the same in each row */
  const char *about;   /* of a fact: what stands beside it in a new form */
} Field;

typedef struct Form {
  const char *sheet;
  const char *elements; /* "指标", "职责|内设机构" */
  const char *parent;   /* below the root, or the owner; "" for that itself */
  bool owned;           /* belongs to a 项目 */
  bool may_be_free;     /* or, its owner left out, to the evaluation itself */
  const Field *fields;
  size_t field_count;
  const char *about; /* for the sheet of instructions */
} Form;

extern const Form form_list[];
extern const size_t form_count;
extern const Field form_facts[];
extern const size_t form_fact_count;
/* The columns of 正文; a row of a table goes on in columns 格2, 格3 … */
extern const Field form_text[];
/* What a picture's row has from 内容 on: attributes of 图片. */
enum { PICTURE_FIELDS = 5 };
extern const char *const form_picture[PICTURE_FIELDS];

enum { TEXT_CHAPTER, TEXT_SECTION, TEXT_KIND, TEXT_LABEL, TEXT_CONTENT, TEXT_FIELDS };
#define FORM_CELL "格"
/* 章 of a row that stands outside of all chapters. */
#define FORM_OUTSIDE "{外}"
/* 类别 of 正文 beside the elements' own names: a row of a table. */
#define FORM_ROW "行"
#define FORM_TABLE "表格"
#define FORM_PICTURE "图片"
#define FORM_ANNEX "附件"
#define FORM_ANNEX_CHOICES "横、页码续、页码重起、页码无"

/* Whether name is the field's title, or also. White space does not count. */
bool field_is(const Field *field, const char *name);
/* The index-th of the names that | separates; where there is but one, that.
 * *len is its length. */
const char *form_pick(const char *names, int index, size_t *len);
/* The index of name among names, -1 when it isn't. */
int form_index(const char *names, const char *name);

#endif
