/* The limit of `import`: reads a table of five columns, CSV or XLSX, and inserts its rows, 5000 in each durable commit.
   `import TABLE DATABASE` */
#include "limit.h"
#include <expat.h>
#include <sqlite3.h>
#include <zip.h>

enum { columns = 5, batch = 5000 };

static sqlite3 *db;
static sqlite3_stmt *insert;
static long rows, bytes;

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail(sqlite3_errmsg(db));
}

static void bind(int column, const char *text, size_t length) {
  sqlite3_bind_text(insert, column + 1, text, (int)length, SQLITE_TRANSIENT);
  bytes += (long)length;
}

static void row(void) {
  if (rows % batch == 0) run("BEGIN");
  if (sqlite3_step(insert) != SQLITE_DONE) fail(sqlite3_errmsg(db));
  sqlite3_reset(insert);
  sqlite3_clear_bindings(insert);
  if (++rows % batch == 0) run("COMMIT");
}

static void read_csv(const char *text, size_t size) {
  size_t at = 0;
  while (at < size && text[at] != '\n') at++;
  while (++at < size) {
    for (int column = 0; column < columns; column++) {
      size_t start = at;
      while (at < size && text[at] != ',' && text[at] != '\n') at++;
      bind(column, text + start, at - start);
      if (column + 1 < columns) at++;
    }
    row();
  }
}

/* What the sheet is being read in. */
static char cell[1 << 16];
static size_t length;
static int column = -1, is_value, is_header = 1;

static void begin(void *user, const char *name, const char **attributes) {
  (void)user, (void)attributes;
  if (!strcmp(name, "row")) column = -1;
  if (!strcmp(name, "c")) column++, length = 0;
  is_value = !strcmp(name, "v") || !strcmp(name, "t");
}

static void end(void *user, const char *name) {
  (void)user;
  is_value = 0;
  if (!strcmp(name, "c") && !is_header) bind(column, cell, length);
  if (!strcmp(name, "row")) {
    if (!is_header) row();
    is_header = 0;
  }
}

static void text(void *user, const char *piece, int size) {
  (void)user;
  if (!is_value || length + (size_t)size > sizeof cell) return;
  memcpy(cell + length, piece, (size_t)size);
  length += (size_t)size;
}

static void read_sheet(const char *path) {
  int error;
  zip_stat_t stat;
  zip_t *archive = zip_open(path, ZIP_RDONLY, &error);
  if (!archive || zip_stat(archive, "xl/worksheets/sheet1.xml", 0, &stat)) fail(path);
  char *xml = malloc(stat.size);
  zip_file_t *part = zip_fopen_index(archive, stat.index, 0);
  if (!xml || !part || zip_fread(part, xml, stat.size) != (zip_int64_t)stat.size) fail("cannot inflate the sheet");
  XML_Parser parser = XML_ParserCreate(NULL);
  XML_SetElementHandler(parser, begin, end);
  XML_SetCharacterDataHandler(parser, text);
  if (XML_Parse(parser, xml, (int)stat.size, 1) != XML_STATUS_OK) fail("cannot parse the sheet");
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  double cpu = cpu_now(), wall = wall_now();
  if (sqlite3_open(arguments[2], &db)) fail(sqlite3_errmsg(db));
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("CREATE TABLE entry(id TEXT PRIMARY KEY, name TEXT, class TEXT, crit TEXT, users TEXT) STRICT");
  if (sqlite3_prepare_v2(db, "INSERT INTO entry VALUES(?, ?, ?, ?, ?)", -1, &insert, NULL)) fail(sqlite3_errmsg(db));
  if (strstr(arguments[1], ".xlsx")) {
    read_sheet(arguments[1]);
  } else {
    size_t size;
    unsigned char *whole = read_whole(arguments[1], &size);
    read_csv((char *)whole, size);
  }
  if (rows % batch) run("COMMIT");
  sqlite3_finalize(insert);
  sqlite3_close(db);
  printf("cpu %.9f\nwall %.9f\nrows %ld\nbytes %ld\n", cpu_now() - cpu, wall_now() - wall, rows, bytes);
  return 0;
}
