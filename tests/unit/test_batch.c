/* Batches with a builder of the test's own: order, lost workers, journals, lists. */
#include "said.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/infile.h"
#include "batch/batch.h"

enum { JOBS = 12 };

/* Interposed, so that they can fail. */
static bool fork_fails, poll_fails;

pid_t fork(void) {
  pid_t (*real)(void) = (pid_t(*)(void))dlsym(RTLD_NEXT, "fork");
  if (fork_fails) {
    errno = EAGAIN;
    return -1;
  }
  return real();
}

int poll(struct pollfd *fds, nfds_t count, int timeout) {
  int (*real)(struct pollfd *, nfds_t, int) =
      (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
  if (poll_fails) {
    errno = ENOMEM;
    return -1;
  }
  return real(fds, count, timeout);
}

typedef struct Scene {
  char folder[32];
  Arena *arena;
  BatchJob jobs[JOBS];
  size_t first; /* the batch's first job */
  const char *layout;
  const char *common_files[2];
  Batch batch;
  Messages *messages;
  char *said, *summary; /* of the last run */
  int status;
} Scene;

static const char *in_folder(Scene *scene, const char *name) {
  return arena_printf(scene->arena, "%s/%s", scene->folder, name);
}

static void write_file(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static char *read_text(const char *path) {
  Buf bytes = {0};
  Messages *messages = msg_new();
  infile_read(path, INFILE_LIMIT, &bytes, messages);
  msg_free(messages);
  buf_putc(&bytes, '\0');
  return bytes.data;
}

/* What the data says is done: "crash" and the like, or copied into the output
 * with the builder's process marked nowhere. */
static void build(void *user, size_t index, BatchSources *sources, Messages *messages) {
  Scene *scene = user;
  const BatchJob *job = &scene->jobs[scene->first + index];
  char *text = read_text(job->data), *layout = read_text(scene->layout);
  batch_made_from(sources, BATCH_DATA, job->data, text, strlen(text));
  batch_made_from(sources, BATCH_LAYOUT, scene->layout, layout, strlen(layout));
  if (strstr(text, "crash"))
    raise(SIGKILL);
  if (strstr(text, "leave"))
    _exit(7);
  if (strstr(text, "memory"))
    mem_exhausted();
  if (strstr(text, "slow"))
    usleep(50000);
  if (strstr(text, "layout edited"))
    write_file(scene->layout, "edited");
  if (strstr(text, "data edited"))
    write_file(job->data, "edited");
  if (strstr(text, "wrong"))
    msg_add(messages, pos_at(job->data, 3, 4), FILE_EMPTY, "它");
  else if (strstr(text, "no layout"))
    msg_add(messages, pos_at("布局.xml", 5, 1), FILE_EMPTY, "它");
  else if (strstr(text, "no room"))
    msg_add(messages, pos_file(job->outputs[0]), WRITE_FAILED, "它", "写入", "磁盘已满");
  else
    for (size_t i = 0; job->outputs[i]; i++)
      write_file(job->outputs[i], text);
  if (strstr(text, "twice"))
    msg_add(messages, pos_at(job->data, 4, 1), FILE_EMPTY, "它");
  if (strstr(text, "finding"))
    msg_add_own(messages, pos_at(job->data, 1, 2), MSG_WARNING, "疑点", "\xFF看一看");
  free(text);
  free(layout);
}

static int open_scene(void **state) {
  Scene *scene = mem_alloc(sizeof *scene);
  scene->arena = arena_new();
  strcpy(scene->folder, "/tmp/ziping-batch-XXXXXX");
  assert_non_null(mkdtemp(scene->folder));
  scene->layout = in_folder(scene, "layout");
  scene->common_files[0] = in_folder(scene, "common");
  write_file(scene->layout, "layout");
  write_file(scene->common_files[0], "common");
  for (size_t i = 0; i < JOBS; i++) {
    const char **outputs = arena_array(scene->arena, 2, sizeof *outputs);
    outputs[0] = in_folder(scene, arena_printf(scene->arena, "out%zu", i));
    scene->jobs[i].name = arena_printf(scene->arena, "out%zu", i);
    scene->jobs[i].data = in_folder(scene, arena_printf(scene->arena, "data%zu", i));
    scene->jobs[i].outputs = outputs;
    write_file(scene->jobs[i].data, arena_printf(scene->arena, "text %zu", i));
  }
  scene->batch = (Batch){.jobs = scene->jobs,
                         .count = JOBS,
                         .about = "list",
                         .folder = scene->folder,
                         .shard = 1,
                         .shards = 1,
                         .common = "1",
                         .common_len = 1,
                         .common_files = scene->common_files,
                         .workers = 2,
                         .build = build,
                         .user = scene};
  *state = scene;
  return 0;
}

static int close_scene(void **state) {
  Scene *scene = *state;
  Buf command = {0};
  buf_printf(&command, "rm -r %s", scene->folder);
  assert_int_equal(system(command.data), 0);
  buf_free(&command);
  free(scene->said);
  free(scene->summary);
  arena_free(scene->arena);
  free(scene);
  return 0;
}

/* Runs the batch with stdout and stderr caught. */
static void run(Scene *scene) {
  const char *paths[] = {in_folder(scene, "stdout"), in_folder(scene, "stderr")};
  int before[2];
  free(scene->said);
  free(scene->summary);
  fflush(stdout);
  for (int i = 0; i < 2; i++) {
    int file = open(paths[i], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    before[i] = dup(i + 1);
    assert_true(file >= 0 && dup2(file, i + 1) == i + 1);
    close(file);
  }
  Messages *messages = msg_new();
  scene->status = batch_run(&scene->batch, messages);
  msg_print(messages, stderr);
  fflush(stdout);
  for (int i = 0; i < 2; i++) {
    dup2(before[i], i + 1);
    close(before[i]);
  }
  msg_free(messages);
  scene->summary = read_text(paths[0]);
  scene->said = read_text(paths[1]);
}

static const char *journal(Scene *scene) {
  return in_folder(scene, ".ziping-batch");
}

static void the_list_orders_what_is_said(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[0].data, "slow wrong");
  write_file(scene->jobs[3].data, "slow finding");
  write_file(scene->jobs[4].data, "wrong");
  scene->batch.workers = 1;
  run(scene);
  char *one = strdup(scene->said), *summary = strdup(scene->summary);
  unlink(journal(scene));
  scene->batch.workers = 5;
  run(scene);
  assert_string_equal(scene->said, one);
  assert_string_equal(scene->summary, summary);
  assert_int_equal(scene->status, EXIT_BAD_INPUT);
  assert_says(one, "data0:3:4: 错误: “它”是空文件；请核对是不是拿错了文件 [空文件]\n");
  assert_says(one, "data3:1:2: 警告: �看一看 [疑点]\n");
  assert_says(one, "已处理 12/12 份，失败 2\n");
  assert_says(summary, "共 12 份：写成 10 份，未变 0 份，失败 2 份；有发现 1 份\n失败：");
  free(one);
  free(summary);
}

static void a_lost_worker_costs_one_report(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[2].data, "crash");
  write_file(scene->jobs[5].data, "leave");
  write_file(scene->jobs[6].data, "memory");
  run(scene);
  assert_int_equal(scene->status, EXIT_SYSTEM);
  assert_says(scene->said, "data2: 系统: 生成这份报告的进程中断了（信号 9）");
  assert_says(scene->said, "中断了（退出状态 7）");
  assert_says(scene->said, "[进程中断]");
  assert_says(scene->said, "中断了（内存不足）");
  assert_says(scene->summary, "写成 9 份，未变 0 份，失败 3 份");
}

static void a_batch_without_workers_stops(void **state) {
  Scene *scene = *state;
  fork_fails = true;
  run(scene);
  fork_fails = false;
  assert_says(scene->said, "（进程数到了系统的上限）");
  assert_says(scene->said, "[无法开工]");
  assert_says(scene->summary, "没有做 12 份");
  poll_fails = true;
  run(scene);
  poll_fails = false;
  assert_says(scene->said, "[无法开工]");
  assert_says(scene->summary, "没有做 12 份");
}

static void only_what_has_changed_is_built(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[8].data, "finding");
  run(scene);
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份，失败 0 份；有发现 1 份");
  assert_int_equal(scene->status, EXIT_FINDINGS);
  write_file(scene->jobs[1].data, "other");
  write_file(scene->jobs[2].outputs[0], "spoilt");
  unlink(scene->jobs[3].outputs[0]);
  run(scene);
  assert_says(scene->summary, "写成 3 份，未变 9 份");
  scene->batch.common = "2";
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
  write_file(scene->layout, "changed");
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
  write_file(scene->common_files[0], "changed");
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
  unlink(scene->layout);
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
  scene->batch.only_changed = false;
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
}

