package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.toolkit.payment.UpstreamErrors.ParsedError;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The error format of the open contract: `{"Title": …, "Detail": …}`.
final class GenericErrors {
    private GenericErrors() {}

    static ParsedError read(int status, JsonValue body) {
        // keys ignoring case: some providers write them in lower case, as in RFC 9457
        var fields = JsonFields.ofRequest(body, "error");
        var title = fields.string("Title").orElse("");
        var detail = fields.string("Detail").orElse("");
        return new ParsedError(
                PaymentError.ofStatus(status),
                title,
                Stream.of(title, detail)
                        .filter(it -> !it.isBlank())
                        .collect(Collectors.joining(": ")));
    }
}
