package dev.connectorproxy.plugins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The elements of a class path in memory.
class BundleSnapshotTest {
    @TempDir private Path folder;

    @Test
    void everyElementOfTheClassPathIsSearchedInItsOrder() throws IOException {
        var first = element("first", "shared.txt", "own/first.txt");
        var second = element("second", "shared.txt", "own/second.txt");
        var bundle = PluginBundle.ofClassPath(first + File.pathSeparator + second);

        try (var loader =
                new URLClassLoader(BundleSnapshot.urls(bundle).toArray(URL[]::new), null)) {
            assertThat(text(loader, "own/first.txt"), is("first"));
            assertThat(text(loader, "own/second.txt"), is("second"));
            assertThat(text(loader, "shared.txt"), is("first"));
            assertThat(Collections.list(loader.getResources("shared.txt")).size(), is(2));
            assertThat(loader.getResource("own/third.txt"), is(nullValue()));
        }
    }

    private Path element(String name, String... files) throws IOException {
        for (var file : files) {
            var path = folder.resolve(name).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, name);
        }
        return folder.resolve(name);
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (var in = loader.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
