package dev.connectorproxy.connector.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.LoadedClasses;
import dev.connectorproxy.spi.ConnectorContext;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A proxy that makes no documents does not load what makes them.
class LazyDocumentsTest {
    @Test
    void loadsNoClassOfTheLibrariesBeforeTheFirstDocument() throws IOException {
        var loaded = LoadedClasses.of(NoDocument.class);

        assertThat(loaded, containsString("made 1"));
        for (var library :
                new String[] {
                    "com.openhtmltopdf.",
                    "org.apache.pdfbox.",
                    "org.jsoup.",
                    "com.samskivert.",
                    "java.awt."
                }) {
            assertThat(loaded, not(containsString(library)));
        }
    }

    /// A process that creates the command and does not run it.
    static final class NoDocument {
        private NoDocument() {}

        public static void main(String[] args) {
            var commands =
                    new DocumentConnector()
                            .commands(
                                    new ConnectorContext(
                                            (_, _) -> {
                                                throw new AssertionError("no requests");
                                            },
                                            Map.of()));
            System.out.println("made " + commands.size());
        }
    }
}
