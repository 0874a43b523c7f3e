/* The limit of `customers`: contribution, four lifetime values, shares by contribution and by revenue, classes, and how many
   change when a threshold moves. `customers CUSTOMERS ROUNDS` */
#include "draws.h"

typedef struct {
  char *id;
  double revenue, direct, service, potential, retention;
} Customer;

typedef struct {
  double contribution, margin, gross, growth, ratio, end, now, end_within, now_within;
  double share, before, cumulative, share_of_revenue;
  long rank, rank_of_revenue;
  int band, band_of_revenue, classes;
} Row;

typedef struct {
  double value;
  long number;
} Place;

typedef struct {
  double band, ratio, amount, zero;
} Limits;

enum { horizon = 10, below_zero = 1, most_valuable = 2, most_growable = 4 };
static const double rate = 0.1, tolerance = 1e-12, end_of_b = 0.95;

static Customer *customers;
static Row *rows;
static Place *places;
static long size;

static int falling(const void *one, const void *other) {
  const Place *first = one, *second = other;
  if (first->value != second->value) return first->value < second->value ? 1 : -1;
  return strcmp(customers[first->number].id, customers[second->number].id);
}

static void evaluate(const Customer *customer, Row *row) {
  double factor = customer->retention / (1 + rate), first, term;
  row->contribution = customer->revenue - customer->direct - customer->service;
  row->margin = customer->revenue > 0 ? row->contribution / customer->revenue : NAN;
  row->gross = customer->revenue > 0 ? (customer->revenue - customer->direct) / customer->revenue : NAN;
  row->growth = customer->potential - customer->revenue;
  row->ratio = customer->revenue > 0 ? customer->potential / customer->revenue - 1 : INFINITY;
  row->end = row->contribution * factor / (1 - factor);
  row->now = row->contribution / (1 - factor);
  row->end_within = row->now_within = 0;
  first = row->contribution * factor, term = row->contribution;
  for (int period = 0; period < horizon; period++) {
    row->end_within += first, row->now_within += term;
    first *= factor, term *= factor;
  }
}

static void rank_all(int by_revenue) {
  for (long number = 0; number < size; number++)
    places[number] = (Place){by_revenue ? customers[number].revenue : rows[number].contribution, number};
  qsort(places, (size_t)size, sizeof(Place), falling);
  double total = 0, sum = 0;
  for (long place = 0; place < size; place++) total += fmax(0, places[place].value);
  for (long place = 0, rank = 1; place < size; place++) {
    double value = fmax(0, places[place].value), before = sum / total;
    if (place > 0 && places[place - 1].value > places[place].value + tolerance) rank = place + 1;
    sum += value;
    Row *row = &rows[places[place].number];
    int band = value <= 0 || before >= end_of_b - tolerance ? 2 : before >= 0.8 - tolerance;
    if (by_revenue) row->share_of_revenue = value / total, row->rank_of_revenue = rank, row->band_of_revenue = band;
    else row->share = value / total, row->before = before, row->cumulative = sum / total, row->rank = rank, row->band = band;
  }
}

static int classes_of(const Row *row, const Limits *limits) {
  return (row->end < limits->zero - tolerance) * below_zero
         | (row->contribution > 0 && row->before < limits->band - tolerance) * most_valuable
         | (row->growth >= limits->amount - tolerance && row->ratio >= limits->ratio - tolerance) * most_growable;
}

static double sums[4], gini, peak;
static long changed;

static void classify(void) {
  for (long number = 0; number < size; number++) evaluate(&customers[number], &rows[number]);
  rank_all(1);
  double sum = 0, weighted = 0;
  for (long place = 0; place < size; place++) {
    double value = places[size - 1 - place].value;
    sum += value, weighted += (2 * (double)(place + 1) - (double)size - 1) * value;
  }
  gini = weighted / ((double)size * sum);
  rank_all(0);
  memset(sums, 0, sizeof sums);
  double running = 0;
  peak = -INFINITY, changed = 0;
  Limits start = {0.8, 0.5, 500, 0};
  for (long place = 0; place < size; place++) {
    Row *row = &rows[places[place].number];
    running += places[place].value;
    if (running > peak) peak = running;
    row->classes = classes_of(row, &start);
    sums[row->classes & below_zero ? 0 : row->classes & most_valuable ? 1 : row->classes ? 2 : 3] += row->contribution;
  }
  for (int moved = 0; moved < 8; moved++) {
    Limits limits = start;
    double *limit = moved < 2 ? &limits.band : moved < 4 ? &limits.ratio : moved < 6 ? &limits.amount : &limits.zero;
    *limit *= moved % 2 ? 1.1 : 0.9;
    for (long number = 0; number < size; number++) changed += classes_of(&rows[number], &limits) != rows[number].classes;
  }
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  size = atol(arguments[1]);
  customers = room(size, sizeof(Customer)), rows = room(size, sizeof(Row)), places = room(size, sizeof(Place));
  Lot lot = {seed_of_tables};
  for (long number = 0; number < size; number++) {
    Customer *customer = &customers[number];
    customer->id = id_of('C', number);
    long some = below(&lot, 1000);
    customer->revenue = (double)(some * below(&lot, 1000)) / 100;
    customer->direct = customer->revenue * (double)(30 + below(&lot, 60)) / 100;
    customer->service = (double)below(&lot, 200000) / 100;
    customer->potential =
        below(&lot, 100) == 0 ? NAN : customer->revenue * (double)(100 + below(&lot, 150)) / 100;
    customer->retention = (double)(50 + below(&lot, 50)) / 100;
  }
  double best = 1e9;
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    check_ids(&customers[0].id, sizeof(Customer), size);
    classify();
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nbelowZero %.17g\nmostValuable %.17g\nmostGrowable %.17g\nothers %.17g\n", best, sums[0], sums[1], sums[2],
         sums[3]);
  printf("gini %.17g\npeak %.17g\nchanged %ld\n", gini, peak, changed);
  return 0;
}
