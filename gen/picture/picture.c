#include "picture/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/infile.h"
#include "picture/decode.h"

#define FILE_LIMIT ((size_t)32 << 20)

/* A picture on its way in. */
typedef struct Load {
  const char *beside, *name;
  Pos pos;
  size_t *allowance;
  Arena *arena;
  Messages *messages;
} Load;

bool picture_size_fits(const Picture *picture) {
  return picture->width <= PICTURE_SIDE && picture->height <= PICTURE_SIDE &&
         (int64_t)picture->width * picture->height <= PICTURE_PIXELS;
}

static bool refuse(const Load *load, const char *reason) {
  msg_add(load->messages, load->pos, PICTURE_NOT_READ, load->name, reason, load->beside);
  return false;
}

static const char *path_beside(const Load *load) {
  const char *slash = strrchr(load->beside, '/');
  const char *folder =
      slash ? arena_copy_n(load->arena, load->beside, (size_t)(slash - load->beside) + 1) : "";
  return arena_printf(load->arena, "%s%s", folder, load->name);
}

static bool check_size(const Load *load, uint64_t size) {
  if (size == 0)
    return refuse(load, "是空文件");
  if (size > FILE_LIMIT || size > *load->allowance)
    return refuse(load, "文件过大");
  return true;
}

static bool check_file(const Load *load, int fd, size_t *size) {
  struct stat info;
  if (fstat(fd, &info) != 0)
    return refuse(load, msg_errno(errno));
  if (!S_ISREG(info.st_mode))
    return refuse(load, "不是普通文件");
  *size = (size_t)info.st_size;
  return check_size(load, (uint64_t)info.st_size);
}

/* The file may shrink meanwhile: what is there is taken. */
static bool read_file(const Load *load, int fd, size_t size, Picture *picture) {
  char *bytes = arena_alloc(load->arena, size);
  while (picture->len < size) {
    ssize_t got = read(fd, bytes + picture->len, size - picture->len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return refuse(load, msg_errno(errno));
    if (got == 0)
      break;
    picture->len += (size_t)got;
  }
  picture->bytes = bytes;
  *load->allowance -= picture->len;
  return true;
}

static bool load_lent(const Load *load, const Attachment *lent, Picture *picture) {
  if (!check_size(load, lent->len))
    return false;
  picture->bytes = arena_copy_n(load->arena, lent->bytes, lent->len);
  picture->len = lent->len;
  *load->allowance -= picture->len;
  return true;
}

static bool load_file(const Load *load, Picture *picture) {
  const Attachment *lent = infile_lent(picture->path);
  if (lent)
    return load_lent(load, lent, picture);
  /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
  int fd = open(picture->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  size_t size;
  if (fd < 0)
    return refuse(load, errno == ELOOP ? "是符号链接" : msg_errno(errno));
  bool ok = check_file(load, fd, &size) && read_file(load, fd, size, picture);
  close(fd);
  return ok;
}

static bool report(const Load *load, const Picture *picture, PictureFault fault) {
  switch (fault) {
  case FAULT_NONE:
    return true;
  case FAULT_BROKEN:
    msg_add(load->messages, load->pos, PICTURE_BROKEN, load->name);
    break;
  case FAULT_SIZE:
    msg_add(load->messages, load->pos, PICTURE_TOO_LARGE, load->name,
            arena_printf(load->arena, "%d×%d", picture->width, picture->height));
    break;
  case FAULT_COLOURS:
    msg_add(load->messages, load->pos, PICTURE_COLOURS, load->name);
    break;
  }
  return false;
}

static bool begins_with(const Picture *picture, const char *bytes, size_t len) {
  return picture->len >= len && memcmp(picture->bytes, bytes, len) == 0;
}

static PictureFault decode_jpeg(const Load *load, Picture *picture) {
  PictureFault fault = jpeg_check(picture);
  int orientation = fault == FAULT_NONE ? jpeg_orientation(picture) : EXIF_UPRIGHT;
  return orientation == EXIF_UPRIGHT
             ? fault
             : jpeg_turn(picture, orientation, load->allowance, load->arena);
}

static bool decode(const Load *load, Picture *picture) {
  if (begins_with(picture, "\x89PNG\r\n\x1a\n", 8)) {
    picture->kind = PICTURE_PNG;
    return report(load, picture, png_decode(picture, load->allowance, load->arena));
  }
  if (begins_with(picture, "\xff\xd8\xff", 3)) {
    picture->kind = PICTURE_JPEG;
    return report(load, picture, decode_jpeg(load, picture));
  }
  msg_add(load->messages, load->pos, PICTURE_UNKNOWN, load->name);
  return false;
}

static Picture *find(Picture *picture, const char *path) {
  while (picture && strcmp(picture->path, path) != 0)
    picture = picture->before;
  return picture;
}

Picture *picture_load(const char *beside, const char *name, Pos pos, Pictures *pictures,
                      Arena *arena, Messages *messages) {
  Load load = {beside, name, pos, &pictures->allowance, arena, messages};
  const char *path = path_beside(&load);
  Picture *known = find(pictures->last, path);
  if (known)
    return known;
  if (pictures->count == PICTURES_MOST) {
    msg_add(messages, pos, PICTURES_TOO_MANY, arena_printf(arena, "%d", PICTURES_MOST));
    return NULL;
  }
  Picture *picture = arena_alloc(arena, sizeof *picture);
  picture->name = arena_copy(arena, name);
  picture->path = path;
  picture->before = pictures->last;
  if (!load_file(&load, picture))
    return NULL;
  picture->file = picture->bytes;
  picture->file_len = picture->len;
  if (!decode(&load, picture))
    return NULL;
  pictures->count++;
  return pictures->last = picture;
}
