package dev.connectorproxy.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    data:text/plain;name=a.txt;base64,aGVsbG8=               | hello
                    data:text/plain;charset=utf-8;name=a.txt;base64,aGVsbG8= | hello
                    data:;name=a%20b.txt;base64,aGVsbG8=                     | hello
                    data:text/plain;name=a,b.txt;base64,aGVsbG8=             | hello
                    DATA:text/plain;NAME=a.txt;BASE64,aGVsbG8=               | hello
                    data:application/pdf;name=;base64,                       | ''
                    """)
    void decodesTheContent(String url, String content) {
        assertThat(new String(UploadFileData.file(url).content(), UTF_8), is(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aGVsbG8=",
                "data:",
                "data:,aGVsbG8=",
                "file:text/plain;name=a.txt;base64,aGVsbG8=",
                "data:text/plain;base64,aGVsbG8=",
                "data:text/plain;name=a.txt,aGVsbG8=",
                "data:text/plain;base64;name=a.txt,aGVsbG8=",
                "data:text/plain;name=a.txt;base64,aGVsbG8",
                "data:text/plain;name=a.txt;base64,aGVs bG8=",
                "data:text/plain;name=a.txt;base64,aGVs\nbG8=",
                "data:text/plain;name=a.txt;base64,aGVsbG8_",
                "data:text/plain;name=a.txt;base64,=aGVsbG8"
            })
    void refusesOtherTextsWithoutQuotingThem(String url) {
        var failure = assertThrows(ConnectorException.class, () -> UploadFileData.file(url));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), containsString("file_data"));
        assertThat(failure.getMessage(), not(containsString("aGVs")));
    }

    @Test
    void refusesTheDigestOfAFile() {
        var url = "data:text/plain;name=a.txt;base64,spifffiledatadigest+" + "0a".repeat(32);

        var failure = assertThrows(ConnectorException.class, () -> UploadFileData.file(url));

        assertThat(failure.getMessage(), containsString("get_encoded_file_data("));
    }
}
