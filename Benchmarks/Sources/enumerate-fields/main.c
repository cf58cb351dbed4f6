/*
 * Reads journal files to their end and touches every field of every entry: the least that a reader of the journal
 * has to do, and so the measure for one that does more.
 */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <systemd/sd-journal.h>

static int fail(const char *what, int error)
{
    fprintf(stderr, "enumerate-fields: %s: %s\n", what, strerror(-error));
    return 1;
}

int main(int argc, const char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: enumerate-fields FILE.journal...\n");
        return 2;
    }
    sd_journal *journal = NULL;
    /* The arguments end with a null pointer, as the paths have to. */
    int result = sd_journal_open_files(&journal, argv + 1, 0);
    if (result < 0)
        return fail("cannot open the journal", result);

    /* Long values count with their whole length; the default cuts them at 64 KiB. */
    result = sd_journal_set_data_threshold(journal, 0);
    if (result < 0)
        return fail("cannot lift the limit on a field's length", result);

    uint64_t entries = 0, fields = 0, bytes = 0;
    while ((result = sd_journal_next(journal)) > 0) {
        const void *data;
        size_t length;

        entries++;
        SD_JOURNAL_FOREACH_DATA(journal, data, length) {
            fields++;
            bytes += length;
        }
    }
    sd_journal_close(journal);
    if (result < 0)
        return fail("cannot read the journal", result);
    printf("entries %llu\nfields %llu\nbytes %llu\n", (unsigned long long)entries, (unsigned long long)fields,
           (unsigned long long)bytes);
    return 0;
}
