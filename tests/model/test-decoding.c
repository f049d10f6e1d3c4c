/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-face-event.h"
#include "gh-face-record.h"
#include "gh-sign-in-reply.h"
#include "gh-test-main.h"
#include "gh-user.h"

#include <string.h>

/* One table says of every field of every model what it is; the tests are made from it. */

#define NONE "(none)"
#define TIME "\"2026-11-22T15:24:48.943Z\""
#define TIME_US "1795361088943000"
#define MOST_FIELDS 16
#define USER "{\"id\":\"u1\",\"email\":\"u@example.org\"}"
#define RECORD "{\"id\":\"r1\",\"faceId\":\"F1\"}"

typedef enum
{
  TEXT,
  WORD, /* text with a meaning */
  TIME_OF_DAY,
  SHARE, /* 0 to 1, or per cent */
  FLAG,
  RAW, /* text that is not shown */
  OBJECT,
  ANYTHING,
} FieldKind;

typedef struct
{
  const char *name;     /* on the wire */
  const char *property; /* of the object */
  FieldKind kind;
  GhJsonPresence presence;
  const char *good;     /* JSON */
  const char *value;    /* of the property then */
  const char *fallback; /* where it is missing or null */
} Field;

typedef struct
{
  const char *name;
  GObject *(*decode) (GhJsonReader *reader);
  GType (*get_type) (void);
  const char *derived; /* properties made from others */
  Field fields[MOST_FIELDS];
} Model;

static GObject *
decode_user (GhJsonReader *reader)
{
  return (GObject *) gh_user_new_from_json (reader);
}

static GObject *
decode_record (GhJsonReader *reader)
{
  return (GObject *) gh_face_record_new_from_json (reader);
}

static GObject *
decode_event (GhJsonReader *reader)
{
  return (GObject *) gh_face_event_new_from_json (reader);
}

static GObject *
decode_reply (GhJsonReader *reader)
{
  return (GObject *) gh_sign_in_reply_new_from_json (reader);
}

static const Model models[] = {
  { "user", decode_user, gh_user_get_type, "display-name",
    {
      { "id", "id", TEXT, GH_JSON_REQUIRED, "\"u1\"", "u1", NULL },
      { "email", "email", TEXT, GH_JSON_REQUIRED, "\"a@b.org\"", "a@b.org", NULL },
      { "firstName", "first-name", TEXT, GH_JSON_OPTIONAL, "\"Ann\"", "Ann", NONE },
      { "lastName", "last-name", TEXT, GH_JSON_OPTIONAL, "\"Lee\"", "Lee", NONE },
      { "role", "role", WORD, GH_JSON_OPTIONAL, "\"ADMIN\"", "admin", "user" },
      { "isActive", "is-active", FLAG, GH_JSON_OPTIONAL, "false", "false", "true" },
      { "createdAt", "created-at-us", TIME_OF_DAY, GH_JSON_OPTIONAL, TIME, TIME_US, "0" },
      { "updatedAt", "updated-at-us", TIME_OF_DAY, GH_JSON_OPTIONAL, TIME, TIME_US, "0" },
    } },
  { "face-record", decode_record, gh_face_record_get_type, "",
    {
      { "id", "id", TEXT, GH_JSON_REQUIRED, "\"r1\"", "r1", NULL },
      { "userId", "user-id", TEXT, GH_JSON_OPTIONAL, "\"u1\"", "u1", NONE },
      { "faceId", "face-id", TEXT, GH_JSON_REQUIRED, "\"F1\"", "F1", NULL },
      { "imageData", "image", RAW, GH_JSON_OPTIONAL, "\"Zm9v\"", "3 bytes", NONE },
      { "faceData", "template-length", RAW, GH_JSON_OPTIONAL, "\"abcde\"", "5", "0" },
      { "confidence", "confidence", SHARE, GH_JSON_OPTIONAL, "0.75", "0.75", "0" },
      { "isActive", "is-active", FLAG, GH_JSON_OPTIONAL, "false", "false", "true" },
      { "createdAt", "created-at-us", TIME_OF_DAY, GH_JSON_OPTIONAL, TIME, TIME_US, "0" },
      { "updatedAt", "updated-at-us", TIME_OF_DAY, GH_JSON_OPTIONAL, TIME, TIME_US, "0" },
      { "user", "user", OBJECT, GH_JSON_OPTIONAL, USER, "GhUser", NONE },
    } },
  { "face-event", decode_event, gh_face_event_get_type, "person-name received-at-us",
    {
      { "id", "id", TEXT, GH_JSON_REQUIRED, "\"e1\"", "e1", NULL },
      { "faceRecordId", "face-record-id", TEXT, GH_JSON_OPTIONAL, "\"r1\"", "r1", NONE },
      { "faceId", "face-id", TEXT, GH_JSON_OPTIONAL, "\"F1\"", "F1", NONE },
      { "eventType", "event-type", WORD, GH_JSON_OPTIONAL, "\"RECOGNIZED\"", "recognized",
        "other" },
      { "eventType", "event-type-wire", WORD, GH_JSON_OPTIONAL, "\"RECOGNIZED\"", "RECOGNIZED",
        NONE },
      { "confidence", "confidence", SHARE, GH_JSON_OPTIONAL, "0.75", "0.75", "0" },
      { "timestamp", "timestamp-us", TIME_OF_DAY, GH_JSON_REQUIRED, TIME, TIME_US, NULL },
      { "cameraId", "camera-id", TEXT, GH_JSON_OPTIONAL, "\"C1\"", "C1", NONE },
      { "location", "location", TEXT, GH_JSON_OPTIONAL, "\"Gate\"", "Gate", NONE },
      { "imageData", "image", RAW, GH_JSON_OPTIONAL, "\"Zm9v\"", "3 bytes", NONE },
      { "metadata", "metadata", ANYTHING, GH_JSON_OPTIONAL, "{\"a\":1,\"b\":{\"c\":true}}",
        "2 items", "0 items" },
      { "faceRecord", "face-record", OBJECT, GH_JSON_OPTIONAL, RECORD, "GhFaceRecord", NONE },
    } },
  { "sign-in-reply", decode_reply, gh_sign_in_reply_get_type, "",
    {
      { "accessToken", NULL, RAW, GH_JSON_REQUIRED, "\"abc.def\"", "abc.def", NULL },
      { "refreshToken", NULL, RAW, GH_JSON_REQUIRED, "\"ghi.jkl\"", "ghi.jkl", NULL },
      { "user", NULL, OBJECT, GH_JSON_REQUIRED, USER, "GhUser", NULL },
    } },
};

