#include "readback/pdf_library.h"

#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

static void *library;

bool pdf_library_load(void) {
  if (!library)
    library = dlopen(QPDF_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  return library != NULL;
}

/* A library of the right name without the function: a program that is linked
 * with it would not even start. */
static void *function(const char *name) {
  void *found = dlsym(library, name);
  if (!found)
    abort();
  return found;
}

#define HAND_OVER(type, name, parameters, arguments)                                               \
  type name parameters {                                                                           \
    static type(*own) parameters;                                                                  \
    if (!own)                                                                                      \
      *(void **)&own = function(#name);                                                            \
    return own arguments;                                                                          \
  }

HAND_OVER(void, qpdf_cleanup, (qpdf_data * qpdf), (qpdf))
HAND_OVER(qpdf_error, qpdf_get_error, (qpdf_data qpdf), (qpdf))
HAND_OVER(enum qpdf_error_code_e, qpdf_get_error_code, (qpdf_data q, qpdf_error e), (q, e))
HAND_OVER(const char *, qpdf_get_error_message_detail, (qpdf_data q, qpdf_error e), (q, e))
HAND_OVER(int, qpdf_get_num_pages, (qpdf_data qpdf), (qpdf))
HAND_OVER(qpdf_oh, qpdf_get_page_n, (qpdf_data qpdf, size_t zero_based_index),
          (qpdf, zero_based_index))
HAND_OVER(qpdf_oh, qpdf_get_root, (qpdf_data qpdf), (qpdf))
HAND_OVER(qpdf_oh, qpdf_get_trailer, (qpdf_data qpdf), (qpdf))
HAND_OVER(qpdf_data, qpdf_init, (void), ())
HAND_OVER(void, qpdf_oh_begin_dict_key_iter, (qpdf_data qpdf, qpdf_oh dict), (qpdf, dict))
HAND_OVER(QPDF_BOOL, qpdf_oh_dict_more_keys, (qpdf_data qpdf), (qpdf))
HAND_OVER(const char *, qpdf_oh_dict_next_key, (qpdf_data qpdf), (qpdf))
HAND_OVER(qpdf_oh, qpdf_oh_get_array_item, (qpdf_data qpdf, qpdf_oh oh, int n), (qpdf, oh, n))
HAND_OVER(int, qpdf_oh_get_array_n_items, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(qpdf_oh, qpdf_oh_get_dict, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(qpdf_oh, qpdf_oh_get_key_if_dict, (qpdf_data qpdf, qpdf_oh oh, const char *key),
          (qpdf, oh, key))
HAND_OVER(const char *, qpdf_oh_get_name, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(double, qpdf_oh_get_numeric_value, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(int, qpdf_oh_get_object_id, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_ERROR_CODE, qpdf_oh_get_stream_data,
          (qpdf_data qpdf, qpdf_oh stream_oh, enum qpdf_stream_decode_level_e decode_level,
           QPDF_BOOL *filtered, unsigned char **bufp, size_t *len),
          (qpdf, stream_oh, decode_level, filtered, bufp, len))
HAND_OVER(const char *, qpdf_oh_get_utf8_value, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_array, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_dictionary, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_indirect, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_integer, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_name, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_null, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_number, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_stream, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_BOOL, qpdf_oh_is_string, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(qpdf_oh, qpdf_oh_new_binary_string, (qpdf_data qpdf, const char *str, size_t length),
          (qpdf, str, length))
HAND_OVER(qpdf_oh, qpdf_oh_new_null, (qpdf_data qpdf), (qpdf))
HAND_OVER(void, qpdf_oh_release, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(const char *, qpdf_oh_unparse_resolved, (qpdf_data qpdf, qpdf_oh oh), (qpdf, oh))
HAND_OVER(QPDF_ERROR_CODE, qpdf_push_inherited_attributes_to_page, (qpdf_data qpdf), (qpdf))
HAND_OVER(QPDF_ERROR_CODE, qpdf_read_memory,
          (qpdf_data qpdf, const char *description, const char *buffer, unsigned long long size,
           const char *password),
          (qpdf, description, buffer, size, password))
HAND_OVER(void, qpdf_set_attempt_recovery, (qpdf_data qpdf, QPDF_BOOL value), (qpdf, value))
HAND_OVER(void, qpdf_set_suppress_warnings, (qpdf_data qpdf, QPDF_BOOL value), (qpdf, value))
HAND_OVER(void, qpdf_silence_errors, (qpdf_data qpdf), (qpdf))
