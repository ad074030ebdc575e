package dev.connectorproxy.devserver.run;

import jakarta.json.JsonObjectBuilder;

/// What tasks brought.
///
/// @param rows all rows of their pages
/// @param newRows those that were not kept before
/// @param changedRows those that were kept with another content
/// @param deleted deletions that were reported
/// @param skipped rows that the provider left out
/// @param warnings rows that break a rule
record TaskCounts(
        int pages,
        long rows,
        long newRows,
        long changedRows,
        long deleted,
        long skipped,
        long warnings,
        int retries) {
    static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0);
    static final TaskCounts ONE_RETRY = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 1);

    TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                pages + other.pages,
                rows + other.rows,
                newRows + other.newRows,
                changedRows + other.changedRows,
                deleted + other.deleted,
                skipped + other.skipped,
                warnings + other.warnings,
                retries + other.retries);
    }

    JsonObjectBuilder addTo(JsonObjectBuilder json) {
        return json.add("pages", pages)
                .add("rows", rows)
                .add("newRows", newRows)
                .add("changedRows", changedRows)
                .add("deleted", deleted)
                .add("skipped", skipped)
                .add("warnings", warnings)
                .add("retries", retries);
    }
}
