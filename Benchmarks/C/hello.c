/* The limit of `start-up`: a process. */
#include <stdio.h>

int main(void) {
  puts("hello");
  return 0;
}
