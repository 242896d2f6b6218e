/* The manifest as XML. Only for the capsule room. */
#ifndef ZIPING_CAPSULE_MANIFEST_H
#define ZIPING_CAPSULE_MANIFEST_H

#include "capsule/capsule.h"

/* Appends the manifest of these files, itself not among them. */
void manifest_print(const CapsuleOf *of, CapsuleForm form, const Attachment *items, size_t count,
                    Buf *out);

/* The names of the forms, by CapsuleForm; what the sources are for. */
extern const char *const manifest_forms[CAPSULE_FORM_COUNT];
#define MANIFEST_DATA "自评数据"
#define MANIFEST_LAYOUT "布局"
#define MANIFEST_BASE "为底的布局"
#define MANIFEST_PICTURE "图片"

#endif
