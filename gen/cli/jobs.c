/* Which files a build writes, and whether they may be written at all: judged
 * before anything is made, so that a wrong name costs nothing. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static const Pos nowhere;

/* The folder part of a path; "." when it has none. */
static const char *folder_of(const char *path, Arena *arena) {
  const char *slash = strrchr(path, '/');
  if (!slash)
    return ".";
  return slash == path ? "/" : arena_copy_n(arena, path, (size_t)(slash - path));
}

/* Whether files can be written there; a message when not. */
static bool folder_usable(const char *folder, Messages *messages) {
  struct stat info;
  int error = 0;
  if (stat(folder, &info) != 0)
    error = errno;
  else if (!S_ISDIR(info.st_mode))
    error = ENOTDIR;
  else if (faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) != 0)
    error = errno;
  if (error == 0)
    return true;
  msg_add(messages, nowhere, CLI_FOLDER, folder, msg_errno(error));
  return false;
}

bool cli_folder_ready(const char *folder, Messages *messages) {
  struct stat info;
  bool missing = stat(folder, &info) != 0 && errno == ENOENT;
  if (!missing || mkdir(folder, 0777) == 0 || errno == EEXIST)
    return folder_usable(folder, messages);
  msg_add(messages, nowhere, CLI_FOLDER, folder, msg_errno(errno));
  return false;
}

/* What makes a file the same file, whatever its names. */
typedef struct FileId {
  dev_t device;
  ino_t inode;
} FileId;

typedef struct CliInputs {
  FileId *ids; /* sorted */
  size_t count;
} CliInputs;

static int compare_ids(const void *left, const void *right) {
  const FileId *a = left, *b = right;
  if (a->device != b->device)
    return a->device < b->device ? -1 : 1;
  return a->inode < b->inode ? -1 : a->inode > b->inode;
}

/* False when there is no such file. */
static bool file_id(const char *path, FileId *id) {
  struct stat info;
  if (stat(path, &info) != 0)
    return false;
  *id = (FileId){info.st_dev, info.st_ino};
  return true;
}

static CliInputs *find_inputs(const char *const *paths, size_t count, Arena *arena) {
  CliInputs *inputs = arena_alloc(arena, sizeof *inputs);
  inputs->ids = arena_array(arena, count, sizeof *inputs->ids);
  for (size_t i = 0; i < count; i++)
    inputs->count += file_id(paths[i], &inputs->ids[inputs->count]);
  if (inputs->count > 0)
    qsort(inputs->ids, inputs->count, sizeof *inputs->ids, compare_ids);
  return inputs;
}

static bool is_input(const CliInputs *inputs, FileId id) {
  return inputs->count > 0 &&
         bsearch(&id, inputs->ids, inputs->count, sizeof *inputs->ids, compare_ids);
}

/* A device must not be replaced by a rename, an input not by an output. */
static bool target_usable(const char *path, const CliInputs *inputs, Pos pos, Messages *messages) {
  struct stat info;
  if (stat(path, &info) != 0)
    return true;
  if (!S_ISREG(info.st_mode))
    msg_add(messages, pos, CLI_TARGET_NO_FILE, path);
  else if (is_input(inputs, (FileId){info.st_dev, info.st_ino}))
    msg_add(messages, pos, CLI_OVERWRITES_INPUT, path);
  else
    return true;
  return false;
}

bool cli_output_usable(const char *path, const char *const inputs[], int input_count, Arena *arena,
                       Messages *messages) {
  return folder_usable(folder_of(path, arena), messages) &&
         target_usable(path, find_inputs(inputs, (size_t)input_count, arena), nowhere, messages);
}

static bool targets_usable(const CliJob *job, Messages *messages) {
  bool usable = true;
  for (int format = 0; format < REPORT_FORMAT_COUNT; format++)
    if (job->paths[format])
      usable &= target_usable(job->paths[format], job->inputs, pos_file(job->data), messages);
  return usable;
}

bool cli_jobs_usable(const CliJob *jobs, size_t count, Messages *messages) {
  bool usable = true;
  for (size_t i = 0; i < count; i++)
    usable &= targets_usable(&jobs[i], messages);
  return usable;
}

/* The data's name without folder and ending. */
static const char *stem_of(const char *data, Arena *arena) {
  size_t end = strlen(data);
  while (end > 1 && data[end - 1] == '/')
    end--;
  size_t start = end;
  while (start > 0 && data[start - 1] != '/')
    start--;
  const char *name = arena_copy_n(arena, data + start, end - start);
  const char *dot = strrchr(name, '.');
  return dot && dot != name ? arena_copy_n(arena, name, (size_t)(dot - name)) : name;
}

typedef struct Output {
  const char *path;
  CliJob *job;
} Output;

static int compare_outputs(const void *left, const void *right) {
  const Output *a = left, *b = right;
  int order = strcmp(a->path, b->path);
  return order ? order : a->job < b->job ? -1 : a->job > b->job;
}

static void contest(Output *output, const Output *other) {
  if (output->job->rival)
    return;
  output->job->rival = other->job->data;
  output->job->contested = output->path;
}

/* Sorts the outputs, so that those of one name stand side by side. */
static void find_rivals(Output *outputs, size_t count) {
  if (count > 0)
    qsort(outputs, count, sizeof *outputs, compare_outputs);
  for (size_t i = 1; i < count; i++)
    if (strcmp(outputs[i - 1].path, outputs[i].path) == 0) {
      contest(&outputs[i - 1], &outputs[i]);
      contest(&outputs[i], &outputs[i - 1]);
    }
}

bool cli_job_usable(const CliJob *job, Messages *messages) {
  if (job->rival)
    msg_add(messages, pos_file(job->data), CLI_SAME_OUTPUT, job->rival, job->contested);
  return targets_usable(job, messages) && !job->rival;
}

CliJob *cli_jobs(const CliOptions *options, const char *const *data, size_t count, Arena *arena,
                 Messages *messages) {
  const char *folder = options->output;
  if (!cli_folder_ready(folder ? folder : ".", messages))
    return NULL;
  CliJob *jobs = arena_array(arena, count, sizeof *jobs);
  Output *outputs = arena_array(arena, count * REPORT_FORMAT_COUNT, sizeof *outputs);
  const CliInputs *inputs = find_inputs(data, count, arena);
  size_t output_count = 0;
  const char *in = folder ? folder : "", *slash = *in && in[strlen(in) - 1] != '/' ? "/" : "";
  for (size_t i = 0; i < count; i++) {
    jobs[i].data = data[i];
    jobs[i].inputs = inputs;
    jobs[i].name = stem_of(jobs[i].data, arena);
    for (int format = 0; format < REPORT_FORMAT_COUNT; format++)
      if (options->formats[format]) {
        jobs[i].paths[format] =
            arena_printf(arena, "%s%s%s%s", in, slash, jobs[i].name, report_formats[format].ending);
        outputs[output_count++] = (Output){jobs[i].paths[format], &jobs[i]};
      }
  }
  find_rivals(outputs, output_count);
  return jobs;
}

size_t cli_shard(const CliOptions *options, CliJob *jobs, size_t count) {
  size_t own = 0;
  for (size_t i = (size_t)options->shard - 1; i < count; i += (size_t)options->shards)
    jobs[own++] = jobs[i];
  return own;
}