static void what_was_read_counts(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[4].data, "layout edited");
  write_file(scene->jobs[6].data, "data edited");
  scene->batch.workers = 1;
  run(scene);
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->summary, "写成 6 份，未变 6 份");
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
}

static off_t journal_size(Scene *scene) {
  struct stat info;
  assert_int_equal(stat(journal(scene), &info), 0);
  return info.st_size;
}

/* The journal without its last bytes, as a batch that was killed leaves it. */
static void cut_journal(Scene *scene, off_t bytes) {
  assert_int_equal(truncate(journal(scene), journal_size(scene) - bytes), 0);
}

/* The jobs [first, end) alone. */
static void choose(Scene *scene, size_t first, size_t end) {
  scene->batch.jobs = scene->jobs + first;
  scene->batch.count = end - first;
  scene->first = first;
}

static void a_stopped_batch_goes_on(void **state) {
  Scene *scene = *state;
  run(scene);
  cut_journal(scene, 2); /* the line that says it ended */
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
  cut_journal(scene, 40); /* within the last record */
  run(scene);
  assert_says(scene->summary, "写成 1 份，未变 11 份");
}

static void a_batch_with_failures_goes_on(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[1].data, "wrong");
  run(scene);
  assert_says(scene->summary, "改好以后原样再运行一次");
  write_file(scene->jobs[1].data, "right");
  run(scene);
  assert_says(scene->summary, "写成 1 份，未变 11 份");
  run(scene);
  assert_says(scene->summary, "写成 12 份，未变 0 份");
}

