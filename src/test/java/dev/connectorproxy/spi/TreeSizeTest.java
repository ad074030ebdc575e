package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSizeTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1                    | 41
                    [1,2]                | 185
                    {"a":1}              | 371
                    "[{,:"               | 70
                    ["\\",[","b"]        | 240
                    """)
    void countsWhatMakesATree(String json, long size) {
        assertThat(TreeSize.of(json.getBytes(StandardCharsets.UTF_8)), is(size));
    }

    @Test
    void countsAllArguments() {
        var arguments =
                new Arguments(Map.of("a", JsonText.ofString("x"), "b", JsonText.ofString("y")));

        assertThat(TreeSize.of(arguments), is(2L * (3 + 40 + 24)));
    }
}
