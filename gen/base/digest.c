#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

static void finish(struct sha256_ctx *context, char out[DIGEST_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_digest(context, sizeof digest, digest);
  for (size_t i = 0; i < sizeof digest; i++) {
    out[2 * i] = digits[digest[i] >> 4];
    out[2 * i + 1] = digits[digest[i] & 0xF];
  }
  out[DIGEST_SIZE - 1] = '\0';
}

void digest_bytes(const void *bytes, size_t len, char out[DIGEST_SIZE]) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, len, bytes);
  finish(&context, out);
}

bool digest_file(const char *path, char out[DIGEST_SIZE]) {
  struct stat info;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return false;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) { /* a device may have no end */
    close(fd);
    return false;
  }
  struct sha256_ctx context;
  sha256_init(&context);
  uint8_t block[65536];
  ssize_t got;
  while ((got = read(fd, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
    if (got > 0)
      sha256_update(&context, (size_t)got, block);
  close(fd);
  finish(&context, out);
  return got == 0;
}
