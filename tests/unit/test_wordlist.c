/* Lists of words by their first and last characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "check/wordlist.h"

static Passage passage(const char *text, Arena *arena) {
  static Block block;
  block = (Block){.kind = BLOCK_PARAGRAPH, .text = text, .len = strlen(text)};
  return passage_of(&block, arena);
}

static void finds_a_word_at_its_place(void **state) {
  static Words words = {.list = "其中|包括|分别为"};
  Arena *arena = *state;
  Passage text = passage("其中分别", arena);
  assert_int_equal(words_at(&text, 0, &words), 2);
  assert_int_equal(words_at(&text, 1, &words), 0);
  assert_int_equal(words_at(&text, 2, &words), 0); /* 分别为 goes on beyond the end */
  assert_int_equal(words_at(&text, 4, &words), 0);
  assert_int_equal(words_before(&text, 2, &words), 2);
  assert_int_equal(words_before(&text, 1, &words), 0);
  assert_int_equal(words_before(&text, 0, &words), 0);
}

static void takes_the_first_of_the_list(void **state) {
  static Words shorter = {.list = "达|达到|到"}, longer = {.list = "达到|达|到"};
  Passage text = passage("达到", *state);
  assert_int_equal(words_at(&text, 0, &shorter), 1);
  assert_int_equal(words_at(&text, 0, &longer), 2);
  assert_int_equal(words_before(&text, 2, &shorter), 2);
}

static void keeps_within_bounds(void **state) {
  static Words words = {.list = "上半年|年"};
  Passage text = passage("甲上半年乙", *state);
  assert_true(words_in(&text, 0, 4, &words));
  assert_false(words_in(&text, 0, 3, &words));
  assert_int_equal(words_bits(&text, 0, 5, &words), 3);
  assert_int_equal(words_bits(&text, 2, 5, &words), 2);
  assert_int_equal(words_bits(&text, 0, 3, &words), 0);
}

static void finds_the_longest(void **state) {
  static const char *const units[] = {"人", "人次", "米"};
  static WordIndex *index; /* kept, as by those who use one */
  index = word_index_new();
  for (size_t i = 0; i < 3; i++)
    word_index_add(index, units[i], strlen(units[i]));
  Passage text = passage("人次人", *state);
  WordHit hit = word_index_longest(index, &text, 0);
  assert_int_equal(hit.number, 1);
  assert_int_equal(hit.length, 2);
  hit = word_index_longest(index, &text, 2);
  assert_int_equal(hit.number, 0);
  assert_int_equal(hit.length, 1);
  assert_int_equal(word_index_longest(index, &text, 1).length, 0);
  assert_int_equal(word_index_longest(index, &text, 3).length, 0);
}

static int open_arena(void **state) {
  *state = arena_new();
  return 0;
}

static int close_arena(void **state) {
  arena_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(finds_a_word_at_its_place, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(takes_the_first_of_the_list, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(keeps_within_bounds, open_arena, close_arena),
      cmocka_unit_test_setup_teardown(finds_the_longest, open_arena, close_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
