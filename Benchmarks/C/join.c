/* The limit of `compare`: a hash join of two registers that are in memory. `join ENTRIES ROUNDS` */
#include "limit.h"

/* The answers of an entry of Fixtures/register.yaml. */
enum { FIELDS = 8 };

typedef struct {
  char *text; /* none where it is a number */
  long number;
} Cell;

typedef struct {
  char *key;
  Cell cells[FIELDS];
} Entry;

typedef struct {
  Entry *entries;
  long count;
} Side;

static char *copy(const char *form, long number) {
  char text[64];
  snprintf(text, sizeof text, form, number);
  char *made = strdup(text);
  if (!made) fail("no memory");
  return made;
}

/* The same entries as the worker makes: see Sources/bench/Inputs/Pair.swift. */
static Entry entry(long number, int is_new) {
  Entry made = {0};
  int thousandth = (int)(number % 1000);
  made.key = copy(is_new && thousandth == 7 ? "R%06ld" : "A%06ld", number);
  made.cells[0] = (Cell){made.key, 0};
  made.cells[1] = (Cell){copy("客户资料 customer base %ld", number), 0};
  made.cells[2] = (Cell){copy("每周更新 kept by hand", 0), 0};
  made.cells[3] = (Cell){copy("about", 0), 0};
  made.cells[4] = (Cell){NULL, number % 5 + 1};
  made.cells[5] = (Cell){NULL, number / 5 % 5 + 1};
  made.cells[6] = (Cell){NULL, number * 97 % 100001 + (is_new && thousandth < 6)};
  made.cells[7] = (Cell){copy("shop", 0), 0};
  return made;
}

static Side side(long count, int is_new) {
  Side side = {malloc((size_t)(count + count / 1000 + 1) * sizeof(Entry)), 0};
  if (!side.entries) fail("no memory");
  for (long place = 0; place < count; place++) {
    long number = is_new ? place * 7919 % count : place;
    if (is_new && number % 1000 == 6) continue;
    side.entries[side.count++] = entry(number, is_new);
  }
  for (long number = 0; is_new && number < count / 1000; number++)
    side.entries[side.count++] = entry(count + number * 1000 + 500, 0);
  return side;
}

static unsigned long hash(const char *key) {
  unsigned long hash = 14695981039346656037UL;
  for (; *key; key++) hash = (hash ^ (unsigned char)*key) * 1099511628211UL;
  return hash;
}

static int differs(const Entry *a, const Entry *b) {
  for (int field = 0; field < FIELDS; field++) {
    const Cell *left = &a->cells[field], *right = &b->cells[field];
    if (left->text && right->text ? strcmp(left->text, right->text) != 0
                                  : left->text != right->text || left->number != right->number)
      return 1;
  }
  return 0;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  long entries = atol(arguments[1]);
  Side old = side(entries, 0), new = side(entries, 1);
  double best = 1e9;
  long changed = 0, added = 0, removed = 0;
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    size_t size = 1;
    while (size < (size_t)old.count * 2) size *= 2;
    long *table = calloc(size, sizeof(long));
    char *met = calloc((size_t)old.count, 1);
    if (!table || !met) fail("no memory");
    for (long place = 0; place < old.count; place++) {
      size_t slot = hash(old.entries[place].key) & (size - 1);
      while (table[slot]) slot = (slot + 1) & (size - 1);
      table[slot] = place + 1;
    }
    changed = added = removed = 0;
    for (long place = 0; place < new.count; place++) {
      const Entry *entry = &new.entries[place];
      size_t slot = hash(entry->key) & (size - 1);
      while (table[slot] && strcmp(old.entries[table[slot] - 1].key, entry->key)) slot = (slot + 1) & (size - 1);
      if (!table[slot]) {
        added++;
        continue;
      }
      met[table[slot] - 1] = 1;
      changed += differs(&old.entries[table[slot] - 1], entry);
    }
    for (long place = 0; place < old.count; place++) removed += !met[place];
    free(table);
    free(met);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nchanged %ld\nadded %ld\nremoved %ld\n", best, changed, added, removed);
  return 0;
}
