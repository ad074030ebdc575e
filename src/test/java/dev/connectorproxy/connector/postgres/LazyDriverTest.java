package dev.connectorproxy.connector.postgres;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A proxy that runs no SQL does not load drivers and the pool.
class LazyDriverTest {
    @Test
    void loadsNoClassOfTheDriverAndThePoolBeforeTheFirstCall() throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load:stdout",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadsNothing.class.getName())
                        .redirectErrorStream(true)
                        .start();

        var loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(loaded, containsString("made 14"));
        assertThat(
                loaded,
                containsString("dev.connectorproxy.connector.postgres.session.PostgresRunner"));
        assertThat(loaded, containsString("dev.connectorproxy.connector.sql.session.SqlRunner"));
        assertThat(loaded, not(containsString("org.postgresql.")));
        assertThat(loaded, not(containsString("org.mariadb.")));
        assertThat(loaded, not(containsString("com.microsoft.")));
        assertThat(loaded, not(containsString("org.apache.commons.pool2.")));
        assertThat(loaded, not(containsString("java.sql.")));
    }
}
