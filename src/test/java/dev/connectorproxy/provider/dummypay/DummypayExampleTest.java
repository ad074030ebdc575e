package dev.connectorproxy.provider.dummypay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The directory with which dummypay is tried.
class DummypayExampleTest {
    @TempDir private Path folder;

    @Test
    void eachConnectorGetsItsOwnCopyOfTheFilesOfTheDocumentation() throws IOException {
        var one = directory("one");
        var two = directory("two");

        assertThat(one, is(not(two)));
        for (var file : DummypayFile.values()) {
            var name = file.fileName();
            var documented = Files.readString(Path.of("etc/examples/dummypay", name));
            assertThat(Files.readString(one.resolve(name)), is(documented));
        }
    }

    private Path directory(String name) throws IOException {
        JsonObject config =
                new DummypayProvider()
                        .exampleConfig()
                        .orElseThrow()
                        .apply(Files.createDirectory(folder.resolve(name)));
        new DummypayProvider().configSchema().parse(config, "example");
        return Path.of(config.getString("directory"));
    }
}
