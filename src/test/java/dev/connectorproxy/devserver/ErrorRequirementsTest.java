package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requirements of section 1.6 of the contract on errors and page sizes.
class ErrorRequirementsTest extends DevServerCase {
    @Test
    void errorsKeepMessageAndDetailsAndAddACode() {
        var path = server.connector("fake");
        provider.before((_, _) -> {
            throw PaymentException.of(PaymentError.RATE_LIMITED);
        });

        var response = server.post(path + "/fetch/external-accounts", "");

        assertThat(response.status(), is(400));
        assertThat(
                response.body(),
                is(
                        "{\"code\":\"RATE_LIMITED\",\"details\":\"rate limited by upstream server\",\"message\":\"fetch external accounts failed\"}\n"));
    }

    @Test
    void whateverAProviderThrowsIsAJson500() {
        var path = server.connector("fake");
        provider.before((_, _) -> {
            throw new StackOverflowError("s3cret-key");
        });

        var response = server.post(path + "/fetch/payments", "");

        assertThat(response.status(), is(500));
        assertThat(response.message(), is("fetch payments failed"));
        assertThat(response.details(), is("java.lang.StackOverflowError: ***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "1e500", "99999999999999999999"})
    void aPageSizeOutOfBoundsIsRefused(String size) {
        var path = server.connector("fake");

        var response = server.post(path + "/fetch/accounts", "{\"pageSize\":" + size + "}");

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("invalid pageSize"));
        assertThat(provider.requests.isEmpty(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"pageSize\":0}", "{\"pageSize\":null}"})
    void aPageSizeOfZeroOrNoneIsTheProvidersOwn(String body) {
        var path = server.connector("fake");

        server.post(path + "/fetch/accounts", body);

        assertThat(provider.requests.element().pageSize(), is(2));
        assertThat(state(path, "accounts").getInt("pageSize"), is(0));
    }
}