/* What is found by one is told by the next, which has nothing to do. */
static void findings_are_told_again(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[7].data, "finding");
  run(scene);
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->said, "data7:1:2: 警告: ");
}

static void lists_of_one_folder_leave_each_other_be(void **state) {
  Scene *scene = *state;
  choose(scene, 0, 6);
  run(scene);
  cut_journal(scene, 2);
  choose(scene, 6, JOBS);
  scene->batch.about = "another";
  run(scene);
  choose(scene, 0, 6);
  scene->batch.about = "list";
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 6 份");
  choose(scene, 0, JOBS);
  scene->batch.about = "both";
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
}

/* A batch that begins anew by mistake, and is stopped, loses nothing. */
static void what_was_recorded_stays(void **state) {
  Scene *scene = *state;
  run(scene);
  off_t size = journal_size(scene);
  run(scene);
  cut_journal(scene, journal_size(scene) - size * 3 / 2);
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
}

static void a_long_journal_is_written_anew(void **state) {
  Scene *scene = *state;
  run(scene);
  off_t size = journal_size(scene);
  for (int i = 0; i < 7; i++)
    run(scene);
  assert_true(journal_size(scene) < 2 * size);
  scene->batch.only_changed = true;
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
}

static void run_shard(Scene *scene, int shard, int shards) {
  size_t first = (size_t)(shard - 1) * JOBS / (size_t)shards;
  choose(scene, first, (size_t)shard * JOBS / (size_t)shards);
  scene->batch.shard = shard;
  scene->batch.shards = shards;
  run(scene);
}

