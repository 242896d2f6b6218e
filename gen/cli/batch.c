/* The options of a batch, what all its reports depend on, and what each does. */
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/version.h"
#include "cli/cli.h"

/* As many as this process may use, which in a container are often fewer than
 * the machine has. */
static int processors(void) {
  cpu_set_t set;
  int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  return count < BATCH_WORKERS_MOST ? count : BATCH_WORKERS_MOST;
}

static const char *const *outputs_of(const CliJob *job, Arena *arena) {
  const char **outputs = arena_array(arena, REPORT_FORMAT_COUNT + 1, sizeof *outputs);
  size_t count = 0;
  for (int format = 0; format < REPORT_FORMAT_COUNT; format++)
    if (job->paths[format])
      outputs[count++] = job->paths[format];
  return outputs;
}

/* The same however it is named; as it is when there is no such file. */
static const char *real_path(const char *path, Arena *arena) {
  char *real = realpath(path, NULL);
  const char *copy = arena_copy(arena, real ? real : path);
  free(real);
  return copy;
}

/* The program itself, the vocabularies and the table of fonts. */
static const char *const *common_files(const char *layouts, Arena *arena) {
  const char **files = arena_array(arena, 6, sizeof *files);
  files[0] = "/proc/self/exe";
  files[1] = arena_printf(arena, "%s/布局.rng", layouts);
  files[2] = arena_printf(arena, "%s/绩效自评.rng", layouts);
  files[3] = arena_printf(arena, "%s/../fonts/字体.xml", layouts);
  return files;
}

/* Where layouts are found: one that an evaluation names is found by its name in the
 * folder; that of -l is of these files, with which it has been loaded. */
static void put_layouts(const ReportTools *tools, Arena *arena, Buf *common) {
  buf_printf(common, "%s\n", real_path(tools->layouts, arena));
  if (!tools->layout)
    return;
  const LayoutFiles *files = &tools->layout->files;
  for (size_t i = 0; i < files->count; i++) {
    char digest[DIGEST_SIZE];
    digest_bytes(files->sources[i].data, files->sources[i].len, digest);
    buf_printf(common, "%s %s\n", real_path(files->paths[i], arena), digest);
  }
}

/* Without the / behind it, as the paths of its outputs are told. */
static const char *bare_folder(const char *folder, Arena *arena) {
  size_t len = strlen(folder);
  while (len > 1 && folder[len - 1] == '/')
    len--;
  return arena_copy_n(arena, folder, len);
}

void cli_batch(Batch *batch, const CliOptions *options, const CliJob *jobs,
               const ReportTools *tools, Arena *arena) {
  BatchJob *own = arena_array(arena, batch->count, sizeof *own);
  for (size_t i = 0; i < batch->count; i++)
    own[i] = (BatchJob){jobs[i].name, jobs[i].data, outputs_of(&jobs[i], arena)};
  Buf common = {0};
  const char *date = cli_date(arena);
  buf_printf(&common, "ziping %s %s %s\n", ZIPING_VERSION, options->no_source ? "bare" : "",
             date ? date : "");
  put_layouts(tools, arena, &common);
  fonts_fingerprint(tools->fonts, &common);
  batch->jobs = own;
  batch->about = real_path(options->operands[0], arena);
  batch->folder = bare_folder(options->output, arena);
  batch->shard = options->shard;
  batch->shards = options->shards;
  batch->workers = options->workers > 0 ? options->workers : processors();
  batch->common = arena_copy_n(arena, common.data, common.len);
  batch->common_len = common.len;
  batch->common_files = common_files(tools->layouts, arena);
  buf_free(&common);
}

void cli_batch_sources(const Report *report, BatchSources *sources) {
  const XmlFile *data = report->evaluation->file;
  batch_made_from(sources, BATCH_DATA, data->path, data->source.data, data->source.len);
  const LayoutFiles *files = &report->layout->files;
  for (size_t i = 0; i < files->count; i++)
    batch_made_from(sources, BATCH_LAYOUT, files->paths[i], files->sources[i].data,
                    files->sources[i].len);
  const Doc *doc = report->doc;
  for (size_t i = 0; i < doc->block_count; i++) {
    const Drawing *drawing = doc->blocks[i].drawing;
    const Picture *picture = drawing ? drawing->picture : NULL;
    if (picture)
      batch_made_from(sources, BATCH_PICTURE, picture->path, picture->file, picture->file_len);
  }
}
