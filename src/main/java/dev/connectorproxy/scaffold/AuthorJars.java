package dev.connectorproxy.scaffold;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// The jars that a project needs to compile and to test, made of what the program carries. The same program makes the
/// same bytes.
final class AuthorJars {
    private static final List<String> PACKAGES =
            List.of("dev/connectorproxy/spi/", "dev/connectorproxy/toolkit/");
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private AuthorJars() {}

    /// By file name: the types for authors, their sources, and the kit.
    static Map<String, byte[]> of(ProgramFiles program) {
        var types = new TreeMap<String, byte[]>();
        for (var name : PACKAGES) {
            program.startingWith(name).forEach((file, content) -> types.put(name + file, content));
        }
        return Map.of(
                "connector-proxy-spi.jar",
                jar(types),
                "connector-proxy-spi-sources.jar",
                jar(program.startingWith("scaffold/spi-sources/")),
                "connector-proxy-tests.jar",
                jar(program.startingWith("scaffold/kit/")));
    }

    private static byte[] jar(SortedMap<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                jar.putNextEntry(entry);
                jar.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