static void what_shards_made_counts(void **state) {
  Scene *scene = *state;
  run_shard(scene, 1, 2);
  run_shard(scene, 2, 2);
  scene->batch.only_changed = true;
  run_shard(scene, 1, 1);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
  run_shard(scene, 3, 3);
  assert_says(scene->summary, "写成 0 份，未变 4 份");
}

/* However a file is called, and wherever it is called from. */
static void names_are_no_content(void **state) {
  Scene *scene = *state;
  run(scene);
  scene->batch.only_changed = true;
  for (size_t i = 0; i < JOBS; i++)
    scene->jobs[i].data = in_folder(scene, arena_printf(scene->arena, "./data%zu", i));
  scene->layout = in_folder(scene, "../tmp/../layout");
  run(scene);
  assert_says(scene->summary, "写成 0 份，未变 12 份");
}

/* Another office's data of the same name. */
static void data_that_took_the_place_are_told(void **state) {
  Scene *scene = *state;
  run(scene);
  scene->jobs[2].data = in_folder(scene, "other2");
  write_file(scene->jobs[2].data, "other text");
  run(scene);
  assert_says(scene->said, "other2: 警告: “");
  assert_says(scene->said, "/data2”生成的，那份数据还在");
  assert_says(scene->said, "[换了数据]");
  run(scene);
  assert_null(strstr(scene->said, "[换了数据]"));
}

static void what_is_left_over_is_told(void **state) {
  Scene *scene = *state;
  const char **outputs = arena_array(scene->arena, 3, sizeof *outputs);
  outputs[0] = in_folder(scene, "out0");
  outputs[1] = in_folder(scene, "out0.more");
  scene->jobs[0].outputs = outputs;
  run(scene);
  assert_null(strstr(scene->said, "提示"));
  outputs[1] = NULL;
  run(scene);
  assert_null(strstr(scene->said, "提示"));
  outputs[1] = in_folder(scene, "out0.more");
  run(scene);
  outputs[1] = NULL;
  write_file(scene->jobs[0].data, "another");
  run(scene);
  assert_says(scene->said, "out0.more”是照这份数据改动以前的样子生成的");
  assert_says(scene->said, "[旧的报告]");
  unlink(scene->jobs[11].data);
  choose(scene, 0, JOBS - 1);
  run(scene);
  assert_says(scene->said, "out11”是以前由“");
  assert_says(scene->said, "[多余的报告]");
  assert_int_equal(scene->status, EXIT_DONE);
  unlink(scene->jobs[11].outputs[0]);
  run(scene);
  assert_null(strstr(scene->said, "[多余的报告]"));
}

static void a_full_disk_stops_the_batch(void **state) {
  Scene *scene = *state;
  for (size_t i = 4; i < JOBS; i++)
    write_file(scene->jobs[i].data, "no room");
  write_file(scene->jobs[5].data, "wrong");
  scene->batch.workers = 1;
  run(scene);
  assert_says(scene->said, "接连 3 份没有写成，批次停在这里");
  assert_says(scene->said, "[批次停下]");
  assert_says(scene->summary, "共 12 份：写成 4 份，未变 0 份，失败 4 份，没有做 4 份；");
  for (size_t i = 4; i < JOBS; i++)
    write_file(scene->jobs[i].data, "room");
  run(scene);
  assert_says(scene->summary, "写成 8 份，未变 4 份");
}

static void failures_have_their_place(void **state) {
  Scene *scene = *state;
  write_file(scene->jobs[0].data, "wrong twice");
  write_file(scene->jobs[1].data, "no layout");
  run(scene);
  assert_says(scene->summary,
              "/data0（第 3 行：“它”是空文件；请核对是不是拿错了文件；错误共 2 处）");
  assert_says(scene->summary, "/data1（布局.xml:5：“它”是空文件");
}

/* A lock as another process holds it. */
static int hold(const char *path) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = open(path, O_RDWR | O_CREAT, 0600);
  assert_int_equal(fcntl(fd, F_OFD_SETLK, &whole), 0);
  return fd;
}

static void assert_busy(Scene *scene, int shard, int shards, bool busy) {
  run_shard(scene, shard, shards);
  assert_int_equal(strstr(scene->said, "[批次重叠]") != NULL, busy);
}

