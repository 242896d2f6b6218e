/* 表 of a skeleton and 表格 of an office's text become parts of the report: a
 * table, and the lines above and below it as ordinary paragraphs. */
#ifndef ZIPING_DOC_TABLE_H
#define ZIPING_DOC_TABLE_H

#include "doc/outline.h"

/* Styles that every layout with a 表 has (layout_load sees to it). */
#define TABLE_STYLE_TITLE "表题"
#define TABLE_STYLE_UNIT "表单位"
#define TABLE_STYLE_TEXT "表文"
#define TABLE_STYLE_HEAD "表头"
#define TABLE_STYLE_NOTE "表注"

/* A 表: one table, or one for each item of 每. */
void table_compose(Source *source, const xmlNode *node, Item item, Part *parent);
/* A 表格. */
void table_copy(Source *source, const xmlNode *node, Part *parent);

#endif
