package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void masksSecretsThatArePartOfOthersAsAWhole() {
        var redaction = Redaction.of(List.of("key", " ", "key-2"), 100);

        assertThat(redaction.of("with key-2, key and no more"), is("with ***, *** and no more"));
    }

    @Test
    void putsTheTextOnOneLineOfLimitedLength() {
        var redaction = Redaction.of(List.of(), 5);

        assertThat(redaction.of("a\r\nb\u2028c"), is("a b c"));
        assertThat(redaction.of("123456"), is("12345…"));
    }
}
