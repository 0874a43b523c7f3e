/* The tables of the methods, drawn by lot as in Sources/bench/Inputs/Tables.swift. */
#ifndef DRAWS_H
#define DRAWS_H
#include "limit.h"
#include <math.h>
#include <stdint.h>

static const uint64_t seed_of_tables = 20260131;

typedef struct {
  uint64_t state;
} Lot;

static inline uint64_t draw(Lot *lot) {
  uint64_t mixed = lot->state += 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

/* A place in 0..<count: the high half of the product. */
static inline long below(Lot *lot, long count) {
  return (long)(((unsigned __int128)draw(lot) * (unsigned __int128)count) >> 64);
}

static inline void *room(long count, size_t size) {
  void *made = calloc((size_t)(count > 0 ? count : 1), size);
  if (!made) fail("no memory");
  return made;
}

/* The name of a row. */
static inline char *id_of(char letter, long number) {
  char text[32];
  snprintf(text, sizeof text, "%c%ld", letter, number);
  char *made = strdup(text);
  if (!made) fail("no memory");
  return made;
}

static inline char **draw_ids(char letter, long count) {
  char **made = room(count, sizeof(char *));
  for (long number = 0; number < count; number++) made[number] = id_of(letter, number);
  return made;
}

/* Fails where a name is used twice, by hashing; they stand `stride` bytes apart. */
static inline void check_ids(char *const *ids, size_t stride, long count) {
  size_t size = 1;
  while (size < (size_t)count * 2) size *= 2;
  char **table = room((long)size, sizeof(char *));
  for (long number = 0; number < count; number++) {
    char *id = *(char *const *)((const char *)ids + (size_t)number * stride);
    uint64_t hash = 14695981039346656037u;
    for (const char *at = id; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    size_t slot = (hash * 0x9E3779B97F4A7C15u >> 32) & (size - 1);
    while (table[slot]) {
      if (!strcmp(table[slot], id)) fail("a name is used twice");
      slot = (slot + 1) & (size - 1);
    }
    table[slot] = id;
  }
  free(table);
}

/* Row by row; not a number where nothing was said. */
static inline double *draw_ratings(long units, int raters, int is_complete, int levels) {
  Lot lot = {seed_of_tables};
  double *made = room(units * raters, sizeof(double));
  for (long unit = 0; unit < units; unit++) {
    long level = below(&lot, levels);
    for (int rater = 0; rater < raters; rater++) {
      long kind = below(&lot, 10);
      made[unit * raters + rater] =
          kind == 0 && !is_complete ? NAN : (double)(1 + (kind < 3 ? below(&lot, levels) : level));
    }
  }
  return made;
}

static inline double *draw_survey(long respondents, int questions) {
  Lot lot = {seed_of_tables};
  double *made = room(respondents * questions, sizeof(double));
  for (long person = 0; person < respondents; person++) {
    long level = below(&lot, 5);
    for (int question = 0; question < questions; question++)
      made[person * questions + question] = (double)(1 + (below(&lot, 2) == 0 ? level : below(&lot, 5)));
  }
  return made;
}

static inline double mean_of(const double *values, long count) {
  double sum = 0;
  for (long place = 0; place < count; place++) sum += values[place];
  return sum / (double)count;
}

static inline double squares_of(const double *values, long count) {
  double mean = mean_of(values, count), sum = 0;
  for (long place = 0; place < count; place++) sum += (values[place] - mean) * (values[place] - mean);
  return sum;
}

static inline int rising(const void *one, const void *other) {
  double first = *(const double *)one, second = *(const double *)other;
  return (first > second) - (first < second);
}
#endif
