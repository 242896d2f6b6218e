/* Two texts compared, as .lines or as a paragraph a line: what stays and what
 * comes is the new text, and the same text twice is the same. */
#include "support.h"

#include <string.h>

#include "review/html.h"
#include "review/read.h"

static Side *read(const char *name, const FuzzPart *part) {
  Messages *messages = msg_new();
  FileKind kind = review_file_kind(name, part->text, part->len);
  Side *side = kind == FILE_LINES || kind == FILE_TEXT
                   ? review_read(name, kind, part->text, part->len, messages)
                   : NULL;
  fuzz_end(messages, !side && (kind == FILE_LINES || kind == FILE_TEXT));
  return side;
}

/* The edits of a change must give its new text. */
static void check_edits(const Review *review, const Change *change) {
  Buf text = {0};
  for (size_t i = 0; i < change->edits.count; i++)
    if (change->edits.items[i].kind != EDIT_OLD)
      buf_add(&text, change->edits.items[i].piece.text, change->edits.items[i].piece.len);
  Piece now = {text.data ? text.data : "", text.len};
  DEMAND(change->edits.count == 0 || piece_equal(now, review->new->paras[change->new_para].text));
  buf_free(&text);
}

static void compare(Side *old, Side *new, bool is_same) {
  Version versions[] = {{.side = old}, {.side = new}};
  Review *review = review_compare(&versions[0], &versions[1], NULL);
  Buf out = {0};
  DEMAND(!is_same || review->change_count == 0);
  for (size_t i = 0; i < review->change_count; i++)
    check_edits(review, &review->changes[i]);
  review_print(review, false, &out);
  review_html(review, &out);
  buf_free(&out);
  review_free(review);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  FuzzPart first = fuzz_next_part("old", &bytes, &len);
  FuzzPart second = fuzz_next_part("new", &bytes, &len);
  Side *old = first.len > 0 ? read("old", &first) : NULL;
  Side *new = second.len > 0 ? read("new", &second) : NULL;
  Side *again = first.len > 0 ? read("again", &first) : NULL;
  if (old && new)
    compare(old, new, false);
  if (old && again)
    compare(old, again, true);
  side_free(old);
  side_free(new);
  side_free(again);
  return 0;
}
