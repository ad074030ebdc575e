package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.PaymentError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// A failure of a request to a provider, after all attempts of the egress.
///
/// @param expected the error class that the connector must report
/// @param response what the egress returns or throws
record ProviderFault(String name, PaymentError expected, Supplier<HttpResponse> response) {
    private static final List<Integer> STATUSES =
            List.of(400, 401, 403, 404, 408, 421, 423, 425, 429, 500, 503);

    /// All of them.
    ///
    /// @param errorBody by status
    static List<ProviderFault> all(IntFunction<String> errorBody) {
        var faults = new ArrayList<ProviderFault>();
        for (int status : STATUSES) {
            faults.add(status(status, errorBody.apply(status)));
        }
        faults.add(unreadable("malformed JSON", "{\"data\": [{\"id\""));
        faults.add(unreadable("an empty body", ""));
        faults.add(lost("no response in time", PaymentError.TIMEOUT, ErrorCode.READ_TIMEOUT));
        faults.add(lost("no connection in time", PaymentError.TIMEOUT, ErrorCode.CONNECT_TIMEOUT));
        faults.add(
                lost(
                        "an incomplete response",
                        PaymentError.UPSTREAM_ERROR,
                        ErrorCode.CHUNKED_ENCODING_ERROR));
        faults.add(lost("no connection", PaymentError.CLIENT_ERROR, ErrorCode.CONNECTION_ERROR));
        return faults;
    }

    static ProviderFault status(int status, String body) {
        return new ProviderFault(
                String.valueOf(status), PaymentError.ofStatus(status), () -> json(status, body));
    }

    private static ProviderFault unreadable(String name, String body) {
        return new ProviderFault(name, PaymentError.UPSTREAM_ERROR, () -> json(200, body));
    }

    private static ProviderFault lost(String name, PaymentError expected, ErrorCode code) {
        return new ProviderFault(
                name,
                expected,
                () -> {
                    throw new ConnectorException(code, name);
                });
    }

    private static HttpResponse json(int status, String body) {
        return new HttpResponse(
                status,
                List.of(new Header("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
