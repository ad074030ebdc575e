package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The results of the bench: printed line by line, and finally as Markdown for etc/docs/performance.md.
final class Report {
    private final List<String> loads = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    /// Prints a remark that is not part of the Markdown.
    void say(String line) {
        System.out.println(line);
    }

    /// A row of the table of loads.
    void load(String... cells) {
        loads.add(row(cells));
        say(row(cells));
    }

    /// A row of the table of single figures.
    void figure(String what, String figure) {
        figures.add(row(what, figure));
        say(row(what, figure));
    }

    void write(Path file, String command) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("`" + command + "` on " + Machine.describe() + ":");
        lines.add("");
        lines.add(row("load", "server", "requests/s", "p50", "p99", "CPU per request", "wrong"));
        lines.add("|---|---|--:|--:|--:|--:|--:|");
        lines.addAll(loads);
        lines.add("");
        lines.add(row("what", "figure"));
        lines.add("|---|---|");
        lines.addAll(figures);
        Files.write(file, lines);
        say("");
        lines.forEach(this::say);
        say("");
        say("Written to " + file);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
