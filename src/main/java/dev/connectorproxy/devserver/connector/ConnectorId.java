package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id of a connector: its provider and a UUID, written as unpadded base64url (RFC 4648) of
/// `{"Provider":…,"Reference":…}`.
public record ConnectorId(String provider, UUID reference) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final UUID NIL = new UUID(0, 0);
    private static final String INVALID = "invalid connectorId";
    private static final int MAX_LENGTH = 1_024;

    /// Needed because `UUID.fromString` also accepts short groups such as `1-1-1-1-1`.
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public ConnectorId {
        if (provider.isBlank()) {
            throw invalid("it names no provider");
        }
        if (reference.equals(NIL)) {
            throw invalid("it has no reference");
        }
    }

    /// An id with the provider's name in lower case.
    public static ConnectorId of(String provider, UUID reference) {
        return new ConnectorId(provider.toLowerCase(Locale.ROOT), reference);
    }

    /// Reads an id that [#toText()] wrote.
    ///
    /// @throws DevServerException 400 `invalid connectorId`, with the reason in its details
    public static ConnectorId parse(String text) {
        var fields = decode(text);
        try {
            var reference = fields.string("Reference").orElse("");
            if (!reference.isEmpty() && !UUID_TEXT.matcher(reference).matches()) {
                throw invalid("its reference is no UUID");
            }
            return new ConnectorId(
                    fields.string("Provider").orElse(""),
                    reference.isEmpty() ? NIL : UUID.fromString(reference));
        } catch (PaymentException _) {
            throw invalid("its fields are not strings");
        }
    }

    public String toText() {
        var json =
                JSON.createObjectBuilder()
                        .add("Provider", provider)
                        .add("Reference", reference.toString())
                        .build()
                        .toString();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonFields decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("it is too long");
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return JsonFields.ofRequest(toObject(json.toString()), "connectorId");
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw invalid("it is not base64url");
        }
    }

    private static JsonObject toObject(String json) {
        try {
            return JsonBodyReader.parse(json).asJsonObject();
        } catch (JsonException | ClassCastException _) {
            throw invalid("it holds no JSON object");
        }
    }

    private static DevServerException invalid(String why) {
        return DevServerException.badRequest(INVALID, why);
    }
}