static void a_journal_is_one_batchs(void **state) {
  Scene *scene = *state;
  int fd = hold(journal(scene));
  assert_busy(scene, 1, 1, true);
  assert_string_equal(scene->summary, "");
  assert_busy(scene, 1, 2, true);
  close(fd);
  fd = hold(in_folder(scene, ".ziping-batch-1-2"));
  assert_busy(scene, 1, 1, true);
  assert_busy(scene, 1, 2, true);
  assert_busy(scene, 1, 3, true);
  assert_busy(scene, 2, 2, false);
  close(fd);
  assert_busy(scene, 1, 1, false);
  scene->batch.folder = in_folder(scene, "missing");
  run(scene);
  assert_says(scene->said, "[写不成]");
}

static void the_summary_as_json(void **state) {
  Scene *scene = *state;
  scene->batch.json = true;
  write_file(scene->jobs[1].data, "wrong");
  run(scene);
  assert_says(scene->summary,
              "{\"total\":12,\"built\":11,\"unchanged\":0,\"failed\":1,\"left\":0,");
  assert_says(scene->summary, "{\"result\":\"failed\",\"data\":");
  assert_says(scene->summary, "\"line\":3,\"col\":4,\"level\":\"错误\",\"rule\":\"空文件\",");
  assert_says(scene->summary, "\"layouts\":[],\"pictures\":[],\"outputs\":[]}");
  assert_says(scene->summary, "\n],\"messages\":[]}\n");
  int fd = hold(journal(scene));
  run(scene);
  close(fd);
  assert_says(scene->summary, "\"left\":12,");
  assert_says(scene->summary, "\"rule\":\"批次重叠\"");
}

static void a_batch_of_nothing(void **state) {
  Scene *scene = *state;
  scene->batch.count = 0;
  run(scene);
  assert_int_equal(scene->status, EXIT_DONE);
  assert_says(scene->summary, "共 0 份");
}

static const char **listed(Scene *scene, const char *path, size_t *count) {
  Messages *messages = msg_new();
  const char **names = batch_list(path, scene->arena, count, messages);
  free(scene->said);
  scene->said = take_messages(messages);
  return names;
}

static void lists_name_evaluations(void **state) {
  Scene *scene = *state;
  const char *path = in_folder(scene, "list");
  size_t count;
  write_file(path, "b.xml\r\n\n# no\na.xml\nc d.xml");
  const char **names = listed(scene, path, &count);
  assert_int_equal(count, 3);
  assert_string_equal(names[0], in_folder(scene, "b.xml"));
  assert_string_equal(names[1], in_folder(scene, "a.xml"));
  assert_string_equal(names[2], in_folder(scene, "c d.xml"));
  write_file(path, "# only\n");
  assert_null(listed(scene, path, &count));
  assert_says(scene->said, "[没有数据]");
  assert_null(listed(scene, in_folder(scene, "nowhere"), &count));
  assert_says(scene->said, "[读不到]");
}

/* A name means what lies beside the list, else in the current folder; what might be
 * either is refused. */
static void names_are_seen_from_the_list(void **state) {
  Scene *scene = *state;
  const char *path = in_folder(scene, "list");
  size_t count;
  write_file(path, "\xEF\xBB\xBF"
                   "CHANGES.md\r\n/a/b.xml\n");
  const char **names = listed(scene, path, &count);
  assert_int_equal(count, 2);
  assert_string_equal(names[0], "CHANGES.md");
  assert_string_equal(names[1], "/a/b.xml");
  write_file(in_folder(scene, "CHANGES.md"), "another");
  assert_null(listed(scene, path, &count));
  assert_says(scene->said, ":1: 错误: 名单里的“CHANGES.md”（这样的共 1 行）");
  assert_says(scene->said, "[名单两指]");
}