/* The document with every field good, save for the one that is put in place of @name; NULL leaves
 * it out. */
static char *
make_document (const Model *model, const char *name, const char *json)
{
  g_autoptr (GString) text = g_string_new ("{\"unheardOf\":[{}]");

  for (const Field *field = model->fields; field->name != NULL; field++)
    {
      const char *value = g_strcmp0 (field->name, name) == 0 ? json : field->good;

      /* A field that fills two properties stands in the document once. */
      if (value != NULL && (field == model->fields || strcmp (field[-1].name, field->name) != 0))
        g_string_append_printf (text, ",\"%s\":%s", field->name, value);
    }
  g_string_append_c (text, '}');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
get_text (GObject *object, const Field *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (GH_IS_SIGN_IN_REPLY (object))
    {
      GhTokens *tokens = gh_sign_in_reply_get_tokens (GH_SIGN_IN_REPLY (object));

      if (strcmp (field->name, "accessToken") == 0)
        return g_strdup (gh_tokens_get_access_token (tokens));
      if (strcmp (field->name, "refreshToken") == 0)
        return g_strdup (gh_tokens_get_refresh_token (tokens));
      return g_strdup (G_OBJECT_TYPE_NAME (gh_sign_in_reply_get_user (GH_SIGN_IN_REPLY (object))));
    }

  g_object_get_property (object, field->property, &value);
  if (G_VALUE_HOLDS_STRING (&value))
    return g_strdup (g_value_get_string (&value) != NULL ? g_value_get_string (&value) : NONE);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    return g_strdup (g_value_get_boolean (&value) ? "true" : "false");
  if (G_VALUE_HOLDS_INT64 (&value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (&value));
  if (G_VALUE_HOLDS_UINT64 (&value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, g_value_get_uint64 (&value));
  if (G_VALUE_HOLDS_DOUBLE (&value))
    return g_strdup_printf ("%g", g_value_get_double (&value));
  if (G_VALUE_HOLDS_ENUM (&value))
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (G_VALUE_TYPE (&value));

      return g_strdup (
        g_enum_get_value (G_ENUM_CLASS (klass), g_value_get_enum (&value))->value_nick);
    }
  if (G_VALUE_HOLDS (&value, G_TYPE_BYTES))
    return g_value_get_boxed (&value) == NULL
             ? g_strdup (NONE)
             : g_strdup_printf ("%" G_GSIZE_FORMAT " bytes",
                                g_bytes_get_size (g_value_get_boxed (&value)));
  if (G_VALUE_HOLDS (&value, G_TYPE_LIST_MODEL))
    return g_strdup_printf ("%u items", g_list_model_get_n_items (g_value_get_object (&value)));
  g_assert_true (G_VALUE_HOLDS_OBJECT (&value));
  return g_strdup (g_value_get_object (&value) != NULL
                     ? G_OBJECT_TYPE_NAME (g_value_get_object (&value))
                     : NONE);
}

/* Decodes the document; the text of the field's property, NULL after a fault. */
static char *
decode (const Model *model, const Field *field, const char *json, GError **error)
{
  g_autofree char *document = make_document (model, field->name, json);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (document, -1, error);
  g_autoptr (GObject) object = NULL;

  if (reader == NULL)
    return NULL;
  object = model->decode (reader);
  g_assert_cmpint (gh_json_reader_finish (reader, error), ==, object != NULL);
  return object != NULL ? get_text (object, field) : NULL;
}

static void
assert_read (const Model *model, const Field *field, const char *json, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = decode (model, field, json, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_fault (const Model *model, const Field *field, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = decode (model, field, json, &error);
  g_autofree char *path = g_strconcat (field->name, ":", NULL);

  g_assert_null (text);
  g_assert_nonnull (error);
  g_assert_true (error->domain == GH_ERROR);
  g_assert_true (error->code == GH_ERROR_INVALID_REPLY || error->code == GH_ERROR_LIMIT);
  if (!g_str_has_prefix (error->message, path))
    g_error ("%s.%s: the fault is told as \"%s\"", model->name, field->name, error->message);
}

static void
test_good (gconstpointer data)
{
  const Model *model = data;

  for (const Field *field = model->fields; field->name != NULL; field++)
    assert_read (model, field, field->good, field->value);
}

static void
test_missing_and_null (gconstpointer data)
{
  const Model *model = data;

  for (const Field *field = model->fields; field->name != NULL; field++)
    {
      if (field->presence == GH_JSON_REQUIRED)
        {
          assert_fault (model, field, NULL);
          assert_fault (model, field, "null");
        }
      else
        {
          assert_read (model, field, NULL, field->fallback);
          assert_read (model, field, "null", field->fallback);
        }
    }
}

static void
test_wrong_type (gconstpointer data)
{
  static const struct
  {
    const char *json;
    GhJsonKind kind;
  } values[] = {
    { "true", GH_JSON_KIND_BOOLEAN },  { "1", GH_JSON_KIND_NUMBER },
    { "0.5", GH_JSON_KIND_NUMBER },    { "\"1\"", GH_JSON_KIND_STRING },
    { "\"\"", GH_JSON_KIND_STRING },   { "[]", GH_JSON_KIND_ARRAY },
    { "[\"x\"]", GH_JSON_KIND_ARRAY }, { "{}", GH_JSON_KIND_OBJECT },
    { "{\"id\":\"x\"}", GH_JSON_KIND_OBJECT },
  };
  const Model *model = data;

  for (const Field *field = model->fields; field->name != NULL; field++)
    {
      static const GhJsonKind right[] = {
        [TEXT] = GH_JSON_KIND_STRING,   [WORD] = GH_JSON_KIND_STRING,
        [TIME_OF_DAY] = GH_JSON_KIND_NONE, [SHARE] = GH_JSON_KIND_NUMBER,
        [FLAG] = GH_JSON_KIND_BOOLEAN,  [RAW] = GH_JSON_KIND_STRING,
        [OBJECT] = GH_JSON_KIND_OBJECT, [ANYTHING] = GH_JSON_KIND_NONE,
      };

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          if (field->kind == ANYTHING)
            {
              g_autofree char *text = decode (model, field, values[i].json, NULL);

              g_assert_nonnull (text);
            }
          else if (values[i].kind != right[field->kind])
            assert_fault (model, field, values[i].json);
        }
    }
}

static void
test_huge (gconstpointer data)
{
  const Model *model = data;
  g_autofree char *letters = g_strnfill (1024 * 1024, 'A');
  g_autofree char *huge_text = g_strdup_printf ("\"%s\"", letters);
  g_autofree char *zeros = g_strnfill (100000, '0');
  g_autofree char *huge_number = g_strdup_printf ("1%s", zeros);
  g_autofree char *huge_array = g_strdup_printf ("[%s]", huge_text);

  for (const Field *field = model->fields; field->name != NULL; field++)
    {
      g_autofree char *text = NULL;

      switch (field->kind)
        {
        case TEXT:
          if (field->presence == GH_JSON_REQUIRED)
            {
              assert_fault (model, field, huge_text);
              break;
            }
          text = decode (model, field, huge_text, NULL);
          g_assert_nonnull (text);
          g_assert_cmpuint (strlen (text), <=, 320);
          break;
        case WORD:
          /* Cut, and then a word that is not known. */
          text = decode (model, field, huge_text, NULL);
          g_assert_nonnull (text);
          g_assert_cmpuint (strlen (text), <=, 64);
          break;
        case RAW:
          if (field->presence == GH_JSON_REQUIRED)
            assert_fault (model, field, huge_text);
          else
            {
              text = decode (model, field, huge_text, NULL);
              g_assert_nonnull (text);
            }
          break;
        case SHARE:
          assert_fault (model, field, huge_number);
          break;
        case ANYTHING:
          text = decode (model, field, huge_array, NULL);
          g_assert_cmpstr (text, ==, "1 items");
          break;
        case TIME_OF_DAY:
        case FLAG:
        case OBJECT:
        default:
          assert_fault (model, field, huge_text);
          assert_fault (model, field, huge_number);
        }
    }
}

static void
test_no_sense (gconstpointer data)
{
  static const char *const times[]
    = { "\"\"", "\"yesterday\"", "\"2026-11-22\"", "\"2026-11-22T15:24:48\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-01-01T00:00:00Z\"", "1795361088943" };
  static const char *const shares[]
    = { "-0.01", "-1", "100.5", "101", "1e999", "-1e999", "1e308", "9223372036854775808" };
  const Model *model = data;

  for (const Field *field = model->fields; field->name != NULL; field++)
    {
      for (guint i = 0; field->kind == TIME_OF_DAY && i < G_N_ELEMENTS (times); i++)
        assert_fault (model, field, times[i]);
      for (guint i = 0; field->kind == SHARE && i < G_N_ELEMENTS (shares); i++)
        assert_fault (model, field, shares[i]);
      if (field->kind == SHARE)
        {
          assert_read (model, field, "0", "0");
          assert_read (model, field, "1", "1");
          assert_read (model, field, "1.0", "1");
          assert_read (model, field, "75", "0.75");
          assert_read (model, field, "100", "1");
        }
      if (field->kind == TEXT && field->presence == GH_JSON_REQUIRED)
        {
          assert_fault (model, field, "\"\"");
          assert_fault (model, field, "\"\\u0001\"");
        }
      if (field->kind == TEXT)
        assert_read (model, field, "\"<b>\\u0001\\u202e\\nx\\ud800\"", "<b> x\xef\xbf\xbd");
    }
}

/* Cut anywhere, an answer is no answer. */
static void
test_truncated (gconstpointer data)
{
  const Model *model = data;
  g_autofree char *document = make_document (model, NULL, NULL);

  for (gsize length = 0; length < strlen (document); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhJsonReader) reader
        = gh_json_reader_new_for_text (document, (gssize) length, &error);

      g_assert_null (reader);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
    }
}

static void
test_not_an_object (gconstpointer data)
{
  static const char *const documents[] = { "null", "true", "7", "\"x\"", "[]", "[{}]", "{}" };
  const Model *model = data;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (documents[i], -1, NULL);
      g_autoptr (GObject) object = model->decode (reader);

      g_assert_null (object);
      g_assert_true (gh_json_reader_has_failed (reader));
    }
}

/* A property that no field of the table fills is a property that nobody tests. */
static void
test_no_field_is_forgotten (gconstpointer data)
{
  const Model *model = data;
  g_autoptr (GTypeClass) klass = g_type_class_ref (model->get_type ());
  g_auto (GStrv) derived = g_strsplit (model->derived, " ", -1);
  guint n_specs;
  g_autofree GParamSpec **specs
    = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      gboolean is_found = g_strv_contains ((const char *const *) derived, specs[i]->name);

      for (const Field *field = model->fields; field->name != NULL; field++)
        is_found = is_found || g_strcmp0 (field->property, specs[i]->name) == 0;
      if (!is_found)
        g_error ("%s:%s is not in the table", G_OBJECT_CLASS_NAME (klass), specs[i]->name);
      g_assert_false (specs[i]->flags & G_PARAM_WRITABLE);
    }
}

static void
add (const Model *model, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/decoding/%s/%s", model->name, name);

  g_test_add_data_func (path, model, function);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      add (&models[i], "good", test_good);
      add (&models[i], "missing-and-null", test_missing_and_null);
      add (&models[i], "wrong-type", test_wrong_type);
      add (&models[i], "huge", test_huge);
      add (&models[i], "no-sense", test_no_sense);
      add (&models[i], "truncated", test_truncated);
      add (&models[i], "not-an-object", test_not_an_object);
      add (&models[i], "no-field-is-forgotten", test_no_field_is_forgotten);
    }
  return g_test_run ();
}
