/* The limit of `load`: libyaml's events, looked at and dropped. `events FILE ROUNDS` */
#include "limit.h"
#include <yaml.h>

int main(int count, char **arguments) {
  if (count < 3) return 64;
  double best = 1e9;
  long events = 0;
  size_t size = 0;
  for (int round = atoi(arguments[2]); round > 0; round--) {
    double start = cpu_now();
    unsigned char *bytes = read_whole(arguments[1], &size);
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, bytes, size);
    events = 0;
    for (int done = 0; !done;) {
      if (!yaml_parser_parse(&parser, &event)) fail(parser.problem);
      events++;
      done = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    free(bytes);
    double spent = cpu_now() - start;
    if (spent < best) best = spent;
  }
  printf("cpu %.9f\nevents %ld\nbytes %zu\n", best, events, size);
  return 0;
}
