package dev.connectorproxy.devserver.fetch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.PaymentError;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSizesTest {
    private final PageSizes sizes = new PageSizes(0, 1_000);

    @ParameterizedTest
    @CsvSource({"0, 25", "1, 1", "1000, 1000"})
    void takesThePageSizeOrTheConnectorsOwn(BigInteger asked, int size) {
        assertThat(sizes.effectiveSize(sizes.check(asked), 25), is(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "99999999999999999999", "-99999999999999999999"})
    void refusesOtherPageSizes(BigInteger asked) {
        var failure = assertThrows(DevServerException.class, () -> sizes.check(asked));

        assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        assertThat(failure.getMessage(), is("invalid pageSize"));
        assertThat(
                failure.details(), is(Optional.of("it must be 1 to 1000, or 0 for the usual one")));
    }
}
