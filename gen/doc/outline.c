#include "doc/outline.h"

#include <stdlib.h>
#include <string.h>

#include "doc/contents.h"
#include "doc/numbering.h"

Part *part_new(Arena *arena, PartKind kind) {
  Part *part = arena_alloc(arena, sizeof *part);
  part->kind = kind;
  part->rich.text = "";
  return part;
}

void part_add(Part *parent, Part *part) {
  if (parent->last)
    parent->last->next = part;
  else
    parent->first = part;
  parent->last = part;
}

void part_add_front(Part *parent, Part *group) {
  if (!group->first)
    return;
  group->last->next = parent->first;
  parent->first = group->first;
  if (!parent->last)
    parent->last = group->last;
  group->first = group->last = NULL;
}

static bool is_heading(const Part *part) {
  return part->kind == PART_CHAPTER || part->kind == PART_SECTION;
}

static void fill_empty(const Layout *layout, Part *part, Arena *arena) {
  Part *text = part_new(arena, PART_PARAGRAPH);
  text->rich.text = arena_copy(arena, part->if_empty);
  text->rich.len = strlen(part->if_empty);
  text->rich.pos = part->rich.pos;
  text->style = layout->body;
  part->first = NULL;
  part->last = NULL;
  part_add(part, text);
}

/* Takes out headings with nothing below them. True when text is left below
 * part; blank lines are none. */
static bool prune(const Layout *layout, Part *part, Arena *arena) {
  bool has_text = false;
  Part **link = &part->first;
  part->last = NULL;
  while (*link) {
    Part *child = *link;
    bool keep = true;
    if (child->kind >= PART_GROUP) {
      prune(layout, child, arena);
    } else if (is_heading(child)) {
      bool filled = prune(layout, child, arena);
      if (!filled && child->if_empty)
        fill_empty(layout, child, arena);
      keep = filled || child->if_empty || child->always;
    }
    if (!keep) {
      *link = child->next;
      continue;
    }
    has_text |= child->kind != PART_BLANK;
    part->last = child;
    link = &child->next;
  }
  return has_text;
}

int part_rank(const Part *part) {
  if (is_heading(part))
    return (int)part->kind + 1;
  if (part->kind == PART_ANNEX)
    return 1;
  bool is_text = part->kind <= PART_TITLE || part->kind == PART_CAPTION;
  return is_text ? part->style->outline_level : 0;
}

static size_t count_parts(const Part *root, const Part *part) {
  size_t count = 0;
  for (const Part *child = part->first; child; child = child->next) {
    count += 1 + count_parts(root, child);
    if (child->kind == PART_CONTENTS)
      count += contents_count(root, child);
  }
  return count;
}

static BlockKind block_kind(PartKind kind) {
  switch (kind) {
  case PART_CHAPTER:
  case PART_SECTION:
    return BLOCK_HEADING;
  case PART_ANNEX:
    return BLOCK_ANNEX;
  case PART_MARK:
    return BLOCK_MARK;
  case PART_TITLE:
    return BLOCK_TITLE;
  case PART_BLANK:
    return BLOCK_BLANK;
  case PART_TABLE:
    return BLOCK_TABLE;
  case PART_FIGURE:
    return BLOCK_FIGURE;
  case PART_OFFICE:
    return BLOCK_OFFICE;
  case PART_DATE:
    return BLOCK_DATE;
  case PART_BANNER:
    return BLOCK_BANNER;
  case PART_ROW:
    return BLOCK_ROW;
  case PART_RULE:
    return BLOCK_RULE;
  default:
    return BLOCK_PARAGRAPH;
  }
}

static int level_of(PartKind kind) {
  return kind <= PART_POINT ? (int)kind + 1 : kind == PART_ANNEX;
}

static Block block_of(const Part *part, const char *label, Arena *arena) {
  size_t label_len = strlen(label);
  Rich rich = part->rich;
  inline_shift(&rich, label_len);
  Block block = {.kind = block_kind(part->kind),
                 .level = level_of(part->kind),
                 .style = part->style,
                 .text = rich.text,
                 .len = label_len + rich.len,
                 .rank = part_rank(part),
                 .label_len = label_len,
                 .spans = rich.spans,
                 .span_count = rich.span_count,
                 .origins = rich.origins,
                 .origin_count = rich.origin_count,
                 .is_sealed = part->is_sealed,
                 .is_kept = part->is_kept,
                 .zone = part->zone,
                 .rule_drop = part->rule_drop,
                 .rule = part->rule,
                 .table = part->table,
                 .is_note = part->is_note,
                 .drawing = part->drawing,
                 .hang = part->hang,
                 .pos = rich.pos};
  if (label_len > 0)
    block.text = arena_printf(arena, "%s%s", label, rich.text);
  return block;
}

typedef struct Emitter {
  const Layout *layout;
  Doc *doc;
  Messages *messages;
  const Part *root;
  const Part *division; /* of the blocks that come next: a PART_DIVISION or root */
  const Part *last;     /* of the section in hand; NULL: there is none */
  bool body_begun;      /* root's own section has been opened */
  Section *sections;    /* heap */
  size_t count, capacity;
  int figures;
} Emitter;

