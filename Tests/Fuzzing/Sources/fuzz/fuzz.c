/* The program `fuzz`: libFuzzer brings `main`, and what it calls is in ../Fuzzing. A Swift program would bring a second
   `main`; a C program need not have any. */
typedef int empty;