static void lists_come_through_pipes(void **state) {
  Scene *scene = *state;
  int ends[2], before = dup(STDIN_FILENO);
  size_t count;
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "a.xml\0b.xml", 11), 11);
  close(ends[1]);
  const char **names = listed(scene, arena_printf(scene->arena, "/dev/fd/%d", ends[0]), &count);
  assert_int_equal(count, 2);
  assert_string_equal(names[1], "b.xml");
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "c.xml\n", 6), 6);
  close(ends[1]);
  dup2(ends[0], STDIN_FILENO);
  names = listed(scene, "-", &count);
  dup2(before, STDIN_FILENO);
  assert_int_equal(count, 1);
  assert_string_equal(names[0], "c.xml");
}

static void other_files_are_no_lists(void **state) {
  Scene *scene = *state;
  static const struct {
    const char *bytes, *expected;
  } cases[] = {
      {"PK\3\4 and so on", "[不是名单]"},
      {"%PDF-1.7\n", "[不是名单]"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?>", "[不是名单]"},
      {"a.xml\n\xD7\xD4\xC6\xC0.xml\n\xD7\xD4.xml\n", ":2: 错误: 名单“"},
      {"\xFF\xFE\nc", "[名单编码]"},
      {"\xEF\xBB\xBF", "[没有数据]"},
  };
  const char *path = in_folder(scene, "list");
  size_t count;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    write_file(path, cases[i].bytes);
    assert_null(listed(scene, path, &count));
    assert_says(scene->said, cases[i].expected);
  }
  write_file(path, "\xD7\xD4.xml");
  write_file(in_folder(scene, "\xD7\xD4.xml"), "x");
  assert_non_null(listed(scene, path, &count));
}

static void folders_hold_evaluations(void **state) {
  Scene *scene = *state;
  static const char *const files[] = {"b.XML",     "a.xlsx", ".c.xml", "~$a.xlsx",
                                      "~$old.xls", "d.txt",  "e",      "old.XLS"};
  size_t count;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    write_file(in_folder(scene, files[i]), "x");
  const char **names = listed(scene, scene->folder, &count);
  assert_int_equal(count, 2);
  assert_string_equal(names[0], in_folder(scene, "a.xlsx"));
  assert_string_equal(names[1], in_folder(scene, "b.XML"));
  assert_says(scene->said, "old.XLS”不是 .xlsx 或 .xml");
  assert_says(scene->said, "[没有做]");
  assert_null(strstr(scene->said, "~$"));
  mkdir(in_folder(scene, "x.xml"), 0700);
  mkdir(in_folder(scene, "sub"), 0700);
  mkdir(in_folder(scene, ".hidden"), 0700);
  write_file(in_folder(scene, "sub/a.xml"), "x");
  write_file(in_folder(scene, ".hidden/a.xml"), "x");
  listed(scene, scene->folder, &count);
  assert_int_equal(count, 2);
  assert_says(scene->said, "/sub”里的自评数据没有做");
  assert_says(scene->said, "[子文件夹]");
  assert_null(strstr(scene->said, "x.xml”里"));
  assert_null(strstr(scene->said, "hidden"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_scene, close_scene)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_list_orders_what_is_said),
      TEST(a_lost_worker_costs_one_report),
      TEST(a_batch_without_workers_stops),
      TEST(only_what_has_changed_is_built),
      TEST(what_was_read_counts),
      TEST(a_stopped_batch_goes_on),
      TEST(a_batch_with_failures_goes_on),
      TEST(findings_are_told_again),
      TEST(lists_of_one_folder_leave_each_other_be),
      TEST(what_was_recorded_stays),
      TEST(a_long_journal_is_written_anew),
      TEST(what_shards_made_counts),
      TEST(names_are_no_content),
      TEST(data_that_took_the_place_are_told),
      TEST(what_is_left_over_is_told),
      TEST(a_full_disk_stops_the_batch),
      TEST(failures_have_their_place),
      TEST(a_journal_is_one_batchs),
      TEST(the_summary_as_json),
      TEST(a_batch_of_nothing),
      TEST(lists_name_evaluations),
      TEST(names_are_seen_from_the_list),
      TEST(lists_come_through_pipes),
      TEST(other_files_are_no_lists),
      TEST(folders_hold_evaluations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
