/* The limit of `verify`: hash every body and every entry of a record anew and compare. `rehash RECORD`
   Names and times must need no escapes in JSON. */
#include "limit.h"
#include <openssl/sha.h>
#include <sqlite3.h>

static void hex(char *text, const unsigned char *bytes) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < 32; i++) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  text[64] = 0;
}

int main(int count, char **arguments) {
  if (count < 2) return 64;
  sqlite3 *db;
  sqlite3_stmt *rows;
  if (sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, NULL)) fail(sqlite3_errmsg(db));
  if (sqlite3_prepare_v2(db, "SELECT at, \"by\", kind, body, salt, body_digest, previous, digest FROM log ORDER BY sequence",
                         -1, &rows, NULL))
    fail(sqlite3_errmsg(db));
  static unsigned char sealed[1 << 20];
  char body_hex[65], previous_hex[65];
  unsigned char digest[32], last[32];
  long events = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    int size = sqlite3_column_bytes(rows, 3);
    if (size > (int)sizeof sealed - 17) fail("a body is too large");
    sealed[0] = 1;
    memcpy(sealed + 1, sqlite3_column_blob(rows, 4), 16);
    memcpy(sealed + 17, sqlite3_column_blob(rows, 3), (size_t)size);
    SHA256(sealed, (size_t)size + 17, digest);
    if (memcmp(digest, sqlite3_column_blob(rows, 5), 32)) fail("a body is not as it was sealed");
    hex(body_hex, digest);
    int has_previous = sqlite3_column_bytes(rows, 6) == 32;
    if (has_previous) {
      if (memcmp(last, sqlite3_column_blob(rows, 6), 32)) fail("the chain is broken");
      hex(previous_hex, last);
    }
    sealed[0] = 0;
    int length = snprintf((char *)sealed + 1, sizeof sealed - 1,
                          "{\"at\":\"%s\",\"body_digest\":\"%s\",\"by\":\"%s\",\"kind\":\"%s\",\"previous\":[%s%s%s]}",
                          sqlite3_column_text(rows, 0), body_hex, sqlite3_column_text(rows, 1),
                          sqlite3_column_text(rows, 2), has_previous ? "\"" : "", has_previous ? previous_hex : "",
                          has_previous ? "\"" : "");
    SHA256(sealed, (size_t)length + 1, digest);
    if (memcmp(digest, sqlite3_column_blob(rows, 7), 32)) fail("an entry is not as it was sealed");
    memcpy(last, digest, 32);
    events++;
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
  printf("events %ld\n", events);
  return 0;
}
