#include "batch/summary.h"

#include <stdio.h>

typedef struct Sum {
  size_t built, findings, unchanged, failed;
  int worst;
} Sum;

static bool has_failed(const Result *result) {
  return record_status(result->record) >= EXIT_BAD_INPUT;
}

static Sum sum_up(const Result *results, size_t count) {
  Sum sum = {.worst = EXIT_DONE};
  for (size_t i = 0; i < count; i++) {
    int status = record_status(results[i].record);
    sum.worst = status > sum.worst ? status : sum.worst;
    sum.failed += has_failed(&results[i]);
    sum.findings += status == EXIT_FINDINGS;
    sum.unchanged += results[i].is_unchanged;
    sum.built += !has_failed(&results[i]) && !results[i].is_unchanged;
  }
  return sum;
}

static void print_text(const Result *results, size_t count, const Sum *sum) {
  printf("共 %zu 份：写成 %zu 份，未变 %zu 份，失败 %zu 份；有发现 %zu 份\n", count, sum->built,
         sum->unchanged, sum->failed, sum->findings);
  for (size_t i = 0; i < count; i++)
    if (has_failed(&results[i]))
      printf("失败：%s（%s）\n", record_data(results[i].record), record_why(results[i].record));
}

static void print_json(const Result *results, size_t count, const Sum *sum) {
  printf("{\"total\":%zu,\"built\":%zu,\"unchanged\":%zu,\"failed\":%zu,\"findings\":%zu,"
         "\"reports\":[",
         count, sum->built, sum->unchanged, sum->failed, sum->findings);
  for (size_t i = 0; i < count; i++) {
    Buf object = {0};
    record_show(results[i].record,
                has_failed(&results[i])   ? "failed"
                : results[i].is_unchanged ? "unchanged"
                                          : "built",
                &object);
    printf("%s\n%s", i > 0 ? "," : "", object.data);
    buf_free(&object);
  }
  printf("\n]}\n");
}

int summary_print(const Result *results, size_t count, bool json) {
  Sum sum = sum_up(results, count);
  if (json)
    print_json(results, count, &sum);
  else
    print_text(results, count, &sum);
  return sum.worst;
}
