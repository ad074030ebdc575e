package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// The shape that a reader can rely on: short files, short methods, and a name that stands for one thing.
class SourceShapeTest {
    private static final int MAX_FILE_LINES = 250;
    private static final int MAX_METHOD_LINES = 40;
    private static final Pattern LOOK_UP =
            Pattern.compile("\\bJson\\.create|JsonProvider\\.provider\\(\\)\\s*\\.");

    @Test
    void noFileOfMainIsLong() throws IOException {
        var tooLong = new ArrayList<String>();

        for (var file : sources(Path.of("src/main/java"))) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES) {
                tooLong.add(file + " " + lines);
            }
        }

        assertThat(tooLong, is(empty()));
    }

    @Test
    void noMethodOfMainIsLong() throws IOException {
        var tooLong = new TreeSet<String>();

        parse(
                Path.of("src/main/java"),
                (method, lines) -> {
                    if (lines > MAX_METHOD_LINES) {
                        tooLong.add(method + " " + lines);
                    }
                });

        assertThat(tooLong, is(empty()));
    }

    @Test
    void noTopLevelNameStandsTwice() throws IOException {
        var places = new TreeMap<String, List<Path>>();

        for (var file : sources(Path.of("src"))) {
            places.computeIfAbsent(file.getFileName().toString(), _ -> new ArrayList<>()).add(file);
        }

        places.remove("package-info.java");
        assertThat(places.size(), greaterThan(900));
        places.values().removeIf(files -> files.size() == 1);
        assertThat(places.values(), is(empty()));
    }

    /// [jakarta.json.Json] looks the provider up with the service loader for each value, which took 0.2 s of a start.
    @Test
    void theProviderOfJsonIsLookedUpOncePerClass() throws IOException {
        var found = new TreeSet<String>();

        for (var file : sources(Path.of("src/main/java"))) {
            if (LOOK_UP.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }

        assertThat(found, is(empty()));
    }

    private interface Methods {
        void accept(String method, long lines);
    }

    private static void parse(Path root, Methods methods) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            var files = manager.getJavaFileObjectsFromPaths(sources(root));
            var task =
                    (JavacTask)
                            javac.getTask(null, manager, null, List.of("-proc:none"), null, files);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new MethodScanner(unit, positions, methods).scan(unit, null);
            }
        }
    }

    private static final class MethodScanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final Methods methods;
        private String type = "";

        MethodScanner(CompilationUnitTree unit, SourcePositions positions, Methods methods) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.methods = methods;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            var outer = type;
            type = tree.getSimpleName().toString();
            super.visitClass(tree, nothing);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
            long last = lines.getLineNumber(positions.getEndPosition(unit, tree));
            methods.accept(type + "." + tree.getName(), last - first + 1);
            return super.visitMethod(tree, nothing);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
