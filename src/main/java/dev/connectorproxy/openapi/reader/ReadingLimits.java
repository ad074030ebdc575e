package dev.connectorproxy.openapi.reader;

/// What reading one description may cost. Not thread-safe: one for each description.
final class ReadingLimits {
    /// The maximum nesting of arrays and objects.
    static final int MAX_DEPTH = 200;

    private static final long MAX_TOTAL_BYTES = 60_000_000;
    private static final int MAX_DOCUMENTS = 10_000;
    private static final int MAX_VALUES = 1_500_000;
    private static final int MAX_STEPS = 3_000_000;

    private final String name;
    private int documents;
    private long bytes;
    private long values;
    private long steps;
    private boolean exceeded;

    /// @param name of the description in messages
    ReadingLimits(String name) {
        this.name = name;
    }

    /// Counts a document.
    void addDocument(int length) {
        if (++documents > MAX_DOCUMENTS) {
            throw exceeded("more than " + MAX_DOCUMENTS + " files");
        }
        addBytes(length);
    }

    /// Counts the bytes of a document.
    void addBytes(int length) {
        bytes += length;
        if (length > DocumentSource.MAX_BYTES || bytes > MAX_TOTAL_BYTES) {
            throw exceeded("more than 20 MB in one file, or 60 MB in all");
        }
    }

    /// Counts values of documents, with the values that YAML aliases repeat.
    void addValues(long count) {
        values += count;
        if (values > MAX_VALUES) {
            throw exceeded("more than " + MAX_VALUES + " values, with what aliases repeat");
        }
    }

    /// Counts schemas, parameters and others that are read, as often as references repeat them.
    void addSteps(int count) {
        steps += count;
        if (steps > MAX_STEPS) {
            throw exceeded("its references repeat too much");
        }
    }

    /// Whether a limit was exceeded, which ends the reading.
    boolean isExceeded() {
        return exceeded;
    }

    private DescriptionException exceeded(String what) {
        exceeded = true;
        return new DescriptionException(
                name, "is too large (" + what + "); take out what is not needed");
    }
}
