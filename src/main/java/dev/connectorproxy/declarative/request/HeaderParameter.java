package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A parameter in a header, in the style simple. Values are sent as they are, not percent-encoded (OpenAPI 3.1.1, appendix D). A value
/// with control characters, or with characters that Latin-1 does not have, is refused; in a header that is JSON everything outside ASCII
/// is written as JSON escapes, which mean the same to all recipients. Immutable.
record HeaderParameter(OperationParameter parameter) {

    private static final char MAX_LATIN1 = 0xFF;

    /// What a description says of these is ignored (OpenAPI 3.1.1, section 4.8.12.1).
    private static final Set<String> MADE_ELSEWHERE =
            Set.of("accept", "content-type", "authorization");

    /// The value of the header; empty if it is not sent.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    Optional<String> value(RequestValues values) {
        var value = isMadeElsewhere() ? values.find(parameter) : values.of(parameter);
        return value.flatMap(this::text).map(this::checked);
    }

    /// Whether the body, the responses or the credentials decide what the header is, so that nobody need give it.
    private boolean isMadeElsewhere() {
        return MADE_ELSEWHERE.contains(parameter.name().toLowerCase(Locale.ROOT));
    }

    private Optional<String> text(JsonValue value) {
        var content = ContentText.of(parameter, value);
        if (content.isPresent()) {
            return content.map(text -> isJson() ? asciiJson(text) : text);
        }
        var styled = StyledValue.of(parameter.name(), value, Escaping.NONE::apply);
        return styled.isEmpty() ? Optional.empty() : Optional.of(simple(styled));
    }

    private boolean isJson() {
        return parameter.mediaType().filter(BodyKind::isJson).isPresent();
    }

    private String simple(StyledValue value) {
        return switch (value) {
            case StyledValue.Text(var text) -> text;
            case StyledValue.Elements(var texts) -> String.join(",", texts);
            case StyledValue.Members(var texts) ->
                    texts.entrySet().stream()
                            .map(member ->
                                    member.getKey()
                                            + (parameter.explode() ? "=" : ",")
                                            + member.getValue())
                            .collect(Collectors.joining(","));
        };
    }

    private String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > MAX_LATIN1) {
                throw Refusals.parameter(
                        parameter.name(),
                        "is sent in a header, which cannot carry characters outside Latin-1");
            }
            if (Character.isISOControl(c) && c != '\t') {
                throw Refusals.parameter(
                        parameter.name(),
                        "is sent in a header, which cannot carry line breaks and other control characters");
            }
        }
        return text;
    }

    private static String asciiJson(String json) {
        var out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7F) {
                out.append(c);
            } else {
                out.append("\\u%04x".formatted((int) c));
            }
        }
        return out.toString();
    }
}
