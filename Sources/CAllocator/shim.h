#pragma once
// glibc's malloc: how much freed memory a process keeps for its next allocations.
#include <malloc.h>
