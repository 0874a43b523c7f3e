/* The limit of `resume`: open a record and read its newest event. `newest RECORD ROUNDS` */
#include "limit.h"
#include <sqlite3.h>

int main(int count, char **arguments) {
  if (count < 3) return 64;
  double best = 1e9;
  long sequence = 0;
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    sqlite3 *db;
    sqlite3_stmt *newest;
    if (sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, NULL)) fail(sqlite3_errmsg(db));
    if (sqlite3_prepare_v2(db, "SELECT sequence, digest FROM log ORDER BY sequence DESC LIMIT 1", -1, &newest, NULL))
      fail(sqlite3_errmsg(db));
    if (sqlite3_step(newest) != SQLITE_ROW) fail("no event");
    sequence = sqlite3_column_int64(newest, 0);
    sqlite3_finalize(newest);
    sqlite3_close(db);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nevents %ld\n", best, sequence);
  return 0;
}
