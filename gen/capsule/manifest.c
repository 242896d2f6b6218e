#include "capsule/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "input/print.h"

const char *const manifest_forms[CAPSULE_FORM_COUNT] = {"PDF", "DOCX", "锁定DOCX"};

static void put_program(Buf *out) {
  buf_printf(out, "  <程序 名=\"ziping\" 版=\"%s\" 排版=\"%d\"/>\n", ZIPING_VERSION,
             ZIPING_COMPOSING);
}

/* The options that change what is written. */
static void put_report(const CapsuleOf *of, CapsuleForm form, Buf *out) {
  buf_puts(out, "  <报告");
  print_attribute(out, "形式", manifest_forms[form]);
  if (of->given_date)
    print_attribute(out, "日期", of->given_date);
  buf_puts(out, "/>\n");
}

static void put_item(const Attachment *item, Buf *out) {
  buf_puts(out, "  <文件");
  print_attribute(out, "用途", item->title);
  print_attribute(out, "名", item->name);
  print_attribute(out, "SHA-256", item->digest);
  buf_puts(out, "/>\n");
}

static void mark_used(const Line *line, bool *used) {
  for (size_t i = 0; line && i < line->item_count; i++)
    used[line->items[i].face] = true;
  for (size_t i = 0; line && line->figure && i < line->figure->label_count; i++)
    mark_used(&line->figure->labels[i], used);
}

static void put_face(const Fonts *fonts, int id, Buf *out) {
  Face *face = fonts_face(fonts, id);
  buf_puts(out, "  <字体");
  print_attribute(out, "角色", fonts_role_of(fonts, face)->name);
  print_attribute(out, "名", face->name);
  print_attribute(out, "文件", face->file);
  if (face->index > 0)
    buf_printf(out, " 面=\"%d\"", face->index);
  print_attribute(out, "SHA-256", face_digest(face));
  buf_puts(out, "/>\n");
}

static int compare_faces(const Fonts *fonts, int left, int right) {
  const Face *one = fonts_face(fonts, left), *other = fonts_face(fonts, right);
  int order = strcmp(one->file, other->file);
  return order ? order : one->index - other->index;
}

/* In order of their files: which were opened first says nothing of the report. */
static void put_faces(const Pages *pages, Buf *out) {
  int count = fonts_face_count(pages->fonts);
  bool *used = mem_alloc((size_t)count * sizeof *used);
  for (size_t i = 0; i < pages->page_count; i++) {
    const Page *page = &pages->pages[i];
    for (size_t j = 0; j < page->line_count; j++)
      mark_used(&page->lines[j], used);
    mark_used(page->folio, used);
  }
  for (;;) {
    int next = -1;
    for (int id = 0; id < count; id++)
      if (used[id] && (next < 0 || compare_faces(pages->fonts, id, next) < 0))
        next = id;
    if (next < 0)
      break;
    put_face(pages->fonts, next, out);
    used[next] = false;
  }
  free(used);
}

void manifest_print(const CapsuleOf *of, CapsuleForm form, const Attachment *items, size_t count,
                    Buf *out) {
  buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<归档清单 版=\"1\">\n");
  put_program(out);
  put_report(of, form, out);
  for (size_t i = 0; i < count; i++)
    put_item(&items[i], out);
  if (of->pages)
    put_faces(of->pages, out);
  buf_puts(out, "</归档清单>\n");
}
