#include <stdio.h>
#include <editline/readline.h>
#include <sys/signalfd.h>
