/* A server of its own for each measurement: a child that ends with this program, however that ends. */
#ifndef PROBITY_BENCH_SERVER_H
#define PROBITY_BENCH_SERVER_H
#include <dirent.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

static pid_t server;

/* Starts a server; `user` is whose it is where this is root's process, or NULL. Its words go to `log`. */
static void startServer(char *const arguments[], const char *user, const char *log, int stopSignal) {
    struct passwd *owner = user && geteuid() == 0 ? getpwnam(user) : NULL;
    if (user && geteuid() == 0 && !owner) missing("the server refuses to run as root, and its own user is not there");
    pid_t parent = getpid();
    server = fork();
    if (server == 0) {
        int file = open(log, O_CREAT | O_WRONLY | O_APPEND, 0644);
        dup2(file, 1);
        dup2(file, 2);
        if (owner && (initgroups(user, owner->pw_gid) != 0 || setgid(owner->pw_gid) != 0 || setuid(owner->pw_uid) != 0))
            _exit(126);
        /* Behind the change of user, which would clear it. */
        prctl(PR_SET_PDEATHSIG, stopSignal);
        if (getppid() != parent) _exit(125);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    if (server < 0) fail("starting", arguments[0]);
}

static void stopServer(int stopSignal) {
    if (server <= 0) return;
    kill(server, stopSignal);
    for (int i = 0; i < 1500; i++) {
        if (waitpid(server, NULL, WNOHANG) == server) {
            server = 0;
            return;
        }
        usleep(20000);
    }
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    server = 0;
}

/* Seconds of the server, of its children, and of those that it has seen end. */
static double serverSeconds(void) {
    double total = 0;
    DIR *all = opendir("/proc");
    struct dirent *one;
    while (all && (one = readdir(all))) {
        char path[300], text[1024], *rest;
        long parent;
        unsigned long user, system;
        long childUser, childSystem;
        int process = atoi(one->d_name);
        if (process <= 0) continue;
        snprintf(path, sizeof path, "/proc/%d/stat", process);
        FILE *file = fopen(path, "r");
        if (!file) continue;
        size_t count = fread(text, 1, sizeof text - 1, file);
        fclose(file);
        text[count] = 0;
        if (!(rest = strrchr(text, ')'))) continue;
        if (sscanf(rest + 2, "%*c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld", &parent, &user, &system,
                   &childUser, &childSystem) != 5) continue;
        if (process != server && parent != server) continue;
        total += (double)(user + system);
        if (process == server) total += (double)(childUser + childSystem);
    }
    if (all) closedir(all);
    return total / (double)sysconf(_SC_CLK_TCK);
}
#endif
