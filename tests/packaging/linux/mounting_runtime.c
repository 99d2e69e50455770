/* A stand-in for the runtime of AppImages, for tests only: it mounts with `squashfuse`.
 *
 * As with the true one, the process that was started becomes AppRun and keeps its number, and the
 * mount is there only as long as somebody holds a pipe open that AppRun inherited: programs that
 * AppRun starts in the usual way do not hold it.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char image[4096], mount[] = "/tmp/.mount_PictroXXXXXX";

static void fail(const char *what) {
    perror(what);
    exit(127);
}

static long end_of_program(void) {
    Elf64_Ehdr head;
    int file = open(image, O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, &head, sizeof head) != sizeof head) fail(image);
    close(file);
    return head.e_shoff + (long)head.e_shentsize * head.e_shnum;
}

static int is_mounted(void) {
    struct stat inside, outside;
    return !stat(mount, &inside) && !stat("/tmp", &outside) && inside.st_dev != outside.st_dev;
}

static void serve(int answer) {
    char options[64], waste[4096] = {0};
    snprintf(options, sizeof options, "ro,offset=%ld", end_of_program());
    pid_t server = fork();
    if (server == 0) {
        close(answer);
        execlp("squashfuse", "squashfuse", "-f", "-o", options, image, mount, NULL);
        fail("squashfuse");
    }
    while (!is_mounted()) {
        if (waitpid(server, NULL, WNOHANG) == server) exit(127);
        usleep(5000);
    }
    signal(SIGPIPE, SIG_IGN);
    while (write(answer, waste, sizeof waste) > 0) {} /* until nobody reads any more */
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    rmdir(mount);
    exit(0);
}

int main(int count, char **arguments) {
    int held[2];
    char program[64], byte;
    ssize_t length = readlink("/proc/self/exe", image, sizeof image - 1);
    if (length < 0 || !mkdtemp(mount) || pipe(held) < 0) fail("runtime");
    pid_t keeper = fork();
    if (keeper == 0) {
        close(held[0]);
        setsid();
        for (int number = 0; number < 3; number++) { /* whoever reads our output shall see its end */
            close(number);
            open("/dev/null", O_RDWR);
        }
        serve(held[1]);
    }
    close(held[1]);
    if (read(held[0], &byte, 1) != 1) fail(mount);
    setenv("APPIMAGE", image, 1);
    setenv("APPDIR", mount, 1);
    setenv("ARGV0", arguments[0], 1);
    snprintf(program, sizeof program, "%s/AppRun", mount);
    execv(program, arguments);
    fail(program);
}
