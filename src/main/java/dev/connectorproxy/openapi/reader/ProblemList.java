package dev.connectorproxy.openapi.reader;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The problems of a description, each once, bounded in number and length. Not thread-safe.
final class ProblemList {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_PLACE = 300;
    private static final int MAX_TEXT = 300;

    private final Set<String> lines = new LinkedHashSet<>();

    void add(String place, String text) {
        if (lines.size() < MAX_LINES) {
            lines.add(shortened(place, MAX_PLACE) + ": " + shortened(text, MAX_TEXT));
        } else {
            lines.add("further problems are not listed");
        }
    }

    void add(DocumentNode node, String text) {
        add(node.place(), text);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /// The text in one line.
    private static String shortened(String text, int length) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length) + "…";
    }
}
