/* A Doc to DOCX: WordprocessingML, packed by libzip.
 *
 * docx_write makes the editable form from the Doc; of Pages it takes only how
 * wide the columns of tables are, where hanging texts and the lines of a 落款
 * stand and how many pages there are. docx_write_locked makes the form for
 * submission, in which every line, row and page ends where it does in Pages; it
 * takes nothing else from them. Same input, same bytes. */
#ifndef ZIPING_DOCX_DOCX_H
#define ZIPING_DOCX_DOCX_H

#include "base/attach.h"
#include "compose/pages.h"
#include "package/packer.h"

/* Whether the editable form takes anything from Pages. */
bool docx_needs_pages(const Doc *doc);
/* Append the file's bytes to out. pages: NULL where they are not needed;
 * attached: NULL for none; the packer is best kept from report to report. False
 * with a message when it failed. */
bool docx_write(const Doc *doc, const Fonts *fonts, const Pages *pages, const Attachments *attached,
                Packer *packer, Buf *out, Messages *messages);
bool docx_write_locked(const Pages *pages, const Attachments *attached, Packer *packer, Buf *out,
                       Messages *messages);

#endif
