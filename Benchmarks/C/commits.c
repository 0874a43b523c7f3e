/* The limit of `run`: one INSERT with a SHA-256 of its body and one of the chain, and one durable commit, per answer.
   `commits DATABASE COUNT BODY_BYTES` */
#include "limit.h"
#include <openssl/sha.h>
#include <sqlite3.h>

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail(sqlite3_errmsg(db));
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  int answers = atoi(arguments[2]), size = atoi(arguments[3]);
  sqlite3 *db;
  sqlite3_stmt *insert;
  if (sqlite3_open(arguments[1], &db)) fail(sqlite3_errmsg(db));
  run(db, "PRAGMA journal_mode = WAL");
  run(db, "PRAGMA synchronous = FULL");
  run(db, "CREATE TABLE log(sequence INTEGER PRIMARY KEY, at TEXT, \"by\" TEXT, kind TEXT, body TEXT, salt BLOB,"
          " body_digest BLOB, previous BLOB, digest BLOB) STRICT");
  if (sqlite3_prepare_v2(db, "INSERT INTO log VALUES(?, '2026-02-01T10:00:00Z', 'Ada', 'entry_answered', ?, ?, ?, ?, ?)", -1,
                         &insert, NULL))
    fail(sqlite3_errmsg(db));
  char *body = malloc((size_t)size + 64);
  unsigned char salt[16] = {1}, digests[96] = {0};
  memset(body, 'x', (size_t)size + 64);
  double cpu = cpu_now(), wall = wall_now();
  for (int i = 1; i <= answers; i++) {
    int prefix = snprintf(body, 32, "{\"key\":\"A%06d\"", i);
    body[prefix] = ',';
    memcpy(salt, &i, sizeof i);
    SHA256((unsigned char *)body, (size_t)size, digests + 32);
    SHA256(digests, 64, digests + 64);
    sqlite3_bind_int(insert, 1, i);
    sqlite3_bind_text(insert, 2, body, size, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, salt, 16, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 4, digests + 32, 32, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 5, digests, 32, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 6, digests + 64, 32, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) fail(sqlite3_errmsg(db));
    sqlite3_reset(insert);
    memcpy(digests, digests + 64, 32);
  }
  printf("cpu %.9f\nwall %.9f\n", cpu_now() - cpu, wall_now() - wall);
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return 0;
}
