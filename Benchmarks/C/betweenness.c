/* The limit of `betweenness`: Brandes' algorithm over neighbour lists. `betweenness PEOPLE ROUNDS` */
#include "draws.h"

static int *starts, *targets;

/* Lists of receivers, each pair once, by counting twice: first by receiver, then by giver. */
static void link_up(const int *from, const int *to, long ties, int people) {
  int *order = room(ties, sizeof(int)), *next = room(people + 1, sizeof(int));
  for (long tie = 0; tie < ties; tie++) next[to[tie] + 1]++;
  for (int person = 0; person < people; person++) next[person + 1] += next[person];
  for (long tie = 0; tie < ties; tie++) order[next[to[tie]]++] = (int)tie;
  memset(starts, 0, (size_t)(people + 1) * sizeof(int));
  for (long tie = 0; tie < ties; tie++) starts[from[tie] + 1]++;
  for (int person = 0; person < people; person++) starts[person + 1] += starts[person];
  memcpy(next, starts, (size_t)(people + 1) * sizeof(int));
  for (long place = 0; place < ties; place++) targets[next[from[order[place]]]++] = to[order[place]];
  int free_place = 0;
  for (int person = 0; person < people; person++) {
    int begin = starts[person], end = starts[person + 1];
    starts[person] = free_place;
    for (int place = begin; place < end; place++)
      if (place == begin || targets[place] != targets[place - 1]) targets[free_place++] = targets[place];
  }
  starts[people] = free_place;
  free(order);
  free(next);
}

static void brandes(int people, double *sums) {
  int *order = room(people, sizeof(int)), *distance = room(people, sizeof(int));
  double *paths = room(people, sizeof(double)), *shares = room(people, sizeof(double));
  memset(sums, 0, (size_t)people * sizeof(double));
  for (int source = 0; source < people; source++) {
    for (int person = 0; person < people; person++) distance[person] = -1, paths[person] = shares[person] = 0;
    int met = 1;
    order[0] = source, distance[source] = 0, paths[source] = 1;
    for (int place = 0; place < met; place++) {
      int person = order[place];
      for (int link = starts[person]; link < starts[person + 1]; link++) {
        int target = targets[link];
        if (distance[target] < 0) distance[target] = distance[person] + 1, order[met++] = target;
        if (distance[target] == distance[person] + 1) paths[target] += paths[person];
      }
    }
    for (int place = met - 1; place > 0; place--) {
      int person = order[place];
      double share = 0;
      for (int link = starts[person]; link < starts[person + 1]; link++) {
        int target = targets[link];
        if (distance[target] == distance[person] + 1) share += shares[target];
      }
      sums[person] += paths[person] * share;
      shares[person] = (1 + paths[person] * share) / paths[person];
    }
  }
  free(order), free(distance), free(paths), free(shares);
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  int people = atoi(arguments[1]);
  long ties = people * 10L;
  int *from = room(ties, sizeof(int)), *to = room(ties, sizeof(int));
  Lot lot = {seed_of_tables};
  for (long tie = 0; tie < ties; tie++) {
    from[tie] = (int)below(&lot, people);
    to[tie] = (int)((from[tie] + 1 + below(&lot, people - 1)) % people);
  }
  starts = room(people + 1, sizeof(int)), targets = room(ties, sizeof(int));
  double best = 1e9, *sums = room(people, sizeof(double));
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    link_up(from, to, ties, people);
    brandes(people, sums);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  double largest = 0, sum = 0;
  for (int person = 0; person < people; person++) {
    if (sums[person] > largest) largest = sums[person];
    sum += sums[person];
  }
  printf("cpu %.9f\nlargest %.17g\nsum %.17g\n", best, largest, sum);
  return 0;
}
