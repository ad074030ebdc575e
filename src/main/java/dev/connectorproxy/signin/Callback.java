package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The end of a sign-in: judges the provider's answer, exchanges the code, and says where the browser goes on to.
final class Callback {
    private static final int LONGEST_REASON = 300;

    private final Provider provider;
    private final Desk desk;

    Callback(Provider provider, Desk desk) {
        this.provider = provider;
        this.desk = desk;
    }

    /// The state that the answer is to.
    ///
    /// @throws ConnectorException there is none, or it is not good
    State state(Map<String, String> answer) {
        return value(answer, "state")
                .map(it -> desk.seal().verify(provider.id(), it))
                .orElseThrow(() ->
                        SigninFailure.badRequest(
                                "The provider sent no state. Please begin again."));
    }

    /// Where the browser is led to, with the tokens.
    ///
    /// @param kept what this browser kept for that state
    WebUrl answer(State state, Stream<String> kept, Map<String, String> answer) {
        var pending = pending(state, kept);
        if (!desk.used().first(state)) {
            throw SigninFailure.badRequest("This sign-in is over already. Please begin again.");
        }
        var metadata = desk.discovery().of(provider);
        checkIssuer(metadata, value(answer, "iss"));
        value(answer, "error")
                .ifPresent(it -> {
                    throw ended(it, value(answer, "error_description"));
                });
        var code =
                value(answer, "code")
                        .orElseThrow(() ->
                                SigninFailure.badRequest(
                                        "The provider sent no code. Please begin again."));
        var token = TokenRequest.of(metadata.token(), provider.client(), code, pending);
        return pending.target().with("response", TokenAnswer.of(desk.calls().send(token)));
    }

    private Pending pending(State state, Stream<String> kept) {
        return kept.flatMap(it -> desk.seal().open(state, it).stream())
                .filter(it -> desk.settings().redirectOrigins().contains(it.target().origin()))
                .findFirst()
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "This sign-in was not begun in this browser, or its cookie did not come back. Please begin again."));
    }

    /// RFC 9207, section 2.4: an answer of another provider than the one asked is a mix-up.
    private static void checkIssuer(Metadata metadata, Optional<String> sent) {
        boolean wrong =
                metadata.issuer().isPresent()
                        && (sent.isPresent() || metadata.issuerSent())
                        && !metadata.issuer().equals(sent);
        if (wrong) {
            throw SigninFailure.badRequest(
                    "The answer is not of the provider that was asked. Please begin again.");
        }
    }

    /// RFC 6749, section 4.1.2.1.
    private static ConnectorException ended(String error, Optional<String> description) {
        var why = plain(error) + description.map(it -> " (" + plain(it) + ")").orElse("");
        var message = "The provider ended the sign-in: " + why + ".";
        return switch (error) {
            case "access_denied" -> SigninFailure.refused(message);
            case "temporarily_unavailable" -> SigninFailure.busy(message);
            default -> SigninFailure.badGateway(message);
        };
    }

    private static String plain(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ").strip();
        return plain.length() > LONGEST_REASON ? plain.substring(0, LONGEST_REASON) + "…" : plain;
    }

    private static Optional<String> value(Map<String, String> answer, String name) {
        return Optional.ofNullable(answer.get(name)).filter(it -> !it.isEmpty());
    }
}
