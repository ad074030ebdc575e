package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.observe.LogSettings.Format;
import dev.connectorproxy.observe.LogSettings.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RepeatedErrorsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void areLimitedAndCountedInTheLog() {
        var log = new LogWriter(out, new LogSettings(Format.TEXT, Level.INFO));
        var failure = new IllegalStateException("its message");

        for (int i = 0; i < 2_000; i++) {
            log.error("a request failed", failure);
        }
        log.close();

        var text = out.toString(StandardCharsets.UTF_8);
        var traces = text.split("java.lang.IllegalStateException", -1).length - 1;
        var counted =
                Pattern.compile("(\\d+) more lines like this one within a second: a request failed")
                        .matcher(text)
                        .results()
                        .mapToInt(count -> Integer.parseInt(count.group(1)))
                        .sum();
        assertThat(traces, is(lessThan(500)));
        assertThat(traces + counted, is(2_000));
    }
}
