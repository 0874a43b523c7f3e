/* The limit of `cronbach`: alpha of twenty questions, standardised and without each, and what each has to do with the
   others, all from one table of cross products. `cronbach ANSWERS ROUNDS` */
#include "draws.h"

enum { items = 20 };

static double products[items][items];

static double alpha_of(int out) {
  double own = 0, all = 0;
  for (int one = 0; one < items; one++) {
    if (one == out) continue;
    own += products[one][one];
    for (int other = 0; other < items; other++) all += other == out ? 0 : products[one][other];
  }
  double left = out < 0 ? items : items - 1;
  return left / (left - 1) * (1 - own / all);
}

static void cross(const double *answers, long people) {
  double means[items] = {0};
  memset(products, 0, sizeof products);
  for (long person = 0; person < people; person++)
    for (int item = 0; item < items; item++) means[item] += answers[person * items + item];
  for (int item = 0; item < items; item++) means[item] /= (double)people;
  for (long person = 0; person < people; person++) {
    double apart[items];
    for (int item = 0; item < items; item++) apart[item] = answers[person * items + item] - means[item];
    for (int one = 0; one < items; one++)
      for (int other = one; other < items; other++) products[one][other] += apart[one] * apart[other];
  }
  for (int one = 0; one < items; one++)
    for (int other = 0; other < one; other++) products[one][other] = products[other][one];
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  long people = atol(arguments[1]) / items;
  double *answers = draw_survey(people, items), best = 1e9, without[items], correlation[items];
  double alpha = 0, standardised = 0;
  char **ids = draw_ids('P', people);
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now(), sum = 0;
    check_ids(ids, sizeof *ids, people);
    cross(answers, people);
    alpha = alpha_of(-1);
    for (int one = 0; one < items; one++) {
      double with_others = 0, others = 0;
      for (int other = 0; other < items; other++) {
        if (other == one) continue;
        with_others += products[one][other];
        for (int third = 0; third < items; third++) others += third == one ? 0 : products[other][third];
        if (other > one) sum += products[one][other] / sqrt(products[one][one] * products[other][other]);
      }
      correlation[one] = with_others / sqrt(products[one][one] * others);
      without[one] = alpha_of(one);
    }
    double mean = sum / (items * (items - 1) / 2);
    standardised = items * mean / (1 + (items - 1) * mean);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nalpha %.17g\nstandardised %.17g\ncorrelation %.17g\nwithout %.17g\n", best, alpha, standardised,
         correlation[items - 1], without[items - 1]);
  return 0;
}
