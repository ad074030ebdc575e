package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDigestTest {
    private static final String MARKER = "spifffiledatadigest+" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(strings = {"data:text/plain;name=a.txt;base64,§", "data:;base64,§\n", "§", " §"})
    void isRefusedInsteadOfAFile(String content) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> FileDigest.refuse("file_data", content.replace("§", MARKER)));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString("parameter 'file_data'"));
        assertThat(failure.getMessage(), containsString("get_encoded_file_data("));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "data:text/plain;name=a.txt;base64,AAAA",
                "§AAAA",
                "AAAA§",
                "data:text/plain;name=§;base64,AAAA",
                "spifffiledatadigest+00"
            })
    void isNotWhatOnlyContainsIt(String content) {
        assertDoesNotThrow(() -> FileDigest.refuse("file_data", content.replace("§", MARKER)));
    }
}