static void add_section(Emitter *emitter, const PageSetup *page, bool is_imprint) {
  const Part *division = emitter->division;
  bool goes_on = division == emitter->last || (division == emitter->root && emitter->body_begun);
  int start = goes_on ? 0 : division->start;
  if (emitter->count == 0 && start == 0)
    start = emitter->layout->page.folio.first;
  emitter->sections =
      mem_grow(emitter->sections, emitter->count, &emitter->capacity, sizeof *emitter->sections);
  emitter->sections[emitter->count++] = (Section){page, division->numbered, start, is_imprint};
  emitter->last = division;
  emitter->body_begun |= division == emitter->root;
}

/* The section in hand is of this sort; there is one. */
static bool goes_on(const Emitter *emitter, const PageSetup *page, bool is_imprint) {
  if (emitter->last != emitter->division)
    return false;
  const Section *section = &emitter->sections[emitter->count - 1];
  return section->page == page && section->is_imprint == is_imprint;
}

/* The section that a block on this sheet belongs to. */
static int section_on(Emitter *emitter, const PageSetup *own, BlockZone zone) {
  const PageSetup *page = own                       ? own
                          : emitter->division->page ? emitter->division->page
                                                    : &emitter->layout->page;
  bool is_imprint = zone == ZONE_IMPRINT && page->two_sided;
  if (!goes_on(emitter, page, is_imprint))
    add_section(emitter, page, is_imprint);
  return (int)emitter->count - 1;
}

static void emit(Emitter *emitter, const Part *parent);

/* Their text comes when all blocks are there. */
static void emit_entries(Emitter *emitter, const Part *contents) {
  Doc *doc = emitter->doc;
  for (size_t left = contents_count(emitter->root, contents); left > 0; left--)
    doc->blocks[doc->block_count++] = (Block){.kind = BLOCK_ENTRY,
                                              .level = contents->lists,
                                              .section = section_on(emitter, NULL, ZONE_TEXT),
                                              .pos = contents->rich.pos};
}

static bool is_empty_contents(const Emitter *emitter, const Part *part) {
  bool empty = part->kind == PART_CONTENTS && contents_count(emitter->root, part) == 0;
  if (empty)
    msg_add(emitter->messages, part->rich.pos, CONTENTS_EMPTY, NULL);
  return empty;
}

static void emit_group(Emitter *emitter, const Part *part) {
  const Part *outer = emitter->division;
  if (part->kind == PART_DIVISION || part->kind == PART_CONTENTS)
    emitter->division = part;
  emit(emitter, part);
  if (part->kind == PART_CONTENTS)
    emit_entries(emitter, part);
  emitter->division = outer;
}

/* 图1　: figures count through the whole report. */
static const char *caption_label(Emitter *emitter, const Part *part) {
  if (part->label)
    return part->label;
  return arena_printf(emitter->doc->arena, "图%d　", ++emitter->figures);
}

/* Each parent counts its own children, so that items go on counting across
 * paragraphs and begin anew in each section. */
static void emit(Emitter *emitter, const Part *parent) {
  const Layout *layout = emitter->layout;
  Doc *doc = emitter->doc;
  Counter counter = {0};
  for (const Part *part = parent->first; part; part = part->next) {
    if (is_empty_contents(emitter, part))
      continue;
    if (part->kind >= PART_GROUP) {
      emit_group(emitter, part);
      continue;
    }
    const char *label = "";
    if (part->kind <= PART_POINT)
      label = counter_next(&counter, layout->numbering, (int)part->kind, part->label, doc->arena);
    else if (part->kind == PART_CAPTION)
      label = caption_label(emitter, part);
    Block *block = &doc->blocks[doc->block_count++];
    *block = block_of(part, label, doc->arena);
    block->section = section_on(emitter, part->page, part->zone);
    emit(emitter, part);
  }
}

static bool closes(const Block *block) {
  return block->kind == BLOCK_OFFICE || (block->kind == BLOCK_BLANK && block->is_kept);
}

/* The line behind which the text ends: above 附件说明 and its blank line, which are
 * kept with what follows. */
static size_t keep_list(Block *blocks, size_t end) {
  size_t first = end;
  while (first > 0 && blocks[first - 1].kind == BLOCK_PARAGRAPH && blocks[first - 1].hang.at > 0)
    blocks[--first].is_kept = true;
  if (first < end && first > 0 && blocks[first - 1].kind == BLOCK_BLANK)
    blocks[--first].is_kept = true;
  return first;
}

/* 落款 never stands alone on a page: the text before it stays with it. */
static void keep_text(Doc *doc) {
  for (size_t i = 1; i < doc->block_count; i++) {
    if (!closes(&doc->blocks[i]) || doc->blocks[i - 1].kind != BLOCK_PARAGRAPH)
      continue;
    size_t end = keep_list(doc->blocks, i);
    if (end > 0 && doc->blocks[end - 1].kind == BLOCK_PARAGRAPH)
      doc->blocks[end - 1].is_kept = true;
  }
}

void outline_finish(const Layout *layout, Part *root, Doc *doc, Messages *messages) {
  prune(layout, root, doc->arena);
  doc->blocks = arena_array(doc->arena, count_parts(root, root), sizeof *doc->blocks);
  Emitter emitter = {
      .layout = layout, .doc = doc, .messages = messages, .root = root, .division = root};
  emit(&emitter, root);
  if (emitter.count == 0)
    section_on(&emitter, NULL, ZONE_TEXT);
  doc->section_count = (int)emitter.count;
  doc->sections = arena_array(doc->arena, emitter.count, sizeof *doc->sections);
  memcpy(doc->sections, emitter.sections, emitter.count * sizeof *doc->sections);
  free(emitter.sections);
  keep_text(doc);
  contents_fill(layout, doc);
}
