#include "report/inside.h"

#include "readback/attached.h"

bool inside_open(Inside *inside, const char *path, const Buf *bytes, const char *schema_home,
                 Messages *messages) {
  *inside = (Inside){.arena = arena_new()};
  Attachments attached;
  if (!read_attached(path, bytes->data, bytes->len, &attached, inside->arena, messages))
    return false;
  inside->is_carrier = capsule_is_among(&attached);
  Capsule *capsule = &inside->capsule;
  if (!capsule_open(path, &attached, schema_home, capsule, inside->arena, messages))
    return false;
  inside->data = arena_printf(inside->arena, "%s/%s", path, capsule->data);
  inside->layout = arena_printf(inside->arena, "%s/%s", path, capsule->layout);
  inside->loan = (InfileLoan){.folder = path, .files = capsule->files, .count = capsule->count};
  infile_lend(&inside->loan);
  return true;
}

void inside_close(Inside *inside) {
  infile_take_back(&inside->loan);
  if (inside->arena)
    arena_free(inside->arena);
}
