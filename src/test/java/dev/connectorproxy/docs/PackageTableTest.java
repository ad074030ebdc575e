package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The package table of etc/docs/architecture.md, checked against the imports. The root package, which builds the object
/// graph, may import everything.
class PackageTableTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "dev.connectorproxy.";
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.*]+);", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("((?:[a-z]\\w*\\.)+)[A-Z].*");

    private final PackageTable table = PackageTable.read();
    private final List<Path> files = sources();

    PackageTableTest() throws IOException {}

    @Test
    void everyImportPointsWhereTheTableAllows() throws IOException {
        var forbidden = new ArrayList<String>();

        for (var file : files) {
            imports(file)
                    .filter(name -> !isAllowed(packageOf(file), name))
                    .forEach(name -> forbidden.add(file + " imports " + name));
        }

        assertThat(forbidden, is(empty()));
        assertThat(files.size(), greaterThan(500));
    }

    @Test
    void everyPackageHasARowAndEveryRowAPackage() {
        var withoutRow = new TreeSet<String>();
        var withoutPackage = new TreeSet<>(table.rows().keySet());

        for (var file : files) {
            var name = packageOf(file);
            table.rowOf(name)
                    .ifPresentOrElse(
                            row -> withoutPackage.remove(row.getKey()), () -> withoutRow.add(name));
        }

        withoutRow.remove("");
        assertThat(withoutRow, is(empty()));
        assertThat(withoutPackage, is(empty()));
    }

    @Test
    void thePackagesImportEachOtherInNoCircle() throws IOException {
        Map<String, TreeSet<String>> arrows = new TreeMap<>();
        for (var file : files) {
            var home = packageOf(file);
            imports(file)
                    .filter(name -> name.startsWith(ROOT))
                    .map(PackageTableTest::packageOf)
                    .filter(other -> !other.equals(home))
                    .forEach(
                            other -> arrows.computeIfAbsent(home, _ -> new TreeSet<>()).add(other));
        }

        assertThat(arrows.keySet(), hasItem("proxy"));
        // takes away packages that import none of the rest, until only circles are left
        while (arrows.values()
                .removeIf(others -> others.stream().noneMatch(arrows::containsKey))) {}
        assertThat(arrows.entrySet(), is(empty()));
    }

    private boolean isAllowed(String home, String name) {
        if (home.isEmpty() || name.startsWith("java.")) {
            return true;
        }
        var row = table.rowOf(home).map(Map.Entry::getValue);
        if (name.startsWith(ROOT)) {
            var other = packageOf(name);
            return other.equals(home)
                    || row.filter(known -> known.packages().contains(other)).isPresent();
        }
        return row.filter(known -> known.libraries().stream().anyMatch(it -> isIn(name, it)))
                .isPresent();
    }

    private static boolean isIn(String name, String prefix) {
        return name.startsWith(prefix + ".");
    }

    private static Stream<String> imports(Path file) throws IOException {
        return IMPORT.matcher(Files.readString(file)).results().map(found -> found.group(1));
    }

    /// The package of an imported name of the project, below the root.
    private static String packageOf(String name) {
        var found = PACKAGE.matcher(name);
        var own = found.matches() ? found.group(1) : name + ".";
        return own.equals(ROOT) ? "" : own.substring(ROOT.length(), own.length() - 1);
    }

    private static String packageOf(Path file) {
        return SOURCES.resolve(ROOT.replace('.', '/'))
                .relativize(file.getParent())
                .toString()
                .replace('/', '.');
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
