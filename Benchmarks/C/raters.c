/* The limits of `icc`, `fleiss` and `kendall`: how far five raters agree. `raters METHOD RATINGS ROUNDS` */
#include "draws.h"

enum { raters = 5, levels = 5 };

static double first, second;

/* Mean squares of targets, raters and the rest; of these ICC(2,1) and ICC(3,k). */
static void icc(const double *scores, long rows) {
  double n = (double)rows, k = raters, *means = room(rows, sizeof(double)), sums[raters] = {0};
  for (long row = 0; row < rows; row++) {
    means[row] = mean_of(scores + row * raters, raters);
    for (int rater = 0; rater < raters; rater++) sums[rater] += scores[row * raters + rater] / n;
  }
  double between = k * squares_of(means, rows), apart = n * squares_of(sums, raters);
  double rest = (squares_of(scores, rows * raters) - between - apart) / ((n - 1) * (k - 1));
  double targets = between / (n - 1), strict = apart / (k - 1);
  first = (targets - rest) / (targets + (k - 1) * rest + k * (strict - rest) / n);
  second = (targets - rest) / targets;
  free(means);
}

static void fleiss(const int *counts, long rows) {
  double observed = 0, sums[levels] = {0}, r = raters, expected = 0;
  for (long row = 0; row < rows; row++) {
    double same = 0;
    for (int level = 0; level < levels; level++) {
      double count = counts[row * levels + level];
      same += count * count, sums[level] += count;
    }
    observed += (same - r) / (r * (r - 1));
  }
  observed /= (double)rows;
  for (int level = 0; level < levels; level++) expected += pow(sums[level] / (r * (double)rows), 2);
  first = (observed - expected) / (1 - expected);
}

typedef struct {
  double score;
  long row;
} Place;

static int by_score(const void *one, const void *other) {
  return rising(&((const Place *)one)->score, &((const Place *)other)->score);
}

static void kendall(const double *scores, long rows) {
  double n = (double)rows, k = raters, *sums = room(rows, sizeof(double)), ties = 0;
  Place *places = room(rows, sizeof(Place));
  for (int rater = 0; rater < raters; rater++) {
    for (long row = 0; row < rows; row++) places[row] = (Place){scores[row * raters + rater], row};
    qsort(places, (size_t)rows, sizeof(Place), by_score);
    for (long start = 0, end; start < rows; start = end) {
      for (end = start + 1; end < rows && places[end].score == places[start].score;) end++;
      for (long place = start; place < end; place++) sums[places[place].row] += (double)(start + 1 + end) / 2;
      double size = (double)(end - start);
      ties += size * size * size - size;
    }
  }
  first = 12 * squares_of(sums, rows) / (k * k * (n * n * n - n) - k * ties);
  free(sums), free(places);
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  int is_icc = !strcmp(arguments[1], "icc"), is_fleiss = !strcmp(arguments[1], "fleiss");
  long rows = atol(arguments[2]) / raters;
  double *scores = draw_ratings(rows, raters, 1, is_icc || is_fleiss ? levels : 100), best = 1e9;
  int *counts = room(rows * levels, sizeof(int));
  char **ids = draw_ids('A', rows);
  if (is_fleiss)
    for (long place = 0; place < rows * raters; place++)
      counts[place / raters * levels + (long)scores[place] - 1]++;
  for (int round = atoi(arguments[3]); round > 0; round--) {
    double start = cpu_now();
    check_ids(ids, sizeof *ids, rows);
    if (is_icc) icc(scores, rows);
    else if (is_fleiss) fleiss(counts, rows);
    else kendall(scores, rows);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nsingle %.17g\nmean %.17g\nkappa %.17g\nw %.17g\n", best, first, second, first, first);
  return 0;
}
