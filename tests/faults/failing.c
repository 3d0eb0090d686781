/* A disk that fails on demand, for files of the desk's database.

   Preloaded into a desk. While the file that FAILING_DISK names exists, its two words say what fails and how:
   "sync EIO": fsync and fdatasync; "write ENOSPC": pwrite and write. Everything else goes to the real call. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int of_the_database(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return strstr(path, "deskbell.sqlite") != NULL;
}

/* The error to fail with, or 0. Reads the file with system calls only, and never through the calls replaced here. */
static int wrong(int fd, const char *kind)
{
    const char *name = getenv("FAILING_DISK");
    char said[32] = "";
    int control = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (control < 0)
        return 0;
    ssize_t length = read(control, said, sizeof said - 1);
    close(control);
    size_t word = strlen(kind);
    if (length <= 0 || strncmp(said, kind, word) != 0 || !of_the_database(fd))
        return 0;
    return strncmp(said + word + 1, "ENOSPC", 6) == 0 ? ENOSPC : EIO;
}

#define FAILS(fd, kind)                 \
    do {                                \
        int before = errno;             \
        int number = wrong(fd, kind);   \
        errno = number ? number : before; \
        if (number)                     \
            return -1;                  \
    } while (0)

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int fsync(int fd)
{
    FAILS(fd, "sync");
    return REAL(int, "fsync", int)(fd);
}

int fdatasync(int fd)
{
    FAILS(fd, "sync");
    return REAL(int, "fdatasync", int)(fd);
}

ssize_t write(int fd, const void *data, size_t size)
{
    FAILS(fd, "write");
    return REAL(ssize_t, "write", int, const void *, size_t)(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    FAILS(fd, "write");
    return REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    FAILS(fd, "write");
    return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, data, size, at);
}
