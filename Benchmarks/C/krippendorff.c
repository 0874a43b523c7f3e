/* The limit of `krippendorff` and `bootstrap`: ordinal alpha of five raters, and a percentile interval of it.
   `krippendorff RATINGS ROUNDS [REPLICATES]` */
#include "draws.h"

enum { raters = 5, most_values = 1024 };

static double values[most_values];
static int value_count;

/* The ratings of units that at least two have rated, as places among the different values. */
static int *codes, *starts;
static int units;

static void code(const double *ratings, long rows) {
  value_count = units = 0;
  for (long place = 0; place < rows * raters; place++) {
    double value = ratings[place];
    if (isnan(value)) continue;
    int at = 0;
    while (at < value_count && values[at] < value) at++;
    if (at < value_count && values[at] == value) continue;
    if (value_count == most_values) fail("too many values");
    memmove(values + at + 1, values + at, (size_t)(value_count++ - at) * sizeof(double));
    values[at] = value;
  }
  int used = 0;
  for (long row = 0; row < rows; row++) {
    int begin = used;
    for (int rater = 0; rater < raters; rater++) {
      double value = ratings[row * raters + rater];
      if (isnan(value)) continue;
      int at = 0;
      while (values[at] < value) at++;
      codes[used++] = at;
    }
    if (used - begin < 2) used = begin;
    else starts[units++] = begin;
  }
  starts[units] = used;
}

static double alpha(const int *drawn) {
  double counts[most_values] = {0}, ranks[most_values], before = 0, observed = 0;
  for (int place = 0; place < units; place++) {
    int unit = drawn ? drawn[place] : place;
    for (int at = starts[unit]; at < starts[unit + 1]; at++) counts[codes[at]]++;
  }
  for (int at = 0; at < value_count; at++) ranks[at] = before + counts[at] / 2, before += counts[at];
  for (int place = 0; place < units; place++) {
    int unit = drawn ? drawn[place] : place, size = starts[unit + 1] - starts[unit];
    double sum = 0, spread = 0;
    for (int at = starts[unit]; at < starts[unit + 1]; at++) sum += ranks[codes[at]];
    double mean = sum / size;
    for (int at = starts[unit]; at < starts[unit + 1]; at++)
      spread += (ranks[codes[at]] - mean) * (ranks[codes[at]] - mean);
    observed += 2.0 * size * spread / (size - 1);
  }
  double mean = 0, spread = 0;
  for (int at = 0; at < value_count; at++) mean += ranks[at] * counts[at];
  mean /= before;
  for (int at = 0; at < value_count; at++) spread += counts[at] * (ranks[at] - mean) * (ranks[at] - mean);
  return 1 - (before - 1) * observed / (2 * before * spread);
}

static double quantile(const double *sorted, int count, double share) {
  double place = (count - 1) * share;
  int under = (int)place;
  return under + 1 < count ? sorted[under] + (place - under) * (sorted[under + 1] - sorted[under]) : sorted[count - 1];
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  long rows = atol(arguments[1]) / raters;
  int replicates = count > 3 ? atoi(arguments[3]) : 0;
  double *ratings = draw_ratings(rows, raters, 0, 5), *drawn_alphas = room(replicates, sizeof(double));
  double best = 1e9, found = 0, low = 0, high = 0;
  codes = room(rows * raters, sizeof(int)), starts = room(rows + 1, sizeof(int));
  int *drawn = room(rows, sizeof(int));
  char **ids = draw_ids('A', rows);
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    check_ids(ids, sizeof *ids, rows);
    code(ratings, rows);
    found = alpha(NULL);
    Lot lot = {1};
    for (int replicate = 0; replicate < replicates; replicate++) {
      for (int place = 0; place < units; place++) drawn[place] = (int)below(&lot, units);
      drawn_alphas[replicate] = alpha(drawn);
    }
    if (replicates > 0) {
      qsort(drawn_alphas, (size_t)replicates, sizeof(double), rising);
      low = quantile(drawn_alphas, replicates, 0.025), high = quantile(drawn_alphas, replicates, 0.975);
    }
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nalpha %.17g\nlow %.17g\nhigh %.17g\n", best, found, low, high);
  return 0;
}
