#include "batch/summary.h"

#include <stdio.h>

#include "base/asjson.h"

typedef struct Sum {
  size_t built, findings, unchanged, failed, left;
  int worst;
} Sum;

static Sum sum_up(const Result *results, size_t count) {
  Sum sum = {.worst = EXIT_DONE};
  for (size_t i = 0; i < count; i++) {
    if (!results[i].record) {
      sum.left++;
      continue;
    }
    int status = record_status(results[i].record);
    bool failed = record_has_failed(results[i].record);
    sum.worst = status > sum.worst ? status : sum.worst;
    sum.failed += failed;
    sum.findings += status == EXIT_FINDINGS;
    sum.unchanged += results[i].is_unchanged;
    sum.built += !failed && !results[i].is_unchanged;
  }
  return sum;
}

static void print_failure(const json_t *record) {
  Buf why = {0};
  record_why(record, &why);
  printf("失败：%s（%s）\n", record_data(record), why.data);
  buf_free(&why);
}

static void print_text(const Result *results, size_t count, const Sum *sum) {
  printf("共 %zu 份：写成 %zu 份，未变 %zu 份，失败 %zu 份", count, sum->built, sum->unchanged,
         sum->failed);
  if (sum->left > 0)
    printf("，没有做 %zu 份", sum->left);
  printf("；有发现 %zu 份\n", sum->findings);
  for (size_t i = 0; i < count; i++)
    if (results[i].record && record_has_failed(results[i].record))
      print_failure(results[i].record);
  if (sum->failed + sum->left > 0 && sum->built + sum->unchanged > 0)
    puts("改好以后原样再运行一次，只做还没有写成的和改过的");
}

static void print_json(const Result *results, size_t count, const Sum *sum,
                       const Messages *messages) {
  printf("{\"total\":%zu,\"built\":%zu,\"unchanged\":%zu,\"failed\":%zu,\"left\":%zu,"
         "\"findings\":%zu,\"reports\":[",
         count, sum->built, sum->unchanged, sum->failed, sum->left, sum->findings);
  const char *between = "";
  for (size_t i = 0; i < count; i++) {
    const Result *result = &results[i];
    if (!result->record)
      continue;
    Buf object = {0};
    record_show(result->record,
                record_has_failed(result->record) ? "failed"
                : result->is_unchanged            ? "unchanged"
                                                  : "built",
                &object);
    printf("%s\n%s", between, object.data);
    buf_free(&object);
    between = ",";
  }
  json_t *said = json_array();
  Buf own = {0};
  msg_visit(messages, asjson_add_message, said);
  asjson_print(said, &own);
  printf("\n],\"messages\":%s}\n", own.data);
  buf_free(&own);
  json_decref(said);
}

int summary_print(const Result *results, size_t count, bool json, const Messages *messages) {
  Sum sum = sum_up(results, count);
  if (json)
    print_json(results, count, &sum, messages);
  else
    print_text(results, count, &sum);
  return sum.worst;
}

void batch_show_none(const Messages *messages) {
  summary_print(NULL, 0, true, messages);
}
