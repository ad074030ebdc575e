package dev.connectorproxy.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The documents of a check, and what they add up to. Used by one thread.
final class CheckReport {
    private static final int MAX_REASONS = 25;

    private final List<CheckedDocument> documents = new ArrayList<>();

    void add(CheckedDocument document) {
        documents.add(document);
    }

    /// Whether every document was read, every operation is callable, and every call was valid.
    boolean isComplete() {
        return !documents.isEmpty() && documents.stream().allMatch(CheckedDocument::isComplete);
    }

    /// The summary.
    String text() {
        int operations = documents.stream().mapToInt(CheckedDocument::operations).sum();
        int callable = documents.stream().mapToInt(CheckedDocument::callable).sum();
        long read = documents.stream().filter(document -> document.failure().isEmpty()).count();
        var out = new StringBuilder();
        out.append(
                "%nDocuments: %d, read: %s%n"
                        .formatted(documents.size(), share(read, documents.size())));
        out.append(
                "Operations: %d, callable: %s%n"
                        .formatted(operations, share(callable, operations)));
        if (documents.stream().anyMatch(document -> document.calls().isPresent())) {
            int valid = documents.stream().mapToInt(document -> document.calls().orElse(0)).sum();
            out.append("Calls: %d, valid: %s%n".formatted(callable, share(valid, callable)));
        }
        reasons(out);
        return out.toString();
    }

    private static String share(long part, long whole) {
        return whole == 0
                ? "0"
                : "%d (%.1f %%)".formatted(part, Math.floor(1000.0 * part / whole) / 10);
    }

    private void reasons(StringBuilder out) {
        Map<String, Integer> counts = new TreeMap<>();
        for (var document : documents) {
            document.failure()
                    .ifPresent(_ -> counts.merge("documents that cannot be read", 1, Integer::sum));
            document.remainder()
                    .forEach((reason, operations) ->
                            counts.merge(reason, operations.size(), Integer::sum));
        }
        if (counts.isEmpty()) {
            return;
        }
        out.append("Remainder:\n");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_REASONS)
                .forEach(reason ->
                        out.append("  %d × %s%n".formatted(reason.getValue(), reason.getKey())));
        if (counts.size() > MAX_REASONS) {
            out.append("  and %d more reasons%n".formatted(counts.size() - MAX_REASONS));
        }
    }
}
