package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
        "1970-01-01T00:00:00.000000001Z, 1970-01-01T00:00:00.000000001Z",
        "2024-02-29T01:02:03.500Z, 2024-02-29T01:02:03.5Z",
        "2026-01-31T23:59:59.120300Z, 2026-01-31T23:59:59.1203Z",
        "2026-10-20T10:20:30.100Z, 2026-10-20T10:20:30.1Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z, -0001-12-31T23:59:59Z"
    })
    void writesAsManyDecimalsAsItTakes(String time, String text) {
        assertThat(Times.text(Instant.parse(time)), is(text));
    }

    @Test
    void whatItWritesIsTheTimeThatItReads() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var seconds = random.nextLong(-62_167_219_200L, 253_402_300_800L); // years 0 to 9999
            var nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
            var time = Instant.ofEpochSecond(seconds, nanos);

            assertThat(Times.of(Times.text(time)), is(Optional.of(time)));
        }
    }
}
