package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The package table of etc/docs/architecture.md. `<name>` in a package stands for one segment of any name.
///
/// @param rows by package, below `dev.connectorproxy`
record PackageTable(Map<String, Row> rows) {
    private static final Path PAGE = Path.of("etc", "docs", "architecture.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([\\w.<>]+)` \\| [^|]+ \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([\\w.<>]+)`");

    /// What a package may import.
    ///
    /// @param packages of the project, itself not among them
    /// @param libraries prefixes of other packages than `java`
    record Row(List<String> packages, List<String> libraries) {}

    static PackageTable read() throws IOException {
        var rows = new TreeMap<String, Row>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> {
                    var before = rows.put(row.group(1), new Row(code(row, 2), code(row, 3)));
                    assertThat("two rows of " + row.group(1), before, is(nullValue()));
                });
        return new PackageTable(rows);
    }

    /// The row of that package; a row with `<name>` counts where there is none of that very name.
    Optional<Map.Entry<String, Row>> rowOf(String name) {
        return Stream.of(name, name.replaceFirst("^(connector|provider)\\.\\w+", "$1.<name>"))
                .filter(rows::containsKey)
                .findFirst()
                .map(key -> Map.entry(key, rows.get(key)));
    }

    private static List<String> code(MatchResult row, int column) {
        return CODE.matcher(row.group(column)).results().map(code -> code.group(1)).toList();
    }
}
