package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdnaTest {
    @ParameterizedTest
    @CsvSource({
        "b\u00fccher.example, xn--bcher-kva.example",
        "example.\u4e2d\u56fd, example.xn--fiqs8s",
        "\u0378.example, xn--zva.example",
    })
    void convertsANameToALabels(String host, String ascii) {
        assertThat(Idna.toAscii(host), is(ascii));
    }

    @Test
    void keepsAnAsciiNameAsItIs() {
        var host = "a_B\u007f.example";

        assertThat(Idna.toAscii(host), is(sameInstance(host)));
    }
}
