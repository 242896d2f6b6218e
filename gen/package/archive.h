/* A ZIP package while it is read: what stands between the parsers and a file
 * that anybody may have made (.xlsx, .docx).
 *
 * Refused with a message: a file that is no whole ZIP, an older or encrypted
 * format, entries that are encrypted, packed in another way than OPC allows
 * (ISO/IEC 29500-2, 7.3.3), named out of the package or named twice, too many
 * entries, parts too large. Bytes are counted while they are unpacked, since
 * the size that an entry states may be a lie. Parts that nobody asks for are
 * never unpacked. Part names have no leading slash here and are compared as
 * OPC has it, without regard to ASCII case. */
#ifndef ZIPING_PACKAGE_ARCHIVE_H
#define ZIPING_PACKAGE_ARCHIVE_H

#include "xml/xml.h"

typedef struct Archive Archive;

/* How a file begins that archive_open may be asked to read: a ZIP, or one of
 * the older formats, which it then refuses. */
bool archive_is_one(const char *bytes, size_t len);
/* What a package may unpack to. */
typedef struct ArchiveLimits {
  size_t part, total; /* bytes */
  int markup;         /* signs of elements and attributes in a part */
} ArchiveLimits;

/* What people fill in; and reports, which hold files as large as any that we read. */
extern const ArchiveLimits archive_of_sheets, archive_of_report;

/* bytes: the whole file, borrowed until archive_free. path: its name, for the
 * messages. NULL with a message when refused. */
Archive *archive_open(const char *path, const char *bytes, size_t len, const ArchiveLimits *limits,
                      Messages *messages);
void archive_free(Archive *archive);

const char *archive_path(const Archive *archive);
bool archive_has(const Archive *archive, const char *name);
/* The parts' names, sorted. */
size_t archive_count(const Archive *archive);
const char *archive_name(const Archive *archive, size_t index);
/* A part as guarded XML, which owns itself; its messages name file and part.
 * NULL with messages when there is no such part or it is refused. */
XmlFile *archive_xml(Archive *archive, const char *name, Messages *messages);
/* Appends the bytes of any part. False with messages. */
bool archive_bytes(Archive *archive, const char *name, Buf *out, Messages *messages);

#endif
