package dev.connectorproxy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The tables of settings in a Markdown file: rows ``| `key` | default | environment | meaning |``. In a key, `[]` stands for
/// any element of a list and `<NAME>` for any one name. A default is in backticks; without any, there is none.
record SettingsTable(Map<String, Row> rows) {
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /// The cells after the key.
    record Row(String value, List<String> variables, String meaning) {}

    static SettingsTable read(Path markdown) throws IOException {
        var rows = new LinkedHashMap<String, Row>();
        boolean inside = false;
        for (var line : Files.readAllLines(markdown)) {
            var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            inside =
                    cells.equals(List.of("", "Key", "Default", "Environment", "Meaning"))
                            || inside && line.startsWith("|");
            var row = ROW.matcher(line);
            if (inside && row.matches()) {
                var before =
                        rows.put(
                                row.group(1),
                                new Row(
                                        String.join("", code(row.group(2))),
                                        code(row.group(3)),
                                        row.group(4).strip()));
                if (before != null) {
                    throw new IOException(row.group(1) + " has two rows");
                }
            }
        }
        return new SettingsTable(rows);
    }

    /// The mistakes in the table.
    ///
    /// @param declared every key that is read, list elements with their index
    /// @param defaults the built-in ones, lists joined with commas
    List<String> mistakes(Collection<String> declared, Map<String, String> defaults) {
        var all = new ArrayList<String>();
        declared.stream()
                .filter(key -> row(key).isEmpty())
                .forEach(key -> all.add(key + " has no row"));
        defaults.keySet().stream()
                .filter(key -> !rows.containsKey(key))
                .forEach(key -> all.add(key + " of application.yaml has no row"));
        rows.forEach((key, row) -> {
            if (declared.stream().noneMatch(covers(key))) {
                all.add(key + " has a row and is no setting");
            }
            var value = defaults.getOrDefault(key, "");
            if (!row.value().equals(value)) {
                all.add(key + " is " + value + " by default, not " + row.value());
            }
            variables(key).stream()
                    .filter(name -> !row.variables().contains(name))
                    .forEach(name -> all.add(key + " does not name its variable " + name));
            row.variables().stream()
                    .filter(name -> !Environment.names(key).contains(name))
                    .forEach(name -> all.add(key + " is not set by " + name));
        });
        return all.stream().distinct().toList();
    }

    /// The variables that a row must name: the older ones, or else the one derived from the key, unless only a file
    /// can set it.
    private List<String> variables(String key) {
        var older = Environment.OLDER_NAMES.getOrDefault(key, List.of());
        boolean inFile =
                key.contains("[]")
                        || key.contains("<")
                        || rows.keySet().stream().anyMatch(it -> it.startsWith(key + "[]"));
        return !older.isEmpty() || inFile ? older : Environment.names(key);
    }

    private List<String> row(String key) {
        return rows.keySet().stream().filter(row -> covers(row).test(key)).toList();
    }

    private static Predicate<String> covers(String row) {
        var names = row.replace("[]", ".*").split("\\.");
        var pattern =
                Arrays.stream(names)
                        .map(name ->
                                name.startsWith("<") || name.equals("*")
                                        ? "[^.]+"
                                        : Pattern.quote(name))
                        .reduce((one, other) -> one + "\\." + other)
                        .orElse("");
        return key -> key.matches(pattern);
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(it -> it.group(1)).toList();
    }
}
