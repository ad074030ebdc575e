package dev.connectorproxy.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
    @Test
    void theOptionsAreAShareOfTheRequestsAndAnAddress() {
        assertThat(
                DemoOptions.parse(), is(new DemoOptions(0, URI.create("http://localhost:8081"))));
        assertThat(
                DemoOptions.parse("--faults", "25", "--dev", "http://127.0.0.1:1"),
                is(new DemoOptions(25, URI.create("http://127.0.0.1:1"))));
    }

    @Test
    void othersAreRefusedWithTheUsage() {
        for (var args : new String[][] {{"--fault", "1"}, {"--faults"}, {"--dev", "8081"}}) {
            var failure =
                    assertThrows(IllegalArgumentException.class, () -> DemoOptions.parse(args));

            assertThat(failure.getMessage(), containsString("--faults PERCENT"));
        }
    }
}
