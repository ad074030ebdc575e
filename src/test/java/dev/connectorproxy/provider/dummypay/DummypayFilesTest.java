package dev.connectorproxy.provider.dummypay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Section 3.3, `directory`, and what is wrong with files.
class DummypayFilesTest {
    private static final String ACCOUNT =
            "[{\"id\":\"a\",\"opening_date\":\"2026-01-01T00:00:00Z\"}]";

    @TempDir private Path directory;

    @Test
    void takesADirectoryThatIsThereOrOneToComeThatEndsInASlash() {
        new Dummypay(directory.toString());
        new Dummypay(directory + "/");
        new Dummypay(directory.resolve("a/b") + "/");
    }

    @Test
    void refusesWhatIsNoDirectory() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");
        for (var text :
                List.of(
                        directory.resolve("to-come").toString(),
                        file.toString(),
                        file + "/",
                        "a\0b/",
                        directory + "/../x/",
                        "../",
                        "..")) {
            var failure = assertThrows(PaymentException.class, () -> new Dummypay(text));
            assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
            assertThat(
                    failure.getMessage(),
                    containsString("validation error occurred for field directory: "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                   | accounts.json is no well-formed JSON
                    [{"id":              | accounts.json is no well-formed JSON
                    [] []                | accounts.json is no well-formed JSON
                    {"id":"a"}           | accounts.json must be an array of objects
                    null                 | accounts.json must be an array of objects
                    [1]                  | accounts.json[0] must be an object
                    [{},{}]              | accounts.json[0]: id is missing
                    [{"id":7}]           | accounts.json[0]: id must be a string
                    [{"id":"a"}]         | accounts.json[0]: opening_date is missing
                    [{"id":"a","opening_date":"2026"}] | accounts.json[0]: opening_date must be an RFC 3339 time
                    """)
    void saysWhatIsWrongWithAFile(String text, String message) {
        Dummypay.write(directory, "accounts.json", text);

        var failure = failure();

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.getMessage(), is("upstream server error: " + message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "PAYOUT"  | "PAYED" | payments.json[1]: type must be one of [PAY-IN, PAYOUT
                    "PENDING" | "DONE"  | payments.json[1]: status must be one of [PENDING
                    :1,       | :1.5,   | payments.json[1]: amount must be a whole number
                    :1,       | :"1",   | payments.json[1]: amount must be a number
                    :1,       | :null,  | payments.json[1]: amount must be a whole number
                    "JPY"     | ""      | payments.json[1]: currency is missing
                    """)
    void saysWhatIsWrongWithAPaymentAndWhere(String part, String replacement, String message) {
        var rows =
                Dummypay.payments(0, 1).replace("]", ",")
                        + Dummypay.payments(1, 2).replace("[", "").replace(part, replacement);
        Dummypay.write(directory, "payments.json", rows);

        var failure =
                assertThrows(
                        PaymentException.class,
                        () -> new Dummypay(directory).payments(FetchRequest.first(9)));

        assertThat(failure.getMessage(), containsString(message));
    }

    @Test
    void refusesDeepJsonLongNumbersAndLongFiles() throws IOException {
        Dummypay.write(directory, "accounts.json", "[".repeat(9_999) + "]".repeat(9_999));
        assertThat(failure().getMessage(), endsWith("accounts.json is no well-formed JSON"));
        Dummypay.write(directory, "accounts.json", "[{\"id\":" + "1".repeat(5_000) + "}]");
        assertThat(failure().error(), is(PaymentError.UPSTREAM_ERROR));
        byte[] spaces = new byte[DummypayDirectory.MAX_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');
        byte[] text = ACCOUNT.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, spaces, 0, text.length);
        Files.write(directory.resolve("accounts.json"), spaces);
        assertThat(failure().getMessage(), endsWith("accounts.json is longer than 10 MiB"));
        Files.write(
                directory.resolve("accounts.json"),
                Arrays.copyOf(spaces, DummypayDirectory.MAX_BYTES));
        assertThat(new Dummypay(directory).accounts(FetchRequest.first(1)).items(), hasSize(1));
    }

    @Test
    void followsLinksInsideTheDirectoryAndNoneThatLeadOut(@TempDir Path outside)
            throws IOException {
        Dummypay.write(directory, "real.json", ACCOUNT);
        Files.createSymbolicLink(directory.resolve("accounts.json"), Path.of("real.json"));
        assertThat(new Dummypay(directory).accounts(FetchRequest.first(1)).items(), hasSize(1));

        Dummypay.write(outside, "secret.json", ACCOUNT);
        Files.delete(directory.resolve("accounts.json"));
        Files.createSymbolicLink(
                directory.resolve("accounts.json"), outside.resolve("secret.json"));
        assertThat(
                failure().getMessage(),
                is(
                        "upstream server error: accounts.json is a link that leads out of the directory"));

        Files.delete(directory.resolve("accounts.json"));
        Files.createDirectory(directory.resolve("accounts.json"));
        assertThat(failure().getMessage(), endsWith("accounts.json is no regular file"));
        assertThat(failure().getMessage(), not(containsString(outside.toString())));
    }

    private PaymentException failure() {
        return assertThrows(
                PaymentException.class,
                () -> new Dummypay(directory).accounts(FetchRequest.first(9)));
    }
}
