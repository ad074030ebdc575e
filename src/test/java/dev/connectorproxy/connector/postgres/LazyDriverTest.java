package dev.connectorproxy.connector.postgres;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.LoadedClasses;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A proxy that runs no SQL does not load drivers and the pool.
class LazyDriverTest {
    @Test
    void loadsNoClassOfTheDriverAndThePoolBeforeTheFirstCall() throws IOException {
        var loaded = LoadedClasses.of(LoadsNothing.class);

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
