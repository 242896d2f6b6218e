#include "doc/contents.h"

#include <string.h>

/* What it lists unless it says otherwise: chapters and sections. */
enum { USUAL_LEVEL = 2 };

void contents_compose(Source *source, const xmlNode *node, Item item, Part *parent) {
  if (!source_wants(source, node, item) || !source_take(source, 2 * PART_COST, node))
    return;
  if (source->has_contents) {
    msg_add(source->messages, expr_pos(source->expr, node), CONTENTS_TWICE, NULL);
    return;
  }
  source->has_contents = true;
  const char *numbering = xml_attr(node, "页码"), *title = xml_attr(node, "题");
  const char *level = xml_attr(node, "级");
  Part *contents = part_new(source->arena, PART_CONTENTS);
  contents->numbered = numbering && strcmp(numbering, "无") != 0;
  contents->start = numbering && strcmp(numbering, "重起") == 0;
  contents->lists = level ? *level - '0' : USUAL_LEVEL;
  contents->rich.pos = expr_pos(source->expr, node);
  part_add(parent, contents);
  Part *head = part_new(source->arena, PART_PARAGRAPH);
  head->style = layout_style(source->layout, "目录题");
  head->rich = (Rich){.text = title ? title : "目录", .pos = contents->rich.pos};
  head->rich.len = strlen(head->rich.text);
  part_add(contents, head);
}

static bool lists(int rank, int lowest) {
  return rank > 0 && rank <= lowest;
}

static size_t count_below(const Part *part, int lowest) {
  size_t count = 0;
  for (const Part *child = part->first; child; child = child->next)
    count += lists(part_rank(child), lowest) + count_below(child, lowest);
  return count;
}

size_t contents_count(const Part *root, const Part *contents) {
  return count_below(root, contents->lists);
}

static void fill_entry(const Layout *layout, Doc *doc, Block *entry, size_t target) {
  static const char *const styles[] = {"目录 1", "目录 2"};
  Block *heading = &doc->blocks[target];
  heading->is_listed = true;
  entry->level = heading->rank;
  entry->style = layout_style(layout, styles[heading->rank > 1]);
  entry->text = doc_one_line(heading->text, doc->arena);
  entry->len = strlen(entry->text);
  entry->target = (int)target;
}

/* In order of the headings. */
void contents_fill(const Layout *layout, Doc *doc) {
  size_t next = 0;
  for (size_t i = 0; i < doc->block_count; i++) {
    Block *entry = &doc->blocks[i];
    if (entry->kind != BLOCK_ENTRY)
      continue;
    while (!lists(doc->blocks[next].rank, entry->level))
      next++;
    fill_entry(layout, doc, entry, next++);
  }
}
