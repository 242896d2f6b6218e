/* The manifest as XML. Only for the capsule room. */
#ifndef ZIPING_CAPSULE_MANIFEST_H
#define ZIPING_CAPSULE_MANIFEST_H

#include "capsule/capsule.h"

/* Appends the manifest of these files, itself not among them. */
void manifest_print(const CapsuleOf *of, CapsuleForm form, const Attachment *items, size_t count,
                    Buf *out);

#endif
