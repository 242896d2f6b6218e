/* Comparing: rows of tokens, characters, and paragraphs. */
#include "said.h"

#include "review/pairing.h"

/* The longest common subsequence, by the plain table. */
static size_t common_length(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t table[32][32] = {{0}};
  for (size_t i = 1; i <= n; i++)
    for (size_t k = 1; k <= m; k++) {
      size_t best = table[i - 1][k] > table[i][k - 1] ? table[i - 1][k] : table[i][k - 1];
      table[i][k] = a[i - 1] == b[k - 1] ? table[i - 1][k - 1] + 1 : best;
    }
  return table[n][m];
}

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 16;
}

/* Pairs rise, join equal tokens, and none can be added. */
static void check_match(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t match[32], count = 0, next = 0;
  seq_match(a, n, b, m, match);
  for (size_t i = 0; i < n; i++) {
    if (match[i] == SEQ_NONE)
      continue;
    assert_true(match[i] >= next && match[i] < m);
    assert_int_equal(a[i], b[match[i]]);
    next = match[i] + 1;
    count++;
  }
  assert_int_equal(count, common_length(a, n, b, m));
}

static void test_shortest(void **state) {
  (void)state;
  uint32_t random = 7;
  for (int round = 0; round < 20000; round++) {
    uint32_t a[31], b[31], letters = 1 + next_random(&random) % 6;
    size_t n = next_random(&random) % 31, m = next_random(&random) % 31;
    for (size_t i = 0; i < n; i++)
      a[i] = next_random(&random) % letters;
    for (size_t i = 0; i < m; i++)
      b[i] = next_random(&random) % letters;
    check_match(a, n, b, m);
  }
}

/* Nothing in common but the last token, and far too long to be searched through. */
static void test_bounded(void **state) {
  (void)state;
  enum { LENGTH = 400000 };
  uint32_t *a = mem_alloc(LENGTH * sizeof *a), *b = mem_alloc(LENGTH * sizeof *b);
  size_t *match = mem_alloc(LENGTH * sizeof *match);
  for (uint32_t i = 0; i < LENGTH; i++) {
    a[i] = i;
    b[i] = LENGTH + i;
  }
  b[LENGTH - 1] = a[LENGTH - 1];
  seq_match(a, LENGTH, b, LENGTH, match);
  assert_int_equal(match[0], SEQ_NONE);
  assert_int_equal(match[LENGTH - 1], LENGTH - 1);
  free(match);
  free(a);
  free(b);
}

static void check_edits(const char *old, const char *new, const char *expected) {
  Arena *arena = arena_new();
  Edits edits = words_edits((Piece){old, strlen(old)}, (Piece){new, strlen(new)}, arena);
  Buf text = {0};
  for (size_t i = 0; i < edits.count; i++) {
    const Edit *edit = &edits.items[i];
    buf_puts(&text, edit->kind == EDIT_SAME ? "" : edit->kind == EDIT_OLD ? "[-" : "{+");
    buf_add(&text, edit->piece.text, edit->piece.len);
    buf_puts(&text, edit->kind == EDIT_SAME ? "" : edit->kind == EDIT_OLD ? "-]" : "+}");
  }
  assert_string_equal(text.data ? text.data : "", expected);
  buf_free(&text);
  arena_free(arena);
}

static void test_edits(void **state) {
  (void)state;
  check_edits("", "", "");
  check_edits("", "新", "{+新+}");
  check_edits("旧", "", "[-旧-]");
  check_edits("实际支出2,457.31万元", "实际支出2,459.31万元",
              "实际支出[-2,457.31-]{+2,459.31+}万元");
  check_edits("得99.24分。", "得99.2分。", "得[-99.24-]{+99.2+}分。");
  check_edits("共15项", "共150项", "共[-15-]{+150+}项");
  check_edits("严格按照预算批复", "按照预算的批复", "[-严格-]按照预算{+的+}批复");
  check_edits("Word和WPS", "Word或WPS", "Word[-和-]{+或+}WPS");
  /* the 的 that both have is chance */
  check_edits("本年的各项工作", "今后的一切努力", "[-本年的各项工作-]{+今后的一切努力+}");
}

/* A side of paragraphs, one a line of text; a line with a tab is a row. */
static Side *side_of(const char *text) {
  Arena *arena = arena_new();
  Side *side = arena_alloc(arena, sizeof *side);
  *side = (Side){.arena = arena, .paras = arena_array(arena, strlen(text) + 1, sizeof(Para))};
  for (const char *at = text; *at;) {
    size_t len = strcspn(at, "\n");
    side->paras[side->count++] = (Para){.kind = len == 0                ? PARA_BLANK
                                                : memchr(at, '\t', len) ? PARA_ROW
                                                                        : PARA_TEXT,
                                        .text = {arena_copy_n(arena, at, len), len},
                                        .label = "",
                                        .place = ""};
    at += len + (at[len] == '\n');
  }
  return side;
}

/* expected: for each old paragraph its new one, counted from 0; - for none; *
 * behind it when it moved. */
static void check_pairing(const char *old_text, const char *new_text, const char *expected) {
  Side *old = side_of(old_text), *new = side_of(new_text);
  Arena *arena = arena_new();
  Pairing pairing = pairing_find(old, new, arena);
  Buf text = {0};
  for (size_t i = 0; i < old->count; i++) {
    if (pairing.to_new[i] == SEQ_NONE)
      buf_puts(&text, "-");
    else
      buf_printf(&text, "%zu", pairing.to_new[i]);
    buf_puts(&text, pairing.moved[i] ? "* " : " ");
    if (pairing.to_new[i] != SEQ_NONE)
      assert_int_equal(pairing.to_old[pairing.to_new[i]], i);
  }
  assert_string_equal(text.data, expected);
  buf_free(&text);
  arena_free(arena);
  side_free(old);
  side_free(new);
}

static void test_pairing(void **state) {
  (void)state;
#define ONE "区委宣传部是区委的工作部门\n"
#define TWO "部分项目年底前没有完成验收\n"
#define THREE "文明创建的形式还不够新颖\n"
#define FOUR "全年组织主题宣讲四百五十场以上\n"
  check_pairing(ONE TWO THREE, ONE TWO THREE, "0 1 2 ");
  check_pairing(ONE TWO THREE, ONE THREE, "0 - 1 ");
  check_pairing(ONE THREE, ONE TWO THREE, "0 2 ");
  check_pairing(ONE TWO THREE FOUR, ONE THREE FOUR TWO, "0 3* 1 2 ");
  check_pairing(ONE TWO THREE, ONE "部分项目年底前尚未完成验收\n" THREE, "0 1 2 ");
  check_pairing(ONE TWO THREE, ONE "其他\n" THREE, "0 - 2 ");
  /* moved, and a word of it changed */
  check_pairing(ONE TWO THREE FOUR, ONE THREE FOUR "部分项目年底前没有通过验收\n", "0 3* 1 2 ");
  /* a short heading goes along with what stands below it */
  check_pairing("题\n" ONE TWO THREE FOUR, TWO THREE FOUR "题\n" ONE, "3* 4* 0 1 2 ");
  /* what is short is not moved on its own */
  check_pairing("无。\n" TWO THREE, TWO THREE "无。\n", "- 0 1 ");
  check_pairing("次数\t16\n次数\t20\n" ONE, "次数\t16\n次数\t21\n" ONE, "0 1 2 ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_shortest),
      cmocka_unit_test(test_bounded),
      cmocka_unit_test(test_edits),
      cmocka_unit_test(test_pairing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
