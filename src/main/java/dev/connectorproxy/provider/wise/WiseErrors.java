package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.toolkit.payment.UpstreamErrors;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Wise's error formats: `{"errors": [{"code", "message"}]}`, and `{"error", "error_description"}` or `{"error",
/// "message"}` if the request did not reach the target service.
final class WiseErrors implements UpstreamErrors {

    @Override
    public ParsedError read(int status, JsonValue body) {
        var fields = JsonFields.ofResponse(body, "error");
        var errors =
                fields.array("errors").stream()
                        .map(it -> JsonFields.ofResponse(it, "error"))
                        .toList();
        var error = PaymentError.ofStatus(status);
        if (errors.isEmpty()) {
            var detail = fields.string("error_description").or(() -> fields.string("message"));
            return new ParsedError(error, fields.string("error").orElse(""), detail.orElse(""));
        }
        return new ParsedError(error, code(errors), detail(errors));
    }

    private static String code(List<JsonFields> errors) {
        return errors.getFirst().string("code").orElse("");
    }

    private static String detail(List<JsonFields> errors) {
        return errors.stream()
                .map(fields ->
                        Stream.of(fields.string("code"), fields.string("message"))
                                .flatMap(part -> part.stream())
                                .filter(part -> !part.isBlank())
                                .collect(Collectors.joining(" ")))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
